"""The files of a study with other codes in them; every other byte stays as it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence

from lises.errors import LisesError
from lises.files import Faults, MarkedList, MarkedMap, parse_yaml
from lises.files.splices import (
    Edit,
    decoded,
    encoded,
    item_edits,
    json_list,
    scalar_edit,
    spliced,
)

from .naming import Names, in_list, in_prose, in_query

__all__ = [
    "Recode",
    "decoded",
    "encoded",
    "marked",
    "rewritten_finding",
    "rewritten_guide",
    "rewritten_note",
    "rewritten_passages",
    "rewritten_places",
    "rewritten_prose",
    "rewritten_readings",
    "rewritten_subjects",
]

Recode = Callable[[str, Sequence[str]], Sequence[str]]
"""A passage's id and its codes → its codes now."""


def marked(text: str, path: str) -> MarkedMap:
    """Read YAML that was read before without a fault.

    Raises
    ------
    LisesError
        If it is no mapping with a line for each key: in braces it cannot be changed in place.
    """
    value = parse_yaml(text, Faults(path))
    if not isinstance(value, MarkedMap) or text.lstrip().startswith("{"):
        raise LisesError(f"{path} cannot be changed in place: write its keys on lines of their own")
    return value


def rewritten_passages(text: str, recode: Recode) -> tuple[str, list[str]]:
    """Rewrite ``codings/<set>/<interview>.jsonl``; give the text and the passages that changed."""
    changed: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        row = json.loads(line)
        now = list(recode(row["id"], row["codes"]))
        if now != row["codes"]:
            changed.append(row["id"])
            lines[number] = _with_codes(line, row["codes"], now)
    return "\n".join(lines), changed


def _with_codes(line: str, old: list[str], new: list[str]) -> str:
    """Put codes into a line; where as many stand there, only those that differ are touched."""
    found = json_list(line, "codes")
    if found is None:
        return line
    start, end, items = found
    if len(old) == len(new):
        pairs = zip(items, old, new, strict=True)
        return spliced(line, [Edit(*at, json.dumps(b)) for at, a, b in pairs if a != b])
    apart = ", " if ", " in line[start:end] else ","
    written = apart.join(json.dumps(code) for code in new)
    return spliced(line, [Edit(start, end, f"[{written}]")])


def rewritten_readings(text: str, recode: Recode) -> str:
    """Rewrite ``readings.csv``; the row of a set and interview with no code left is taken out.

    ``recode`` gets ``set/interview`` as the id.
    """
    lines = text.split("\n")
    header = next(csv.reader([lines[0].rstrip("\r")]))
    at, who = header.index("codes"), (header.index("set"), header.index("interview"))
    kept = [lines[0]]
    for line in lines[1:]:
        cells = next(csv.reader([line.rstrip("\r")]), [])
        if len(cells) != len(header) or cells[at] in ("", "*"):
            kept.append(line)
            continue
        old = cells[at].split(";")
        now = list(recode("/".join(cells[i] for i in who), old))
        if now == old:
            kept.append(line)
        elif now:
            cells[at] = ";".join(now)
            kept.append(_row(line, cells, at))
    return "\n".join(kept)


def _row(line: str, cells: list[str], at: int) -> str:
    """Write a row of which one cell changed; without quotation marks the others stay as written."""
    end = "\r" if line.endswith("\r") else ""
    if '"' in line:
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(cells)
        return out.getvalue() + end
    parts = line.rstrip("\r").split(",")
    parts[at] = cells[at]
    return ",".join(parts) + end


def rewritten_guide(text: str, path: str, key: str, names: Names) -> str:
    """Rewrite the lists ``codes`` of ``guide.yaml`` (questions) or ``themes.yaml`` (themes)."""
    edits: list[Edit] = []
    for value in _maps(marked(text, path), key):
        edits += _of_list(text, value, "codes", lambda codes: in_list(codes, names))
    return spliced(text, edits)


def rewritten_places(text: str, path: str, names: Names) -> str:
    """Rewrite the places ``codes/<code>`` that answers of ``reporting.yaml`` name."""
    places = {f"codes/{old}": f"codes/{new}" for old, new in names.items()}
    edits: list[Edit] = []
    for guideline in marked(text, path).values():
        for answer in guideline.values() if isinstance(guideline, MarkedMap) else ():
            if isinstance(answer, MarkedMap):
                edits += _of_list(text, answer, "see", lambda found: in_list(found, places))
    return spliced(text, edits)


def rewritten_subjects(text: str, path: str, names: Names) -> str:
    """Rewrite what the acknowledged doubts of ``study.yaml`` are about."""
    edits: list[Edit] = []
    for value in _maps(marked(text, path), "acknowledged"):
        edits += _of_text(text, value, "at", lambda at: names.get(at, at))
    return spliced(text, edits)


def rewritten_finding(text: str, path: str, names: Names, study: str) -> str:
    """Rewrite a finding: its queries and the roles in its prose."""
    head, tail = _parts(text)
    yaml = text[head:tail]
    top = marked(yaml, path)
    edits = [
        edit
        for key in ("counts", "against")
        for edit in _of_text(yaml, top, key, lambda query: in_query(query, names))
    ]
    return text[:head] + spliced(yaml, edits) + in_prose(text[tail:], names, study)


def rewritten_prose(text: str, names: Names, study: str) -> str:
    """Rewrite a file that is prose alone: a finding's in another language."""
    return in_prose(text, names, study)


def rewritten_note(text: str, path: str, names: tuple[Names, Names], study: str) -> str:
    """Rewrite a note: the roles in its prose by the first names, ``about`` by the second."""
    head, tail = _parts(text)
    yaml = text[head:tail]
    edits: list[Edit] = []
    if yaml.strip():
        edits = _of_text(yaml, marked(yaml, path), "about", lambda old: names[1].get(old, old))
    return text[:head] + spliced(yaml, edits) + in_prose(text[tail:], names[0], study)


def _parts(text: str) -> tuple[int, int]:
    """Give where the front matter's YAML begins and ends."""
    start = text.index("\n") + 1
    at = start
    for line in text[start:].split("\n"):
        if line.rstrip() == "---":
            break
        at += len(line) + 1
    return start, at


def _maps(top: MarkedMap, key: str) -> list[MarkedMap]:
    values = top.get(key)
    return [v for v in values if isinstance(v, MarkedMap)] if isinstance(values, MarkedList) else []


def _of_text(text: str, values: MarkedMap, key: str, rewrite: Callable[[str], str]) -> list[Edit]:
    old = values.get(key)
    if not isinstance(old, str):
        return []
    new = rewrite(old)
    return [] if new == old else [scalar_edit(text, values.marks[key], old, new)]


def _of_list(
    text: str, values: MarkedMap, key: str, rewrite: Callable[[list[str]], list[str | None]]
) -> list[Edit]:
    """Rewrite a list of texts, or a single text that stands for one."""
    old = values.get(key)
    if isinstance(old, MarkedList):
        return item_edits(text, old, values.marks[key], rewrite([str(item) for item in old]))
    return _of_text(text, values, key, lambda one: rewrite([one])[0] or one)
