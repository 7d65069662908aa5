"""Files opened down to their words: pages, pictures, inventories, notebooks, archives in archives.

What cannot be opened, or unpacks to more than a stated cap, is told: nobody can say what it holds.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_plus

__all__ = ["Closed", "Opened", "opened"]

MOST_UNPACKED = 512 * 2**20  # bytes of one file with everything in it
DEEPEST = 4  # archives in archives
MOST_OF_A_TEXT = 2**24  # bytes that are read of a packed text in a picture
LARGEST_RATIO = 200  # unpacked to packed, above one megabyte: nothing honest packs so well
MARKUP = frozenset([".html", ".htm", ".svg", ".xml", ".xhtml"])
ARCHIVES = frozenset([".zip", ".xlsx", ".docx", ".odt", ".qdpx", ".epub", ".whl"])
TAG = re.compile(r"<!--|-->|<[^<>]*>")
UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\[nrtbf]")
PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s%]+)")
SEEN = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")  # letters of two bytes, as cameras write
PNG = b"\x89PNG\r\n\x1a\n"


class Closed(Exception):  # noqa: N818 - not an error of anybody: a file that stays shut
    """A file that cannot be looked into."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A view of a file's words: where it is, and the text as one way of reading gives it.

    ``noise`` says that the file is no text: letters stand in it by chance too.
    """

    place: str
    text: str
    noise: bool = False


def opened(name: str, data: bytes) -> Iterator[Opened]:
    """Give every view of a file's words.

    Parameters
    ----------
    name : str
        Its path; the ending says how it is read.
    data : bytes

    Yields
    ------
    Opened
        The text as it stands with entities and escapes resolved, so that attributes, comments and
        scripts are read; of markup also without its tags, once with and once without a gap, so
        that words parted by a tag are read. Of what is packed, each part, as ``archive!part``.

    Raises
    ------
    Closed
        If the file is damaged, of a kind that cannot be read, or unpacks to too much.
    """
    yield Opened(name, name)  # a file's name is published too
    yield from _read(name, data, DEEPEST, _Budget())


class _Budget:
    """How much may still be unpacked."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def take(self, size: int) -> None:
        """Count bytes that were unpacked."""
        self.left -= size
        if self.left < 0:
            raise Closed(f"unpacks to more than {MOST_UNPACKED // 2**20} MB")


def _read(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Opened]:
    if depth == 0:
        raise Closed("packed in too many layers")
    budget.take(len(data))
    ending = _ending(name)
    if ending in ARCHIVES or data[:4] == b"PK\x03\x04":
        yield from _archive(name, data, depth, budget)
    elif ending == ".gz" or data[:2] == b"\x1f\x8b":
        yield from _read(
            name.removesuffix(".gz") + "!", _gunzipped(data, budget), depth - 1, budget
        )
    elif data[: len(PNG)] == PNG:
        yield Opened(name, _text_of_png(data), noise=True)
    elif ending == ".inv":
        yield Opened(name, _text(_inventory(data)))
    elif b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        yield Opened(name, _seen(data), noise=True)  # a font, a photograph: what can be read in it
    else:
        yield from _views(name, ending, _text(data), depth, budget)


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def _views(name: str, ending: str, text: str, depth: int, budget: _Budget) -> Iterator[Opened]:
    plain = _resolved(text)
    yield Opened(name, plain)
    if ending in MARKUP or "<" in plain:
        yield Opened(name, TAG.sub("", plain))
        yield Opened(name, TAG.sub(" ", plain))
    if PERCENT.search(plain):
        yield Opened(name, unquote_plus(plain))
    for number, found in enumerate(DATA.finditer(text), 1):
        try:
            inner = base64.b64decode(unquote_plus(found[1]), validate=False)
        except (binascii.Error, ValueError):
            continue  # cut short: the browser shows nothing of it either
        yield from _read(f"{name}!data-{number}", inner, depth - 1, budget)


def _resolved(text: str) -> str:
    """Resolve entities and escapes, also those of a text that was escaped twice."""
    for _ in range(3):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "\\" in text:
            text = UNICODE.sub(_letter, text)
        if text == before:
            break
    return text


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else " "


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8", errors="replace")


def _seen(data: bytes) -> str:
    """Give the letters that stand in bytes that are no text."""
    narrow = [run.decode("utf-8", errors="ignore") for run in SEEN.findall(data)]
    wide = [run.decode("utf-16-le", errors="ignore") for run in WIDE.findall(data)]
    return "\n".join([*narrow, *wide])


def _archive(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Opened]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield Opened(name, packed.comment.decode("utf-8", errors="replace"))
            for part in packed.infolist():
                if part.flag_bits & 1:
                    raise Closed("is locked with a password")
                if part.file_size > 2**20 and part.file_size > LARGEST_RATIO * part.compress_size:
                    raise Closed("unpacks to far more than it holds")
                budget.take(part.file_size)
                place = f"{name}!{part.filename}"
                yield Opened(place, f"{part.filename}\n{_text(part.comment)}")
                if not part.is_dir():
                    yield from _read(place, packed.read(part), depth - 1, budget)
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError) as why:
        raise Closed("is packed and damaged") from why


def _gunzipped(data: bytes, budget: _Budget) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            whole = packed.read(budget.left + 1)
    except (OSError, EOFError, zlib.error) as why:
        raise Closed("is packed and damaged") from why
    budget.take(len(whole))
    return whole


def _inventory(data: bytes) -> bytes:
    """Unpack an inventory of Sphinx: four lines, then a packed rest."""
    parts = data.split(b"\n", 4)
    try:
        return b"\n".join([*parts[:-1], zlib.decompress(parts[-1])])
    except zlib.error as why:
        raise Closed("is packed and damaged") from why


def _text_of_png(data: bytes) -> str:
    """Give what a picture tells beside its points: every chunk that is text, packed or not."""
    told = []
    at = len(PNG)
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in (b"IDAT", b"PLTE", b"IHDR", b"IEND", b"tRNS"):
            continue
        told += [_seen(body), *_packed_texts(kind, body)]
    if at < len(data):
        told.append(_seen(data[at:]))  # hung on behind the picture
    return "\n".join(told)


def _packed_texts(kind: bytes, body: bytes) -> Iterator[str]:
    """Give the packed text of a chunk: after its keyword and what the kind puts between."""
    _, _, rest = body.partition(b"\0")
    packed = rest[1:]  # zTXt, iCCP: a byte for the method
    if kind == b"iTXt":
        packed = rest[2:].split(b"\0", 2)[-1] if rest[:1] == b"\1" else b""
    if kind in (b"zTXt", b"iTXt", b"iCCP") and packed:
        try:
            yield _text(zlib.decompressobj().decompress(packed, MOST_OF_A_TEXT))
        except zlib.error as why:
            raise Closed("is a picture with a damaged text") from why
