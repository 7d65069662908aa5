"""Rows of ``readings.csv`` and ``asked.csv`` as changes."""

from __future__ import annotations

from datetime import date

from .blind import EVERY
from .changes import Change
from .operations import Ask, Read
from .records import COLUMNS, Records, row_key

__all__ = ["asked_changes", "reading_changes"]


def _added(records: Records, cells: tuple[str, ...]) -> Change:
    return Change(path=records.path, key=row_key(*cells), before=None, after=records.row(cells))


def reading_changes(records: Records, who: tuple[str, str], op: Read, version: int) -> list[Change]:
    """Say what a set has read of an interview: rows that the new one covers go.

    ``who`` is the set and the interview; ``version`` the codebook's. No code: it is not read after
    all, and every row of it goes.
    """
    codes = (EVERY,) if EVERY in op.codes else tuple(dict.fromkeys(op.codes))
    rows = [(key, raw) for key, raw in records.snapshot().items() if _begins(key, who)]
    cells = (*who, ";".join(codes), str(version), date.today().isoformat())
    gone = []
    for key, raw in rows:
        had = set(_cells(records, raw)["codes"].split(";"))
        if had == {""}:
            continue  # assigned: who was to code it stays, whatever was read
        if not codes or EVERY in codes or had <= set(codes):
            gone.append(Change(path=records.path, key=key, before=raw, after=None))
    if not codes:
        return gone
    if row_key(*cells) in dict(rows):
        return [change for change in gone if change.key != row_key(*cells)]
    return [*gone, _added(records, cells)]


def _begins(key: str, cells: tuple[str, ...]) -> bool:
    return key.startswith(row_key(*cells) + ",")


def _cells(records: Records, raw: bytes) -> dict[str, str]:
    import csv

    header = next(csv.reader([records.found[0].text]))
    cells = next(csv.reader([raw.decode("utf-8").rstrip("\r\n")]))
    values = dict(zip(header, cells, strict=False))
    return {name: values.get(name, "") for name in COLUMNS[records.path]}


def asked_changes(records: Records, interview: str, op: Ask) -> list[Change]:
    """Say that a question was put in a turn, or take it back."""
    turn = "" if op.turn is None else str(op.turn)
    cells = (interview, op.question, turn)
    raw = records.raw(row_key(*cells))
    if op.asked:
        return [] if raw is not None else [_added(records, cells)]
    if raw is None:
        return []
    return [Change(path=records.path, key=row_key(*cells), before=raw, after=None)]
