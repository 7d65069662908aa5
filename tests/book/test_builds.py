"""Building: the same bytes each time, what changed and no more, and nothing where something broke."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from lises.book.making import make_book
from lises.errors import LisesError
from lises.render import Words

from .books import TINY, TODAY, Book, Page, book_named, order
from .hostile import write_hostile


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


@pytest.fixture
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_named("tiny-en", tmp_path_factory)


@dataclass(frozen=True)
class Begun:
    """A study, and where its book in English was built already."""

    study: Path
    out: Path


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder with a study and its book, and a copy to begin from again."""
    place = tmp_path_factory.mktemp("begun") / "place"
    study = Path(shutil.copytree(TINY, place / "demo-tiny"))
    assert make_book(order(place / "out", study, language="en")).good
    return place, Path(shutil.copytree(place, place.with_name("kept")))


@pytest.fixture
def begun(built_once: tuple[Path, Path]) -> Begun:
    """A built book that a test goes on from: in the same folder, since Sphinx begins anew in another."""
    place, kept = built_once
    shutil.rmtree(place)
    shutil.copytree(kept, place)
    return Begun(study=place / "demo-tiny", out=place / "out")


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _stamps(folder: Path) -> dict[str, int]:
    pages = (p for p in folder.rglob("*.html") if "_static" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in pages}


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


# ---- The same bytes ----------------------------------------------------------------------------


def test_two_clean_builds_give_the_same_bytes(tiny: Book, study: Path, tmp_path: Path) -> None:
    again = make_book(order(tmp_path / "another place", study, language="en"))
    assert again.good
    assert _tree(again.html) == _tree(tiny.html)


def test_a_book_in_another_language_leaves_no_word_behind(
    tiny: Book, begun: Begun, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert _tree(begun.out / "html") == _tree(tiny.html)
    assert make_book(order(begun.out, begun.study, language="da")).good
    danish = book_named("tiny-da", tmp_path_factory)
    assert _tree(begun.out / "html") == _tree(danish.html)


def test_jupyter_book_itself_builds_the_same_pages_from_the_composed_folder(tiny: Book) -> None:
    source = tiny.out / "source"
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", "-q", "-W", "-n", "--keep-going", source]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    built = source / "_build" / "html"
    try:
        assert ran.returncode == 0, ran.stderr
        theirs, ours = _tree(built), _tree(tiny.html)
        # what its own command writes beside the pages
        extra = {name for name in theirs if name.startswith((".buildinfo", "_sources/"))}
        assert extra <= {".buildinfo"}
        assert {name: theirs[name] for name in theirs if name not in extra} == ours
    finally:
        shutil.rmtree(source / "_build", ignore_errors=True)


# ---- What changed and no more ------------------------------------------------------------------


def test_deleting_one_coding_changes_n_and_the_pages_concerned_as_a_clean_build_would(
    begun: Begun, tmp_path: Path
) -> None:
    study, out = begun.study, begun.out
    before, stamps = _tree(out / "html"), _stamps(out / "html")
    assert "5 passages" in _page(out, "demo-tiny/findings/tap").article.get_text()
    # one that nobody cites
    coding = study / "codings/consensus/DEMO-PAIR.jsonl"
    lines = coding.read_text("utf-8").splitlines()
    coding.write_text("\n".join(x for x in lines if "DEMO-PAIR-xk47" not in x) + "\n", "utf-8")
    assert make_book(order(out, study, language="en")).good
    after, written = _tree(out / "html"), _stamps(out / "html")

    clean = tmp_path / "clean"
    assert make_book(order(clean, study, language="en")).good
    assert after == _tree(clean / "html")

    changed = {name for name in after if after[name] != before.get(name)}
    anew = {name for name in written if written[name] != stamps.get(name)}
    assert anew >= {name for name in changed if name.endswith(".html")}
    expected = {
        "demo-tiny/analysis.html",
        "demo-tiny/reporting.html",
        "demo-tiny/interviews/DEMO-PAIR.html",
        "demo-tiny/interviews/index.html",
        "demo-tiny/codes/tap.html",
        "demo-tiny/codebook.html",
        "demo-tiny/participants.html",
        "demo-tiny/findings/tap.html",
        "demo-tiny/index.html",
        "demo-tiny/trail.html",
        "index.html",
        "search.html",  # Sphinx always writes it
    }
    assert anew <= expected, anew - expected
    assert "demo-tiny/analysis.html" in anew
    assert {"demo-tiny/interviews/DEMO-G1.html", "demo-tiny/findings/queue.html"}.isdisjoint(anew)
    assert "4 passages" in _page(out, "demo-tiny/findings/tap").article.get_text()


def test_deleting_the_one_coding_of_a_participant_takes_one_from_n_and_from_the_prose(
    begun: Begun,
) -> None:
    study, out = begun.study, begun.out
    said = functools.partial(Words("en"), "read-of")

    def counted() -> tuple[int, str, str]:
        found = json.loads((out / "html/evidence.json").read_text("utf-8"))["findings"]
        (finding,) = [f for f in found if f["id"] == "demo-tiny/queue"]
        page, other = (_page(out, f"demo-tiny/findings/{name}") for name in ("queue", "tap"))
        numbers = page.article.find(class_="lises-numbers").get_text()
        return (
            finding["n"],
            numbers.split(" · ")[1],
            other.article.find_all("span", "lises-count")[1].text,
        )

    assert counted() == (2, said(n=2, of=3, interviewed=3), "1 of 2")
    coding = study / "codings/consensus/DEMO-G1.jsonl"
    lines = coding.read_text("utf-8").splitlines()
    coding.write_text("\n".join(x for x in lines if "DEMO-G1-v8qh" not in x) + "\n", "utf-8")
    _edit(study / "findings/queue.md", "  - {passage: DEMO-G1-v8qh}\n", "")
    _edit(study / "framework.yaml", ", DEMO-G1-v8qh", "")
    made = make_book(order(out, study, language="en"))
    assert made.good, made
    assert counted() == (1, said(n=1, of=3, interviewed=3), "0 of 2")


def _page(out: Path, name: str) -> Page:
    return Page(name, (out / "html" / f"{name}.html").read_text("utf-8"))


def test_a_page_that_is_gone_from_the_study_is_gone_from_the_book(
    begun: Begun, tmp_path: Path
) -> None:
    study, out = begun.study, begun.out
    assert (out / "html/demo-tiny/findings/queue.html").is_file()
    (study / "findings/queue.md").unlink()
    (study / "findings/queue.da.md").unlink(missing_ok=True)
    _edit(study / "findings/tap.md", " See also {lises:finding}`queue`.", "")
    made = make_book(order(out, study, language="en"))
    assert made.good, made
    assert not (out / "html/demo-tiny/findings/queue.html").exists()
    for path in (out / "html").rglob("*.html"):
        assert "findings/queue" not in path.read_text("utf-8"), path
    clean = make_book(order(tmp_path / "clean", study, language="en"))
    assert _tree(out / "html") == _tree(clean.html)


def test_a_changed_tier_reaches_every_page(tmp_path: Path) -> None:
    studies, out = write_hostile(tmp_path), tmp_path / "out"
    banner = Words("en")("tier-restricted-banner")
    for tier in ("restricted", "public"):
        assert make_book(order(out, *studies, language="en", tier=tier)).good
        for path in (p for p in (out / "html").rglob("*.html") if "_static" not in p.parts):
            assert (banner in path.read_text("utf-8")) == (tier == "restricted"), (tier, path)


def test_a_build_that_was_broken_off_is_not_built_upon(begun: Begun) -> None:
    out = begun.out
    (out / ".built-from").unlink()  # as it is while a build runs
    page = out / "html/demo-tiny/participants.html"
    page.write_text("half a pa", "utf-8")
    made = make_book(order(out, begun.study, language="en"))
    assert made.good
    assert "</html>" in page.read_text("utf-8")


# ---- Nothing where something broke -------------------------------------------------------------

BROKEN = {
    "a passage that is not there": ("{lises:passage}`DEMO-G1-0000`", "DEMO-G1-0000"),
    "a finding that is not there": ("{lises:finding}`nowhere`", "nowhere"),
    "a code that is not there": ("{lises:code}`nowhere`", "nowhere"),
    "an interview that is not there": ("{lises:interview}`nowhere`", "nowhere"),
    "a count that nobody made": ("{lises:count}`(`", "("),
    "a fragment that is not there": (":::{lises:fragment} nowhere\n:::", "nowhere"),
    "a fragment outside": (":::{lises:fragment} ../../_config\n:::", "_config"),
    "a page that is not there": ("{doc}`nowhere`", "nowhere"),
    "a role that is not there": ("{lises:nonsense}`x`", "nonsense"),
}


def test_each_broken_reference_in_authors_pages_is_told_and_leaves_no_pages(
    study: Path, tmp_path: Path
) -> None:
    # Each on a page of its own in one book: a single warning is what leaves no pages.
    author = _author(tmp_path, "# T\n\nWords.\n")
    for number, (text, _) in enumerate(BROKEN.values()):
        page = f"---\norphan: true\n---\n\n# T\n\nWords.\n\n{text}\n"
        (author / f"page-{number}.md").write_text(page, "utf-8")
    # nor does a second try succeed on what the first left
    for _ in ("first", "again"):
        made = make_book(order(tmp_path / "out", study, author=author))
        assert not made.good
        assert not (tmp_path / "out/html").exists()
        for number, (what, (_, name)) in enumerate(BROKEN.items()):
            place = rf"page-{number}\.md:\d+"
            told = [w for w in made.warnings if name in w and re.match(place, w)]
            assert told, (what, made.warnings)


def test_one_broken_reference_is_enough(study: Path, tmp_path: Path) -> None:
    author = _author(tmp_path, "# T\n\n{doc}`nowhere`\n")
    made = make_book(order(tmp_path / "out", study, author=author))
    assert not made.good
    assert len(made.warnings) == 1
    assert not (tmp_path / "out/html").exists()


def test_a_broken_reference_in_a_findings_prose_fails_after_a_good_build_too(
    begun: Begun,
) -> None:
    study, out = begun.study, begun.out
    _edit(study / "findings/tap.md", "{lises:finding}`queue`", "{lises:finding}`quee`")
    made = make_book(order(out, study))
    assert not made.good
    places = [*map(str, made.problems), *made.warnings]
    assert any("tap.md" in place and "quee" in place for place in places), places
    assert not (out / "html").exists()


def test_of_a_study_with_an_error_nothing_is_built_and_what_was_there_goes(
    begun: Begun,
) -> None:
    study, out = begun.study, begun.out
    _edit(study / "codings/consensus/DEMO-G1.jsonl", "I carry.", "I carry it.")
    made = make_book(order(out, study))
    assert not made.good
    errors = [p for p in made.problems if p.severity == "error"]
    assert errors
    assert errors[0].path.endswith("DEMO-G1.jsonl")
    assert errors[0].line == 1
    assert not (out / "html").exists()


GOVERNANCE = {
    "nobody has signed": ("public: {signed: 2026-06-01, expires: 2031-06-01}", "", "signed"),
    "the leave has ended": ("expires: 2031-06-01", "expires: 2026-11-21", "ended on 2026-11-21"),
    "nobody answers for it": ('controller: "none: every person is invented"', "", "controller"),
}


@pytest.mark.parametrize("what", GOVERNANCE)
def test_without_leave_there_is_no_public_book_but_a_private_preview(
    what: str, study: Path, tmp_path: Path
) -> None:
    old, new, said = GOVERNANCE[what]
    _edit(study / "study.yaml", old, new)
    made = make_book(order(tmp_path / "out", study))
    assert not made.good
    assert any(p.rule == "governance-missing" and said in p.message for p in made.problems)
    assert not (tmp_path / "out").exists()
    assert make_book(order(tmp_path / "out", study, tier="restricted")).good


def test_somebody_elses_folder_is_not_touched(study: Path, tmp_path: Path) -> None:
    for name in ("source", "html"):
        out = tmp_path / f"out-{name}"
        kept = out / name / "mine.txt"
        kept.parent.mkdir(parents=True)
        kept.write_text("mine")
        with pytest.raises(LisesError, match="another folder"):
            make_book(order(out, study))
        assert kept.read_text() == "mine"


def test_the_day_of_these_tests_is_a_day_on_which_the_signatures_hold() -> None:
    assert "2026-06-01" <= TODAY <= "2027-06-01"


def _author(folder: Path, page: str) -> Path:
    author = folder / "author"
    author.mkdir()
    (author / "_config.yml").write_text("title: T\n")
    (author / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (author / "index.md").write_text(page, "utf-8")
    return author
