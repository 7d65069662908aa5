"""What a browser may send, as shapes: what does not fit is refused before anything is done."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from .operations import Hit, Operation

__all__ = [
    "CiteBody",
    "CodeBody",
    "DecideBody",
    "EditBody",
    "EmptyBody",
    "HitBody",
    "JudgeBody",
    "OpsBody",
    "RecordBody",
    "SeenBody",
    "TagBody",
]

_Short = Annotated[str, Meta(max_length=100)]
_Line = Annotated[str, Meta(max_length=400)]
_Text = Annotated[str, Meta(max_length=20_000)]


class _Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Named fields only. The same ``request`` is done once."""

    request: _Short = ""


class EmptyBody(_Body, frozen=True):
    """Nothing to be said: undo, redo."""


class OpsBody(_Body, frozen=True):
    """Operations on an interview, and the version that they were meant for."""

    version: _Short
    ops: Annotated[list[Operation], Meta(min_length=1, max_length=1000)]


class DecideBody(_Body, frozen=True):
    """Which side of a conflict is kept."""

    conflict: _Short
    keep: Literal["mine", "theirs", "both"]


class CodeBody(_Body, frozen=True):
    """A new code."""

    id: _Short
    label: _Line
    definition: _Text
    parent: _Short | None = None
    why: _Line | None = None


class TagBody(_Body, frozen=True):
    """Hits that were looked at, and what they are coded with."""

    hits: Annotated[list[Hit], Meta(min_length=1, max_length=20_000)]
    codes: Annotated[list[_Short], Meta(min_length=1, max_length=200)]
    extent: Literal["hit", "sentence", "turn"] = "hit"


class HitBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hit of a recorded search: its words, and which of equal ones in its turn."""

    interview: _Short
    turn: Annotated[int, Meta(ge=1, le=10_000_000)]
    hit: _Line
    occurrence: Annotated[int, Meta(ge=1, le=1_000_000)] = 1


class SeenBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement as the page saw it."""

    judged: Literal["not-relevant", "mentioned", "mattered", "decisive"]
    prompted: bool | None = None
    note: _Text = ""


class JudgeBody(_Body, frozen=True):
    """What a hit was to the speaker; ``was`` is what the page saw. None takes the line away."""

    file: _Short
    hit: HitBody
    was: SeenBody | None = None
    judged: Literal["not-relevant", "mentioned", "mattered", "decisive"] | None = None
    prompted: bool | None = None
    note: _Line = ""


class RecordBody(_Body, frozen=True):
    """A search to be kept: ``role`` empty for everybody, ``*`` for the scope of the finding."""

    name: _Short
    query: Annotated[str, Meta(max_length=2_000)]
    matching: _Short = "word"
    role: _Short = ""
    finding: _Short = ""


class CiteBody(_Body, frozen=True):
    """A passage for a finding, on one of its sides, with a note."""

    finding: _Short
    passage: _Short
    side: Literal["rests_on", "contradicted_by"]
    note: Annotated[str, Meta(max_length=4_000)] = ""


class EditBody(_Body, frozen=True):
    """A code as it is to be: None stays. ``was`` are the values that the page showed of those.

    ``seen`` is what was looked at, before it is done.
    """

    to: _Short = ""
    parent: _Short | None = None
    was: dict[_Short, _Text] = {}
    label: _Line | None = None
    definition: _Text | None = None
    use: _Text | None = None
    avoid: _Text | None = None
    anew: bool = False
    why: _Line = ""
    seen: _Short = ""
