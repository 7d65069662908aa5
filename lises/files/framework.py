"""``framework.yaml``: the cells of the framework matrix, each a summary with its passages."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import At, FrameworkCell

from .faults import Faults
from .fields import Fields, fields_of
from .forms import PASSAGE_ID, SAFE_ID
from .yaml_marks import parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_framework", "write_framework"]

_KEYS = ("case", "theme", "summary", "passages")


def parse_framework(text: str, path: str) -> tuple[tuple[FrameworkCell, ...], list[Problem]]:
    """Read the cells; one that lacks or garbles its case, theme, summary or passages is lost.

    A summary that no passage carries is an opinion about a person: it is not kept.
    """
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the file", ("cells",))
    if top is None:
        return (), faults.found
    top.has("cells", needed=True)
    made = (_cell(value, path) for value in top.children("cells", "a cell", _KEYS))
    return tuple(cell for cell in made if cell is not None), faults.found


def _cell(value: Fields, path: str) -> FrameworkCell | None:
    if value.values.get("passages", []) == []:
        message = "a summary that names no passages"
        remedy = 'name those it rests on, "passages: [id, id]", or take it out'
        value.fault("passages", "summary-unsupported", message, remedy)
    made = FrameworkCell(
        case=value.text("case", SAFE_ID, needed=True),
        theme=value.text("theme", SAFE_ID, needed=True),
        summary=value.local("summary", needed=True),
        passages=value.texts("passages", PASSAGE_ID),
        at=At(path, value.line),
    )
    # With one of its passages unread it would rest on fewer than its author said.
    return made if value.whole else None


def write_framework(cells: Sequence[FrameworkCell]) -> str:
    """Write the cells, in the order in which they stand."""
    values = [
        {
            "case": cell.case,
            "theme": cell.theme,
            "summary": local_value(cell.summary),
            "passages": list(cell.passages),
        }
        for cell in cells
    ]
    return modeline("framework") + write_yaml({"cells": values}, block=3)
