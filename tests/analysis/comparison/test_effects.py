"""How large a difference is, against published intervals and other programs."""

from __future__ import annotations

from math import comb, inf, isinf, isnan, pi

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lises.analysis.comparison import (
    cohens_h,
    cramers_v,
    difference_of_shares,
    discordant_odds_ratio,
    odds_ratio,
    phi,
)
from lises.evidence import wilson_interval

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]
GROUP = st.integers(1, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(("one", "other", "low", "high"), NEWCOMBE)
def test_the_interval_of_a_difference_is_newcombes(one, other, low: float, high: float):
    got = difference_of_shares(one, other)
    assert (round(got.low, 4), round(got.high, 4)) == (low, high)


@given(GROUP, GROUP)
def test_statsmodels_gives_the_same_interval_of_a_difference(one, other):
    from statsmodels.stats.proportion import confint_proportions_2indep

    theirs = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    got = difference_of_shares(one, other)
    assert (got.low, got.high) == pytest.approx(theirs)


@given(GROUP, GROUP)
def test_a_difference_turned_round_is_itself_with_the_other_sign(one, other):
    got, back = difference_of_shares(one, other), difference_of_shares(other, one)
    assert (got.value, got.low, got.high) == pytest.approx((-back.value, -back.high, -back.low))
    assert -1 - 1e-9 <= got.low <= got.value + 1e-9 <= got.high + 2e-9 <= 1 + 1e-8


@given(GROUP)
def test_wilsons_interval_here_is_that_of_the_published_figures(one):
    """Against nobody at all of a million the difference's ends come near Wilson's own."""
    got = difference_of_shares(one, (0, 10**9))
    low, high = wilson_interval(one[0] / one[1], one[1])
    assert (got.low, got.high) == pytest.approx((low, high), abs=1e-6)


def test_the_odds_ratio_is_that_of_r():
    """R's manual of fisher.test: the tea tasting, and the twins (there upside down)."""
    tea = odds_ratio((3, 4), (1, 4))
    assert (round(tea.value, 3), round(tea.low, 4)) == (6.408, 0.2117)
    twins = odds_ratio((2, 17), (10, 13))
    assert round(twins.value, 5) == 0.04694
    # R finds .003326 and .363182; its search for the ends is not sharper than four digits.
    assert (round(twins.low, 4), round(twins.high, 4)) == (0.0033, 0.3632)


def test_at_the_end_of_the_interval_the_odds_leave_half_of_a_twentieth():
    """By the definition, of the tea tasting: four right in 16 x^3 + ... of as many ways."""
    high = odds_ratio((3, 4), (1, 4)).high
    ways = [comb(4, right) ** 2 * high**right for right in range(5)]
    assert ways[4] / sum(ways) == pytest.approx(0.975)


def test_an_empty_cell_leaves_one_end_of_the_odds_ratio():
    none = odds_ratio((0, 5), (3, 5))
    assert (none.value, none.low) == (0, 0)
    assert 0 < none.high < inf
    everyone = odds_ratio((5, 5), (2, 5))
    assert (everyone.value, everyone.high) == (inf, inf)
    assert 0 < everyone.low < inf


@pytest.mark.parametrize(("one", "other"), [((0, 3), (0, 4)), ((3, 3), (4, 4))])
def test_where_nobody_or_everybody_voices_it_the_measures_say_so(one, other):
    assert isnan(odds_ratio(one, other).value)
    assert isnan(phi(one, other))
    assert isnan(cramers_v([one[0], other[0]], [one[1], other[1]]))
    assert cohens_h(one, other) == difference_of_shares(one, other).value == 0


@given(GROUP, GROUP)
def test_the_odds_ratio_of_silence_is_one_over_it(one, other):
    assume(0 < one[0] + other[0] < one[1] + other[1])
    got = odds_ratio(one, other)
    back = odds_ratio((one[1] - one[0], one[1]), (other[1] - other[0], other[1]))
    assert got.value == pytest.approx(inf if back.value == 0 else 1 / back.value, rel=1e-6)


@given(GROUP, GROUP)
def test_the_odds_ratio_has_one_within_where_the_test_finds_nothing(one, other):
    from lises.analysis.comparison import exact_fisher

    got = odds_ratio(one, other)
    assume(not isnan(got.value))
    # The interval has half of .05 on either side, the test the rarest tables of both.
    if exact_fisher((one[0], other[0]), (one[1], other[1])).p > 0.1:
        assert got.low < 1 < got.high


def test_h_is_cohens():
    # Cohen (1988), table 6.2.2: φ of .50 is 1.571, of .65 1.875, of .30 1.159.
    assert cohens_h((65, 100), (50, 100)) == pytest.approx(1.875 - 1.571, abs=1e-3)
    assert cohens_h((30, 100), (50, 100)) == pytest.approx(1.159 - 1.571, abs=1e-3)
    assert cohens_h((1, 1), (0, 1)) == pytest.approx(pi)


@given(GROUP, GROUP)
def test_statsmodels_gives_the_same_h(one, other):
    from statsmodels.stats.proportion import proportion_effectsize

    theirs = proportion_effectsize(one[0] / one[1], other[0] / other[1])
    assert cohens_h(one, other) == pytest.approx(theirs)


@given(st.lists(GROUP, min_size=2, max_size=4))
def test_scipy_gives_the_same_v(groups):
    from scipy.stats.contingency import association

    voiced, of = zip(*groups, strict=True)
    assume(0 < sum(voiced) < sum(of))
    table = [voiced, [n - v for v, n in groups]]
    assert cramers_v(voiced, of) == pytest.approx(association(table, method="cramer"), abs=1e-9)


@given(GROUP, GROUP)
def test_phi_is_v_with_the_sign_of_the_difference(one, other):
    got = phi(one, other)
    assume(not isnan(got))
    assert abs(got) == pytest.approx(cramers_v([one[0], other[0]], [one[1], other[1]]), abs=1e-9)
    assert got * difference_of_shares(one, other).value >= 0


def test_the_matched_odds_ratio_is_that_of_exact2x2():
    """Of its manual: 2 against 9 discordant pairs, odds ratio .2222, .02336464 to 1.07363844."""
    got = discordant_odds_ratio(2, 9)
    assert round(got.value, 7) == 0.2222222
    assert (round(got.low, 8), round(got.high, 8)) == (0.02336464, 1.07363844)


@given(st.integers(0, 20), st.integers(0, 20))
def test_a_matched_odds_ratio_turned_round_is_one_over_it(a: int, b: int):
    got, back = discordant_odds_ratio(a, b), discordant_odds_ratio(b, a)
    if not a + b:
        assert isnan(got.value)
        return
    assert got.value * back.value == pytest.approx(1) or {got.value, back.value} == {0, inf}
    assert got.low <= got.value <= got.high
    assert isinf(got.high) == (b == 0)
