"""A headline beside the text under it: what it says more, with the numbers that show it.

A headline is stronger where its number is beyond what the text can stand for, or where it tells
the text's number of others than the text does. Two shares of different things are not compared as
if they were one: the doubt then says of what each is a share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from .figure_doubts import ASK, FigureDoubt, name_of, raised, row_in_words, shown
from .quantities import HUNDRED, Range, Stated, whole_number

__all__ = ["HEADLINES", "headline_doubts", "same"]

HEADLINES = frozenset({"headline", "title", "subtitle", "standfirst", "lead", "deck"})

# What makes the headline stronger, by kind; pages say the same from the facts in their language.
CALCULATED = {
    "number": "at least {least} over it against at most {most} under it",
    "threshold": "at least {least} over it; {share} percent of {under} with at least {threshold} "
    "each carry at least {share} × {threshold} / 100 = {product}, with rounding and hedge {most}, "
    "if all weigh alike",
    "base": "at least {least} of {over} over it against at most {most} of {under} under it, where "
    "no share of {over} stands",
}


def same(one: str, other: str) -> bool:
    """Tell whether two cells do not contradict each other: an empty one contradicts nothing."""
    return not one or not other or one.strip().casefold() == other.strip().casefold()


def headline_doubts(mentions: Sequence[Stated]) -> Iterator[FigureDoubt]:
    """Raise what stands over the text and is stronger than all that stands under it.

    ``mentions`` are of one quantity and group. Each headline is held against the strongest row of
    the text that measures the same; only where there is none, against what measures another thing.
    """
    for headline in mentions:
        if headline.figure.medium.casefold() not in HEADLINES:
            continue
        bodies = [m for m in mentions if m.figure.medium.casefold() not in HEADLINES]
        bodies = [b for b in bodies if b.figure.unit == headline.figure.unit]
        alike = [b for b in bodies if _alike(headline, b)]
        strongest = max(alike or bodies, key=lambda b: b.span.high, default=None)
        if strongest is None:
            continue
        if headline.span.low > strongest.span.high:
            yield _more(headline, strongest)
        elif not alike:
            yield from _of_others(headline, bodies)


def _alike(headline: Stated, body: Stated) -> bool:
    a, b = headline.figure, body.figure
    return same(a.share_of, b.share_of) and same(a.population, b.population)


def _more(headline: Stated, body: Stated) -> FigureDoubt:
    """Say by how much the headline's number is beyond the text's."""
    carried = None if _alike(headline, body) else _carried(headline, body)
    least = headline.span.low
    most = carried.high if carried else body.span.high
    kind = "threshold" if carried else "number" if _alike(headline, body) else "base"
    facts = {
        "kind": kind,
        "least": shown(least),
        "most": shown(most),
        "share": shown(body.value),
        "threshold": body.figure.threshold,
        "product": shown(body.value * Fraction(whole_number(body.figure.threshold) or 0) / HUNDRED),
        "over": headline.figure.share_of,
        "under": body.figure.share_of,
    }
    return _doubt(headline, body, CALCULATED[kind].format(**facts), facts)


def _carried(headline: Stated, body: Stated) -> Range | None:
    """Give the least that a share with a threshold makes sure of, of what is counted within.

    Of 60 percent of the schools at least 75 percent of the pupils came: that makes sure of 45
    percent of all pupils, where schools are alike, and of no more.
    """
    threshold = whole_number(body.figure.threshold)
    if not body.percent or threshold is None or threshold > HUNDRED or headline.figure.threshold:
        return None
    if same(headline.figure.share_of, body.figure.share_of):
        return None
    share = Fraction(threshold) / HUNDRED
    return body.span.times(Range(share, share))


def _of_others(headline: Stated, bodies: Sequence[Stated]) -> Iterator[FigureDoubt]:
    """Raise a headline that tells the text's number of people whom the text does not tell of."""
    for body in bodies:
        over, under = headline.figure.population, body.figure.population
        if not same(over, under) and headline.span.meets(body.span):
            calculated = f"of {over} over it against {under} under it"
            facts = {"kind": "population", "over": over, "under": under}
            yield _doubt(headline, body, calculated, facts)
            return


def _doubt(headline: Stated, body: Stated, calculated: str, facts: dict[str, str]) -> FigureDoubt:
    message = (
        f"{name_of(headline.figure)}: the {headline.figure.medium} says more than what stands "
        f"under it, {calculated}: {row_in_words(headline.figure)} against "
        f"{row_in_words(body.figure)}: {ASK}"
    )
    return raised("headline-stronger", (headline, body), message, **facts)
