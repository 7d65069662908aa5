"""Where the people of an interview stand to the findings, and passages cited in a finding.

The stance comes from the counted set alone, and only a coder who may see that set is told it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from lises.errors import LisesError, UnknownNameError
from lises.evidence import Counted, ParticipantStance, in_scope, stances
from lises.evidence.assess import queries_of
from lises.files.finding_text import with_evidence
from lises.files.splices import rewritten
from lises.model import Evidence, Finding, LocalText, Passage, Reading, StudyFolder

from .blind import EVERY, read_for
from .changes import Change
from .desk import Desk, Outcome
from .lines import checked_text
from .plain import View
from .whole import Whole

__all__ = ["Cited", "Citing"]


class Cited(NamedTuple):
    """A passage to be cited in a finding, on which side, and the note to it; empty: none."""

    finding: str
    passage: str
    side: Literal["rests_on", "contradicted_by"]
    note: str


class Citing:
    """The findings of a desk's study."""

    def __init__(self, desk: Desk, whole: Whole) -> None:
        self._desk = desk
        self._whole = whole

    def findings(self, interview: str) -> View:
        """Give the findings about somebody of an interview, with their stance where it may be seen.

        ``hidden`` says why not: ``own-not-read``, ``other-not-read`` (blindness), or
        ``no-counted-set``, ``no-query``, ``query-unreadable``.
        """
        counted = self._whole.counted()
        folder = counted.study.folder
        people = set(self._desk.material.interview(interview).participants)
        told = []
        for finding in folder.findings:
            theirs = [p.id for p in in_scope(folder, finding.scope) if p.id in people]
            if theirs:
                told.append(self._finding(counted, finding, interview, frozenset(theirs)))
        return {
            "interview": interview,
            "counted": folder.design.counted,
            "own": self._desk.set == folder.design.counted,
            "findings": told,
            "scopes": len(folder.findings),
        }

    def _finding(
        self, counted: Counted, finding: Finding, interview: str, people: frozenset[str]
    ) -> View:
        folder = counted.study.folder
        language = folder.design.language
        hidden, stood = self._stances(counted, finding, people)
        cited = [
            {"passage": e.passage, "side": side, "note": e.note.in_language(language)}
            for side, evidence in _sides(finding)
            for e in evidence
            if e.passage[:-5] == interview and not hidden
        ]
        return {
            "id": finding.id,
            "statement": finding.statement.in_language(language),
            "quantifier": finding.quantifier,
            "counts": finding.counts,
            "against": finding.against,
            "hidden": hidden,
            "stances": [self._stance(counted, one) for one in stood],
            "cited": cited,
        }

    def _stances(
        self, counted: Counted, finding: Finding, people: frozenset[str]
    ) -> tuple[str, tuple[ParticipantStance, ...]]:
        folder = counted.study.folder
        if not folder.design.counted:
            return "no-counted-set", ()
        try:
            counts, against = queries_of(folder, finding)
        except LisesError:
            return "query-unreadable", ()
        if counts is None:
            return "no-query", ()
        codes = counts.codes | (against.codes if against else frozenset())
        theirs = [i.id for i in folder.interviews if people & set(i.participants)]
        why = self._why_hidden(folder, theirs, codes)
        if why:
            return why, ()
        found = stances(counted, finding, counts, against)
        return "", tuple(one for one in found if one.participant in people)

    def _why_hidden(
        self, folder: StudyFolder, interviews: Iterable[str], codes: frozenset[str]
    ) -> str:
        """Say why the counted set may not be seen here: both must have read for these codes."""
        other = folder.design.counted
        if other == self._desk.set:
            return ""
        for set_id, why in ((self._desk.set, "own-not-read"), (other, "other-not-read")):
            if not all(_has_read(folder.readings, set_id, one, codes) for one in interviews):
                return why
        return ""

    def _stance(self, counted: Counted, stood: ParticipantStance) -> View:
        return {
            "participant": stood.participant,
            "role": stood.role,
            "stance": stood.stance,
            "mention": stood.mention,
            "asked": stood.asked,
            "passages": [self._passage(counted, name) for name in stood.passages],
            "against": [self._passage(counted, name) for name in stood.against],
        }

    def _passage(self, counted: Counted, name: str) -> View:
        """Give a passage by which somebody takes a stance; another coder's without its words."""
        passage = counted.study.by_id[name]
        own = passage.set in (self._desk.set, counted.study.folder.design.counted)
        return {
            "id": name,
            "interview": passage.interview,
            "turn": passage.turn,
            "quote": list(passage.quote) if own else [],
            "codes": list(passage.codes) if own else [],
        }

    # -- cited ------------------------------------------------------------------------------------

    def cite(self, wanted: Cited) -> Outcome:
        """Put a passage into the front matter of a finding, below those that it names.

        Raises
        ------
        LisesError
            If the passage is not one that this finding can rest on; the sentence says which serve.
        """
        counted = self._whole.counted()
        folder = counted.study.folder
        finding = next((one for one in folder.findings if one.id == wanted.finding), None)
        if finding is None:
            raise UnknownNameError(f"no finding {wanted.finding[:80]!r}")
        passage = counted.study.by_id.get(wanted.passage)
        if passage is None:
            raise UnknownNameError(
                f"no passage {wanted.passage[:80]!r} that stands in its transcript; mark it first"
            )
        self._check(counted, finding, passage)
        note = checked_text(wanted.note, "the note").strip()
        local = _local(note, finding, folder.design.language)
        path = f"findings/{finding.id}.md"
        data = self._desk.store.bytes_of(path)
        evidence = Evidence(passage=passage.id, note=local)
        after = rewritten(path, data, lambda text: with_evidence(text, wanted.side, evidence, path))
        self._desk.commit("cite", [Change(path=path, key="", before=data, after=after)])
        return Outcome(what="cite")

    def _check(self, counted: Counted, finding: Finding, passage: Passage) -> None:
        folder, mine = counted.study.folder, {self._desk.set, counted.study.folder.design.counted}
        if passage.set not in mine:
            raise LisesError(f"{passage.id} is a passage of {passage.set}; cite one that you code")
        if folder.design.counted not in ("", passage.set):
            raise LisesError(self._of_another_set(counted, passage))
        for side, evidence in _sides(finding):
            if any(e.passage == passage.id for e in evidence):
                raise LisesError(f"{finding.id} cites {passage.id} already, under {side}")
        people = {p.id for p in in_scope(folder, finding.scope)}
        if not people & set(counted.study.speakers_of(passage)):
            raise LisesError(
                f"{finding.id} is not about anybody who speaks in {passage.id}; cite somebody in "
                "its scope, or widen the scope"
            )

    def _of_another_set(self, counted: Counted, passage: Passage) -> str:
        """Say which set a finding's passages come from, and what became of this one there."""
        folder = counted.study.folder
        wanted = folder.design.counted
        said = f"findings rest on passages of {wanted}, which is counted; this is one of"
        said = f"{said} {passage.set}"
        codes = frozenset(passage.codes)
        if self._why_hidden(folder, [passage.interview], codes):
            return f"{said}. Cite there what became of it, once both are read"
        made = [p.id for p in counted.study.passages if p.set == wanted and passage.id in p.origin]
        if made:
            return f"{said}. There it became {made[0]}: cite that"
        return f"{said}, and nothing there was made from it"


def _has_read(
    readings: tuple[Reading, ...], set_id: str, interview: str, codes: frozenset[str]
) -> bool:
    got = read_for(readings, set_id, interview)
    return EVERY in got or bool(codes and codes <= got)


def _sides(finding: Finding) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    return ("rests_on", finding.rests_on), ("contradicted_by", finding.contradicted_by)


def _local(note: str, finding: Finding, language: str) -> LocalText:
    """Give a note as the finding's other texts are written: by language, or plain."""
    if not note:
        return LocalText()
    named = any(key for key, _ in finding.statement.by_language)
    return LocalText(((language, note),)) if named else LocalText.plain(note)
