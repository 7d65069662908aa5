"""Values in prose, from an archive to a page: counted once, in the page's language, or no book."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lises.book.author_pages import page_values, value_problems
from lises.book.compose import compose
from lises.book.making import make_book, release_studies
from lises.book.objects import read_objects
from lises.privacy import read_release, write_release

from .books import TINY, TODAY, Page, order

PAGE = """# T

All told {lises:value}`demo-tiny/words; unit`, of the gardeners
{lises:value}`demo-tiny/share: tap-queue by role=gardener; percent 1; expected 50`.

:::{note}
And {lises:value}`demo-tiny/n: tap-queue by role=gardener; n of N; unit`.
:::

Not ``{lises:value}`n` `` and not `{lises:value}`.
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


@pytest.fixture
def author(tmp_path: Path) -> Path:
    folder = tmp_path / "author"
    folder.mkdir()
    (folder / "_config.yml").write_text("title: T\n")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (folder / "index.md").write_text(PAGE, "utf-8")
    return folder


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_value_stands_on_an_authors_page_in_the_language_of_the_book(
    study: Path, author: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shown = {
        "en": ["238\u00a0words", "50.0%", "1 of 2\u00a0participants"],
        "da": ["238\u00a0ord", "50,0\u00a0%", "1 af 2\u00a0deltagere"],
    }
    for language, values in shown.items():
        made = make_book(order(out, study, author=author, language=language))
        assert made.good, made
        page = Page("index", (made.html / "index.html").read_text("utf-8"))
        assert [span.text for span in page.article.find_all("span", "lises-count")] == values
        # what it shows is of invented people, so the page says so
        assert page.article.find(class_="lises-constructed")
    # and where nothing but the values changed, the page is written anew
    _edit(study / "codings/consensus/DEMO-G1.jsonl", '"tap-queue"', '"tap"')
    _edit(author / "index.md", "; expected 50", "")
    assert make_book(order(out, study, author=author, language="da")).good
    assert "0 af 2" in (out / "html/index.html").read_text("utf-8")


def test_a_changed_value_fails_the_book_with_file_line_old_and_new(
    study: Path, author: Path, tmp_path: Path
) -> None:
    _edit(author / "index.md", "expected 50", "expected 33.3")
    made = make_book(order(tmp_path / "out", study, author=author))
    (problem,) = [p for p in made.problems if p.severity == "error"]
    assert not made.good
    assert (problem.path, problem.line) == (str(author / "index.md"), 4)
    assert problem.rule == "value-changed"
    assert "was 33.3 and is now 50.0" in problem.message
    assert "expected 50" in problem.remedy
    assert not (tmp_path / "out/html").exists()


WRONG = {
    "n: tap": ("value-unreadable", "no study is named"),
    "demo-tinny/n: tap": ("value-unreadable", 'did you mean "demo-tiny"'),
    "demo-tiny/n: tapp": ("value-unreadable", 'did you mean "tap"'),
    "demo-tiny/nn: tap": ("value-unreadable", "no measure"),
    "demo-tiny/minutes by role=keeper|gardener": ("", ""),
    "demo-tiny/n: tap by years=31": ("scope-not-cleared", "years"),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_with_a_value_is_told_where_it_stands(
    text: str, study: Path, author: Path
) -> None:
    (author / "index.md").write_text(f"# T\n\nx {{lises:value}}`{text}`\n", "utf-8")
    asked = page_values(author, "en")
    releases, _ = release_studies([study], "public", TODAY, values=[one.text for one in asked])
    rule, said = WRONG[text]
    found = value_problems(asked, releases)
    assert [p.rule for p in found] == ([rule] if rule else [])
    assert all(p.line == 3 and said in f"{p.message} {p.remedy}" for p in found)


def test_a_finding_may_not_count_by_what_may_not_be_shown(study: Path) -> None:
    _edit(study / "findings/queue.md", "Under", "{lises:value}`n: tap by years=31` under")
    _, problems = release_studies([study], "public", TODAY)
    (told,) = [p for p in problems if p.rule == "scope-not-cleared"]
    assert (told.path, told.line) == (str(study / "findings/queue.md"), 13)
    _, problems = release_studies([study], "restricted", TODAY)
    assert not [p for p in problems if p.severity == "error"]


def test_a_value_was_counted_before_anything_was_withheld(
    study: Path, author: Path, tmp_path: Path
) -> None:
    said = "demo-tiny/passages: tap by role=gardener"
    (author / "index.md").write_text(f"# T\n\n{{lises:value}}`{said}`\n", "utf-8")
    _edit(study / "findings/tap.md", "{lises:count}`tap`", "{lises:value}`passages: tap`")
    lines = (study / "codings/consensus/DEMO-G1.jsonl").read_text("utf-8")
    closed = lines.replace('"codes"', '"clearance":"restricted","codes"', 1)
    (study / "codings/consensus/DEMO-G1.jsonl").write_text(closed, "utf-8")
    (release,) = release_studies([study], "public", TODAY, values=[said])[0]
    whole = release.values[said].number
    here = sum(
        {"tap", "tap-queue"} & set(p.codes) != set() and p.set == "consensus"
        for p in release.study.passages
        if p.interview != "DEMO-K1"
    )
    assert whole is not None
    assert here < whole
    # on disk, and from there on a page, it is the same number
    write_release(release, tmp_path / "released")
    again = read_release(tmp_path / "released")
    assert again.values == release.values
    assert again.assessments["tap"].prose_values["passages: tap"].number == whole
    source = tmp_path / "source"
    compose([again], author, source, language="en")
    values = read_objects(source)["values"]
    assert values["index"] == {said: f"{whole:.0f}"}
    assert values["demo-tiny/findings/tap"] == {"passages: tap": f"{whole:.0f}"}


def test_a_value_in_a_notebooks_prose_is_told_by_its_cell(author: Path) -> None:
    (author / "index.md").write_text("# T\n")
    (author / "b.ipynb").write_text(
        '{"cells": [{"cell_type": "code", "source": ["{lises:value}`n`"]},'
        ' {"cell_type": "markdown", "source": ["# B\\n", "{lises:value}`n: x`"]}]}'
    )
    (author / "c.ipynb").write_text("no notebook")
    (one,) = page_values(author, "en")
    assert (one.page, one.cell, one.text) == ("b", 2, "n: x")
    (problem,) = value_problems([one], [])
    assert problem.message.startswith("cell 2: ")
