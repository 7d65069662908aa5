"""Which passages are in reach: by intervals what the definition says place by place."""

from __future__ import annotations

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis.reach import EVERYWHERE, intervals, meets, pairs
from tests.analysis.coded import Said, codings_of, said, talks

REACHES = st.sampled_from([None, 0, 1, 2, 5, EVERYWHERE])


def _rows(talk: list[Said]) -> pl.DataFrame:
    return codings_of(talk).unique("passage", maintain_order=True)


@given(talks(), REACHES)
def test_pairs_are_those_of_the_definition_each_once(talk: list[Said], within: int | None):
    found = pairs(intervals(_rows(talk), within))
    wanted = [
        {a, b} for a, b in combinations(range(len(talk)), 2) if talk[a].reaches(talk[b], within)
    ]
    got = [set(row) for row in found.iter_rows()]
    assert sorted(map(sorted, got)) == sorted(map(sorted, wanted))


@given(talks(), REACHES, st.sampled_from("abcd"))
def test_what_meets_a_code_is_what_the_definition_says(
    talk: list[Said], within: int | None, code: str
):
    those = pl.Series([code in p.codes for p in talk], dtype=pl.Boolean)
    got = meets(intervals(_rows(talk), within), those).to_list()
    assert got == [any(code in q.codes and p.reaches(q, within) for q in talk) for p in talk]


@pytest.mark.parametrize(
    ("one", "other", "reaches"),
    [
        ("p i 1:0-3 A a", "q i 1:2-5 A b", [True, True, True]),
        ("p i 1:0-3 A a", "q i 1:3-5 A b", [False, True, True]),  # half-open: they only touch
        ("p i 1-2:9-1 A a", "q i 2:0-5 A b", [True, True, True]),
        ("p i 1-2:9-1 A a", "q i 2:1-5 A b", [False, True, True]),
        ("p i 1-3:0-1 A a", "q i 2:4-5 A b", [True, True, True]),
        ("p i 1 A a", "q i 2 A b", [False, False, True]),
        ("p i 1 A a", "q i 3 A b", [False, False, False]),
        ("p i 6 A a", "q j 1 A b", [False, False, False]),
    ],
)
def test_characters_turns_and_one_turn_apart(one: str, other: str, reaches: list[bool]):
    rows = _rows([said(one), said(other)])
    assert [pairs(intervals(rows, k)).height == 1 for k in (None, 0, 1)] == reaches


def test_a_negative_number_of_turns_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        intervals(_rows([]), -1)
