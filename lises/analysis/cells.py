"""Cells of tables: which codings stand in one, what is counted there, and its passages.

A key is ``code``, ``theme``, ``set``, ``coder``, ``interview``, or a column of the participants:
``participant`` itself, ``role``, an attribute. A joint turn stands in the cell of each speaker; the
interviewer's words alone in that of none. A code that is in no theme stands under no theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from lises.errors import UnknownNameError, did_you_mean
from lises.frames import PASSAGES

__all__ = ["coded", "grid", "passages_of", "tally"]

OF_CODINGS = ("code", "theme", "set", "coder", "interview")
IN_ORDER = ("interview", "turn", "start", "passage")

Levels = Mapping[str, Iterable[str]]

WORDS = pl.col("quote").str.count_matches(r"\S+")


def coded(codings: pl.DataFrame, people: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Give the codings with the columns of these keys: a row per coding and cell it stands in.

    Raises
    ------
    UnknownNameError
        If a key is neither of the codings nor a column of ``people``.
    """
    of_people = _of_people(people, keys)
    # What stands beside the codings is of who speaks alone; a joint turn is of each.
    beside = [c for c in codings.columns if c in people.columns and c not in OF_CODINGS]
    rows = codings.drop(beside)
    if "theme" in keys:
        rows = rows.explode("themes", empty_as_null=False).rename({"themes": "theme"})
    if not of_people:
        return rows
    rows = _spoken(rows, people, of_people)
    if "participant" in keys:
        return rows.with_columns(pl.col("participant").cast(pl.String))
    return rows.unique(["passage", "code", *keys], maintain_order=True)


def _spoken(rows: pl.DataFrame, people: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Give a row for each of the people who speaks, as an Enum, with these columns of theirs."""
    ids = pl.Enum(people["participant"].unique().sort())
    spoken = (
        rows.explode("participants", empty_as_null=False)
        .rename({"participants": "participant"})
        .with_columns(pl.col("participant").cast(ids, strict=False))
        .drop_nulls("participant")
    )
    on = ["participant", *_read_for(people)]
    theirs = people.select(*dict.fromkeys((*on, *columns)))
    theirs = theirs.with_columns(pl.col("participant").cast(ids))
    if theirs.columns != ["participant"]:
        spoken = spoken.join(theirs, on=on, maintain_order="left")
    return spoken


def tally(
    codings: pl.DataFrame, people: pl.DataFrame, keys: Sequence[str], levels: Levels | None = None
) -> pl.DataFrame:
    """Count what stands in every cell of these keys, empty cells too.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set.
    people : pl.DataFrame
        A row per participant among whom is counted, or per participant and ``code`` they were read
        for; then ``code`` must be a key.
    keys : sequence of str
    levels : mapping of str to iterable of str, optional
        Values that are to have a cell though nothing was coded there, by key.

    Returns
    -------
    pl.DataFrame
        The keys, ``codings``, ``passages``, ``turns``, ``words``, ``participants``, ``of``,
        ``share`` (see ``frequency``); in no order.

    Raises
    ------
    UnknownNameError
        If a key is not known.
    ValueError
        If ``people`` are given by code and ``code`` is not a key, or a key is named twice.
    """
    if "code" in people.columns and "code" not in keys:
        raise ValueError("people who are given by code can only be counted by code")
    keys = list(keys)
    of_people = _of_people(people, keys)
    table = grid(codings, people, keys, levels)
    slim = _slim(codings, keys)
    own = [key for key in keys if key not in of_people]
    voices = _short(_spoken(coded(slim, people, own), people, of_people), keys)
    if "participant" in keys:
        rows = voices
    elif of_people:
        rows = voices.unique(["passage", "code", *keys])
    else:
        rows = _short(coded(slim, people, keys), keys)
    passages = rows if "code" in keys else rows.unique(["passage", *keys])
    parts = (
        rows.group_by(keys).agg(codings=pl.len()),
        passages.group_by(keys).agg(passages=pl.len(), words=pl.col("words").sum()),
        _turns(passages, keys),
        voices.group_by(keys).agg(participants=pl.col("participant").n_unique()),
    )
    for part in parts:
        named = part.with_columns(pl.col(keys).cast(pl.String))
        table = table.join(named, on=keys, how="left", nulls_equal=True)
    among = [k for k in keys if k in of_people or k in _read_for(people)]
    return _shared(table, people, among).select(*keys, *COUNTS)


COUNTS = ("codings", "passages", "turns", "words", "participants", "of", "share")


def _shared(table: pl.DataFrame, people: pl.DataFrame, among: list[str]) -> pl.DataFrame:
    """Add of how many, and the share; those who are not known of count in no group."""
    number = pl.col("participant").n_unique()
    if among:
        read = people.group_by(among).agg(of=number)
        table = table.join(read, on=among, how="left", nulls_equal=True)
    else:
        table = table.with_columns(of=pl.lit(people["participant"].n_unique()))
    counts = pl.col(COUNTS[:-1]).fill_null(0).cast(pl.Int64)
    share = pl.when(pl.col("of") > 0).then(pl.col("participants") / pl.col("of"))
    return table.with_columns(counts).with_columns(share=share)


def _slim(codings: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Give the codings with numbers where nothing but sameness counts, and their words."""
    passage = pl.col("passage").rank("dense")
    if "code" in keys:  # then no two rows of a cell are of one passage
        passage = pl.int_range(pl.len(), dtype=pl.UInt32)
    home = pl.col("interview").rank("dense").cast(pl.Int64) * (pl.col("turn_end").max() + 1)
    own = [key for key in keys if key in OF_CODINGS and key != "theme"]
    return codings.select(
        *dict.fromkeys(("code", *own)),
        "participants",
        *(["themes"] if "theme" in keys else []),
        passage=passage,
        words=WORDS,
        at=home + pl.col("turn"),
        more=pl.col("turn_end") - pl.col("turn"),
    )


def _short(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Give the rows with their keys as numbers that know their text."""
    long = [key for key in keys if rows.schema[key] == pl.String]
    kinds = {key: pl.Enum(rows[key].drop_nulls().unique()) for key in long}
    return rows.with_columns(pl.col(key).cast(kind) for key, kind in kinds.items())


def _turns(passages: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    at = pl.col("at")
    later = passages.filter(pl.col("more") > 0).select(
        *keys, at=pl.int_ranges(at + 1, at + pl.col("more") + 1)
    )
    each = pl.concat([passages.select(*keys, "at"), later.explode("at")])
    return each.unique().group_by(keys).agg(turns=pl.len())


def grid(
    codings: pl.DataFrame, people: pl.DataFrame, keys: Sequence[str], levels: Levels | None = None
) -> pl.DataFrame:
    """Give every combination of the keys' values: coded, the people's, those in ``levels``."""
    if twice := [key for key in keys if list(keys).count(key) > 1]:
        raise ValueError(f'"{twice[0]}" cannot be crossed with itself; name two keys')
    of_people = _of_people(people, keys)
    asked = levels or {}
    table = pl.DataFrame({"": [0]})
    for key in keys:
        # Of the codings themselves: a code that none of the people voice has cells too.
        known = people[key] if key in of_people else _values(codings, key)
        named = pl.Series(key, list(asked.get(key, ())), dtype=known.dtype)
        table = table.join(pl.concat([known, named]).unique().to_frame(), how="cross")
    return table.drop("")


def _values(codings: pl.DataFrame, key: str) -> pl.Series:
    if key == "theme":
        return codings["themes"].explode(empty_as_null=False).rename(key)
    return codings[key]


def passages_of(codings: pl.DataFrame, people: pl.DataFrame, /, **cell: str | None) -> pl.DataFrame:
    """Give the passages behind a cell of a table.

    Parameters
    ----------
    codings, people : pl.DataFrame
        Those from which the table was made.
    **cell : str or None
        The keys of the cell and their values, as they stand in its row; None for the group whose
        attribute is not known. No key: every passage.

    Returns
    -------
    pl.DataFrame
        A row per passage: those columns of ``PASSAGES`` that the codings have, save the codes; in
        the order of the talk. Empty where the cell is.

    Raises
    ------
    UnknownNameError
        If a key is not known.
    """
    there = [pl.col(key).eq_missing(pl.lit(value, pl.String)) for key, value in cell.items()]
    found = coded(codings, people, list(cell)).filter(pl.lit(True), *there)
    columns = [name for name in PASSAGES if name in codings.columns]
    return (
        codings.select(columns)
        .join(found, on="passage", how="semi")
        .unique("passage")
        .sort(IN_ORDER)
    )


def _read_for(people: pl.DataFrame) -> list[str]:
    return ["code"] if "code" in people.columns else []


def _of_people(people: pl.DataFrame, keys: Sequence[str]) -> list[str]:
    """Give the keys that are of the participants; refuse what nothing can be counted by."""
    theirs = [name for name in people.columns if name not in OF_CODINGS]
    for key in keys:
        if key not in OF_CODINGS and key not in theirs:
            near = did_you_mean(key, [*OF_CODINGS, *theirs])
            raise UnknownNameError(f'nothing to count by called "{key}"; {near}'.rstrip("; "))
    return [key for key in keys if key in theirs]
