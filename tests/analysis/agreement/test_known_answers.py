"""Every coefficient gives what was published for it."""

from __future__ import annotations

import polars as pl
import pytest

from lises.analysis.agreement import (
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)

from .examples import (
    BALANCED,
    BINARY_BY_THREE,
    COHEN_1,
    COHEN_2,
    FLEISS,
    FOUR_BY_TWELVE,
    GENDER,
    GROUPS,
    MARY_AND_DAVE,
    SKEWED,
    THREE_BY_FIFTEEN,
    counted,
    crossed,
    rated,
)


@pytest.mark.parametrize(
    ("ratings", "metric", "published"),
    [
        (FOUR_BY_TWELVE, "nominal", 0.743421),
        (FOUR_BY_TWELVE, "ordinal", 0.815388),
        (FOUR_BY_TWELVE, "interval", 0.849107),
        (FOUR_BY_TWELVE, "ratio", 0.797403),
        (THREE_BY_FIFTEEN, "nominal", 0.691358),
        (THREE_BY_FIFTEEN, "ordinal", 0.806721),
        (THREE_BY_FIFTEEN, "interval", 0.810845),
        (THREE_BY_FIFTEEN, "ratio", 0.808944),
    ],
)
def test_alpha_is_the_published_one_for_every_metric(ratings, metric, published):
    assert krippendorff_alpha(rated(ratings), metric=metric).value == pytest.approx(
        published, abs=5e-7
    )


@pytest.mark.parametrize(
    ("ratings", "published", "digits"), [(BINARY_BY_THREE, 0.234, 3), (MARY_AND_DAVE, 0.76, 2)]
)
def test_alpha_is_that_of_the_textbook(ratings, published, digits):
    assert round(krippendorff_alpha(rated(ratings)).value, digits) == published


def test_alpha_says_what_it_rests_on():
    got = krippendorff_alpha(rated(FOUR_BY_TWELVE))
    assert (got.units, got.left_out, got.coders, got.interviews) == (11, 1, 4, 1)


def test_fleiss_kappa_is_that_of_1971():
    got = fleiss_kappa(counted(FLEISS))
    assert got.value == pytest.approx(0.430245, abs=5e-7)
    assert got.observed == pytest.approx(0.555556, abs=5e-7)
    assert got.expected == pytest.approx(0.219938, abs=5e-7)
    assert (got.units, got.coders) == (30, 6)


@pytest.mark.parametrize(
    ("table", "observed", "expected", "published"),
    [(COHEN_2, 0.70, 0.41, 0.491525), (COHEN_1, 0.29, 0.35, -0.092308)],
)
def test_cohens_kappa_is_that_of_1960(table, observed, expected, published):
    got = cohen_kappa(crossed(table))
    assert got.value == pytest.approx(published, abs=5e-7)
    assert (got.observed, got.expected) == (pytest.approx(observed), pytest.approx(expected))


@pytest.mark.parametrize(("table", "published"), [(BALANCED, 0.70), (SKEWED, 0.32)])
def test_kappa_falls_with_prevalence_where_percent_and_pabak_stay(table, published):
    ratings = crossed(table)
    assert cohen_kappa(ratings).value == pytest.approx(published, abs=5e-3)
    assert percent_agreement(ratings).value == pytest.approx(0.85)
    assert brennan_prediger(ratings).value == pytest.approx(0.70)


def test_kappa_of_mary_and_dave_is_that_of_the_textbook():
    assert cohen_kappa(rated(MARY_AND_DAVE)).value == pytest.approx(0.75)


# What irrCAC 0.4.4 gives for the examples that it ships, which are Gwet's (2014). The package wants
# an older numpy than this project, so that its numbers stand here and not the package.
IRRCAC = [
    (FOUR_BY_TWELVE, "alpha", 0.74342105),
    (FOUR_BY_TWELVE, "gwet", 0.77544407),
    (FOUR_BY_TWELVE, "brennan", 0.77272727),
    (FOUR_BY_TWELVE, "fleiss", 0.76116928),
    (GENDER, "alpha", 0.14340741),
    (GENDER, "gwet", 0.20808081),
    (GENDER, "brennan", 0.18333333),
    (GENDER, "fleiss", 0.12888889),
    (GROUPS, "alpha", 0.63180572),
    (GROUPS, "gwet", 0.68460382),
    (GROUPS, "brennan", 0.67948718),
    (GROUPS, "fleiss", 0.65724528),
]
METHODS = {
    "alpha": krippendorff_alpha,
    "gwet": gwet_ac1,
    "brennan": brennan_prediger,
    "fleiss": fleiss_kappa,
}


@pytest.mark.parametrize(("ratings", "method", "theirs"), IRRCAC)
def test_ratings_may_be_missing_as_gwet_has_it(ratings, method, theirs):
    assert METHODS[method](rated(ratings)).value == pytest.approx(theirs, abs=5e-8)


def test_the_number_of_values_may_be_told_where_one_was_never_chosen():
    ratings = rated({"A": "aabb", "B": "aaba"})
    assert brennan_prediger(ratings).value == pytest.approx((0.75 - 1 / 2) / (1 / 2))
    three = brennan_prediger(ratings, values=["a", "b", "c"])
    assert three.value == pytest.approx((0.75 - 1 / 3) / (2 / 3))
    with pytest.raises(ValueError, match="none of the values"):
        gwet_ac1(ratings, values=["a", "c"])


def test_an_enum_has_an_order_and_text_has_none():
    ratings = rated({"A": "ab" * 5 + "c", "B": "abc" + "ab" * 4})
    with pytest.raises(ValueError, match="no ordinal differences"):
        krippendorff_alpha(ratings, metric="ordinal")
    backwards = ratings.with_columns(pl.col("value").cast(pl.Enum(["c", "a", "b"])))
    numbers = ratings.with_columns(pl.col("value").replace_strict({"c": 1, "a": 2, "b": 3}))
    by_order = krippendorff_alpha(backwards, metric="ordinal").value
    assert by_order == pytest.approx(krippendorff_alpha(numbers, metric="ordinal").value)
    with pytest.raises(ValueError, match="no interval differences"):
        krippendorff_alpha(backwards, metric="interval")


@pytest.mark.parametrize(
    ("ratings", "why"),
    [
        (rated({"A": "ab"}), "two coders"),
        (rated({"A": "a.", "B": ".a"}), "two coders"),
        (rated({"A": "ab", "B": "ab"}).drop("coder"), "no column coder"),
        (pl.concat([rated({"A": "ab", "B": "ab"})] * 2), "more than once"),
    ],
)
def test_ratings_that_cannot_be_compared_are_refused_with_a_word_why(ratings, why):
    with pytest.raises(ValueError, match=why):
        krippendorff_alpha(ratings)


def test_cohens_kappa_is_of_two_coders():
    with pytest.raises(ValueError, match="of two coders, these ratings are of 3"):
        cohen_kappa(rated(BINARY_BY_THREE))


def test_a_metric_that_is_none_and_a_ratio_below_nought_are_refused():
    with pytest.raises(ValueError, match="no metric 'cosine'"):
        krippendorff_alpha(rated({"A": [1, 2], "B": [1, 2]}), metric="cosine")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="begins at 0"):
        krippendorff_alpha(rated({"A": [-1, 2], "B": [1, 2]}), metric="ratio")
