"""Interviews as continua: turns end to end, and what coders cut out of them."""

from __future__ import annotations

import polars as pl

from .offered import DoubleCoding
from .unitizing import CONTINUA, UNITIZED
from .units import PLACE

__all__ = ["coded_units", "continua"]


def continua(material: DoubleCoding) -> pl.DataFrame:
    """Give the length of every interview in code points (``CONTINUA``)."""
    lengths = _placed(material.turns)
    return (
        lengths.group_by("interview")
        .agg(pl.col("length").sum())
        .filter(pl.col("length") > 0)
        .select(*CONTINUA)
        .sort("interview")
    )


def coded_units(marked: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Give what each set marked with a code as units of the interview's continuum (``UNITIZED``).

    A passage over several turns is one unit. Passages of one set and code that share text are one
    unit: the text is coded once. Those that only touch stay two.

    Parameters
    ----------
    marked : pl.DataFrame
        ``PIECES``.
    turns : pl.DataFrame
        ``interview``, ``turn``, ``text``.

    Returns
    -------
    pl.DataFrame
        ``coder`` is the set, ``value`` the code.
    """
    of_code = ["interview", "coder", "value"]
    reach = pl.col("end").cum_max().shift(1).over(of_code)
    begins = (pl.col("start") >= reach).fill_null(value=True)
    return (
        marked.join(_placed(turns), on=PLACE, how="inner")
        .group_by("interview", "passage", coder="set", value="code")
        .agg(
            start=(pl.col("start") + pl.col("offset")).min(),
            end=(pl.col("end") + pl.col("offset")).max(),
        )
        .sort(*of_code, "start", "end")
        .with_columns(unit=begins.cast(pl.Int64).cum_sum().over(of_code))
        .group_by(*of_code, "unit")
        .agg(pl.col("start").min(), pl.col("end").max())
        .select(*UNITIZED)
        .sort(*UNITIZED)
    )


def _placed(turns: pl.DataFrame) -> pl.DataFrame:
    """Give the length of each turn, and where it begins in its interview."""
    length = pl.col("text").str.len_chars().cast(pl.Int64)
    before = pl.col("length").cum_sum().over("interview") - pl.col("length")
    return turns.sort(*PLACE).select(*PLACE, length=length).with_columns(offset=before)
