"""``participants.csv``: who took part, and what of theirs may be shown."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import CLEARANCES, At, Participant

from .faults import Faults
from .forms import SAFE_ID
from .tables import Columns, read_rows, write_rows

__all__ = ["parse_participants", "write_participants"]

_FIXED = ("id", "role", "quotes", "transcript")


def parse_participants(text: str, path: str) -> tuple[tuple[Participant, ...], list[Problem]]:
    """Read the participants; every column beside the fixed four is taken for an attribute.

    Whether the attributes are declared is for ``check_references`` to say.
    """
    faults = Faults(path)
    columns = Columns(_FIXED, others=SAFE_ID.fits)
    found: list[Participant] = []
    for row in read_rows(text, faults, "a participant", columns):
        attributes = tuple(
            (name, str(row.values.get(name, ""))) for name in row.known if name not in _FIXED
        )
        made = Participant(
            id=row.text("id", SAFE_ID, needed=True),
            role=row.text("role", SAFE_ID, needed=True),
            attributes=attributes,
            quotes=row.choice("quotes", CLEARANCES),
            transcript=row.choice("transcript", CLEARANCES),
            at=At(path, row.line),
        )
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def write_participants(participants: Sequence[Participant]) -> str:
    """Write the participants; attribute columns stand between role and quotes."""
    names = list(dict.fromkeys(name for p in participants for name, _ in p.attributes))
    rows = (
        [p.id, p.role, *(p.attribute(name) for name in names), p.quotes, p.transcript]
        for p in participants
    )
    return write_rows(["id", "role", *names, "quotes", "transcript"], rows)
