"""On what terms something is tested: the assumption, the study's method, the correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from lises.errors import NotOfferedError
from lises.model.study import Method

__all__ = ["ASSUMPTIONS", "CAUTIONS", "Assumption", "Correction", "Terms", "corrected"]

Assumption = Literal["exchangeable-participants", "exchangeable-codes"]
Correction = Literal["holm", "bonf", "fdr_bh", "fdr_by", "none"]

ASSUMPTIONS: tuple[str, ...] = get_args(Assumption)
"""What a test takes for granted: each has its words, ``assumption-<key>``."""

ALWAYS = (
    "population-not-estimated",
    "purposive-sample",
    "silence-is-not-absence",
    "codes-from-the-same-talk",
)
CAUTIONS = (
    *ALWAYS,
    "method-not-stated",
    "small-groups",
    "group-not-known",
    "many-tests",
    "correction-cannot-be-passed",
    "not-corrected",
    "one-group",
    "same-for-all",
    "cells-empty",
    "one-participant-carries-it",
    "cannot-be-small",
    "too-many-tables",
)
"""What is to be said beside a result: each has its words, ``caution-<key>``."""

SMALL = 10  # participants; fewer, and one of them moves a share by more than ten points

WHY_NOT_REFLEXIVE = (
    "groups are not tested where method is reflexive: there codes are made by reading, they are "
    "not measured in participants, and nobody is counted (Braun & Clarke 2024, PMC11157981); "
    "show the passages of either group side by side instead"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is granted before anything is tested.

    Parameters
    ----------
    assumption : {"exchangeable-participants", "exchangeable-codes"}
        Of ``compare_groups``: were the groups nothing but names, anyone who was read could as well
        have stood in another. Of ``compare_codes``: who voices so many of the codes could as well
        have voiced any others of them. Naming it is granting it.
    method : {"codebook", "framework", "not-stated"}
        The study's method; reflexive analysis is not tested.
    correction : {"holm", "bonf", "fdr_bh", "fdr_by", "none"}
        For the number of tests: Holm keeps the chance of one false alarm, Benjamini and Hochberg
        the share of false among all alarms.
    level : float
        Between 0 and 1, of intervals; 1 less it is the p that counts as small in the cautions.

    Raises
    ------
    NotOfferedError
        If the method is reflexive.
    ValueError
        If a value is none of these.
    """

    assumption: Assumption
    method: Method
    correction: Correction = "holm"
    level: float = 0.95

    def __post_init__(self) -> None:
        """Refuse what cannot be tested."""
        if self.method == "reflexive":
            raise NotOfferedError(WHY_NOT_REFLEXIVE)
        for got, known in (
            (self.assumption, ASSUMPTIONS),
            (self.method, get_args(Method)),
            (self.correction, get_args(Correction)),
        ):
            if got not in known:
                raise ValueError(f'"{got}" is none of {", ".join(known)}')
        if not 0 < self.level < 1:
            raise ValueError(f"level {self.level}: between 0 and 1, .95 for intervals of 95 %")

    @property
    def small(self) -> float:
        """The p that counts as small."""
        return 1 - self.level

    def require(self, assumption: Assumption) -> None:
        """Refuse a test whose assumption was not granted.

        Raises
        ------
        NotOfferedError
            Saying which one it makes.
        """
        if self.assumption != assumption:
            raise NotOfferedError(
                f"this test assumes {assumption.replace('-', ' ')}, and {self.assumption} was "
                f'granted; if you can defend it, say Terms(assumption="{assumption}", …)'
            )

    def cautions(self, ps: Sequence[float | None], leasts: Sequence[float | None]) -> list[str]:
        """Give what is to be said whatever was tested, from all p and the smallest they could be.

        Holm's and Bonferroni's smallest p is held against ``small`` divided by the number of tests:
        where no test could give one as small, none could pass.
        """
        number = sum(p is not None for p in ps)
        could = [least for least in leasts if least is not None]
        strict = self.correction in ("holm", "bonf")
        never = strict and bool(could) and min(could) * number > self.small
        said = {
            "method-not-stated": self.method == "not-stated",
            "many-tests": number > 1,
            "not-corrected": number > 1 and self.correction == "none",
            "correction-cannot-be-passed": number > 1 and never,
        }
        return [*ALWAYS, *(key for key, holds in said.items() if holds)]


def corrected(ps: Sequence[float | None], correction: Correction = "holm") -> list[float | None]:
    """Correct p for their number, with pingouin; those that are None are no tests.

    Parameters
    ----------
    ps : sequence of float or None
    correction : {"holm", "bonf", "fdr_bh", "fdr_by", "none"}

    Returns
    -------
    list of float or None
        In the order given, of 0 to 1.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Benjamini, Y. &
    Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57, 289-300.
    """
    made = [p for p in ps if p is not None]
    if not made:
        return list(ps)
    import pingouin

    done = iter(pingouin.multicomp(made, method=correction)[1].tolist())
    return [None if p is None else next(done) for p in ps]
