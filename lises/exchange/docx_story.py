"""One story of a Word document (its body, a header, a comment …) as paragraphs.

The walk descends into every element it does not know, so that text inside content controls, tables,
text boxes, smart tags and whatever comes next is found; it passes by only what holds no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from .cleaning import Tally, clean
from .document import Paragraph
from .docx_lines import FATES, Fate, Line
from .imported import SetAside
from .rows import paragraphs_of_row
from .wordcount import count_words
from .wordxml import NOTHING, UNKNOWN_SYMBOL, Styles, is_on, name_of, symbol, value_of

__all__ = ["Story"]


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the text at this point of the walk."""

    fate: Fate = ""
    bold: bool = False
    in_run: bool = False


@dataclass(slots=True, kw_only=True)
class Story:
    """Walks a story and gathers what it finds.

    Parameters
    ----------
    styles : Styles
        The document's.
    tally, features : Counter
        Shared by the stories of a document: what cleaning did, what else was met.
    notes : mapping
        The text of each footnote and endnote by (``footnoteReference`` or ``endnoteReference``,
        id); those referred to land in ``used``.
    name : str
        What to call it in a place; empty for the body.
    """

    styles: Styles
    tally: Tally
    features: Counter[str]
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    name: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)
    comments_at: dict[str, int] = field(default_factory=dict)
    _number: int = 0

    def read(self, element: Element) -> None:
        """Walk an element that holds paragraphs and tables."""
        for child in element:
            self._block(child, name_of(child.tag))

    def _block(self, element: Element, name: str) -> None:
        if name == "p":
            self._paragraph(element)
        elif name == "tr":
            first = len(self.paragraphs)
            cells = list(self._cells(element))
            self.paragraphs[first:] = self._row(cells)
        elif name == "AlternateContent":
            for chosen in _chosen(element):
                self.read(chosen)
        elif name in _TEXT:
            self._stray(element.text or "")
        elif name not in NOTHING:
            self.features["embedded"] += name in {"altChunk", "subDoc"}
            self.read(element)

    @property
    def text(self) -> str:
        """The whole of it as one text, for a story that is not talk."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text)

    def where(self, at: int) -> str:
        """Say where a paragraph of it stands."""
        return self.name or f"paragraph {at}"

    def _paragraph(self, element: Element) -> None:
        self._number += 1
        at = self._number
        properties = next((e for e in element if name_of(e.tag) == "pPr"), None)
        line = Line()
        heading = False
        if properties is not None:
            line.style, heading = self._properties(properties)
        self._inline(element, line, _State())
        self.paragraphs.append(
            Paragraph(
                text=clean(line.text(), self.tally),
                at=at,
                heading=heading,
                bold=clean(line.bold(), Counter()),
            )
        )
        for fate, text in line.unseen:
            self._aside(text, FATES[fate], at)
        for block in line.blocks:
            name = name_of(block.tag)
            self.features["text box"] += name == "txbxContent"
            self._block(block, name)

    def _properties(self, properties: Element) -> tuple[str, bool]:
        found = {name_of(e.tag): e for e in properties}
        style = value_of(found["pStyle"].attrib, "val") if "pStyle" in found else ""
        self.features["numbered"] += "numPr" in found
        mark = found.get("rPr")
        if mark is not None and any(name_of(e.tag) in {"del", "moveFrom"} for e in mark):
            self.features["deleted end"] += 1
        outline = found.get("outlineLvl")
        outlined = outline is not None and value_of(outline.attrib, "val") in set("012345678")
        return style, outlined or self.styles.heading(style)

    def _stray(self, text: str) -> None:
        if text.strip():
            self._number += 1
            self.paragraphs.append(Paragraph(text=clean(text, self.tally), at=self._number))

    def _aside(self, text: str, why: str, at: int) -> None:
        kept = clean(text, self.tally)
        if kept:
            self.set_aside.append(
                SetAside(where=self.where(at), text=kept, why=why, words=count_words(kept), at=at)
            )

    # Tables: a row is one line, its cells apart by tabs, since many transcripts have their labels
    # and stamps in columns; but where a cell before the last has several paragraphs, all stand.

    def _cells(self, element: Element) -> Iterator[list[Paragraph]]:
        for child in element:
            name = name_of(child.tag)
            if name in {"tc", "p", "tr"} or name in _TEXT:
                first = len(self.paragraphs)
                self._block(child, name)
                yield self.paragraphs[first:]
            elif name == "AlternateContent":
                for chosen in _chosen(child):
                    yield from self._cells(chosen)
            elif name not in NOTHING:
                yield from self._cells(child)

    def _row(self, cells: list[list[Paragraph]]) -> list[Paragraph]:
        paragraphs, one_line = paragraphs_of_row(cells)
        self.features["table row"] += one_line
        return paragraphs

    # Within a paragraph.

    def _inline(self, element: Element, line: Line, state: _State) -> None:
        for child in element:
            name = name_of(child.tag)
            if name in NOTHING:
                continue
            if name in _TEXT:
                line.put(child.text or "", state.fate, bold=state.bold)
            elif name in {"r", "del", "moveFrom"}:
                self._inline(child, line, self._state(child, name, line, state))
            elif name == "AlternateContent":
                for chosen in _chosen(child):
                    self._inline(chosen, line, state)
            elif name in _BLOCKS:
                line.blocks.append(child)
            elif state.in_run and name in _IN_RUN:
                _IN_RUN[name](self, child, line, state)
            else:
                self._met(child, name)
                self._inline(child, line, state)

    def _state(self, element: Element, name: str, line: Line, state: _State) -> _State:
        if name == "del":
            return replace(state, fate="del")
        if name == "moveFrom":
            return replace(state, fate="moveFrom")
        properties = next((e for e in element if name_of(e.tag) == "rPr"), None)
        said = {name_of(e.tag): e for e in properties} if properties is not None else {}
        style = value_of(said["rStyle"].attrib, "val") if "rStyle" in said else ""
        vanish = is_on(said["vanish"].attrib) if "vanish" in said else None
        direct = is_on(said["b"].attrib) if "b" in said else None
        hidden: Fate = "hidden" if self.styles.hidden(line.style, style, vanish) else ""
        bold = self.styles.bold(line.style, style, direct)
        return _State(fate=state.fate or hidden, bold=bold, in_run=True)

    def _met(self, element: Element, name: str) -> None:
        if name in {"drawing", "pict", "object"}:
            boxed = any(name_of(inner.tag) == "txbxContent" for inner in element.iter())
            self.features["picture"] += not boxed
        elif name in {"ins", "moveTo"}:
            self.features["insertion"] += 1
        self.features["embedded"] += name in {"altChunk", "subDoc"}

    def _break(self, element: Element, line: Line, state: _State) -> None:
        if value_of(element.attrib, "type") in {"", "textWrapping"}:
            self.tally["soft line break"] += 1
        line.put("\n", state.fate, bold=state.bold)

    def _sign(self, element: Element, line: Line, state: _State) -> None:
        sign = symbol(element.attrib)
        self.features["unknown symbol"] += sign == UNKNOWN_SYMBOL
        line.put(sign, state.fate, bold=state.bold)

    def _note(self, element: Element, line: Line, state: _State) -> None:
        key = (name_of(element.tag), value_of(element.attrib, "id"))
        # A note that only deleted or hidden text refers to is set aside with the unused ones.
        if key in self.notes and key not in self.used and not state.fate:
            self.used.add(key)
            line.put_note(self.notes[key])

    def _comment(self, element: Element, _line: Line, _state: _State) -> None:
        self.comments_at.setdefault(value_of(element.attrib, "id"), self._number)


def _tab(_story: Story, _element: Element, line: Line, state: _State) -> None:
    line.put("\t", state.fate, bold=state.bold)


def _hyphen(_story: Story, _element: Element, line: Line, state: _State) -> None:
    line.put("\u2011", state.fate, bold=state.bold)


_TEXT = frozenset({"t", "delText", "math:t"})
_BLOCKS = frozenset({"txbxContent", "p", "tbl"})
_IN_RUN: dict[str, Callable[[Story, Element, Line, _State], None]] = {
    "br": Story._break,
    "cr": Story._break,
    "tab": _tab,
    "ptab": _tab,
    "noBreakHyphen": _hyphen,
    "sym": Story._sign,
    "footnoteReference": Story._note,
    "endnoteReference": Story._note,
    "commentReference": Story._comment,
}


def _chosen(alternate: Element) -> Iterator[Element]:
    """Give the one branch of ``mc:AlternateContent`` that counts: the first choice there is."""
    taken = False
    for branch in alternate:
        name = name_of(branch.tag)
        if name not in {"Choice", "Fallback"}:
            yield branch
        elif not taken:
            taken = name == "Choice"
            yield branch
