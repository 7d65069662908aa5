"""One line of codings made or changed; what it holds beyond our keys keeps its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lises.errors import LisesError
from lises.files import write_passages
from lises.files.text import character_fault
from lises.model import Passage

from .selecting import Quoted

__all__ = [
    "adjudicated",
    "checked_text",
    "new_line",
    "recoded",
    "remembered",
    "renamed",
    "respanned",
]

# Where a key that a line does not have yet is put: after the nearest of these that it has.
_ORDER = (
    "id",
    "from",
    "turn",
    "quote",
    "occurrence",
    "codes",
    "clearance",
    "withheld",
    "memo",
    "reason",
)


def new_line(passage: Passage) -> bytes:
    """Write a new passage."""
    return write_passages([passage]).encode()


def recoded(line: bytes, codes: tuple[str, ...]) -> bytes:
    """Give a line other codes."""
    return _with(line, {"codes": list(codes)})


def respanned(line: bytes, quoted: Quoted) -> bytes:
    """Give a line another stretch."""
    first, last = quoted.stretch.turn, quoted.stretch.turn_end
    return _with(
        line,
        {
            "turn": first if first == last else [first, last],
            "quote": quoted.quote[0] if first == last else list(quoted.quote),
            "occurrence": quoted.occurrence,
        },
    )


def remembered(line: bytes, memo: str) -> bytes:
    """Give a line a memo, or take it away."""
    return _with(line, {"memo": memo or None})


def renamed(line: bytes, name: str) -> bytes:
    """Give a line another id."""
    return _with(line, {"id": name})


def adjudicated(line: bytes, said: Mapping[str, object]) -> bytes:
    """Say what a passage was made from and why: ``from``, ``reason``, the sources' clearance."""
    return _with(line, {key: value or None for key, value in said.items()})


def _with(line: bytes, values: dict[str, Any]) -> bytes:
    """Set keys of a line, None takes one away; the others keep order and value."""
    row = json.loads(line.decode("utf-8-sig"))
    for key, value in values.items():
        if value is None:
            row.pop(key, None)
        elif key in row:
            row[key] = value
        else:
            row = _inserted(row, key, value)
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def _inserted(row: dict[str, Any], key: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    before = [k for k in _ORDER[: _ORDER.index(key)] if k in row]
    after = list(row).index(before[-1]) + 1 if before else 0
    pairs = list(row.items())
    return dict([*pairs[:after], (key, value), *pairs[after:]])


def checked_text(text: str, what: str) -> str:
    """Give a text that a person typed as a file may hold it.

    Raises
    ------
    LisesError
        If it holds a character that is no text, or one that turns the direction of others.
    """
    import unicodedata

    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        clean.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise LisesError(f"{what} holds half a character; type it again") from fault
    found = character_fault(clean)
    if found is not None:
        raise LisesError(f"{what} cannot be kept: {found[1]}; take it out")
    return clean
