"""What a project of another program holds, whatever its format: sources, codes, codings, people.

Every reader of a format gives a ``Project``, every writer takes one; what it means in a study is
said in one place (``to_study``, ``from_study``). ``key`` is whatever a format points with (a GUID,
a row number as text); it is unique among the things of its kind in one project. ``id`` is the id
that the thing has in a study of ours, empty unless the project came out of one.

Positions are code points of ``Source.text``, half open. Readers find out how a format counts
(``conventions``) and convert; nothing after them knows another way to count.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lises.errors import Problem
from lises.exchange.imported import SetAside

from .conventions import Convention

__all__ = [
    "Case",
    "Coder",
    "Kind",
    "Link",
    "Memo",
    "Project",
    "ProjectCode",
    "ProjectCoding",
    "ProjectSet",
    "Source",
    "SourceTurn",
    "Span",
    "Thing",
    "Variable",
]

Span = tuple[int, int]
"""Start and end, code points, half open."""

Thing = Literal["project", "source", "code", "coding", "case", "coder", "memo", "set", "variable"]
"""What a memo or a link can point at."""

Kind = Literal["text", "pdf", "picture", "audio", "video", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Somebody who coded: ``name`` as the project has it, which may be a real name."""

    key: str
    name: str
    guid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCode:
    """A code. ``name`` is no key: two codes may bear the same one, even under one parent.

    ``parent`` is the key of the code above; ``color`` is ``#rrggbb`` or empty; ``codable`` is
    False for a mere heading. ``created`` is as the format writes it, ISO 8601 where it can be.
    """

    key: str
    name: str
    parent: str = ""
    description: str = ""
    color: str = ""
    codable: bool = True
    guid: str = ""
    created: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTurn:
    """A turn where the format knows it: ``start`` to ``end`` with its label, words from ``said``.

    ``speakers`` are keys of cases, or ``interviewer`` or ``other``; ``time`` is ``hh:mm:ss``.
    """

    start: int
    said: int
    end: int
    label: str = ""
    speakers: tuple[str, ...] = ()
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document. ``text`` is as stored, None where the project has no text of it.

    ``turns`` only where the format says them; they are in order and do not overlap. ``created`` and
    ``modified`` as ISO 8601.
    """

    key: str
    name: str
    text: str | None
    kind: Kind = "text"
    description: str = ""
    guid: str = ""
    created: str = ""
    modified: str = ""
    turns: tuple[SourceTurn, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCoding:
    """That ``coder`` gave ``code`` to ``spans`` of ``source``.

    Several spans where the format has discontinuous codings; none where the whole source is coded
    (``whole``) or only words are known: then ``quote``, ``before`` and ``after`` are what stands
    there and around it. ``selection`` is the key of the selection that several codings share, the
    same text for the same passage. ``date`` is ISO 8601.
    """

    key: str
    source: str
    code: str
    spans: tuple[Span, ...] = ()
    whole: bool = False
    coder: str = ""
    date: str = ""
    memo: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    selection: str = ""
    guid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of cases or sources; ``type`` in the words of REFI-QDA, in small letters."""

    key: str
    name: str
    type: Literal["text", "boolean", "integer", "float", "date", "datetime"] = "text"
    description: str = ""
    guid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person or unit: ``values`` are (variable key, value), ``sources`` keys of its sources.

    ``spans`` are (source key, span) where only a part of a source is the case's.
    """

    key: str
    name: str
    description: str = ""
    values: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()
    guid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A memo, note or annotation; ``about`` are (kind, key), empty for one about the project."""

    key: str
    text: str
    title: str = ""
    about: tuple[tuple[Thing, str], ...] = ()
    coder: str = ""
    date: str = ""
    guid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSet:
    """A set of codes, sources or memos, by key."""

    key: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    memos: tuple[str, ...] = ()
    guid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation between two things, (kind, key) each; ``directed`` from ``origin``."""

    key: str
    origin: tuple[Thing, str]
    target: tuple[Thing, str]
    name: str = ""
    memo: str = ""
    directed: bool = True
    guid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project that was read and not yet written anywhere.

    Parameters
    ----------
    path : Path
        The file or folder it was read from.
    format, software : str
        ``REFI-QDA project``; and the program that wrote it, where the file says so.
    convention : Convention or None
        How its positions count, found by trying; None where the format leaves no doubt.
    set_aside : tuple of SetAside
        What was in the file and has no home here, whole or named, each with its reason; selections
        that do not fit their source's text are here, where they said they were.
    notes : tuple of str
        What was done, with counts; nothing to decide.
    problems : tuple of Problem
        Faults and doubts; with an error among them the project may be empty.
    """

    path: Path
    format: str
    name: str = ""
    software: str = ""
    description: str = ""
    coders: tuple[Coder, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    sources: tuple[Source, ...] = ()
    codings: tuple[ProjectCoding, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    memos: tuple[Memo, ...] = ()
    sets: tuple[ProjectSet, ...] = ()
    links: tuple[Link, ...] = ()
    constructed: bool = False
    convention: Convention | None = None
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
