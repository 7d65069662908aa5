"""The books that the tests read, each built once in a process, and how to read their pages.

Tests of one book bear one xdist group (``books``), so that one process builds it.
"""

from __future__ import annotations

import functools
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag

from lises.book.making import BookOrder, MadeBook, make_book, release_studies
from lises.privacy import Release

from .hostile import write_hostile

__all__ = ["PROJECT", "ROOT", "TINY", "TODAY", "Book", "Page", "book_named", "books", "order"]

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests/studies/demo-tiny"
PROJECT = Path("/tmp/tb/abook")
TODAY = "2026-11-22"  # a day on which the studies' signatures hold


@dataclass(frozen=True)
class Page:
    """A built page: its name from the root without ending, its text and its elements."""

    name: str
    html: str

    @functools.cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def article(self) -> Tag:
        found = self.soup.find("article", class_="bd-article")
        assert isinstance(found, Tag), self.name
        return found

    @property
    def kind(self) -> str:
        """What kind of page it is: its name without ids."""
        parts = self.name.split("/")
        if len(parts) == 3 and parts[2] != "index":
            return parts[1]
        return "/".join(parts[1:]) or ("home" if parts[0] == "index" else "author")


@dataclass(frozen=True)
class Book:
    """A built book: where it is, what it was made from, and how that ended."""

    name: str
    language: str
    out: Path
    studies: tuple[Path, ...]
    made: MadeBook

    @property
    def html(self) -> Path:
        return self.out / "html"

    @functools.cached_property
    def releases(self) -> tuple[Release, ...]:
        """The releases that it shows, made anew."""
        return tuple(release_studies(self.studies, "public", TODAY)[0])

    @functools.cached_property
    def pages(self) -> dict[str, Page]:
        """Every page that a reader can open, the search among them."""
        return {page.name: page for page in _pages(self.html)}

    @functools.cached_property
    def evidence(self) -> dict[str, Any]:
        return json.loads((self.html / "evidence.json").read_text(encoding="utf-8"))

    def study_pages(self) -> Iterator[tuple[Release, Page]]:
        for release in self.releases:
            for page in self.pages.values():
                if page.name.partition("/")[0] == release.folder.design.id:
                    yield release, page

    def of_each_kind(self, *, short: bool = False) -> list[Page]:
        """One page of each kind in each study: the one with the most on it.

        ``short``: of the whole book one of each kind, the one with the least on it; for what takes
        its time.
        """
        chosen: dict[tuple[str, str], Page] = {}
        pages = sorted(self.pages.values(), key=lambda p: len(p.html), reverse=short)
        for page in pages:
            study = page.name.partition("/")[0] if "/" in page.name and not short else ""
            chosen[study, page.kind if study or short else page.name] = page
        return list(chosen.values())

    def target(self, page: str, href: str) -> tuple[Path, str]:
        """Give the file and the anchor that a link on a page leads to."""
        path, _, anchor = href.partition("#")
        start = (self.html / page).parent
        file = (start / unquote(path)).resolve() if path else self.html / f"{page}.html"
        return file, unquote(anchor)


def _pages(html: Path) -> Iterator[Page]:
    for path in sorted(html.rglob("*.html")):
        name = path.relative_to(html).with_suffix("").as_posix()
        if not name.startswith("_static/"):
            yield Page(name, path.read_text(encoding="utf-8"))


def order(out: Path, *studies: Path, **more: Any) -> BookOrder:
    """Order a book; today is a day on which the studies' signatures hold."""
    return BookOrder(**{"studies": studies, "out": out, "today": TODAY, **more})


NAMES = ("tiny-en", "tiny-da", "hostile-en", "hostile-da", "project-en", "project-da")


def books(*prefixes: str) -> pytest.MarkDecorator:
    """Run a test once for each book whose name begins so; for all of them without a prefix."""
    names = [name for name in NAMES if not prefixes or name.startswith(prefixes)]
    marked = [pytest.param(name, marks=pytest.mark.xdist_group(f"book-{name}")) for name in names]
    return pytest.mark.parametrize("book", marked, indirect=True)


_BUILT: dict[str, Book] = {}


def book_named(name: str, folder: Path) -> Book:
    """Give a book, built in this process once; ``folder`` is taken when it has to be built."""
    if name not in _BUILT:
        _BUILT[name] = _build(name, folder)
    book = _BUILT[name]
    errors = [problem for problem in book.made.problems if problem.severity == "error"]
    assert book.made.good, [*map(str, (*errors, *book.made.warnings, *book.made.leaks))]
    return book


def _build(name: str, folder: Path) -> Book:
    kind, _, language = name.partition("-")
    out = folder / "book"
    author = None
    if kind == "tiny":
        studies = (Path(shutil.copytree(TINY, folder / "demo-tiny")),)
    elif kind == "hostile":
        studies = write_hostile(folder)
    else:
        studies = tuple((PROJECT / path).resolve() for path in _studies_of_the_project())
        author = PROJECT
    made = make_book(order(out, *studies, author=author, language=language))
    return Book(name=name, language=language, out=out, studies=studies, made=made)


def _studies_of_the_project() -> list[str]:
    from lises.files import read_yaml

    return list(read_yaml(PROJECT / "_config.yml")["studies"])
