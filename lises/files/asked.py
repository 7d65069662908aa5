"""``asked.csv``: in which turn each question of the guide was put."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import Asked, At

from .faults import Faults
from .forms import SAFE_ID
from .tables import Columns, number, read_rows, write_rows

__all__ = ["parse_asked", "write_asked"]

_COLUMNS = ("interview", "question", "turn")


def parse_asked(text: str, path: str) -> tuple[tuple[Asked, ...], list[Problem]]:
    """Read where the questions were put; an empty turn means that it was not noted."""
    faults = Faults(path)
    found: list[Asked] = []
    for row in read_rows(text, faults, "a question put", Columns(_COLUMNS)):
        made = Asked(
            interview=row.text("interview", SAFE_ID, needed=True),
            question=row.text("question", SAFE_ID, needed=True),
            turn=number(row, "turn"),
            at=At(path, row.line),
        )
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def write_asked(asked: Sequence[Asked]) -> str:
    """Write where the questions were put."""
    return write_rows(_COLUMNS, ([a.interview, a.question, a.turn] for a in asked))
