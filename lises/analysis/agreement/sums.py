"""Sums over units from which every coefficient follows.

What a coefficient needs of a unit is a row of numbers; of many units it is their sum. So a code, an
interview or a sample drawn of interviews is one row, and forty codes, or a thousand samples, are
one matrix product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

__all__ = [
    "COEFFICIENTS",
    "Metric",
    "RatingSums",
    "coefficient_parts",
    "differences",
    "rating_sums",
    "value_of",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Parts = tuple[Floats, Floats]

Metric = Literal["nominal", "ordinal", "interval", "ratio"]

NOT_RATED = -1
NO_CHANCE_LEFT = 1e-12  # an expected agreement this near to 1 leaves nothing to be measured


@dataclass(frozen=True, slots=True)
class RatingSums:
    """Sums over units, one row for each code, interview or sample.

    Parameters
    ----------
    rows : array of float, shape (..., 3 + values + 2 * values²)
        As ``rating_sums`` makes them. Rows may be added: the sums of two interviews together are
        the sum of theirs.
    values : int
        How many values a rating can have.
    """

    rows: Floats
    values: int

    @property
    def units(self) -> Floats:
        """Units with a rating."""
        return self.rows[..., 0]

    @property
    def pairable(self) -> Floats:
        """Units with two ratings or more."""
        return self.rows[..., 1]

    @property
    def agreed(self) -> Floats:
        """Of each pairable unit the share of its pairs of ratings that agree, added up."""
        return self.rows[..., 2]

    @property
    def shares(self) -> Floats:
        """Of each unit the share of its ratings that give a value, added up; (..., values)."""
        return self.rows[..., 3 : 3 + self.values]

    @property
    def coincidences(self) -> Floats:
        """Krippendorff's observed coincidences; (..., values, values)."""
        return self._square(3 + self.values)

    @property
    def crossed(self) -> Floats:
        """First coder's value by second coder's, units that both rated; (..., values, values)."""
        return self._square(3 + self.values + self.values**2)

    def weighted(self, weights: npt.ArrayLike) -> RatingSums:
        """Add rows up, each as often as a weight says.

        Parameters
        ----------
        weights : array, shape (samples, rows)
            How often each row is drawn. ``rows`` is then of shape (rows, ...).
        """
        return RatingSums(np.tensordot(np.asarray(weights, float), self.rows, 1), self.values)

    def _square(self, start: int) -> Floats:
        flat = self.rows[..., start : start + self.values**2]
        return flat.reshape(*flat.shape[:-1], self.values, self.values)


def rating_sums(ratings: Ints, weights: Floats, values: int) -> RatingSums:
    """Sum units up.

    Parameters
    ----------
    ratings : array of int, shape (units, coders)
        The number of the value that a coder gave, from 0; -1 where none was given.
    weights : array of float, shape (..., units)
        How often each unit stands, so that equal units need only one row.
    values : int
        How many values a rating can have.

    Returns
    -------
    RatingSums
        One row for every row of ``weights``.
    """
    counts = (ratings[:, :, None] == np.arange(values)).sum(axis=1).astype(float)
    made = counts.sum(axis=1)
    rated, pairable = made > 0, made > 1
    others = np.where(pairable, made - 1, 1.0)
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs -= counts[:, :, None] * np.eye(values)  # a rating is not paired with itself
    coincidences = pairs * (pairable / others)[:, None, None]
    agreed = np.einsum("ucc->u", coincidences) / np.where(rated, made, 1.0)
    shares = counts / np.where(rated, made, 1.0)[:, None]
    columns = [
        rated,
        pairable,
        agreed,
        shares,
        _flat(coincidences),
        _flat(_crossed(ratings, values)),
    ]
    rows = np.column_stack([np.asarray(c, float) for c in columns])
    return RatingSums(np.asarray(weights, float) @ rows, values)


def _flat(square: Floats) -> Floats:
    return square.reshape(len(square), square.shape[1] * square.shape[2])


def _crossed(ratings: Ints, values: int) -> Floats:
    if ratings.shape[1] != 2:
        return np.zeros((len(ratings), values, values))
    seen = ratings[:, :, None] == np.arange(values)
    return np.asarray(seen[:, 0, :, None] & seen[:, 1, None, :], float)


def value_of(observed: npt.ArrayLike, expected: npt.ArrayLike) -> Floats:
    """Give (observed - expected) / (1 - expected); NaN where chance alone gives full agreement."""
    observed, expected = np.asarray(observed, float), np.asarray(expected, float)
    left = 1 - expected
    defined = np.abs(left) > NO_CHANCE_LEFT
    value = (observed - expected) / np.where(defined, left, 1.0)
    return np.asarray(np.where(defined, value, np.nan), float)


def _divided(above: Floats, below: Floats) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    return np.asarray(np.where(below > 0, above / np.where(below > 0, below, 1.0), np.nan))


def _percent(sums: RatingSums) -> Parts:
    observed = _divided(sums.agreed, sums.pairable)
    return observed, np.zeros_like(observed)


def _cohen(sums: RatingSums) -> Parts:
    both = sums.crossed.sum(axis=(-2, -1))
    table = _divided(sums.crossed, both[..., None, None])
    chance = (table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1)
    return np.trace(table, axis1=-2, axis2=-1), chance


def _fleiss(sums: RatingSums) -> Parts:
    prevalence = _divided(sums.shares, sums.units[..., None])
    return _divided(sums.agreed, sums.pairable), (prevalence**2).sum(axis=-1)


def _brennan_prediger(sums: RatingSums) -> Parts:
    observed = _divided(sums.agreed, sums.pairable)
    return observed, np.full_like(observed, 1 / sums.values)


def _gwet(sums: RatingSums) -> Parts:
    observed = _divided(sums.agreed, sums.pairable)
    if sums.values == 1:  # who has no choice agrees by chance
        return observed, np.ones_like(observed)
    prevalence = _divided(sums.shares, sums.units[..., None])
    return observed, (prevalence * (1 - prevalence)).sum(axis=-1) / (sums.values - 1)


def _krippendorff(sums: RatingSums) -> Parts:
    return krippendorff_parts(sums, np.arange(sums.values, dtype=float), "nominal")


def krippendorff_parts(sums: RatingSums, values: Floats, metric: Metric) -> Parts:
    """Give 1 less the observed, and 1 less the expected disagreement of Krippendorff's alpha."""
    pairs = sums.coincidences
    margins = pairs.sum(axis=-1)
    ratings = margins.sum(axis=-1)
    apart = differences(values, margins, metric)
    observed = _divided((pairs * apart).sum(axis=(-2, -1)), ratings)
    chance = (margins[..., :, None] * margins[..., None, :] * apart).sum(axis=(-2, -1))
    return 1 - observed, 1 - _divided(chance, ratings * (ratings - 1))


def differences(values: Floats, margins: Floats, metric: Metric) -> Floats:
    """Give the squared difference of every two values.

    Parameters
    ----------
    values : array of float, shape (values,)
        In ascending order.
    margins : array of float, shape (..., values)
        How many ratings gave each value; the ordinal metric counts them.
    metric : {"nominal", "ordinal", "interval", "ratio"}
        The level of measurement.

    Returns
    -------
    array of float, shape (values, values) or (..., values, values)

    Raises
    ------
    ValueError
        If the metric is none of the four, or is ratio and a value is below 0.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.
    """
    if metric not in get_args(Metric):
        raise ValueError(f"no metric {metric!r}; there are {', '.join(get_args(Metric))}")
    if metric == "nominal":
        return 1 - np.eye(len(values))
    apart = values[:, None] - values[None, :]
    if metric == "interval":
        return np.asarray(apart**2)
    if metric == "ordinal":
        middle = margins.cumsum(axis=-1) - margins / 2  # ranks: half of one's own come before one
        return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)
    if (values < 0).any():
        raise ValueError(f"a ratio scale begins at 0, and there is a value {values.min()}")
    total = values[:, None] + values[None, :]
    return np.asarray((apart / np.where(total > 0, total, 1.0)) ** 2)


COEFFICIENTS: dict[str, Callable[[RatingSums], Parts]] = {
    "percent": _percent,
    "cohen": _cohen,
    "fleiss": _fleiss,
    "brennan-prediger": _brennan_prediger,
    "gwet-ac1": _gwet,
    "alpha": _krippendorff,
}
"""Every coefficient by name: sums → observed and expected agreement, one for each row."""


def coefficient_parts(name: str, sums: RatingSums) -> Parts:
    """Give observed and expected agreement of a coefficient, one for each row of the sums.

    Raises
    ------
    ValueError
        If there is no such coefficient.
    """
    if name not in COEFFICIENTS:
        raise ValueError(f"no coefficient {name!r}; there are {', '.join(COEFFICIENTS)}")
    return COEFFICIENTS[name](sums)
