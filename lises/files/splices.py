"""Changes within a text that a person wrote: what is not changed stays, byte for byte.

Values of YAML are found by their marks (``yaml_marks``), the codes of a line of JSON by reading it;
comments, order, quotation marks and line ends stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lises.errors import LisesError

from .faults import Faults
from .text import decode_text
from .yaml_marks import Mark, MarkedList, MarkedMap, stays_text
from .yaml_write import flow_yaml, write_yaml

__all__ = [
    "Edit",
    "block_end",
    "decoded",
    "encoded",
    "entry_edit",
    "in_front_matter",
    "item_edit",
    "item_edits",
    "item_start",
    "json_list",
    "key_edit",
    "line_end",
    "rewritten",
    "scalar_edit",
    "spliced",
    "yaml_text",
]

_DASH = re.compile(r"^[ \t]*-(?=\s)", re.MULTILINE)
_BETWEEN = re.compile(r"[\s,:]*")
_DECODER: Any = json.JSONDecoder()
_BOM = "\ufeff"
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


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


def item_edit(
    text: str,
    top: MarkedMap,
    key: str,
    item: Mapping[str, object],
    place: tuple[int, int] = (1, -1),
) -> Edit:
    """Put an item into the list under a key of the file, written as the others are.

    Parameters
    ----------
    text : str
    top : MarkedMap
        The file, as it was read.
    key : str
    item : Mapping[str, object]
        What is None is left out.
    place : tuple of int
        How many levels have lines of their own (``write_yaml``), and the number of the item behind
        which it comes; -1 is the last.

    Raises
    ------
    LisesError
        If something else than a list stands under the key.
    """
    block, number = place
    held, lines = top.get(key), write_yaml({key: [item]}, block=block)
    if held and not isinstance(held, MarkedList):
        raise LisesError(f"what stands under {key} is no list; see lises check")
    if key not in top:
        end = len(text)
        return Edit(end, end, _own_line(text, end) + lines)
    mark = top.marks[key]
    if not isinstance(held, MarkedList) or not held:
        start = len(text[: mark.start].rstrip(" "))
        return Edit(start, mark.end, "\n" + lines.partition("\n")[2].rstrip("\n"))
    last = held.marks[number]
    if text[mark.start] == "[":
        return Edit(last.end, last.end, f", {flow_yaml(item)}")
    column = mark.start - text.rfind("\n", 0, mark.start) - 1
    end = block_end(text, held[number], last)
    written = "".join(f"{' ' * column}{line[2:]}\n" for line in lines.splitlines()[1:])
    return Edit(end, end, _own_line(text, end) + written)


def entry_edit(
    text: str, top: MarkedMap, key: str, name: str, values: Mapping[str, object]
) -> Edit:
    """Put an entry last into the mapping under a key of the file, written as the others are.

    Raises
    ------
    LisesError
        If something else stands under the key.
    """
    entry = f"{flow_yaml(name)}: {flow_yaml(values)}"
    if key not in top:
        end = len(text)
        return Edit(end, end, f"{_own_line(text, end)}{key}:\n  {entry}\n")
    held, mark = top[key], top.marks[key]
    if held is not None and not isinstance(held, MarkedMap):
        raise LisesError(f"what stands under {key} is no mapping; see lises check")
    if not held:
        start = len(text[: mark.start].rstrip(" "))
        return Edit(start, mark.end, f"\n  {entry}")
    if text[mark.start] == "{":
        end = max(one.end for one in held.marks.values())
        return Edit(end, end, f", {entry}")
    column = mark.start - text.rfind("\n", 0, mark.start) - 1
    end = block_end(text, held, mark)
    return Edit(end, end, f"{_own_line(text, end)}{' ' * column}{entry}\n")


def _own_line(text: str, at: int) -> str:
    """Give what must stand before a line of its own that begins here."""
    return "" if at == 0 or text[at - 1] == "\n" else "\n"


def rewritten(path: str, data: bytes | None, rewrite: Callable[[str], str]) -> bytes:
    """Rewrite a file's text; what ``rewrite`` does not touch stays, byte for byte.

    Parameters
    ----------
    path : str
        For what is said of it.
    data : bytes or None
        None where there is no file.
    rewrite : callable
        From the text to the new text; it gets the line ends that the file has.

    Raises
    ------
    LisesError
        If the file cannot be read as text, or ``rewrite`` refuses.
    """
    faults = Faults(path)
    if decode_text(data or b"", faults) is None:
        told = "; ".join(f"line {p.line} {p.message}" for p in faults.found)
        raise LisesError(f"{path} cannot be read: {told}")
    return encoded(rewrite(decoded(data or b"")), data)


def in_front_matter(text: str, edits: Callable[[str], Iterable[Edit]]) -> str:
    """Put edits into what stands between the two lines of hyphens that a text begins with.

    Raises
    ------
    LisesError
        If there are no such lines.
    """
    found = _FRONT.match(text)
    if found is None:
        raise LisesError("it has no front matter between two lines of ---")
    first = found.start(1)
    return spliced(text, (Edit(e.start + first, e.end + first, e.text) for e in edits(found[1])))


def decoded(data: bytes) -> str:
    """Give the text of a file as it is, but for a byte order mark, which ``encoded`` gives back."""
    return data.decode("utf-8").removeprefix(_BOM)


def encoded(text: str, old: bytes | None) -> bytes:
    """Give the bytes of a text, with a byte order mark where the old file has one."""
    return ((_BOM if (old or b"").startswith(_BOM.encode()) else "") + text).encode()


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
