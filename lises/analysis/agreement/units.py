"""What is compared: turns, sentences, or the very characters that coders marked.

Characters are never laid out one by one. Where a passage begins or ends the ratings may change, and
between two such borders they cannot, so a sweep over the borders sees every character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import polars as pl

from lises.frames.schemas import Columns

from .offered import DoubleCoding, require

__all__ = [
    "CODED",
    "NOT_CODED",
    "NOT_READ",
    "PATTERNS",
    "PIECES",
    "RATED",
    "SPANS",
    "UnitKind",
    "character_stretches",
    "coded_spans",
    "patterns",
    "pieces",
    "turn_spans",
]

UnitKind = Literal["turns", "sentences", "characters"]

CODED, NOT_CODED, NOT_READ = "1", "0", "."

SPANS: Columns = {
    "interview": pl.String,
    "turn": pl.Int64,
    "start": pl.Int64,
    "end": pl.Int64,
}
"""Half-open stretches of code points, each within one turn."""

PIECES: Columns = {
    "set": pl.String,
    **SPANS,
    "code": pl.String,
    "passage": pl.String,
}
"""A row per turn that a coding touches."""

RATED: Columns = {**SPANS, "code": pl.String, "pattern": pl.String, "units": pl.Int64}
"""Stretches that some set has coded. ``pattern`` has a sign per set, in their order: coded "1", not
coded "0", not read "."; ``units`` is 1, or the length where characters are the units."""

PATTERNS: Columns = {
    "code": pl.String,
    "interview": pl.String,
    "pattern": pl.String,
    "units": pl.Int64,
}
"""How many units have which pattern; all that a coefficient needs to know of an interview."""

PLACE = ("interview", "turn")


def pieces(material: DoubleCoding, sets: Sequence[str] = ()) -> pl.DataFrame:
    """Cut codings at the borders of turns (``PIECES``), by default those of the compared sets.

    A passage over several turns is the tail of its first, the whole of those between, and the head
    of its last. Pieces in turns that could not be coded, and pieces without length, fall away.
    """
    lengths = material.turns.select(*PLACE, length=pl.col("text").str.len_chars().cast(pl.Int64))
    first = pl.col("turn") == pl.col("first")
    last = pl.col("turn") == pl.col("turn_end")
    return (
        material.codings.filter(pl.col("set").is_in(sets or material.sets))
        .with_columns(
            first="turn", turn=pl.int_ranges("turn", pl.col("turn_end") + 1, dtype=pl.Int64)
        )
        .explode("turn")
        .join(lengths, on=PLACE, how="inner", maintain_order="left")
        .with_columns(
            start=pl.when(first).then("start").otherwise(0),
            end=pl.when(last).then("end").otherwise("length"),
        )
        .filter(pl.col("start") < pl.col("end"))
        .select(*PIECES)
    )


def turn_spans(turns: pl.DataFrame) -> pl.DataFrame:
    """Give every turn that has text as one unit (``SPANS``)."""
    whole = pl.col("text").str.len_chars().cast(pl.Int64)
    return turns.select(*PLACE, start=pl.lit(0, pl.Int64), end=whole).filter(pl.col("end") > 0)


def coded_spans(
    marked: pl.DataFrame, spans: pl.DataFrame, read: pl.DataFrame, sets: Sequence[str]
) -> pl.DataFrame:
    """Say of every unit that some set has coded who did (``RATED``).

    Parameters
    ----------
    marked : pl.DataFrame
        ``PIECES``. A unit is coded where a piece shares a code point with it.
    spans : pl.DataFrame
        ``SPANS``: the units; turns, or sentences that someone has found.
    read : pl.DataFrame
        ``READ``.
    sets : sequence of str
        The coding sets, in the order of the pattern's signs.

    Raises
    ------
    ValueError
        If units have no length or overlap.
    """
    units = _apart(spans)
    here = (pl.col("start") < pl.col("end_unit")) & (pl.col("start_unit") < pl.col("end"))
    touched = (
        marked.join(units, on=PLACE, how="inner", suffix="_unit")
        .filter(here)
        .select("set", *PLACE, "code", start="start_unit", end="end_unit")
        .group_by(*SPANS, "code")
        .agg((pl.col("set") == one).any().alias(_coded(i)) for i, one in enumerate(sets))
    )
    return _rated(touched.with_columns(units=pl.lit(1, pl.Int64)), _readers(read, sets), sets)


def _apart(spans: pl.DataFrame) -> pl.DataFrame:
    require(spans, SPANS, "spans")
    units = spans.select(*SPANS).sort(*SPANS)
    before = pl.col("end").shift(1).over(PLACE)
    wrong = units.filter((pl.col("start") >= pl.col("end")) | (pl.col("start") < before))
    if wrong.height:
        raise ValueError(f"units must have length and not overlap: {wrong.row(0, named=True)}")
    return units


def character_stretches(
    marked: pl.DataFrame, read: pl.DataFrame, sets: Sequence[str]
) -> pl.DataFrame:
    """Give the stretches of text in which some set has coded, by who did (``RATED``).

    Within a stretch no passage of the code begins or ends; ``units`` is its length in code points.

    Parameters
    ----------
    marked : pl.DataFrame
        ``PIECES``.
    read : pl.DataFrame
        ``READ``.
    sets : sequence of str
        The coding sets, in the order of the pattern's signs.
    """
    readers = _readers(read, sets)
    known = _ordered(marked.join(readers, on=["interview", "code"], how="semi"))
    steps = [
        (pl.col("step") * (pl.col("set") == one).cast(pl.Int64)).alias(_coded(i))
        for i, one in enumerate(sets)
    ]
    borders = pl.concat(
        [
            known.select(*PLACE, "code", "set", at="start", step=pl.lit(1, pl.Int64)),
            known.select(*PLACE, "code", "set", at="end", step=pl.lit(-1, pl.Int64)),
        ]
    )
    # What opens in a turn closes in it: sums that run over all turns are 0 where the next begins.
    coded = pl.col("^coded_.*$")
    stretches = (
        borders.select(*PLACE, "code", "at", *steps)
        .sort(*PLACE, "code", "at")
        .with_columns(coded.cum_sum() > 0, start="at", end=pl.col("at").shift(-1))
        .with_columns(units=pl.col("end") - pl.col("start"))
        .filter(pl.any_horizontal(coded), pl.col("units") > 0)
        .with_columns(pl.col("interview", "code").cast(pl.String))
    )
    return _rated(stretches, readers, sets)


def _ordered(marked: pl.DataFrame) -> pl.DataFrame:
    """Give names that sort as numbers do, in the order of the names."""
    names = [pl.Enum(marked[name].unique().sort()) for name in ("interview", "code")]
    return marked.with_columns(pl.col("interview").cast(names[0]), pl.col("code").cast(names[1]))


def patterns(
    rated: pl.DataFrame, totals: pl.DataFrame, read: pl.DataFrame, sets: Sequence[str]
) -> pl.DataFrame:
    """Count the units of every pattern, those that nobody has coded among them (``PATTERNS``).

    Parameters
    ----------
    rated : pl.DataFrame
        ``RATED``.
    totals : pl.DataFrame
        ``interview`` and ``units``: how many units each has.
    read : pl.DataFrame
        ``READ``. An interview that fewer than two sets have read for a code is left out for it.
    sets : sequence of str
        The coding sets, in the order of the pattern's signs.
    """
    by = ["code", "interview"]
    signs = [_sign(pl.col(_reader(i)), pl.lit(value=False)) for i in range(len(sets))]
    twice = _readers(read, sets).with_columns(pattern=pl.concat_str(signs))
    twice = twice.filter(pl.col("pattern").str.count_matches(NOT_CODED) > 1)
    some = rated.join(twice, on=by, how="semi").group_by(*by, "pattern").agg(pl.col("units").sum())
    touched = some.group_by(by).agg(touched=pl.col("units").sum())
    nobody = (
        twice.join(totals.select("interview", "units"), on="interview", how="inner")
        .join(touched, on=by, how="left")
        .with_columns(units=pl.col("units") - pl.col("touched").fill_null(0))
    )
    return (
        pl.concat([some.select(*PATTERNS), nobody.select(*PATTERNS)])
        .filter(pl.col("units") > 0)
        .sort(*PATTERNS)
    )


def _rated(coded: pl.DataFrame, readers: pl.DataFrame, sets: Sequence[str]) -> pl.DataFrame:
    signs = [_sign(pl.col(_reader(i)), pl.col(_coded(i))) for i in range(len(sets))]
    return (
        coded.join(readers, on=["interview", "code"], how="inner")
        .with_columns(pattern=pl.concat_str(signs))
        .filter(pl.col("pattern").str.contains(CODED, literal=True))
        .select(*RATED)
    )


def _sign(read: pl.Expr, coded: pl.Expr) -> pl.Expr:
    said = pl.when(coded).then(pl.lit(CODED)).otherwise(pl.lit(NOT_CODED))
    return pl.when(read).then(said).otherwise(pl.lit(NOT_READ))


def _coded(number: int) -> str:
    return f"coded_{number}"


def _reader(number: int) -> str:
    return f"reader_{number}"


def _readers(read: pl.DataFrame, sets: Sequence[str]) -> pl.DataFrame:
    """Say of every interview and code which of the sets have read it."""
    return read.group_by("interview", "code").agg(
        (pl.col("set") == one).any().alias(_reader(i)) for i, one in enumerate(sets)
    )
