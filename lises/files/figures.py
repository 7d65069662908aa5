"""``figures.csv``: published quantities, kept as they were written."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import At, Figure, LocalText

from .faults import Faults
from .fields import Fields
from .forms import LANGUAGE, SAFE_ID, SOURCE_KEY
from .tables import Columns, number, read_rows, write_rows

__all__ = ["parse_figures", "write_figures"]

_TEXTS = ("unit", "share_of", "threshold", "medium", "n", "population", "whole")
_COLUMNS = (
    "id",
    "quantity",
    "group",
    "value",
    *_TEXTS,
    "part",
    "derived_from",
    "source",
    "paragraph",
)
_LAST = ("hedge", "reporter")
_PARTS = ("exclusive", "multi-response")


def _is_label(name: str) -> bool:
    """Tell whether a column holds the label, ``label`` or ``label_da``."""
    return name == "label" or (name.startswith("label_") and LANGUAGE.fits(name[6:]))


def parse_figures(text: str, path: str) -> tuple[tuple[Figure, ...], list[Problem]]:
    """Read the figures. Columns of labels may come in any order; languages are sorted."""
    faults = Faults(path)
    found: list[Figure] = []
    columns = Columns(_COLUMNS, _LAST, _is_label)
    for row in read_rows(text, faults, "a figure", columns):
        made = _figure(row, path)
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def _figure(row: Fields, path: str) -> Figure:
    labels = sorted(name for name in row.values if _is_label(name))
    return Figure(
        id=row.text("id", SAFE_ID, needed=True),
        quantity=row.text("quantity", needed=True),
        value=row.text("value", needed=True),
        group=row.text("group"),
        **{name: row.text(name) for name in _TEXTS},
        part=row.choice("part", _PARTS) or "",
        derived_from=row.text("derived_from"),
        source=row.text("source", SOURCE_KEY),
        paragraph=number(row, "paragraph"),
        hedge=row.text("hedge"),
        reporter=row.text("reporter"),
        label=LocalText(tuple((name[6:], row.text(name)) for name in labels)),
        at=At(path, row.line),
    )


def write_figures(figures: Sequence[Figure]) -> str:
    """Write the figures; of the optional last columns only those that hold something."""
    last = [name for name in _LAST if any(getattr(f, name) for f in figures)]
    languages = sorted({language for f in figures for language, _ in f.label.by_language})
    labels = ["label_" + language if language else "label" for language in languages]
    rows = (
        [
            *(getattr(f, name) for name in (*_COLUMNS, *last)),
            *(dict(f.label.by_language).get(language, "") for language in languages),
        ]
        for f in figures
    )
    return write_rows([*_COLUMNS, *last, *labels], rows)
