"""Tables that others made, CSV and workbooks, as rows of texts; nothing in them is run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from xml.etree.ElementTree import Element

from lises.exchange.archive import Archive, open_archive
from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.safexml import parse_xml

__all__ = ["MAX_ROWS", "Row", "Table", "read_delimited", "read_workbook", "unmarked"]

MAX_BYTES = 64 * 2**20
MAX_ROWS = 500_000
MAX_COLUMNS = 500
DELIMITERS = ",;\t|"
_MARKED = re.compile(r"'+[=+\-@\t\r\n]")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REF = re.compile(r"([A-Z]{1,3})\d{1,7}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_ONE = datetime(1899, 12, 30)  # a spreadsheet's day has no time zone
_LAST_DAY = 2_958_465  # 9999-12-31
_FROM_1904 = 1462


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line or row number that it begins on, and its cells."""

    at: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """A table with the names of its columns as they are written; ``notes`` say how it was read."""

    header: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    serial: int = 0
    """How many days later than usual a workbook counts its days from; 0 for other tables."""
    numbers: bool = False
    """Whether a date may be a number of days."""

    def day(self, cell: str) -> str:
        """Give a date; a number of days of a workbook as ISO 8601."""
        if not self.numbers or not re.fullmatch(r"\d{1,7}(\.\d+)?", cell):
            return cell
        days = float(cell) + self.serial
        if days > _LAST_DAY:
            return cell
        moment = _DAY_ONE + timedelta(seconds=round(days * 86_400))
        return moment.date().isoformat() if days == int(days) else moment.isoformat()


def unmarked(cell: str) -> str:
    """Take off the sign that keeps a spreadsheet from running a cell.

    >>> unmarked("'=1+1"), unmarked("'tis"), unmarked("''-x")
    ('=1+1', "'tis", "'-x")
    """
    return cell[1:] if _MARKED.match(cell) else cell


def read_delimited(content: bytes, name: str, known: Iterable[str] = ()) -> Table:
    """Read a table of text, whatever its encoding and whatever parts its columns.

    Parameters
    ----------
    content : bytes
    name : str
        What to call it in a message.
    known : iterable of str
        Names of columns in small letters; the delimiter under which most of them are there is the
        one, or the one with most columns.

    Raises
    ------
    UnreadableError
        If it is no text, larger than the cap, or its quotation marks are not closed.
    """
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    decoded = decode(content, name)
    text = decoded.text.replace("\0", "")
    names = set(known)
    delimiter = max(DELIMITERS, key=lambda sign: _promise(text, sign, names))
    table = Table(notes=[f"{decoded.encoding}, columns parted by {_said(delimiter)}"])
    table.notes += decoded.notes
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            _take(table, line, [unmarked(cell) for cell in cells], name)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(
            "csv-syntax",
            f"{name} cannot be read from line {line} on ({str(error)[:60]})",
            "look for a quotation mark that is not closed",
            at=line,
        ) from error
    return table


def _take(table: Table, at: int, cells: Sequence[str], name: str) -> None:
    if not any(cell.strip() for cell in cells):
        return
    if len(cells) > MAX_COLUMNS or len(table.rows) >= MAX_ROWS:
        raise _too_large(name)
    if not table.header:
        table.header = tuple(cell.strip() for cell in cells)
    else:
        filled = (*cells, *[""] * (len(table.header) - len(cells)))
        table.rows.append(Row(at, filled[: len(table.header)]))


def _promise(text: str, delimiter: str, known: set[str]) -> tuple[int, int]:
    """Tell how many columns are known, and how many there are, under a delimiter."""
    reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter)
    try:
        first = next(filter(any, islice(reader, 20)), [])
    except csv.Error:
        return 0, 0
    return sum(cell.strip().casefold() in known for cell in first), len(first)


def _said(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter]


def read_workbook(content: bytes, name: str) -> dict[str, Table]:
    """Read the sheets of a workbook (xlsx), by name in its order; empty ones are left out.

    Values are taken as they were last computed; formulas, links and macros are not looked at.

    Raises
    ------
    UnreadableError
        If it is no workbook, damaged, unsafe, or larger than the caps.
    """
    archive = open_archive(content)
    if "xl/workbook.xml" not in archive.names:
        raise UnreadableError(
            "format-not-read", f"{name} is no Excel workbook", "save it as .xlsx or .csv"
        )
    book = _part(archive, "xl/workbook.xml")
    paths = _paths(archive)
    shared = _shared(archive)
    later = any(_is_on(one.get("date1904")) for one in _all(book, "workbookPr"))
    tables = {}
    for sheet in _all(book, "sheet"):
        relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        path = paths.get(relation, "")
        if path in archive.names:
            table = Table(serial=_FROM_1904 if later else 0, numbers=True)
            for at, cells in _rows(_part(archive, path), shared):
                _take(table, at, cells, name)
            if table.header:
                tables[sheet.get("name", path)] = table
    return tables


def _part(archive: Archive, path: str) -> Element:
    return parse_xml(archive.read(path), path)


def _all(root: Element, local: str) -> Iterator[Element]:
    for space in (_MAIN, _STRICT):
        yield from root.iter(f"{space}{local}")


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _paths(archive: Archive) -> Mapping[str, str]:
    """Give the path of each relation's target."""
    name = "xl/_rels/workbook.xml.rels"
    if name not in archive.names:
        return {}
    found = {}
    for one in _part(archive, name):
        target = one.get("Target", "")
        found[one.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _shared(archive: Archive) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.names:
        return []
    root = _part(archive, "xl/sharedStrings.xml")
    return [_letters(one) for one in _all(root, "si")]


def _letters(element: Element) -> str:
    """Give the text of a string, of its runs together, without reading aids for its signs."""
    parts = []
    for child in element:
        local = child.tag.rpartition("}")[2]
        if local == "t":
            parts.append(child.text or "")
        elif local == "r":
            parts.append(_letters(child))
    return _ESCAPED.sub(_letter, "".join(parts)) if len(element) else ""


def _letter(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign


def _rows(sheet: Element, shared: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(_all(sheet, "row"), start=1):
        cells: dict[int, str] = {}
        for place, cell in enumerate(row):
            ref = _REF.fullmatch(cell.get("r", ""))
            column = _column(ref[1]) if ref else place
            if column < MAX_COLUMNS:
                cells[column] = unmarked(_value(cell, shared))
        own = row.get("r", "")
        at = int(own) if own.isascii() and own.isdigit() and len(own) < 8 else number
        yield at, [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, shared: Sequence[str]) -> str:
    kind = cell.get("t", "n")
    parts = {child.tag.rpartition("}")[2]: child for child in cell}
    if kind == "inlineStr":
        return _letters(parts["is"]) if "is" in parts else ""
    written = (parts["v"].text or "") if "v" in parts else ""
    if kind == "s":
        number = (
            int(written) if written.isascii() and written.isdigit() and len(written) < 9 else -1
        )
        return shared[number] if 0 <= number < len(shared) else ""
    if kind == "str":
        return _ESCAPED.sub(_letter, written)
    return written.removesuffix(".0")


def _too_large(name: str) -> UnreadableError:
    return UnreadableError(
        "file-too-large",
        f"{name} has more than {MAX_BYTES // 2**20} MiB, {MAX_ROWS:,} rows "
        f"or {MAX_COLUMNS} columns",
        "divide it",
    )
