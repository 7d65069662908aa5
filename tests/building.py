"""Small studies made in code, so that each test's table can be read.

``study`` takes what the parts below make and fills in the rest: an interview per transcript,
participants who speak, codes that are used, the set ``c`` counted, every interview read for all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lises.anchoring import AnchoredStudy, anchor
from lises.evidence import Counted, count
from lises.model import (
    EMPTY,
    INTERVIEWER,
    OTHER,
    Asked,
    At,
    Attribute,
    Code,
    Codebook,
    CodingSet,
    Evidence,
    Finding,
    Guide,
    Interview,
    JudgedHit,
    LocalText,
    Participant,
    Passage,
    Question,
    Reading,
    Role,
    Search,
    StudyDesign,
    StudyFolder,
    Transcript,
    Turn,
    Withdrawal,
)

__all__ = [
    "anchored",
    "asked",
    "codebook",
    "counted",
    "finding",
    "hit",
    "passage",
    "person",
    "question",
    "scope",
    "search",
    "study",
    "talk",
    "turn",
]

SPECIAL = {"I": INTERVIEWER, "O": OTHER}


def turn(number: int, spoken: str) -> Turn:
    """Make a turn of ``"A + B: words"``; ``I`` is the interviewer, ``O`` somebody else."""
    label, _, text = spoken.partition(": ")
    speakers = tuple(SPECIAL.get(part, part) for part in label.split(" + "))
    return Turn(number=number, label=label, speakers=speakers, text=text)


def talk(interview: str, *spoken: str) -> Transcript:
    """Make a transcript of turns."""
    turns = tuple(turn(number, words) for number, words in enumerate(spoken, start=1))
    labels = dict.fromkeys(part for t in turns for part in t.label.split(" + "))
    speakers = tuple((label, SPECIAL.get(label, label)) for label in labels)
    return Transcript(interview=interview, speakers=speakers, turns=turns)


def passage(
    name: str, at: int | tuple[int, int], quote: str | tuple[str, ...], codes: str = "", **more: Any
) -> Passage:
    """Make a passage of the set ``c``; its interview is what its id begins with."""
    first, last = at if isinstance(at, tuple) else (at, at)
    return Passage(
        **{
            "id": name,
            "interview": name[:-5],
            "set": "c",
            "turn": first,
            "turn_end": last,
            "quote": quote if isinstance(quote, tuple) else (quote,),
            "codes": tuple(codes.split()),
            "at": At(f"codings/c/{name[:-5]}.jsonl", 1),
            **more,
        }
    )


def person(name: str, role: str = "gardener", **more: Any) -> Participant:
    """Make a participant; ``quotes`` and ``transcript`` are clearances, others are attributes."""
    cleared = {what: more.pop(what, None) for what in ("quotes", "transcript")}
    return Participant(id=name, role=role, attributes=tuple(more.items()), **cleared)


def codebook(text: str, **more: Any) -> Codebook:
    """Make a codebook of ``"tap queue<tap weeds"``: ``queue`` is a child of ``tap``."""
    pairs = [word.partition("<") for word in text.split()]
    codes = (
        Code(
            id=code, label=EMPTY, definition=LocalText.plain(f"about {code}"), parent=parent or None
        )
        for code, _, parent in pairs
    )
    return Codebook(codes=tuple(codes), **more)


def scope(**values: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Make a scope of ``role="gardener keeper"``."""
    return tuple((name, tuple(words.split())) for name, words in values.items())


def finding(name: str = "f", **more: Any) -> Finding:
    """Make a finding; ``rests_on`` and ``contradicted_by`` name passages in one string."""
    for key in ("rests_on", "contradicted_by"):
        if isinstance(more.get(key), str):
            more[key] = tuple(Evidence(passage=p) for p in more[key].split())
    for key in ("prose", "statement"):
        if isinstance(more.get(key), str):
            more[key] = LocalText.plain(more[key])
    defaults = {
        "statement": LocalText.plain(f"statement of {name}"),
        "at": At(f"findings/{name}.md", 1),
    }
    return Finding(**{"id": name, **defaults, **more})


def question(name: str, codes: str = "", roles: str = "") -> Question:
    """Make a question of the guide."""
    return Question(
        id=name, text=LocalText.plain(name), codes=tuple(codes.split()), roles=tuple(roles.split())
    )


def asked(interview: str, question: str, turn: int | None = None) -> Asked:
    """Say that a question was put."""
    return Asked(interview=interview, question=question, turn=turn)


def search(query: str, **more: Any) -> Search:
    """Make a recorded search."""
    return Search(query=query, **more)


def hit(interview: str, turn: int, word: str, judged: str = "mentioned", **more: Any) -> JudgedHit:
    """Judge a hit of a search."""
    return JudgedHit(interview=interview, turn=turn, hit=word, judged=judged, **more)


def study(*parts: Transcript | Passage | Finding, **more: Any) -> StudyFolder:
    """Make a study of transcripts, passages and findings; see the module for what is filled in.

    ``codes`` a codebook as text · ``people`` participants · ``joint`` interview → its participants
    as one string · ``read`` interview → codes (default: all of every interview) · ``sample`` role →
    number (default: as many as are listed) · ``gone`` roles of the withdrawn · any field of
    ``StudyDesign`` or ``StudyFolder``.
    """
    talks = [p for p in parts if isinstance(p, Transcript)]
    passages = [p for p in parts if isinstance(p, Passage)]
    findings = [p for p in parts if isinstance(p, Finding)]
    people = _people(more, talks)
    interviews = more.pop("interviews", None) or _interviews(talks, more.pop("joint", {}))
    book = more.pop("codes", " ".join(dict.fromkeys(c for p in passages for c in p.codes)))
    design = _design(more, people, passages)
    read = more.pop("read", {i.id: "*" for i in interviews})
    read = dict.fromkeys(read.split(), "*") if isinstance(read, str) else read
    readings = (
        Reading(set=design.counted, interview=i, codes=tuple(codes.split()))
        for i, codes in read.items()
    )
    questions = more.pop("guide", ())
    fields = {
        "path": "x",
        "design": design,
        "participants": people,
        "interviews": tuple(interviews),
        "codebook": codebook(book) if isinstance(book, str) else book,
        "transcripts": {t.interview: t for t in talks},
        "passages": tuple(passages),
        "findings": tuple(findings),
        "readings": tuple(readings),
        "guide": Guide(questions=tuple(questions)) if questions else None,
        "withdrawals": tuple(
            Withdrawal(date="2026-01-01", role=r) for r in more.pop("gone", "").split()
        ),
    }
    return StudyFolder(**{**fields, **more})


def _people(more: dict[str, Any], talks: Iterable[Transcript]) -> tuple[Participant, ...]:
    given = more.pop("people", None)
    if given is not None:
        return tuple(person(p) if isinstance(p, str) else p for p in given)
    speaking = dict.fromkeys(p for t in talks for turn in t.turns for p in turn.participants)
    return tuple(person(p, quotes="public", transcript="public") for p in speaking)


def _interviews(talks: Iterable[Transcript], joint: dict[str, str]) -> list[Interview]:
    made = []
    for t in talks:
        speaking = dict.fromkeys(p for turn in t.turns for p in turn.participants)
        there = joint[t.interview].split() if t.interview in joint else speaking
        made.append(Interview(id=t.interview, participants=tuple(there)))
    return made


def _design(
    more: dict[str, Any], people: Iterable[Participant], passages: Iterable[Passage]
) -> StudyDesign:
    names = set(StudyDesign.__dataclass_fields__)
    given = {name: more.pop(name) for name in list(more) if name in names}
    listed = [p.role for p in people]
    sample = {role: listed.count(role) for role in dict.fromkeys(listed)}
    sample.update(more.pop("sample", {}))
    attributes = dict.fromkeys(name for p in people for name, _ in p.attributes)
    sets = dict.fromkeys(["c", *(p.set for p in passages)])
    return StudyDesign(
        **{
            "id": "x",
            "title": LocalText.plain("X"),
            "kind": "interviews",
            "data_status": "collected",
            "language": "da",
            "roles": tuple(
                Role(id=r, label=LocalText.plain(r), sample=n) for r, n in sample.items()
            ),
            "attributes": tuple(Attribute(id=name) for name in attributes),
            "coders": (("ab", "Coder A"),),
            "coding_sets": tuple(CodingSet(id=s, coder="ab", round=1) for s in sets),
            "counted": "c",
            "at": At("study.yaml", 1),
            **given,
        }
    )


def anchored(*parts: Any, **more: Any) -> AnchoredStudy:
    """Make a study and anchor it; every passage has its place, or the test is wrong."""
    made = anchor(study(*parts, **more))
    assert not made.problems, made.problems
    return made


def counted(*parts: Any, **more: Any) -> Counted:
    """Make a study, anchor it and gather its counted set."""
    return count(anchored(*parts, **more))
