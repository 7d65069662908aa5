"""Which passages stand near each other: sharing a character, or so many turns apart at most.

Every passage becomes a half-open interval of whole numbers in which two passages are in reach of
each other exactly when the intervals meet. Sorted by where they begin, all that an interval meets
and that begin later lie between it and one place, which a binary search finds: no pair is made
that is thrown away again.
"""

from __future__ import annotations

import polars as pl

__all__ = ["EVERYWHERE", "intervals", "meets", "pairs"]

EVERYWHERE = 1_000_000
"""Turns within which all of an interview is."""


def intervals(table: pl.DataFrame, within: int | None) -> pl.DataFrame:
    """Give ``lo`` and ``hi`` of every row, so that rows are in reach where ``[lo, hi)`` meet.

    Parameters
    ----------
    table : pl.DataFrame
        ``interview``, ``turn``, ``turn_end``, ``start``, ``end``.
    within : int or None
        None: they share a code point. 0: a turn that both have. k: at most k turns from the end of
        one to the beginning of the other. Rows of two interviews are never in reach.

    Raises
    ------
    ValueError
        If ``within`` is negative.
    """
    if within is not None and within < 0:
        raise ValueError(f"within {within} turns: a number of turns is 0 or more")
    last = pl.col("turn_end").max()
    if within is None:
        width = pl.max_horizontal(pl.col("start").max(), pl.col("end").max()) + 1
        lo = pl.col("turn") * width + pl.col("start")
        hi = pl.col("turn_end") * width + pl.col("end")
        stride = (last + 2) * width
    else:
        far = pl.min_horizontal(pl.lit(within, dtype=pl.Int64), last)
        lo, hi = pl.col("turn"), pl.col("turn_end") + 1 + far
        stride = last + far + 2
    home = pl.col("interview").rank("dense").cast(pl.Int64) * stride
    return table.select(lo=home + lo, hi=home + hi)


def pairs(spans: pl.DataFrame) -> pl.DataFrame:
    """Give every two rows that are in reach of each other, once.

    Parameters
    ----------
    spans : pl.DataFrame
        ``lo``, ``hi``, as ``intervals`` makes them.

    Returns
    -------
    pl.DataFrame
        ``left``, ``right``: numbers of rows from 0; ``left`` begins first or with ``right``.
    """
    ordered = spans.with_row_index("row").sort("lo")
    rows = ordered["row"]
    end = ordered["lo"].search_sorted(ordered["hi"], side="left").cast(pl.Int64)
    found = (
        ordered.select(left="row", first=pl.int_range(1, pl.len() + 1), end=end)
        .filter(pl.col("end") > pl.col("first"))
        .select("left", right=pl.int_ranges("first", "end"))
        .explode("right")
    )
    return found.with_columns(right=rows.gather(found["right"]))


def meets(spans: pl.DataFrame, those: pl.Series) -> pl.Series:
    """Tell of every row whether one of those rows is in reach of it; each is of itself.

    Parameters
    ----------
    spans : pl.DataFrame
        ``lo``, ``hi``, as ``intervals`` makes them.
    those : pl.Series
        True for the rows that are looked for.
    """
    there = spans.filter(those).sort("lo").with_columns(pl.col("hi").cum_max())
    if there.is_empty():
        return pl.repeat(False, spans.height, dtype=pl.Boolean, eager=True)
    # Of those that begin before a row ends, the one that lasts longest decides.
    begun = there["lo"].search_sorted(spans["hi"], side="left").cast(pl.Int64)
    longest = there["hi"].gather(begun - 1 + (begun == 0).cast(pl.Int64))
    return (begun > 0) & (longest > spans["lo"])
