"""What a coder does, as values: read from JSON by their ``op``, refused where they do not fit."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

__all__ = [
    "Accept",
    "Add",
    "Ask",
    "Hit",
    "Memo",
    "NoteOp",
    "Operation",
    "Read",
    "Recode",
    "Remove",
    "Respan",
]

LONGEST_TEXT = 20_000
_Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
_Id = Annotated[str, Meta(min_length=1, max_length=80)]
_Codes = Annotated[tuple[_Id, ...], Meta(max_length=200)]
_Turn = Annotated[int, Meta(ge=1, le=10_000_000)]
_Place = Annotated[int, Meta(ge=0, le=100_000_000)]


class _Op(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op"):
    """What all operations are: named by ``op``, without a field that is not known."""


class Add(_Op, frozen=True, tag="add"):
    """Mark a stretch with codes; a passage of the same stretch gets them instead."""

    turn: _Turn
    turn_end: _Turn
    start: _Place
    end: _Place
    codes: _Codes
    memo: _Text = ""


class Recode(_Op, frozen=True, tag="codes"):
    """Give a passage these codes in place of those that it has."""

    id: _Id
    codes: _Codes


class Respan(_Op, frozen=True, tag="span"):
    """Move the ends of a passage."""

    id: _Id
    turn: _Turn
    turn_end: _Turn
    start: _Place
    end: _Place


class Remove(_Op, frozen=True, tag="remove"):
    """Take a passage away."""

    id: _Id


class Memo(_Op, frozen=True, tag="memo"):
    """Write a passage's memo; an empty one takes it away."""

    id: _Id
    text: _Text


class Accept(_Op, frozen=True, tag="accept"):
    """Mark a stretch that was suggested; the mark of that stays with the passage."""

    turn: _Turn
    turn_end: _Turn
    start: _Place
    end: _Place
    codes: _Codes


class Read(_Op, frozen=True, tag="read"):
    """Say that the interview was read for these codes (``*``: all), or that it was not (none)."""

    codes: _Codes


class Ask(_Op, frozen=True, tag="asked"):
    """Say that a question of the guide was put in a turn, or that it was not."""

    question: _Id
    turn: _Turn | None = None
    asked: bool = True


class NoteOp(_Op, frozen=True, tag="note"):
    """Write a memo, a field note or a page of the journal; an empty text takes it away.

    A memo is about a code, an interview, a passage or nothing, a field note about the interview,
    the journal about nothing. ``was`` is the text that the page saw: where the file has another by
    now, somebody wrote there meanwhile, and it is asked.
    """

    about: Annotated[str, Meta(max_length=80)]
    text: _Text
    id: Annotated[str, Meta(max_length=64)] = ""
    title: Annotated[str, Meta(max_length=400)] = ""
    kind: Literal["memo", "fieldnote", "journal"] = "memo"
    was: Annotated[str, Meta(max_length=LONGEST_TEXT)] | None = None


Operation = Add | Recode | Respan | Remove | Memo | Accept | Read | Ask | NoteOp


class Hit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hit of a search that was looked at: its place, and its words to be held against it."""

    interview: _Id
    turn: _Turn
    start: _Place
    end: _Place
    hit: _Text
