"""Conflicts that wait for a decision, kept in a file so that a restart loses none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import get_args

from lises.errors import LisesError, UnknownNameError
from lises.files import write_atomic

from .changes import Change, Conflict, Why

__all__ = ["Pending"]


class Pending:
    """The undecided conflicts of one coding set.

    Raises
    ------
    LisesError
        If the file that keeps them cannot be read: somebody's words are in it.
    """

    def __init__(self, study: Path, set_id: str) -> None:
        self._path = study / ".lises" / "tagging" / f"{set_id}.json"
        _ = self.all

    @property
    def all(self) -> tuple[Conflict, ...]:
        """Every undecided conflict, as the file has it now: another window may have decided."""
        try:
            rows = json.loads(self._path.read_text("utf-8"))
            return tuple(_conflict(row) for row in rows)
        except FileNotFoundError:
            return ()
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise LisesError(
                f"{self._path} keeps undecided changes and cannot be read ({fault}); "
                "look into it, and move it away to go on without them"
            ) from fault

    def new(self, change: Change, theirs: bytes | None, why: Why) -> Conflict:
        """Make a conflict of a change that was not possible."""
        return Conflict(
            id="",
            path=change.path,
            key=change.key,
            base=change.before,
            mine=change.after,
            theirs=theirs,
            why=why,
        )

    def of(self, name: str) -> Conflict:
        """Give an undecided conflict.

        Raises
        ------
        UnknownNameError
            If there is none of this id: it may have been decided in another window.
        """
        for conflict in self.all:
            if conflict.id == name:
                return conflict
        raise UnknownNameError(f"no open question {name!r}; it may have been decided elsewhere")

    def add(self, conflicts: Iterable[Conflict]) -> None:
        """Keep conflicts; none is asked twice, and one that goes on takes its first's place."""
        found = list(self.all)
        known = {_same(conflict) for conflict in found}
        fresh = [c for c in conflicts if _same(c) not in known]
        if not fresh:
            return
        taken = {conflict.id for conflict in found}
        names = (name for n in count(1) if (name := f"c{n}") not in taken)
        for conflict in fresh:
            before = next((n for n, old in enumerate(found) if _goes_on(old, conflict)), None)
            if before is None:
                found.append(replace(conflict, id=next(names)))
            else:
                found[before] = replace(conflict, id=found[before].id, base=found[before].base)
        self._keep(tuple(found))

    def settle(self, conflict: Conflict, again: Conflict | None = None) -> None:
        """Take a conflict away, or put another in its place."""
        others = (again if c.id == conflict.id else c for c in self.all)
        self._keep(tuple(c for c in others if c is not None))

    def _keep(self, conflicts: tuple[Conflict, ...]) -> None:
        if conflicts:
            rows = json.dumps([_row(c) for c in conflicts], indent=1)
            write_atomic(self._path, rows.encode())
        else:
            self._path.unlink(missing_ok=True)


def _goes_on(old: Conflict, new: Conflict) -> bool:
    """Tell whether the new begins with what the old would have kept of the same record."""
    return (old.path, old.key, old.mine) == (new.path, new.key, new.base) and old.mine is not None


def _same(conflict: Conflict) -> tuple[object, ...]:
    return (conflict.path, conflict.key, conflict.mine, conflict.theirs)


def _row(conflict: Conflict) -> dict[str, str | None]:
    sides = {name: _text(getattr(conflict, name)) for name in ("base", "mine", "theirs")}
    where = {"id": conflict.id, "path": conflict.path, "key": conflict.key, "why": conflict.why}
    return {**where, **sides}


def _conflict(row: dict[str, str | None]) -> Conflict:
    whys = get_args(Why)
    return Conflict(
        id=str(row["id"]),
        path=str(row["path"]),
        key=str(row["key"]),
        base=_bytes(row["base"]),
        mine=_bytes(row["mine"]),
        theirs=_bytes(row["theirs"]),
        why=whys[whys.index(row["why"])],
    )


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
