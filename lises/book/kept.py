"""Fragments that cost seconds, kept in the composed folder until what they are made of changes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from lises.files import study_files
from lises.privacy import Release
from lises.render import Links, Words
from lises.render.markup import Markup

__all__ = ["LIBRARY", "Kept", "programs_digest"]

KEPT = "_lises/kept"
LIBRARY = Path(__file__).parents[1]


class Kept:
    """The fragments of an earlier composition, and those of this one.

    ``files`` are to be written by who composes: path within the folder to text.
    """

    def __init__(self, source: Path) -> None:
        self.source = source
        self.files: dict[str, str] = {}

    def of(
        self,
        release: Release,
        words: Words,
        links: Links,
        make: Callable[[Release, Words, Links], Markup],
    ) -> Markup:
        """Give a fragment: the one of the last time where nothing that it is made of differs."""
        name = f"{KEPT}/{links.page_name}.html"
        key = _key(release, words, links)
        path = self.source / name
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        told, _, text = before.partition("\n")
        made = Markup(text) if told == key else make(release, words, links)
        self.files[name] = f"{key}\n{made}"
        return made


def _key(release: Release, words: Words, links: Links) -> str:
    """Give a digest of what a page of a release is made from."""
    told = hashlib.sha256(programs_digest().encode())
    told.update(f"{words.language} {links.page_name} {release.tier}\n".encode())
    for name, text in study_files(release.folder):
        told.update(f"{name}\n{text}\n".encode())
    told.update(repr(sorted(release.tables.items())).encode())
    told.update(repr(sorted(release.passages_withheld.items())).encode())
    return told.hexdigest()


@cache
def programs_digest() -> str:
    """Give a digest of the library and of every package installed with its version."""
    told = hashlib.sha256(sys.version.encode())
    for path in sorted(p for p in LIBRARY.rglob("*") if p.is_file()):
        if "__pycache__" not in path.parts:
            told.update(path.relative_to(LIBRARY).as_posix().encode())
            told.update(hashlib.sha256(path.read_bytes()).digest())
    for name in sorted(_installed()):
        told.update(name.encode())
    return told.hexdigest()


def _installed() -> Iterator[str]:
    """Give the packages installed, each with its version, as their folders are called."""
    for place in sys.path:
        if place and Path(place).is_dir():
            yield from (p.name for p in Path(place).glob("*.dist-info"))
