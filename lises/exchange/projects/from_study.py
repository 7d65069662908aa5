"""A study as a project that other programs can read; what they cannot hold is named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from lises.anchoring.spans import Span as Place
from lises.anchoring.spans import resolve
from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.model import (
    OTHER,
    Codebook,
    LocalText,
    Note,
    Origin,
    Passage,
    StudyFolder,
    Transcript,
)

from .project import (
    Case,
    Coder,
    Memo,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSet,
    Source,
    SourceTurn,
    Span,
    Thing,
    Variable,
)

__all__ = ["from_study"]

_APART = "\n\n"


def from_study(folder: StudyFolder, *, sets: Collection[str] = (), mark: str = "") -> Project:
    """Make a project of a study.

    Parameters
    ----------
    folder : StudyFolder
        The study, or a release of it: what is not in it is not in the project.
    sets : collection of str, optional
        The coding sets that go along; else all.
    mark : str
        What says that people and words are invented; it leads the description. Needed where the
        study is constructed.

    Returns
    -------
    Project
        Each turn of a transcript is written ``label [hh:mm:ss]: words``, a blank line between two.
        A coding set is a coder. ``notes`` names what has no place in any project: findings, claims,
        figures, readings, clearances.

    Raises
    ------
    UnknownNameError
        If the study has no such coding set.
    LisesError
        If the study is constructed and no mark was given.
    """
    known = [one.id for one in folder.design.coding_sets]
    for name in sets:
        if name not in known:
            near = did_you_mean(name, known) or f"known: {', '.join(known) or 'none'}"
            raise UnknownNameError(f'no coding set "{name}"; {near}')
    if folder.design.constructed and not mark:
        raise LisesError("the study is constructed: say so in what leaves it (mark)")
    return _Maker(folder, tuple(sets) or tuple(known), mark).made()


class _Maker:
    def __init__(self, folder: StudyFolder, sets: tuple[str, ...], mark: str) -> None:
        self.folder = folder
        self.sets = sets
        self.mark = mark
        self.lost: Counter[str] = Counter()
        self.language = folder.design.language
        self.guids: dict[tuple[str, str, str], Origin] = {
            (o.kind, o.id, o.code): o for o in folder.origins
        }

    def made(self) -> Project:
        folder = self.folder
        sources = tuple(self._sources())
        starts = {s.id: s.turns for s in sources}
        codings = tuple(self._codings(starts))
        summary = self._text(folder.design.summary)
        self._count_rest()
        return Project(
            path=Path(folder.path),
            format="study",
            name=self._text(folder.design.title) or folder.design.id,
            software="lises",
            description=_APART.join(text for text in (self.mark, summary) if text),
            coders=tuple(self._coders()),
            codes=tuple(self._codes()),
            sources=sources,
            codings=codings,
            variables=tuple(self._variables()),
            cases=tuple(self._cases()),
            memos=tuple(self._memos()),
            sets=tuple(self._themes()),
            constructed=folder.design.constructed,
            notes=tuple(f"not carried: {what} ({n:,})" for what, n in sorted(self.lost.items())),
        )

    def _guid(self, kind: str, thing: str, code: str = "") -> str:
        origin = self.guids.get((kind, thing, code))
        return origin.guid if origin else ""

    def _date(self, kind: str, thing: str, code: str = "") -> str:
        origin = self.guids.get((kind, thing, code))
        return origin.date if origin else ""

    def _text(self, text: LocalText) -> str:
        if len(text.by_language) > 1:
            self.lost["texts in further languages"] += len(text.by_language) - 1
        return text.in_language(self.language)

    # ---- Sources and codings -------------------------------------------------------------------

    def _sources(self) -> Iterator[Source]:
        for interview, transcript in self.folder.transcripts.items():
            text, turns = _written(transcript)
            yield Source(
                key=interview,
                name=interview,
                text=text,
                guid=self._guid("interview", interview),
                created=self._date("interview", interview),
                turns=turns,
                id=interview,
            )

    def _codings(self, turns: Mapping[str, tuple[SourceTurn, ...]]) -> Iterator[ProjectCoding]:
        wanted = set(self.sets)
        for passage in self.folder.passages:
            if passage.set not in wanted:
                continue
            span = self._span(passage, turns)
            if span is None or not passage.codes:
                what = "passages without a code" if span else "passages without a place"
                self.lost[what] += 1
                continue
            for number, code in enumerate(passage.codes):
                yield ProjectCoding(
                    key=f"{passage.id}/{code}",
                    source=passage.interview,
                    code=code,
                    spans=(span,),
                    coder=passage.set,
                    date=self._date("coding", passage.id, code),
                    memo="" if number else passage.memo,
                    quote="\n\n".join(passage.quote),
                    selection=passage.id,
                    guid=self._guid("coding", passage.id, code),
                    id=passage.id,
                )

    def _span(self, passage: Passage, turns: Mapping[str, tuple[SourceTurn, ...]]) -> Span | None:
        transcript = self.folder.transcripts.get(passage.interview)
        if transcript is None:
            return None
        found = resolve(passage, transcript)
        if not isinstance(found, tuple):
            return None
        first: Place = found[0]
        last: Place = found[-1]
        of = turns[passage.interview]
        return of[first.turn - 1].said + first.start, of[last.turn - 1].said + last.end

    # ---- Codes, people, notes ------------------------------------------------------------------

    def _coders(self) -> Iterator[Coder]:
        for name in self.sets:
            yield Coder(key=name, name=name, guid=self._guid("coder", name), id=name)

    def _codes(self) -> Iterator[ProjectCode]:
        for code in self.folder.codebook.codes if self.folder.codebook else ():
            said = (
                self._text(code.definition),
                f"Use: {self._text(code.use)}" if code.use else "",
                f"Avoid: {self._text(code.avoid)}" if code.avoid else "",
            )
            if code.example:
                self.lost["examples of codes"] += 1
            yield ProjectCode(
                key=code.id,
                name=self._text(code.label),
                parent=code.parent or "",
                description=_APART.join(text for text in said if text),
                color=code.color,
                guid=self._guid("code", code.id),
                created=self._date("code", code.id),
                id=code.id,
            )

    def _variables(self) -> Iterator[Variable]:
        yield Variable(key="role", name="role", id="role")
        for one in self.folder.design.attributes:
            yield Variable(
                key=one.id,
                name=self._text(one.label) or one.id,
                type="float" if one.type == "number" else "text",
                guid=self._guid("attribute", one.id),
                id=one.id,
            )

    def _cases(self) -> Iterator[Case]:
        own = {one.id for one in self.folder.design.attributes}
        talks: dict[str, list[str]] = defaultdict(list)
        for interview in self.folder.interviews:
            if interview.id in self.folder.transcripts:
                for who in interview.participants:
                    talks[who].append(interview.id)
        for person in self.folder.participants:
            values = [("role", person.role), *(v for v in person.attributes if v[0] in own)]
            yield Case(
                key=person.id,
                name=person.id,
                values=tuple((key, value) for key, value in values if value),
                sources=tuple(talks[person.id]),
                guid=self._guid("participant", person.id),
                id=person.id,
            )

    def _memos(self) -> Iterator[Memo]:
        for note in self.folder.notes:
            thing = self._thing(note)
            yield Memo(
                key=note.id if note.kind == "memo" else f"{note.kind}-{note.id}",
                text=note.text,
                title=note.title or note.id,
                about=(thing,) if thing else (),
                coder=self._set_of(note.coder),
                date=note.date,
                guid=self._guid("memo", note.id),
                id=note.id if note.kind == "memo" else f"{note.kind}-{note.id}",
            )

    def _set_of(self, coder: str) -> str:
        sets = (one.id for one in self.folder.design.coding_sets if one.coder == coder)
        return next((name for name in sets if name in self.sets), "") if coder else ""

    def _thing(self, note: Note) -> tuple[Thing, str] | None:
        """Give what a note is about; a coding by its first code."""
        folder = self.folder
        kinds: tuple[tuple[Thing, Iterable[tuple[str, str]]], ...] = (
            (
                "coding",
                (
                    (p.id, f"{p.id}/{p.codes[0]}")
                    for p in folder.passages
                    if p.codes and p.set in self.sets
                ),
            ),
            ("code", ((c.id, c.id) for c in (folder.codebook or Codebook()).codes)),
            ("source", ((name, name) for name in folder.transcripts)),
            ("case", ((p.id, p.id) for p in folder.participants)),
            ("set", ((t.id, t.id) for t in folder.themes)),
        )
        for kind, known in kinds:
            key = dict(known).get(note.about)
            if key:
                return kind, key
        if note.about:
            self.lost["what a memo is about"] += 1
        return None

    def _themes(self) -> Iterator[ProjectSet]:
        for theme in self.folder.themes:
            yield ProjectSet(
                key=theme.id,
                name=self._text(theme.label),
                description=self._text(theme.interpretation),
                codes=theme.codes,
                guid=self._guid("theme", theme.id),
                id=theme.id,
            )

    def _count_rest(self) -> None:
        """Name what a project has no place for."""
        folder = self.folder
        rest = {
            "findings": folder.findings,
            "claims": folder.claims,
            "figures": folder.figures,
            "readings": folder.readings,
            "judged searches": folder.searches,
            "translations": folder.translations,
            "questions put": folder.asked,
            "cells of the framework": folder.framework,
            "decisions between coders": folder.left_out,
            "interviews without a transcript here": [
                i for i in folder.interviews if i.id not in folder.transcripts
            ],
            "passages of other coding sets": [p for p in folder.passages if p.set not in self.sets],
            "clearances of people and passages": [
                *(p for p in folder.participants if p.quotes or p.transcript),
                *(p for p in folder.passages if p.clearance),
            ],
            "of which sets a consensus is made": [s for s in folder.design.coding_sets if s.origin],
            "reasons of a consensus": [p for p in folder.passages if p.reason],
        }
        self.lost.update({what: len(things) for what, things in rest.items() if things})


def _written(transcript: Transcript) -> tuple[str, tuple[SourceTurn, ...]]:
    """Write a transcript as text; give its turns with their places in it."""
    speakers = dict(transcript.speakers)
    pieces: list[str] = []
    turns: list[SourceTurn] = []
    at = 0
    for turn in transcript.turns:
        head = f"{turn.label} [{turn.time}]: " if turn.time else f"{turn.label}: "
        parts = [turn.label] if turn.label in speakers else turn.label.split(" + ")
        who = tuple(speakers.get(part, OTHER) for part in parts)
        end = at + len(head) + len(turn.text)
        turns.append(
            SourceTurn(
                start=at,
                said=at + len(head),
                end=end,
                label=turn.label,
                speakers=who or turn.speakers,
                time=turn.time,
            )
        )
        pieces += [head, turn.text, _APART]
        at = end + len(_APART)
    return "".join(pieces[:-1]) + ("\n" if pieces else ""), tuple(turns)
