"""Two words not far from each other: ``a NEAR/5 b``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from lises.errors import QueryError

from .tokens import tokens

__all__ = ["near", "sides"]

Span = tuple[int, int]
Find = Callable[[str], Iterator[Span]]

OPERATOR = re.compile(r"\s+NEAR/([0-9]{1,3})\s+")
MEANT = re.compile(r"(?<!\w)NEAR(?!\w)")


def sides(query: str) -> tuple[str, str, int] | None:
    """Part a query at its ``NEAR/k``; None where it has none.

    >>> sides("phone|ringing NEAR/5 afraid")
    ('phone|ringing', 'afraid', 5)

    Raises
    ------
    QueryError
        If ``NEAR`` stands there otherwise than once between two sides, with a number from 1.
    """
    if not MEANT.search(query):
        return None
    parts = OPERATOR.split(query)
    # Also what looks like the operator must be it, or the search would look for the word itself.
    if len(parts) != 3 or not all(parts) or int(parts[1]) < 1 or len(MEANT.findall(query)) != 1:
        raise QueryError(
            f'"{query}" cannot be read; write "a|b NEAR/5 c": two sides, at most that many words '
            'apart, from 1 to 999 (the word itself in lower case: "near")'
        )
    return parts[0], parts[2], int(parts[1])


def near(first: Find, second: Find, within: int, language: str) -> Find:
    """Make what finds the one near the other, in either order.

    A hit reaches from the one to the other, whole. It is as short as can be: none holds another.
    ``within`` 1 is the next word; signs and events between are no words.
    """

    def find(text: str) -> Iterator[Span]:
        left, right = sorted(first(text)), sorted(second(text))
        if not left or not right:
            return iter(())
        words = [t.start for t in tokens(text, language) if t.spoken]
        pairs = [
            (start, stop)
            for start, end, begin, stop in (*_next(left, right), *_next(right, left))
            if bisect_left(words, begin) - bisect_left(words, end) < within
        ]
        return _shortest(pairs)

    return find


def _next(ones: list[Span], others: list[Span]) -> Iterator[tuple[int, int, int, int]]:
    """Give each with the first of the others after it."""
    starts = [start for start, _ in others]
    for start, end in ones:
        at = bisect_left(starts, end)
        if at < len(others):
            yield start, end, *others[at]


def _shortest(spans: list[Span]) -> Iterator[Span]:
    """Leave out spans that hold another, and doubles; in the order of the text."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (-span[0], span[1])):
        if not kept or end < kept[-1][1]:
            kept.append((start, end))
    return reversed(kept)
