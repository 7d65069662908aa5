"""How a file counts positions in a text, found by trying every way against what is known.

Standards say one thing and programs do another: code points or UTF-16 units, CRLF as one or as two,
a byte order mark counted or not, an end that is the last position or the one after it. Where the
words of a selection are given, they decide; where they are not, the borders of words do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

__all__ = [
    "Convention",
    "Positions",
    "Trial",
    "agrees",
    "conventions",
    "find_convention",
    "fits_all",
    "stands_at",
]

BOM = "\ufeff"
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_PAIR = re.compile("\r(?=\n)")
_WIDE_OR_PAIR = re.compile("[\U00010000-\U0010ffff]|\r(?=\n)")


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
    r"""From a file's positions to code points of the text as stored, and back.

    Parameters
    ----------
    text : str
        As it is stored, with its CRLF and without its byte order mark.
    convention : Convention
    marked : bool
        Whether the text is stored with a byte order mark; only then can it have been counted.

    Notes
    -----
    Only the places where a way to count parts from code points are kept: none for most texts.

    >>> Positions("a\U0001f600b", Convention(unit="UTF-16 units")).span(3, 4)
    (2, 3)
    >>> Positions("a\U0001f600b", Convention(unit="UTF-16 units")).counted(2, 3)
    (3, 4)
    """

    __slots__ = ("_inclusive", "_length", "_points", "_shift", "_shifts", "_starts")

    def __init__(self, text: str, convention: Convention, *, marked: bool = True) -> None:
        self._inclusive = convention.inclusive
        self._shift = int(convention.bom and marked)
        self._length = len(text)
        self._starts: list[int] = []  # where the file counts them to stand
        self._points: list[int] = []  # and their code points
        self._shifts: list[int] = [0]  # what the file counts too much from after each of them on
        if odd := _odd(text, convention):
            self._note(text, odd)

    def _note(self, text: str, odd: re.Pattern[str]) -> None:
        shift = 0
        for match in odd.finditer(text):
            point = match.start()
            self._points.append(point)
            self._starts.append(point + shift)
            # CR counts as nothing: a position before CRLF is one before CR, never between them.
            shift += -1 if text[point] == "\r" else 1
            self._shifts.append(shift)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the half-open span in code points; None where it does not fit the text.

        A position inside a character, the second half of an emoji, fits nothing: None.
        """
        first = self._point(start - self._shift)
        last = self._point(end - self._shift + self._inclusive)
        if first is None or last is None or first > last:
            return None
        return first, last

    def _point(self, position: int) -> int | None:
        if not self._starts:
            return position if 0 <= position <= self._length else None
        odd = bisect_left(self._starts, position)
        point = position - self._shifts[odd]
        if position < 0 or point > self._length or (odd and point <= self._points[odd - 1]):
            return None
        return point

    def counted(self, start: int, end: int) -> tuple[int, int]:
        """Give the positions as the file counts them of a span in code points, the way back."""
        if not self._starts:
            return start + self._shift, end + self._shift - self._inclusive
        first = start + self._shifts[bisect_left(self._points, start)]
        last = end + self._shifts[bisect_left(self._points, end)]
        return first + self._shift, last + self._shift - self._inclusive


def _odd(text: str, convention: Convention) -> re.Pattern[str] | None:
    """Give what to look for: characters that do not count as one each; None where there is none."""
    wide = convention.unit == "UTF-16 units" and not text.isascii() and max(text) > "\uffff"
    pairs = convention.crlf == 1 and "\r\n" in text
    if wide:
        return _WIDE_OR_PAIR if pairs else _WIDE
    return _PAIR if pairs else None


def find_convention(
    texts: Sequence[str], trials: Iterable[Trial], *, marked: Container[int] = ()
) -> Convention:
    """Find the way to count that fits most selections of a file; of equals, the standard's.

    Only ways that these texts can tell apart are tried: a text without CRLF says nothing of how
    CRLF counts. Where words are given and stand nowhere by any way, they are labels; then the
    borders of words decide.

    Parameters
    ----------
    texts : sequence of str
        As stored, without byte order marks.
    trials : iterable of Trial
        The selections of the file; ``text`` is an index into ``texts``.
    marked : container of int
        The texts that are stored with a byte order mark; only for them may it have been counted.

    Returns
    -------
    Convention
        With ``fits``, ``tried`` and ``by``. Without a selection, the standard's: code points, CRLF
        as two, no byte order mark, an exclusive end.
    """
    every = list(trials)
    ways = _ways(texts, every, marked)
    if named := [trial for trial in every if trial.words.strip()]:
        best = _best(texts, named, ways, marked)
        if best.fits:
            return replace(best, by="words")
    bare = [replace(trial, words="") for trial in every if trial.end > trial.start]
    return replace(_best(texts, bare, ways, marked), by="borders") if bare else Convention()


def fits_all(
    texts: Sequence[str],
    trials: Sequence[Trial],
    convention: Convention,
    marked: Container[int] = (),
) -> bool:
    """Tell whether every selection with words agrees with this way to count."""
    named = [trial for trial in trials if trial.words.strip()]
    return _best(texts, named, [convention], marked).fits == len(named)


def _ways(
    texts: Sequence[str], trials: Sequence[Trial], marked: Container[int]
) -> list[Convention]:
    """Give the ways to count that differ for one of the texts that were selected in."""
    used = {trial.text for trial in trials}
    wide = any(not texts[i].isascii() and max(texts[i]) > "\uffff" for i in used)
    pairs = any("\r\n" in texts[i] for i in used)
    mark = any(i in marked for i in used)
    return [
        way
        for way in conventions()
        if (wide or way.unit == "code points")
        and (pairs or way.crlf == 2)
        and (mark or not way.bom)
    ]


def _best(
    texts: Sequence[str],
    trials: Sequence[Trial],
    ways: Iterable[Convention],
    marked: Container[int],
) -> Convention:
    """Try the ways in turn; one that fits every selection cannot be passed by a later one."""
    best = Convention(fits=-1)
    for way in ways:
        places = {i: Positions(texts[i], way, marked=i in marked) for i in {t.text for t in trials}}
        if (fits := _fits(texts, trials, places, best.fits)) > best.fits:
            best = replace(way, fits=fits)
        if best.fits == len(trials):
            break
    return replace(best, fits=max(best.fits, 0), tried=len(trials))


def _fits(
    texts: Sequence[str], trials: Sequence[Trial], places: Mapping[int, Positions], most: int
) -> int:
    """Count the selections that agree; stop where ``most`` cannot be passed any more."""
    misses, allowed = 0, len(trials) - most
    for trial in trials:
        span = places[trial.text].span(trial.start, trial.end)
        if span is None or not agrees(texts[trial.text], span, trial):
            misses += 1
            if misses >= allowed:
                return most
    return len(trials) - misses


def agrees(text: str, span: tuple[int, int], trial: Trial) -> bool:
    """Tell whether the words stand there; without words, whether it is bounded as words are.

    White space is put aside, and the marks that programs put in its place.
    """
    words, (start, end) = trial.words, span
    if not words or words.isspace():
        return _bounded(text, start) and _bounded(text, end)
    return stands_at(text, span, words, whole=trial.whole)


def stands_at(text: str, span: tuple[int, int], words: str, *, whole: bool = True) -> bool:
    """Tell whether these words, or words that begin so, stand at a place; as ``agrees``."""
    start, end = span
    if text.startswith(words, start, end) and (not whole or len(words) == end - start):
        return True
    found = _flat(text[start : min(end, start + len(words) + 32)])
    if not whole and found.startswith(words):
        return True
    words = _flat(words)
    # White space may be longer there than in the words, but no one looks through a book for it.
    near = min(end, start + 8 * len(words) + 1000)
    found = _flat(text[start:near])
    return (near == end and found == words) if whole else found.startswith(words)


def _flat(text: str) -> str:
    """Put white space aside, and the marks that programs put in its place."""
    return " ".join(text.replace(BOM, "").split())


def _bounded(text: str, point: int) -> bool:
    return not (0 < point < len(text) and text[point - 1].isalnum() and text[point].isalnum())
