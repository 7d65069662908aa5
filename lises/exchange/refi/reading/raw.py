"""What a REFI-QDA document says, element by element, before anything is made of it.

GUIDs are as ``fold`` gives them; positions are numbers of the file's own counting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lises.exchange.projects.guids import as_guid

__all__ = [
    "Carrier",
    "RawCase",
    "RawCode",
    "RawCoding",
    "RawLink",
    "RawProject",
    "RawSelection",
    "RawSet",
    "RawUser",
    "RawVariable",
    "Values",
    "fold",
    "position_of",
    "refs",
    "text_of",
]

Values = tuple[tuple[str, str], ...]
_SPACE = re.compile(r"\s")


class RawUser(NamedTuple):
    """A user."""

    guid: str
    name: str


class RawCode(NamedTuple):
    """A code; ``parent`` is the GUID of the one above."""

    guid: str
    name: str
    parent: str
    description: str
    color: str
    codable: bool
    notes: tuple[str, ...]


class RawCoding(NamedTuple):
    """A coding of a selection, or of a whole source."""

    guid: str
    code: str
    user: str
    date: str
    notes: tuple[str, ...]


class RawSelection(NamedTuple):
    """A selection in a text, or in a picture, a page or a recording (then ``area`` says where)."""

    guid: str
    tag: str
    name: str
    start: int | None
    end: int | None
    area: str
    user: str
    description: str
    words: str
    codings: Sequence[RawCoding]
    notes: tuple[str, ...]


@dataclass(slots=True)
class Carrier:
    """A source or a note, or the text of one: a transcript, a representation, a description.

    ``parts`` are the texts of a source that is no text itself; ``sync`` the points of a transcript:
    GUID, time in milliseconds, position.
    """

    tag: str
    guid: str
    name: str
    plain_path: str = ""
    rich_path: str = ""
    path: str = ""
    user: str = ""
    created: str = ""
    modified: str = ""
    description: str = ""
    content: str | None = None
    parts: list[Carrier] = field(default_factory=list)
    selections: list[RawSelection] = field(default_factory=list)
    codings: list[RawCoding] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    values: Values = ()
    sync: tuple[tuple[str, str, str], ...] = ()


class RawVariable(NamedTuple):
    """A variable of cases or sources."""

    guid: str
    name: str
    type: str
    description: str


class RawCase(NamedTuple):
    """A case."""

    guid: str
    name: str
    description: str
    codes: tuple[str, ...]
    values: Values
    sources: tuple[str, ...]
    selections: tuple[str, ...]


class RawLink(NamedTuple):
    """A link between any two things."""

    guid: str
    name: str
    direction: str
    origin: str
    target: str
    notes: tuple[str, ...]


class RawSet(NamedTuple):
    """A set of codes, sources and notes."""

    guid: str
    name: str
    description: str
    codes: tuple[str, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class RawProject:
    """A whole document.

    ``graphs`` are their names and the names of what they show; ``unknown`` counts elements that
    the standard does not have.
    """

    root: str = ""
    name: str = ""
    origin: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    users: list[RawUser] = field(default_factory=list)
    codes: list[RawCode] = field(default_factory=list)
    variables: list[RawVariable] = field(default_factory=list)
    cases: list[RawCase] = field(default_factory=list)
    sources: list[Carrier] = field(default_factory=list)
    memos: list[Carrier] = field(default_factory=list)
    links: list[RawLink] = field(default_factory=list)
    sets: list[RawSet] = field(default_factory=list)
    graphs: list[tuple[str, str]] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    empty_sets: bool = False


def fold(guid: str | None) -> str:
    """Give a GUID in capitals without braces; what is none, as it stands without white space."""
    if not guid:
        return ""
    # Most are in this form already; the pattern would cost more than all the rest of reading.
    if len(guid) == 36 and guid.isupper():
        return guid
    return as_guid(guid) or _SPACE.sub("", guid)


def position_of(text: str) -> int | None:
    """Give a position; None for what is none, or for a number that no text is as long as."""
    return int(text) if text.isdecimal() and len(text) < 18 else None


def text_of(element: Element | None) -> str:
    """Give the text of an element; elements in it are no text."""
    return (element.text or "") if element is not None else ""


def refs(elements: Iterable[Element]) -> tuple[str, ...]:
    """Give the GUIDs that references point at, each once."""
    found = (fold(e.get("targetGUID") or e.get("guid")) for e in elements)
    return tuple(dict.fromkeys(guid for guid in found if guid))
