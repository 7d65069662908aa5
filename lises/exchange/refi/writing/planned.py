"""A project made ready to be written: GUIDs, selections, what is kept for this library alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lises.exchange.projects.guids import Keyed, as_guid, guid_of, made_guid
from lises.exchange.projects.project import Project, ProjectCoding, Span, Thing

from .shaping import Reader
from .xml import Xml, date_time

__all__ = ["Planned", "Selected", "plan"]

# What has a place for a reference to a note; of the rest the note of this library tells.
_REFERS: frozenset[Thing] = frozenset({"source", "code", "coding", "memo", "project"})


@dataclass(slots=True)
class Selected:
    """A selection of a text: where, its comment, and the codings on it with their GUIDs."""

    guid: str
    span: Span
    comment: str = ""
    codings: list[tuple[str, ProjectCoding]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Planned:
    """Everything that the sections of a project share while they are written.

    ``guids`` is by kind and key. ``notes`` are the GUIDs of the notes that a thing refers to, by
    kind and key; ``memos`` the texts of notes that are a coding's or a link's own, by their GUID.
    ``kept``, ``rows`` (codings known by their words) and ``links`` are what only this library reads
    (``carried``); ``placed`` are the codings that have an element of their own.
    """

    project: Project
    reader: Reader
    xml: Xml = field(default_factory=Xml)
    guids: dict[tuple[str, str], str] = field(default_factory=dict)
    selections: defaultdict[str, list[Selected]] = field(default_factory=lambda: defaultdict(list))
    wholes: defaultdict[str, list[ProjectCoding]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[tuple[str, int], str] = field(default_factory=dict)
    notes: defaultdict[tuple[str, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    memos: dict[str, str] = field(default_factory=dict)
    kept: defaultdict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    rows: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)
    midnights: list[str] = field(default_factory=list)
    days: bool = False
    lost: dict[str, int] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def of(self, kind: str, key: str) -> str:
        """Give the GUID of what a key points at; empty where it points at nothing."""
        return self.guids.get((kind, key), "")

    def all_of(self, kind: str, keys: Iterable[str]) -> list[str]:
        """Give the GUIDs of several; what is not there is left out and counted."""
        found = [self.of(kind, key) for key in keys]
        if missing := found.count(""):
            self.lose(f"pointers to a {kind} that is not there, left out", missing)
        return [guid for guid in found if guid]

    def is_element(self, thing: tuple[Thing, str]) -> bool:
        """Tell whether a thing has an element, so that a link can point at it."""
        return bool(self.of(*thing)) and (thing[0] != "coding" or thing[1] in self.placed)

    def lose(self, what: str, number: int = 1) -> None:
        """Count something that the format has no place for."""
        self.lost[what] = self.lost.get(what, 0) + number

    def new_guid(self, kind: str, identity: str) -> str:
        """Make a GUID for what is not a thing of the project: a selection, a part, a note."""
        return self.unused(made_guid(self.project.name, kind, identity), kind, identity)

    def unused(self, guid: str, kind: str, identity: str) -> str:
        """Give a GUID, or another one where it is used already."""
        number = 1
        while guid in self._used:
            number += 1
            guid = made_guid(self.project.name, kind, f"{identity}/{number}")
        self._used.add(guid)
        return guid

    def name_all(self) -> None:
        """Give every thing its GUID; of two things with the same one, the second a made one."""
        project = self.project
        kinds: Mapping[str, Iterable[Keyed]] = {
            "coder": project.coders,
            "code": project.codes,
            "variable": project.variables,
            "case": project.cases,
            "source": project.sources,
            "memo": project.memos,
            "set": project.sets,
            "link": project.links,
            "coding": project.codings,
        }
        ids = self.kept["ids"]
        for kind, things in kinds.items():
            for thing in things:
                guid = self.unused(guid_of(thing, project), kind, thing.key)
                self.guids[kind, thing.key] = guid
                if own := getattr(thing, "id", ""):
                    ids[guid] = own

    def dated(self, name: str, text: str) -> str:
        """Give a date as the standard wants it; what it was is kept where it was another."""
        written, was = date_time(text)
        if was == "day":
            self.days = True
        elif was == "other":
            self.kept["dates"][name] = text
        elif text.endswith("T00:00:00"):
            self.midnights.append(name)
        return written


def plan(project: Project, reader: Reader) -> Planned:
    """Make a project ready to be written."""
    planned = Planned(project=project, reader=reader)
    planned.name_all()
    _plan_codings(planned)
    for case in project.cases:
        for number, (key, span) in enumerate(case.spans):
            guid = planned.new_guid("part of a case", f"{case.id or case.key}/{number}")
            planned.parts[case.key, number] = guid
            planned.selections[key].append(Selected(guid, span))
    for link in project.links:
        if link.memo and all(map(planned.is_element, (link.origin, link.target))):
            _own_note(planned, "link", link.key, link.memo)
    for memo in project.memos:
        _plan_memo(planned, memo.key, memo.about)
    return planned


def _plan_codings(planned: Planned) -> None:
    """Put the codings on their selections: the same passage once, with all that was said of it."""
    texted = {source.key for source in planned.project.sources if source.text is not None}
    shared: dict[tuple[str, str, Span], Selected] = {}
    for coding in planned.project.codings:
        guid = planned.of("coding", coding.key)
        if not planned.of("source", coding.source) or not planned.of("code", coding.code):
            planned.lose("codings of a source or a code that is not there, left out")
            continue
        if coding.whole:
            planned.placed.add(coding.key)
            planned.wholes[coding.source].append(coding)
            if coding.memo:
                _own_note(planned, "coding", coding.key, coding.memo)
        elif coding.spans and coding.source in texted:
            planned.placed.add(coding.key)
            _select(planned, coding, guid, shared)
        else:
            _by_words(planned, coding, guid)
    for selected in (one for every in planned.selections.values() for one in every):
        _comment(planned, selected)


def _select(
    planned: Planned,
    coding: ProjectCoding,
    guid: str,
    shared: dict[tuple[str, str, Span], Selected],
) -> None:
    identity = coding.id or coding.key
    parts = []
    for number, span in enumerate(coding.spans):
        # A GUID per part; the first is the coding's own.
        part = guid if not number else planned.new_guid("part", f"{identity}/{number}")
        parts.append(part)
        place = (coding.source, coding.selection, span)
        selected = shared.get(place) if coding.selection else None
        if selected is None:
            given = as_guid(coding.selection)
            named = coding.selection or f"of {identity}"
            where = f"{named}/{number}" if number or not coding.selection else named
            own = (
                planned.unused(given, "selection", where)
                if given
                else (planned.new_guid("selection", where))
            )
            selected = Selected(own, span)
            planned.selections[coding.source].append(selected)
            if coding.selection:
                shared[place] = selected
        selected.codings.append((part, coding))
    if len(parts) > 1:
        planned.kept["parts"][guid] = parts[1:]


def _comment(planned: Planned, selected: Selected) -> None:
    """Make what is noted of the codings a comment on the selection where it is the same for all."""
    memos = {coding.memo for _, coding in selected.codings}
    if memos == {""}:
        return
    simple = all(len(coding.spans) == 1 for _, coding in selected.codings)
    if simple and len(memos) == 1:
        selected.comment = memos.pop()
        return
    for guid, coding in selected.codings:
        if coding.memo and guid == planned.of("coding", coding.key):
            _own_note(planned, "coding", coding.key, coding.memo)


def _by_words(planned: Planned, coding: ProjectCoding, guid: str) -> None:
    """Keep a coding that has no place in a text: only this library reads it back."""
    if coding.spans:
        planned.lose("places of codings in sources without a text, left out")
    row = {
        "guid": guid,
        "source": planned.of("source", coding.source),
        "code": planned.of("code", coding.code),
        "coder": planned.of("coder", coding.coder),
        "date": coding.date,
        "memo": coding.memo,
        "quote": coding.quote,
        "before": coding.before,
        "after": coding.after,
        "selection": coding.selection,
    }
    planned.rows.append({name: value for name, value in row.items() if value})


def _own_note(planned: Planned, kind: str, key: str, text: str) -> None:
    """Write a thing's own memo as a note that it refers to."""
    owner = planned.of(kind, key)
    note = planned.new_guid("memo of", f"{kind}/{owner}")
    planned.memos[note] = text
    planned.kept["memos"][owner] = note
    planned.notes[kind, key].append(note)


def _plan_memo(planned: Planned, key: str, about: tuple[tuple[Thing, str], ...]) -> None:
    """Let what a memo is about refer to it; where that cannot be, the memo's note says it."""
    note = planned.of("memo", key)
    unsaid = []
    for kind, target in about:
        if kind in _REFERS and (kind != "coding" or target in planned.placed):
            planned.notes[kind, target].append(note)
        else:
            unsaid.append([kind, planned.of(kind, target)])
    if unsaid:
        planned.kept["about"][note] = unsaid
