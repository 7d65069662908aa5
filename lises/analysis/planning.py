"""How many interviews a wanted precision, or a theme that is to be heard, would need.

Arithmetic of drawing at random, which is not how people are found for interviews. So each function
wants its assumption named, and hands back all that it takes for granted as keys,
``assumption-<key>`` among the interface's words. What makes a study large enough is decided by its
question; a number from here can be one reason among others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isinf, sqrt
from statistics import NormalDist
from typing import Literal

from lises.errors import NotOfferedError

from .saturation import BASE, RUN

__all__ = [
    "PLANNING_ASSUMPTIONS",
    "Planned",
    "PlannedBase",
    "Precision",
    "finite_population",
    "half_width",
    "interviews_for_base",
    "interviews_for_precision",
    "interviews_for_theme",
]

IntervalKind = Literal["wilson", "clopper-pearson"]

DRAWN = "drawn-at-random"
PLANNING_ASSUMPTIONS = (
    DRAWN,
    "share-as-guessed",
    "population-counted",
    "heard-where-held",
    "one-at-a-time",
    "codes-alike",
)
"""What planning takes for granted: each has its words, ``assumption-<key>``."""

MOST = 10_000_000  # interviews; who needs more has asked for something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How sure a share is to be.

    Parameters
    ----------
    half_width : float
        Half the length of the interval, above 0 and at most .5: .1 for ten points of a hundred.
    share : float
        The share that is expected, 0 to 1; .5 needs the most interviews.
    level : float
        Between 0 and 1.
    population : int, optional
        How many people there are of whom is drawn, without putting back; without it, no end.
    interval : {"wilson", "clopper-pearson"}
        Wilson's holds its level on average, Clopper and Pearson's always, and is longer.

    Raises
    ------
    ValueError
        If a value is out of its range.
    """

    half_width: float
    share: float = 0.5
    level: float = 0.95
    population: int | None = None
    interval: IntervalKind = "wilson"

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if not 0 < self.half_width <= 0.5:
            raise ValueError(f"half width {self.half_width}: above 0 and at most .5")
        if not 0 <= self.share <= 1 or not 0 < self.level < 1:
            raise ValueError(f"share {self.share} is of 0 to 1, level {self.level} between them")
        if self.population is not None and self.population < 1:
            raise ValueError(f"a population of {self.population}: 1 or more, or None")
        if self.interval not in ("wilson", "clopper-pearson"):
            raise ValueError(f'no interval "{self.interval}"; there are wilson, clopper-pearson')


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A number of interviews, what it would reach, and what that takes for granted.

    ``reached`` is a half width, or a chance, as was asked for; ``assumptions`` are keys.
    """

    interviews: int
    reached: float
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBase:
    """A base and a run by which saturation could be assessed.

    ``base`` and ``run`` are interviews, ``interviews`` both together, the fewest by which it could
    be met at all. ``in_base`` is the chance that a code as common as was asked for comes up in the
    base, ``in_run`` the chance that it comes up in the run and not before.
    """

    base: int
    run: int
    interviews: int
    in_base: float
    in_run: float
    assumptions: tuple[str, ...]


def half_width(
    share: float, interviews: float, *, level: float = 0.95, interval: IntervalKind = "wilson"
) -> float:
    """Give half the length of the interval of a share.

    Parameters
    ----------
    share : float
        0 to 1; it need not be a whole number of the interviews.
    interviews : float
        Above 0.
    level : float
        Between 0 and 1.
    interval : {"wilson", "clopper-pearson"}

    Returns
    -------
    float
        0 to .5; 0 for interviews without end.

    References
    ----------
    Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion. Statistics in
    Medicine 17, 857-872: methods 3 and 5.
    """
    if isinf(interviews):
        return 0.0
    if interval == "wilson":
        z = NormalDist().inv_cdf((1 + level) / 2)
        n = interviews
        return z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    from scipy.stats import beta

    voiced, silent, tail = share * interviews, (1 - share) * interviews, (1 - level) / 2
    low = float(beta.ppf(tail, voiced, silent + 1)) if voiced > 0 else 0.0
    high = float(beta.ppf(1 - tail, voiced + 1, silent)) if silent > 0 else 1.0
    return (high - low) / 2


def finite_population(needed: float, population: int) -> float:
    """Give how many of a population serve as well as ``needed`` of one without end.

    Parameters
    ----------
    needed : float
        Interviews, were there no end of people.
    population : int
        People.

    Returns
    -------
    float
        At most ``population``; not rounded.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 4.4. Krejcie, R. V. & Morgan, D. W.
    (1970). Determining sample size for research activities. doi:10.1177/001316447003000308

    Examples
    --------
    >>> round(finite_population(384.1, 100))
    80
    """
    if needed < 1 or population < 1:
        return float(min(needed, population))
    return needed * population / (population - 1 + needed)


def interviews_for_precision(wanted: Precision, *, assumption: str) -> Planned:
    """Give the fewest interviews whose interval of a share is no longer than is wanted.

    Parameters
    ----------
    wanted : Precision
    assumption : {"drawn-at-random"}
        Naming it is granting it.

    Returns
    -------
    Planned
        ``reached`` is the half width; 0 where all of a population are interviewed.

    Raises
    ------
    NotOfferedError
        If the assumption is not granted.
    ValueError
        If it would take more than ten million.
    """
    _granted(assumption)
    population = wanted.population

    def reached(interviews: int) -> float:
        as_many: float = interviews
        if population is not None:
            left = population - interviews
            as_many = interviews * (population - 1) / left if left > 0 else inf
        return half_width(wanted.share, as_many, level=wanted.level, interval=wanted.interval)

    number = _fewest(lambda n: reached(n) <= wanted.half_width, 1, population or MOST)
    counted = ["population-counted"] if population is not None else []
    taken = (DRAWN, "share-as-guessed", *counted)
    return Planned(interviews=number, reached=reached(number), assumptions=taken)


def interviews_for_theme(
    prevalence: float, *, times: int = 1, chance: float = 0.8, assumption: str
) -> Planned:
    """Give the fewest interviews in which a theme is heard so often with this chance or more.

    Parameters
    ----------
    prevalence : float
        The share of people who would voice it, above 0, at most 1.
    times : int
        How many participants are to voice it, at least.
    chance : float
        Between 0 and 1; the source calls it power.
    assumption : {"drawn-at-random"}
        Naming it is granting it.

    Returns
    -------
    Planned
        ``reached`` is the chance.

    Raises
    ------
    NotOfferedError
        If the assumption is not granted.
    ValueError
        If a value is out of its range, or it would take more than ten million.

    References
    ----------
    Fugard, A. J. B. & Potts, H. W. W. (2015). Supporting thinking on sample sizes for thematic
    analyses: a quantitative tool. doi:10.1080/13645579.2015.1005453. For its limits: Braun, V. &
    Clarke, V. (2016). (Mis)conceptualising themes, thematic analysis, and other problems.
    doi:10.1080/13645579.2016.1195588
    """
    _granted(assumption)
    if not 0 < prevalence <= 1 or not 0 < chance < 1 or times < 1:
        raise ValueError(
            f"prevalence {prevalence} is above 0 and at most 1, chance {chance} between 0 and 1, "
            f"times {times} 1 or more"
        )
    from scipy.stats import binom

    def reached(interviews: int) -> float:
        return float(binom.sf(times - 1, interviews, prevalence))

    number = _fewest(lambda n: reached(n) >= chance, times, MOST)
    taken = (DRAWN, "share-as-guessed", "heard-where-held", "one-at-a-time")
    return Planned(interviews=number, reached=reached(number), assumptions=taken)


def interviews_for_base(
    prevalence: float, *, chance: float = 0.95, run: int = RUN, assumption: str
) -> PlannedBase:
    """Give a base large enough that a code of this prevalence comes up in it, and a run after it.

    Saturation compares what a run brings with what the base had. A base too small to hear what many
    would say makes the first run look rich, and a rare code is missed by both.

    Parameters
    ----------
    prevalence : float
        The share of interviews in which the code would come up, above 0, at most 1.
    chance : float
        Between 0 and 1.
    run : int
        Interviews in a run; 2 or 3 in the source.
    assumption : {"drawn-at-random"}
        Naming it is granting it.

    Returns
    -------
    PlannedBase
        ``base`` is never below 4, the least in the source.

    Raises
    ------
    NotOfferedError
        If the assumption is not granted.
    ValueError
        If a value is out of its range.

    References
    ----------
    Guest, G., Namey, E. & Chen, M. (2020). A simple method to assess and report thematic saturation
    in qualitative research. doi:10.1371/journal.pone.0232076: base and run; the chances are those
    of ``interviews_for_theme``.
    """
    if run < 1:
        raise ValueError(f"run {run}: 1 interview or more")
    once = interviews_for_theme(prevalence, chance=chance, assumption=assumption)
    base = max(BASE, once.interviews)
    missed = (1 - prevalence) ** base
    return PlannedBase(
        base=base,
        run=run,
        interviews=base + run,
        in_base=1 - missed,
        in_run=missed * (1 - (1 - prevalence) ** run),
        assumptions=(*once.assumptions, "codes-alike"),
    )


def _granted(assumption: str) -> None:
    if assumption != DRAWN:
        raise NotOfferedError(
            "planning takes for granted that people are drawn at random, which is seldom how they "
            f'are found for interviews; if you can defend it, say assumption="{DRAWN}"'
        )


def _fewest(serves: Callable[[int], bool], least: int, most: int) -> int:
    """Give the fewest that serve; whatever is more serves too."""
    high = least
    while not serves(min(high, most)):
        if high >= most:
            raise ValueError(f"more than {most:,} interviews; ask for less precision, or for less")
        least, high = high + 1, 2 * high
    high = min(high, most)
    while least < high:
        middle = (least + high) // 2
        least, high = (least, middle) if serves(middle) else (middle + 1, high)
    return least
