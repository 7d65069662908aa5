"""``interviews.csv``: which interviews were made, with whom, and whether the words are here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from lises.errors import Problem
from lises.model import At, Interview

from .faults import Faults
from .forms import DATE_OR_MONTH, SAFE_ID
from .tables import Columns, number, read_rows, split_list, write_rows

__all__ = ["parse_interviews", "write_interviews"]

_COLUMNS = ("id", "participants", "date", "interviewer", "medium", "minutes", "transcript")
_STATES: tuple[Literal["present", "withheld", "missing"], ...] = ("present", "withheld", "missing")


def parse_interviews(text: str, path: str) -> tuple[tuple[Interview, ...], list[Problem]]:
    """Read the interviews; a joint interview has ``A;B`` in its participants."""
    faults = Faults(path)
    found: list[Interview] = []
    for row in read_rows(text, faults, "an interview", Columns(_COLUMNS)):
        row.has("participants", needed=True)
        people = split_list(row, "participants")
        made = Interview(
            id=row.text("id", SAFE_ID, needed=True),
            participants=people.texts("participants", SAFE_ID),
            date=row.text("date", DATE_OR_MONTH),
            interviewer=row.text("interviewer"),
            medium=row.text("medium"),
            minutes=number(row, "minutes", least=0),
            transcript=row.choice("transcript", _STATES, needed=True) or "missing",
            at=At(path, row.line),
        )
        if row.whole and people.whole:
            found.append(made)
    return tuple(found), faults.found


def write_interviews(interviews: Sequence[Interview]) -> str:
    """Write the interviews."""
    rows = (
        [i.id, ";".join(i.participants), i.date, i.interviewer, i.medium, i.minutes, i.transcript]
        for i in interviews
    )
    return write_rows(_COLUMNS, rows)
