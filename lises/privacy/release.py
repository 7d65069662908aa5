"""A release: the study from which everything not cleared is gone.

Everything that is published is made from a release, so that what makes pages never sees more. What
was counted in the archive is carried along, with a word on what cannot be counted again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from secrets import token_bytes

from lises.anchoring import AnchoredStudy, anchor
from lises.errors import Problem, ReleaseError
from lises.evidence import (
    Assessment,
    ClaimStatus,
    Counted,
    SearchOutcome,
    Value,
    assess_all,
    claim_statuses,
    count,
    search_outcome,
)
from lises.evidence.guidelines import Found, computed_facts
from lises.files import places_of
from lises.model import (
    Clearance,
    Codebook,
    Finding,
    FrameworkCell,
    Interview,
    JudgedHit,
    Note,
    Participant,
    Passage,
    RelatedStudy,
    ReportedItem,
    StudyDesign,
    StudyFolder,
    Transcript,
    allows,
)

from .clearances import cleared_passages, columns_shown
from .cutting import cut_transcript
from .doubts import doubts_told
from .pooling import told_together
from .stubs import STUB
from .tables import Rows

__all__ = ["CodeTotal", "Release", "Withheld", "make_release"]

PASSAGE_ROLE = re.compile(r"\{lises:passage\}`(?:[^`<]*<)?([^`<>]+)>?`")
WITHHELD_ROLE = "{lises:withheld}`passage`"


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many passages of a finding are not in the release."""

    supports: int = 0
    contradicts: int = 0


@dataclass(frozen=True, slots=True)
class CodeTotal:
    """How often the counted set of the archive uses a code: passages, participants."""

    passages: int
    participants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A study at a tier, with what was counted in the archive.

    ``assessments`` and ``searches`` are by finding id, ``totals`` by code, ``passages_withheld`` by
    interview, ``claims`` by claim, ``guidelines`` what was computed by reporting guideline and
    item; ``summaries_withheld`` tells how many cells of the framework matrix lost theirs.
    ``problems`` are the archive's open and acknowledged doubts; of those whose message could
    hold words of a transcript only rule, file and subject. ``tables`` are what ``carried_tables``
    gives, where they were asked for; ``values`` what an author's pages ask for, by what the roles
    say.
    """

    tier: Clearance
    study: AnchoredStudy
    assessments: Mapping[str, Assessment]
    withheld: Mapping[str, Withheld] = field(default_factory=dict)
    searches: Mapping[str, tuple[SearchOutcome, ...]] = field(default_factory=dict)
    totals: Mapping[str, CodeTotal] = field(default_factory=dict)
    passages_withheld: Mapping[str, int] = field(default_factory=dict)
    claims: Mapping[str, ClaimStatus] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    tables: Mapping[str, Rows] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    guidelines: Mapping[str, Mapping[str, Found]] = field(default_factory=dict)
    summaries_withheld: int = 0

    @property
    def folder(self) -> StudyFolder:
        """The study folder as released."""
        return self.study.folder

    @property
    def unlinked(self) -> bool:
        """Whether people have a label of their own in each finding: nobody is counted here."""
        return self.tier == "public" and self.folder.design.per_finding


def make_release(
    study: AnchoredStudy,
    tier: Clearance,
    *,
    problems: tuple[Problem, ...] = (),
    tables: Mapping[str, Rows] | None = None,
    key: bytes = b"",
) -> Release:
    """Filter a study for a tier.

    Parameters
    ----------
    study : AnchoredStudy
    tier : {"public", "reviewer", "restricted"}
    problems : tuple of Problem, optional
        The archive's; what may be told of them is carried.
    tables : mapping of str to rows, optional
        What ``carried_tables`` counted in the archive.
    key : bytes, optional
        Of the labels, where the study has them per finding; else one is drawn and forgotten.

    Raises
    ------
    ReleaseError
        If it is not sure what must be cut: an id stands twice, or a passage that may not be shown
        has no place in its transcript. If a cleared passage has no place in the cut text: a fault
        of ours, and nothing leaves.
    """
    if tier != "restricted":
        _sure(study, tier)
    counted = count(study)
    cleared = cleared_passages(study, tier)
    folder = _filtered(study, tier, cleared)
    released = anchor(folder)
    if released.problems or set(released.spans) != {p.id for p in folder.passages}:
        raise ReleaseError(f"{folder.path}: a cleared passage lost its place in the cut text")
    archive = study.folder
    assessments = assess_all(counted)
    made = Release(
        tier=tier,
        study=released,
        assessments={k: _shown(a, cleared) for k, a in assessments.items()},
        withheld={f.id: _withheld(f, cleared) for f in archive.findings},
        searches={f.id: _outcomes(archive, f) for f in archive.findings if f.searched},
        totals=_totals(counted),
        passages_withheld=_lost(study, cleared),
        claims={status.claim: status for status in claim_statuses(archive, assessments)},
        problems=doubts_told(problems, tier),
        tables=tables or {},
        guidelines=computed_facts(counted),
        summaries_withheld=len(archive.framework) - len(folder.framework),
    )
    if not made.unlinked:
        return told_together(made)
    from .unlinking import unlinked  # which takes releases

    return unlinked(made, archive, key or token_bytes(32))


def _sure(study: AnchoredStudy, tier: Clearance) -> None:
    """Refuse where a clearance could be looked up of the wrong one, or a cut has no place."""
    folder = study.folder
    for objects in (folder.participants, folder.interviews, folder.passages):
        ids = Counter(one.id for one in objects)
        twice = [name for name, times in ids.items() if times > 1]
        if twice:
            raise ReleaseError(f"{folder.path}: {twice[0]} stands twice; nothing can be released")
    for passage in folder.passages:
        closed = passage.clearance is not None and not allows(tier, passage.clearance)
        if closed and passage.interview in folder.transcripts and passage.id not in study.spans:
            raise ReleaseError(
                f"{folder.path}: {passage.id} may not be shown and is not found in its transcript; "
                "correct its quote, so that it can be cut out"
            )


def _filtered(study: AnchoredStudy, tier: Clearance, cleared: frozenset[str]) -> StudyFolder:
    folder = study.folder
    transcripts: dict[str, Transcript] = {}
    kept: dict[str, Passage] = {}
    for interview in folder.transcripts:
        cut, moved = cut_transcript(study, interview, tier, cleared)
        if cut is not None:
            transcripts[interview] = cut
            kept.update((passage.id, passage) for passage in moved)
    names = {a.id for a in folder.design.attributes if allows(tier, a.clearance)}
    shown = columns_shown(folder.design, tier)
    released = replace(
        folder,
        design=_design(folder.design, tier, names),
        participants=tuple(_person(p, names) for p in folder.participants),
        interviews=tuple(_interview(i, shown, transcripts) for i in folder.interviews),
        codebook=_codebook(folder.codebook, cleared),
        transcripts=transcripts,
        passages=tuple(kept[p.id] for p in study.passages if p.id in kept),
        asked=tuple(
            row for row in folder.asked if tier == "restricted" or row.interview in transcripts
        ),
        searches={k: _hits(v, transcripts, tier) for k, v in folder.searches.items()},
        translations=tuple(t for t in folder.translations if t.passage in cleared),
        notes=_notes(study, tier, cleared),
        findings=tuple(_finding(f, cleared) for f in folder.findings),
        related=_related(folder),
        framework=_framework(folder, tier, cleared),
        withdrawals=(),
        assigned=(),  # who works on what is nobody else's matter
        left_out=(),  # reasons are the coders' own words, as on passages
        origins=(),  # what files and people are called in other programs
    )
    return replace(released, reporting=_reporting(released))


def _design(design: StudyDesign, tier: Clearance, attributes: set[str]) -> StudyDesign:
    """Leave out what tells of others than the study: who coders are in git, who receives what."""
    governance = design.governance
    if governance is not None:
        tiers = tuple((name, replace(one, receivers=())) for name, one in governance.tiers)
        labels = governance.labels if tier == "public" else "stable"
        governance = replace(governance, tiers=tiers, labels=labels)
    return replace(
        design,
        attributes=tuple(a for a in design.attributes if a.id in attributes),
        committers=(),
        governance=governance,
    )


def _person(person: Participant, names: set[str]) -> Participant:
    return replace(person, attributes=tuple((k, v) for k, v in person.attributes if k in names))


def _interview(
    row: Interview, shown: frozenset[str], transcripts: Mapping[str, Transcript]
) -> Interview:
    status = row.transcript
    if status == "present" and row.id not in transcripts:
        status = "withheld"
    month = row.date[:7] if "month" in shown else ""
    return replace(
        row,
        transcript=status,
        date=row.date if "day" in shown else month,  # a day can point at a person
        interviewer=row.interviewer if "interviewer" in shown else "",
        medium=row.medium if "medium" in shown else "",
        minutes=row.minutes if "minutes" in shown else None,
    )


def _codebook(codebook: Codebook | None, cleared: frozenset[str]) -> Codebook | None:
    if codebook is None:
        return None
    codes = (c if c.example in cleared else replace(c, example="") for c in codebook.codes)
    return replace(codebook, codes=tuple(codes))


def _hits(
    hits: tuple[JudgedHit, ...], transcripts: Mapping[str, Transcript], tier: Clearance
) -> tuple[JudgedHit, ...]:
    """Keep the judgements of hits that can still be seen; their notes may say more."""
    if tier == "restricted":
        return hits
    kept = []
    for hit in hits:
        transcript = transcripts.get(hit.interview)
        turn = transcript.turn(hit.turn) if transcript else None
        if turn and not STUB.search(turn.text) and hit.hit in turn.text:
            kept.append(replace(hit, note=""))
    return tuple(kept)


def _notes(study: AnchoredStudy, tier: Clearance, cleared: frozenset[str]) -> tuple[Note, ...]:
    """Keep the notes that are cleared; what they are about may be withheld all the same."""
    gone = {p.id for p in study.folder.passages} - cleared
    return tuple(
        replace(n, about="" if n.about in gone else n.about, text=_roles(n.text, cleared))
        for n in study.folder.notes
        if allows(tier, n.clearance or "restricted")
    )


def _roles(prose: str, cleared: frozenset[str]) -> str:
    """Put a sign where prose cites a withheld passage, with the words it gives the link."""

    def shown(match: re.Match[str]) -> str:
        return match.group() if match[1].strip() in cleared else WITHHELD_ROLE

    return PASSAGE_ROLE.sub(shown, prose)


def _finding(finding: Finding, cleared: frozenset[str]) -> Finding:
    texts = [(lang, _roles(text, cleared)) for lang, text in finding.prose.by_language]
    return replace(
        finding,
        rests_on=tuple(e for e in finding.rests_on if e.passage in cleared),
        contradicted_by=tuple(e for e in finding.contradicted_by if e.passage in cleared),
        prose=replace(finding.prose, by_language=tuple(texts)),
    )


def _framework(
    folder: StudyFolder, tier: Clearance, cleared: frozenset[str]
) -> tuple[FrameworkCell, ...]:
    """Keep a summary only where every passage of it may be shown, and its case be quoted.

    It tells in other words what they say: with one of them withheld it would tell that.
    """
    quoted = {p.id for p in folder.participants if allows(tier, p.quotes or "restricted")}
    return tuple(
        cell
        for cell in folder.framework
        if cell.case in quoted and cell.passages and cleared.issuperset(cell.passages)
    )


def _related(folder: StudyFolder) -> tuple[RelatedStudy, ...]:
    """Keep what is said of published claims and figures; a link that lacks its half is gone."""
    published = {c.id for c in folder.claims} | {f.id for f in folder.figures}
    whole = (r for r in folder.related if r.to and r.bears and r.cannot)
    return tuple(r for r in whole if published.issuperset(r.own))


def _reporting(released: StudyFolder) -> tuple[ReportedItem, ...]:
    """Keep what the authors answer, and of the places that they name those still there."""
    places = places_of(released)
    return tuple(
        replace(one, see=kept, withheld=one.withheld + len(one.see) - len(kept))
        for one in released.reporting
        for kept in [tuple(place for place in one.see if place in places)]
    )


def _withheld(finding: Finding, cleared: frozenset[str]) -> Withheld:
    return Withheld(
        supports=sum(e.passage not in cleared for e in finding.rests_on),
        contradicts=sum(e.passage not in cleared for e in finding.contradicted_by),
    )


def _shown(assessed: Assessment, cleared: frozenset[str]) -> Assessment:
    """Keep every count, and of the ids only those that lead somewhere in the release."""
    stood = tuple(
        replace(
            s,
            passages=tuple(p for p in s.passages if p in cleared),
            against=tuple(p for p in s.against if p in cleared),
        )
        for s in assessed.stances
    )
    coded = tuple(p for p in assessed.coded if p in cleared)
    return replace(assessed, stances=stood, coded=coded)


def _outcomes(archive: StudyFolder, finding: Finding) -> tuple[SearchOutcome, ...]:
    """Run the searches in the archive; keep the numbers, not the places."""
    found = (search_outcome(archive, search) for search in finding.searched)
    return tuple(replace(outcome, unjudged=(), stale=()) for outcome in found)


def _totals(counted: Counted) -> dict[str, CodeTotal]:
    codebook = counted.study.folder.codebook
    totals = {}
    for code in codebook.codes if codebook else ():
        rows = counted.voiced(codebook.with_children(code.id)) if codebook else {}
        passages = {v.passage for voices in rows.values() for v in voices}
        totals[code.id] = CodeTotal(len(passages), len(rows))
    return totals


def _lost(study: AnchoredStudy, cleared: frozenset[str]) -> dict[str, int]:
    lost: dict[str, int] = {}
    counted = study.folder.design.counted
    for passage in study.passages:
        if passage.id not in cleared and passage.set == counted:
            lost[passage.interview] = lost.get(passage.interview, 0) + 1
    return lost
