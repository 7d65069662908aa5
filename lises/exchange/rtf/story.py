"""One story of an RTF document (its body, a footnote, a comment …) as paragraphs under way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lises.exchange.cleaning import Tally, clean
from lises.exchange.document import Paragraph
from lises.exchange.docx_lines import FATES, Fate, Line
from lises.exchange.imported import SetAside
from lises.exchange.rows import paragraphs_of_row
from lises.exchange.wordcount import count_words

__all__ = ["Common", "Story"]


@dataclass(slots=True)
class Common:
    """What all stories of a document add to."""

    tally: Tally = field(default_factory=Counter)
    features: Counter[str] = field(default_factory=Counter)
    set_aside: list[SetAside] = field(default_factory=list)

    def aside(self, where: str, text: str, why: str, at: int = 0) -> None:
        """Set a text aside, cleaned, unless nothing is left of it."""
        kept = clean(text, self.tally)
        if kept:
            words = count_words(kept)
            self.set_aside.append(SetAside(where=where, text=kept, why=why, words=words, at=at))


@dataclass(slots=True, kw_only=True)
class Story:
    """Takes text and ends of paragraphs, cells and rows.

    ``kind`` is empty for the body; ``where`` says what to call another story in a place, and
    ``at`` the paragraph in which it stands, 0 where it stands in none.
    """

    common: Common
    kind: str = ""
    where: str = ""
    at: int = 0
    unseen: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)
    _line: Line = field(default_factory=Line)
    _cell: list[Paragraph] = field(default_factory=list)
    _row: list[list[Paragraph]] = field(default_factory=list)
    _boxes: list[Paragraph] = field(default_factory=list)
    _number: int = 1
    _begun: bool = False

    @property
    def text(self) -> str:
        """The whole of it as one text, for a story that is not talk."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text)

    @property
    def number(self) -> int:
        """The number of the paragraph under way, from 1."""
        return self._number

    def put(self, text: str, fate: Fate, *, bold: bool) -> None:
        """Add text to the paragraph under way."""
        self._line.put(text, fate, bold=bold)
        self._begun = True

    def put_note(self, text: str) -> None:
        """Add a footnote to the paragraph under way."""
        self._line.put_note(text)
        self._begun = True

    def put_box(self, paragraphs: list[Paragraph]) -> None:
        """Add a text box that is anchored here; it stands after the paragraph."""
        self._boxes += paragraphs

    def end_paragraph(self, *, heading: bool = False, in_table: bool = False) -> None:
        """End a paragraph; outside of a table, a row that was left open ends as well."""
        line, self._line, self._begun = self._line, Line(), False
        paragraph = Paragraph(
            text=clean(line.text(), self.common.tally),
            at=self._number,
            heading=heading,
            bold=clean(line.bold(), Counter()),
        )
        for fate, text in line.unseen:
            where = self.where or f"paragraph {self._number}"
            self.common.aside(where, text, FATES[fate], self.at or self._number)
        boxes, self._boxes = self._boxes, []
        if in_table:
            self._cell += [paragraph, *boxes]
        else:
            self.end_row()
            self.paragraphs += [paragraph, *boxes]
        self._number += 1

    def end_cell(self) -> None:
        """End a cell, and the paragraph in it."""
        self.end_paragraph(in_table=True)
        self._row.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """End a row: one line of its cells where it can be; an open cell ends with it."""
        if self._begun:
            self.end_cell()
        cells = [*self._row, self._cell] if self._cell else self._row
        if cells:
            paragraphs, one_line = paragraphs_of_row(cells)
            self.common.features["table row"] += one_line
            self.paragraphs += paragraphs
        self._row, self._cell = [], []

    def close(self, *, heading: bool = False) -> None:
        """End what is under way, since the story ends."""
        self.end_paragraph(heading=heading, in_table=bool(self._row or self._cell))
        self.end_row()
