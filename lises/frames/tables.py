"""Model → polars, one function per table."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lises.anchoring import AnchoredStudy
from lises.model import INTERVIEWER, StudyFolder

from .schemas import (
    CODINGS,
    INTERVIEWS,
    NAMES,
    PARTICIPANTS,
    PASSAGES,
    TURNS,
    VOICES,
    Columns,
    attribute_column,
)

__all__ = [
    "codings",
    "interviews",
    "participants",
    "passages",
    "turns",
    "voices",
    "with_speaker",
]

Row = tuple[object, ...]

BETWEEN = "\x1f"  # no id holds it
TURN_BREAK = "\n"  # between the parts of a quote that runs over turns


def _table(rows: Sequence[Row], columns: Columns) -> pl.DataFrame:
    """Make a table column by column; row by row polars would make a series of every list."""
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    series = zip(columns.items(), values, strict=True)
    return pl.DataFrame([_column(name, dtype, list(v)) for (name, dtype), v in series])


def _column(name: str, dtype: pl.DataType | type[pl.DataType], values: list[object]) -> pl.Series:
    if dtype != NAMES:
        return pl.Series(name, values, dtype=dtype)
    # Joined and split again: five times as fast as a list for every row.
    joined = pl.Series(name, [BETWEEN.join(v) for v in values], dtype=pl.String)  # type: ignore[arg-type]
    none = pl.lit([], dtype=NAMES)
    lists = pl.when(pl.col(name) == "").then(none).otherwise(pl.col(name).str.split(BETWEEN))
    return joined.to_frame().select(lists.alias(name)).to_series()


def participants(folder: StudyFolder) -> pl.DataFrame:
    """Give a row per participant: ``PARTICIPANTS`` and a column per declared attribute.

    A clearance that is missing in the file stands as ``restricted``; a missing attribute is null.
    """
    names = [attribute.id for attribute in folder.design.attributes]
    rows = [
        (
            p.id,
            p.role,
            p.quotes or "restricted",
            p.transcript or "restricted",
            *tuple(p.attribute(name) or None for name in names),
        )
        for p in folder.participants
    ]
    columns = {**PARTICIPANTS, **dict.fromkeys(map(attribute_column, names), pl.String)}
    return _table(rows, columns)


def interviews(folder: StudyFolder) -> pl.DataFrame:
    """Give a row per interview (``INTERVIEWS``); turns and words are null without a transcript."""
    rows = []
    for interview in folder.interviews:
        transcript = folder.transcripts.get(interview.id)
        turn_count = len(transcript.turns) if transcript else None
        words = sum(len(t.text.split()) for t in transcript.turns) if transcript else None
        rows.append(
            (
                interview.id,
                list(interview.participants),
                interview.date,
                interview.interviewer,
                interview.medium,
                interview.minutes,
                interview.transcript,
                turn_count,
                words,
            )
        )
    return _table(rows, INTERVIEWS)


def turns(folder: StudyFolder) -> pl.DataFrame:
    """Give a row per turn (``TURNS``); words are runs of anything but white space."""
    rows = [
        (
            transcript.interview,
            turn.number,
            turn.label,
            list(turn.participants),
            INTERVIEWER in turn.speakers,
            turn.time,
            len(turn.text.split()),
            turn.text,
        )
        for transcript in folder.transcripts.values()
        for turn in transcript.turns
    ]
    return _table(rows, TURNS)


def passages(study: AnchoredStudy) -> pl.DataFrame:
    """Give a row per passage that has a place (``PASSAGES``), of all coding sets.

    ``start`` counts code points in turn ``turn``, ``end`` in turn ``turn_end``.
    """
    coders = {s.id: s.coder for s in study.folder.design.coding_sets}
    rows = []
    for passage in study.passages:
        spans = study.spans[passage.id]
        rows.append(
            (
                passage.id,
                passage.set,
                coders.get(passage.set, ""),
                passage.interview,
                passage.turn,
                passage.turn_end,
                spans[0].start,
                spans[-1].end,
                list(study.speakers_of(passage)),
                list(passage.codes),
                TURN_BREAK.join(passage.quote),
            )
        )
    return _table(rows, PASSAGES)


def codings(study: AnchoredStudy) -> pl.DataFrame:
    """Give a row per passage × code (``CODINGS``), of all coding sets."""
    themes = pl.DataFrame(
        [(code, theme.id) for theme in study.folder.themes for code in theme.codes],
        schema={"code": pl.String, "themes": pl.String},
        orient="row",
    )
    by_code = themes.group_by("code", maintain_order=True).agg("themes")
    empty: list[str] = []
    return (
        passages(study)
        .explode("codes", empty_as_null=False)
        .rename({"codes": "code"})
        .join(by_code, on="code", how="left", maintain_order="left")
        .with_columns(pl.col("themes").fill_null(pl.lit(empty, dtype=pl.List(pl.String))))
        .select(*CODINGS)
    )


def voices(study: AnchoredStudy) -> pl.DataFrame:
    """Give a row per passage × code × participant (``VOICES`` and the attributes).

    The only table from which a number of participants is taken. The interviewer's words alone
    voice nobody; a joint turn voices each of its speakers.
    """
    people = participants(study.folder).drop("quotes", "transcript")
    rows = (
        codings(study)
        .explode("participants", empty_as_null=False)
        .rename({"participants": "participant"})
        .join(people, on="participant", how="left", maintain_order="left")
    )
    attributes = [name for name in people.columns if name not in ("participant", "role")]
    return rows.select(*VOICES, *attributes)


def with_speaker(table: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Add who speaks, with role and attributes, to a table that has ``participants``.

    Null where several speak, or only the interviewer: such a row belongs to no one alone.
    """
    known = people.drop("quotes", "transcript").rename({"participant": "speaker"})
    alone = pl.when(pl.col("participants").list.len() == 1).then(
        pl.col("participants").list.first()
    )
    return table.with_columns(speaker=alone).join(
        known, on="speaker", how="left", maintain_order="left"
    )
