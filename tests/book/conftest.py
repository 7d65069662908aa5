"""The books, built once; see ``books``."""

from __future__ import annotations

import pytest

from .books import Book, book_named


@pytest.fixture(scope="session")
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_named(request.param, tmp_path_factory)
