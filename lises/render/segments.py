"""A turn's text cut at every border of a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from lises.anchoring import Span

__all__ = ["Covering", "Segment", "segments"]


class Covering(NamedTuple):
    """That a passage covers a half-open stretch of a turn's text, in code points."""

    passage: str
    start: int
    end: int

    @classmethod
    def of(cls, passage: str, span: Span) -> Covering:
        """Make it of a passage's span in the turn."""
        return cls(passage, span.start, span.end)


class Segment(NamedTuple):
    """A stretch of text that the same passages cover, in the order in which these were given."""

    text: str
    passages: tuple[str, ...]


def segments(text: str, coverings: Iterable[Covering]) -> list[Segment]:
    """Cut a text at every border of what covers it.

    Parameters
    ----------
    text : str
    coverings : iterable of Covering
        In any order, overlapping, nested or the same; each within the text. An empty one covers
        nothing.

    Returns
    -------
    list of Segment
        None is empty; joined they are the text, and those that name a passage are, joined, the text
        between its start and its end. An empty text has none.

    Notes
    -----
    One sweep over the borders: as long as the text, the number of coverings and, in each segment,
    the number of passages that cover it.

    >>> segments("abcd", [Covering("p", 0, 3), Covering("q", 2, 4)])
    [Segment(text='ab', passages=('p',)), Segment(text='c', passages=('p', 'q')), \
Segment(text='d', passages=('q',))]
    """
    opens: dict[int, list[int]] = defaultdict(list)
    closes: dict[int, list[int]] = defaultdict(list)
    names: list[str] = []
    for order, (passage, start, end) in enumerate(coverings):
        names.append(passage)
        if start < end:
            opens[start].append(order)
            closes[end].append(order)
    found: list[Segment] = []
    covering: set[int] = set()
    at = 0
    for border in sorted({*opens, *closes, len(text)}):
        if at < border:
            found.append(Segment(text[at:border], tuple(names[i] for i in sorted(covering))))
        covering.difference_update(closes[border])
        covering.update(opens[border])
        at = border
    return found
