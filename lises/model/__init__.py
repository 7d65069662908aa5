"""The words of the field as frozen objects; standard library only."""

from .claim import Claim
from .clearance import CLEARANCES, Clearance, allows, strictest
from .codebook import Code, Codebook, CodebookChange, CodingSet
from .figure import Figure
from .finding import Evidence, Finding, Quantifier, Search
from .framework import FrameworkCell
from .guide import Asked, Guide, Question
from .interview import Assignment, Interview, Reading
from .note import JudgedHit, Note, Translation
from .origin import ORIGIN_KINDS, Origin, OriginKind
from .participant import Participant, Withdrawal
from .passage import LeftOut, Passage
from .place import NOWHERE, At
from .related import RelatedStudy, Relation
from .reporting import (
    GUIDELINE_ITEMS,
    GUIDELINES,
    GuidelineName,
    ReportedItem,
    offered_guidelines,
)
from .source import Source, SourcePointer
from .study import (
    Acknowledgement,
    Attribute,
    Governance,
    Receiver,
    Role,
    StudyDesign,
    StudyFolder,
    TierApproval,
)
from .theme import Theme
from .transcript import INTERVIEWER, OTHER, Transcript, Turn
from .wording import EMPTY, LocalText

__all__ = [
    "CLEARANCES",
    "EMPTY",
    "GUIDELINES",
    "GUIDELINE_ITEMS",
    "INTERVIEWER",
    "NOWHERE",
    "ORIGIN_KINDS",
    "OTHER",
    "Acknowledgement",
    "Asked",
    "Assignment",
    "At",
    "Attribute",
    "Claim",
    "Clearance",
    "Code",
    "Codebook",
    "CodebookChange",
    "CodingSet",
    "Evidence",
    "Figure",
    "Finding",
    "FrameworkCell",
    "Governance",
    "Guide",
    "GuidelineName",
    "Interview",
    "JudgedHit",
    "LeftOut",
    "LocalText",
    "Note",
    "Origin",
    "OriginKind",
    "Participant",
    "Passage",
    "Quantifier",
    "Question",
    "Reading",
    "Receiver",
    "RelatedStudy",
    "Relation",
    "ReportedItem",
    "Role",
    "Search",
    "Source",
    "SourcePointer",
    "StudyDesign",
    "StudyFolder",
    "Theme",
    "TierApproval",
    "Transcript",
    "Translation",
    "Turn",
    "Withdrawal",
    "allows",
    "offered_guidelines",
    "strictest",
]
