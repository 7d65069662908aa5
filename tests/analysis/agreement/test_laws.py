"""What holds of every coefficient, whatever the ratings."""

from __future__ import annotations

import math
from collections import Counter

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lises.analysis.agreement import (
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)

from .examples import rated

ALL = [percent_agreement, fleiss_kappa, brennan_prediger, gwet_ac1, krippendorff_alpha]
BEYOND_CHANCE = [*ALL[1:], cohen_kappa]
METRICS = ["nominal", "ordinal", "interval", "ratio"]

values = st.lists(st.integers(0, 3), min_size=2, max_size=10)
pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=15)


@pytest.mark.parametrize("method", [*ALL, cohen_kappa])
@given(said=values)
def test_full_agreement_is_one(method, said):
    assume(len(set(said)) > 1)
    assert method(rated({"A": said, "B": said})).value == pytest.approx(1)


@pytest.mark.parametrize("metric", METRICS)
@given(said=values)
def test_full_agreement_is_one_for_alpha_of_every_metric(metric, said):
    assume(len(set(said)) > 1)
    ratings = rated({"A": said, "B": said, "C": said})
    assert krippendorff_alpha(ratings, metric=metric).value == pytest.approx(1)


@pytest.mark.parametrize("method", BEYOND_CHANCE)
def test_where_every_rating_has_one_value_there_is_nothing_to_tell(method):
    got = method(rated({"A": [1, 1, 1], "B": [1, 1, 1]}))
    assert math.isnan(got.value)
    assert got.observed == 1


@pytest.mark.parametrize("method", [*ALL, cohen_kappa])
@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_units_and_the_names_of_coders_change_nothing(method, said, chance):
    ratings = rated({"A": [a for a, _ in said], "B": [b for _, b in said]})
    places = list(range(len(said)))
    chance.shuffle(places)
    moved = ratings.with_columns(
        pl.col("unit").replace_strict(dict(enumerate(places))),
        pl.col("coder").replace_strict({"A": "Z", "B": "Y"}),
    ).sample(fraction=1, shuffle=True, seed=3)
    assert method(moved).value == pytest.approx(method(ratings).value, nan_ok=True)


@given(pairs)
def test_the_names_of_values_change_nothing(said):
    ratings = rated({"A": [a for a, _ in said], "B": [b for _, b in said]})
    named = ratings.with_columns(
        pl.col("value").replace_strict({0: "d", 1: "c", 2: "b", 3: "a"}, return_dtype=pl.String)
    )
    for method in (*ALL, cohen_kappa):
        assert method(named).value == pytest.approx(method(ratings).value, nan_ok=True)


@given(pairs)
def test_alpha_of_two_coders_without_gaps_follows_the_formula(said):
    """Krippendorff (2011), section C: 1 - (n - 1) Σ o_ck / Σ n_c n_k, c ≠ k."""
    counts = Counter(value for pair in said for value in pair)
    n = 2 * len(said)
    apart = sum(2 for a, b in said if a != b)
    chance = sum(counts[c] * counts[k] for c in counts for k in counts if c != k)
    assume(chance)
    ratings = rated({"A": [a for a, _ in said], "B": [b for _, b in said]})
    expected = 1 - (n - 1) * apart / chance
    assert krippendorff_alpha(ratings).value == pytest.approx(expected)


@given(pairs)
def test_of_two_values_all_alphas_are_one(said):
    binary = {"A": [a % 2 for a, _ in said], "B": [b % 2 for _, b in said]}
    nominal = krippendorff_alpha(rated(binary)).value
    for metric in METRICS:
        got = krippendorff_alpha(rated(binary), metric=metric).value
        assert got == pytest.approx(nominal, nan_ok=True)


@given(pairs)
def test_no_coefficient_is_above_one(said):
    ratings = rated({"A": [a for a, _ in said], "B": [b for _, b in said]})
    for method in (*ALL, cohen_kappa):
        got = method(ratings).value
        assert math.isnan(got) or got <= 1 + 1e-12


def test_a_null_or_nan_value_is_a_rating_not_made():
    ratings = rated({"A": [1.0, 2.0, 2.0], "B": [1.0, 2.0, 1.0]})
    extra = pl.DataFrame(
        {
            "interview": "I",
            "unit": [5, 5, 6],
            "coder": ["A", "B", "A"],
            "value": [None, 1.0, float("nan")],
        }
    )
    more = pl.concat([ratings, extra])
    assert krippendorff_alpha(more).value == krippendorff_alpha(ratings).value
    assert krippendorff_alpha(more).left_out == 1
