"""The hits of a recorded search as records: which line of ``searches/`` judges which hit."""

from __future__ import annotations

from functools import lru_cache

from lises.files import parse_searches
from lises.model import JudgedHit

__all__ = ["hit_key", "key_of", "read_hit"]


@lru_cache(maxsize=20_000)
def read_hit(text: str, path: str) -> JudgedHit | None:
    """Read a line of judged hits; None where it cannot be read."""
    found = parse_searches(text, path)[0] if text.strip() else ()
    return found[0] if found else None


def key_of(hit: JudgedHit) -> str:
    """Name a hit within its search.

    >>> key_of(JudgedHit(interview="R1", turn=4, hit="tap", judged="mentioned"))
    'R1,4,1,tap'
    """
    return f"{hit.interview},{hit.turn},{hit.occurrence or 1},{hit.hit}"


def hit_key(text: str, path: str) -> str | None:
    """Name the hit that a line judges; None where it cannot be read."""
    hit = read_hit(text, path)
    return key_of(hit) if hit is not None else None
