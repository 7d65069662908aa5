"""JSON that others made, read without trust: caps on bytes, lists and mappings, and depth.

The standard library's parser, since it says line and column of a fault. Its recursion stops at a
depth of its own; ``MAX_DEPTH`` is far below it, and is counted before anything is built.
"""

from __future__ import annotations

import json
import re

from .decoding import decode
from .document import UnreadableError

__all__ = ["MAX_DEPTH", "MAX_JSON", "MAX_NODES", "parse_json"]

MAX_JSON = 32 * 1024 * 1024
"""The largest file of JSON that is read, in bytes: some ten hours of talk with a time per word.

Lists and mappings, which take most memory, are at most ``MAX_NODES``.
"""
MAX_NODES = 2_000_000
MAX_DEPTH = 64
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
# A string that is never closed goes to the end, so that no sign is read twice.
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def parse_json(content: bytes, name: str) -> object:
    """Parse a file of JSON.

    Parameters
    ----------
    content : bytes
        In UTF-8, UTF-16 or UTF-32, with or without a byte order mark.
    name : str
        What to call it in a message.

    Returns
    -------
    dict, list, str, int, float, bool or None
        ``NaN`` and ``Infinity``, which are no JSON, are None; half a surrogate pair is U+FFFD.

    Raises
    ------
    UnreadableError
        ``json-damaged`` with its line, or ``json-too-large``.
    """
    if len(content) > MAX_JSON:
        raise _too_large(name)
    text = decode(content, name).text
    _watch(text, name)
    try:
        parsed: object = json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            "json-damaged",
            f"{name} is not well-formed JSON ({error.msg}, column {error.colno})",
            "save or export it again in the program that made it",
            at=error.lineno,
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits
        raise UnreadableError(
            "json-damaged",
            f"{name} holds what cannot be read ({str(error)[:80]})",
            "save or export it again in the program that made it",
        ) from error
    return _paired(parsed) if _SURROGATE.search(text) else parsed


def _paired(value: object) -> object:
    """Put U+FFFD where half of a surrogate pair stands: no file could be written with it."""
    whole = json.dumps(value, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
    paired: object = json.loads(whole.decode("utf-16-le", "replace"))
    return paired


def _watch(text: str, name: str) -> None:
    depth = nodes = 0
    for found in _BRACKETS.finditer(text):
        sign = text[found.start()]
        if sign in "[{":
            depth += 1
            nodes += 1
            if depth > MAX_DEPTH or nodes > MAX_NODES:
                raise _too_large(name)
        elif sign != '"':
            depth -= 1


def _too_large(name: str) -> UnreadableError:
    return UnreadableError(
        "json-too-large",
        f"{name} has more than {MAX_JSON // 2**20} MiB, {MAX_NODES:,} lists and mappings "
        f"or {MAX_DEPTH} levels",
        "is this one transcript? divide it if it is",
    )
