"""What a published figure says: its number as it was written, its rounding, its hedges.

Numbers are fractions, so that no rule is decided by how a machine rounds.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from lises.model import Figure

__all__ = ["Range", "Stated", "hedge_kinds", "read_figure", "whole_number"]

PERCENT = "percent"
COUNT = "count"
HUNDRED = Fraction(100)

_DECIMAL = re.compile(r"([-+]?)(\d{1,15})(?:[.,](\d{1,15}))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
_VULGAR = re.compile(r"(\d{1,6}) ?[/\u2044] ?(\d{1,6})")

# Words that loosen a number, in the languages that figures are noted in so far.
_HEDGES = {
    "about": "about around approximately approx approx. circa ca ca. roughly some ~ "
    "omkring cirka omtrent",
    "nearly": "nearly almost næsten knap knapt",
    "over": "over above mindst",
    "under": "under below højst",
    "just-over": "godt",
    "judged": "judged estimated skønnet anslået vurderet",
}
_LONGER_HEDGES = {
    "nearly": ("just under", "close to", "not quite", "slightly less than", "tæt på", "lige under"),
    "just-over": (
        "just over", "slightly more than", "slightly over", "a little more than", "a little over",
        "lidt over", "lige over", "lidt mere end",
    ),
    "over": ("more than", "at least", "mere end"),
    "under": ("less than", "fewer than", "at most", "up to", "mindre end", "op til"),
    "about": ("rundt regnet",),
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in _HEDGES.items() for word in words.split()} | {
    word: kind for kind, words in _LONGER_HEDGES.items() for word in words
}
# How far a hedge lets the true value lie from the number, as shares of it; None is any distance.
_LOOSENED: dict[str, tuple[Fraction | None, Fraction | None]] = {
    "about": (Fraction(1, 20), Fraction(1, 20)),
    "nearly": (Fraction(1, 10), Fraction(0)),
    "just-over": (Fraction(0), Fraction(1, 10)),
    "over": (Fraction(0), None),
    "under": (None, Fraction(0)),
    "other": (Fraction(1, 10), Fraction(1, 10)),
}
_FAR = Fraction(10) ** 15


@dataclass(frozen=True, slots=True)
class Range:
    """All values that a figure as written can stand for, both ends included."""

    low: Fraction
    high: Fraction

    def meets(self, other: Range) -> bool:
        """Tell whether some value is in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Range) -> Range:
        """Add: the least and the greatest sum."""
        return Range(self.low + other.low, self.high + other.high)

    def minus(self, other: Range) -> Range:
        """Subtract: the least and the greatest difference."""
        return Range(self.low - other.high, self.high - other.low)

    def times(self, other: Range) -> Range:
        """Multiply: the least and the greatest product."""
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Range(min(ends), max(ends))

    def over(self, other: Range) -> Range:
        """Divide; ``ZeroDivisionError`` where the divisor can be nothing."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self.times(Range(1 / other.high, 1 / other.low))


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure whose value is a number.

    ``span`` is what the number can stand for: half a unit of the last digit either way (a count is
    exact, unless it is round thousands), wider where a hedge loosens it. ``hedges`` are kinds:
    about, nearly, just-over, over, under, judged, other.
    """

    figure: Figure
    value: Fraction
    span: Range
    hedges: frozenset[str]

    @property
    def loosened(self) -> bool:
        """Whether a hedge makes the number less than exact; that it was judged does not."""
        return bool(self.hedges - {"judged"})

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.figure.unit == PERCENT


def read_figure(figure: Figure) -> Stated | None:
    """Read a figure's value; None where it is not one number.

    >>> read_figure(Figure(id="f", quantity="q", value="66,7", unit="percent")).span
    Range(low=Fraction(1333, 20), high=Fraction(267, 4))
    """
    found = _number(figure.value, figure.unit)
    if found is None:
        return None
    value, half = found
    hedges = hedge_kinds(figure.hedge)
    return Stated(figure, value, _loosened(value, half, hedges, figure.unit), hedges)


def whole_number(text: str) -> int | None:
    """Read a number of people or things, as ``n`` is given; None where it is not one.

    >>> whole_number("9.989"), whole_number("1 400"), whole_number("about 700")
    (9989, 1400, None)
    """
    found = _number(text, COUNT) if text else None
    if found is None or found[0].denominator != 1 or found[0] <= 0:
        return None
    return int(found[0])


def hedge_kinds(text: str) -> frozenset[str]:
    """Tell the kinds of the hedges in a cell; several are separated by ``;`` or ``,``.

    >>> sorted(hedge_kinds("about; judged"))
    ['about', 'judged']
    """
    parts = [part.strip().casefold() for part in re.split(r"[;,]", text)]
    return frozenset(_KIND_OF.get(part, "other") for part in parts if part and part != "none")


def _number(text: str, unit: str) -> tuple[Fraction, Fraction] | None:
    """Read a number and half of what its last digit stands for."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-")
    plain = plain.removesuffix("%").strip()
    vulgar = _VULGAR.fullmatch(plain)
    if vulgar and int(vulgar[2]):
        scale = HUNDRED if unit == PERCENT else Fraction(1)
        return Fraction(int(vulgar[1]), int(vulgar[2])) * scale, scale / 200
    if unit != PERCENT and _THOUSANDS.fullmatch(plain):
        plain = re.sub(r"[., ]", "", plain)
    found = _DECIMAL.fullmatch(plain)
    if found is None:
        return None
    sign, digits, decimals = found[1], found[2], found[3] or ""
    value = Fraction(int(digits + decimals), 10 ** len(decimals))
    return (-value if sign == "-" else value), _half(digits, decimals, unit)


def _half(digits: str, decimals: str, unit: str) -> Fraction:
    if unit != COUNT or decimals:
        return Fraction(1, 2 * 10 ** len(decimals))
    zeros = len(digits) - len(digits.rstrip("0"))
    # 500,000 was hardly counted to the last one; 1,410 and 700 may well have been.
    return Fraction(10**zeros, 2) if len(digits) >= 4 and zeros >= 2 else Fraction(0)


def _loosened(value: Fraction, half: Fraction, hedges: frozenset[str], unit: str) -> Range:
    low, high = value - half, value + half
    for kind in hedges & _LOOSENED.keys():
        down, up = _LOOSENED[kind]
        low = min(low, -_FAR if down is None else value - abs(value) * down)
        high = max(high, _FAR if up is None else value + abs(value) * up)
    if unit in (PERCENT, COUNT) and value >= 0:
        low = max(low, Fraction(0))
    if unit == PERCENT and value <= HUNDRED:
        high = min(high, max(HUNDRED, value))
    return Range(low, high)
