"""A study: its design (``study.yaml``) and the whole of its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from .claim import Claim
from .clearance import Clearance
from .codebook import Codebook, CodingSet
from .figure import Figure
from .finding import Finding
from .framework import FrameworkCell
from .guide import Asked, Guide
from .interview import Assignment, Interview, Reading
from .note import JudgedHit, Note, Translation
from .origin import Origin
from .participant import Participant, Withdrawal
from .passage import LeftOut, Passage
from .place import NOWHERE, At, Lines, place_within
from .related import RelatedStudy
from .reporting import ReportedItem
from .source import Source
from .theme import Theme
from .transcript import Transcript
from .wording import EMPTY, LocalText

__all__ = [
    "Acknowledgement",
    "Attribute",
    "Governance",
    "Receiver",
    "Role",
    "StudyDesign",
    "StudyFolder",
    "TierApproval",
]

Method = Literal["reflexive", "codebook", "framework", "not-stated"]
Counting = Literal["none", "descriptive", "checked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A kind of participant. ``sample`` is how many were interviewed; None where not stated."""

    id: str
    label: LocalText
    sample: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A variable of the participants; ``clearance`` says who may see it at all."""

    id: str
    label: LocalText = EMPTY
    type: Literal["nominal", "ordinal", "number"] = "nominal"
    levels: tuple[str, ...] = ()
    sensitivity: Literal["none", "indirect", "direct", "special"] = "indirect"
    clearance: Clearance = "restricted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody who may be handed a release: an organisation or a person, as the study says it.

    ``country`` is where it is read (ISO 3166-1, two letters), ``agreement`` the reference of what
    allows it, ``expires`` the last day, ``key`` a public key of age. ``transfer`` is the ground of
    a transfer out of the EU and EEA (GDPR, chapter V). Never released.
    """

    name: str
    country: str
    agreement: str
    expires: str
    key: str
    transfer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierApproval:
    """A signature under a tier: dates as ISO text; ``receivers`` are who may be handed it."""

    signed: str
    expires: str
    receivers: tuple[Receiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance:
    """Who answers for the data and on what ground; required before any tier is released.

    ``k`` is how many people must share what is known of each: fewer are told by
    ``lises disclosure``. With ``labels`` per finding a public release has no label, id or page
    by which what somebody says in one finding is known as theirs in another. ``interviews`` says
    who may see a column of ``interviews.csv``: ``month``, ``interviewer``, ``medium``, ``minutes``;
    public where it is left out.
    """

    controller: LocalText = EMPTY
    legal_basis: str = ""
    dpia: str = ""
    retention_until: str = ""
    k: int = 3
    labels: Literal["stable", "per-finding"] = "stable"
    interviews: tuple[tuple[str, Clearance], ...] = ()
    tiers: tuple[tuple[str, TierApproval], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A doubt that stays, with the reason: ``rule`` and, where given, the subject ``at``."""

    rule: str
    reason: LocalText
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyDesign:
    """What ``study.yaml`` says: what was studied, how it is coded, counted and released.

    ``opt_in`` names analyses that assume what interviews seldom are, and are wanted all the same;
    ``terms`` are words that stand in other files, what a figure is a share of or the name of a
    coder, as they are said in other languages. ``committers`` are (name or e-mail in the history,
    small letters; coder's id) and never released; ``earlier_wordings`` says who may be shown what
    the codebook said before.
    """

    id: str
    title: LocalText
    summary: LocalText = EMPTY
    kind: Literal["interviews", "figures"]
    data_status: Literal["collected", "constructed"]
    language: str
    method: Method = "not-stated"
    counting: Counting | None = None
    text_tier: str = "rules"
    shaped_after: str = ""
    roles: tuple[Role, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    coders: tuple[tuple[str, str], ...] = ()
    committers: tuple[tuple[str, str], ...] = ()
    coding_sets: tuple[CodingSet, ...] = ()
    counted: str = ""
    quantifiers: tuple[tuple[str, str], ...] = ()
    cannot_show: tuple[LocalText, ...] = ()
    terms: tuple[tuple[str, LocalText], ...] = ()
    opt_in: tuple[str, ...] = ()
    governance: Governance | None = None
    acknowledged: tuple[Acknowledgement, ...] = ()
    earlier_wordings: Clearance = "restricted"
    licence: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)
    lines: Lines = field(default_factory=dict, compare=False, repr=False)

    def place(self, *steps: object) -> At:
        """Give the place of a value of ``study.yaml``, ``"roles", "head", "sample"``."""
        return place_within(self.at, self.lines, steps)

    def term(self, word: str) -> LocalText:
        """Give a word of the study's files by language, as it stands where it has no other."""
        return dict(self.terms).get(word) or LocalText.plain(word)

    @property
    def constructed(self) -> bool:
        """Whether people, words, codings and dates are invented."""
        return self.data_status == "constructed"

    @property
    def per_finding(self) -> bool:
        """Whether a public release has labels that hold for one finding; of a release, has them."""
        return self.governance is not None and self.governance.labels == "per-finding"

    @property
    def counts(self) -> Counting:
        """How the study counts; reflexive analysis counts nothing unless it says so."""
        default: Counting = "none" if self.method == "reflexive" else "checked"
        return self.counting or default


@dataclass(frozen=True, kw_only=True)  # no slots: look-ups are kept once made
class StudyFolder:
    """Everything that a study folder holds, as it was written; nothing is computed.

    ``transcripts`` is by interview id, ``searches`` by path; ``passages`` holds those of all
    coding sets; ``notes`` memos, field notes and journal; ``origins`` what other programs called
    things.
    """

    path: str
    design: StudyDesign
    participants: tuple[Participant, ...] = ()
    interviews: tuple[Interview, ...] = ()
    guide: Guide | None = None
    asked: tuple[Asked, ...] = ()
    codebook: Codebook | None = None
    themes: tuple[Theme, ...] = ()
    transcripts: Mapping[str, Transcript] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    readings: tuple[Reading, ...] = ()
    assigned: tuple[Assignment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    searches: Mapping[str, tuple[JudgedHit, ...]] = field(default_factory=dict)
    translations: tuple[Translation, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    related: tuple[RelatedStudy, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    reporting: tuple[ReportedItem, ...] = ()
    framework: tuple[FrameworkCell, ...] = ()
    origins: tuple[Origin, ...] = ()

    def file(self, at: At) -> str:
        """Name a file of the study as the user named the study."""
        return f"{self.path}/{at.path}" if at.path else self.path

    @cached_property
    def _people(self) -> Mapping[str, Participant]:
        return {p.id: p for p in reversed(self.participants)}

    @cached_property
    def _talks(self) -> Mapping[str, Interview]:
        return {i.id: i for i in reversed(self.interviews)}

    def participant(self, participant_id: str) -> Participant | None:
        """Give the participant of this id (of two, the first), or None."""
        return self._people.get(participant_id)

    def interview(self, interview_id: str) -> Interview | None:
        """Give the interview of this id (of two, the first), or None."""
        return self._talks.get(interview_id)
