"""Saturation by base, run and threshold; how much of it is the order of the interviews."""

from __future__ import annotations

from itertools import count

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import accumulation, new_codes, saturation, saturation_spread


def _bringing(*new: int) -> tuple[pl.DataFrame, list[str]]:
    """Make interviews of which each brings so many new codes, and the first code again."""
    number = count()
    order = [f"i{n:02}" for n in range(len(new))]
    rows = [(i, f"c{next(number)}") for i, n in zip(order, new, strict=True) for _ in range(n)]
    rows += [(i, "c0") for i in order[1:]] if rows else []
    return pl.DataFrame(rows, schema=["interview", "code"], orient="row"), order


STUDIES = st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=4), max_size=10)


def _study(sets: list[set[str]]) -> tuple[pl.DataFrame, list[str]]:
    order = [f"i{n}" for n in range(len(sets))]
    rows = [(i, c) for i, codes in zip(order, sets, strict=True) for c in sorted(codes)]
    schema = {"interview": pl.String, "code": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row"), order


def test_the_worked_example_of_guest_namey_and_chen():
    """A base of 4 interviews with 37 codes, a first run of 2 that brings 7: 19 %.

    How the codes fall on single interviews, and the later runs, are ours.
    """
    codings, order = _bringing(15, 10, 7, 5, 4, 3, 1, 0)
    got = saturation(codings, order)
    assert (got.base, got.run, got.threshold, got.base_codes) == (4, 2, 0.05, 37)
    assert got.runs.select("first", "last", "new", "met").rows() == [
        (5, 6, 7, False),
        (6, 7, 4, False),
        (7, 8, 1, True),
    ]
    assert [round(100 * share) for share in got.runs["share"]] == [19, 11, 3]
    assert (got.at, got.notation) == (6, "6+2")
    assert (got.codes, got.degree) == (45, 1.0)
    assert saturation(codings, order, threshold=0).notation == ""


def test_another_implementations_example():
    """Of qdaR's documentation: 10 codes in the base, then 1, 0, 0, 0 new; 5+2."""
    got = saturation(*_bringing(4, 3, 2, 1, 1, 0, 0, 0))
    assert (got.base_codes, got.runs["share"][0], got.notation) == (10, 0.1, "5+2")
    assert saturation(*_bringing(4, 4, 4, 4, 4, 4)).at is None


def test_a_share_that_equals_the_threshold_meets_it():
    assert saturation(*_bringing(20, 0, 0, 0, 1, 0)).notation == "4+2"
    assert saturation(*_bringing(19, 0, 0, 0, 1, 0)).notation == ""


def test_codes_per_interview_new_and_known():
    codings, order = _study([{"a", "b"}, set(), {"b", "c"}])
    assert new_codes(codings, order).rows() == [
        (1, "i0", 2, 2, 2, 2 / 3),
        (2, "i1", 0, 0, 2, 2 / 3),
        (3, "i2", 2, 1, 3, 1.0),
    ]
    assert new_codes(codings, ["i2", "i0"])["new"].to_list() == [2, 1]


def _slow(sets: list[set[str]], base: int, run: int, threshold: float) -> int | None:
    known = set().union(*sets[:base])
    for at in range(base, len(sets) - run + 1):
        before = set().union(*sets[:at])
        brought = set().union(*sets[at : at + run]) - before
        if known and len(brought) / len(known) <= threshold:
            return at
    return None


@given(STUDIES, st.integers(1, 4), st.integers(1, 3), st.sampled_from([0, 0.05, 0.5]))
def test_saturation_is_that_of_a_slow_search(
    sets: list[set[str]], base: int, run: int, threshold: float
):
    codings, order = _study(sets)
    got = saturation(codings, order, base=base, run=run, threshold=threshold)
    assert got.at == (_slow(sets, base, run, threshold) if len(sets) >= base + run else None)
    assert got.codes == len(set().union(*sets))
    if got.at is not None:
        assert got.degree == len(set().union(*sets[: got.at + run])) / got.codes


@given(STUDIES, st.integers(1, 3), st.integers(1, 2))
def test_the_spread_holds_every_order_once(sets: list[set[str]], base: int, run: int):
    codings, order = _study(sets)
    asked = saturation(codings, order, base=base, run=run)
    spread = saturation_spread(codings, asked, order, orders=40)
    assert spread["orders"].sum() == (40 if sets else 0)
    for at, degree in spread.select("at", "degree").iter_rows():
        assert (at is None) == (degree is None)
        assert at is None or (base <= at <= len(sets) - run and 0 < degree <= 1)


@given(st.sets(st.sampled_from("abcd")), st.integers(1, 8), st.integers(1, 3))
def test_where_all_say_the_same_the_order_changes_nothing(codes: set[str], number: int, base: int):
    codings, order = _study([codes] * number)
    asked = saturation(codings, order, base=base)
    spread = saturation_spread(codings, asked, order, orders=10)
    assert spread.select("at", "orders").rows() == [(asked.at, 10)]
    known = accumulation(codings, order, orders=10)
    assert {n for row in known.drop("position").rows() for n in row} == {len(codes)}


def test_over_all_orders_of_two_interviews_half_find_it_late():
    """Of a and abcdef, the second first knows all; the other way five of one are new."""
    codings, order = _study([{"a"}, set("abcdef")])
    asked = saturation(codings, order, base=1, run=1)
    assert asked.at is None
    spread = saturation_spread(codings, asked, order, orders=1000)
    assert spread["at"].to_list() == [1, None]
    assert spread["share"].to_list() == pytest.approx([0.5, 0.5], abs=0.05)
    assert spread.equals(saturation_spread(codings, asked, order, orders=1000))


def test_the_curve_stands_between_the_least_and_the_most():
    codings, order = _bringing(4, 3, 2, 1, 1, 0)
    known = accumulation(codings, order, orders=200)
    assert known["cumulative"].to_list() == [4, 7, 9, 10, 11, 11]
    assert known.filter(pl.col("low") > pl.col("median")).is_empty()
    assert known.filter(pl.col("median") > pl.col("high")).is_empty()
    assert known.row(-1)[2:] == (11, 11, 11)


def test_nothing_read_or_too_little_is_no_saturation():
    codings, order = _study([])
    nothing = saturation(codings, order)
    assert (nothing.at, nothing.codes, nothing.runs.height) == (None, 0, 0)
    assert saturation_spread(codings, nothing, order).is_empty()
    assert accumulation(codings, order).is_empty()
    one = saturation(*_study([{"a"}]))
    assert (one.at, one.base_codes, one.codes, one.interviews) == (None, 0, 1, 1)
    assert new_codes(codings, ["i0"]).rows() == [(1, "i0", 0, 0, 0, None)]


@pytest.mark.parametrize("wrong", [{"base": 0}, {"run": 0}, {"threshold": -0.1}, {"threshold": 5}])
def test_sizes_that_mean_nothing_are_refused(wrong: dict[str, int]):
    with pytest.raises(ValueError, match=r"base|threshold"):
        saturation(*_study([{"a"}]), **wrong)


def test_an_interview_named_twice_is_refused():
    with pytest.raises(ValueError, match="named twice in the order: i0"):
        new_codes(_study([{"a"}])[0], ["i0", "i0"])
