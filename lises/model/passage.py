"""A stretch of talk with its codes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clearance import Clearance
from .place import NOWHERE, At

__all__ = ["LeftOut", "Passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One line of ``codings/<set>/<interview>.jsonl``: turn(s), exact quote, codes.

    ``quote`` has a string per turn from ``turn`` to ``turn_end``: the tail of the first, the whole
    of those between, the head of the last. Its span is computed, never stored. ``occurrence`` (from
    1) only where the quote is not unique in its turn. ``origin`` names the passages that a
    consensus passage was made from, ``reason`` why.
    """

    id: str
    interview: str
    set: str
    turn: int
    turn_end: int
    quote: tuple[str, ...]
    codes: tuple[str, ...]
    occurrence: int | None = None
    clearance: Clearance | None = None
    withheld: str = ""
    memo: str = ""
    origin: tuple[str, ...] = ()
    reason: str = ""
    suggested: bool = False
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One line of ``decisions/<set>/<interview>.jsonl``: a coding that a consensus left out.

    ``set`` is the consensus; ``passage`` bears ``code`` in one of the sets that it is made from.
    ``instead`` are the codes that the consensus gave there in its place; ``coder`` decided, on the
    ISO day ``date``.
    """

    set: str
    interview: str
    passage: str
    code: str
    reason: str
    instead: tuple[str, ...] = ()
    coder: str = ""
    date: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)
