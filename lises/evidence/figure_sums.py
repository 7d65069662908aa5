"""Whether parts add up, sums come out, and shares come from whole numbers of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lises.model import Figure

from .expressions import Expression, ExpressionError, parse_expression
from .figure_doubts import ASK, FigureDoubt, name_of, raised, row_in_words, shown
from .quantities import COUNT, HUNDRED, Range, Stated, whole_number
from .shares import counts_giving, nearest_shares

__all__ = ["derived_doubts", "known_counts", "part_doubts", "share_doubts"]

NOTHING = Range(HUNDRED * 0, HUNDRED * 0)
EVERYTHING = Range(HUNDRED, HUNDRED)


def known_counts(readings: Sequence[Stated]) -> dict[str, int]:
    """Give quantities and rows that are one known whole number of people or things."""
    found: dict[str, set[int]] = defaultdict(set)
    for reading in readings:
        n = whole_number(reading.figure.value) if reading.figure.unit == COUNT else None
        if n is not None and not reading.loosened and not reading.figure.group:
            found[reading.figure.quantity].add(n)
            found[reading.figure.id].add(n)
    return {name: values.pop() for name, values in found.items() if len(values) == 1}


def part_doubts(readings: Sequence[Stated]) -> Iterator[FigureDoubt]:
    """Raise exclusive parts that do not add up, and any part that is larger than its whole.

    Parts that are not declared ``exclusive`` are never added. Rounding and hedges are allowed for:
    raised is only what no rounding explains.
    """
    families: dict[tuple[str, str, str], list[Stated]] = defaultdict(list)
    for reading in readings:
        figure = reading.figure
        if figure.whole and figure.part:
            wholes = _wholes(readings, figure)
            yield from _exceeds(reading, wholes)
            split = figure.group if any(w.figure.group == figure.group for w in wholes) else ""
            if figure.part == "exclusive":
                families[figure.whole, split, figure.unit].append(reading)
    for (_, group, _), parts in families.items():
        yield from _family(parts, group, readings)


def _wholes(readings: Sequence[Stated], part: Figure) -> list[Stated]:
    """Find the rows of a part's whole, in the part's unit: of its group, else of no group."""
    named = [r for r in readings if part.whole in (r.figure.quantity, r.figure.id)]
    named = [r for r in named if r.figure.id != part.id and r.figure.unit == part.unit]
    own = [r for r in named if r.figure.group == part.group]
    return own or [r for r in named if not r.figure.group]


def _exceeds(part: Stated, wholes: Sequence[Stated]) -> Iterator[FigureDoubt]:
    for whole in wholes:
        if part.span.low > whole.span.high:
            message = (
                f"{name_of(part.figure)}: {row_in_words(part.figure)} is more than its whole, "
                f"{name_of(whole.figure)}, {row_in_words(whole.figure)}: {ASK}"
            )
            yield raised("part-exceeds-whole", (part, whole), message)


def _family(
    parts: Sequence[Stated], group: str, readings: Sequence[Stated]
) -> Iterator[FigureDoubt]:
    for told in _tellings(parts):
        figure = told[0].figure
        wholes = _wholes(readings, figure)
        if not wholes and not told[0].percent:
            continue  # a whole of unknown size
        total = NOTHING
        for part in told:
            total = total.plus(part.span)
        whole = wholes[0].span if wholes else EVERYTHING
        if not total.meets(whole):
            yield _not_adding(told, wholes, group, readings)


def _tellings(parts: Sequence[Stated]) -> Iterator[list[Stated]]:
    """Give the parts once each: as one medium tells them all, or else the first row of each.

    Text and chart may both give the parts, and are then two sums.
    """
    keys = dict.fromkeys((p.figure.quantity, p.figure.group) for p in parts)
    media = dict.fromkeys((p.figure.source, p.figure.medium) for p in parts)
    whole = False
    for medium in media:
        told = [p for p in parts if (p.figure.source, p.figure.medium) == medium]
        if len({(p.figure.quantity, p.figure.group) for p in told}) == len(keys):
            whole = True
            yield _first_of_each(told)
    if not whole:
        yield _first_of_each(parts)


def _first_of_each(parts: Sequence[Stated]) -> list[Stated]:
    found: dict[tuple[str, str], Stated] = {}
    for part in parts:
        found.setdefault((part.figure.quantity, part.figure.group), part)
    return list(found.values())


def _not_adding(
    told: Sequence[Stated], wholes: Sequence[Stated], group: str, readings: Sequence[Stated]
) -> FigureDoubt:
    whole = wholes[0] if wholes else None
    values = " + ".join(r.figure.value for r in told)
    total = shown(sum((r.value for r in told), HUNDRED * 0))
    wanted = whole.figure.value if whole else "100"
    origin = _origin(whole, readings)
    name = told[0].figure.whole.replace("-", " ") + (f", {group}" if group else "")
    each = ", ".join(f"{name_of(r.figure)} {row_in_words(r.figure)}" for r in told)
    where = f"; whole: {row_in_words(whole.figure)}" if whole else ""
    message = (
        f"{name}: the parts give {values} = {total}, the whole is {wanted}"
        f"{f' = {origin}' if origin else ''}; parts: {each}{where}: {ASK}"
    )
    rows = [*told, *([whole] if whole else [])]
    facts = {"values": values, "total": total, "whole": wanted, "origin": origin}
    return raised("parts-do-not-add", rows, message, **facts)


def _origin(whole: Stated | None, readings: Sequence[Stated]) -> str:
    """Write out how a whole was itself derived, in numbers: "98 - 1"."""
    if whole is None or not whole.figure.derived_from:
        return ""
    try:
        sum_ = parse_expression(whole.figure.derived_from, {r.figure.id: r for r in readings})
    except ExpressionError:
        return ""
    return sum_.shown({r.figure.id: r.figure.value for r in readings})


def derived_doubts(figures: Sequence[Figure], readings: Sequence[Stated]) -> Iterator[FigureDoubt]:
    """Raise sums over rows that do not come out, or cannot be read."""
    by_id = {f.id: f for f in figures}
    spans = {r.figure.id: r.span for r in readings}
    values = {r.figure.id: r for r in readings}
    for figure in figures:
        if not figure.derived_from:
            continue
        try:
            expression = parse_expression(figure.derived_from, by_id)
            result = expression.over(spans)
        except ExpressionError as why:
            message = f"{name_of(figure)}: {row_in_words(figure)} is derived from what {why}"
            yield raised("derivation-unreadable", [figure], message, why=why)
            continue
        if figure.id in values and not result.meets(values[figure.id].span):
            yield _not_derived(values[figure.id], expression, values, result)


def _not_derived(
    row: Stated, expression: Expression, values: Mapping[str, Stated], result: Range
) -> FigureDoubt:
    sum_ = expression.shown({name: r.figure.value for name, r in values.items()})
    total = shown((result.low + result.high) / 2)
    message = f"{name_of(row.figure)}: {sum_} is {total}, not {row_in_words(row.figure)}: {ASK}"
    rows = [row, *(values[name] for name in expression.rows)]
    facts = {"values": sum_, "total": total, "whole": row.figure.value, "origin": ""}
    return raised("parts-do-not-add", rows, message, **facts)


def share_doubts(readings: Sequence[Stated], counts: Mapping[str, int]) -> Iterator[FigureDoubt]:
    """Raise percentages that no whole number of n gives, and those beyond all.

    Only where n is known: from the row, or from its whole where that is counted. A percentage with
    a hedge was never meant to the last digit.
    """
    for reading in readings:
        figure = reading.figure
        n = whole_number(figure.n)
        if figure.unit == COUNT and n and reading.span.low > n:
            message = f"{name_of(figure)}: {row_in_words(figure)} is more than all {n}: {ASK}"
            yield raised("impossible-share", [reading], message, n=n, near="")
        n = n or counts.get(figure.whole)
        if not reading.percent:
            continue
        if not 0 <= reading.value <= HUNDRED:
            if not figure.share_of:
                continue  # a growth, not a share
            message = f"{name_of(figure)}: {row_in_words(figure)} is no share of a whole: {ASK}"
            yield raised("impossible-share", [reading], message, n=n or "", near="")
        elif n and not reading.loosened and not counts_giving(reading.span, n):
            near = " and ".join(
                f"{k} of {n} is {shown(s)}" for k, s in nearest_shares(reading.value, n)
            )
            message = (
                f"{name_of(figure)}: no whole number of {n} gives {row_in_words(figure)}; "
                f"{near}: {ASK}"
            )
            yield raised("impossible-share", [reading], message, n=n, near=near)
