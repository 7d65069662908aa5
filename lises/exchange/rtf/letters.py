r"""The letters of an RTF document: code pages, fonts' character sets, ``\uN`` and what it replaces.

Bytes gather until something else than a byte comes, since a letter may have two; then they are
decoded by the character set of the font that holds there.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lises.exchange.wordxml import UNKNOWN_SYMBOL, symbol

from .names import BREAKS, CHARACTERS
from .tokens import Token, tokens

__all__ = ["Event", "Letters"]

_SYMBOL = "symbol"
_NAME = 64  # letters of a font's name that matter
_CHARSETS = {
    0: "cp1252",
    2: _SYMBOL,
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
    256: "mac_roman",
}
_PAGES = {
    0: "cp1252",
    936: "gbk",
    1361: "johab",
    10000: "mac_roman",
    10001: "shift_jis",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10029: "mac_latin2",
    10081: "mac_turkish",
    65001: "utf-8",
}
_BY_WORD = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


class Event(NamedTuple):
    """What the reader takes: ``{``, ``}``, ``text`` (in ``text``) or a control word by its name."""

    kind: str
    text: str = ""
    number: int | None = None


_OPEN, _CLOSE = Event("{"), Event("}")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds in a group: its font, how many characters follow a Unicode one in its stead."""

    font: int = -1
    uc: int = 1
    fonts: bool = False


@dataclass(slots=True)
class _Font:
    codec: str = ""
    name: str = ""


@dataclass(slots=True)
class Letters:
    """Gives the events of a document; afterwards ``damaged`` and ``unknown`` say what was not read.

    Parameters
    ----------
    content : bytes
        The whole file.

    Attributes
    ----------
    damaged, unknown : int
        Letters that are none in their code page; signs of a symbol font that nobody knows here.
    page : str
        The document's code page, as Python calls it.
    open_groups : int
        How many groups were never closed.
    """

    content: bytes
    damaged: int = 0
    unknown: int = 0
    page: str = "cp1252"
    open_groups: int = 0
    _groups: list[_Group] = field(default_factory=list)
    _now: _Group = field(default_factory=_Group)
    _fonts: dict[int, _Font] = field(default_factory=dict)
    _default: int = -1
    _bytes: bytearray = field(default_factory=bytearray)
    _high: int = 0
    _skip: int = 0

    def events(self) -> Iterator[Event]:
        """Walk through the document once."""
        for token in tokens(self.content):
            if token.kind == "bytes":
                self._take(token)
                if self._high and self._bytes:
                    yield Event("text", self._half())
                continue
            if self._bytes:
                yield Event("text", self._flush())
            yield from self._high_alone(token)
            if token.kind == "{":
                self._groups.append(self._now)
                self._skip = 0
                yield _OPEN
            elif token.kind == "}":
                self._now = self._groups.pop() if self._groups else self._now
                self._skip = 0
                yield _CLOSE
            else:
                yield from self._word(token)
        if self._bytes:
            yield Event("text", self._flush())
        if self._high:
            yield Event("text", self._half())
        self.open_groups = len(self._groups)

    def _take(self, token: Token) -> None:
        left = token.raw[self._skip :]
        self._skip = max(self._skip - len(token.raw), 0)
        self._bytes += left

    def _high_alone(self, token: Token) -> Iterator[Event]:
        """Give the first half of a pair as it is where its second does not come next."""
        if self._high and not (token.kind == "word" and token.word in {"u", "uc"}):
            yield Event("text", self._half())

    def _half(self) -> str:
        half, self._high = chr(self._high), 0
        return half

    def _word(self, token: Token) -> Iterator[Event]:
        word, number = token.word, token.number
        if word == "u" and number is not None:
            text = self._unicode(number)
            self._skip = self._now.uc
            if text:
                yield Event("text", text)
            return
        if self._skip and (word in CHARACTERS or word in BREAKS or word == "bin"):
            self._skip -= 1
            return
        # What is no character cannot stand in another's stead: the rest is not skipped.
        self._skip = 0
        self._set(word, number)
        yield Event("text", CHARACTERS[word]) if word in CHARACTERS else Event(word, number=number)

    def _set(self, word: str, number: int | None) -> None:
        if word == "uc":
            self._now = replace(self._now, uc=min(max(number or 0, 0), 16))
        elif word == "plain":
            self._now = replace(self._now, font=self._default)
        elif word == "fonttbl":
            self._now = replace(self._now, fonts=True)
        elif word == "f" and number is not None:
            self._now = replace(self._now, font=number)
            if self._now.fonts:
                self._fonts[number] = _Font()
        elif word == "deff" and number is not None:
            self._default = number
            self._now = replace(self._now, font=number)
        elif word in _BY_WORD:
            self.page = _BY_WORD[word]
        elif word == "ansicpg" and number is not None:
            self.page = _codec(number) or self.page
        elif self._now.fonts and number is not None and self._now.font in self._fonts:
            self._define(word, number)

    def _define(self, word: str, number: int) -> None:
        font = self._fonts[self._now.font]
        if word == "fcharset":
            font.codec = _CHARSETS.get(number, "")
        elif word == "cpg":
            font.codec = _codec(number) or font.codec

    def _unicode(self, number: int) -> str:
        code = number % 0x10000 if number < 0x10000 else number
        if 0xDC00 <= code < 0xE000 and self._high:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)
            self._high = 0
            return chr(code)
        before = self._half() if self._high else ""
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return before
        if 0xF000 <= code <= 0xF0FF:
            return before + self._symbols(bytes([code & 0xFF]))
        return before + (chr(code) if code <= 0x10FFFF else "\ufffd")

    def _flush(self) -> str:
        raw = bytes(self._bytes)
        self._bytes.clear()
        font = self._fonts.get(self._now.font)
        if self._now.fonts:
            text = raw.decode("latin1")
            if font and len(font.name) < _NAME:
                font.name = (font.name + text[:_NAME]).strip(" ;")
            return text
        codec = font.codec if font and font.codec else self.page
        if codec == _SYMBOL:
            return self._symbols(raw)
        # A program that writes UTF-8 gives its fonts the character set 0 all the same.
        return self._decoded(raw, "utf-8" if self.page == "utf-8" and codec == "cp1252" else codec)

    def _decoded(self, raw: bytes, codec: str) -> str:
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            codec = "cp1252" if codec == "utf-8" else codec
            text = raw.decode(codec, errors="replace")
            self.damaged += text.count("\ufffd")
            return text

    def _symbols(self, raw: bytes) -> str:
        font = self._fonts.get(self._now.font)
        name = font.name if font else ""
        signs = "".join(
            chr(byte) if byte in b" \t" else symbol({"font": name, "char": f"F0{byte:02X}"})
            for byte in raw
        )
        self.unknown += signs.count(UNKNOWN_SYMBOL)
        return signs


def _codec(page: int) -> str:
    """Give Python's name of a code page, empty where it has none."""
    if page in _PAGES:
        return _PAGES[page]
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return ""
