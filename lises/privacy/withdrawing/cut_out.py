"""Rows, lines and items taken out of files that people wrote; every other byte stays."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lises.files import MarkedList, MarkedMap
from lises.files.splices import Edit, block_end, item_start, json_list, line_end, spliced

__all__ = ["csv_cut", "items_out", "jsonl_cut", "key_out"]

LINE = re.compile(r"[^\n]*\n|[^\n]+")  # not what else Unicode calls a line end
Row = Mapping[str, str]
Keep = Callable[[dict[str, str]], Row | None]


def csv_cut(text: str, keep: Keep) -> str:
    r"""Take rows out of a table, or give them other cells; a row that stays is as it was written.

    >>> csv_cut("id,n\na,1\nb,2\n", lambda row: None if row["id"] == "a" else row)
    'id,n\nb,2\n'
    """
    header: list[str] | None = None
    kept = []
    for record in _records(text):
        cells = next(csv.reader(io.StringIO(record, newline="")), [])
        if header is None:
            header = cells if cells else None
            kept.append(record)
            continue
        row = dict(zip(header, cells, strict=False))
        now = keep(dict(row)) if cells else row
        if now == row:
            kept.append(record)
        elif now is not None:
            kept.append(_written([now.get(name, "") for name in header], record))
    return "".join(kept)


def _records(text: str) -> Iterator[str]:
    """Give the records with their line ends; within quotation marks a line end parts nothing."""
    record = ""
    for line in LINE.findall(text):
        record += line
        if record.count('"') % 2 == 0:
            yield record
            record = ""
    if record:
        yield record


def _written(cells: Sequence[str], like: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue() + like[len(like.rstrip("\r\n")) :]


def jsonl_cut(text: str, gone: Callable[[dict[str, Any]], bool], passages: frozenset[str]) -> str:
    """Take lines out, and these passages out of what the other lines name as ``from``.

    A line that cannot be read stays: it is told where the study is looked through afterwards.
    """
    kept = []
    for line in LINE.findall(text):
        try:
            row = json.loads(line)
        except ValueError:
            kept.append(line)
            continue
        if not isinstance(row, dict) or not gone(row):
            kept.append(_without_origin(line, row, passages))
    return "".join(kept)


def _without_origin(line: str, row: object, passages: frozenset[str]) -> str:
    origin = row.get("from") if isinstance(row, dict) else None
    if not isinstance(origin, list) or passages.isdisjoint(map(str, origin)):
        return line
    found = json_list(line, "from")
    if found is None:
        return line
    left = json.dumps([one for one in origin if one not in passages], separators=(",", ":"))
    return spliced(line, [Edit(found[0], found[1], left)])


# ---- YAML ----------------------------------------------------------------------------------------


def items_out(text: str, values: MarkedMap, key: str, gone: Callable[[Any], bool]) -> list[Edit]:
    """Take items out of the list under a key of a mapping with a line for each key.

    Where none is left the key goes too. Comments that stand before an item stay.
    """
    items = values.get(key)
    if not isinstance(items, MarkedList):
        return []
    out = [number for number, item in enumerate(items) if gone(item)]
    mark = values.marks[key]
    if not out:
        return []
    if len(out) == len(items):
        return [key_out(text, values, key)]
    if text[mark.start] == "[":
        left = [text[m.start : m.end] for n, m in enumerate(items.marks) if n not in out]
        return [Edit(mark.start, mark.end, f"[{', '.join(left)}]")]
    edits = []
    for number in out:
        dash = item_start(text, items, number, mark)
        start = text.rfind("\n", 0, dash) + 1
        edits.append(Edit(start, block_end(text, items[number], items.marks[number]), ""))
    return edits


def key_out(text: str, values: MarkedMap, key: str) -> Edit:
    """Take a key with its value out of a mapping with a line for each key."""
    mark = values.marks[key]
    found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?\s*:\s*\Z", text[: mark.start], re.M)
    start = found.start() if found else mark.start
    flow = text[mark.start : mark.start + 1] == "["
    end = line_end(text, mark.end) if flow else block_end(text, values[key], mark)
    return Edit(start, end, "")
