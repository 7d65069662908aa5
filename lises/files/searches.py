"""``searches/<name>.jsonl``: every hit of a recorded search and how it was judged."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import At, JudgedHit

from .faults import Faults
from .fields import Fields
from .forms import SAFE_ID
from .json_lines import read_lines, write_line

__all__ = ["parse_searches", "write_searches"]

_KEYS = ("interview", "turn", "hit", "occurrence", "judged", "prompted", "note")
_JUDGED = ("not-relevant", "mentioned", "mattered", "decisive")


def parse_searches(text: str, path: str) -> tuple[tuple[JudgedHit, ...], list[Problem]]:
    """Read the hits of one search; a search that found nothing is an empty file."""
    faults = Faults(path)
    found: list[JudgedHit] = []
    for line, value in read_lines(text, faults):
        row = Fields(value, faults, "a hit", _KEYS, line)
        made = JudgedHit(
            interview=row.text("interview", SAFE_ID, needed=True),
            turn=row.integer("turn", needed=True) or 1,
            hit=row.text("hit", needed=True),
            judged=row.choice("judged", _JUDGED, needed=True) or "not-relevant",  # type: ignore[arg-type]
            occurrence=row.integer("occurrence"),
            prompted=row.boolean("prompted"),
            note=row.text("note"),
            at=At(path, line),
        )
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def write_searches(hits: Sequence[JudgedHit]) -> str:
    """Write the hits of one search, one per line."""
    return "".join(
        write_line(
            {
                "interview": hit.interview,
                "turn": hit.turn,
                "hit": hit.hit,
                "occurrence": hit.occurrence,
                "judged": hit.judged,
                "prompted": hit.prompted,
                "note": hit.note,
            }
        )
        for hit in hits
    )
