"""The framework matrix of a study: passages from the coding, summaries from ``framework.yaml``."""

from __future__ import annotations

import polars as pl

from lises import analysis
from lises.frames.schemas import Columns
from lises.model import StudyFolder

from .counting import Base

__all__ = ["framework_of"]

CELL = ("participant", "theme")
WRITTEN: Columns = {
    "participant": pl.String,
    "theme": pl.String,
    "summary": pl.String,
    "rests_on": pl.List(pl.String),
}


def framework_of(base: Base, by: tuple[str, str]) -> pl.DataFrame:
    """Give the cells with the passages that are coded there and what was written of them.

    A participant and theme have a cell where the participant was read for the theme's codes, voices
    one of them, or is summarised. Summaries rest on the counted set: another set has none.
    """
    if set(by) != set(CELL):
        people = base.people(*by)
        made = analysis.framework(base.codings, people, by=by, levels=base.levels(*by))
        return made.with_columns(summary=pl.lit(None, pl.String), rests_on=_NONE)
    made = analysis.framework(base.codings, base.everyone, by=by, levels=base.levels(*by))
    written = _summaries(base.folder) if base.set == base.folder.design.counted else _summaries()
    there = pl.col("passages").list.len() > 0
    return (
        made.join(written, on=CELL, how="left", maintain_order="left")
        .join(_read(base).with_columns(read=True), on=CELL, how="left", maintain_order="left")
        .filter(there | pl.col("summary").is_not_null() | pl.col("read"))
        .with_columns(pl.col("rests_on").fill_null(_NONE))
        .drop("read")
    )


_NONE = pl.lit([], dtype=pl.List(pl.String))


def _summaries(folder: StudyFolder | None = None) -> pl.DataFrame:
    """Give what was written, in the study's language; of a cell that stands twice the first."""
    cells = folder.framework if folder else ()
    language = folder.design.language if folder else ""
    rows = [(c.case, c.theme, c.summary.in_language(language), list(c.passages)) for c in cells]
    made = pl.DataFrame(rows, schema=dict(WRITTEN), orient="row")
    return made.unique(CELL, keep="first", maintain_order=True)


def _read(base: Base) -> pl.DataFrame:
    """Give the participants and themes for all of whose codes they were read."""
    pairs = [
        (person, theme.id)
        for theme in base.folder.themes
        for person in base.everyone["participant"]
        if base.counted.has_read(person, theme.codes)
    ]
    schema = dict.fromkeys(CELL, pl.String)
    return pl.DataFrame(pairs, schema=schema, orient="row").unique(maintain_order=True)
