"""How many voice a code: participants, never passages, and of how many."""

from __future__ import annotations

import polars as pl

__all__ = ["prevalence"]

VOICED_BY = pl.col("participant").n_unique().alias("n")
AMONG = pl.col("participant").n_unique().alias("of")


def prevalence(
    voices: pl.DataFrame, people: pl.DataFrame, *, by: str | None = None
) -> pl.DataFrame:
    """Count the participants who voice something, by a group of theirs.

    Parameters
    ----------
    voices : pl.DataFrame
        Rows of ``VOICES`` that count: one coding set, the codes asked for.
    people : pl.DataFrame
        A row per participant among whom is counted (those read), with the column ``by``.
    by : str, optional
        ``role`` or an attribute; without it one row for all, named ``all``.

    Returns
    -------
    pl.DataFrame
        ``group``, ``n`` participants who voice it, ``of`` participants read, ``share`` of 0 to 1
        (null where ``of`` is 0); sorted by group.

    Examples
    --------
    >>> voices = pl.DataFrame({"participant": ["R1", "R1", "R3"]})
    >>> people = pl.DataFrame({"participant": ["R1", "R2", "R3"], "role": ["x", "x", "y"]})
    >>> prevalence(voices, people, by="role").rows()
    [('x', 1, 2, 0.5), ('y', 1, 1, 1.0)]
    """
    group = (pl.col(by) if by else pl.lit("all")).alias("group")
    among = people.with_columns(group)
    groups = among.select("group").unique() if by else pl.DataFrame({"group": ["all"]})
    voiced = voices.join(among.select("participant", "group"), on="participant", how="inner")
    return (
        groups.join(among.group_by("group").agg(AMONG), on="group", how="left", nulls_equal=True)
        .join(voiced.group_by("group").agg(VOICED_BY), on="group", how="left", nulls_equal=True)
        .with_columns(pl.col("n", "of").fill_null(0))
        .with_columns(share=pl.when(pl.col("of") > 0).then(pl.col("n") / pl.col("of")))
        .select("group", "n", "of", "share")
        .sort("group", nulls_last=True)
    )
