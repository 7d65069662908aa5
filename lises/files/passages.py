"""``codings/<set>/<interview>.jsonl``: the stretches of talk that were marked, with their codes.

The hot path: a large study has 600,000 of these lines, so they are checked by hand here and not
through a schema; a property test shows that both agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from lises.errors import Problem
from lises.model import CLEARANCES, At, Passage

from .drafts import new_passage
from .faults import Faults
from .fields import Fields
from .forms import CODE_ID, PASSAGE_ID
from .json_lines import read_lines, write_line

__all__ = ["WITHHELD", "parse_passages", "write_passages"]

WITHHELD = ("identifying-detail", "third-person", "health", "other")
_KEYS = (
    "id", "from", "turn", "quote", "occurrence", "codes", "clearance", "withheld", "memo", "reason",
    "suggested",
)  # fmt: skip
_PLAIN_KEYS = frozenset(("id", "turn", "quote", "codes"))
_is_id = re.compile(PASSAGE_ID.pattern.replace("$", r"\Z")).match
_is_code = re.compile(CODE_ID.pattern.replace("$", r"\Z")).match


def parse_passages(text: str, path: str) -> tuple[tuple[Passage, ...], list[Problem]]:
    """Read the passages of one set and interview, both named by the path."""
    faults = Faults(path)
    file = PurePosixPath(path)
    place = (file.parent.name, file.stem)
    found: list[Passage] = []
    known: set[str] = set()  # the codes that were checked and are codes
    for line, value in read_lines(text, faults):
        at = At(path, line)
        made = _plain(value, place, at, known) or _careful(value, faults, place, at)
        if made is not None:
            found.append(made)
    return tuple(found), faults.found


def _plain(
    value: dict[str, Any], place: tuple[str, str], at: At, known: set[str]
) -> Passage | None:
    """Make a passage of the commonest shape: one turn, no optional key; None where it is not so."""
    if value.keys() != _PLAIN_KEYS:
        return None
    turn, quote, made_id = value["turn"], value["quote"], value["id"]
    whole = (
        type(turn) is int
        and turn > 0
        and type(quote) is str
        and quote != ""
        and type(made_id) is str
        and _is_id(made_id) is not None
    )
    if not whole or type(value["codes"]) is not list:
        return None
    codes = value["codes"]
    try:
        distinct = set(codes)
    except TypeError:  # a list or an object among the codes
        return None
    if len(distinct) != len(codes) or not (distinct <= known or _are_codes(distinct, known)):
        return None
    return new_passage(made_id, place, turn, (quote, tuple(codes)), at)


def _are_codes(codes: set[Any], known: set[str]) -> bool:
    """Tell whether these are codes, and remember them."""
    if not all(type(code) is str and _is_code(code) is not None for code in codes):
        return False
    known.update(codes)
    return True


def _careful(
    value: dict[str, Any], faults: Faults, place: tuple[str, str], at: At
) -> Passage | None:
    """Make a passage of any shape, or say what is wrong with it."""
    row = Fields(value, faults, "a passage", _KEYS, at.line)
    turn, turn_end = _turns(row)
    quote = _quote(row, turn_end - turn + 1)
    row.has("codes", needed=True)
    made = Passage(
        id=row.text("id", PASSAGE_ID, needed=True),
        interview=place[1],
        set=place[0],
        turn=turn,
        turn_end=turn_end,
        quote=quote,
        codes=row.texts("codes", CODE_ID),
        occurrence=row.integer("occurrence"),
        clearance=row.choice("clearance", CLEARANCES),
        withheld=row.choice("withheld", WITHHELD) or "",
        memo=row.text("memo"),
        origin=row.texts("from", PASSAGE_ID),
        reason=row.text("reason"),
        suggested=row.boolean("suggested") or False,
        at=at,
    )
    return made if row.whole else None


def _turns(row: Fields) -> tuple[int, int]:
    """Read the turn, or the first and last of several."""
    if not row.has("turn", needed=True):
        return 1, 1
    value = row.values["turn"]
    if not isinstance(value, list):
        turn = row.integer("turn") or 1
        return turn, turn
    if len(value) == 2 and all(type(turn) is int for turn in value) and 1 <= value[0] < value[1]:
        return value[0], value[1]
    row.fault("turn", "field-value", f'"turn" is {value}', "write the first and the last: [14, 16]")
    return 1, 1


def _quote(row: Fields, turns: int) -> tuple[str, ...]:
    """Read the quote: one text, or one for each turn."""
    if not row.has("quote", needed=True):
        return ()
    value = row.values["quote"]
    parts = value if isinstance(value, list) else [value]
    several = isinstance(value, list)
    if not parts or not all(isinstance(part, str) and part for part in parts):
        row.fault("quote", "field-type", '"quote" is not a text', "copy the words from the turn")
    elif several != (turns > 1) or len(parts) != turns:
        message = f'"quote" has {len(parts)} texts for {turns} turns'
        row.fault("quote", "field-value", message, "write one text per turn, in a list if several")
    return tuple(str(part) for part in parts)


def write_passages(passages: Sequence[Passage]) -> str:
    """Write the passages of one set and interview, one per line."""
    return "".join(
        write_line(
            {
                "id": p.id,
                "from": list(p.origin),
                "turn": p.turn if p.turn == p.turn_end else [p.turn, p.turn_end],
                "quote": p.quote[0] if p.turn == p.turn_end else list(p.quote),
                "occurrence": p.occurrence,
                "codes": p.codes,
                "clearance": p.clearance,
                "withheld": p.withheld,
                "memo": p.memo,
                "reason": p.reason,
                "suggested": p.suggested or None,
            },
            always=("codes",),
        )
        for p in passages
    )
