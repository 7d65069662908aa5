"""Shares of a known number: which can be at all, and how sure they are."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, sqrt
from statistics import NormalDist

from .quantities import HUNDRED, Range

__all__ = ["counts_giving", "nearest_shares", "wilson_interval"]


def wilson_interval(share: float, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a share, without continuity correction.

    Parameters
    ----------
    share : float
        From 0 to 1: those counted, of ``n``.
    n : int
        How many answered; at least 1. Drawn at random, or the interval means little.
    level : float
        Between 0 and 1, .95 for the 95 % interval.

    Returns
    -------
    tuple of float
        Lower and upper end, both from 0 to 1.

    Raises
    ------
    ValueError
        If ``n`` is below 1, or a share or level is out of its range.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion (method 3).

    Examples
    --------
    >>> low, high = wilson_interval(81 / 263, 263)
    >>> f"{low:.4f} {high:.4f}"
    '0.2553 0.3662'
    """
    if n < 1 or not 0 <= share <= 1 or not 0 < level < 1:
        raise ValueError(f"a share from 0 to 1 of 1 or more is wanted, not {share} of {n}")
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


def counts_giving(span: Range, n: int) -> range:
    """Give the whole numbers of ``n`` whose percentage lies in a span; often none for a small n.

    >>> list(counts_giving(Range(Fraction(575, 10), Fraction(585, 10)), 13))
    []
    """
    least = max(0, ceil(span.low * n / HUNDRED))
    most = min(n, floor(span.high * n / HUNDRED))
    return range(least, most + 1)


def nearest_shares(value: Fraction, n: int) -> list[tuple[int, Fraction]]:
    """Give the whole numbers of ``n`` below and above a percentage, with their own percentages."""
    below = min(max(floor(value * n / HUNDRED), 0), n)
    return [(k, HUNDRED * k / n) for k in (below, below + 1) if k <= n]
