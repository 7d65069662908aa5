"""Files of one JSON object per line; a bad line loses that line only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from .faults import Faults
from .text import character_fault

__all__ = ["read_lines", "write_line"]


class _DuplicateKeyError(ValueError):
    """A key that stands twice in one object."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs; JSON readers differ in which of two equal keys they take."""
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _DuplicateKeyError(next(key for key in keys if keys.count(key) > 1))
    return made


def _constant(name: str) -> NoReturn:
    # Python's reader would take NaN and Infinity.
    raise ValueError(f"{name} is not JSON")


_DECODER: Any = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
_PLAIN: Any = json.JSONDecoder(parse_constant=_constant)
_SCAN = _PLAIN.scan_once


def _value(line: str) -> Any:  # noqa: ANN401 - JSON is of any kind
    """Decode a line; one as we write it takes a short way that needs no call for each object."""
    try:
        value, end = _SCAN(line, 0)
    except StopIteration:
        return _DECODER.decode(line)
    # As many keys as there are colons after a quotation mark, and no such mark set apart from what
    # follows it: then no key stands twice.
    plain = type(value) is dict and end == len(line) and line.count('":') == len(value)
    if plain and '" ' not in line and '"\t' not in line:
        return value
    return _DECODER.decode(line)


def read_lines(text: str, faults: Faults) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each line's number and object; blank lines are passed over, bad ones are problems."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            continue
        try:
            value = _value(line)
        except (ValueError, RecursionError) as problem:
            _bad_line(number, problem, faults)
            continue
        if not isinstance(value, dict):
            faults.error(number, "json-syntax", "is not an object", 'write {"key": value, …}')
        elif "\\" not in line or _escapes_are_text(number, value, faults):
            yield number, value


def _bad_line(number: int, problem: Exception, faults: Faults) -> None:
    """Say why a line is not JSON."""
    if isinstance(problem, _DuplicateKeyError):
        faults.error(number, "json-duplicate-key", f'has "{problem}" twice', "keep one of them")
        return
    reason = "it is nested too deep"
    if isinstance(problem, json.JSONDecodeError):
        reason = f"{problem.msg} at character {problem.pos + 1}"
    elif isinstance(problem, ValueError):
        reason = str(problem).partition(";")[0]
    faults.error(number, "json-syntax", f"is not JSON: {reason}", "one object per line")


def _escapes_are_text(number: int, value: object, faults: Faults) -> bool:
    """Check texts that were written with escapes: these can hide what the file's text may not."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack.extend(item)
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, str) and (fault := character_fault(item)):
            faults.error(number, fault[0], fault[1], "write the text without it")
            return False
    return True


def write_line(values: Mapping[str, object], *, always: Sequence[str] = ()) -> str:
    """Write one object on one line; keys that say nothing are left out, except those ``always``."""
    kept = {
        key: value
        for key, value in values.items()
        if key in always or not (value is None or value in ("", [], ()))
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"
