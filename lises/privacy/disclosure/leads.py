"""What could be done about it, tried: the rows changed so, and counted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from lises.model import StudyDesign

from .rare import rare
from .result import Cell, Column, Combination, Leads

__all__ = ["leads_for"]

ORDER = ("drop", "coarsen", "several", "unlink", "suppress")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def leads_for(
    people: Sequence[str],
    columns: Sequence[Column],
    k: int,
    *,
    design: StudyDesign,
    cells: Sequence[Cell] = (),
) -> tuple[Leads, ...]:
    """Try what would lead out of it: what leaves least first, nothing that leaves as much.

    Every known column dropped; two neighbouring levels of it made one (of a nominal one the two
    with fewest people), months made quarters or years, numbers bands of ten; no label that is the
    same in two findings; tables not counted by role.
    """
    known = [column for column in columns if column.kind == "known"]
    before = len(rare(people, known, k))
    found: list[Leads] = []
    for column in known:
        others = [other for other in known if other is not column]
        left = rare(people, others, k)
        found.append(_lead("drop", (column.name, "left out"), before, left))
        for detail, coarser in _coarser(column, design):
            left = rare(people, [*others, coarser], k)
            found.append(_lead("coarsen", (column.name, detail), before, left))
    found += _together(people, known, k)
    every = len(rare(people, columns, k))
    linked = [column for column in columns if column.kind != "stance"]
    detail = "a label of its own in each finding"
    found.append(_lead("unlink", ("stances", detail), every, rare(people, linked, k)))
    found += _suppressed(cells)
    return tuple(sorted((x for x in found if x.after < x.before), key=_least))


def _least(lead: Leads) -> tuple[int, int, int, str]:
    """Give the order: one column, several, then what is not about columns; what leaves least."""
    return ORDER.index(lead.what), lead.after, lead.people, lead.column


def _together(people: Sequence[str], known: Sequence[Column], k: int) -> Iterator[Leads]:
    """Leave out column after column, each time the one without which least is left, until none is.

    The best at each step, not the best of all ways.
    """
    here, gone = list(known), list[str]()
    before = len(rare(people, known, k))
    left = before
    while left and here:
        ways = [[c for c in here if c is not column] for column in here]
        here = min(ways, key=lambda way: len(rare(people, way, k)))
        gone = [c.name for c in known if c not in here]
        left = len(rare(people, here, k))
    if len(gone) > 1:
        yield _lead("several", (", ".join(gone), "left out"), before, rare(people, here, k))


def _lead(what: str, about: tuple[str, str], before: int, left: tuple[Combination, ...]) -> Leads:
    people = {person for one in left for person in one.people}
    return Leads(
        what=what,
        column=about[0],
        detail=about[1],
        before=before,
        after=len(left),
        people=len(people),
    )


def _coarser(column: Column, design: StudyDesign) -> Iterator[tuple[str, Column]]:
    def made(change: Callable[[str], str]) -> Column:
        return replace(column, values=tuple(change(v) if v else "" for v in column.values))

    if column.name == "month":
        yield "quarters", made(lambda v: " + ".join(dict.fromkeys(map(_quarter, v.split(" + ")))))
        yield "years", made(lambda v: " + ".join(dict.fromkeys(x[:4] for x in v.split(" + "))))
        return
    attribute = next((a for a in design.attributes if a.id == column.name), None)
    if attribute is None:
        return
    if attribute.type == "number":
        yield "bands of ten", made(_band)
        return
    for one, other in _pairs(column, attribute.levels if attribute.type == "ordinal" else ()):
        both = f"{one} or {other}"
        yield f'"{both}"', made(partial(_joined, pair=(one, other), both=both))


def _joined(value: str, *, pair: tuple[str, str], both: str) -> str:
    return both if value in pair else value


def _pairs(column: Column, levels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the levels to be made one: neighbours, or the two with fewest people."""
    number = Counter(value for value in column.values if value)
    if len(number) < 3:
        return  # of two, one is left: that is to drop it
    present = [level for level in levels if number[level]]
    if present:
        yield from pairwise(present)
        return
    least = sorted(number, key=lambda level: (number[level], level))
    yield least[0], least[1]


def _quarter(month: str) -> str:
    if len(month) < 7:
        return month
    return f"{month[:4]}-{QUARTERS[(int(month[5:7]) - 1) // 3]}"


def _band(value: str) -> str:
    try:
        low = int(float(value)) // 10 * 10
    except ValueError:
        return value
    return f"{low}-{low + 9}"


def _suppressed(cells: Sequence[Cell]) -> Iterator[Leads]:
    telling = [c for c in cells if c.kind in ("small", "complement", "withheld")]
    left = [c for c in telling if not c.place.endswith("prevalence") or c.what.endswith(", all")]
    yield Leads(
        what="suppress",
        column="prevalence",
        detail="not by role",
        before=len(telling),
        after=len(left),
        people=0,
    )
