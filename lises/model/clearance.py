"""Who may be shown what: three tiers, the strictest by default."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

__all__ = ["CLEARANCES", "Clearance", "allows", "strictest"]

Clearance = Literal["public", "reviewer", "restricted"]
CLEARANCES: tuple[Clearance, ...] = get_args(Clearance)


def strictest(clearances: Iterable[Clearance | None]) -> Clearance:
    """Give the strictest of several clearances; a missing one, or none at all, is restricted.

    >>> strictest(["public", "reviewer"])
    'reviewer'
    >>> strictest(["public", None])
    'restricted'
    """
    ranks = [CLEARANCES.index(c) if c else len(CLEARANCES) - 1 for c in clearances]
    return CLEARANCES[max(ranks, default=len(CLEARANCES) - 1)]


def allows(tier: Clearance, clearance: Clearance) -> bool:
    """Tell whether what has this clearance may stand in a release of this tier.

    >>> allows("public", "reviewer"), allows("restricted", "reviewer")
    (False, True)
    """
    return CLEARANCES.index(clearance) <= CLEARANCES.index(tier)
