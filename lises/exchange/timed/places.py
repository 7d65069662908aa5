"""Where a stretch's own pieces stand in its text: by their letters, whatever stands between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lises.exchange.cleaning import clean

from .cues import WordTime

__all__ = ["letters", "placed"]

_Placed = tuple[int, int, int | None, int | None, float | None]


def letters(text: str) -> str:
    """Give the letters and digits of a text as it would be kept.

    >>> letters(" Ja, kl. 12:40")
    'Jakl1240'
    """
    return "".join(filter(str.isalnum, clean(text, Counter())))


def placed(text: str, words: Sequence[WordTime], begin: int = 0) -> tuple[_Placed, ...]:
    """Find where timed pieces stand in a text.

    Parameters
    ----------
    text : str
        The text as it is kept.
    words : sequence of WordTime
        Its pieces, in order, as the file has them.
    begin : int
        Added to every place.

    Returns
    -------
    tuple
        ``(begin, stop, start, end, probability)`` per piece of which one of the last three is
        known, from its first letter to its last; a piece that does not stand where it should, or
        has no letters, has both places 0.

    >>> placed("Ja, nå", [WordTime(piece=" Ja,", start=0), WordTime(piece="nå", start=400)])
    ((0, 2, 0, None, None), (4, 6, 400, None, None))
    """
    if not words:
        return ()
    at = [place for place, sign in enumerate(text) if sign.isalnum()]
    signs = "".join(text[place] for place in at)
    found: list[_Placed] = []
    reached = 0
    for word in words:
        piece = letters(word.piece)
        times = (word.start, word.end, word.probability)
        if piece and signs.startswith(piece, reached):
            stop = reached + len(piece)
            if times != (None, None, None):
                found.append((begin + at[reached], begin + at[stop - 1] + 1, *times))
            reached = stop
        elif times != (None, None, None):
            found.append((0, 0, *times))
    return tuple(found)
