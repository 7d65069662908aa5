"""Where coders part: the units, the passages, and what the consensus made of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lises.frames.schemas import NAMES, Columns

from .offered import DoubleCoding
from .units import (
    CODED,
    NOT_CODED,
    PLACE,
    SPANS,
    UnitKind,
    character_stretches,
    coded_spans,
    pieces,
    turn_spans,
)

__all__ = ["DISAGREEMENTS", "disagreements"]

DISAGREEMENTS: Columns = {
    "code": pl.String,
    **SPANS,
    "coded_by": NAMES,
    "not_coded_by": NAMES,
    "passages": NAMES,
    "instead": NAMES,
    "instead_passages": NAMES,
    "settled": pl.String,
}
"""A row per code and unit on which the sets part."""

COLUMNS = tuple(DISAGREEMENTS)


def disagreements(
    material: DoubleCoding, units: UnitKind | pl.DataFrame = "turns", *, consensus: str = ""
) -> pl.DataFrame:
    """List every unit that one set has coded and another, which has read it too, has not.

    Parameters
    ----------
    material : DoubleCoding
        The sets that are compared.
    units : {"turns", "characters"} or pl.DataFrame
        What is rated, as in ``agreement_table``. With characters a row is a stretch of text within
        which no passage of the code begins or ends.
    consensus : str, optional
        The coding set that discussion made; its codings and readings are in the material.

    Returns
    -------
    pl.DataFrame
        ``DISAGREEMENTS``: ``coded_by`` and ``not_coded_by`` name sets; ``passages`` are those that
        bear the code here; ``instead`` the other codes that those who did not code it gave here,
        in ``instead_passages``; ``settled`` is how the consensus has it, ``coded`` or
        ``not-coded``, null where there is none. Sorted by code and place.
    """
    sets = material.sets
    marked = pieces(material)
    rated = _rated(material, marked, units)
    parted = rated.filter(
        pl.col("pattern").str.contains(CODED, literal=True)
        & pl.col("pattern").str.contains(NOT_CODED, literal=True)
    )
    with_names = parted.with_columns(
        _named(sets, CODED).alias("coded_by"), _named(sets, NOT_CODED).alias("not_coded_by")
    )
    by = ["code", *SPANS]
    theirs = (
        _here(with_names, marked, same_code=True)
        .group_by(by)
        .agg(passages=pl.col("passage").unique().sort())
    )
    others = (
        _here(with_names, marked, same_code=False)
        .filter(pl.col("set").is_in(pl.col("not_coded_by")))
        .group_by(by)
        .agg(
            instead=pl.col("other").unique().sort(),
            instead_passages=pl.col("passage").unique().sort(),
        )
    )
    none = pl.lit([], dtype=NAMES)
    return (
        with_names.join(theirs, on=by, how="left")
        .join(others, on=by, how="left")
        .join(_settled(material, with_names, consensus), on=by, how="left")
        .with_columns(pl.col("passages", "instead", "instead_passages").fill_null(none))
        .select(*COLUMNS)
        .sort(by)
    )


def _rated(
    material: DoubleCoding, marked: pl.DataFrame, units: UnitKind | pl.DataFrame
) -> pl.DataFrame:
    if isinstance(units, pl.DataFrame):
        return coded_spans(marked, units, material.read, material.sets)
    if units == "characters":
        return character_stretches(marked, material.read, material.sets)
    if units == "turns":
        return coded_spans(marked, turn_spans(material.turns), material.read, material.sets)
    raise ValueError(f'units are "turns", "characters" or a table of spans, not {units!r}')


def _named(sets: Sequence[str], sign: str) -> pl.Expr:
    """Name the sets that have this sign in the pattern."""
    names = [
        pl.when(pl.col("pattern").str.slice(i, 1) == sign).then(pl.lit(one))
        for i, one in enumerate(sets)
    ]
    return pl.concat_list(names).list.drop_nulls()


def _here(rated: pl.DataFrame, marked: pl.DataFrame, *, same_code: bool) -> pl.DataFrame:
    """Give the pieces that share text with a unit, of its code or of another."""
    others = marked.rename({"start": "from", "end": "to", "code": "other"})
    alike = pl.col("other") == pl.col("code")
    return rated.join(others, on=PLACE, how="inner").filter(
        (pl.col("from") < pl.col("end"))
        & (pl.col("start") < pl.col("to"))
        & (alike if same_code else ~alike)
    )


def _settled(material: DoubleCoding, rated: pl.DataFrame, consensus: str) -> pl.DataFrame:
    """Say of every unit how the consensus has it, where it has read the interview for the code."""
    by = ["code", *SPANS]
    marked = pieces(material, [consensus])
    coded = _here(rated, marked, same_code=True).select(by).unique()
    has_read = material.read.filter(pl.col("set") == consensus).select("interview", "code")
    return (
        rated.select(by)
        .join(has_read.unique(), on=["interview", "code"], how="semi")
        .join(coded.with_columns(settled=pl.lit("coded")), on=by, how="left")
        .with_columns(pl.col("settled").fill_null("not-coded"))
    )
