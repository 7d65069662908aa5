"""Intervals resample interviews, and only where there are enough of them."""

from __future__ import annotations

import krippendorff
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis.agreement import (
    TooFewInterviewsError,
    agreement_table,
    code_levels,
    draws,
    interview_interval,
    rating_sums,
)
from lises.analysis.agreement.sums import coefficient_parts, value_of
from lises.model import EMPTY, Code, Codebook

from .material import SETS, material

INTERVIEWS, UNITS, CODERS, VALUES = 12, 15, 3, 3


def _ratings() -> np.ndarray:
    """Interviews by units by coders; coders mostly agree, and a fifth of ratings is missing."""
    chance = np.random.default_rng(4)
    truth = chance.integers(0, VALUES, (INTERVIEWS, UNITS, 1))
    wrong = chance.random((INTERVIEWS, UNITS, CODERS)) < 0.3
    said = np.where(wrong, chance.integers(0, VALUES, wrong.shape), truth)
    return np.where(chance.random(wrong.shape) < 0.2, -1, said)


def _alpha(ratings: np.ndarray, weights: np.ndarray) -> np.ndarray:
    by_interview = np.stack([rating_sums(r, np.ones(len(r)), VALUES).rows for r in ratings])
    sums = rating_sums(ratings[0], np.ones(UNITS), VALUES)
    drawn = type(sums)(by_interview, VALUES).weighted(weights)
    return value_of(*coefficient_parts("alpha", drawn))


def _slowly(ratings: np.ndarray) -> float:
    units = ratings.reshape(-1, CODERS).T.astype(float)
    units[units < 0] = np.nan
    return float(krippendorff.alpha(units, level_of_measurement="nominal"))


def test_sums_of_a_sample_give_what_its_interviews_written_out_give():
    ratings, weights = _ratings(), draws(INTERVIEWS, 40, seed=1)
    fast = _alpha(ratings, weights)
    slow = [_slowly(np.repeat(ratings, times, axis=0)) for times in weights]
    assert fast == pytest.approx(slow)


def test_the_two_bootstraps_have_the_same_moments():
    ratings = _ratings()
    fast = _alpha(ratings, draws(INTERVIEWS, 4000, seed=2))
    chance = np.random.default_rng(3)
    slow = np.array(
        [_slowly(ratings[chance.integers(0, INTERVIEWS, INTERVIEWS)]) for _ in range(800)]
    )
    error = slow.std() / np.sqrt(len(slow))
    assert abs(fast.mean() - slow.mean()) < 4 * error
    assert fast.std() == pytest.approx(slow.std(), rel=0.1)
    assert np.quantile(fast, [0.025, 0.975]) == pytest.approx(
        np.quantile(slow, [0.025, 0.975]), abs=0.02
    )


@given(st.integers(1, 30), st.integers(1, 50), st.integers(0, 9))
def test_every_sample_has_as_many_interviews_as_there_are(interviews, samples, seed):
    drawn = draws(interviews, samples, seed)
    assert drawn.shape == (samples, interviews)
    assert (drawn.sum(axis=1) == interviews).all()
    assert (drawn >= 0).all()


def test_every_interview_is_drawn_once_on_average():
    assert draws(10, 20_000, seed=5).mean(axis=0) == pytest.approx(np.ones(10), abs=0.03)


def test_under_eight_interviews_there_is_no_interval():
    with pytest.raises(TooFewInterviewsError, match="7 interviews were double-coded"):
        interview_interval(lambda weights: weights[:, 0].astype(float), 7)
    got = interview_interval(lambda weights: weights[:, 0].astype(float), 8)
    assert got.low <= 1 <= got.high
    assert (got.interviews, got.level, got.samples) == (8, 0.95, 1000)


def test_an_interval_that_few_samples_could_give_is_none():
    got = interview_interval(
        lambda w: np.where((w[:, :2] > 0).all(axis=1, keepdims=True) & [True, False], 0.5, np.nan),
        9,
        samples=200,
    )
    assert np.isnan(got.low).tolist() == [got.defined[0] * 2 < 200, True]
    assert got.defined[1] == 0


def test_a_level_lies_between_nought_and_one():
    with pytest.raises(ValueError, match="between 0 and 1"):
        interview_interval(lambda w: w[:, 0].astype(float), 9, level=95)


def _study(interviews: int):
    """Interviews of ten turns; coders part on one turn in each interview, another in each."""
    texts = {f"I{i:02}": ["abc"] * 10 for i in range(interviews)}
    marks = []
    for i, interview in enumerate(texts):
        for turn in range(1, 2 + i % 5):
            marks += [(s, interview, "k", turn, turn, 0, 3) for s in SETS[:2]]
        marks.append(("ab-1", interview, "k", 9, 9, 0, 2))
    return material(texts, marks)


LEVELS = code_levels(Codebook(codes=(Code(id="k", label=EMPTY, definition=EMPTY),)))


def test_the_table_has_intervals_from_eight_interviews_on_and_says_why_not_before():
    with_intervals = agreement_table(_study(8), LEVELS, "characters", samples=200)
    assert set(with_intervals["no_interval"]) == {""}
    assert (with_intervals["low"] <= with_intervals["value"]).all()
    assert (with_intervals["value"] <= with_intervals["high"]).all()
    alphas = with_intervals.filter(pl.col("coefficient").is_in(["alpha", "u-alpha"]))
    assert (alphas["low"] < alphas["high"]).all()
    without = agreement_table(_study(7), LEVELS, samples=200)
    assert without["low"].null_count() == without.height
    assert set(without["no_interval"]) == {"7 interviews were double-coded; an interval needs 8"}
    not_asked = agreement_table(_study(8), LEVELS, samples=0)
    assert set(not_asked["no_interval"]) == {"not asked for"}


def test_the_interval_of_the_table_is_that_of_resampled_interviews():
    study = _study(9)
    table = agreement_table(study, LEVELS, samples=500)
    row = table.filter(pl.col("level") == "code", pl.col("coefficient") == "alpha")
    ratings = np.zeros((9, 10, 2), int)
    for interview, turn, set_id in study.codings.select("interview", "turn", "set").iter_rows():
        ratings[int(interview[1:]), turn - 1, SETS.index(set_id)] = 1
    alphas = []
    for times in draws(9, 500, seed=20260322):
        units = np.repeat(ratings, times, axis=0).reshape(-1, 2).T
        alphas.append(krippendorff.alpha(units, level_of_measurement="nominal"))
    low, high = np.quantile(alphas, [0.025, 0.975])
    assert (row["low"].item(), row["high"].item()) == pytest.approx((low, high))
