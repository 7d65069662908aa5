"""The books that the tests read, each built once for all processes, and how to read their pages."""

from __future__ import annotations

import functools
import json
import os
import pickle
import shutil
import time
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
PROJECT = ROOT / "book"
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
        """The releases that it shows, made anew; those of the project are in both its languages."""
        return _released(self.studies)

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

    def of_each_kind(self, *, small: bool = False, apart: bool = True) -> list[Page]:
        """One page of each kind in each study, of the project's many in the book as a whole.

        The one with the most on it; ``small``: with the least, for what takes its time. Not
        ``apart``: of each kind one in the book.
        """
        apart = apart and not self.name.startswith("project")
        chosen: dict[tuple[str, str], Page] = {}
        for page in sorted(self.pages.values(), key=lambda p: len(p.html), reverse=small):
            study = page.name.partition("/")[0] if "/" in page.name and apart else ""
            chosen[study, page.kind] = page
        return list(chosen.values())

    def target(self, page: str, href: str) -> tuple[Path, str]:
        """Give the file and the anchor that a link on a page leads to."""
        path, _, anchor = href.partition("#")
        start = (self.html / page).parent
        file = (start / unquote(path)).resolve() if path else self.html / f"{page}.html"
        return file, unquote(anchor)


@functools.cache
def _released(studies: tuple[Path, ...]) -> tuple[Release, ...]:
    return tuple(release_studies(studies, "public", TODAY)[0])


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
    return pytest.mark.parametrize("book", names, indirect=True)


def book_named(name: str, factory: pytest.TempPathFactory) -> Book:
    """Give a book; the first process that wants it builds it, the others wait for that."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return _book(shared / f"book-{name}", name)


@functools.cache
def _book(folder: Path, name: str) -> Book:
    note = folder / "built.pickle"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(note)
    else:
        _note_when_built(name, folder, note)
    book = pickle.loads(note.read_bytes())
    if isinstance(book, Exception):
        raise book
    errors = [problem for problem in book.made.problems if problem.severity == "error"]
    assert book.made.good, [*map(str, (*errors, *book.made.warnings, *book.made.leaks))]
    return book


def _note_when_built(name: str, folder: Path, note: Path) -> None:
    try:
        built: Book | Exception = _build(name, folder)
    except Exception as why:  # for those who wait
        built = why
    half = note.with_suffix(".half")
    half.write_bytes(pickle.dumps(built))
    half.replace(note)


def _wait_for(note: Path) -> None:
    until = time.monotonic() + 600
    while not note.is_file():
        assert time.monotonic() < until, f"{note} was never written"
        time.sleep(0.2)


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
