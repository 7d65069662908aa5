"""The composed folder: an ordinary Jupyter Book, made of releases and of an author's pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lises.book.compose import compose
from lises.book.directives import FRAGMENTS
from lises.book.making import TEMPLATE, make_book, release_studies, studies_of
from lises.errors import LisesError
from lises.files import read_yaml
from lises.privacy import Release

from .books import ROOT, TINY, TODAY, order
from .hostile import write_hostile


@pytest.fixture(scope="module")
def tiny() -> list[Release]:
    return release_studies([TINY], "public", TODAY)[0]


@pytest.fixture
def author(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATE, tmp_path / "author"))


def _toc(author: Path, text: str) -> None:
    (author / "_toc.yml").write_text(f"format: jb-book\nroot: index\n{text}", "utf-8")


def _composed(releases: list[Release], author: Path, language: str = "en") -> Path:
    source = author.parent / "source"
    compose(releases, author, source, language=language)
    return source


def _yaml(path: Path) -> Any:
    return read_yaml(path)


def test_the_configuration_is_the_one_that_is_known_to_leak_nothing(
    tiny: list[Release], author: Path
) -> None:
    (author / "_config.yml").write_text(
        "title: {en: Mine, da: Min}\nauthor: A\ncopyright: C\nlogo: logo.png\n"
        "html: {google_analytics_id: X}\nsphinx: {extra_extensions: [evil]}\n"
        "execute: {execute_notebooks: force}\nstudies: [a]\n"
    )
    config = _yaml(_composed(tiny, author, "da") / "_config.yml")
    assert (config["title"], config["author"], config["copyright"]) == ("Min", "A", "C")
    assert config["logo"] == "logo.png"
    assert config["repository"] == {"url": "", "branch": ""}
    assert config["execute"] == {"execute_notebooks": "off"}
    assert config["only_build_toc_files"] is False
    assert config["html"] == {"use_multitoc_numbering": False, "home_page_in_navbar": True}
    assert {"_lises", "_build"} <= set(config["exclude_patterns"])
    assert "studies" not in config
    sphinx = config["sphinx"]
    assert sphinx["extra_extensions"] == ["lises.book.extension"]
    assert sphinx["recursive_update"] is True
    held = sphinx["config"]
    assert held["language"] == "da"
    assert held["nitpicky"] is True
    for off in ("html_copy_source", "html_show_sourcelink", "html_use_index", "html_show_sphinx"):
        assert held[off] is False, off
    assert held["intersphinx_mapping"] == {}
    assert held["nb_ipywidgets_js"] == {}
    assert held["nb_execution_raise_on_error"] is True
    assert "//" not in held["mathjax_path"]
    theme = held["html_theme_options"]
    for off in ("use_download_button", "use_source_button", "use_repository_button"):
        assert theme[off] is False, off
    assert theme["primary_sidebar_end"] == []
    extensions = config["parse"]["myst_enable_extensions"]
    assert {"dollarmath", "linkify", "html_image", "substitution"}.isdisjoint(extensions)


@pytest.mark.parametrize(("tier", "said"), [("public", None), ("restricted", "Fortrolig")])
def test_only_a_preview_has_an_announcement(
    tier: str, said: str | None, author: Path, tmp_path: Path
) -> None:
    releases, _ = release_studies(write_hostile(tmp_path), tier, TODAY)
    html = _yaml(_composed(releases, author, "da") / "_config.yml")["html"]
    assert html.get("announcement", "").partition(" ")[0] == (said or "")


def test_a_page_in_the_books_language_stands_in_for_the_general_one(
    tiny: list[Release], author: Path
) -> None:
    (author / "about.md").write_text("# About\n")
    (author / "about.da.md").write_text("# Om\n")
    (author / "deep").mkdir()
    (author / "deep/only.md").write_text("# Only\n")
    pages = {"en": "# About\n", "da": "# Om\n"}
    for language, text in pages.items():
        source = _composed(tiny, author, language)
        assert (source / "about.md").read_text() == text
        assert (source / "deep/only.md").read_text() == "# Only\n"
        assert not list(source.rglob("*.da.md"))


def test_only_pages_and_pictures_of_the_author_are_taken_and_none_that_is_hidden(
    tiny: list[Release], author: Path
) -> None:
    for name in (
        "notes.txt",
        "participants.csv",
        ".secret.md",
        "_draft/x.md",
        "a/.git/x.md",
        "b.html",
    ):
        path = author / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# x\n")
    (author / "picture.svg").write_text("<svg/>")
    source = _composed(tiny, author)
    names = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
    own = {n for n in names if not n.startswith(("_lises/", "demo-tiny/"))}
    assert own == {"_config.yml", "_toc.yml", "index.md", "picture.svg"}


def test_the_contents_place_a_study_where_the_author_names_it_with_captions_by_language(
    tiny: list[Release], author: Path
) -> None:
    _toc(
        author,
        "parts:\n  - caption: {en: Studies, da: Undersøgelser}\n    chapters:\n"
        "      - study: demo-tiny\n      - {file: about, title: {en: About, da: Om}}\n",
    )
    (author / "about.md").write_text("# About\n")
    for language, caption, title in (("en", "Studies", "About"), ("da", "Undersøgelser", "Om")):
        (part,) = _yaml(_composed(tiny, author, language) / "_toc.yml")["parts"]
        assert part["caption"] == caption
        study, about = part["chapters"]
        assert about == {"file": "about", "title": title}
        assert study["file"] == "demo-tiny/index"
        files = [section["file"] for section in study["sections"]]
        assert files[:2] == ["demo-tiny/findings/queue", "demo-tiny/findings/tap"]
        assert "demo-tiny/interviews/index" in files
        # interviews and codes are reached from their lists: a long contents is slow and unreadable
        assert not [f for f in files if f.startswith("demo-tiny/interviews/DEMO")]


def test_a_study_that_the_contents_do_not_name_comes_last(
    tiny: list[Release], author: Path
) -> None:
    toc = _yaml(_composed(tiny, author) / "_toc.yml")
    assert toc["parts"][-1]["chapters"][0]["file"] == "demo-tiny/index"


def test_a_study_that_is_not_in_the_book_is_named_with_those_that_are(
    tiny: list[Release], author: Path
) -> None:
    _toc(author, "chapters: [{study: demo-tinny}]\n")
    with pytest.raises(LisesError, match=r'_toc\.yml names the study "demo-tinny".*demo-tiny'):
        _composed(tiny, author)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("_config.yml", None, "is missing"),
        ("_toc.yml", None, "is missing"),
        ("_config.yml", "- a\n", "is not a configuration"),
        ("_toc.yml", "- a\n", "is not a table of contents"),
    ],
)
def test_an_authors_folder_that_cannot_be_used_is_refused_in_words(
    name: str, text: str | None, said: str, tiny: list[Release], author: Path
) -> None:
    (author / name).unlink()
    if text is not None:
        (author / name).write_text(text)
    with pytest.raises(LisesError, match=said):
        _composed(tiny, author)


def test_studies_are_found_relative_to_the_authors_folder(author: Path) -> None:
    (author / "_config.yml").write_text("title: T\nstudies: [../one, ../two]\n")
    assert studies_of(author) == [author.parent / "one", author.parent / "two"]
    (author / "_config.yml").write_text("title: T\nstudies: one\n")
    with pytest.raises(LisesError, match="a list of folders"):
        studies_of(author)
    (author / "_config.yml").write_text("title: T\n")
    with pytest.raises(LisesError, match="no study to build a book of"):
        make_book(order(author.parent / "out", author=author))


def test_composing_again_writes_only_what_changed_and_removes_what_is_gone(
    tiny: list[Release], author: Path
) -> None:
    source = _composed(tiny, author)
    before = {p: p.stat().st_mtime_ns for p in source.rglob("*") if p.is_file()}
    (source / "left-behind.md").write_text("# x\n")
    (author / "index.md").write_text("# Changed\n")
    _composed(tiny, author)
    after = {p: p.stat().st_mtime_ns for p in source.rglob("*") if p.is_file()}
    assert before.keys() == after.keys()
    assert {p.name for p in before if before[p] != after[p]} == {"index.md"}


def test_words_of_a_transcript_stand_in_fragments_and_nowhere_that_sphinx_reads(
    tiny: list[Release], author: Path
) -> None:
    source = _composed(tiny, author)
    words = "They keep the path, I keep the beans."
    holding = [p for p in source.rglob("*") if p.is_file() and words in p.read_text("utf-8")]
    assert holding
    for path in holding:
        assert path.relative_to(source).as_posix().startswith((FRAGMENTS, "_lises/objects.json"))


def test_what_pages_can_refer_to_is_named_by_study_and_holds_no_path(
    tiny: list[Release], author: Path
) -> None:
    text = (_composed(tiny, author) / "_lises/objects.json").read_text("utf-8")
    objects = json.loads(text)
    assert str(ROOT) not in text
    assert {t["name"].partition("/")[0] for t in objects["targets"]} == {"demo-tiny"}
    kinds = {target["type"] for target in objects["targets"]}
    assert kinds == {"study", "finding", "passage", "code", "interview", "participant", "claim"}
    assert objects["counts"]["demo-tiny/findings/tap"] == {"tap": [2, 2], "tap & tap-queue": [1, 2]}
    for target in objects["targets"]:
        # a quotation is in a preview and never a name: names go into the inventory
        assert "keep the beans" not in f"{target['name']} {target['label']} {target['anchor']}"
