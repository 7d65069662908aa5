"""Books built once, one browser, and a reader whose every page must have gone without a fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.book.books import Book, book_named

from .coding import Rooms
from .reading import Contexts, Reader, served

expect.set_options(timeout=15_000)  # a machine that does much else is slow, and not at fault


@pytest.fixture(scope="session")
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_named(request.param, tmp_path_factory)


@pytest.fixture(scope="session")
def address(book: Book) -> Iterator[str]:
    with served(book.html) as where:
        yield where


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Contexts]:
    """Contexts that readers share, one after the other."""
    made = Contexts(browser)
    yield made
    made.close()


@pytest.fixture
def reader(contexts: Contexts, address: str) -> Iterator[Reader]:
    """Reads over http; afterwards nothing may have been asked elsewhere, and nothing failed."""
    one = Reader(contexts, address)
    yield one
    one.close()
    assert not one.faults, one.faults


@pytest.fixture(scope="session")
def rooms(browser: Browser) -> Iterator[Rooms]:
    """Contexts that coders' pages share."""
    made = Rooms(browser)
    yield made
    made.close()
