"""What a consensus left out, under the new names of its codes."""

from __future__ import annotations

import json
from collections.abc import Mapping

__all__ = ["rewritten_decisions"]


def rewritten_decisions(text: str, names: Mapping[str, str]) -> str:
    """Rewrite a file of ``decisions/``; a line that names none of the codes stays as it is.

    Where two codes become one that was left out of the same passage twice, both lines stay:
    ``lises check`` says so, and a person keeps one with both reasons.

    Parameters
    ----------
    text : str
    names : mapping
        Old code to new.

    Examples
    --------
    >>> rewritten_decisions('{"passage":"D-1-7k2m","code":"a","reason":"."}', {"a": "b"})
    '{"passage":"D-1-7k2m","code":"b","reason":"."}'
    """
    return "\n".join(_line(line, names) for line in text.split("\n"))


def _line(line: str, names: Mapping[str, str]) -> str:
    try:
        row = json.loads(line)
    except ValueError:
        return line
    if not isinstance(row, dict) or not isinstance(row.get("code"), str):
        return line
    was = dict(row)
    row["code"] = names.get(row["code"], row["code"])
    if isinstance(row.get("instead"), list):
        now = [names.get(code, code) for code in row["instead"] if isinstance(code, str)]
        row["instead"] = list(dict.fromkeys(now))
    if row == was:
        return line
    end = "\r" if line.endswith("\r") else ""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + end
