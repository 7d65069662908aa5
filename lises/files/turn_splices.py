"""Words of turns put anew within a transcript's file; all else of it stays, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from lises.errors import LisesError
from lises.model import Transcript

from .splices import Edit, spliced
from .transcript import TURN_HEAD, parse_transcript

__all__ = ["TurnEdit", "with_turn_edits"]

_SKIPPED = re.compile(r"[\\\s]")  # escapes, and white space that the parser takes away


class TurnEdit(NamedTuple):
    """A half-open stretch of a turn's text and what is to stand there."""

    turn: int
    start: int
    end: int
    text: str


def with_turn_edits(text: str, old: Transcript, edits: Iterable[TurnEdit]) -> str:
    """Put edits of turns into the text of their file.

    Parameters
    ----------
    text : str
        The file as ``read_text`` gives it.
    old : Transcript
        As it was read from that text.
    edits : iterable of TurnEdit
        None overlapping another; their texts are of one line and begin with no sign of a label.

    Raises
    ------
    LisesError
        If the file does not say what the transcript says, or would not be read back as wanted.
    """
    lines = [0, *(found.end() for found in re.finditer("\n", text)), len(text) + 1]
    heads = [turn.at.line for turn in old.turns]
    ends = {a: lines[b - 1] for a, b in pairwise(heads)}
    by_turn: dict[int, list[TurnEdit]] = {}
    for edit in edits:
        by_turn.setdefault(edit.turn, []).append(edit)
    made: list[Edit] = []
    wanted: dict[int, str] = {}
    for number, of_turn in by_turn.items():
        turn = old.turns[number - 1]
        begin = lines[turn.at.line - 1]
        places = _places(text, (begin, ends.get(turn.at.line, len(text))), turn.text)
        if places is None:
            raise LisesError(f"turn {number} of {old.interview} is not in its file as it was read")
        made += [Edit(places[e.start], places[e.end - 1] + 1, e.text) for e in of_turn]
        wanted[number] = spliced(turn.text, [Edit(e.start, e.end, e.text) for e in of_turn])
    new = spliced(text, made)
    _held_against(new, old, wanted)
    return new


def _places(text: str, block: tuple[int, int], said: str) -> list[int] | None:
    """Give the place in the file of every code point of a turn's text."""
    head = TURN_HEAD.match(text, block[0])
    if head is None:
        return None
    places = []
    at = head.end()
    for sign in said:
        while at < block[1] and text[at] != sign and _SKIPPED.match(text[at]):
            at += 1
        if at >= block[1] or text[at] != sign:
            return None
        places.append(at)
        at += 1
    return places


def _held_against(text: str, old: Transcript, wanted: Mapping[int, str]) -> None:
    new, _ = parse_transcript(text, old.at.path)
    said = [(t.label, t.time, t.text) for t in new.turns] if new else []
    if said != [(t.label, t.time, wanted.get(t.number, t.text)) for t in old.turns]:
        raise LisesError(f"{old.at.path} would not be read back as wanted; nothing was written")
