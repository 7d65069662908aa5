"""Changes within a text that a person wrote: what is not changed stays, byte for byte.

Values of YAML are found by their marks (``yaml_marks``), the codes of a line of JSON by reading it;
comments, order, quotation marks and line ends stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lises.errors import LisesError

from .yaml_marks import Mark, MarkedList, MarkedMap, stays_text
from .yaml_write import write_yaml

__all__ = [
    "Edit",
    "block_end",
    "item_edits",
    "item_start",
    "json_list",
    "key_edit",
    "line_end",
    "scalar_edit",
    "spliced",
    "yaml_text",
]

_DASH = re.compile(r"^[ \t]*-(?=\s)", re.MULTILINE)
_BETWEEN = re.compile(r"[\s,:]*")
_DECODER: Any = json.JSONDecoder()


class Edit(NamedTuple):
    """What stands between two code points of a text, and what is to stand there."""

    start: int
    end: int
    text: str


def spliced(text: str, edits: Iterable[Edit]) -> str:
    r"""Put edits into a text; new lines end as the text's own do.

    Raises
    ------
    LisesError
        If two of them overlap.

    Examples
    --------
    >>> spliced("a: tap  # why\n", [Edit(3, 6, "pump")])
    'a: pump  # why\n'
    """
    windows = "\r\n" in text
    parts, done = [], 0
    for edit in sorted(edits):
        if edit.start < done:
            raise LisesError(f"two changes meet at character {edit.start}")
        new = edit.text.replace("\n", "\r\n") if windows else edit.text
        parts += [text[done : edit.start], new]
        done = edit.end
    return "".join([*parts, text[done:]])


def line_end(text: str, at: int) -> int:
    """Give the place behind the line end that follows; the text's end where there is none."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def yaml_text(value: str | int) -> str:
    """Write a value of YAML as it stands after a key."""
    return write_yaml({"x": value}).removeprefix("x: ").rstrip("\n")


def scalar_edit(text: str, mark: Mark, old: str, new: str) -> Edit:
    """Replace a text by one that differs in words without signs; its quotation marks stay.

    Quotation marks that only the old text needed go, and come where the new one needs them.
    """
    raw = text[mark.start : mark.end]
    if raw == old and stays_text(new):
        return Edit(mark.start, mark.end, new)
    if raw[:1] in ("'", '"') and raw[1:-1] == old and stays_text(old):
        return Edit(mark.start, mark.end, f"{raw[0]}{new}{raw[0]}")
    tail = raw[len(raw.rstrip("\r\n")) :]  # a text in several lines ends after its line end
    return Edit(mark.start, mark.end, yaml_text(new) + tail)


def block_end(text: str, value: object, mark: Mark) -> int:
    """Give the place behind the last line of a value; libyaml's own mark is behind the comments."""
    last = mark.start
    waiting = [(value, mark)]
    while waiting:
        inner, at = waiting.pop()
        flow = text[at.start : at.start + 1] in ("[", "{")
        if isinstance(inner, MarkedMap) and not flow:
            waiting.extend((inner[key], inner.marks[key]) for key in inner)
        elif isinstance(inner, MarkedList) and not flow:
            waiting.extend(zip(inner, inner.marks, strict=True))
        else:
            last = max(last, at.start + len(text[at.start : at.end].rstrip()))
    return line_end(text, last)


def item_start(text: str, items: MarkedList, number: int, mark: Mark) -> int:
    """Give the place of the hyphen of an item of a list with a line for each."""
    if number == 0:
        return mark.start
    found = _DASH.search(text, block_end(text, items[number - 1], items.marks[number - 1]))
    assert found is not None  # an item of such a list has a hyphen
    return found.end() - 1


def item_edits(text: str, items: MarkedList, mark: Mark, new: Sequence[str | None]) -> list[Edit]:
    """Replace the items of a list of texts; None takes out one that is not the first."""
    flow = text[mark.start] == "["
    edits = []
    for number, (old, wanted) in enumerate(zip(items, new, strict=True)):
        at = items.marks[number]
        if wanted is None and flow:
            edits.append(Edit(items.marks[number - 1].end, at.end, ""))
        elif wanted is None:
            start = item_start(text, items, number, mark)
            start = text.rfind("\n", 0, start) + 1
            edits.append(Edit(start, line_end(text, at.end), ""))
        elif wanted != old:
            edits.append(scalar_edit(text, at, str(old), wanted))
    return edits


def key_edit(text: str, values: MarkedMap, key: str, new: str | int | None) -> Edit:
    """Give a mapping that has an ``id`` another value under a key, a new key, or take a key out.

    A new key stands behind ``id``.
    """
    if key not in values:
        at = values.marks["id"]
        if _in_flow(text, values):
            return Edit(at.end, at.end, f", {key}: {yaml_text(new or '')}")
        start = _key_start(text, "id", at.start)
        column = start - text.rfind("\n", 0, start) - 1
        end = line_end(text, at.end)
        before = "" if text[end - 1 : end] == "\n" else "\n"
        return Edit(end, end, f"{before}{' ' * column}{key}: {yaml_text(new or '')}\n")
    mark = values.marks[key]
    if new is None:
        return _without(text, values, key)
    if isinstance(new, str):
        return scalar_edit(text, mark, str(values[key]), new)
    return Edit(mark.start, mark.end, yaml_text(new))


def _key_start(text: str, key: str, at: int) -> int:
    """Give the place of a key whose value stands at a place."""
    found = re.search(rf"""["']?{key}["']?\s*:\s*$""", text[max(0, at - 200) : at])
    return at - len(found[0]) if found else at


def _in_flow(text: str, values: MarkedMap) -> bool:
    """Tell whether a mapping stands between braces."""
    before = text[: values.marks["id"].start].rpartition("\n")[2]
    after = text[values.marks["id"].end :].lstrip(" \t")
    return "{" in before or after[:1] in (",", "}")


def _without(text: str, values: MarkedMap, key: str) -> Edit:
    """Take a key out of a mapping that has others."""
    mark = values.marks[key]
    start = _key_start(text, key, mark.start)
    if _in_flow(text, values):
        behind = re.compile(r"\s*,\s*").match(text, mark.end)
        if behind:
            return Edit(start, behind.end(), "")
        before = re.compile(r"\s*,\s*$").search(text[:start])
        return Edit(before.start() if before else start, mark.end, "")
    line = text.rfind("\n", 0, start) + 1
    end = line_end(text, mark.end)
    if text[line:start].strip():  # "- parent: x": the next key takes the hyphen
        following = re.compile(r"[ \t]*").match(text, end)
        return Edit(start, following.end() if following else end, "")
    return Edit(line, end, "")


def json_list(line: str, key: str) -> tuple[int, int, list[tuple[int, int]]] | None:
    """Find a list in an object of one line: where it begins and ends, and each of its items.

    >>> json_list('{"id":"x", "codes":["a","b"]}', "codes")
    (19, 28, [(20, 23), (24, 27)])
    """
    at = line.index("{") + 1
    while True:
        at = _next(line, at)
        if line[at] == "}":
            return None
        name, at = _DECODER.raw_decode(line, at)
        start = _next(line, at)
        value, at = _DECODER.raw_decode(line, start)
        if name == key and isinstance(value, list):
            return start, at, _items(line, start)


def _items(line: str, start: int) -> list[tuple[int, int]]:
    found = []
    at = _next(line, start + 1)
    while line[at] != "]":
        end = _DECODER.raw_decode(line, at)[1]
        found.append((at, end))
        at = _next(line, end)
    return found


def _next(line: str, at: int) -> int:
    found = _BETWEEN.match(line, at)
    return found.end() if found else at
