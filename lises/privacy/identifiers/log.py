"""What was put for what: a table in the vault, the only place that tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError
from lises.files import Faults, read_text
from lises.files.tables import Columns, read_rows, write_rows

from .candidate import KINDS, Kind

__all__ = ["Replaced", "log_text", "puts_of", "read_log"]

HEADER = (
    "date", "interview", "turn", "start", "end", "kind",
    "was", "put", "identity", "before", "after",
)  # fmt: skip
_COLUMNS = Columns(HEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """One replacement as it was made: the place in the old text, and both texts' digests.

    ``put`` has no inflection; ``identity`` is what has the same ``put`` elsewhere.
    """

    date: str
    interview: str
    turn: int
    start: int
    end: int
    kind: Kind
    was: str
    put: str
    identity: str
    before: str
    after: str


def read_log(path: Path) -> tuple[Replaced, ...]:
    """Read a replacement log; nothing where there is none.

    Raises
    ------
    LisesError
        If it is damaged: nothing may be replaced then, for numbers would be given twice.
    """
    if not path.exists():
        return ()
    faults = Faults(str(path))
    text = read_text(path, faults)
    found = read_rows(text, faults, "a row of the log", _COLUMNS) if text else ()
    rows = [row.values for row in found]
    if text is None or faults.errors:
        line = faults.found[0].line if faults.found else 1
        raise LisesError(f"{path}:{line}: the replacement log is damaged; restore it")
    return tuple(_replaced({key: str(value) for key, value in row.items()}) for row in rows)


def _replaced(row: Mapping[str, str]) -> Replaced:
    kind = next((k for k in KINDS if k == row.get("kind")), "name")
    numbers = {key: int(row.get(key, "0")) for key in ("turn", "start", "end")}
    texts = {
        key: row.get(key, "")
        for key in ("date", "interview", "was", "put", "identity", "before", "after")
    }
    return Replaced(kind=kind, **numbers, **texts)  # type: ignore[arg-type]


def log_text(rows: Iterable[Replaced]) -> str:
    """Write a replacement log; a replacement that is there twice is written once, as the last."""
    kept = {(r.interview, r.turn, r.start, r.end, r.before): r for r in rows}
    return write_rows(HEADER, [[getattr(row, key) for key in HEADER] for row in kept.values()])


def puts_of(rows: Sequence[Replaced]) -> Mapping[str, frozenset[str]]:
    """Give by interview what was put there."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.interview].add(row.put)
    return {interview: frozenset(puts) for interview, puts in found.items()}
