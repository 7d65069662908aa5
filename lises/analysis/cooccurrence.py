"""Which codes stand together: on the same characters, in the same turn, within so many turns.

Give the codings of one coding set: of several, one coder's passage would meet the other's of the
same words.
"""

from __future__ import annotations

import polars as pl

from .reach import intervals, pairs

__all__ = ["cooccurrence", "meetings"]


def cooccurrence(
    codings: pl.DataFrame, turns: pl.DataFrame | None = None, *, within: int | None = None
) -> pl.DataFrame:
    """Count for every two codes how often their codings meet.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set.
    turns : pl.DataFrame, optional
        ``TURNS`` of the interviews; without it ``expected`` is null.
    within : int or None
        None: the passages share a code point. 0: they have a turn in common. k: at most k turns
        lie from the end of one to the beginning of the other. A passage with both codes meets
        itself.

    Returns
    -------
    pl.DataFrame
        A row per two codes that were set, ``code_a`` before ``code_b``:
        ``pairs`` of codings that meet; ``interviews`` in which they do; ``a`` and ``b``, the
        codings of either; ``a_with_b`` codings of a that meet one of b, and ``b_with_a``;
        ``jaccard``, 0 to 1, m / (a + b − m) with m the mean of ``a_with_b`` and ``b_with_a``: the
        share that meet, which is Jaccard's where each meets one. (Counted in pairs, as other
        programs do, it can pass 1.) ``expected`` pairs, if every coding lay anywhere in its
        interview, independently and with equal chance, each as long as its code's mean there; null
        where an interview's length is not known. Sorted by jaccard and pairs, the most first.

    Raises
    ------
    ValueError
        If ``within`` is negative.

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37–50.
    """
    codes = codings["code"].unique().sort()
    rows = _numbered(codings, codes)
    found = (
        _met(rows, within)
        .group_by("code_a", "code_b")
        .agg(
            pairs=pl.len(),
            interviews=pl.col("interview").n_unique(),
            a_with_b=pl.col("row_a").n_unique(),
            b_with_a=pl.col("row_b").n_unique(),
        )
    )
    number = rows.group_by("code").agg(pl.len())
    both = number.rename({"code": "code_a", "len": "a"}).join_where(
        number.rename({"code": "code_b", "len": "b"}), pl.col("code_a") < pl.col("code_b")
    )
    m = (pl.col("a_with_b") + pl.col("b_with_a")) / 2
    table = (
        both.join(found, on=["code_a", "code_b"], how="left")
        .with_columns(pl.col(COUNTS).fill_null(0).cast(pl.Int64))
        .with_columns(jaccard=m / (pl.col("a") + pl.col("b") - m))
        .with_columns(pl.lit(codes).gather(pl.col(c)).alias(c) for c in ("code_a", "code_b"))
    )
    most = ["jaccard", "pairs", "code_a", "code_b"]
    return (
        _with_expected(table, codings, turns, within)
        .select("code_a", "code_b", *COUNTS, *RATES)
        .sort(most, descending=[True, True, False, False])
    )


COUNTS = ("pairs", "interviews", "a", "b", "a_with_b", "b_with_a")
RATES = ("jaccard", "expected")


def meetings(
    codings: pl.DataFrame, code_a: str, code_b: str, *, within: int | None = None
) -> pl.DataFrame:
    """Give the passages behind a row of ``cooccurrence``: every two codings that meet.

    Parameters
    ----------
    codings : pl.DataFrame
        Those from which the table was made.
    code_a, code_b : str
        The codes, in any order.
    within : int or None
        As in ``cooccurrence``.

    Returns
    -------
    pl.DataFrame
        A row per pair: ``passage_a``, ``passage_b``, ``interview``, ``turn_a``, ``turn_b``, in the
        order of the talk.
    """
    chosen = codings.filter(pl.col("code").is_in([code_a, code_b]))
    chosen = chosen.with_row_index("row")
    codes = pl.Series([code_a, code_b], dtype=pl.String).unique(maintain_order=True)
    found = _met(_numbered(chosen, codes), within).select("row_a", "row_b")
    side = chosen.select("row", "passage", "interview", "turn", "start")
    return (
        found.join(side, left_on="row_a", right_on="row")
        .join(side, left_on="row_b", right_on="row", suffix="_b")
        .sort("interview", "turn", "start", "turn_b", "start_b", "passage", "passage_b")
        .select(
            pl.col("passage").alias("passage_a"),
            "passage_b",
            "interview",
            pl.col("turn").alias("turn_a"),
            "turn_b",
        )
    )


def _numbered(codings: pl.DataFrame, codes: pl.Series) -> pl.DataFrame:
    """Give the codings with numbers for codes and interviews: text is compared once, here."""
    return codings.select(
        pl.col("interview").rank("dense"),
        "turn",
        "turn_end",
        "start",
        "end",
        _number(codes),
    )


def _number(codes: pl.Series) -> pl.Expr:
    """Give the code's number, from 0 in the order of ``codes``."""
    return pl.col("code").cast(pl.Enum(codes)).to_physical().cast(pl.UInt32)


def _met(rows: pl.DataFrame, within: int | None) -> pl.DataFrame:
    """Give the pairs of codings of two codes that are in reach, the lesser code first."""
    found = pairs(intervals(rows, within))
    left, right = pl.col("left"), pl.col("right")
    swapped = pl.col("code_a") > pl.col("code_b")
    return (
        found.with_columns(
            code_a=rows["code"].gather(found["left"]),
            code_b=rows["code"].gather(found["right"]),
            interview=rows["interview"].gather(found["left"]),
        )
        .filter(pl.col("code_a") != pl.col("code_b"))
        .select(
            "interview",
            code_a=pl.min_horizontal("code_a", "code_b"),
            code_b=pl.max_horizontal("code_a", "code_b"),
            row_a=pl.when(swapped).then(right).otherwise(left),
            row_b=pl.when(swapped).then(left).otherwise(right),
        )
    )


def _with_expected(
    table: pl.DataFrame, codings: pl.DataFrame, turns: pl.DataFrame | None, within: int | None
) -> pl.DataFrame:
    """Sum over the interviews: codings of a × codings of b × the chance that two such meet."""
    if turns is None:
        return table.with_columns(expected=pl.lit(None, pl.Float64))
    by_turn = pl.col("turn_end") - pl.col("turn") + 1
    # A quote over turns has one line for each; the breaks are no characters of the text.
    by_character = pl.col("quote").str.len_chars().cast(pl.Int64) - by_turn + 1
    long = pl.len() if within is not None else pl.col("text").str.len_chars().sum()
    lengths = turns.group_by("interview").agg(long=long.cast(pl.Int64))
    codes = codings["code"].unique().sort()
    each = (
        codings.select(
            "interview", _number(codes), mean=by_character if within is None else by_turn
        )
        .group_by("interview", "code")
        .agg(pl.len().cast(pl.Float64).alias("n"), pl.col("mean").mean())
        .join(lengths, on="interview", how="left")
        .with_columns(pl.col("interview").rank("dense"))
    )
    summed = (
        each.join(each.drop("long"), on="interview", suffix="_b")
        .filter(pl.col("code") < pl.col("code_b"))
        .select(
            code_a="code",
            code_b="code_b",
            pairs=pl.col("n") * pl.col("n_b") * _chance(within or 0),
        )
        .group_by("code_a", "code_b")
        .agg(expected=pl.col("pairs").sum(), unknown=pl.col("pairs").is_null().any())
        .with_columns(pl.lit(codes).gather(pl.col(c)).alias(c) for c in ("code_a", "code_b"))
    )
    # Two codes that share no interview are expected nowhere; that is known.
    known = pl.col("unknown").fill_null(False).not_()
    return table.join(summed, on=["code_a", "code_b"], how="left").with_columns(
        expected=pl.when(known).then(pl.col("expected").fill_null(0))
    )


def _chance(far: int) -> pl.Expr:
    """Give the chance that two stretches of a text, dropped anywhere in it, are in reach.

    Of the (L − a + 1)(L − b + 1) ways to lay them, u(u + 1) with u = L − a − b − k + 1 leave more
    than k units between them (half of these have a first).
    """
    text, a, b = pl.col("long"), pl.col("mean"), pl.col("mean_b")
    apart = (text - a - b - far + 1).clip(lower_bound=0)
    return (1 - apart * (apart + 1) / ((text - a + 1) * (text - b + 1))).clip(0, 1)
