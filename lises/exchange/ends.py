"""Time stamps at the ends of turns, as f4 and easytranscript set them.

There a mark is set when a paragraph is ended, so it is the time at which the next turn begins. It
is taken for that only where turns do so as a rule; a mark elsewhere stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .imported import RawTurn, SetAside
from .stamps import Stamp, stamp_at
from .wordcount import count_words

__all__ = ["Ended", "times_of_ends"]

_AT_END = re.compile(r"(#\d{1,2}:\d{2}:\d{2}(?:[.,-]\d{1,3})?#)$")
_RULE = 0.6
_FEWEST = 3
_LONGEST = 16  # letters of a mark; only so much of a turn's end is searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The turns, the words of marks that became times, and the last mark, which no turn follows."""

    turns: tuple[RawTurn, ...]
    words: int = 0
    last: tuple[SetAside, ...] = ()


def times_of_ends(turns: Sequence[RawTurn], place: str) -> Ended:
    """Give each turn the time of the mark that the turn before it ends with.

    Parameters
    ----------
    turns : sequence of RawTurn
        As they are written.
    place : str
        What their ``at`` counts.

    Returns
    -------
    Ended
        The same turns where fewer than six of ten end with a mark, fewer than three do, or one has
        a time of its own.
    """
    ends = [_end(turn) for turn in turns]
    marks = sum(end is not None for end in ends)
    if marks < max(_FEWEST, _RULE * len(turns)) or any(turn.time for turn in turns):
        return Ended(turns=tuple(turns))
    made: list[RawTurn] = []
    before: Stamp | None = None
    for turn, end in zip(turns, ends, strict=True):
        text = turn.text[: end.end] if end else turn.text
        made.append(
            replace(
                turn,
                text=text,
                words=count_words(text),
                time=before.time if before else "",
                time_written=before.written if before else "",
            )
        )
        before = end
    moved = sum(count_words(end.written) for end in ends[:-1] if end)
    return Ended(turns=tuple(made), words=moved, last=_last(turns[-1], ends[-1], place))


def _end(turn: RawTurn) -> Stamp | None:
    """Give the mark a turn ends with; its ``end`` is where the text before it ends."""
    found = _AT_END.search(turn.text, max(len(turn.text) - _LONGEST, 0))
    stamp = stamp_at(found[1], 0) if found else None
    if found is None or stamp is None:
        return None
    return Stamp(stamp.written, stamp.time, len(turn.text[: found.start()].rstrip()))


def _last(turn: RawTurn, end: Stamp | None, place: str) -> tuple[SetAside, ...]:
    if end is None:
        return ()
    return (
        SetAside(
            where=f"{place} {turn.at}",
            text=end.written,
            why="the time at which the last turn ends",
            words=count_words(end.written),
            at=turn.at,
        ),
    )
