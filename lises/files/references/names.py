"""What a study names, looked up once, and how a reference that leads nowhere is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lises.errors import Problem, Severity, did_you_mean
from lises.files.faults import shortened
from lises.files.forms import passage_prefix
from lises.model import At, Attribute, Interview, Passage, StudyFolder

__all__ = ["Names", "fault", "names_of", "turn_fault", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The ids of a study by kind; where an id stands twice, its first bearer."""

    roles: Collection[str]
    attributes: Mapping[str, Attribute]
    coders: Collection[str]
    sets: Mapping[str, tuple[str, ...]]
    participants: Collection[str]
    interviews: Mapping[str, Interview]
    questions: Collection[str]
    codes: Collection[str]
    themes: Collection[str]
    passages: Mapping[str, Passage]
    findings: Collection[str]
    claims: Collection[str]
    figures: Collection[str]
    sources: Collection[str]


# How a kind is called where its rule's name is not the word for it.
_WORDS = {"set": "coding set", "counted": "coding set", "subject": "part", "search": "file"}
# What to do instead of defining a name, where it is not defined but made.
_MAKE = {
    "search": "add the file, or correct its name",
    "passage": "correct the id, or restore the line that had it in codings",
    "finding": "add its file under findings, or correct the name",
}


def names_of(study: StudyFolder) -> Names:
    """Look up what a study names."""
    design = study.design
    passages: dict[str, Passage] = {}
    for passage in study.passages:
        passages.setdefault(passage.id, passage)
    return Names(
        roles=dict.fromkeys(role.id for role in design.roles),
        attributes={attribute.id: attribute for attribute in design.attributes},
        coders=dict.fromkeys(coder for coder, _ in design.coders),
        sets={coding_set.id: coding_set.origin for coding_set in design.coding_sets},
        participants=dict.fromkeys(participant.id for participant in study.participants),
        interviews={interview.id: interview for interview in study.interviews},
        questions=dict.fromkeys(q.id for q in study.guide.questions) if study.guide else {},
        codes=dict.fromkeys(c.id for c in study.codebook.codes) if study.codebook else {},
        themes=dict.fromkeys(theme.id for theme in study.themes),
        passages=passages,
        findings=dict.fromkeys(finding.id for finding in study.findings),
        claims=dict.fromkeys(claim.id for claim in study.claims),
        figures=dict.fromkeys(figure.id for figure in study.figures),
        sources=dict.fromkeys(source.key for source in study.sources),
    )


def fault(
    at: At, rule: str, said: tuple[str, str], subject: str = "", severity: Severity = "error"
) -> Problem:
    """Make a problem at a place; ``said`` is its message and remedy."""
    return Problem(
        path=at.path,
        line=at.line,
        rule=rule,
        message=shortened(said[0]),
        remedy=shortened(said[1]),
        subject=subject,
        severity=severity,
    )


def unknown(at: At, kind: str, got: str, known: Collection[str], home: str) -> Iterator[Problem]:
    """Say that a name is not known, with the nearest one; nothing where it is.

    ``kind`` is the word for it, ``code``, which gives the rule ``code-unknown``; ``home`` the file
    in which such a name would stand.
    """
    if got in known:
        return
    near = known
    if kind == "passage":
        # Among many thousand passages only those of the same interview can be meant.
        near = [name for name in known if passage_prefix(name) == passage_prefix(got)]
    hint = did_you_mean(got, near)
    make = _MAKE.get(kind, f"define it in {home}")
    remedy = f"{hint} Else {make}" if hint else make
    word = _WORDS.get(kind, kind)
    yield fault(at, f"{kind}-unknown", (f'"{got}" is no {word} of the study', remedy), got)


def turn_fault(study: StudyFolder, at: At, interview: str, turn: int | None) -> Iterator[Problem]:
    """Say that an interview has no turn of this number; nothing where its words are not here."""
    transcript = study.transcripts.get(interview)
    if turn is None or transcript is None or 1 <= turn <= len(transcript.turns):
        return
    turns = len(transcript.turns)
    said = (f'"{interview}" has no turn {turn}', f"its turns are numbered 1 to {turns}")
    yield fault(at, "turn-unknown", said, interview)
