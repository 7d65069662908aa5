"""How many voice something, by group: participants, never passages."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import prevalence

PEOPLE = pl.DataFrame(
    [("A", "x", "1"), ("B", "x", None), ("C", "y", None), ("D", "y", "1")],
    schema=["participant", "role", "age"],
    orient="row",
)


def _voices(*pairs: str) -> pl.DataFrame:
    rows = [tuple(pair) for pair in pairs]
    return pl.DataFrame(rows, schema={"participant": pl.String, "passage": pl.String}, orient="row")


def test_two_passages_of_one_participant_count_once():
    assert prevalence(_voices("A1", "A2", "C3"), PEOPLE).rows() == [("all", 2, 4, 0.5)]


def test_a_group_in_which_nobody_voices_it_stands_with_nought():
    assert prevalence(_voices("A1"), PEOPLE, by="role").rows() == [
        ("x", 1, 2, 0.5),
        ("y", 0, 2, 0.0),
    ]


def test_those_whose_attribute_is_not_known_are_a_group_that_is_counted_too():
    got = prevalence(_voices("B1", "C2", "A3"), PEOPLE, by="age").rows()
    assert got == [("1", 1, 2, 0.5), (None, 2, 2, 1.0)]


def test_voices_of_people_among_whom_is_not_counted_are_left_out():
    assert prevalence(_voices("A1", "Z2"), PEOPLE).rows() == [("all", 1, 4, 0.25)]


def test_among_nobody_there_is_one_row_of_nought_for_all_and_none_by_group():
    assert prevalence(_voices("A1"), PEOPLE.clear()).rows() == [("all", 0, 0, None)]
    assert prevalence(_voices("A1"), PEOPLE.clear(), by="role").rows() == []


@given(
    st.lists(st.tuples(st.sampled_from("ABCDZ"), st.sampled_from("123"))),
    st.sampled_from(["role", "age"]),
)
def test_the_groups_add_up_to_all(pairs: list[tuple[str, str]], by: str):
    voices = _voices(*(p + q for p, q in pairs))
    ((_, n, of, _),) = prevalence(voices, PEOPLE).rows()
    groups = prevalence(voices, PEOPLE, by=by)
    assert (groups["n"].sum(), groups["of"].sum()) == (n, of)
    assert n == len({p for p, _ in pairs} - {"Z"})
