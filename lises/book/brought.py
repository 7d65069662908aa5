"""What a book's theme brings: scripts, fonts and styles that everybody has who has the packages."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

__all__ = ["PACKAGES", "brought_files"]

# What puts files into ``_static`` of a book; none of them is imported for it.
PACKAGES = (
    "sphinx",
    "sphinx_book_theme",
    "pydata_sphinx_theme",
    "sphinx_design",
    "sphinx_copybutton",
    "sphinx_togglebutton",
    "sphinx_comments",
    "myst_nb",
    "lises",
)
STATIC = frozenset(["static", "_static"])  # as the packages call the folder


@functools.cache
def brought_files() -> frozenset[str]:
    """Give the SHA-256 digests of the files that installed packages put into a book as they are.

    The gate need not look into a file of these: nobody's words are in it, and a font has numbers
    that look like a person's. Whatever is written anew for a book, or stands in ``_static`` by the
    author's hand, has another digest and is read like any other file.
    """
    return frozenset(
        hashlib.sha256(path.read_bytes()).hexdigest()
        for package in PACKAGES
        for path in _static(package)
    )


def _static(package: str) -> Iterator[Path]:
    """Give every file below a static folder of a package; none of one that is not there."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for path in Path(place).rglob("*"):
            if STATIC.intersection(path.relative_to(place).parts[:-1]) and path.is_file():
                yield path
