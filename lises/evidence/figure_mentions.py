"""One quantity mentioned more than once: whether the mentions say the same, of the same thing.

Two mentions are rows of one quantity and group. What they are measured in and of (unit, share of,
population, reporter) is their base. A mention that leaves a column empty does not contradict one
that fills it. Values are held against each other only on one base: shares of two things may well
be two numbers. What is asked of two bases is why they have one number, and why one group has two
where the others have one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lises.model import Figure

from .figure_doubts import ASK, FigureDoubt, name_of, raised, row_in_words, rows_in_words, shown
from .figure_headlines import headline_doubts, same
from .quantities import COUNT, HUNDRED, Stated, whole_number

__all__ = ["mention_doubts", "neighbour_doubts", "threshold_doubts"]

BASE = ("unit", "share_of", "population", "reporter")
OPPOSED = (frozenset({"nearly", "under"}), frozenset({"just-over", "over"}))
OPEN = frozenset({"over", "under"})  # any distance is allowed for: meeting says little

NEAR = 2  # points: a reader takes the one percentage for the other
AGREEING = 2  # other groups whose values agree over the same two bases

# The base of both mentions of a pair, as far as it differs.
_Change = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two mentions of one quantity and group, in the order of the file."""

    one: Stated
    other: Stated
    changed: _Change

    @property
    def rows(self) -> tuple[Stated, Stated]:
        return self.one, self.other

    @property
    def names(self) -> frozenset[str]:
        return frozenset(column for column, _, _ in self.changed)

    @property
    def agree(self) -> bool:
        return self.one.span.meets(self.other.span)

    @property
    def apart(self) -> float:
        """How far the values are from each other: points of a percentage, else per cent."""
        distance = abs(self.one.value - self.other.value)
        if self.one.percent:
            return float(distance)
        return float(distance / (max(abs(self.one.value), abs(self.other.value)) or 1) * 100)

    @property
    def one_number(self) -> bool:
        """Whether both give one number: "more than 50" and 59 can both be true and are two."""
        opened = any(r.hedges & OPEN for r in self.rows)
        return self.agree and (not opened or self.apart <= NEAR)

    @property
    def kind(self) -> tuple[str, _Change]:
        return self.one.figure.quantity, self.changed


def mention_doubts(readings: Sequence[Stated], counts: Mapping[str, int]) -> Iterator[FigureDoubt]:
    """Raise mentions that part: in value, unit, hedge, strength, or count against percentage.

    ``counts`` gives quantities that are a known number of things.
    """
    mentions = _mentions(readings)
    strong = [doubt for rows in mentions for doubt in headline_doubts(rows)]
    yield from strong
    told = {frozenset(doubt.rows) for doubt in strong}
    pairs = [p for p in _pairs(mentions) if frozenset(r.figure.id for r in p.rows) not in told]
    agreeing: dict[tuple[str, _Change], set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.one_number:
            agreeing[pair.kind].add(pair.one.figure.group)
    changed: dict[tuple[str, _Change], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if {r.figure.unit for r in pair.rows} == {COUNT, "percent"}:
            yield from _counterpart(pair, counts)
            continue
        others = agreeing[pair.kind] - {pair.one.figure.group}
        if pair.names - {"reporter"} and not pair.agree and len(others) >= AGREEING:
            yield _odd_one_out(pair, len(others))
        elif _same_number_changed(pair):
            changed[pair.kind].append(pair)
        yield from _on_one_base(pair)
    for (quantity, change), found in changed.items():
        yield _unit(quantity, change, found)


def _on_one_base(pair: _Pair) -> Iterator[FigureDoubt]:
    """Raise what two mentions of one thing say differently: value, hedge, number of people."""
    if not pair.agree:
        if _one_quantity(pair):
            message = f"{name_of(pair.one.figure)}: {rows_in_words(pair.rows)}: {ASK}"
            yield raised("two-values", pair.rows, message)
    elif not pair.changed:
        yield from _hedge(pair)
        yield from _base_number(pair)


def _mentions(readings: Sequence[Stated]) -> list[list[Stated]]:
    """Gather the readings of each quantity and group."""
    mentions: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for reading in readings:
        mentions[reading.figure.quantity, reading.figure.group].append(reading)
    return list(mentions.values())


def _pairs(mentions: Iterable[Sequence[Stated]]) -> Iterator[_Pair]:
    for rows in mentions:
        for one, other in combinations(rows, 2):
            yield _Pair(one, other, _changes(one.figure, other.figure))


def _changes(one: Figure, other: Figure) -> _Change:
    found = []
    for column in BASE:
        left, right = getattr(one, column), getattr(other, column)
        if not same(left, right):
            found.append((column, left, right))
    return tuple(found)


def _repeated(pair: _Pair) -> bool:
    """Tell whether one mention only repeats: told by another, without the n that the first has."""
    one, other = pair.one.figure, pair.other.figure
    return pair.names == {"reporter"} and bool(one.n) != bool(other.n)


def _same_number_changed(pair: _Pair) -> bool:
    """Tell whether one number, or nearly one, is told of two different things."""
    if not pair.changed or _repeated(pair):
        return False
    if pair.agree:
        return pair.one_number
    # A survey and a chair who give 59 and 60 give two values; of citizens and of towns, one number.
    return (
        pair.apart <= NEAR and pair.names <= {"share_of", "reporter"} and "share_of" in pair.names
    )


def _one_quantity(pair: _Pair) -> bool:
    """Tell whether two values that differ are meant to be one: measured in and of one thing."""
    thresholds = [r.figure.threshold for r in pair.rows]
    # At another threshold another value is to be expected.
    told_apart = all(thresholds) and thresholds[0] != thresholds[1]
    return not pair.names - {"reporter"} and not told_apart


def _odd_one_out(pair: _Pair, agreeing: int) -> FigureDoubt:
    """Doubt the one group of several that has two numbers over two bases."""
    said = "; ".join(f"{left} against {right}" for _, left, right in pair.changed)
    message = (
        f"{name_of(pair.one.figure)}: {rows_in_words(pair.rows)}, where {agreeing} other groups "
        f"have one number for both ({said}): {ASK}"
    )
    return raised("odd-one-out", pair.rows, message, n=agreeing, said=said)


def _unit(quantity: str, change: _Change, found: Sequence[_Pair]) -> FigureDoubt:
    rows = list(dict.fromkeys(r for pair in found for r in pair.rows))
    said = "; ".join(f"{left} against {right}" for _, left, right in change)
    first = found[0]
    example = f"{name_of(first.one.figure)}: {rows_in_words(first.rows)}"
    rest = len(found) - 1
    more = f", and {rest} more pair{'' if rest == 1 else 's'}" if rest else ""
    message = f"{quantity.replace('-', ' ')} is told of two things ({said}): {example}{more}: {ASK}"
    columns = ",".join(column for column, _, _ in change)
    return raised("unit-changes", rows, message, columns=columns, said=said, pairs=len(found))


def _hedge(pair: _Pair) -> Iterator[FigureDoubt]:
    """Raise a hedge that one of two mentions of the same number does not have."""
    if pair.one.value != pair.other.value:
        return
    kinds = [r.hedges for r in pair.rows]
    opposed = any(a & OPPOSED[0] and b & OPPOSED[1] for a, b in (kinds, kinds[::-1]))
    judged = ("judged" in kinds[0]) != ("judged" in kinds[1])
    if opposed or judged or pair.one.loosened != pair.other.loosened:
        hedged = pair.one if kinds[0] - kinds[1] else pair.other
        bare = pair.other if hedged is pair.one else pair.one
        hedge = hedged.figure.hedge
        message = (
            f"{name_of(pair.one.figure)}: {row_in_words(hedged.figure)} is elsewhere "
            f"{row_in_words(bare.figure)}: {ASK}"
        )
        yield raised("hedge-dropped", (hedged, bare), message, hedge=hedge)


def _base_number(pair: _Pair) -> Iterator[FigureDoubt]:
    """Raise one value that is told of two numbers of people."""
    numbers = [whole_number(r.figure.n) for r in pair.rows]
    if pair.agree and all(numbers) and numbers[0] != numbers[1]:
        message = f"{name_of(pair.one.figure)}: {rows_in_words(pair.rows)}: {ASK}"
        yield raised("n-changes", pair.rows, message)


def _counterpart(pair: _Pair, counts: Mapping[str, int]) -> Iterator[FigureDoubt]:
    """Raise a count and a percentage of one thing that do not give each other."""
    share, number = pair.rows if pair.one.percent else pair.rows[::-1]
    n = whole_number(share.figure.n) or whole_number(number.figure.n)
    n = n or counts.get(share.figure.whole) or counts.get(number.figure.whole)
    if n is None:
        if share.value == number.value:
            yield _unit(pair.one.figure.quantity, pair.changed, [pair])
        return
    low, high = number.span.low * HUNDRED / n, number.span.high * HUNDRED / n
    if low > share.span.high or high < share.span.low:
        is_share = shown(number.value * HUNDRED / n)
        message = (
            f"{name_of(number.figure)}: {row_in_words(number.figure)} of {n} is {is_share} "
            f"percent, not {row_in_words(share.figure)}: {ASK}"
        )
        facts = {"count": number.figure.value, "n": n, "share": is_share}
        yield raised("counterpart", (number, share), message, **facts)


def threshold_doubts(readings: Sequence[Stated]) -> Iterator[FigureDoubt]:
    """Raise a quantity whose threshold is another elsewhere, or is left out elsewhere."""
    by_quantity: dict[str, list[Stated]] = defaultdict(list)
    for reading in readings:
        by_quantity[reading.figure.quantity].append(reading)
    for quantity, rows in by_quantity.items():
        found: dict[tuple[str, str], list[Stated]] = defaultdict(list)
        for one, other in combinations(rows, 2):
            if _threshold_changes(one, other):
                first, second = sorted((one, other), key=lambda r: r.figure.threshold)
                key = (first.figure.threshold, second.figure.threshold)
                found[key] += [first, second]
        for (left, right), concerned in found.items():
            ordered = sorted(dict.fromkeys(concerned), key=rows.index)
            yield _threshold(quantity, (left, right), ordered)


def _threshold(
    quantity: str, thresholds: tuple[str, str], concerned: Sequence[Stated]
) -> FigureDoubt:
    left, right = (t or "none" for t in thresholds)
    one = concerned[0]
    other = next(r for r in concerned if r.figure.threshold != one.figure.threshold)
    message = (
        f"{quantity.replace('-', ' ')}: the threshold is {left} and {right}: "
        f"{rows_in_words((one, other))}: {ASK}"
    )
    return raised("threshold-changes", concerned, message, left=thresholds[0], right=thresholds[1])


def _threshold_changes(one: Stated, other: Stated) -> bool:
    a, b = one.figure, other.figure
    left, right = whole_number(a.threshold), whole_number(b.threshold)
    if a.threshold == b.threshold or _place(a) == _place(b):
        return False  # one place that gives several thresholds gives a distribution
    if left and right and abs(left - right) * 20 <= max(left, right):
        return True
    same_value = a.group == b.group and one.value == other.value and a.unit == b.unit
    return same_value and not {c for c, _, _ in _changes(a, b)} - {"reporter"}


def _place(figure: Figure) -> tuple[object, ...]:
    return figure.source, figure.paragraph, figure.medium


def neighbour_doubts(
    readings: Sequence[Stated], parted: Sequence[FigureDoubt]
) -> Iterator[FigureDoubt]:
    """Raise, of two values of one quantity, one that is a neighbouring quantity's of that group.

    A line of a table or a bar of a chart may have been read for another. ``parted`` are the doubts
    of two values and of one group that parts where the others do not.
    """
    by_id = {r.figure.id: r for r in readings}
    told = set()
    for doubt in parted:
        rows = [by_id[name] for name in doubt.rows]
        for suspect in rows:
            other = rows[1] if suspect is rows[0] else rows[0]
            neighbour = next((r for r in readings if _neighbour(suspect, other, r)), None)
            if neighbour is None or suspect.figure.id in told:
                continue
            told.add(suspect.figure.id)
            message = (
                f"{name_of(suspect.figure)}: {row_in_words(suspect.figure)} is elsewhere "
                f"{row_in_words(other.figure)}, and it is also the value of "
                f"{neighbour.figure.quantity.replace('-', ' ')} for the same group, "
                f"{row_in_words(neighbour.figure)}; a possible slip: {ASK}"
            )
            facts = {"value": suspect.figure.value, "quantity": neighbour.figure.quantity}
            yield raised("neighbour", (suspect, other, neighbour), message, **facts)


def _neighbour(suspect: Stated, mention: Stated, other: Stated) -> bool:
    """Tell whether a figure could have been read for one of two mentions: measured alike."""
    a, b = suspect.figure, other.figure
    near = bool(a.group) and a.group == b.group
    if not a.group and not b.group:
        near = bool(a.whole) and a.whole == b.whole
    alike = a.unit == b.unit and b.share_of in (a.share_of, mention.figure.share_of)
    return (
        near
        and alike
        and a.source == b.source
        and a.quantity != b.quantity
        and suspect.value == other.value
    )
