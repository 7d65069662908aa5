"""``withdrawals.csv``: that somebody of a role withdrew, and when; never who. Not released."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import At, Withdrawal

from .faults import Faults
from .forms import DATE, SAFE_ID
from .tables import Columns, read_rows, write_rows

__all__ = ["parse_withdrawals", "write_withdrawals"]

_COLUMNS = ("date", "role")


def parse_withdrawals(text: str, path: str) -> tuple[tuple[Withdrawal, ...], list[Problem]]:
    """Read the withdrawals."""
    faults = Faults(path)
    found: list[Withdrawal] = []
    for row in read_rows(text, faults, "a withdrawal", Columns(_COLUMNS)):
        made = Withdrawal(
            date=row.text("date", DATE, needed=True),
            role=row.text("role", SAFE_ID, needed=True),
            at=At(path, row.line),
        )
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def write_withdrawals(withdrawals: Sequence[Withdrawal]) -> str:
    """Write the withdrawals."""
    return write_rows(_COLUMNS, ([w.date, w.role] for w in withdrawals))
