"""The measures against published numbers, and against other ways to the same number."""

from __future__ import annotations

from math import inf, isnan, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.text import (
    association_log_likelihood,
    deviation_of_proportions,
    log_dice,
    log_likelihood,
    log_ratio,
    mutual_information,
    percent_difference,
    t_score,
)

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("word", "learners", "natives", "published"),
    [
        # P. Rayson, Corpora list, 18 January 2002: a learner corpus and a native one, a million
        # words each; "rounded to zero d.p.".
        ("KEEP", 392, 170, 90),
        ("keep", 348, 99, 147),
        ("keeps", 15, 14, 0),
        ("keeping", 9, 32, 14),
        ("kept", 21, 25, 0),
    ],
)
def test_log_likelihood_is_what_rayson_published(
    word: str, learners: int, natives: int, published: int
):
    assert word
    assert round(log_likelihood(learners, natives, MILLION, MILLION)) == published


@pytest.mark.parametrize(
    ("pair", "cells", "published"),
    [
        # T. Dunning (1993), table of bigrams by -2 log λ: k(AB), k(A ~B), k(~A B), k(~A ~B).
        ("the swiss", (110, 2442, 111, 29114), 270.72),
        ("can be", (29, 13, 123, 31612), 263.90),
        ("previous year", (31, 23, 139, 31584), 256.84),
        ("mineral water", (10, 0, 3, 31764), 167.23),
    ],
)
def test_association_is_what_dunning_published(pair: str, cells: tuple[int, ...], published: float):
    assert pair
    a, b, c, d = cells
    got = association_log_likelihood(a, a + b, a + c, a + b + c + d)
    assert got == pytest.approx(published, abs=0.005)


def test_dispersion_is_what_gries_published():
    # Gries (2008): the word "a" in five parts of 9, 10, 10, 10 and 11 words.
    assert deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx(0.18)


def test_log_ratio_of_three_times_as_often_is_as_hardie_tells():
    # Hardie (2014): rates of .0006 and .0002, a ratio of 3; each point is a doubling.
    assert 2 ** log_ratio(6, 2, 10_000, 10_000) == pytest.approx(3)
    assert [log_ratio(2**k, 1, 100, 100) for k in range(4)] == pytest.approx([0, 1, 2, 3])


def test_log_dice_keeps_its_published_marks():
    # Rychlý (2008): 14 at most; one point more is twice the company.
    assert log_dice(50, 50, 50) == 14
    assert log_dice(10, 100, 60) - log_dice(5, 100, 60) == pytest.approx(1)


COUNT = st.integers(0, 200)
WORDS = st.integers(200, 5_000)


@given(COUNT, COUNT, WORDS, WORDS)
def test_log_likelihood_is_twice_the_gain_of_two_poisson_rates_over_one(
    a: int, b: int, c: int, d: int
):
    def fit(count: int, words: int, rate: float) -> float:
        return (count * log(words * rate) if count else 0.0) - words * rate

    pooled = (a + b) / (c + d)
    gain = fit(a, c, a / c) + fit(b, d, b / d) - fit(a, c, pooled) - fit(b, d, pooled)
    assert log_likelihood(a, b, c, d) == pytest.approx(2 * gain, abs=1e-6)


@given(COUNT, COUNT, WORDS, WORDS)
def test_comparing_from_the_other_side_turns_the_effect_and_keeps_the_evidence(a, b, c, d):
    assert log_likelihood(a, b, c, d) == pytest.approx(log_likelihood(b, a, d, c))
    assert log_ratio(a, b, c, d) == pytest.approx(-log_ratio(b, a, d, c))


@given(st.integers(1, 200), st.integers(1, 200), WORDS, WORDS)
def test_the_two_effects_say_the_same_in_two_ways(a: int, b: int, c: int, d: int):
    assert percent_difference(a, b, c, d) == pytest.approx(100 * (2 ** log_ratio(a, b, c, d) - 1))


@given(st.data())
def test_association_is_twice_the_gain_of_two_binomial_rates_over_one(data: st.DataObject):
    together, apart = data.draw(st.integers(0, 40)), data.draw(st.integers(0, 40))
    near = data.draw(st.integers(max(1, together), 80))
    far = data.draw(st.integers(max(1, apart), 400))

    def fit(k: int, n: int, p: float) -> float:
        return (k * log(p) if k else 0.0) + ((n - k) * log(1 - p) if n > k else 0.0)

    pooled = (together + apart) / (near + far)
    one = fit(together, near, together / near) + fit(apart, far, apart / far)
    gain = one - fit(together, near, pooled) - fit(apart, far, pooled)
    got = association_log_likelihood(together, near, together + apart, near + far)
    assert got == pytest.approx(2 * gain, abs=1e-6)


def test_information_and_t_by_hand():
    # Of 1,000 words 100 stand near; a word said 40 times is expected 4 times near, stands 16 times.
    assert mutual_information(16, 100, 40, 1_000) == pytest.approx(2)  # log2(16 / 4)
    assert t_score(16, 100, 40, 1_000) == pytest.approx(3)  # (16 - 4) / 4


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 50)), min_size=1))
def test_dispersion_is_0_when_even_and_never_reaches_1(parts: list[tuple[int, int]]):
    counts, words = [c for c, _ in parts], [w for _, w in parts]
    if any(counts):
        assert 0 <= deviation_of_proportions(counts, words) < 1
    assert deviation_of_proportions([3 * w for w in words], words) == pytest.approx(0)


def test_where_there_is_nothing_to_compare_the_measures_say_so():
    assert log_likelihood(1, 0, 10, 0) == 0
    assert isnan(log_ratio(1, 0, 10, 0))
    assert isnan(percent_difference(0, 0, 10, 10))
    assert percent_difference(1, 0, 10, 10) == inf
    assert log_ratio(1, 0, 10, 10) == pytest.approx(1)  # none is taken as a half
    assert isnan(deviation_of_proportions([0, 0], [5, 5]))
    assert mutual_information(0, 5, 5, 50) == t_score(0, 5, 5, 50) == log_dice(0, 5, 5) == -inf
