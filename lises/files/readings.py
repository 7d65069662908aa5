"""``readings.csv``: which set has read which interview for which codes, and which is to."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import Assignment, At, Reading

from .faults import Faults
from .fields import Fields
from .forms import CODE_ID, DATE, SAFE_ID
from .tables import Columns, number, read_rows, split_list, write_rows

__all__ = ["parse_reading_rows", "parse_readings", "write_readings"]

_COLUMNS = ("set", "interview", "codes", "codebook", "date")
Rows = tuple[tuple[Reading, ...], tuple[Assignment, ...]]


def parse_reading_rows(text: str, path: str) -> tuple[Rows, list[Problem]]:
    """Read both kinds of row: who has read what, and who is to code what.

    ``*`` stands for every code of the codebook. A row that names a set and an interview and
    nothing else assigns the one to the other; a date without codes is a reading that is not whole.
    """
    faults = Faults(path)
    found: list[Reading] = []
    assigned: list[Assignment] = []
    for row in read_rows(text, faults, "a reading", Columns(_COLUMNS)):
        if row.values.keys() <= {"set", "interview"}:
            assignment = Assignment(
                set=row.text("set", SAFE_ID, needed=True),
                interview=row.text("interview", SAFE_ID, needed=True),
                at=At(path, row.line),
            )
            if row.whole:
                assigned.append(assignment)
            continue
        reading = _reading(row, At(path, row.line))
        if reading is not None:
            found.append(reading)
    return (tuple(found), tuple(assigned)), faults.found


def _reading(row: Fields, at: At) -> Reading | None:
    row.has("codes", needed=True)
    codes = split_list(row, "codes")
    every = row.values.get("codes") == "*"
    made = Reading(
        set=row.text("set", SAFE_ID, needed=True),
        interview=row.text("interview", SAFE_ID, needed=True),
        codes=("*",) if every else codes.texts("codes", CODE_ID),
        codebook=number(row, "codebook"),
        date=row.text("date", DATE),
        at=at,
    )
    return made if row.whole and codes.whole else None


def parse_readings(text: str, path: str) -> tuple[tuple[Reading, ...], list[Problem]]:
    """Read the readings alone, without what is only assigned; see ``parse_reading_rows``."""
    rows, problems = parse_reading_rows(text, path)
    return rows[0], problems


def write_readings(readings: Sequence[Reading], assigned: Sequence[Assignment] = ()) -> str:
    """Write the readings, then what is assigned."""
    rows = [[r.set, r.interview, ";".join(r.codes), r.codebook, r.date] for r in readings]
    rows += [[a.set, a.interview, "", None, ""] for a in assigned]
    return write_rows(_COLUMNS, rows)
