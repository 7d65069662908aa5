"""What there is to decide as plain values, and how far the sources agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lises.analysis.adjudication import Item, differs, settled
from lises.errors import LisesError, NotOfferedError
from lises.model import LeftOut, Passage

from .adjudicating import left_out, taken_over
from .blind import read_for
from .desk import Desk
from .plain import View, passages_of
from .sources import Sources

if TYPE_CHECKING:
    import polars as pl

__all__ = ["AdjudicationViews"]

COEFFICIENTS = ("alpha", "percent")
_LAST_REASONS = 12


class AdjudicationViews:
    """Gives the queue of what has to be decided, and the agreement of the sources."""

    def __init__(self, desk: Desk, sources: Sources) -> None:
        self.desk = desk
        self.sources = sources
        self._agreed: tuple[str, View] | None = None

    def queue(self) -> View:
        """Give every item of every interview that may be seen, and how many are decided."""
        rows, found = [], []
        reasons: dict[str, None] = {}
        for one in self.desk.material.interviews():
            row, items = self._interview(one.id, reasons)
            rows.append(row)
            found += items
        last = list(reasons)[-_LAST_REASONS:]
        known = self.sources.study() or {"sources": []}
        return {**known, "reasons": last[::-1], "interviews": rows, "items": found}

    def _interview(self, name: str, reasons: dict[str, None]) -> tuple[View, list[View]]:
        desk, sources = self.desk, self.sources
        items = sources.items(name)
        made = self._made(name)
        left = left_out(desk, name)
        taken, gone = taken_over(made), {(one.passage, one.code) for one in left}
        views = []
        counts = dict.fromkeys(("differ", "open", "agreed", "agreed_open"), 0)
        for item in items:
            state = settled(item, taken, gone)
            counts["differ" if differs(item) else "agreed"] += 1
            if state == "open":
                counts["open" if differs(item) else "agreed_open"] += 1
            views.append({**_item(item), "settled": state, "outcome": _outcome(item, made, left)})
        if not sources.closed(name):
            given = (*(one.reason for one in made), *(one.reason for one in left))
            reasons.update(dict.fromkeys(r for r in given if r and "\n" not in r))
        alone = sources.alone(name)
        counts["alone"] = len(alone)
        counts["alone_open"] = sum(settled(one, taken, gone) == "open" for one in alone)
        row: View = {"id": name, "why": sources.why(name), "items": len(items), **counts}
        row["version"] = sources.version(name) if items else ""
        row["read"] = sorted(read_for(desk.material.readings(), desk.set, name))
        return row, views

    def _made(self, name: str) -> list[Passage]:
        try:
            return list(passages_of(self.desk.passages(name)))
        except LisesError:
            return []

    # -- agreement --------------------------------------------------------------------------------

    def agreement(self) -> View:
        """Give how far the sources agree, per code and overall, over turns.

        Of the interviews alone that may be seen; each number with the units it is of. ``offered``
        is false where the method makes no use of it or nothing was read twice.
        """
        seen = [i.id for i in self.desk.material.interviews() if self.sources.items(i.id)]
        key = " ".join(f"{one}:{self.sources.version(one)}" for one in seen)
        if self._agreed is None or self._agreed[0] != key:
            self._agreed = (key, self._agreement(seen))
        return self._agreed[1]

    def _agreement(self, seen: list[str]) -> View:
        none: View = {"offered": False, "unit": "turns", "rows": []}
        if not seen:
            return none
        try:
            rows = self._table(seen)
        except (NotOfferedError, ValueError):
            return none
        return {"offered": True, "unit": "turns", "rows": rows}

    def _table(self, seen: list[str]) -> list[View]:
        from dataclasses import replace

        import polars as pl

        from lises.analysis.agreement import agreement_table, code_levels, double_coding
        from lises.anchoring import anchor
        from lises.files import read_study

        folder, _ = read_study(self.desk.study)
        if folder is None:
            raise ValueError("the study cannot be read")
        material = double_coding(anchor(folder), self.sources.ids)
        material = replace(material, read=material.read.filter(pl.col("interview").is_in(seen)))
        levels = code_levels(self.desk.material.codebook()[0])
        table = agreement_table(material, levels, "turns", samples=0)
        return _rows(table.filter(pl.col("level").is_in(["code", "overall", "any"])))


def _rows(table: pl.DataFrame) -> list[View]:
    found: dict[tuple[str, str], View] = {}
    for row in table.iter_rows(named=True):
        if row["coefficient"] not in COEFFICIENTS:
            continue
        made = found.setdefault(
            (row["level"], row["code"]),
            {
                "level": row["level"],
                "code": row["code"],
                **{name: row[name] for name in ("units", "disagreed", "uncoded", "interviews")},
            },
        )
        made[row["coefficient"]] = row["value"]
        made[f"{row['coefficient']}_undefined"] = row["undefined"]
    return list(found.values())


def _item(item: Item) -> View:
    turn, turn_end, start, end = item.hull
    sets = dict.fromkeys(one.set for one in item.codings)
    return {
        "id": item.id,
        "interview": item.interview,
        "code": item.code,
        "kind": item.kind,
        "turn": turn,
        "turn_end": turn_end,
        "start": start,
        "end": end,
        "sides": [
            {
                "set": of_set,
                "passages": [
                    {
                        "id": one.passage,
                        "turn": one.turn,
                        "turn_end": one.turn_end,
                        "start": one.start,
                        "end": one.end,
                    }
                    for one in item.codings
                    if one.set == of_set
                ],
            }
            for of_set in sets
        ],
        "lacking": list(item.lacking),
        "rivals": list(item.rivals),
    }


def _outcome(item: Item, made: Iterable[Passage], left: Iterable[LeftOut]) -> View:
    """Give what the consensus has of an item: passages, and what was left out."""
    ids = {one.passage for one in item.codings}
    return {
        "passages": [
            {"id": one.id, "codes": list(one.codes), "reason": one.reason}
            for one in made
            if ids & set(one.origin) and item.code in one.codes
        ],
        "left": [
            {
                "passage": one.passage,
                "instead": list(one.instead),
                "reason": one.reason,
                "coder": one.coder,
                "date": one.date,
            }
            for one in left
            if one.passage in ids and one.code == item.code
        ],
    }
