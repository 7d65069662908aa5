"""``readings.csv``: which set has read which interview for which codes."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import At, Reading

from .faults import Faults
from .forms import CODE_ID, DATE, SAFE_ID
from .tables import Columns, number, read_rows, split_list, write_rows

__all__ = ["parse_readings", "write_readings"]

_COLUMNS = ("set", "interview", "codes", "codebook", "date")


def parse_readings(text: str, path: str) -> tuple[tuple[Reading, ...], list[Problem]]:
    """Read the readings; ``*`` stands for every code of the codebook."""
    faults = Faults(path)
    found: list[Reading] = []
    for row in read_rows(text, faults, "a reading", Columns(_COLUMNS)):
        row.has("codes", needed=True)
        codes = split_list(row, "codes")
        every = row.values.get("codes") == "*"
        made = Reading(
            set=row.text("set", SAFE_ID, needed=True),
            interview=row.text("interview", SAFE_ID, needed=True),
            codes=("*",) if every else codes.texts("codes", CODE_ID),
            codebook=number(row, "codebook"),
            date=row.text("date", DATE),
            at=At(path, row.line),
        )
        if row.whole and codes.whole:
            found.append(made)
    return tuple(found), faults.found


def write_readings(readings: Sequence[Reading]) -> str:
    """Write the readings."""
    rows = ([r.set, r.interview, ";".join(r.codes), r.codebook, r.date] for r in readings)
    return write_rows(_COLUMNS, rows)
