"""How many interviews, against published numbers, and the laws that they keep."""

from __future__ import annotations

from math import ceil, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import (
    Precision,
    finite_population,
    half_width,
    interviews_for_base,
    interviews_for_precision,
    interviews_for_theme,
)
from lises.analysis.planning import PLANNING_ASSUMPTIONS
from lises.errors import NotOfferedError
from lises.evidence import wilson_interval

DRAWN = "drawn-at-random"


def _precise(half: float, **more: object) -> int:
    return interviews_for_precision(Precision(half_width=half, **more), assumption=DRAWN).interviews


def _theme(prevalence: float, times: int, chance: float) -> int:
    return interviews_for_theme(prevalence, times=times, chance=chance, assumption=DRAWN).interviews


@pytest.mark.parametrize(
    ("voiced", "of", "wilson", "exact"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: methods 3 and 5.
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_the_published_intervals_are_half_as_wide_and_need_as_many(voiced, of, wilson, exact):
    for interval, (low, high) in (("wilson", wilson), ("clopper-pearson", exact)):
        half = half_width(voiced / of, of, interval=interval)
        assert half == pytest.approx((high - low) / 2, abs=5.1e-5)
        assert _precise(half + 1e-9, share=voiced / of, interval=interval) == of


@pytest.mark.parametrize(
    ("population", "published"),
    # Krejcie & Morgan (1970), table 1.
    [(10, 10), (50, 44), (100, 80), (200, 132), (500, 217), (1_000, 278), (10_000, 370)],
)
def test_of_so_many_people_as_many_as_krejcie_and_morgan_have(population: int, published: int):
    needed = 3.841 * 0.25 / 0.05**2  # theirs: Wald's interval, .05 to either side
    assert round(finite_population(needed, population)) == published


def test_of_half_wilson_needs_as_many_as_wald_less_the_square_of_z():
    # Wald: z^2/4w^2, 385 of the textbooks; Wilson's is (Wald's) less z^2.
    assert _precise(0.05) == ceil(384.1459 - 3.8415) == 381
    assert _precise(0.1) == ceil(96.0365 - 3.8415) == 93


@pytest.mark.parametrize(
    ("prevalence", "times", "chance", "published"),
    [
        (0.10, 2, 0.80, 29),  # Fugard & Potts (2015), abstract
        (0.25, 2, 0.80, 11),  # of their tool, as a user of it tells
        (0.25, 2, 0.90, 15),  # Weller and others (2017), by their tool
    ],
)
def test_interviews_for_a_theme_are_those_of_fugard_and_potts(
    prevalence: float, times: int, chance: float, published: int
):
    assert _theme(prevalence, times, chance) == published


SHARES = st.floats(0, 1)
HALVES = st.floats(0.02, 0.5)
KINDS = st.sampled_from(["wilson", "clopper-pearson"])


@given(SHARES, st.integers(1, 400))
def test_half_of_wilsons_interval_is_that_of_the_published_figures(share: float, of: int):
    low, high = wilson_interval(share, of)
    assert half_width(share, of) == pytest.approx((high - low) / 2, abs=1e-9)


@given(st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_scipy_gives_the_same_intervals_of_whole_numbers(counted):
    from scipy.stats import binomtest

    for ours, theirs in (("wilson", "wilson"), ("clopper-pearson", "exact")):
        ends = binomtest(*counted).proportion_ci(method=theirs)
        half = half_width(counted[0] / counted[1], counted[1], interval=ours)
        assert half == pytest.approx((ends.high - ends.low) / 2, abs=1e-9)


@given(HALVES, SHARES, KINDS, st.none() | st.integers(1, 500))
def test_the_number_serves_and_one_fewer_does_not(half, share, interval, population):
    wanted = Precision(half_width=half, share=share, interval=interval, population=population)
    got = interviews_for_precision(wanted, assumption=DRAWN)
    assert got.reached <= half
    if population is not None:
        assert got.interviews <= population
    if got.interviews > 1:
        fewer, of = got.interviews - 1, population or inf
        as_many = fewer if of == inf else fewer * (of - 1) / (of - fewer)
        assert half_width(share, as_many, interval=interval) > half
    assert set(got.assumptions) <= set(PLANNING_ASSUMPTIONS)
    assert ("population-counted" in got.assumptions) == (population is not None)


@given(HALVES, HALVES, SHARES, KINDS)
def test_more_precision_never_needs_fewer(one: float, other: float, share: float, interval: str):
    narrow, wide = sorted((one, other))
    assert _precise(narrow, share=share, interval=interval) >= _precise(
        wide, share=share, interval=interval
    )
    assert _precise(narrow, interval=interval) >= _precise(narrow, share=share, interval=interval)
    assert _precise(narrow, level=0.99) >= _precise(narrow) >= _precise(narrow, population=200)


@given(st.floats(1, 5_000), st.integers(1, 5_000), st.integers(1, 5_000))
def test_of_fewer_people_fewer_serve_and_never_more_than_there_are(needed: float, a: int, b: int):
    few, many = sorted((a, b))
    assert finite_population(needed, few) <= finite_population(needed, many) + 1e-9
    assert finite_population(needed, few) <= min(few, needed) + 1e-9
    assert finite_population(needed, 10**12) == pytest.approx(needed, rel=1e-6)


@given(HALVES, SHARES, st.integers(2, 500))
def test_the_two_ways_to_reckon_with_a_population_agree(half: float, share: float, people: int):
    """The fewest of no end, carried over, and the fewest of the population found directly."""
    endless = _precise(half, share=share)
    direct = _precise(half, share=share, population=people)
    if endless > 1:
        assert ceil(finite_population(endless - 1, people) - 1e-9) <= direct
        assert direct <= ceil(finite_population(endless, people) - 1e-9)


PREVALENCES = st.floats(0.02, 0.98)
CHANCES = st.floats(0.05, 0.99)


@given(PREVALENCES, st.integers(1, 6), CHANCES)
def test_a_theme_is_heard_by_then_and_not_before(prevalence: float, times: int, chance: float):
    from scipy.stats import nbinom

    got = interviews_for_theme(prevalence, times=times, chance=chance, assumption=DRAWN)
    # The source's own way: how many are silent until it was heard so often.
    silent = nbinom.ppf(chance, times, prevalence)
    assert got.interviews == pytest.approx(times + silent, abs=1 if got.reached == chance else 0)
    assert got.reached >= chance


@given(PREVALENCES, PREVALENCES, st.integers(1, 5), CHANCES, CHANCES)
def test_rarer_more_often_or_surer_never_needs_fewer(a: float, b: float, times: int, c, d):
    (rare, common), (low, high) = sorted((a, b)), sorted((c, d))
    assert _theme(rare, times, low) >= _theme(common, times, low)
    assert _theme(rare, times, high) >= _theme(rare, times, low)
    assert _theme(rare, times + 1, low) > _theme(rare, times, low)


@given(PREVALENCES, CHANCES, st.integers(1, 3))
def test_a_base_hears_the_code_and_the_chances_add_up(prevalence: float, chance: float, run: int):
    got = interviews_for_base(prevalence, chance=chance, run=run, assumption=DRAWN)
    assert got.base == max(4, _theme(prevalence, 1, chance))
    assert got.interviews == got.base + got.run
    assert got.in_base >= chance - 1e-12
    never = (1 - prevalence) ** got.interviews
    assert got.in_base + got.in_run + never == pytest.approx(1)
    assert set(got.assumptions) <= set(PLANNING_ASSUMPTIONS)


def test_the_sizes_of_base_and_run_are_those_of_guest_namey_and_chen():
    """A base of four to six and a run of two or three; common codes need no larger one."""
    got = interviews_for_base(0.55, assumption=DRAWN)
    assert (got.base, got.run, got.interviews) == (4, 2, 6)
    assert got.in_base == pytest.approx(1 - 0.45**4)
    assert interviews_for_base(0.3, assumption=DRAWN).base == 9


def test_all_of_a_population_leave_nothing_unknown():
    got = interviews_for_precision(Precision(half_width=0.01, population=12), assumption=DRAWN)
    assert (got.interviews, got.reached) == (12, 0)
    assert _precise(0.01, population=1) == 1
    assert finite_population(0.5, 10) == 0.5


@pytest.mark.parametrize(
    "plan",
    [
        lambda **a: interviews_for_precision(Precision(half_width=0.1), **a),
        lambda **a: interviews_for_theme(0.1, **a),
        lambda **a: interviews_for_base(0.1, **a),
    ],
)
def test_nothing_is_planned_without_its_assumption_granted(plan):
    with pytest.raises(NotOfferedError, match="drawn at random"):
        plan(assumption="")
    with pytest.raises(TypeError, match="assumption"):
        plan()


@pytest.mark.parametrize(
    "wrong",
    [
        {"half_width": 0},
        {"half_width": 0.6},
        {"share": 1.1},
        {"level": 0},
        {"population": 0},
        {"interval": "wald"},
    ],
)
def test_a_precision_that_means_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match=r"half width|share|population|no interval"):
        Precision(**({"half_width": 0.1} | wrong))


def test_what_cannot_be_reached_is_refused():
    with pytest.raises(ValueError, match="more than 10,000,000 interviews"):
        interviews_for_theme(1e-9, assumption=DRAWN)
    for wrong in (
        {"prevalence": 0},
        {"prevalence": 0.1, "chance": 1},
        {"prevalence": 1, "times": 0},
    ):
        with pytest.raises(ValueError, match="prevalence"):
            interviews_for_theme(**wrong, assumption=DRAWN)
    with pytest.raises(ValueError, match="run 0"):
        interviews_for_base(0.1, run=0, assumption=DRAWN)
