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

__all__ = ["STANCES", "ParticipantStance", "Stance", "stances", "turns_asked", "voicing"]

Stance = Literal["supports", "qualifies", "contradicts", "silent", "not-asked", "not-read"]
STANCES: tuple[Stance, ...] = get_args(Stance)
Mention = Literal["spontaneous", "prompted", "not-known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantStance:
    """The stance of one participant.

    ``passages`` support, ``against`` contradict (ids, in order of the talk). ``mention`` tells
    whether the first of them stands before the guide's question was put (spontaneous) or after
    (prompted); ``not-known`` where the asking is not recorded. ``asked`` is None where the guide
    has no question for it, or ``asked.csv`` no row of any interview of theirs: then nobody noted
    what was asked, which is not the same as not asking.
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
    author names in ``contradicted_by`` counts as against for whoever voices it. Where the finding
    says that *none* voice something, whoever voices it contradicts, and whoever voices ``against``
    (that it was of no matter, say) supports.
    """
    folder = counted.study.folder
    support, contrary = _sides(counted, finding, counts, against)
    questions = questions_of(folder, finding, counts)
    codes = counts.codes | (against.codes if against else frozenset())
    found = []
    for participant in in_scope(folder, finding.scope):
        fors = support.get(participant.id, [])
        cons = contrary.get(participant.id, [])
        asked = turns_asked(folder, participant.id, questions)
        put = None if asked is None else any(turn is not None for turn in asked.values())
        read = counted.has_read(participant.id, codes)
        found.append(
            ParticipantStance(
                participant=participant.id,
                role=participant.role,
                stance=_stance(
                    # To one "none" there is no yes and no: who voices the thing contradicts.
                    bool(fors) and not (finding.quantifier == "none" and cons),
                    bool(cons),
                    read=read,
                    asked=put,
                ),
                passages=tuple(v.passage for v in fors),
                against=tuple(v.passage for v in cons),
                mention=_mention([*fors, *cons], asked),
                asked=put,
            )
        )
    return tuple(found)


def voicing(
    counted: Counted, counts: CodeQuery, against: CodeQuery | None
) -> dict[str, list[Voice]]:
    """Give who voices what a finding counts, less its ``against`` codes: n comes from here."""
    opposing = against.codes if against else frozenset()
    wanted = CodeQuery(counts.text, tuple(group - opposing for group in counts.groups))
    people = wanted.participants(counted.by_code())
    return {p: v for p, v in counted.voiced(wanted.codes).items() if p in people}


def _sides(
    counted: Counted, finding: Finding, counts: CodeQuery, against: CodeQuery | None
) -> tuple[dict[str, list[Voice]], dict[str, list[Voice]]]:
    speaking = voicing(counted, counts, against)
    opposing = counted.voiced(against.codes) if against else {}
    if finding.quantifier == "none":
        speaking, opposing = opposing, speaking
    return speaking, _with_named(counted, finding, opposing)


def _with_named(
    counted: Counted, finding: Finding, found: dict[str, list[Voice]]
) -> dict[str, list[Voice]]:
    """Add the passages that the author names as speaking against."""
    study = counted.study
    for evidence in finding.contradicted_by:
        passage = study.by_id.get(evidence.passage)
        for participant in study.speakers_of(passage) if passage else ():
            voices = found.setdefault(participant, [])
            if passage and all(v.passage != passage.id for v in voices):
                voices.append(Voice(passage.id, participant, passage.interview, passage.turn))
    return found


def _stance(supports: bool, opposes: bool, *, read: bool, asked: bool | None) -> Stance:
    if supports or opposes:
        if supports and opposes:
            return "qualifies"
        return "supports" if supports else "contradicts"
    if not read:
        return "not-read"
    return "not-asked" if asked is False else "silent"


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


def turns_asked(
    folder: StudyFolder, participant: str, questions: Iterable[str]
) -> dict[str, int | None] | None:
    """Give interview → the first turn in which one of the questions was put to this participant.

    Only interviews of which ``asked.csv`` tells anything: None where none of the questions was put,
    0 where only the asking was noted. None instead of all where there is no question, or no
    interview of theirs is told of.
    """
    theirs = {i.id for i in folder.interviews if participant in i.participants}
    wanted, found = set(questions), dict[str, int | None]()
    for asked in folder.asked:
        if asked.interview not in theirs:
            continue
        before = found.setdefault(asked.interview, None)
        if asked.question in wanted:
            turn = asked.turn or 0
            found[asked.interview] = turn if before is None else min(turn, before)
    return found if wanted and found else None


def _mention(voices: list[Voice], asked: dict[str, int | None] | None) -> Mention:
    if not voices or asked is None:
        return "not-known"
    first = min(voices, key=lambda v: (v.interview, v.turn))
    put = asked.get(first.interview, 0)
    if put == 0:
        return "not-known"
    return "spontaneous" if put is None or first.turn < put else "prompted"
