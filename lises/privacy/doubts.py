"""Which doubts of the archive a release may tell, and how much of each.

A message may hold words of a transcript, a speaker's label or an attribute's value. Only messages
that are known to be made of ids, counts, code queries and published figures leave the archive; of
the others the rule, the file and the subject.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lises.errors import Problem
from lises.model import Clearance

__all__ = ["doubts_told", "may_tell"]

_TELLING = frozenset(
    (
        "counter-evidence-missing",
        "evidence-not-counted",
        "evidence-out-of-scope",
        "quantifier-disagrees",
        "reading-missing",
        "reading-stale",
    )
)
_TELLING_FAMILY = "figure-"


def doubts_told(problems: Iterable[Problem], tier: Clearance) -> tuple[Problem, ...]:
    """Give the doubts as a release of this tier may carry them; errors are not carried."""
    doubts = [p for p in problems if p.severity == "doubt"]
    if tier == "restricted":
        return tuple(doubts)
    return tuple(p if may_tell(p.rule) else replace(p, message="", remedy="") for p in doubts)


def may_tell(rule: str) -> bool:
    """Tell whether a rule's messages are made of ids, counts, queries and published figures alone.

    Pages ask this too: a release of the restricted tier carries every message whole.

    >>> may_tell("figure-two-values"), may_tell("quote-not-found")
    (True, False)
    """
    return rule in _TELLING or rule.startswith(_TELLING_FAMILY)
