"""The text of an HTML document, and where its UTF-8 bytes are in it.

Taguette keeps a document as cleaned HTML and counts positions in UTF-8 bytes of its text, tags not
counted. The text is every text node as it stands; a line end is put where a block or a row ends
and none stands, so that paragraphs do not run into each other, and these are not counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from html import unescape
from itertools import accumulate

__all__ = ["MarkedText", "text_of"]

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
_UNSEEN = frozenset({"script", "style"})
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>])")
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _UNSEEN}
_IN_TAG = re.compile("[>\"']")
_SPACE = " \t\n\f\r"
_STEP = 4096
_FURTHER = bytes(range(0x80, 0xC0))  # the bytes of a character after its first


class MarkedText:
    """A document's text with a table from bytes to code points.

    Parameters
    ----------
    html : str
        Line ends are read as HTML reads them: CRLF and CR as LF.

    Attributes
    ----------
    text : str
    pictures : int
        Pictures in it, which are not carried.
    leading : int
        Bytes of white space before the first tag; parsers disagree whether they count.
    """

    __slots__ = ("_before", "_begins", "_points", "_raw", "_seen", "leading", "pictures", "text")

    def __init__(self, html: str) -> None:
        html = html.replace("\r\n", "\n").replace("\r", "\n")
        self.leading = len(html) - len(html.lstrip(_SPACE))
        reader = _Reader()
        reader.read(html)
        self.text, self.pictures = "".join(reader.pieces), reader.pictures
        # Each text node: its first byte, and its first code point in the text.
        nodes = reader.nodes or [(0, 0, True)]
        self._begins = [begin for begin, _, _ in nodes]
        self._points = [point for _, point, _ in nodes]
        self._seen = [seen for _, _, seen in nodes]
        self._raw = b"".join(reader.raw)
        # How many characters begin before every _STEP bytes, so that none is counted twice.
        steps = range(0, len(self._raw), _STEP)
        self._before = list(accumulate((_characters(self._raw[n : n + _STEP]) for n in steps),
                                       initial=0))  # fmt: skip

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the span of these bytes, None where it does not fit or cuts a character.

        A line end that was put in does not belong to what ends before it, nor to what begins
        after it.
        """
        if not 0 <= start <= end <= len(self._raw):
            return None
        if self._cuts(start) or self._cuts(end):
            return None
        first, last = self._point(start, bisect_right), self._point(end, bisect_left)
        return (first, max(first, last))

    def _cuts(self, at: int) -> bool:
        return at < len(self._raw) and self._raw[at] in _FURTHER

    def _point(self, at: int, side: Callable[[list[int], int], int]) -> int:
        """Give a byte's code point; between two nodes the next one begins, the one before ends."""
        node = max(side(self._begins, at) - 1, 0)
        if not self._seen[node]:
            return self._points[node]
        return self._points[node] + self._number(at) - self._number(self._begins[node])

    def _number(self, at: int) -> int:
        """Count the characters that begin before a byte."""
        whole = at // _STEP
        return self._before[whole] + _characters(self._raw[whole * _STEP : at])


def _characters(raw: bytes) -> int:
    return len(raw.translate(None, _FURTHER))


def text_of(html: str) -> str:
    """Give the text of a piece of HTML."""
    return MarkedText(html).text


class _Reader:
    """Goes through HTML once, and collects the text nodes and line ends between blocks.

    Its own few lines and not the standard library's parser, which takes time squared for some
    broken HTML. What is written here is what a browser writes of cleaned HTML; a tag that is never
    closed is text.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.raw: list[bytes] = []
        self.nodes: list[tuple[int, int, bool]] = []
        self.pictures = 0
        self._bytes = self._length = 0
        self._last = "\n"
        self._waiting: list[str] = []

    def read(self, html: str) -> None:
        """Read all of it."""
        at = 0
        while at < len(html):
            tag = html.find("<", at)
            tag = len(html) if tag < 0 else tag
            self._waiting.append(html[at:tag])
            at = self._tag(html, tag) if tag < len(html) else tag
        self._flush()

    def _tag(self, html: str, at: int) -> int:
        """Take what begins with ``<`` and give where it ends."""
        if html.startswith("<!--", at):
            end = html.find("-->", at + 4)
            return len(html) if end < 0 else end + 3
        match = _NAME.match(html, at)
        end = _closing(html, match.end()) if match else -1
        if not match or end < 0:
            # No tag: a sign like any other, or one that nothing closes, and then all the rest.
            rest = at + 1 if not match else len(html)
            self._waiting.append(html[at:rest])
            return rest
        self._flush()
        name = match[2].lower()
        self._mark(name, closing=bool(match[1]))
        if name in _UNSEEN and not match[1]:
            return self._unseen(html, end + 1, name)
        return end + 1

    def _unseen(self, html: str, at: int, name: str) -> int:
        """Count a script's text, and show none of it."""
        found = _ENDS[name].search(html, at)
        end = found.start() if found else len(html)
        self._text(html[at:end], seen=False)
        return end

    def _mark(self, name: str, *, closing: bool) -> None:
        if name in _BLOCKS or name == "br":
            if name == "br" or self._last != "\n":
                self._put("\n")
        elif name in {"td", "th"} and not closing and self._last not in "\n\t":
            self._put("\t")
        self.pictures += name == "img"

    def _flush(self) -> None:
        self._text(unescape("".join(self._waiting)))
        self._waiting = []

    def _text(self, text: str, *, seen: bool = True) -> None:
        """Take a text node as it stands."""
        if text:
            raw = text.encode("utf-8", "replace")
            self.raw.append(raw)
            self.nodes.append((self._bytes, self._length, seen))
            self._bytes += len(raw)
            self._put(text if seen else "")

    def _put(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self._length += len(text)
            self._last = text[-1]


def _closing(html: str, at: int) -> int:
    """Find the ``>`` that closes a tag, past values in quotation marks; -1 where none does."""
    while match := _IN_TAG.search(html, at):
        if match[0] == ">":
            return match.start()
        at = html.find(match[0], match.end()) + 1
        if not at:
            return -1
    return -1
