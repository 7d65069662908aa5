"""What a browser may send, as shapes: what does not fit is refused before anything is done."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from .operations import Hit, Operation

__all__ = ["CodeBody", "DecideBody", "EmptyBody", "OpsBody", "TagBody"]

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
