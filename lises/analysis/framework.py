"""The framework matrix: case × theme, every cell with the passages it would be written from."""

from __future__ import annotations

import polars as pl

from .cells import IN_ORDER, Levels, coded, grid

__all__ = ["framework"]


def framework(
    codings: pl.DataFrame,
    people: pl.DataFrame,
    *,
    by: tuple[str, str] = ("participant", "theme"),
    levels: Levels | None = None,
) -> pl.DataFrame:
    """Give for every case and theme the passages that a summary of the cell can rest on.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set.
    people : pl.DataFrame
        A row per participant who was read.
    by : tuple of str
        The case, and what is charted: ``("participant", "theme")``, ``("interview", "code")``,
        ``("role", "theme")``, and so on.
    levels : mapping of str to iterable of str, optional
        Values that are to have cells though nothing was coded: ``{"theme": [...]}``.

    Returns
    -------
    pl.DataFrame
        A row per cell: both keys, ``passages`` (ids in the order of the talk, empty where there is
        none), ``codes`` that they bear (sorted). Sorted by the keys, those not known last.

    Raises
    ------
    UnknownNameError
        If a key is not known.
    ValueError
        If a key is named twice.

    References
    ----------
    Ritchie, J. & Spencer, L. (1994). Qualitative data analysis for applied policy research. In
    Bryman, A. & Burgess, R. (eds), Analyzing Qualitative Data. Gale, N. K. et al. (2013). Using the
    framework method. BMC Medical Research Methodology 13, 117.
    """
    every = grid(codings, people, by, levels)
    once = pl.col("passage").unique(maintain_order=True)
    cells = (
        coded(codings, people, by)
        .sort(IN_ORDER)
        .group_by(by, maintain_order=True)
        .agg(passages=once, codes=pl.col("code").unique().sort())
    )
    none = pl.lit([], dtype=pl.List(pl.String))
    return (
        every.join(cells, on=by, how="left", nulls_equal=True)
        .with_columns(pl.col("passages", "codes").fill_null(none))
        .sort(by, nulls_last=True)
    )
