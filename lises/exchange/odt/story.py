"""One story of an OpenDocument text (its body, a header, a comment …) as paragraphs.

The walk descends into every element it does not know, so that text inside sections, frames, lists,
tables, fields and whatever comes next is found; it passes by only what holds no text. White space
is read as the format says: a run of it is one space, further ones are elements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from lises.exchange.cleaning import Tally, clean
from lises.exchange.document import Paragraph
from lises.exchange.docx_lines import FATES, Fate, Line
from lises.exchange.imported import SetAside
from lises.exchange.rows import paragraphs_of_row
from lises.exchange.wordcount import count_words

from .names import BROKEN, NOTHING, Styles, name_of, spaces, value_of

__all__ = ["Common", "Story"]

_WHITE = re.compile("[ \t\r\n]+")
_BLOCKS = frozenset({"text:p", "text:h", "text:list", "text:section", "table:table"})
_PICTURES = frozenset({"draw:image", "draw:object", "draw:object-ole", "draw:plugin"})
_MARKS = frozenset({"text:change", "text:change-start", "text:change-end"})


@dataclass(slots=True, kw_only=True)
class Common:
    """What all stories of a document add to.

    ``deleted`` are the lists of tracked changes, read at the end; ``changes_at`` the paragraph in
    which the change of an id stands.
    """

    styles: Styles
    tally: Tally = field(default_factory=Counter)
    features: Counter[str] = field(default_factory=Counter)
    set_aside: list[SetAside] = field(default_factory=list)
    deleted: list[Element] = field(default_factory=list)
    changes_at: dict[str, int] = field(default_factory=dict)

    def aside(self, where: str, text: str, why: str, at: int = 0) -> None:
        """Set a text aside, cleaned, unless nothing is left of it."""
        kept = clean(text, self.tally)
        if kept:
            words = count_words(kept)
            self.set_aside.append(SetAside(where=where, text=kept, why=why, words=words, at=at))


@dataclass(frozen=True, slots=True)
class _State:
    fate: Fate = ""
    bold: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph under way; ``spaced`` while white space would be one too many."""

    line: Line
    spaced: bool = True
    ruby: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Story:
    """Walks a story and gathers what it finds; ``name`` is empty for the body."""

    common: Common
    name: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    _number: int = 0

    def read(self, element: Element) -> None:
        """Walk an element that holds paragraphs, lists and tables."""
        self._stray(element.text or "")
        for child in element:
            self._block(child, name_of(child.tag))
            self._stray(child.tail or "")

    @property
    def text(self) -> str:
        """The whole of it as one text, for a story that is not talk."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text)

    def _block(self, element: Element, name: str) -> None:
        if name in {"text:p", "text:h"}:
            self._paragraph(element, heading=name == "text:h")
        elif name == "table:table-row":
            first = len(self.paragraphs)
            cells = list(self._cells(element))
            self.paragraphs[first:], one_line = paragraphs_of_row(cells)
            self.common.features["table row"] += one_line
        elif name == "text:tracked-changes":
            self.common.deleted.append(element)
        elif name == "office:annotation":
            self._comment(element)
        elif name == "text:section" and value_of(element.attrib, "text:display") == "none":
            self._apart(element, self._where(self._number + 1), "a hidden section")
        elif name in _MARKS:
            self._change(element)
        elif name in NOTHING:
            self._met(name)
        else:
            self._met(name)
            self.read(element)

    def _cells(self, row: Element) -> Iterator[list[Paragraph]]:
        for cell in row:
            first = len(self.paragraphs)
            self._block(cell, name_of(cell.tag))
            yield self.paragraphs[first:]

    def _where(self, at: int) -> str:
        return self.name or f"paragraph {at}"

    def _stray(self, text: str) -> None:
        # Text outside every paragraph is no valid document; it is kept all the same.
        if text.strip():
            self._number += 1
            kept = clean(_WHITE.sub(" ", text), self.common.tally)
            self.paragraphs.append(Paragraph(text=kept, at=self._number))

    def _apart(self, element: Element, where: str, why: str, at: int = 0) -> None:
        inner = Story(common=self.common, name=where)
        inner.read(element)
        self.common.aside(where, inner.text, why, at)

    def _comment(self, element: Element) -> None:
        self.common.features["comment"] += 1
        at = 0 if self.name else self._number
        number = self.common.features["comment"]
        where = f"comment {number}" + (f", at paragraph {at}" if at else "")
        self._apart(element, where, "a comment in the margin", at)

    def _change(self, element: Element) -> None:
        change = value_of(element.attrib, "text:change-id")
        self.common.changes_at.setdefault(change, 0 if self.name else self._number)

    def _met(self, name: str) -> None:
        features = self.common.features
        features["picture"] += name in _PICTURES
        features["text box"] += name == "draw:text-box"
        features["numbered"] += name in {"text:list-item", "text:list-header"}

    # Within a paragraph.

    def _paragraph(self, element: Element, *, heading: bool) -> None:
        self._number += 1
        at = self._number
        style = value_of(element.attrib, "text:style-name")
        styles = self.common.styles
        state = _State(
            fate="hidden" if styles.hidden("paragraph", style) else "",
            bold=styles.bold("paragraph", style),
        )
        paragraph = _Open(Line(style=style))
        self._inline(element, paragraph, state)
        line = paragraph.line
        self.paragraphs.append(
            Paragraph(
                text=clean(line.text(), self.common.tally),
                at=at,
                heading=heading or styles.title(style),
                bold=clean(line.bold(), Counter()),
            )
        )
        for fate, text in line.unseen:
            self.common.aside(self._where(at), text, FATES[fate], at)
        for text in paragraph.ruby:
            self.common.aside(self._where(at), text, "a reading written above a word (ruby)", at)
        for block in line.blocks:
            self._block(block, name_of(block.tag))

    def _inline(self, element: Element, paragraph: _Open, state: _State) -> None:
        self._put(element.text or "", paragraph, state)
        for child in element:
            self._child(child, name_of(child.tag), paragraph, state)
            self._put(child.tail or "", paragraph, state)

    def _child(self, child: Element, name: str, paragraph: _Open, state: _State) -> None:
        line = paragraph.line
        if name in BROKEN or name == "text:s":
            sign = BROKEN.get(name) or spaces(child.attrib)
            self.common.tally["soft line break"] += sign == "\n"
            line.put(sign, state.fate, bold=state.bold)
            paragraph.spaced = sign == "\n"
        elif name == "text:note":
            self._note(child, line, state)
        elif name == "office:annotation":
            self._comment(child)
        elif name in _MARKS:
            self._change(child)
        elif name == "text:ruby-text":
            paragraph.ruby.append("".join(child.itertext()))
        elif name in _BLOCKS:
            line.blocks.append(child)
        elif name in NOTHING:
            self._met(name)
        else:
            self._met(name)
            self._inline(child, paragraph, self._state(child, name, state))

    def _state(self, child: Element, name: str, state: _State) -> _State:
        if name not in {"text:span", "text:a"}:
            return state
        style = value_of(child.attrib, "text:style-name")
        styles = self.common.styles
        hidden = styles.hidden("text", style, before=state.fate == "hidden")
        bold = styles.bold("text", style, before=state.bold)
        return replace(state, fate="hidden" if hidden else "", bold=bold)

    def _put(self, text: str, paragraph: _Open, state: _State) -> None:
        text = _WHITE.sub(" ", text)
        text = text.lstrip(" ") if paragraph.spaced else text
        if text:
            paragraph.line.put(text, state.fate, bold=state.bold)
            paragraph.spaced = text.endswith(" ")

    def _note(self, element: Element, line: Line, state: _State) -> None:
        self.common.features["note"] += 1
        inner = Story(common=self.common, name=f"note {self.common.features['note']}")
        inner.read(element)
        if state.fate:
            why = "a footnote or endnote that nothing visible refers to"
            self.common.aside(inner.name, inner.text, why)
        elif inner.text:
            line.put_note(inner.text.replace("\n", " "))
