"""What a coder may see of the others: nothing before both have read.

Agreement is worth something only where neither has seen the other's codings. A passage of another
set is shown when both sets have marked the interview as read for each of its codes.
"""

from __future__ import annotations

from collections.abc import Iterable

from lises.model import Note, Passage, Reading, StudyDesign

__all__ = ["EVERY", "note_shown", "passage_shown", "read_for", "why_hidden"]

EVERY = "*"


def read_for(readings: Iterable[Reading], set_id: str, interview: str) -> frozenset[str]:
    """Give the codes for which a set has read an interview; ``*`` stands for all."""
    return frozenset(
        code for r in readings if (r.set, r.interview) == (set_id, interview) for code in r.codes
    )


def passage_shown(passage: Passage, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether another set's passage is shown: both have read for all of its codes."""
    return all(
        EVERY in read or (passage.codes and set(passage.codes) <= read) for read in (mine, theirs)
    )


def why_hidden(mine: frozenset[str], theirs: frozenset[str]) -> str:
    """Say who has not read an interview for every code; nothing where both have."""
    if EVERY not in mine:
        return "own-not-read"
    return "" if EVERY in theirs else "other-not-read"


def note_shown(note: Note, design: StudyDesign, me: str, readings: tuple[Reading, ...]) -> bool:
    """Tell whether a memo is shown: one's own, the study's, or of an interview that both have read.

    ``note.about`` is an interview or a passage of one; another coder's memo about a code is not
    shown, since it tells what that coder makes of interviews still to be read.
    """
    if note.coder in ("", me):
        return True
    by_coder: dict[str, list[str]] = {}
    for one in design.coding_sets:
        by_coder.setdefault(one.coder, []).append(one.id)

    def every(coder: str) -> bool:
        return any(EVERY in read_for(readings, s, note.about) for s in by_coder.get(coder, ()))

    return every(me) and every(note.coder)
