"""Turns, sentences and characters: who coded what, without laying characters out."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given

from lises.analysis.agreement import (
    SPANS,
    DoubleCoding,
    agreement_table,
    character_stretches,
    code_levels,
    coded_spans,
    patterns,
    pieces,
    turn_spans,
)
from lises.model import EMPTY, Code, Codebook

from .material import CODES, SETS, material, materials, read_all

BOOK = Codebook(codes=tuple(Code(id=c, label=EMPTY, definition=EMPTY) for c in CODES))
LEVELS = code_levels(BOOK)


def _dense(got: DoubleCoding, code: str) -> np.ndarray:
    """Lay the characters out: one row per coder, one column per code point."""
    texts = got.turns.sort("interview", "turn").rows()
    begin, at = {}, 0
    for interview, turn, text in texts:
        begin[interview, turn] = at
        at += len(text)
    marked = np.zeros((len(got.sets), at), int)
    lengths = {(i, t): len(text) for i, t, text in texts}
    for row in got.codings.filter(pl.col("code") == code).iter_rows(named=True):
        for turn in range(row["turn"], row["turn_end"] + 1):
            place = (row["interview"], turn)
            start = row["start"] if turn == row["turn"] else 0
            end = row["end"] if turn == row["turn_end"] else lengths[place]
            coder = got.sets.index(row["set"])
            marked[coder, begin[place] + start : begin[place] + end] = 1
    return marked


def _kappa(marked: np.ndarray) -> float:
    a, b = marked
    observed = (a == b).mean()
    expected = a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean())
    return (observed - expected) / (1 - expected) if expected < 1 else np.nan


def _value(table: pl.DataFrame, code: str, coefficient: str) -> float | None:
    rows = table.filter(
        pl.col("level") == "code", pl.col("code") == code, pl.col("coefficient") == coefficient
    )
    return rows["value"].item() if rows.height else None


@given(materials())
def test_kappa_of_characters_by_a_sweep_is_that_of_characters_laid_out(got):
    table = agreement_table(got, LEVELS, "characters", samples=0)
    for code in CODES:
        marked = _dense(got, code)
        if not marked.shape[1]:
            continue
        expected = _kappa(marked)
        value = _value(table, code, "cohen")
        assert (np.nan if value is None else value) == pytest.approx(expected, nan_ok=True)


@given(materials(sets=3))
def test_the_sweep_counts_every_pattern_of_characters_as_often_as_it_stands(got):
    totals = turn_spans(got.turns).group_by("interview").agg(units=pl.col("end").sum())
    swept = character_stretches(pieces(got), got.read, got.sets)
    found = patterns(swept, totals, got.read, got.sets)
    for code in CODES:
        columns = ["".join(map(str, column)) for column in _dense(got, code).T]
        counted = dict(
            found.filter(pl.col("code") == code)
            .group_by("pattern")
            .agg(pl.col("units").sum())
            .iter_rows()
        )
        assert counted == {p: columns.count(p) for p in set(columns)}


@given(materials())
def test_a_turn_is_coded_where_one_of_its_characters_is(got):
    rated = coded_spans(pieces(got), turn_spans(got.turns), got.read, got.sets)
    swept = character_stretches(pieces(got), got.read, got.sets)
    touched = {
        (i, t, c, s)
        for i, t, c, p in swept.select("interview", "turn", "code", "pattern").iter_rows()
        for s, sign in zip(got.sets, p, strict=True)
        if sign == "1"
    }
    said = {
        (i, t, c, s)
        for i, t, c, p in rated.select("interview", "turn", "code", "pattern").iter_rows()
        for s, sign in zip(got.sets, p, strict=True)
        if sign == "1"
    }
    assert said == touched


@given(materials())
def test_one_unit_per_character_is_the_same_as_characters(got):
    each = pl.DataFrame(
        [(i, t, at, at + 1) for i, t, text in got.turns.iter_rows() for at in range(len(text))],
        schema=dict(SPANS),
        orient="row",
    )
    columns = ["level", "code", "coefficient", "value", "units", "uncoded", "disagreed"]
    by_sweep = agreement_table(got, LEVELS, "characters", samples=0)
    by_units = agreement_table(got, LEVELS, each, samples=0)
    same = by_sweep.filter(pl.col("coefficient") != "u-alpha").select(columns)
    assert same.drop("value").equals(by_units.select(columns).drop("value"))
    for ours, theirs in zip(same["value"], by_units["value"], strict=True):
        assert ours == pytest.approx(theirs) if ours is not None else theirs is None


def test_a_passage_over_turns_is_tail_whole_and_head():
    got = material({"I": ["abcdef", "gh", "ijkl"]}, [("ab-1", "I", "k", 1, 3, 4, 2)])
    rows = pieces(got).select("turn", "start", "end").rows()
    assert rows == [(1, 4, 6), (2, 0, 2), (3, 0, 2)]


def test_positions_count_code_points_and_not_bytes():
    got = material({"I": ["å𝄞€x", "åå"]}, [("ab-1", "I", "k", 1, 2, 3, 1)])
    assert pieces(got).select("turn", "start", "end").rows() == [(1, 3, 4), (2, 0, 1)]


def test_turns_that_could_not_be_coded_are_no_units():
    got = material({"I": ["abc", "", "def"]}, [("ab-1", "I", "k", 1, 3, 0, 3)])
    kept = DoubleCoding(
        method="codebook",
        sets=got.sets,
        codings=got.codings,
        turns=got.turns.filter(pl.col("turn") != 3),
        read=got.read,
    )
    assert turn_spans(kept.turns).rows() == [("I", 1, 0, 3)]
    assert pieces(kept)["turn"].to_list() == [1]


def test_an_interview_that_one_coder_has_read_has_no_part_in_it():
    texts = {"I": ["abc", "def"], "J": ["ghi"]}
    marks = [("ab-1", "I", "k", 1, 1, 0, 3), ("ab-1", "J", "k", 1, 1, 0, 3)]
    read = pl.concat([read_all(["I"], SETS[:2]), read_all(["J"], SETS[:1])])
    got = material(texts, marks, read=read)
    table = agreement_table(got, LEVELS, "turns", samples=0)
    row = table.filter(pl.col("code") == "k", pl.col("coefficient") == "percent").row(0, named=True)
    assert (row["units"], row["interviews"], row["value"]) == (2, 1, 0.5)


def test_an_interview_that_was_not_read_for_a_code_does_not_count_as_not_coded():
    texts = {"I": ["abc", "def"]}
    marks = [("ab-1", "I", "k", 1, 1, 0, 3), ("cd-1", "I", "m", 1, 1, 0, 3)]
    read = pl.concat([read_all(["I"], SETS[:1]), read_all(["I"], SETS[1:2], ["m"])])
    table = agreement_table(material(texts, marks, read=read), LEVELS, "turns", samples=0)
    of_codes = table.filter(pl.col("level") == "code")
    assert of_codes["code"].unique().to_list() == ["m"]
    assert "any" not in table["level"].to_list()  # not both have read it for every code


def test_a_coding_by_one_who_did_not_read_it_is_left_out():
    read = pl.concat([read_all(["I"], SETS[:2]), read_all(["J"], SETS[1:2])])
    got = material({"I": ["abc"]}, [("ef-1", "I", "k", 1, 1, 0, 3)], SETS, read)
    found = coded_spans(pieces(got), turn_spans(got.turns), read, SETS)
    assert found.height == 0


def test_sentences_that_overlap_or_have_no_length_are_refused():
    got = material({"I": ["abcdef"]}, [("ab-1", "I", "k", 1, 1, 0, 3)])
    for spans in ([("I", 1, 0, 3), ("I", 1, 2, 5)], [("I", 1, 2, 2)]):
        wrong = pl.DataFrame(spans, schema=dict(SPANS), orient="row")
        with pytest.raises(ValueError, match="not overlap"):
            agreement_table(got, LEVELS, wrong)
    with pytest.raises(ValueError, match="no column turn"):
        agreement_table(got, LEVELS, wrong.drop("turn"))
    with pytest.raises(ValueError, match='"turns", "characters" or a table'):
        agreement_table(got, LEVELS, "words")  # type: ignore[arg-type]
