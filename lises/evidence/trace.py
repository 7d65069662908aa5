"""The chain, as a tree: finding → codings → passages → participants, from any end of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lises.errors import UnknownNameError, did_you_mean
from lises.model import Evidence, Finding, Passage

from .assess import Assessment, assess
from .claims import claims_answered
from .counted import Counted

__all__ = ["Node", "trace"]

Kind = Literal[
    "finding", "claim", "code", "passage", "participant", "interview", "stance", "search", "group"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing in the chain. ``place`` is file and line; ``text`` the quotation or statement."""

    kind: Kind
    id: str
    text: str = ""
    place: str = ""
    children: tuple[Node, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give the tree as plain values."""
        told = {"kind": self.kind, "id": self.id, "text": self.text, "place": self.place}
        return {**told, "children": [child.as_json() for child in self.children]}


def trace(
    counted: Counted,
    name: str,
    *,
    language: str = "",
    assessments: Mapping[str, Assessment] | None = None,
) -> Node:
    """Walk the chain from a finding, claim, code, passage, interview or participant.

    Parameters
    ----------
    counted : Counted
    name : str
        An id of any of these kinds. Where a finding and a code bear the same one, the first kind
        in this order is meant; ``code:name`` says which.
    language : str
        Of statements and labels, where the study gives several.
    assessments : mapping of str to Assessment, optional
        Of findings that were counted elsewhere, as those of a release are; by id.

    Raises
    ------
    UnknownNameError
        If the study has nothing of that name.
    """
    steps = _Walk(counted, language, assessments or {}).steps()
    kind, _, rest = name.rpartition(":")
    for one, (known, step) in steps.items():
        if kind in ("", one) and rest in known:
            return step(rest)
    everything = [one for known, _ in steps.values() for one in known]
    near = did_you_mean(name, everything)
    raise UnknownNameError(
        f'nothing named "{name}" in {counted.study.folder.path}; '
        f"{near or 'give a finding, claim, code, passage, interview or participant'}"
    )


class _Walk:
    """Steps of the chain over one study."""

    def __init__(
        self, counted: Counted, language: str, assessments: Mapping[str, Assessment]
    ) -> None:
        self.counted = counted
        self.assessments = assessments
        self.folder = counted.study.folder
        self.language = language
        self.passages = counted.study.by_id

    def steps(self) -> dict[str, tuple[Iterable[str], Callable[[str], Node]]]:
        folder = self.folder
        codes = [code.id for code in folder.codebook.codes] if folder.codebook else []
        return {
            "finding": ({f.id for f in folder.findings}, self.finding),
            "claim": ({c.id for c in folder.claims}, self.claim),
            "code": (set(codes), self.code),
            "passage": (set(self.passages), self.passage),
            "participant": ({p.id for p in folder.participants}, self.participant),
            "interview": ({i.id for i in folder.interviews}, self.interview),
        }

    def finding(self, name: str) -> Node:
        finding = next(f for f in self.folder.findings if f.id == name)
        assessed = self.assessments.get(name) or assess(self.counted, finding)
        groups = [
            Node(kind="group", id="rests-on", children=self._evidence(finding.rests_on)),
            Node(kind="group", id="against", children=self._evidence(finding.contradicted_by)),
            *(Node(kind="search", id=s.query, text=s.matching) for s in finding.searched),
            Node(kind="group", id="stances", children=self._stances(assessed)),
        ]
        return Node(
            kind="finding",
            id=name,
            text=f"{finding.statement.in_language(self.language)}\n{_summary(finding, assessed)}",
            place=self._place(finding.at.path, finding.at.line),
            children=tuple(g for g in groups if g.children or g.kind == "search"),
        )

    def claim(self, name: str) -> Node:
        claim = next(c for c in self.folder.claims if c.id == name)
        folder = self.folder
        answering = (f.id for f in folder.findings if name in claims_answered(folder, f))
        return Node(
            kind="claim",
            id=name,
            text=f"{claim.text.in_language(self.language)}\nbasis: {claim.basis}",
            place=self._place(claim.at.path, claim.at.line),
            children=tuple(self.finding(finding) for finding in answering),
        )

    def code(self, name: str) -> Node:
        codebook = self.folder.codebook
        code = codebook.code(name) if codebook else None
        below = codebook.with_children(name) if codebook else frozenset()
        rows = [p for p in self.passages.values() if below & set(p.codes)]
        citing = [
            f
            for f in self.folder.findings
            if {e.passage for e in f.rests_on} & {p.id for p in rows}
        ]
        children = [
            Node(kind="finding", id=f.id, text=f.statement.in_language(self.language))
            for f in citing
        ]
        return Node(
            kind="code",
            id=name,
            text=code.definition.in_language(self.language) if code else "",
            place=self._place(code.at.path, code.at.line) if code else "",
            children=(*children, *(self._leaf(p) for p in _in_order(rows))),
        )

    def passage(self, name: str) -> Node:
        passage = self.passages[name]
        citing = [
            Node(kind="finding", id=f.id, text=f.statement.in_language(self.language))
            for f in self.folder.findings
            if any(e.passage == name for e in (*f.rests_on, *f.contradicted_by))
        ]
        speakers = [self._person(p) for p in self.counted.study.speakers_of(passage)]
        codes = [Node(kind="code", id=code) for code in passage.codes]
        leaf = self._leaf(passage)
        return Node(
            kind="passage", id=name, text=leaf.text, place=leaf.place,
            children=(*codes, *speakers, *citing),
        )  # fmt: skip

    def participant(self, name: str) -> Node:
        study = self.counted.study
        theirs = [p for p in self.passages.values() if name in study.speakers_of(p)]
        person = self._person(name)
        return Node(
            kind="participant", id=name, text=person.text, place=person.place,
            children=tuple(self._leaf(p) for p in _in_order(theirs)),
        )  # fmt: skip

    def interview(self, name: str) -> Node:
        row = self.folder.interview(name)
        theirs = [p for p in self.passages.values() if p.interview == name]
        return Node(
            kind="interview",
            id=name,
            text=f"transcript {row.transcript}" if row else "",
            place=self._place(row.at.path, row.at.line) if row else "",
            children=tuple(self._leaf(p) for p in _in_order(theirs)),
        )

    def _evidence(self, evidence: tuple[Evidence, ...]) -> tuple[Node, ...]:
        found = (self.passages.get(e.passage) for e in evidence)
        return tuple(self._leaf(p, people=True) for p in found if p)

    def _stances(self, assessed: Assessment) -> tuple[Node, ...]:
        return tuple(
            Node(
                kind="stance",
                id=s.participant,
                text=s.stance,
                children=tuple(
                    self._leaf(self.passages[p]) for p in dict.fromkeys((*s.passages, *s.against))
                ),
            )
            for s in assessed.stances
            if s.participant  # a release may tell of some people together only
        )

    def _leaf(self, passage: Passage, *, people: bool = False) -> Node:
        speakers = self.counted.study.speakers_of(passage) if people else ()
        return Node(
            kind="passage",
            id=passage.id,
            text=" / ".join(passage.quote),
            place=self._place(passage.at.path, passage.at.line),
            children=tuple(self._person(p) for p in speakers),
        )

    def _person(self, name: str) -> Node:
        person = self.folder.participant(name)
        role = person.role if person else ""
        place = self._place(person.at.path, person.at.line) if person else ""
        return Node(kind="participant", id=name, text=role, place=place)

    def _place(self, path: str, line: int) -> str:
        return f"{self.folder.path}/{path}:{line}" if path else ""


def _in_order(passages: Iterable[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda p: (p.interview, p.turn, p.set, p.id))


def _summary(finding: Finding, assessed: Assessment) -> str:
    tally = ", ".join(f"{n} {stance}" for stance, n in assessed.tally().items())
    sample = "" if assessed.interviewed is None else f" of {assessed.interviewed} interviewed"
    words = {
        "agree": "statement and codings agree",
        "do-not-agree": "statement and codings do not agree",
        "not-checkable": f"statement and codings not checkable ({assessed.reason})",
        "not-counted": "not counted in this study",
        "no-quantifier": "no quantifier stated",
    }[assessed.result]
    stated = f'"{finding.quantifier}": ' if finding.quantifier else ""
    return f"{tally}; {assessed.n} voice it, {assessed.of}{sample} read; {stated}{words}"
