"""Coefficients of agreement over a table of ratings.

Percent agreement says nothing of chance and stands beside the others, never alone. They differ in
what they take chance to be: each coder's own habits (Cohen), all coders' habits together (Fleiss,
Krippendorff), every value alike (Brennan and Prediger), or guessing at hard units only (Gwet).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from lises.frames.schemas import Columns

from .sums import (
    NOT_RATED,
    Floats,
    Ints,
    Metric,
    RatingSums,
    coefficient_parts,
    krippendorff_parts,
    rating_sums,
    value_of,
)

__all__ = [
    "RATINGS",
    "Coefficient",
    "brennan_prediger",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "percent_agreement",
]

RATINGS: Columns = {"interview": pl.String, "unit": pl.Int64, "coder": pl.String}
"""A row per rating made, with its ``value``: text, a number or an Enum. A unit is one of its
interview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A coefficient with what it was computed from.

    ``value`` is unitless, 1 full agreement, 0 what chance gives, and may be negative; NaN where
    chance alone gives full agreement: every rating has one value, and no other is known of.
    ``observed`` and ``expected`` are agreement (of alpha: 1 less the disagreement).
    ``units`` were rated by two coders or more, ``left_out`` by one; ``interviews`` hold the units.
    """

    name: str
    value: float
    observed: float
    expected: float
    units: int
    left_out: int
    coders: int
    interviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rated:
    """Ratings as numbers: units by coders; the values in order; the interview of each unit."""

    ratings: Ints
    values: Floats
    names: pl.Series
    interviews: Ints

    def sums(self, values: int = 0) -> RatingSums:
        return rating_sums(self.ratings, np.ones(len(self.ratings)), values or len(self.names))

    def told(self, name: str, observed: Floats, expected: Floats) -> Coefficient:
        made = (self.ratings >= 0).sum(axis=1)
        return Coefficient(
            name=name,
            value=float(value_of(observed, expected)),
            observed=float(observed),
            expected=float(expected),
            units=int((made > 1).sum()),
            left_out=int((made == 1).sum()),
            coders=self.ratings.shape[1],
            interviews=len(np.unique(self.interviews[made > 1])),
        )


def percent_agreement(ratings: pl.DataFrame) -> Coefficient:
    """Share of pairs of ratings of a unit that agree, its mean over units.

    Parameters
    ----------
    ratings : pl.DataFrame
        ``RATINGS`` and ``value``; a rating not made has no row, or a null value.

    Returns
    -------
    Coefficient
        0 to 1; ``expected`` is 0: chance is not reckoned with, so it is never reported alone.

    Raises
    ------
    ValueError
        If a column is missing, a coder rated a unit twice, or no unit has two ratings.
    """
    return _by_name("percent", _rated(ratings))


def cohen_kappa(ratings: pl.DataFrame) -> Coefficient:
    """Cohen's kappa of two coders, over the units that both rated.

    Parameters
    ----------
    ratings : pl.DataFrame
        ``RATINGS`` and ``value``, of two coders.

    Raises
    ------
    ValueError
        If there are not two coders, or as ``percent_agreement``.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. doi:10.1177/001316446002000104
    """
    rated = _rated(ratings)
    if rated.ratings.shape[1] != 2:
        raise ValueError(
            f"Cohen's kappa is of two coders, these ratings are of {rated.ratings.shape[1]}; "
            "take Fleiss' kappa or Krippendorff's alpha"
        )
    return _by_name("cohen", rated)


def fleiss_kappa(ratings: pl.DataFrame) -> Coefficient:
    """Fleiss' kappa of any number of coders; ratings may be missing, as Gwet extends it.

    A unit with one rating tells how frequent values are, and nothing of agreement.

    Parameters
    ----------
    ratings : pl.DataFrame
        ``RATINGS`` and ``value``.

    Raises
    ------
    ValueError
        As ``percent_agreement``.

    References
    ----------
    Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. doi:10.1037/h0031619
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, 4th ed., chapter 2.
    """
    return _by_name("fleiss", _rated(ratings))


def brennan_prediger(ratings: pl.DataFrame, *, values: Sequence[object] = ()) -> Coefficient:
    """Brennan and Prediger's kappa: chance is one in as many as there are values.

    For two values it is the prevalence- and bias-adjusted kappa (PABAK).

    Parameters
    ----------
    ratings : pl.DataFrame
        ``RATINGS`` and ``value``.
    values : sequence, optional
        All that a coder could choose from; left out, those that occur.

    Raises
    ------
    ValueError
        If a rating has none of the ``values``, or as ``percent_agreement``.

    References
    ----------
    Brennan, R. L. & Prediger, D. J. (1981). Coefficient kappa. doi:10.1177/001316448104100307
    """
    return _by_name("brennan-prediger", _rated(ratings), values)


def gwet_ac1(ratings: pl.DataFrame, *, values: Sequence[object] = ()) -> Coefficient:
    """Gwet's AC1: stable where nearly all ratings have one value.

    Parameters
    ----------
    ratings : pl.DataFrame
        ``RATINGS`` and ``value``.
    values : sequence, optional
        All that a coder could choose from; left out, those that occur.

    Raises
    ------
    ValueError
        If a rating has none of the ``values``, or as ``percent_agreement``.

    References
    ----------
    Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high
    agreement. doi:10.1348/000711006X126600
    """
    return _by_name("gwet-ac1", _rated(ratings), values)


def krippendorff_alpha(ratings: pl.DataFrame, *, metric: Metric = "nominal") -> Coefficient:
    """Krippendorff's alpha of any number of coders, missing ratings allowed.

    Parameters
    ----------
    ratings : pl.DataFrame
        ``RATINGS`` and ``value``: for the nominal metric anything, for the ordinal one numbers or
        an Enum in the order of its categories, for interval and ratio numbers.
    metric : {"nominal", "ordinal", "interval", "ratio"}
        The level of measurement.

    Returns
    -------
    Coefficient
        A unit with one rating has no part in it.

    Raises
    ------
    ValueError
        If the values do not suit the metric, or as ``percent_agreement``.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.

    Examples
    --------
    >>> rated = {"coder": ["a", "b"] * 4, "value": [1, 1, 1, 1, 0, 0, 0, 1]}
    >>> ratings = pl.DataFrame({"interview": "R1", "unit": [1, 1, 2, 2, 3, 3, 4, 4], **rated})
    >>> round(krippendorff_alpha(ratings).value, 3)
    0.533
    """
    rated = _rated(ratings)
    if metric != "nominal" and not _measured(rated.names.dtype, metric):
        raise ValueError(
            f"values of type {rated.names.dtype} have no {metric} differences; "
            "give numbers, or for an order an Enum"
        )
    return rated.told("alpha", *krippendorff_parts(rated.sums(), rated.values, metric))


def _measured(dtype: pl.DataType, metric: Metric) -> bool:
    return dtype.is_numeric() or (metric == "ordinal" and isinstance(dtype, pl.Enum))


def _by_name(name: str, rated: _Rated, values: Sequence[object] = ()) -> Coefficient:
    strange = [v for v in rated.names.to_list() if v not in values] if values else []
    if strange:
        raise ValueError(f"the ratings have {strange}, which is none of the values {list(values)}")
    return rated.told(name, *coefficient_parts(name, rated.sums(len(set(values)))))


def _rated(ratings: pl.DataFrame) -> _Rated:
    """Give numbers to units, coders and values; a unit without a rating is none."""
    missing = [name for name in (*RATINGS, "value") if name not in ratings.columns]
    if missing:
        raise ValueError(f"the ratings have no column {', '.join(missing)}")
    value_ = pl.col("value")
    given = value_.fill_nan(None) if ratings["value"].dtype.is_float() else value_
    made = ratings.with_columns(given).drop_nulls("value")
    unit = _ranked(made.select(pl.struct("interview", "unit")).to_series())
    coder = _ranked(made["coder"])
    names = made["value"].unique().sort()
    value = _numbered(made["value"], names)
    cells = np.full((unit.max(initial=-1) + 1, coder.max(initial=-1) + 1), NOT_RATED)
    cells[unit, coder] = value
    if (cells >= 0).sum() != made.height:
        raise ValueError("a coder has rated a unit more than once; a unit takes one value of each")
    if not ((cells >= 0).sum(axis=1) > 1).any():
        raise ValueError("no unit was rated by two coders; agreement needs two ratings of a unit")
    interviews = np.zeros(len(cells), int)
    interviews[unit] = _ranked(made["interview"])
    numbers = names.to_numpy().astype(float) if names.dtype.is_numeric() else np.arange(len(names))
    return _Rated(
        ratings=cells,
        values=np.asarray(numbers, float),
        names=names,
        interviews=interviews,
    )


def _ranked(names: pl.Series) -> Ints:
    return np.asarray(names.rank("dense").cast(pl.Int64).to_numpy() - 1, np.int64)


def _numbered(values: pl.Series, names: pl.Series) -> Ints:
    order = pl.DataFrame({"value": names, "number": np.arange(len(names))})
    found = values.to_frame("value").join(order, on="value", how="left", maintain_order="left")
    return np.asarray(found["number"].to_numpy(), np.int64)
