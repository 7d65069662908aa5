"""Two keys crossed: every cell there, every cell with its passages."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import frequency, matrix, passages_of, wide
from tests.analysis.coded import PEOPLE, Said, codings_of, talks

TALK = codings_of("""
p1 i 1   A  ab
p2 i 2   AC b
p3 j 1   B  a
""")
CROSSES = st.sampled_from([("code", "participant"), ("code", "age"), ("theme", "role")])


@given(talks())
def test_code_by_participant_is_a_slow_count(talk: list[Said]):
    table = matrix(codings_of(talk), PEOPLE)
    got = {row[:2]: row[2] for row in table.iter_rows()}
    slow = Counter((c, who) for p in talk for c in p.codes for who in p.people if who != "Z")
    codes = {c for p in talk for c in p.codes}
    assert got == {(c, who): slow[c, who] for c in codes for who in "ABCD"}


@given(talks(), CROSSES)
def test_behind_every_cell_are_its_passages(talk: list[Said], by: tuple[str, str]):
    codings = codings_of(talk)
    for row in matrix(codings, PEOPLE, by=by).iter_rows(named=True):
        cell = {key: row[key] for key in by}
        assert passages_of(codings, PEOPLE, **cell).height == row["passages"]


@given(talks(), CROSSES)
def test_participants_over_groups_that_part_them_add_up_to_the_frequency(
    talk: list[Said], by: tuple[str, str]
):
    codings = codings_of(talk)
    sums = matrix(codings, PEOPLE, by=by).group_by(by[0]).agg(pl.col("participants", "of").sum())
    whole = frequency(codings, PEOPLE, by=by[0])
    assert dict(sums.select(by[0], "participants").iter_rows()) == dict(
        whole.select(by[0], "participants").iter_rows()
    )
    assert dict(sums.select(by[0], "of").iter_rows()) == dict(whole.select(by[0], "of").iter_rows())


def test_laid_out_wide_the_second_key_goes_across_and_the_unknown_comes_last():
    table = wide(matrix(TALK, PEOPLE, by=("code", "age")), value="participants")
    assert table.columns == ["code", "1", "null"]
    assert table.rows() == [("a", 1, 1), ("b", 1, 1)]


def test_without_codings_there_are_no_cells_unless_asked_for():
    empty = matrix(TALK.clear(), PEOPLE)
    assert empty.is_empty()
    assert wide(empty).columns == ["code"]
    asked = matrix(TALK.clear(), PEOPLE, levels={"code": ["a"]})
    assert wide(asked).rows() == [("a", 0, 0, 0, 0)]
    assert matrix(TALK.head(1), PEOPLE.head(1)).rows() == [("a", "A", 1, 1, 1, 5, 1, 1, 1.0)]


def test_a_key_crossed_with_itself_is_refused():
    with pytest.raises(ValueError, match="with itself"):
        matrix(TALK, PEOPLE, by=("code", "code"))
