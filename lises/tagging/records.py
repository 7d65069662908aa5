"""A file as records that are changed one by one while the bytes of the others stay as they are.

A record is a line of ``codings``, a row of a table, or a whole file. What cannot be read is a
record without a key: it is kept where it stands and never touched.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from lises.errors import LisesError, Problem
from lises.files import Faults, parse_passages
from lises.files.text import decode_text
from lises.model import Passage

from .changes import AT_END, Change, Clash
from .hits import hit_key
from .left_out import DECISIONS, left_out_key

__all__ = ["COLUMNS", "Line", "Record", "Records", "Shape", "read_line", "read_records", "row_key"]

COLUMNS = {
    "readings.csv": ("set", "interview", "codes", "codebook", "date"),
    "asked.csv": ("interview", "question", "turn"),
}
_BOM = b"\xef\xbb\xbf"
_LINE_ENDS = b"\r\n"


class Record(NamedTuple):
    """One record: its key (None where it has none), its bytes with the line end, its clean text."""

    key: str | None
    raw: bytes
    text: str


class Line(NamedTuple):
    """What a line of codings holds: the id that it names, its passage, what is wrong with it."""

    id: str | None
    passage: Passage | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is around a file's records: byte order mark, line end, whether its last has none."""

    bom: bytes = b""
    end: bytes = b"\n"
    open_end: bool = False


@dataclass(slots=True)
class Records:
    """The records of one file in order, to be changed in place."""

    path: str
    found: list[Record] = field(default_factory=list)
    shape: Shape = field(default_factory=Shape)
    there: bool = True

    @property
    def whole(self) -> bool:
        """Whether the file is one record."""
        return not self.path.endswith((".jsonl", ".csv"))

    @property
    def bare(self) -> bool:
        """Whether nothing is left in it but a table's header."""
        return not any(record.key is not None or record.raw.strip() for record in self._rows())

    def _rows(self) -> list[Record]:
        return self.found[1:] if self.path in COLUMNS else self.found

    def raw(self, key: str) -> bytes | None:
        """Give a record's bytes, or None."""
        return next((r.raw for r in self.found if r.key == key), None)

    def snapshot(self) -> dict[str, bytes]:
        """Give the bytes of every record that has a key."""
        return {r.key: r.raw for r in self.found if r.key is not None}

    def twice(self, key: str) -> bool:
        """Tell whether two records claim this key."""
        return any(record.key == f"{key}#2" for record in self.found)

    def same(self, one: bytes | None, other: bytes | None) -> bool:
        """Tell whether two records say the same; of lines the ends do not count."""
        if one is None or other is None or self.whole:
            return one == other
        return one.rstrip(_LINE_ENDS) == other.rstrip(_LINE_ENDS)

    def apply(self, change: Change) -> Change | Clash | None:
        """Make a change; gives it with its place, None where it is made already, or the clash."""
        at = next((n for n, r in enumerate(self.found) if r.key == change.key), None)
        now = None if at is None else self.found[at].raw
        if self.same(now, change.after):
            return None
        if not self.same(now, change.before):
            return Clash(now)
        if change.after is None:
            return self._remove(change, at or 0)
        raw = change.after
        if not self.whole and not raw.endswith((b"\n", b"\r")):
            raw += self.shape.end
        record = Record(change.key, raw, raw.decode("utf-8", "replace").rstrip("\r\n"))
        if at is not None:
            self.found[at] = record
            return replace(change, after=raw, index=at)
        return self._insert(replace(change, after=raw), record)

    def _remove(self, change: Change, at: int) -> Change:
        del self.found[at]
        return replace(change, index=at)

    def _insert(self, change: Change, record: Record) -> Change:
        if not self.found and self.path in COLUMNS:
            header = ",".join(COLUMNS[self.path])
            self.found.append(Record(None, header.encode() + self.shape.end, header))
        last = len(self.found)
        at = last if change.index == AT_END else min(change.index, last)
        self.found.insert(at, record)
        return replace(change, index=at)

    def data(self) -> bytes:
        """Give the file's bytes."""
        body = b"".join(record.raw for record in self.found)
        if self.shape.open_end and not self.whole and self.found:
            last = self.found[-1].raw
            body = body[: len(body) - len(last)] + last.rstrip(_LINE_ENDS)
        return self.shape.bom + body

    def row(self, cells: tuple[str, ...]) -> bytes:
        """Write a row of a table under the columns that its file has.

        Raises
        ------
        LisesError
            If the file has no header with these columns.
        """
        columns = COLUMNS[self.path]
        header = next(csv.reader([self.found[0].text]), []) if self.found else list(columns)
        if not set(columns) <= set(header):
            raise LisesError(f"{self.path}:1 has not the columns {', '.join(columns)}; add them")
        values = dict(zip(columns, cells, strict=True))
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow([values.get(name, "") for name in header])
        return out.getvalue().encode()


def read_records(path: str, data: bytes | None, known: Shape | None = None) -> Records:
    """Read a file's bytes; None where there is no file.

    ``known`` is its shape when it was last seen with records, for a file that has none now.

    Raises
    ------
    LisesError
        If nothing can be written to it safely: it is no text, or holds two versions that were
        never merged.
    """
    if data is None:
        return Records(path, shape=known or Shape(), there=False)
    if not path.endswith((".jsonl", ".csv")):
        return Records(path, [Record("", data, data.decode("utf-8", "replace"))])
    texts = _clean(path, data)
    bom = _BOM if data.startswith(_BOM) else b""
    raws = data[len(bom) :].splitlines(keepends=True)
    if not raws:
        return Records(path, shape=known or Shape(bom))
    end = next((raw[len(raw.rstrip(_LINE_ENDS)) :] for raw in raws), b"") or b"\n"
    open_end = not raws[-1].endswith((b"\n", b"\r"))
    if open_end:
        raws[-1] += end
    pairs = zip(raws, texts, strict=False)
    made = _rows(path, pairs) if path.endswith(".csv") else _lines(path, pairs)
    return Records(path, _told_apart(made), Shape(bom, end, open_end))


def _clean(path: str, data: bytes) -> list[str]:
    faults = Faults(path)
    text = decode_text(data, faults, by_line=path.endswith(".jsonl"))
    stop = next((p for p in faults.found if p.rule == "conflict-marker"), None)
    stop = stop or next((p for p in faults.found if text is None), None)
    if stop is not None:
        raise LisesError(f"{path}:{stop.line} {stop.message}; {stop.remedy}, then go on here")
    return (text or "").split("\n")


def _lines(path: str, pairs: Iterator[tuple[bytes, str]]) -> Iterator[Record]:
    for raw, text in pairs:
        yield Record(_line_key(path, text), raw, text)


def _line_key(path: str, text: str) -> str | None:
    if path.startswith("searches/"):
        return hit_key(text, path)
    return left_out_key(text, path) if path.startswith(DECISIONS) else read_line(path, text).id


@lru_cache(maxsize=100_000)
def read_line(path: str, text: str) -> Line:
    """Read one line of a file of codings; kept, since nearly all are the same the next time."""
    if not text or text.isspace():
        return Line(None, None, ())
    passages, problems = parse_passages(text, path)
    if passages:
        return Line(passages[0].id, passages[0], tuple(problems))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    name = value.get("id") if isinstance(value, dict) else None
    return Line(name if isinstance(name, str) and name else None, None, tuple(problems))


def _rows(path: str, pairs: Iterator[tuple[bytes, str]]) -> Iterator[Record]:
    """Give the rows of a table; one with line ends in its cells is of several lines."""
    header: list[str] | None = None
    raw, text = b"", ""
    for more, line in pairs:
        raw, text = raw + more, f"{text}\n{line}" if raw else line
        if text.count('"') % 2:
            continue
        cells = next(csv.reader(io.StringIO(text, newline="")), [])
        if header is None and cells:
            header = cells
            yield Record(None, raw, text)
        else:
            yield Record(_key(path, header or [], cells), raw, text)
        raw, text = b"", ""
    if raw:
        yield Record(None, raw, text)


def _key(path: str, header: list[str], cells: list[str]) -> str | None:
    if not cells or len(cells) != len(header):
        return None
    row = dict(zip(header, cells, strict=True))
    return row_key(*(row.get(name, "") for name in COLUMNS[path]))


def row_key(*cells: str) -> str:
    """Name a row of a table by its cells, in the order of its columns."""
    return ",".join(cells)


def _told_apart(records: Iterator[Record]) -> list[Record]:
    """Give the second bearer of a key another: only the first is meant by it."""
    seen: dict[str, int] = {}
    found: list[Record] = []
    for record in records:
        if record.key is not None:
            seen[record.key] = seen.get(record.key, 0) + 1
            if seen[record.key] > 1:
                found.append(record._replace(key=f"{record.key}#{seen[record.key]}"))
                continue
        found.append(record)
    return found
