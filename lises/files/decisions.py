"""``decisions/<set>/<interview>.jsonl``: what a consensus left out of its sources, and why.

A line for each coding, which its passage and code name: two people who decide on two branches write
two lines, that git merges, and ``lises check`` finds what was decided twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from lises.errors import Problem
from lises.model import At, LeftOut

from .faults import Faults
from .fields import Fields
from .forms import CODE_ID, DATE, PASSAGE_ID, SAFE_ID
from .json_lines import read_lines, write_line

__all__ = ["parse_decisions", "write_decisions"]

_KEYS = ("passage", "code", "instead", "reason", "by", "date")


def parse_decisions(text: str, path: str) -> tuple[tuple[LeftOut, ...], list[Problem]]:
    """Read what one consensus left out of one interview, both named by the path."""
    faults = Faults(path)
    file = PurePosixPath(path)
    found: list[LeftOut] = []
    for line, value in read_lines(text, faults):
        row = Fields(value, faults, "a decision", _KEYS, line)
        made = LeftOut(
            set=file.parent.name,
            interview=file.stem,
            passage=row.text("passage", PASSAGE_ID, needed=True),
            code=row.text("code", CODE_ID, needed=True),
            instead=row.texts("instead", CODE_ID),
            reason=row.text("reason", needed=True),
            coder=row.text("by", SAFE_ID),
            date=row.text("date", DATE),
            at=At(path, line),
        )
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def write_decisions(left_out: Sequence[LeftOut]) -> str:
    """Write what one consensus left out of one interview, one coding per line."""
    return "".join(
        write_line(
            {
                "passage": one.passage,
                "code": one.code,
                "instead": list(one.instead),
                "reason": one.reason,
                "by": one.coder,
                "date": one.date,
            }
        )
        for one in left_out
    )
