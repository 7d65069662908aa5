"""How a file counts positions in a text, found by trying every way against what is known.

Standards say one thing and programs do another: code points or UTF-16 units, CRLF as one or as two,
a byte order mark counted or not, an end that is the last position or the one after it. Where the
words of a selection are given, they decide; where they are not, the borders of words do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Literal

__all__ = ["Convention", "Positions", "Trial", "conventions", "find_convention"]

BOM = "\ufeff"
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """One way to count, and how many selections it fits.

    ``fits`` of ``tried`` selections agree with it; ``by`` says whether their words decided or only
    the borders of words, ``nothing`` where no selection speaks for any way.
    """

    unit: Literal["code points", "UTF-16 units"] = "code points"
    crlf: Literal[1, 2] = 2
    bom: bool = False
    inclusive: bool = False
    fits: int = 0
    tried: int = 0
    by: Literal["words", "borders", "nothing"] = "nothing"

    def __str__(self) -> str:
        """Say it as a report does."""
        line_end = "CRLF as one" if self.crlf == 1 else "CRLF as two"
        mark = "byte order mark counted" if self.bom else "byte order mark not counted"
        end = "the end is the last position" if self.inclusive else "the end is exclusive"
        return f"{self.unit}, {line_end}, {mark}, {end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A selection to try: which text, where it says it is, and its words where they are given.

    ``whole`` says that ``words`` are all of it; else only its beginning (a name cut short).
    """

    text: int
    start: int
    end: int
    words: str = ""
    whole: bool = True


def conventions() -> Iterator[Convention]:
    """Give every way to count, the standard's first."""
    units: tuple[Literal["code points", "UTF-16 units"], ...] = ("code points", "UTF-16 units")
    line_ends: tuple[Literal[1, 2], ...] = (2, 1)
    for inclusive, bom, crlf, unit in product((False, True), (False, True), line_ends, units):
        yield Convention(unit=unit, crlf=crlf, bom=bom, inclusive=inclusive)


class Positions:
    r"""From a file's positions to code points of the text as stored.

    Parameters
    ----------
    text : str
        As it is stored, with its CRLF and without its byte order mark.
    convention : Convention

    Notes
    -----
    A table is made only where the way to count differs from plain code points in this text.

    >>> Positions("a\U0001f600b", Convention(unit="UTF-16 units")).span(3, 4)
    (2, 3)
    """

    __slots__ = ("_at", "_inclusive", "_length", "_shift")

    def __init__(self, text: str, convention: Convention) -> None:
        self._inclusive = convention.inclusive
        self._shift = int(convention.bom)
        self._length = len(text)
        self._at = _table(text, convention)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the half-open span in code points; None where it does not fit the text.

        A position inside a character, the second half of an emoji or between CR and LF where they
        count as two units of one, fits nothing: None.
        """
        first = self._point(start - self._shift)
        last = self._point(end - self._shift + self._inclusive)
        if first is None or last is None or first > last:
            return None
        return first, last

    def _point(self, position: int) -> int | None:
        if self._at is None:
            return position if 0 <= position <= self._length else None
        point = bisect_left(self._at, position) if position >= 0 else len(self._at)
        return point if point < len(self._at) and self._at[point] == position else None


def _table(text: str, convention: Convention) -> list[int] | None:
    """Give the position of each code point and of the end; None where it is its number."""
    wide = convention.unit == "UTF-16 units" and not text.isascii() and max(text) > "\uffff"
    pairs = convention.crlf == 1 and "\r\n" in text
    if not wide and not pairs:
        return None
    steps = [2 if char > "\uffff" else 1 for char in text] if wide else [1] * len(text)
    if pairs:
        # CR counts as nothing: a position before CRLF is one before CR, never one between them.
        for match in re.finditer("\r\n", text):
            steps[match.start()] = 0
    return list(accumulate(steps, initial=0))


def find_convention(texts: Sequence[str], trials: Iterable[Trial]) -> Convention:
    """Find the way to count that fits most selections of a file; of equals, the standard's.

    Parameters
    ----------
    texts : sequence of str
        As stored, without byte order marks.
    trials : iterable of Trial
        The selections of the file; ``text`` is an index into ``texts``.

    Returns
    -------
    Convention
        With ``fits``, ``tried`` and ``by``. Without a selection, the standard's: code points, CRLF
        as two, no byte order mark, an exclusive end.
    """
    every = list(trials)
    named = [trial for trial in every if trial.words.strip()]
    tried = named or [trial for trial in every if trial.end > trial.start]
    best = Convention()
    most = -1
    for convention in conventions():
        fits = _fits(texts, tried, convention)
        if fits > most:
            most, best = fits, convention
    by: Literal["words", "borders", "nothing"] = "words" if named else "borders"
    return Convention(
        unit=best.unit,
        crlf=best.crlf,
        bom=best.bom,
        inclusive=best.inclusive,
        fits=max(most, 0),
        tried=len(tried),
        by=by if tried else "nothing",
    )


def _fits(texts: Sequence[str], trials: Sequence[Trial], convention: Convention) -> int:
    positions: dict[int, Positions] = {}
    fits = 0
    for trial in trials:
        text = texts[trial.text]
        if trial.text not in positions:
            positions[trial.text] = Positions(text, convention)
        span = positions[trial.text].span(trial.start, trial.end)
        fits += span is not None and _agrees(text, span, trial)
    return fits


def _agrees(text: str, span: tuple[int, int], trial: Trial) -> bool:
    """Tell whether the words stand there; without words, whether it is bounded as words are."""
    if trial.words.strip():
        found, words = _flat(text[span[0] : span[1]]), _flat(trial.words)
        return found == words if trial.whole else found.startswith(words)
    return _bounded(text, span[0]) and _bounded(text, span[1])


def _flat(text: str) -> str:
    """Put white space aside, and the marks that programs put in its place."""
    return _WHITE.sub(" ", text.replace(BOM, "")).strip()


def _bounded(text: str, point: int) -> bool:
    return not (0 < point < len(text) and text[point - 1].isalnum() and text[point].isalnum())
