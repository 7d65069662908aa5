"""``origins.csv``: ids, dates and names that things had in the program they came from."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import ORIGIN_KINDS, At, Origin

from .faults import Faults
from .forms import CODE_ID, NAME, THING_ID
from .tables import Columns, read_rows, write_rows

__all__ = ["parse_origins", "write_origins"]

_COLUMNS = ("kind", "id", "code", "guid", "date", "name")


def parse_origins(text: str, path: str) -> tuple[tuple[Origin, ...], list[Problem]]:
    """Read the origins; a row with a fault is told and left out."""
    faults = Faults(path)
    found: list[Origin] = []
    for row in read_rows(text, faults, "an origin", Columns(_COLUMNS)):
        kind = row.choice("kind", ORIGIN_KINDS, needed=True)
        made = Origin(
            kind=kind or "project",
            id=row.text("id", THING_ID, needed=True),
            code=row.text("code", CODE_ID),
            guid=row.text("guid", NAME),
            date=row.text("date", NAME),
            name=row.text("name", NAME),
            at=At(path, row.line),
        )
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def write_origins(origins: Sequence[Origin]) -> str:
    """Write the origins, in their order."""
    return write_rows(_COLUMNS, ([o.kind, o.id, o.code, o.guid, o.date, o.name] for o in origins))
