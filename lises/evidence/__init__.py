"""Does the study say what it shows? Stances, quantifiers, searches, claims; the chain."""

from .acknowledged import acknowledge
from .assess import Assessment, Concentration, assess, assess_all
from .checking import all_problems, studies_below
from .checks import check_evidence
from .claims import ClaimStatus, claim_statuses
from .counted import Counted, Voice, count, in_scope
from .figure_doubts import FigureDoubt
from .figures import FIGURE_RULES, audit_figures, check_figures
from .measures import NoValueError, measured, value_of, values_of
from .prose_roles import VALUE_ROLE, roles_in
from .quantifiers import Result, Verdict, compare, judge
from .quantities import Stated, read_figure, whole_number
from .searches import SearchOutcome, search_outcome
from .shares import wilson_interval
from .sources import PointerCheck, PointerState, digest, normal_form, verify_sources
from .stances import STANCES, ParticipantStance, Stance, stances, turns_asked
from .trace import Node, trace
from .transcript_change import (
    Pointer,
    TranscriptChange,
    change_transcript,
    new_transcript_problems,
)
from .transcript_rewrite import ACCEPTED, Decisions, decide, pointer_files, rewrite_transcript
from .values import MEASURES, AskedValue, Value, changed, parse_value

__all__ = [
    "ACCEPTED",
    "FIGURE_RULES",
    "MEASURES",
    "STANCES",
    "VALUE_ROLE",
    "AskedValue",
    "Assessment",
    "ClaimStatus",
    "Concentration",
    "Counted",
    "Decisions",
    "FigureDoubt",
    "NoValueError",
    "Node",
    "ParticipantStance",
    "Pointer",
    "PointerCheck",
    "PointerState",
    "Result",
    "SearchOutcome",
    "Stance",
    "Stated",
    "TranscriptChange",
    "Value",
    "Verdict",
    "Voice",
    "acknowledge",
    "all_problems",
    "assess",
    "assess_all",
    "audit_figures",
    "change_transcript",
    "changed",
    "check_evidence",
    "check_figures",
    "claim_statuses",
    "compare",
    "count",
    "decide",
    "digest",
    "in_scope",
    "judge",
    "measured",
    "new_transcript_problems",
    "normal_form",
    "parse_value",
    "pointer_files",
    "read_figure",
    "rewrite_transcript",
    "roles_in",
    "search_outcome",
    "stances",
    "studies_below",
    "trace",
    "turns_asked",
    "value_of",
    "values_of",
    "verify_sources",
    "whole_number",
    "wilson_interval",
]
