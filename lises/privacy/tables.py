"""Tables that a release carries from the archive: numbers only, counted before anything was cut.

What shows who said what (matrices, meetings, passages behind a cell) is made from the release.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lises.tables import Tables, why_not

__all__ = ["Rows", "carried_tables"]

Value = str | int | float | bool | None
Rows = tuple[Mapping[str, Value], ...]


def carried_tables(tables: Tables) -> dict[str, Rows]:
    """Give the tables by name, a mapping of column to value per row; left out where there is none.

    ``prevalence`` (children included) is ``Tables.prevalences``, for all and by role;
    ``new_codes``, ``accumulation``, ``saturation`` (one row), ``agreement`` as ``Tables`` has them.
    """
    design = tables.folder.design
    if not design.counted or design.counts == "none":
        return {}
    found = {"prevalence": pl.concat([tables.prevalences(), tables.prevalences(by="role")])}
    if not why_not(design, "saturation"):
        found["new_codes"] = tables.new_codes()
        found["accumulation"] = tables.accumulation()
        found["saturation"] = _outcome(tables)
    if not why_not(design, "agreement") and len(tables.double_coded()) > 1:
        found["agreement"] = tables.agreement()
    return {name: tuple(table.to_dicts()) for name, table in found.items() if table.height}


def _outcome(tables: Tables) -> pl.DataFrame:
    got = tables.saturation()
    names = ("base", "run", "threshold", "interviews", "base_codes", "codes", "at", "degree")
    return pl.DataFrame([{name: getattr(got, name) for name in names}])
