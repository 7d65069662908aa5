"""What coders write beside the coding: memos, field notes, journal, judged hits, translations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .clearance import Clearance
from .place import NOWHERE, At, Lines, place_within

__all__ = ["JudgedHit", "Note", "Translation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A memo, a field note or a page of the reflexive journal. Without clearance: restricted."""

    id: str
    kind: Literal["memo", "fieldnote", "journal"]
    text: str
    title: str = ""
    about: str = ""
    coder: str = ""
    date: str = ""
    clearance: Clearance | None = None
    at: At = field(default=NOWHERE, compare=False, repr=False)
    lines: Lines = field(default_factory=dict, compare=False, repr=False)

    def place(self, *steps: object) -> At:
        """Give the place of a value of the front matter, ``"about"``; else the note's."""
        return place_within(self.at, self.lines, steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedHit:
    """A hit of a recorded search and how it was judged.

    ``judged`` says what the thing was to the speaker; ``prompted`` whether the interviewer brought
    it up, None where not said. ``occurrence`` only where the same hit stands twice in the turn.
    """

    interview: str
    turn: int
    hit: str
    judged: Literal["not-relevant", "mentioned", "mattered", "decisive"]
    occurrence: int | None = None
    prompted: bool | None = None
    note: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A passage in another language, and whose translation it is."""

    passage: str
    language: str
    text: str
    by: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)
