"""A project of another program as a study of ours; what has no home in one is kept and told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from lises.errors import Problem, how_many
from lises.exchange.imported import SetAside
from lises.exchange.wordcount import count_words
from lises.files.references.design import DEMO_PERSON
from lises.model import (
    EMPTY,
    OTHER,
    Attribute,
    Code,
    Codebook,
    CodingSet,
    LocalText,
    Origin,
    Participant,
    Role,
    StudyDesign,
    StudyFolder,
    Theme,
)

from .beside import notes_of
from .naming import SET_OF_CODER, Names, names_for
from .people import People, cases_of_sources
from .placing import Placer
from .project import Project, ProjectCode, ProjectCoding, ProjectSet, Source
from .talks import Talk, open_labels, talk_from

__all__ = ["StudyFromProject", "StudyWanted", "to_study"]

ROLE = "participant"
POSITIONS = "positions:"  # how a note begins that says how a file counts
NOBODY = "unknown-1"  # the set of codings without a coder
_USE = re.compile(r"\n\nUse: (?P<use>.*?)(?=\n\nAvoid: |\Z)", re.DOTALL)
_AVOID = re.compile(r"\n\nAvoid: (?P<avoid>.*)\Z", re.DOTALL)
_COLOR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyWanted:
    """What nobody but its people can say of a study: its id, language, and who a label is."""

    id: str
    language: str = "da"
    constructed: bool = False
    title: str = ""
    speakers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFromProject:
    """A study that was made of a project and is not written yet, and the report of its making.

    ``talks`` is what was understood of each source, by interview.
    """

    folder: StudyFolder
    talks: Mapping[str, Talk]
    set_aside: tuple[SetAside, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def to_study(project: Project, wanted: StudyWanted) -> StudyFromProject:
    """Make a study of a project.

    Parameters
    ----------
    project : Project
        As a reader gives it.
    wanted : StudyWanted

    Returns
    -------
    StudyFromProject
        The same project gives the same study, ids of passages too. Nobody is cleared for anything,
        no reading is noted and no set is counted: an import knows nothing of these. Selections that
        hold no words are in ``set_aside``.
    """
    return _Maker(project, wanted).made()


class _Maker:
    """Makes the parts one after the other; each may leave something aside."""

    def __init__(self, project: Project, wanted: StudyWanted) -> None:
        self.project = project
        self.wanted = wanted
        self.names: Names = names_for(project, DEMO_PERSON if wanted.constructed else "")
        self.aside: list[SetAside] = list(project.set_aside)
        self.problems: list[Problem] = list(project.problems)
        self.origins: list[Origin] = []

    def made(self) -> StudyFromProject:
        talks = self._talks()
        self._parts_of_cases()
        placer = self._placed(talks)
        found = People(self.project, self.names, talks)
        people = tuple(found.participants(ROLE))
        self.aside += found.aside
        notes = tuple(notes_of(self.project, self.names, placer, self.aside))
        folder = StudyFolder(
            path=self.wanted.id,
            design=self._design(placer, people),
            participants=people,
            interviews=tuple(found.interviews()),
            codebook=Codebook(codes=tuple(self._codes())),
            themes=tuple(self._themes()),
            transcripts={name: talk.transcript for name, talk in talks.items()},
            passages=tuple(sorted(placer.passages, key=lambda p: (p.set, p.interview))),
            notes=notes,
            origins=tuple(self._all_origins(placer)),
        )
        told = (*self.project.notes, *self._told(placer, talks))
        return StudyFromProject(
            folder=folder,
            talks=talks,
            set_aside=(*self.aside, *placer.aside),
            notes=told,
            problems=tuple(self.problems),
        )

    # ---- Sources -------------------------------------------------------------------------------

    def _talks(self) -> dict[str, Talk]:
        cases = cases_of_sources(self.project)
        talks: dict[str, Talk] = {}
        for source in self.project.sources:
            if source.text is None:
                self._aside(
                    f"source {source.name or source.key}",
                    source.description,
                    f"a source of kind {source.kind} without a text",
                )
                continue
            interview = self.names.interviews[source.key]
            who = [self.names.participants[case.key] for case in cases[source.key]]
            talk = talk_from(self._with_people(source), interview, who, self.wanted.speakers)
            talks[interview] = talk
            self.problems += open_labels(str(self.project.path), talk)
        return talks

    def _with_people(self, source: Source) -> Source:
        """Give a source whose turns name participants of the study, not cases of the project."""
        known = self.names.participants
        turns = (
            replace(t, speakers=tuple(known.get(s, s) for s in t.speakers)) for t in source.turns
        )
        return replace(source, turns=tuple(turns))

    def _parts_of_cases(self) -> None:
        for case in self.project.cases:
            if case.spans:
                said = how_many(len(case.spans), "part")
                where = f"case {self.names.participants[case.key]}"
                self._aside(where, "", f"{said} of sources: who speaks is told by labels here")

    def _placed(self, talks: Mapping[str, Talk]) -> Placer:
        placer = Placer(codes=self.names.codes, sets=self.names.sets, random=Random(0))  # noqa: S311 - ids, no secrets
        codings: dict[str, list[ProjectCoding]] = defaultdict(list)
        for coding in self.project.codings:
            codings[coding.source].append(coding)
        for source in self.project.sources:
            talk = talks.get(self.names.interviews.get(source.key, ""))
            if talk is not None:
                placer.place(source, talk, codings.pop(source.key, []))
        for key, left in codings.items():
            for coding in left:
                code = self.names.codes.get(coding.code, coding.code)
                why = f"a coding with {code} of a source without a text"
                self._aside(f"source {key}", coding.quote, why)
        return placer

    # ---- Codes, themes, design -----------------------------------------------------------------

    def _codes(self) -> Iterator[Code]:
        for code in self.project.codes:
            definition, use, avoid = code.description.strip(), "", ""
            if code.id:
                definition, use, avoid = _taken_apart(code.description)
            color = code.color.lower()
            yield Code(
                id=self.names.codes[code.key],
                label=_label(code, self.names.codes[code.key]),
                definition=_text(definition),
                use=_text(use),
                avoid=_text(avoid),
                parent=self.names.codes.get(code.parent) or None,
                color=color if _COLOR.fullmatch(color) else "",
            )

    def _themes(self) -> Iterator[Theme]:
        for one in self.project.sets:
            more = [f"source {k}" for k in one.sources] + [f"memo {k}" for k in one.memos]
            if more:
                what = f"set {one.name}: {', '.join(more)}"
                self._aside(f"set {one.name}", what, "a theme gathers codes; these are none")
            if not one.codes:
                if not more:
                    self._aside(f"set {one.name}", one.description, "a set without codes")
                continue
            codes = (self.names.codes[key] for key in one.codes if key in self.names.codes)
            name = self.names.themes[one.key]
            yield Theme(
                id=name,
                label=_label(one, name),
                interpretation=_text(one.description if one.id else one.description.strip()),
                codes=tuple(dict.fromkeys(codes)),
            )

    def _design(self, placer: Placer, people: tuple[Participant, ...]) -> StudyDesign:
        used = {passage.set for passage in placer.passages}
        sets = [name for key in self.names.sets if (name := self.names.sets[key])]
        sets += [NOBODY] if NOBODY in used else []
        parted = {name: SET_OF_CODER.fullmatch(name) for name in sets}
        who = {name: found["coder"] if found else name for name, found in parted.items()}
        called = {who[self.names.sets[c.key]]: c.name for c in self.project.coders}
        numbers = {v.key: v.type in ("integer", "float") for v in self.project.variables}
        roles = tuple(dict.fromkeys(person.role for person in people)) or (ROLE,)
        return StudyDesign(
            id=self.wanted.id,
            title=LocalText.plain(self.wanted.title or self.project.name or self.wanted.id),
            summary=_text(self.project.description.strip()),
            kind="interviews",
            data_status="constructed" if self.wanted.constructed else "collected",
            language=self.wanted.language,
            counting="none",  # until somebody says which set counts and who has read what
            roles=tuple(
                Role(id=r, label=LocalText.plain(r), sample=sum(p.role == r for p in people))
                for r in roles
            ),
            attributes=tuple(
                Attribute(
                    id=self.names.attributes[v.key],
                    label=LocalText.plain(v.name.strip() or self.names.attributes[v.key]),
                    type="number" if numbers[v.key] and self._are_numbers(v.key) else "nominal",
                )
                for v in self.project.variables
                if self.names.attributes[v.key] != "role"
            ),
            coders=tuple((name, called.get(name, name)) for name in dict.fromkeys(who.values())),
            coding_sets=tuple(
                CodingSet(id=name, coder=who[name], round=int(found["round"]) if found else None)
                for name, found in parted.items()
            ),
        )

    def _are_numbers(self, key: str) -> bool:
        values = [value for case in self.project.cases for k, value in case.values if k == key]
        return all(re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value) for value in values if value)

    # ---- What is told --------------------------------------------------------------------------

    def _all_origins(self, placer: Placer) -> Iterator[Origin]:
        names, project = self.names, self.project
        yield Origin(kind="project", id=self.wanted.id, name=project.name)
        for source in project.sources:
            if source.key in names.interviews:
                yield Origin(
                    kind="interview", id=names.interviews[source.key], guid=source.guid,
                    date=source.created, name=source.name,
                )  # fmt: skip
        for case in project.cases:
            who = names.participants[case.key]
            yield Origin(kind="participant", id=who, guid=case.guid, name=case.name)
        for one in project.variables:
            if names.attributes[one.key] != "role":
                yield Origin(kind="attribute", id=names.attributes[one.key], guid=one.guid)
        for code in project.codes:
            yield Origin(kind="code", id=names.codes[code.key], guid=code.guid, date=code.created)
        for coder in project.coders:
            yield Origin(kind="coder", id=names.sets[coder.key], guid=coder.guid, name=coder.name)
        for theme in project.sets:
            if theme.key in names.themes:
                yield Origin(kind="theme", id=names.themes[theme.key], guid=theme.guid)
        yield from placer.origins

    def _told(self, placer: Placer, talks: Mapping[str, Talk]) -> Iterator[str]:
        said = any(note.startswith(POSITIONS) for note in self.project.notes)
        if self.project.convention and not said:
            c = self.project.convention
            yield f"{POSITIONS} {c}; {c.fits:,} of {c.tried:,} selections agree (by {c.by})"
        plain = [name for name, talk in talks.items() if not talk.labelled]
        if plain:
            yield (
                f"{how_many(len(plain), 'source')} without speaker labels: a paragraph is a turn, "
                "all of it the participant's; mend the front matter where others speak"
            )
        if placer.clipped:
            yield (
                f"{how_many(placer.clipped, 'selection')} began or ended in a speaker's label or "
                "a time: the passage holds the words alone"
            )
        if placer.twice:
            yield f"{how_many(placer.twice, 'coding')} said what another of the coder's says"
        yield "nothing is counted: say in study.yaml which set counts, in readings.csv who read"
        others = sum(OTHER in (w for _, w in t.transcript.speakers) for t in talks.values())
        if others:
            yield f"{how_many(others, 'transcript')} with turns that credit nobody"

    def _aside(self, where: str, text: str, why: str) -> None:
        words = count_words(text)
        self.aside.append(SetAside(where=where, text=text, why=why, words=words))


def _label(thing: ProjectCode | ProjectSet, named: str) -> LocalText:
    """Give what a thing is called; what came out of a study as it was."""
    name = thing.name if thing.id else thing.name.strip()
    return LocalText.plain(name if name.strip() else named)


def _text(text: str) -> LocalText:
    return LocalText.plain(text) if text.strip() else EMPTY


def _taken_apart(description: str) -> tuple[str, str, str]:
    """Give definition, use and avoid of a description that ``from_study`` put together."""
    text = f"\n\n{description}" if description.startswith(("Use: ", "Avoid: ")) else description
    avoid = _AVOID.search(text)
    text = text[: avoid.start()] if avoid else text
    use = _USE.search(text)
    text = text[: use.start()] if use else text
    return text, use["use"] if use else "", avoid["avoid"] if avoid else ""
