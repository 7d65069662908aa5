"""From paragraphs to turns; the same for every format.

A paragraph whose label is a speaker's begins a turn; a paragraph without one is a further
paragraph of the turn before. A stamp alone on its line is the time of the turn that follows it.
What is neither is set aside, whole: what stands before the first turn, headings, the length of the
recording, stamps inside a turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .declared import declarations_in, header_declarations
from .document import Declaration, Document, Paragraph
from .ends import times_of_ends
from .imported import RawTurn, SetAside, place_of
from .labels import Labels, known_labels
from .prefixes import Prefix, looks_like_label, prefix_of
from .stamps import Stamp, stamp_alone
from .vocabulary import LENGTH_OF_TAPE
from .wordcount import count_words

__all__ = ["DECLARES", "Split", "Talk", "Unit", "talk_of"]

Split = Literal["auto", "paragraphs", "lines"]
"""Where a turn may begin: at a paragraph, on any line, or as the document mostly does."""

DECLARES = "declares the speakers"
"""Why a line of the header is not a turn."""

_BLANKS = re.compile(r"[ \t]+")
_ESCAPE = re.compile(r"(\n)\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The smallest stretch that may begin a turn: a paragraph, or one line of it.

    ``prefix`` is what it begins with; ``joined`` what stands between it and the one before where
    both are of one turn.
    """

    text: str
    at: int
    prefix: Prefix | None = None
    heading: bool = False
    joined: str = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The turns of a document and what is not in them.

    ``unlabelled`` are the units that continue a turn, for the doubts; ``tabs`` how many tabs
    became spaces.
    """

    units: tuple[Unit, ...]
    labels: Labels
    by_line: bool
    turns: tuple[RawTurn, ...]
    set_aside: tuple[SetAside, ...]
    unlabelled: tuple[Unit, ...]
    words_in_labels: int
    words_in_times: int
    tabs: int


def talk_of(document: Document, called: Iterable[Declaration] = (), split: Split = "auto") -> Talk:
    """Divide a document into turns.

    Parameters
    ----------
    document : Document
        What a reader of a format gave.
    called : iterable of Declaration
        What the caller says of labels; wins over the document.
    split : {"auto", "paragraphs", "lines"}
        Whether a label after a soft line break begins a turn. ``auto``: in text yes; in Word only
        where most labels stand so.
    """
    called = tuple(called)
    by_line = split == "lines" or (split == "auto" and _mostly_lines(document, called))
    units = tuple(_units(document.paragraphs, by_line=by_line))
    labels, places = _labels(units, document.declared, called)
    place = place_of(document.kind)
    builder = _Builder(labels=labels, place=place, escaped=document.escaped)
    for position, unit in enumerate(units):
        builder.take(unit, declares=position in places)
    builder.drop_pending()
    ended = times_of_ends(tuple(builder.finished()), place)
    return Talk(
        units=units,
        labels=labels,
        by_line=by_line,
        turns=ended.turns,
        set_aside=(*builder.set_aside, *ended.last),
        unlabelled=tuple(builder.unlabelled),
        words_in_labels=builder.words_in_labels,
        words_in_times=builder.words_in_times + ended.words,
        tabs=builder.tabs,
    )


def _units(paragraphs: Sequence[Paragraph], *, by_line: bool) -> Iterator[Unit]:
    for paragraph in paragraphs:
        joined = "\n\n"
        lines = paragraph.text.split("\n") if by_line else [paragraph.text]
        for number, line in enumerate(lines):
            if line:
                yield Unit(
                    text=line,
                    at=paragraph.at + (number if paragraph.of_lines else 0),
                    prefix=prefix_of(line, "" if number else paragraph.bold),
                    heading=paragraph.heading,
                    joined=joined,
                )
            joined = "\n" if line else "\n\n"


def _mostly_lines(document: Document, called: tuple[Declaration, ...]) -> bool:
    if document.lines_are_turns:
        return True
    units = tuple(_units(document.paragraphs, by_line=True))
    labels, _ = _labels(units, document.declared, called)
    begun: set[int] = set()
    at_paragraph = after_break = 0
    for unit in units:
        if unit.prefix and labels.parts(unit.prefix.label):
            after_break += unit.at in begun
            at_paragraph += unit.at not in begun
        begun.add(unit.at)
    return after_break > at_paragraph


def _labels(
    units: Sequence[Unit], declared: tuple[Declaration, ...], called: tuple[Declaration, ...]
) -> tuple[Labels, frozenset[int]]:
    """Give the labels, and the positions of the units in which the header declares them."""
    times = Counter(unit.prefix.label for unit in units if unit.prefix)
    used = {label.casefold() for label in times}
    header = [(unit.at, unit.text) for unit in _header(units, times, used)]
    found, places = header_declarations(header, used)
    spoken = [
        (unit.at, unit.prefix)
        for position, unit in enumerate(units)
        if unit.prefix and position not in places
    ]
    return known_labels(spoken, (*found, *declared, *called)), places


def _header(units: Sequence[Unit], times: Counter[str], used: Container[str]) -> Iterator[Unit]:
    """Give the units before the talk: up to the first label that comes back, declarations past."""
    for unit in units:
        label = unit.prefix.label if unit.prefix else ""
        if times[label] > 1 and looks_like_label(label) and not declarations_in(unit.text, used):
            return
        yield unit


@dataclass(slots=True)
class _Turn:
    """A turn in the making."""

    label: str
    parts: tuple[str, ...]
    at: int
    stamp: Stamp | None
    pieces: list[str]

    def add(self, unit: Unit) -> None:
        """Take a further paragraph or line."""
        self.pieces += [unit.joined, unit.text] if any(self.pieces) else [unit.text]


@dataclass(slots=True, kw_only=True)
class _Builder:
    """Takes one unit after the other and knows which turn is under way."""

    labels: Labels
    place: str
    escaped: bool
    turns: list[_Turn] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    unlabelled: list[Unit] = field(default_factory=list)
    pending: tuple[Unit, Stamp] | None = None
    words_in_labels: int = 0
    words_in_times: int = 0
    tabs: int = 0

    def take(self, unit: Unit, *, declares: bool) -> None:
        prefix = unit.prefix
        parts = self.labels.parts(prefix.label) if prefix else ()
        if prefix and parts and not declares:
            self._begin(unit, prefix, parts)
        elif stamp := stamp_alone(unit.text):
            self.drop_pending()
            self.pending = (unit, stamp)
        else:
            self.drop_pending()
            why = DECLARES if declares else self._why_aside(unit)
            if why:
                self._aside(unit, why)
            else:
                self.turns[-1].add(unit)
                self.unlabelled.append(unit)

    def drop_pending(self) -> None:
        """Set a stamp aside that turned out to begin no turn."""
        if self.pending:
            unit, self.pending = self.pending[0], None
            self._aside(unit, "a time stamp that no turn begins with")

    def finished(self) -> Iterable[RawTurn]:
        for turn in self.turns:
            text = "".join(turn.pieces)
            self.tabs += text.count("\t")
            text = _BLANKS.sub(lambda m: " " if "\t" in m[0] else m[0], text)
            text = _ESCAPE.sub(r"\1", text) if self.escaped else text
            yield RawTurn(
                label=turn.label,
                parts=turn.parts,
                text=text,
                time=turn.stamp.time if turn.stamp else "",
                time_written=turn.stamp.written if turn.stamp else "",
                at=turn.at,
                words=count_words(text),
            )

    def _begin(self, unit: Unit, prefix: Prefix, parts: tuple[str, ...]) -> None:
        before = unit.text[: prefix.start]
        stamp = prefix.stamp
        of_stamp = count_words(stamp.written) if stamp else 0
        self.words_in_labels += count_words(before) - of_stamp
        if stamp:
            self.drop_pending()
        elif self.pending:
            stamp = self.pending[1]
            of_stamp = count_words(self.pending[0].text)
            self.pending = None
        self.words_in_times += of_stamp
        self.turns.append(_Turn(prefix.label, parts, unit.at, stamp, [unit.text[prefix.start :]]))

    def _why_aside(self, unit: Unit) -> str:
        if LENGTH_OF_TAPE.fullmatch(unit.text.strip(" ()[]")):
            return "the length of the recording"
        if not self.turns:
            return "before the first turn"
        return "a heading between turns" if unit.heading else ""

    def _aside(self, unit: Unit, why: str) -> None:
        where = f"{self.place} {unit.at}"
        words = count_words(unit.text)
        self.set_aside.append(
            SetAside(where=where, text=unit.text, why=why, words=words, at=unit.at)
        )
