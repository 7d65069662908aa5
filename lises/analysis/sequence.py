"""What comes after what, and how far apart codes stand.

Give the codings of one coding set. A *place* is where a passage begins; codings that begin at the
same character stand in one place, and no order is read into them.
"""

from __future__ import annotations

import polars as pl

from .reach import intervals

__all__ = ["followings", "proximity", "sequence", "transitions"]

IN_ORDER = ("interview", "place", "passage", "code")


def sequence(codings: pl.DataFrame) -> pl.DataFrame:
    """Lay the codings of each interview out in the order of the talk.

    Returns
    -------
    pl.DataFrame
        A row per place: ``interview``, ``place`` (from 1 in each interview), ``turn``, ``codes``
        and ``passages`` (each sorted, each once). Sorted by interview and place.
    """
    return (
        _placed(codings)
        .group_by("interview", "place", "turn")
        .agg(codes=pl.col("code").unique().sort(), passages=pl.col("passage").unique().sort())
        .select("interview", "place", "turn", "codes", "passages")
        .sort("interview", "place")
    )


def followings(codings: pl.DataFrame, *, lag: int = 1, within: int | None = None) -> pl.DataFrame:
    """Give every coding with each coding that stands ``lag`` places after it in its interview.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set.
    lag : int
        Places, 1 or more: 1 is the next.
    within : int, optional
        Only where the later begins at most so many turns after the earlier begins.

    Returns
    -------
    pl.DataFrame
        ``code``, ``next``, ``interview``, ``passage``, ``next_passage``, ``turn``, ``next_turn``,
        in the order of the talk: the passages behind the cells of ``transitions``.

    Raises
    ------
    ValueError
        If ``lag`` is less than 1.
    """
    if lag < 1:
        raise ValueError(f"lag {lag}: what follows stands 1 place later or more")
    placed = _placed(codings)
    later = placed.select(
        "interview",
        pl.col("place") - lag,
        pl.col("code").alias("next"),
        pl.col("passage").alias("next_passage"),
        pl.col("turn").alias("next_turn"),
    )
    found = placed.join(later, on=["interview", "place"])
    if within is not None:
        found = found.filter(pl.col("next_turn") - pl.col("turn") <= within)
    return found.sort(*IN_ORDER, "next_passage", "next").select(
        "code", "next", "interview", "passage", "next_passage", "turn", "next_turn"
    )


def transitions(codings: pl.DataFrame, *, lag: int = 1, within: int | None = None) -> pl.DataFrame:
    """Count how often one code follows another (lag-sequential analysis).

    Parameters
    ----------
    codings, lag, within
        As in ``followings``.

    Returns
    -------
    pl.DataFrame
        A row per ``code`` and ``next`` that occur as such: ``n`` pairs of codings, ``of`` pairs
        that begin with ``code``, ``share`` n / of, ``expected`` n if what follows did not depend on
        what went before (row sum × column sum / all), ``interviews`` in which it happens. Pairs
        that never occur have a row with 0. Sorted by n, the most first.

    References
    ----------
    Bakeman, R. & Quera, V. (2011). Sequential Analysis and Observational Methods for the Behavioral
    Sciences, ch. 9: counts and expected counts only; the tests that go with them assume more.
    """
    found = followings(codings, lag=lag, within=within)
    counted = found.group_by("code", "next").agg(
        n=pl.len(), interviews=pl.col("interview").n_unique()
    )
    before = found.group_by("code").agg(of=pl.len())
    after = found.group_by("next").agg(reached=pl.len())
    return (
        before.join(after, how="cross")
        .join(counted, on=["code", "next"], how="left")
        .with_columns(pl.col("n", "interviews").fill_null(0))
        .with_columns(pl.col("n", "of", "interviews", "reached").cast(pl.Int64))
        .with_columns(
            share=pl.col("n") / pl.col("of"),
            expected=pl.col("of") * pl.col("reached") / max(found.height, 1),
        )
        .select("code", "next", "n", "of", "share", "expected", "interviews")
        .sort("n", "code", "next", descending=[True, False, False])
    )


def proximity(codings: pl.DataFrame) -> pl.DataFrame:
    """Tell how many turns lie from the codings of one code to the nearest of another.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set.

    Returns
    -------
    pl.DataFrame
        A row per ``code`` and ``other`` that occur in one interview: ``codings`` of ``code`` in
        the interviews where ``other`` occurs, and of all ``of`` its codings; over these the
        ``median`` and ``mean`` distance in turns to the nearest ``other``, before or after; 0 in
        the same turn. The two directions differ. Sorted by median and mean, the nearest first.
    """
    rows = codings.select("interview", "code", "turn", "turn_end").with_row_index("row")
    others = rows.select("interview", pl.col("code").alias("other")).unique()
    asked = rows.join(others, on="interview").filter(pl.col("code") != pl.col("other"))
    there = rows.select("interview", pl.col("code").alias("other"), "turn", "turn_end")
    by = ["interview", "other"]
    # The nearest that begins later; and of those that began earlier the one that lasted longest.
    after = there.select(*by, "turn", later=pl.col("turn")).sort("turn")
    before = there.sort("turn").with_columns(earlier=pl.col("turn_end").cum_max().over(by))
    gap = pl.min_horizontal(
        (pl.col("later") - pl.col("turn_end")).clip(lower_bound=0),
        (pl.col("turn") - pl.col("earlier")).clip(lower_bound=0),
    )
    near = (
        asked.sort("turn")
        .join_asof(after, on="turn", by=by, strategy="forward", check_sortedness=False)
        .join_asof(before.select(*by, "turn", "earlier"), on="turn", by=by, check_sortedness=False)
        .with_columns(gap=gap)
    )
    return (
        near.group_by("code", "other")
        .agg(codings=pl.len(), median=pl.col("gap").median(), mean=pl.col("gap").mean())
        .join(rows.group_by("code").agg(of=pl.len()), on="code")
        .with_columns(pl.col("codings", "of").cast(pl.Int64))
        .select("code", "other", "codings", "of", "median", "mean")
        .sort("median", "mean", "code", "other")
    )


def _placed(codings: pl.DataFrame) -> pl.DataFrame:
    """Give the codings with the place in which each begins, from 1 in every interview."""
    rows = codings.select("passage", "code", "interview", "turn").with_columns(
        begins=intervals(codings, None)["lo"]
    )
    place = pl.col("begins").rank("dense").over("interview").cast(pl.Int64)
    return rows.with_columns(place=place)
