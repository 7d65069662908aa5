"""Lines of JSON as a former state of a file has them: what is no record is passed by."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

__all__ = ["objects_in"]


def objects_in(lines: Collection[bytes]) -> list[dict[str, Any]]:
    """Read the objects among lines of JSON; marks of a conflict, say, are none.

    >>> objects_in([b'{"a":1}', b"<<<<<<< ours", b"", b"[2]"])
    [{'a': 1}]
    """
    try:  # all at once, which is five times as fast, where each is a record
        found = json.loads(b"[" + b",".join(line for line in lines if line) + b"]")
    except (ValueError, RecursionError):
        found = [_value(line) for line in lines]
    return [value for value in found if isinstance(value, dict)]


def _value(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
