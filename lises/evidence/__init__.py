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
from .values import MEASURES, AskedValue, Value, changed, parse_value

__all__ = [
    "FIGURE_RULES",
    "MEASURES",
    "STANCES",
    "VALUE_ROLE",
    "AskedValue",
    "Assessment",
    "ClaimStatus",
    "Concentration",
    "Counted",
    "FigureDoubt",
    "NoValueError",
    "Node",
    "ParticipantStance",
    "PointerCheck",
    "PointerState",
    "Result",
    "SearchOutcome",
    "Stance",
    "Stated",
    "Value",
    "Verdict",
    "Voice",
    "acknowledge",
    "all_problems",
    "assess",
    "assess_all",
    "audit_figures",
    "changed",
    "check_evidence",
    "check_figures",
    "claim_statuses",
    "compare",
    "count",
    "digest",
    "in_scope",
    "judge",
    "measured",
    "normal_form",
    "parse_value",
    "read_figure",
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
