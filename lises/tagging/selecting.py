"""From a stretch that was selected to a quote: whole letters, no white space at its ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from lises.anchoring.spans import starts_of
from lises.errors import LisesError
from lises.model import Transcript, Turn

__all__ = ["Quoted", "Stretch", "quoted", "settled"]

_JOINER = "\u200d"
_TINTS = range(0x1F3FB, 0x1F400)  # the skin colours of an emoji
_FLAGS = range(0x1F1E6, 0x1F200)  # two of these are one flag


class Stretch(NamedTuple):
    """A half-open stretch of talk: ``start`` counts in the first turn, ``end`` in the last.

    Code points of the NFC turn.
    """

    turn: int
    turn_end: int
    start: int
    end: int


class Quoted(NamedTuple):
    """The words of a stretch, one text per turn; ``occurrence`` where they are not unique."""

    stretch: Stretch
    quote: tuple[str, ...]
    occurrence: int | None


def settled(transcript: Transcript, selected: Stretch) -> Stretch:
    """Settle a selection: edges at the borders of turns moved to words, ends trimmed.

    A letter with its marks and an emoji of several characters are taken whole.

    Raises
    ------
    LisesError
        If a turn or a place in it is not there, or nothing but white space is selected.
    """
    _check(transcript, selected)
    first, last, start, end = selected
    turns = transcript.turns
    while first < last and not turns[first - 1].text[start:].strip():
        first, start = first + 1, 0
    while last > first and not turns[last - 1].text[:end].strip():
        last -= 1
        end = len(turns[last - 1].text)
    head, tail = turns[first - 1].text, turns[last - 1].text
    while start < len(head) and head[start].isspace() and (first < last or start < end):
        start += 1
    while end > 0 and tail[end - 1].isspace() and (first < last or end > start):
        end -= 1
    if first == last and start >= end:
        raise LisesError("nothing but white space is selected; select the words to be coded")
    return Stretch(first, last, _letter_start(head, start), _letter_end(tail, end))


def _check(transcript: Transcript, selected: Stretch) -> None:
    first, last, start, end = selected
    many = len(transcript.turns)
    if not 1 <= first <= last <= many:
        raise LisesError(f"turns {first} to {last}; {transcript.interview} has 1 to {many}")
    head, tail = (len(transcript.turns[n - 1].text) for n in (first, last))
    if not (0 <= start <= head and 0 <= end <= tail) or (first == last and start >= end):
        raise LisesError(
            f"characters {start} to {end} of turns {first} to {last}; the first has {head}, "
            f"the last {tail}, and a stretch begins before it ends"
        )


def quoted(transcript: Transcript, stretch: Stretch) -> Quoted:
    """Quote a settled stretch.

    Raises
    ------
    LisesError
        If a turn between the first and the last has no words: it could not be quoted.
    """
    turns = transcript.turns[stretch.turn - 1 : stretch.turn_end]
    quote = _parts(turns, stretch)
    empty = next((t.number for t, part in zip(turns, quote, strict=True) if not part), None)
    if empty is not None:
        raise LisesError(f"turn {empty} has no words; mark what stands before and after it apart")
    occurrence = None
    if len(quote) == 1:
        starts = starts_of(turns[0].text, quote[0])
        occurrence = starts.index(stretch.start) + 1 if len(starts) > 1 else None
    return Quoted(stretch, quote, occurrence)


def _parts(turns: Sequence[Turn], stretch: Stretch) -> tuple[str, ...]:
    if len(turns) == 1:
        return (turns[0].text[stretch.start : stretch.end],)
    between = (turn.text for turn in turns[1:-1])
    return (turns[0].text[stretch.start :], *between, turns[-1].text[: stretch.end])


def _hangs(text: str, at: int) -> bool:
    """Tell whether a character belongs to the one before it."""
    if not 0 < at < len(text):
        return False
    here, before = text[at], text[at - 1]
    if _JOINER in {here, before} or ord(here) in _TINTS:
        return not (here.isspace() or before.isspace())  # a joiner beside a blank joins nothing
    if ord(here) in _FLAGS and ord(before) in _FLAGS:
        return _flags_before(text, at) % 2 == 1
    return unicodedata.category(here).startswith("M")


def _flags_before(text: str, at: int) -> int:
    count = 0
    while at > count and ord(text[at - 1 - count]) in _FLAGS:
        count += 1
    return count


def _letter_start(text: str, at: int) -> int:
    while _hangs(text, at):
        at -= 1
    return at


def _letter_end(text: str, at: int) -> int:
    while _hangs(text, at):
        at += 1
    return at
