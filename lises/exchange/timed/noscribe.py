"""noScribe's own documents: HTML in which every stretch of talk has its times in its name.

``<a name="ts_12140_22800_S01">S01: [00:00:12] …</a>``: begin and end in milliseconds and the voice.
The label that is written in the text wins over the voice in the name, since people put names in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.plain import MAX_TEXT
from lises.exchange.prefixes import prefix_of
from lises.exchange.wordcount import count_words

from .cues import Cue, TimedDocument, Voiced, clock, counted, hms
from .markup import BLOCKS, body_of, count_markup, tags_and_text

__all__ = ["read_noscribe"]

_NAME = re.compile(
    r"\bname=[\"']ts_(?P<start>\d{1,10})_(?P<end>\d{1,10})_(?P<voice>[^\"'<>]*)[\"']"
)
_ANCHOR = re.compile(r"</?a((?:\s[^<>]*)?)>", re.IGNORECASE)


@dataclass(slots=True)
class _Piece:
    """A stretch of a paragraph; ``name`` is None outside of an anchor."""

    paragraph: int
    name: re.Match[str] | None = None
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def read_noscribe(content: bytes, path: str) -> TimedDocument:
    """Read a noScribe document.

    Parameters
    ----------
    content : bytes
        The whole file, at most ``MAX_TEXT`` bytes.
    path : str
        The file, for its problems.

    Raises
    ------
    UnreadableError
        ``file-too-large``; ``cues-none`` where no stretch has times.
    """
    if len(content) > MAX_TEXT:
        raise UnreadableError(
            "file-too-large",
            f"the document has more than {MAX_TEXT // 2**20} MiB",
            "an hour of talk has some 200 kB; is this one transcript?",
        )
    decoded = decode(content, path)
    body = _as_blocks(body_of(decoded.text))
    pieces = counted(piece for piece in _pieces(body) if piece.text.strip())
    first = next((n for n, piece in enumerate(pieces) if piece.name), len(pieces))
    if first == len(pieces):
        raise UnreadableError("cues-none", "no stretch of talk has times", "export it as .vtt")
    reading = _Cues(set())
    cues = [reading.cue(piece) for piece in pieces[first:]]
    return TimedDocument(
        kind="noscribe-html",
        cues=tuple(cues),
        words=count_markup(body),
        words_in_heads=reading.words_in_stamps,
        encoding=decoded.encoding,
        set_aside=tuple(_aside(piece) for piece in pieces[:first]),
        notes=decoded.notes,
        problems=decoded.problems,
        merges=False,
    )


def _as_blocks(body: str) -> str:
    """Make blocks of the anchors that have times; a link within one stays what it is."""
    pieces: list[str] = []
    timed: list[bool] = []
    end = 0
    for found in _ANCHOR.finditer(body):
        closes = found[0].startswith("</")
        if closes:
            block = timed.pop() if timed else False
        else:
            block = _NAME.search(found[0]) is not None
            timed.append(block)
        if block:
            pieces += [body[end : found.start()], "</div>" if closes else f"<div{found[1]}>"]
            end = found.end()
    return "".join((*pieces, body[end:]))


def _pieces(body: str) -> Iterator[_Piece]:
    """Give the stretches between the edges of blocks."""
    paragraph = 1
    piece = _Piece(paragraph)
    for kind, name, text in tags_and_text(body):
        if kind == "text":
            piece.parts.append(re.sub(r"[\r\n]+", " ", text))
        elif name == "br":
            piece.parts.append("\n")
        elif name in BLOCKS:
            yield piece
            paragraph += name == "p" and kind == "open"
            timed = name == "div" and kind == "open"
            piece = _Piece(paragraph, _NAME.search(text) if timed else None)
    yield piece


@dataclass(slots=True)
class _Cues:
    begun: set[int]
    words_in_stamps: int = 0

    def cue(self, piece: _Piece) -> Cue:
        """Make a cue of a piece; the first of a paragraph says who speaks."""
        opens = piece.paragraph not in self.begun
        self.begun.add(piece.paragraph)
        start, end = (
            (int(piece.name["start"]), int(piece.name["end"])) if piece.name else (None,) * 2
        )
        text = self._unstamped(piece.text.strip(), start)
        speaker, words = "", 0
        prefix = prefix_of(text) if opens else None
        if prefix and prefix.form == "colon" and piece.name:
            speaker, words = prefix.label, count_words(text[: prefix.start])
            text = text[prefix.start :]
        elif opens and piece.name:
            speaker = piece.name["voice"].removeprefix("//")
        return Cue(
            voices=(Voiced(speaker=speaker, text=text, label_words=words),),
            at=piece.paragraph,
            start=start,
            end=end,
            written="" if start is None else clock(start),
            joined="\n\n" if opens else " ",
            continues=not speaker,
        )

    def _unstamped(self, text: str, start: int | None) -> str:
        """Take out the stamp that says the begin again."""
        stamp = f"[{hms(start)}]"
        if start is None or stamp not in text:
            return text
        self.words_in_stamps += count_words(stamp)
        before, _, after = text.partition(stamp)
        return f"{before.rstrip()} {after.lstrip()}".strip()


def _aside(piece: _Piece) -> SetAside:
    text = piece.text.strip()
    return SetAside(
        where=f"paragraph {piece.paragraph}",
        text=text,
        why="before the first stretch with times",
        words=count_words(text),
        at=piece.paragraph,
    )
