"""A finding as a person wrote it, with a passage or a search put into its front matter.

What was put in is read again and held against what was meant; where it does not come out so, the
file is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from lises.errors import LisesError, Problem
from lises.model import Evidence, Finding, Search

from .faults import Faults
from .finding import parse_finding
from .scopes import scope_value
from .splices import item_edit, spliced
from .yaml_marks import MarkedList, MarkedMap, parse_yaml
from .yaml_write import local_value

__all__ = ["Side", "with_evidence", "with_search"]

Side = Literal["rests_on", "contradicted_by"]
_Parsed = tuple[Finding | None, list[Problem]]
_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def with_evidence(text: str, side: Side, evidence: Evidence, path: str) -> str:
    """Put a passage below those that a finding names on a side, written as the last of them is.

    Raises
    ------
    LisesError
        If the finding cannot be read or added to.
    """
    row = {"passage": evidence.passage, "note": local_value(evidence.note)}
    made = _with_item(text, side, row)
    was, is_now = (parse_finding(one, path) for one in (text, made))
    held = getattr(was[0], side) if was[0] is not None else ()
    return _as_meant(made, was, is_now, {side: (*held, evidence)})


def with_search(text: str, search: Search, path: str) -> str:
    """Put a recorded search below those of a finding; raises as ``with_evidence``."""
    row = {
        "query": search.query,
        "matching": search.matching,
        "in": scope_value(search.within),
        "judged": search.judged,
    }
    made = _with_item(text, "searched", row)
    was, is_now = (parse_finding(one, path) for one in (text, made))
    held = was[0].searched if was[0] is not None else ()
    return _as_meant(made, was, is_now, {"searched": (*held, search)})


def _with_item(text: str, key: str, values: Mapping[str, object]) -> str:
    """Put an item last into a list of the front matter."""
    fences = list(_FENCE.finditer(text))[:2]
    if len(fences) < 2 or fences[0].start():
        raise LisesError("the finding has no front matter between two lines of ---")
    start, end = fences[0].end() + 1, fences[1].start()
    head = text[start:end]
    top = parse_yaml(head, Faults(""))
    if not isinstance(top, MarkedMap):
        raise LisesError("the front matter of the finding is no list of keys; see lises check")
    # Each key on a line of its own where the others are written so.
    held = top.get(key)
    long = isinstance(held, MarkedList) and held and head[held.marks[-1].start] != "{"
    edit = item_edit(head, top, key, values, (3 if long else 1, -1))
    return text[:start] + spliced(head, [edit]) + text[end:]


def _as_meant(made: str, was: _Parsed, is_now: _Parsed, values: Mapping[str, object]) -> str:
    wanted = replace(was[0], **values) if was[0] is not None else None  # type: ignore[arg-type]
    if wanted is None or is_now[0] != wanted or len(is_now[1]) > len(was[1]):
        raise LisesError(
            "the finding is written in a way that cannot be added to; put it in by hand"
        )
    return made
