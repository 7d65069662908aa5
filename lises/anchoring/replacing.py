"""Words of a transcript replaced at known places, and passages carried over by them.

Who replaces names knows what was put where: nothing needs to be aligned, and nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from lises.errors import LisesError
from lises.model import Passage, Transcript

from .carried import Carried, CarriedPassage, CarriedTurn
from .quoting import placed
from .spans import Span, Unanchored, resolve

__all__ = ["Replacement", "carry_replacements", "replaced_text", "replaced_transcript"]


class Replacement(NamedTuple):
    """A half-open stretch of code points of a turn, and what is put there."""

    turn: int
    start: int
    end: int
    text: str


def replaced_text(text: str, replacements: Iterable[Replacement]) -> str:
    """Put replacements into the text of their turn.

    Raises
    ------
    LisesError
        If two of them overlap, one is empty, or one is outside the text.

    Examples
    --------
    >>> replaced_text("Hannes hus", [Replacement(1, 0, 6, "[NAVN1]s")])
    '[NAVN1]s hus'
    """
    parts, done = [], 0
    for one in sorted(replacements):
        if not done <= one.start < one.end <= len(text):
            raise LisesError(f"turn {one.turn}: a replacement at {one.start} meets another or none")
        parts += [text[done : one.start], one.text]
        done = one.end
    return "".join([*parts, text[done:]])


def replaced_transcript(old: Transcript, replacements: Iterable[Replacement]) -> Transcript:
    """Give a transcript with replacements; turns without one are the same objects."""
    by_turn = _by_turn(replacements)
    turns = tuple(
        replace(turn, text=replaced_text(turn.text, by_turn[turn.number]))
        if turn.number in by_turn
        else turn
        for turn in old.turns
    )
    return replace(old, turns=turns)


def carry_replacements(
    old: Transcript, replacements: Iterable[Replacement], passages: Iterable[Passage]
) -> Carried:
    """Carry passages over replacements whose places are known.

    Parameters
    ----------
    old : Transcript
    replacements : iterable of Replacement
        None overlapping another.
    passages : iterable of Passage
        Of the old transcript.

    Returns
    -------
    Carried
        ``exact`` where no word of a passage changes, ``moved`` where one does: its words are then
        the old ones with the replacements made. A passage that begins or ends within a replaced
        stretch takes the whole of what was put there, and ``why`` says so. ``lost`` only what had
        no place before. Every turn stays.
    """
    by_turn = _by_turn(replacements)
    new = replaced_transcript(old, (one for made in by_turn.values() for one in made))
    shifts = {turn: _Shift(made) for turn, made in by_turn.items()}
    turns = tuple(
        CarriedTurn(
            turn=turn.number,
            fate="moved" if turn.number in by_turn else "exact",
            became=turn.number,
        )
        for turn in old.turns
    )
    return Carried(passages=tuple(_carried(p, old, new, shifts) for p in passages), turns=turns)


def _by_turn(replacements: Iterable[Replacement]) -> Mapping[int, list[Replacement]]:
    found: dict[int, list[Replacement]] = defaultdict(list)
    for one in sorted(replacements):
        found[one.turn].append(one)
    return found


class _Shift:
    """Where places of an old turn are in the new one."""

    def __init__(self, made: Sequence[Replacement]) -> None:
        self.made = made
        self._starts = [one.start for one in made]
        self._ends = [one.end for one in made]
        self._grown = [0]
        for one in made:
            self._grown.append(self._grown[-1] + len(one.text) - (one.end - one.start))

    def start(self, at: int) -> tuple[int, bool]:
        """Give the new place of a beginning, and whether it was within a replaced stretch."""
        before = bisect_right(self._ends, at)
        if before < len(self.made) and self._starts[before] < at:
            return self._starts[before] + self._grown[before], True
        return at + self._grown[before], False

    def end(self, at: int) -> tuple[int, bool]:
        """Give the new place of an end, and whether it was within a replaced stretch."""
        before = bisect_left(self._starts, at)
        if before and self._ends[before - 1] > at:
            return self._ends[before - 1] + self._grown[before], True
        return at + self._grown[before], False


def _carried(
    passage: Passage, old: Transcript, new: Transcript, shifts: Mapping[int, _Shift]
) -> CarriedPassage:
    spans = resolve(passage, old)
    if isinstance(spans, Unanchored):
        why = f"it had no place before: {spans.message}"
        return CarriedPassage(passage=passage, fate="lost", why=why)
    places = [_new_place(span, shifts) for span in spans]
    quote = tuple(new.turns[s.turn - 1].text[s.start : s.end] for s, _ in places)
    made = placed(passage, new, (passage.turn, passage.turn_end), (places[0][0].start, quote))
    if made is None:  # only where the transcript cannot be what it was
        return CarriedPassage(passage=passage, fate="lost", why="its words cannot be quoted")
    same = made.quote == passage.quote
    cut = any(within for _, within in places)
    why = "it began or ended within a name; it has the whole of what was put there" if cut else ""
    return CarriedPassage(
        passage=passage,
        fate="exact" if same else "moved",
        became=made,
        why=why,
    )


def _new_place(span: Span, shifts: Mapping[int, _Shift]) -> tuple[Span, bool]:
    shift = shifts.get(span.turn)
    if shift is None:
        return span, False
    (start, cut), (end, cut_too) = shift.start(span.start), shift.end(span.end)
    return Span(span.turn, start, end), cut or cut_too
