"""What a theme brings is known by its digest; everything else in the same folders is read."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from lises.book.brought import brought_files
from lises.privacy.gate import Needles, read_output

from .books import Book, books


@books("tiny-en", "project")
def test_a_book_is_clean_only_because_the_themes_own_files_are_known(book: Book) -> None:
    known = brought_files()
    # The addresses of the guide's examples are those that book/_config.yml names.
    shown = ("us@example.org", "os@example.org")
    assert list(read_output(book.html, Needles(), contacts=shown, known=known)) == []
    chance = list(read_output(book.html / "_static", Needles()))
    assert chance  # numbers in fonts that look like somebody's: what the digests are for
    for leak in chance:
        data = (book.html / "_static" / leak.path).read_bytes()
        assert hashlib.sha256(data).hexdigest() in known, leak


@books("tiny-en")
def test_what_is_written_anew_for_a_book_is_read_like_a_page(book: Book) -> None:
    files = [p for p in (book.html / "_static").rglob("*") if p.is_file()]
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    new = {name for name, digest in digests.items() if digest not in brought_files()}
    assert {"documentation_options.js", "language_data.js", "pygments.css"} <= new
    assert len(new) < 10 < len(files)


def test_to_know_them_loads_none_of_the_packages() -> None:
    loaded = set(sys.modules)
    brought_files.cache_clear()
    assert len(brought_files()) > 100
    assert not {m for m in set(sys.modules) - loaded if m.startswith(("sphinx", "myst"))}
    own = Path(__file__).parents[2] / "lises/book/static/book.css"
    assert hashlib.sha256(own.read_bytes()).hexdigest() in brought_files()
