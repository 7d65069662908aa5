"""The text of one Word paragraph, put together from its runs.

What is visible becomes its text; stretches that are deleted, moved away or hidden are kept beside
it; a footnote stands in square brackets where it is referred to, since its words are the
transcriber's and not the speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

__all__ = ["FATES", "Fate", "Line"]

Fate = Literal["", "del", "moveFrom", "hidden"]
FATES: dict[Fate, str] = {
    "del": "deleted under tracked changes",
    "moveFrom": "moved elsewhere under tracked changes",
    "hidden": "hidden text",
}

# A footnote waits for the end of its word, and for the colon after a label.
_REST_OF_WORD = re.compile(r"(?:[\w'’‑-]|(?<=\d)[.:,/](?=\d))*:?")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    bold: bool = False
    note: bool = False


@dataclass(slots=True)
class Line:
    """A paragraph under way.

    ``blocks`` holds what is anchored in it and has paragraphs of its own: text boxes.
    """

    style: str = ""
    blocks: list[Element] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _unseen: list[tuple[Fate, list[str]]] = field(default_factory=list)
    _last: Fate = ""

    def put(self, text: str, fate: Fate, *, bold: bool = False) -> None:
        """Add text; an unseen stretch grows until its fate changes."""
        if not text:
            return
        if not fate:
            self._pieces.append(_Piece(text, bold))
        elif fate == self._last and self._unseen:
            self._unseen[-1][1].append(text)
        else:
            self._unseen.append((fate, [text]))
        self._last = fate

    @property
    def unseen(self) -> list[tuple[Fate, str]]:
        """The stretches that are not visible, each with its fate."""
        return [(fate, "".join(pieces)) for fate, pieces in self._unseen]

    def put_note(self, text: str) -> None:
        """Add a footnote or an endnote."""
        self._pieces.append(_Piece(f"[{text}]", note=True))

    def text(self) -> str:
        """Give what is visible, not yet cleaned."""
        return "".join(self._with_notes())

    def bold(self) -> str:
        """Give the bold text at the beginning, empty where all of it is bold or nothing is."""
        begin: list[str] = []
        for piece in self._pieces:
            if piece.text.strip() and not piece.bold:
                return "".join(begin)
            begin.append(piece.text)
        return ""

    def _with_notes(self) -> Iterator[str]:
        waiting: list[str] = []
        for piece in self._pieces:
            if piece.note:
                waiting.append(piece.text)
                continue
            text = piece.text
            if waiting:
                found = _REST_OF_WORD.match(text)
                end = found.end() if found else 0
                yield text[:end]
                text = text[end:]
                if not text:
                    continue
                yield f" {' '.join(waiting)}"
                yield " " if text[0].isalnum() else ""
                waiting.clear()
            yield text
        yield f" {' '.join(waiting)}" if waiting else ""
