"""How large a difference is, with an interval where there is one for so few."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, isnan, nan, sqrt

__all__ = [
    "Estimate",
    "cohens_h",
    "cramers_v",
    "difference_of_shares",
    "discordant_odds_ratio",
    "odds_ratio",
    "phi",
]

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; NaN where it is not defined, or has no interval."""

    value: float
    low: float = nan
    high: float = nan


def difference_of_shares(
    one: tuple[int, int], other: tuple[int, int], *, level: float = LEVEL
) -> Estimate:
    """Difference of two shares with Newcombe's interval from Wilson's of either.

    Parameters
    ----------
    one, other : tuple of int
        Those who voice it, of those read.
    level : float
        Between 0 and 1.

    Returns
    -------
    Estimate
        The share of ``one`` less that of ``other``, -1 to 1.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions.
    Statistics in Medicine 17, 873-890: method 10.
    """
    from scipy.stats import binomtest

    (v, n), (w, m) = one, other
    first = binomtest(v, n).proportion_ci(level, "wilson")
    second = binomtest(w, m).proportion_ci(level, "wilson")
    p, q = v / n, w / m
    return Estimate(
        p - q,
        p - q - sqrt((p - first.low) ** 2 + (second.high - q) ** 2),
        p - q + sqrt((first.high - p) ** 2 + (q - second.low) ** 2),
    )


def odds_ratio(one: tuple[int, int], other: tuple[int, int], *, level: float = LEVEL) -> Estimate:
    """Conditional odds ratio of two groups with its exact interval.

    Parameters
    ----------
    one, other : tuple of int
        Those who voice it, of those read.
    level : float
        Between 0 and 1.

    Returns
    -------
    Estimate
        0 or infinite where a cell is empty, with the end of the interval that there is; NaN where
        all voice it or nobody does.

    References
    ----------
    Cornfield, J. (1956). A statistical problem arising from retrospective studies. The interval
    takes half of 1 - level on either side, as R's ``fisher.test`` does.
    """
    (v, n), (w, m) = one, other
    return Estimate(nan) if v + w in (0, n + m) else _conditional(v, n - v, w, m - w, level)


@lru_cache(maxsize=4096)  # its ends are searched for; of small groups most tables come again
def _conditional(a: int, b: int, c: int, d: int, level: float) -> Estimate:
    from scipy.stats.contingency import odds_ratio as conditional

    found = conditional([[a, b], [c, d]], kind="conditional")
    ends = found.confidence_interval(level)
    return Estimate(float(found.statistic), float(ends.low), float(ends.high))


def cohens_h(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Difference of two shares on the scale on which differences are equally easy to see.

    Parameters
    ----------
    one, other : tuple of int
        Those who voice it, of those read.

    Returns
    -------
    float
        2 asin √p - 2 asin √q, -π to π.

    References
    ----------
    Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences, chapter 6.
    """
    (v, n), (w, m) = one, other
    return 2 * asin(sqrt(v / n)) - 2 * asin(sqrt(w / m))


def phi(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Correlation of belonging to the one group with voicing it.

    Parameters
    ----------
    one, other : tuple of int
        Those who voice it, of those read.

    Returns
    -------
    float
        -1 to 1, above 0 where more of ``one`` do; NaN where all voice it or nobody does.

    References
    ----------
    Yule, G. U. (1912). On the methods of measuring association between two attributes.
    """
    (v, n), (w, m) = one, other
    voiced, silent = v + w, n + m - v - w
    if not voiced or not silent:
        return nan
    return (v * (m - w) - w * (n - v)) / sqrt(n * m * voiced * silent)


def cramers_v(voiced: Sequence[int], of: Sequence[int]) -> float:
    """Cramér's V of groups by whether they voice it, from pingouin; of two, phi without sign.

    Parameters
    ----------
    voiced, of : sequence of int
        By group, participants who voice it and who were read.

    Returns
    -------
    float
        0 to 1; NaN where all voice it or nobody does. Of small groups it lies above 0 by chance
        alone.

    References
    ----------
    Cramér, H. (1946). Mathematical Methods of Statistics, chapter 21.
    """
    if sum(voiced) in (0, sum(of)):
        return nan
    import pandas as pd
    import pingouin

    rows = [
        (group, said)
        for group, (v, n) in enumerate(zip(voiced, of, strict=True))
        for said, number in ((True, v), (False, n - v))
        for _ in range(number)
    ]
    table = pd.DataFrame(rows, columns=["group", "said"])
    with warnings.catch_warnings():
        # Of small counts: the chi-square that it warns of is not taken, only V.
        warnings.simplefilter("ignore")
        stats = pingouin.chi2_independence(table, "group", "said", correction=False)[2]
    return float(stats.loc[stats["test"] == "pearson", "cramer"].iloc[0])


def discordant_odds_ratio(only_one: int, only_other: int, *, level: float = LEVEL) -> Estimate:
    """Odds that who voices one of two codes voices this one, with its exact interval.

    Parameters
    ----------
    only_one, only_other : int
        Participants who voice the one alone, and the other alone.
    level : float
        Between 0 and 1.

    Returns
    -------
    Estimate
        ``only_one`` / ``only_other``, infinite where the latter is 0; the interval that of Clopper
        and Pearson. NaN where there are none of either.

    References
    ----------
    Fay, M. P. (2010). Two-sided exact tests and matching confidence intervals for discrete data.
    R Journal 2(1), 53-58.
    """
    if only_one + only_other == 0:
        return Estimate(nan)
    from scipy.stats import binomtest

    ends = binomtest(only_one, only_one + only_other).proportion_ci(level, "exact")
    share = only_one / (only_one + only_other)
    return Estimate(_odds(share), _odds(float(ends.low)), _odds(float(ends.high)))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def defined(value: float) -> float | None:
    """Give None for what is not defined; an odds ratio without end is."""
    return None if isnan(value) else value
