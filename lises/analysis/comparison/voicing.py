"""Who of those read voices a code, by group: counted and described, nothing tested."""

from __future__ import annotations

import polars as pl

from lises.analysis.cells import Levels, coded
from lises.errors import UnknownNameError, did_you_mean
from lises.frames.schemas import NAMES, Columns

__all__ = ["VOICED", "VOICING", "voiced_by_group", "voicing"]

VOICING: Columns = {
    "code": pl.String,
    "participant": pl.String,
    "group": pl.String,
    "passages": pl.Int64,
}
"""A row per code and participant who was read for it: ``passages`` of theirs, 0 where silent."""

VOICED: Columns = {
    "code": pl.String,
    "group": pl.String,
    "voiced": pl.Int64,
    "of": pl.Int64,
    "share": pl.Float64,
    "passages": pl.Int64,
    "largest_share": pl.Float64,
    "voicing": NAMES,
    "silent": NAMES,
}
"""A row per code and group: participants who voice it and ``of`` how many read, their names, and
how much of it is one participant's."""

SPEAKS = pl.col("passages") > 0


def voicing(
    codings: pl.DataFrame,
    people: pl.DataFrame,
    *,
    by: str | None = None,
    levels: Levels | None = None,
) -> pl.DataFrame:
    """Tell of every code and participant who was read for it how many passages they voice.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set.
    people : pl.DataFrame
        A row per participant among whom is counted, or per participant and ``code`` they were read
        for.
    by : str, optional
        A column of ``people``: ``role`` or an attribute; without it everybody is of one group,
        ``all``.
    levels : mapping of str to iterable of str, optional
        ``{"code": [...]}``: codes that are to have rows though nobody voices them.

    Returns
    -------
    pl.DataFrame
        ``VOICING``; a joint passage is one of each speaker. ``group`` is null where the attribute
        is not known. Sorted by code and participant.

    Raises
    ------
    UnknownNameError
        If there is nothing called ``by``.
    ValueError
        If ``by`` is ``participant`` or ``code``: each would be a group of one, or a thing compared
        with itself.
    """
    if by in ("participant", "code"):
        raise ValueError(f'"{by}" makes no groups; name role or an attribute')
    if by is not None and by not in people.columns:
        near = did_you_mean(by, people.columns)
        raise UnknownNameError(f'nothing to group by called "{by}"; {near}'.rstrip("; "))
    group = pl.col(by).cast(pl.String) if by else pl.lit("all")
    among = people.select(
        "participant", *(["code"] if "code" in people.columns else []), group=group
    ).unique()
    if "code" not in among.columns:
        asked = pl.Series(list((levels or {}).get("code", ())), dtype=pl.String)
        codes = pl.concat([codings["code"], asked.rename("code")]).unique()
        among = among.join(codes.to_frame(), how="cross")
    said = (
        coded(codings, people, ["participant"])
        .group_by("code", "participant")
        .agg(passages=pl.col("passage").n_unique())
    )
    return (
        among.join(said, on=["code", "participant"], how="left")
        .with_columns(pl.col("passages").fill_null(0))
        .select(pl.col(name).cast(kind) for name, kind in VOICING.items())
        .sort("code", "participant")
    )


def voiced_by_group(voicing: pl.DataFrame) -> pl.DataFrame:
    """Count by code and group who voices it and who does not, and how much one participant does.

    Parameters
    ----------
    voicing : pl.DataFrame
        ``VOICING``.

    Returns
    -------
    pl.DataFrame
        ``VOICED``: ``voiced`` and ``of`` participants, ``share`` of 0 to 1; ``passages`` of all of
        them, ``largest_share`` that of the one with the most (null where there are none);
        ``voicing`` and ``silent``, the participants. Sorted by code and group, not known last.
    """
    passages = pl.col("passages")
    names = pl.col("participant").sort()
    return (
        voicing.group_by("code", "group")
        .agg(
            voiced=SPEAKS.sum(),
            of=pl.len(),
            share=SPEAKS.mean(),
            most=passages.max(),
            passages=passages.sum(),
            voicing=names.filter(SPEAKS.sort_by("participant")),
            silent=names.filter(~SPEAKS.sort_by("participant")),
        )
        .with_columns(largest_share=pl.when(passages > 0).then(pl.col("most") / passages))
        .select(pl.col(name).cast(kind) for name, kind in VOICED.items())
        .sort("code", "group", nulls_last=True)
    )
