"""The write-ahead log beside a SQLite database: pages that are committed and not yet in it.

A program that was not closed, or broke off, leaves its last changes there. They are put into the
copy in memory as SQLite would put them into the file: frame by frame while salts and checksums
agree, up to the last commit.

References
----------
SQLite, "Database File Format", section 4, The Write-Ahead Log.
"""

from __future__ import annotations

from struct import Struct

__all__ = ["LARGEST", "LogError", "with_log"]

LARGEST = 64 * 1024 * 1024
"""The largest log that is read, in bytes."""
_HEADER = Struct(">8I")
_FRAME = Struct(">6I")
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # how the words of a page are summed
_VERSION = 3007000
_MOST_PAGES = 2**20
_WORD = 0xFFFFFFFF


class LogError(Exception):
    """The log is none, or none of this database."""


def with_log(content: bytes, log: bytes) -> tuple[bytes, int]:
    """Put the pages of a log into a database.

    Parameters
    ----------
    content, log : bytes
        The whole files.

    Returns
    -------
    bytes
        The database with all that is committed.
    int
        How many pages were put in; 0 where nothing in the log is committed, or it is left over
        from before.

    Raises
    ------
    LogError
        If the log is damaged at its head, too large, or of pages of another size.
    """
    if len(log) > LARGEST or len(log) < _HEADER.size:
        raise LogError
    magic, version, size, _, salt, pepper, *told = _HEADER.unpack_from(log)
    order = _MAGIC.get(magic)
    if order is None or version != _VERSION or size != _page_size(content):
        raise LogError
    sums = _summed(log[: _HEADER.size - 8], order, (0, 0))
    if list(sums) != told:
        raise LogError
    pages: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    length = 0
    at = _HEADER.size
    while at + _FRAME.size + size <= len(log):
        number, after, *rest = _FRAME.unpack_from(log, at)
        page = log[at + _FRAME.size : at + _FRAME.size + size]
        sums = _summed(page, order, _summed(log[at : at + 8], order, sums))
        if rest != [salt, pepper, *sums] or not 0 < number <= _MOST_PAGES:
            break
        waiting[number] = page
        if after:  # a commit, with the pages that the database has then
            pages |= waiting
            waiting, length = {}, after
        at += _FRAME.size + size
    return _put_in(content, pages, size, length), len(pages)


def _put_in(content: bytes, pages: dict[int, bytes], size: int, length: int) -> bytes:
    if not pages or length > _MOST_PAGES:
        return content
    whole = bytearray(content[: length * size].ljust(length * size, b"\0"))
    for number, page in pages.items():
        if number <= length:
            whole[(number - 1) * size : number * size] = page
    return bytes(whole)


def _page_size(content: bytes) -> int:
    size = int.from_bytes(content[16:18], "big")
    return 65536 if size == 1 else size


def _summed(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """Go on with the two running sums of SQLite's logs, over pairs of 32-bit words."""
    first, second = sums
    words = Struct(f"{order}{len(data) // 4}I").unpack(data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _WORD
        second = (second + odd + first) & _WORD
    return first, second
