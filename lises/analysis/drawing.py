"""Drawing at random which interviews a second coder is to code, so that anyone can draw again."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence

from lises.errors import QueryError

__all__ = ["drawn"]


def drawn(groups: Mapping[str, Sequence[str]], share: float, seed: int) -> tuple[str, ...]:
    """Draw a share of each group, at least one of each.

    The order of the draw is that of the SHA-256 digests of ``seed:name``. It does not depend on a
    program's random numbers nor on the order of the names, and a name that is added later moves no
    other.

    Parameters
    ----------
    groups : mapping
        Names by group; one group where nothing is to be spread over.
    share : float
        Above 0, to 1; what it gives of a group is rounded up.
    seed : int
        Any whole number; write it down where the method is told.

    Returns
    -------
    tuple of str
        In the order of the groups, within each in its own order.

    Raises
    ------
    QueryError
        If the share is not above 0 and at most 1.

    Examples
    --------
    >>> drawn({"": ["a", "b", "c", "d", "e"]}, 0.4, seed=7)
    ('c', 'e')
    """
    if not 0 < share <= 1:
        raise QueryError(f"the share is {share:g}; give one above 0 and at most 1, 0.2 for a fifth")
    found: list[str] = []
    for names in groups.values():
        ranked = sorted(names, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
        many = math.ceil(round(share * len(names), 9))
        chosen = set(ranked[:many])
        found += [name for name in names if name in chosen]
    return tuple(found)
