"""Reference pages in a book: where an author asks for them, in the language that they are in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lises.book.compose import compose
from lises.book.making import TEMPLATE, release_studies
from lises.errors import LisesError
from lises.files import read_yaml
from tests.book.books import TINY, TODAY, Book, books


@pytest.fixture
def author(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATE, tmp_path / "author"))


def _composed(author: Path, toc: str) -> Path:
    (author / "_toc.yml").write_text(f"format: jb-book\nroot: index\n{toc}", "utf-8")
    source = author.parent / "source"
    compose(release_studies([TINY], "public", TODAY)[0], author, source)
    return source


def test_a_book_has_them_only_where_its_contents_ask_for_them(author: Path) -> None:
    assert not (_composed(author, "") / "reference").exists()
    source = _composed(author, "chapters:\n  - reference: files\n")
    chapters = read_yaml(source / "_toc.yml")["chapters"]
    assert chapters[0] == {"file": "reference/files", "title": "Every field of every file"}
    assert (source / "reference/files.md").is_file()
    assert not (source / "reference/library").exists()


def test_the_rooms_of_the_library_are_not_in_the_contents(author: Path) -> None:
    source = _composed(author, "chapters:\n  - reference: library\n")
    chapters = read_yaml(source / "_toc.yml")["chapters"]
    assert chapters[0] == {"file": "reference/library/index", "title": "The library"}
    room = (source / "reference/library/lises.text.md").read_text("utf-8")
    assert room.startswith("---\norphan: true\nbody_language: en\n---\n")


def test_a_page_that_says_what_it_said_is_not_written_again(author: Path) -> None:
    toc = "chapters:\n  - reference: library\n  - reference: files\n"
    pages = sorted(_composed(author, toc).glob("reference/**/*.md"))
    before = [page.stat().st_mtime_ns for page in pages]
    _composed(author, toc)
    assert len(pages) > 10
    assert [page.stat().st_mtime_ns for page in pages] == before


def test_a_reference_that_is_none_is_answered_with_those_that_are(author: Path) -> None:
    with pytest.raises(LisesError, match='the reference "libary"; there are files, library'):
        _composed(author, "chapters:\n  - reference: libary\n")


@books("project")
def test_in_a_book_of_another_language_the_page_says_in_which_it_is(book: Book) -> None:
    for name in ("reference/library/index", "reference/library/lises.text", "reference/files"):
        article = book.pages[name].article
        told = article.find(class_="lises-told") or article.find("dl")
        around = [one["lang"] for one in told.parents if one.has_attr("lang")]
        assert around[0] == "en", name
        heading, note = article.find("h1"), article.find(class_="lises-made-from")
        assert note["lang"] == book.language
        if book.language != "en":
            assert heading["lang"] == book.language


@books("project")
def test_a_name_is_found_by_the_search_of_the_book(book: Book) -> None:
    index = (book.html / "searchindex.js").read_text("utf-8")
    assert "concordance" in index
    assert "reference/library/lises.text" in index
