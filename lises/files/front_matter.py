"""Markdown files that begin with YAML between two lines of three hyphens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .faults import Faults
from .fields import Fields, fields_of
from .yaml_marks import MarkedMap, parse_yaml
from .yaml_write import write_yaml

__all__ = ["Body", "split_front_matter", "write_front_matter"]


class Body(NamedTuple):
    """The text after the front matter, and the line on which it begins."""

    text: str
    line: int


def split_front_matter(
    text: str, faults: Faults, what: str, known: Sequence[str]
) -> tuple[Fields | None, Body]:
    """Read the front matter; the fields are None, with a problem, where there is none to use."""
    if not text.strip():
        faults.error(0, "file-empty", "is empty", "restore it or write it anew")
        return None, Body("", 1)
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        remedy = 'begin with a line "---", then "key: value" lines, then "---"'
        faults.error(1, "front-matter-missing", "does not begin with front matter", remedy)
        return None, Body(text, 1)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        faults.error(
            1, "front-matter-open", "has front matter without an end", 'close it with "---"'
        )
        return None, Body("", len(lines))
    body = Body("\n".join(lines[end + 1 :]), end + 2)
    value = parse_yaml("\n".join(lines[1:end]) + "\n", faults, first_line=2)
    if value is None:
        value = MarkedMap(1)
    return fields_of(value, faults, what, known), body


def write_front_matter(values: Mapping[str, object], body: str) -> str:
    """Write front matter, a blank line and the text, which ends in one line end."""
    tail = f"\n{body}\n" if body else ""
    return f"---\n{write_yaml(values)}---\n{tail}"
