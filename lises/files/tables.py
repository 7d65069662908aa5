"""Tables of a study: comma-separated, a header, LF; one object per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from lises.errors import did_you_mean, how_many

from .faults import Faults
from .fields import Fields

__all__ = ["Columns", "number", "read_rows", "split_list", "write_rows"]


class Columns(NamedTuple):
    """The columns that a table must have, those it may have, and which others it takes."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    others: Callable[[str], bool] = lambda _: False


def read_rows(text: str, faults: Faults, what: str, columns: Columns) -> Iterator[Fields]:
    """Give the rows as fields without their empty cells; a row of the wrong length is a problem.

    A row's line is the one on which it begins, also where cells before it hold line ends.
    """
    records = _records(text, faults)
    first = next(records, None)
    if first is None:
        if not faults.errors:
            needed = ",".join(columns.needed)
            faults.error(0, "file-empty", "is empty", f"write at least the header: {needed}")
        return
    first_line, header = first
    if not _header(header, first_line, faults, columns):
        return
    for line, cells in records:
        if len(cells) != len(header):
            remedy = "put a text that holds a comma in quotation marks"
            message = f"has {how_many(len(cells), 'cell')}, the header {len(header)}"
            faults.error(line, "row-length", message, remedy)
            continue
        values = {key: cell for key, cell in zip(header, cells, strict=True) if cell}
        yield Fields(values, faults, what, header, line)


def _records(text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Give the records that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        remedy = "look for a quotation mark that is not closed, or not doubled"
        faults.error(line, "csv-syntax", f"cannot be read from here: {problem}", remedy)


def _header(header: Sequence[str], line: int, faults: Faults, columns: Columns) -> bool:
    """Check the header; False where the rows cannot be read under it."""
    before = faults.errors
    if len(header) == 1 and ";" in header[0]:
        remedy = "save it as CSV with commas; a spreadsheet set to Danish parts columns with ;"
        faults.error(line, "csv-semicolons", "has columns parted by semicolons", remedy)
        return False
    known = columns.needed + columns.optional
    for name in columns.needed:
        if name not in header:
            near = did_you_mean(name, [n for n in header if n not in known])
            faults.error(line, "column-missing", f'has no column "{name}"', near or "add it")
    for name in header:
        if header.count(name) > 1:
            faults.error(line, "column-duplicate", f'has the column "{name}" twice', "keep one")
            return False
        if name not in known and not columns.others(name):
            near = did_you_mean(name, known)
            remedy = near or f"known here: {', '.join(known)}"
            faults.error(line, "column-unknown", f'has the column "{name}"', remedy)
    return faults.errors == before


def split_list(fields: Fields, key: str) -> Fields:
    """Give the cell's parts between semicolons as fields with one list under the same key."""
    value = fields.values.get(key)
    parts = {key: value.split(";")} if isinstance(value, str) else {}
    return Fields(parts, fields.faults, fields.what, (key,), fields.line)


def write_rows(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table; None is an empty cell. Nothing is neutralised: these are our own files."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue()


def number(fields: Fields, key: str, *, least: int = 1, needed: bool = False) -> int | None:
    """Give a cell as a whole number."""
    if not fields.has(key, needed=needed):
        return None
    value = str(fields.values[key])
    if not (value.isascii() and value.isdigit() and len(value) <= 9) or int(value) < least:
        fields.fault(
            key, "field-value", f'"{key}" is {value[:40]!r}', f"write a number from {least}"
        )
        return None
    return int(value)
