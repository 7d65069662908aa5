"""What an author's contents can ask for of what is written from the library itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lises.book.pages import Page
from lises.render import Words

from .kinds import files_page
from .library import library_pages

__all__ = ["REFERENCES"]

REFERENCES: Mapping[str, Callable[[Words], list[Page]]] = {
    "files": files_page,
    "library": library_pages,
}
"""What ``reference:`` in an author's ``_toc.yml`` can ask for, each with what makes its pages."""
