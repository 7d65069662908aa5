"""How far a coefficient would move with other interviews: intervals that resample interviews.

Turns of one interview are not independent of each other, so interviews are drawn, never turns. A
sample is a number of times for each interview, and what a coefficient needs is a sum over
interviews: all samples at once are one matrix product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lises.errors import LisesError

from .sums import Floats

__all__ = ["FEWEST_INTERVIEWS", "Interval", "TooFewInterviewsError", "draws", "interview_interval"]

FEWEST_INTERVIEWS = 8
SAMPLES = 1000
SEED = 20260322  # any number; fixed, so that the same study gives the same interval
LEVEL = 0.95


class TooFewInterviewsError(LisesError, ValueError):
    """Fewer double-coded interviews than an interval can rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Percentile intervals, one for each row that was asked for.

    ``low`` and ``high`` are NaN where fewer than half of the samples gave a value; ``defined`` says
    how many did. ``level`` is the share of samples between them; ``interviews`` were resampled.
    """

    low: Floats
    high: Floats
    defined: npt.NDArray[np.int64]
    level: float
    samples: int
    interviews: int


def draws(interviews: int, samples: int, seed: int) -> npt.NDArray[np.int64]:
    """Draw interviews with replacement, as many as there are.

    Parameters
    ----------
    interviews : int
        How many there are.
    samples : int
        How many samples to draw.
    seed : int
        The same seed gives the same samples.

    Returns
    -------
    array of int, shape (samples, interviews)
        How often each interview was drawn; each row adds up to ``interviews``.
    """
    drawn = np.random.default_rng(seed).integers(0, interviews, (samples, interviews))
    drawn += np.arange(samples)[:, None] * interviews
    counted = np.bincount(drawn.ravel(), minlength=samples * interviews)
    return np.asarray(counted.reshape(samples, interviews), np.int64)


def interview_interval(
    values: Callable[[npt.NDArray[np.int64]], Floats],
    interviews: int,
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> Interval:
    """Give bootstrap percentile intervals over interviews.

    Parameters
    ----------
    values : callable
        From how often each interview is drawn, of shape (samples, interviews), to the coefficient
        of every sample, of shape (samples, ...); NaN where it is undefined.
    interviews : int
        How many were double-coded.
    samples : int
        How many samples to draw.
    seed : int
        The same seed gives the same interval.
    level : float
        Above 0, below 1.

    Raises
    ------
    TooFewInterviewsError
        If fewer than eight interviews were double-coded: so few, drawn again and again, give an
        interval that is far too narrow.

    References
    ----------
    Field, C. A. & Welsh, A. H. (2007). Bootstrapping clustered data.
    doi:10.1111/j.1467-9868.2007.00593.x
    """
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, got {level}")
    if interviews < FEWEST_INTERVIEWS:
        raise TooFewInterviewsError(
            f"{interviews} interviews were double-coded; an interval needs {FEWEST_INTERVIEWS}"
        )
    got = np.asarray(values(draws(interviews, samples, seed)), float)
    defined = np.isfinite(got).sum(axis=0)
    kept = np.where(defined * 2 >= samples, got, 0.0)  # all-NaN columns would warn
    low, high = np.nanquantile(kept, [(1 - level) / 2, (1 + level) / 2], axis=0)
    enough = defined * 2 >= samples
    return Interval(
        low=np.where(enough, low, np.nan),
        high=np.where(enough, high, np.nan),
        defined=np.asarray(defined, np.int64),
        level=level,
        samples=samples,
        interviews=interviews,
    )
