"""The book: pages, the Sphinx domain, the engine. Sphinx loads only when a book is built."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .making import BookOrder, MadeBook, make_book, release_studies

__all__ = ["BookOrder", "MadeBook", "make_book", "release_studies"]


def __getattr__(name: str) -> object:
    """Fetch a public name when it is first used: the extension needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'lises.book' has no attribute {name!r}")
    return getattr(import_module("lises.book.making"), name)
