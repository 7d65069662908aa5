"""Where each participant in scope stands to a finding.

A coding that is present is not support: whoever voices what the finding counts supports it, unless
he also voices what speaks against it (qualifies) or voices only that (contradicts). Silence is a
stance only of those who were read, and it is told apart whether they were asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from lises.analysis import CodeQuery
from lises.model import Finding, StudyFolder

from .counted import Counted, Voice, in_scope

__all__ = ["STANCES", "ParticipantStance", "Stance", "stances", "turns_asked"]

Stance = Literal["supports", "qualifies", "contradicts", "silent", "not-asked", "not-read"]
STANCES: tuple[Stance, ...] = get_args(Stance)
Mention = Literal["spontaneous", "prompted", "not-known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantStance:
    """The stance of one participant.

    ``passages`` support, ``against`` contradict (ids, in order of the talk). ``mention`` tells
    whether the first of them stands before the guide's question was put (spontaneous) or after
    (prompted); ``not-known`` where the asking is not recorded. ``asked`` is None where the guide
    has no question for it.
    """

    participant: str
    role: str
    stance: Stance
    passages: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    mention: Mention = "not-known"
    asked: bool | None = None


def stances(
    counted: Counted, finding: Finding, counts: CodeQuery, against: CodeQuery | None
) -> tuple[ParticipantStance, ...]:
    """Give the stance of every participant in the finding's scope, in the order of the file.

    ``against`` codes are taken out of ``counts`` where they lie below it. A passage that the
    author names in ``contradicted_by`` counts as against for whoever voices it.
    """
    folder = counted.study.folder
    opposing = against.codes if against else frozenset()
    support = counted.voiced(counts.codes - opposing)
    if len(counts.groups) > 1:
        both = counts.participants(counted.by_code())
        support = {p: v for p, v in support.items() if p in both}
    contrary = _contrary(counted, finding, opposing)
    questions = questions_of(folder, finding, counts)
    codes = counts.codes | opposing
    found = []
    for participant in in_scope(folder, finding.scope):
        fors = support.get(participant.id, [])
        cons = contrary.get(participant.id, [])
        asked = turns_asked(folder, participant.id, questions) if questions else None
        read = counted.has_read(participant.id, codes)
        found.append(
            ParticipantStance(
                participant=participant.id,
                role=participant.role,
                stance=_stance(bool(fors), bool(cons), read=read, asked=asked),
                passages=tuple(v.passage for v in fors),
                against=tuple(v.passage for v in cons),
                mention=_mention([*fors, *cons], asked),
                asked=None if asked is None else bool(asked),
            )
        )
    return tuple(found)


def _contrary(
    counted: Counted, finding: Finding, opposing: frozenset[str]
) -> dict[str, list[Voice]]:
    found = counted.voiced(opposing)
    study = counted.study
    by_id = {p.id: p for p in study.passages}
    for evidence in finding.contradicted_by:
        passage = by_id.get(evidence.passage)
        for participant in study.speakers_of(passage) if passage else ():
            voices = found.setdefault(participant, [])
            if passage and all(v.passage != passage.id for v in voices):
                voices.append(Voice(passage.id, participant, passage.interview, passage.turn))
    return found


def _stance(supports: bool, opposes: bool, *, read: bool, asked: dict[str, int] | None) -> Stance:
    if supports or opposes:
        if supports and opposes:
            return "qualifies"
        return "supports" if supports else "contradicts"
    if not read:
        return "not-read"
    return "not-asked" if asked is not None and not asked else "silent"


def questions_of(folder: StudyFolder, finding: Finding, counts: CodeQuery) -> tuple[str, ...]:
    """Name the guide's questions that a finding turns on: named by it, or by their codes."""
    if finding.asked or folder.guide is None:
        return finding.asked
    codebook = folder.codebook
    found = []
    for question in folder.guide.questions:
        bearing = {
            c
            for code in question.codes
            for c in (codebook.with_children(code) if codebook else {code})
        }
        if bearing & counts.codes:
            found.append(question.id)
    return tuple(found)


def turns_asked(folder: StudyFolder, participant: str, questions: Iterable[str]) -> dict[str, int]:
    """Give interview → the first turn in which one of the questions was put to this participant.

    The turn is 0 where only the asking was noted.
    """
    theirs = {i.id for i in folder.interviews if participant in i.participants}
    wanted, found = set(questions), dict[str, int]()
    for asked in folder.asked:
        if asked.interview in theirs and asked.question in wanted:
            turn = asked.turn or 0
            found[asked.interview] = min(turn, found.get(asked.interview, turn))
    return found


def _mention(voices: list[Voice], asked: dict[str, int] | None) -> Mention:
    if not voices or asked is None:
        return "not-known"
    first = min(voices, key=lambda v: (v.interview, v.turn))
    put = asked.get(first.interview)
    if put is None:
        return "spontaneous"
    if put == 0:
        return "not-known"
    return "spontaneous" if first.turn < put else "prompted"
