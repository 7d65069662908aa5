"""A reader of bytes that knows nothing of the gate: every text in a file that somebody could get at.

It unpacks archives, inventories and the texts beside the points of a picture, undoes entities,
escapes and addresses, drops tags and takes them for gaps, and composes and decomposes letters. It
says which of some secrets it saw.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

__all__ = ["seen_in", "texts_of"]

TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"\w+")
NO_WORD = re.compile(r"[\W_]+")
ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
STYLE_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")
LINE_ESCAPED = re.compile(r"\\[ntr]")
BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
PNG = b"\x89PNG\r\n\x1a\n"


def texts_of(data: bytes, depth: int = 4) -> Iterator[str]:
    """Give what can be read in some bytes, and in whatever is packed in them."""
    for unpacked in _unpacked(data) if depth else ():
        yield from texts_of(unpacked, depth - 1)
    for encoding in ("utf-8", "latin-1", *(("utf-16-le", "utf-16-be") if b"\0" in data else ())):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            yield from _undone(text)
            if encoding == "utf-8":
                return  # latin-1 would only garble it
    if b"\0" in data:  # a text of two bytes to the letter may begin at an odd one
        yield data[1:].decode("utf-16-le", errors="replace")


def _unpacked(data: bytes) -> Iterator[bytes]:
    if b"PK\x03\x04" in data[:4]:
        with (
            suppress(zipfile.BadZipFile, RuntimeError),
            zipfile.ZipFile(io.BytesIO(data)) as packed,
        ):
            for name in packed.namelist():
                yield name.encode()
                yield packed.read(name)
    if data.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError):
            yield gzip.decompress(data)
    if data.startswith(b"# Sphinx inventory"):
        yield zlib.decompress(data.split(b"\n", 4)[4])
    if data.startswith(PNG):
        yield from _chunks(data)
    for found in BASE64.finditer(data) if b"base64" in data else ():
        with suppress(binascii.Error, ValueError):
            yield base64.b64decode(found.group(), validate=True)


def _chunks(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        body = data[at + 8 : at + 8 + size]
        yield body
        for start in range(len(body)):  # whatever is deflated in it
            if body[start : start + 1] == b"\x78" and data[at + 4 : at + 8] != b"IDAT":
                with suppress(zlib.error):
                    yield zlib.decompressobj().decompress(body[start:])
        at += 12 + size


def _undone(text: str) -> Iterator[str]:
    """Give a text as it stands, and with each kind of escape undone."""
    plain = html.unescape(html.unescape(text))
    yield text
    for one in dict.fromkeys((text, plain)):
        yield TAG.sub("", one)
        yield TAG.sub(" ", one)
    yield plain
    if "%" in text:
        yield unquote(plain)
    if "\\" in text:
        told = ESCAPED.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text)
        yield html.unescape(LINE_ESCAPED.sub(" ", told))
        yield STYLE_ESCAPED.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)), text)


def _even(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)).casefold()


def seen_in(
    folder: Path, secrets: Mapping[str, str], known: Container[bytes] = ()
) -> dict[str, set[str]]:
    """Say in which files each secret, given by what it is called, can be read.

    Files whose SHA-256 is ``known`` are passed over, their names are not.

    Of a secret of several words any one that is long counts too: a search index keeps them apart.
    """
    tight = {name: NO_WORD.sub("", _even(secret)) for name, secret in secrets.items()}
    words = {
        word: name
        for name, secret in secrets.items()
        if not any(letter.isdigit() for letter in secret)
        for word in WORD.findall(_even(secret))
        if len(word) > 5
    }
    found: dict[str, set[str]] = {name: set() for name in secrets}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        place = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        inside = () if hashlib.sha256(data).digest() in known else texts_of(data)
        for told in dict.fromkeys(_even(text) for text in (*inside, *texts_of(place.encode()))):
            for word in words.keys() & set(WORD.findall(told)):
                found[words[word]].add(place)
            squeezed = NO_WORD.sub("", told)
            for name, secret in tight.items():
                if secret in squeezed:
                    found[name].add(place)
    return found
