"""What the sections of a project share while they are read: who is who, and what is to be told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lises.errors import Problem
from lises.exchange.imported import SetAside
from lises.exchange.projects.project import (
    Case,
    Coder,
    Link,
    Memo,
    ProjectCode,
    ProjectCoding,
    ProjectSet,
    Source,
    Span,
    Thing,
    Variable,
)
from lises.exchange.refi.carried import Carried, Dates, digest_of
from lises.exchange.wordcount import count_words

from .raw import RawProject

__all__ = ["Gathered", "Pointed"]

Pointed = tuple[Thing, str]
_ODD_GUIDS = "things without a GUID, or with one that stands twice"


@dataclass(slots=True, kw_only=True)
class Gathered:
    """A project while it is put together.

    ``things`` is what a GUID means; a selection means its first coding. ``selections`` is where a
    selection stands, ``codings_of`` the codings on it, ``about`` what refers to a note,
    ``asked_for`` the selections that a case or a link points at; ``kept`` what the note of this
    library says, with its ``ids`` and ``dates``.
    """

    path: str
    raw: RawProject
    kept: Carried = field(default_factory=Carried)
    ids: Mapping[str, str] = field(default_factory=dict)
    dates: Dates = field(default_factory=Dates)
    coders: list[Coder] = field(default_factory=list)
    codes: list[ProjectCode] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    codings: list[ProjectCoding] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    sets: list[ProjectSet] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    things: dict[str, Pointed] = field(default_factory=dict)
    about: defaultdict[str, list[Pointed]] = field(default_factory=lambda: defaultdict(list))
    selections: dict[str, tuple[str, Span | None]] = field(default_factory=dict)
    codings_of: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked_for: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    dangling: Counter[str] = field(default_factory=Counter)
    digests: dict[int, str] = field(default_factory=dict)

    def take(self, kind: Thing, guid: str) -> str:
        """Give the key of a thing: its GUID, or one of its own where the GUID is used already."""
        key = guid or f"{kind} without a GUID"
        if guid and guid not in self.things:
            self.things[guid] = (kind, guid)
            return guid
        self.told[_ODD_GUIDS] += 1
        number = self.told[_ODD_GUIDS]
        while f"{key} {number}" in self.things:
            number += 1
        key = f"{key} {number}"
        self.things[key] = (kind, key)
        return key

    def refer(self, notes: Iterable[str], thing: Pointed) -> None:
        """Note that a thing refers to notes."""
        for note in notes:
            self.about[note].append(thing)

    def known(self, guids: Iterable[str], kind: Thing, where: str) -> tuple[str, ...]:
        """Give the keys of what is pointed at; what is not there or no such thing is counted."""
        found = []
        for guid in guids:
            thing = self.things.get(guid)
            if thing and thing[0] == kind:
                found.append(thing[1])
            else:
                self.dangling[f"{where} to a {kind}"] += 1
        return tuple(found)

    def values(self, pairs: Iterable[tuple[str, str]], where: str) -> tuple[tuple[str, str], ...]:
        """Give the values of variables that are there; others are counted and set aside."""
        found = []
        for variable, value in pairs:
            if self.things.get(variable, ("project", ""))[0] == "variable":
                found.append((variable, value))
            else:
                self.dangling["value to a variable"] += 1
                self.aside(where, value, "the variable of this value is not in the project")
        return tuple(found)

    def aside(self, where: str, text: str, why: str) -> None:
        """Set something aside, whole."""
        self.set_aside.append(SetAside(where=where, text=text, why=why, words=count_words(text)))

    def doubt(self, rule: str, message: str, remedy: str) -> None:
        """Tell of a doubt."""
        self.problems.append(
            Problem(
                path=self.path, line=0, rule=rule, message=message, remedy=remedy, severity="doubt"
            )
        )

    def digest(self, text: str) -> str:
        """Give the digest of a text, made once however many sources have it."""
        if id(text) not in self.digests:
            self.digests[id(text)] = digest_of(text)
        return self.digests[id(text)]

    def told_lines(self) -> Iterator[str]:
        """Say everything that was counted."""
        for what, number in sorted(self.told.items()):
            yield f"{what}: {number:,}"
