"""Does the study say what it shows? Stances, quantifiers, searches, claims; the chain."""

from .acknowledged import acknowledge
from .assess import Assessment, Concentration, assess, assess_all
from .checking import all_problems, studies_below
from .checks import check_evidence
from .claims import ClaimStatus, claim_statuses
from .counted import Counted, Voice, count, in_scope
from .figure_doubts import FigureDoubt
from .figures import FIGURE_RULES, audit_figures, check_figures
from .quantifiers import Result, Verdict, compare, judge
from .quantities import Stated, read_figure, whole_number
from .searches import SearchOutcome, search_outcome
from .shares import wilson_interval
from .sources import PointerCheck, PointerState, digest, normal_form, verify_sources
from .stances import STANCES, ParticipantStance, Stance, stances, turns_asked
from .trace import Node, trace

__all__ = [
    "FIGURE_RULES",
    "STANCES",
    "Assessment",
    "ClaimStatus",
    "Concentration",
    "Counted",
    "FigureDoubt",
    "Node",
    "ParticipantStance",
    "PointerCheck",
    "PointerState",
    "Result",
    "SearchOutcome",
    "Stance",
    "Stated",
    "Verdict",
    "Voice",
    "acknowledge",
    "all_problems",
    "assess",
    "assess_all",
    "audit_figures",
    "check_evidence",
    "check_figures",
    "claim_statuses",
    "compare",
    "count",
    "digest",
    "in_scope",
    "judge",
    "normal_form",
    "read_figure",
    "search_outcome",
    "stances",
    "studies_below",
    "trace",
    "turns_asked",
    "verify_sources",
    "whole_number",
    "wilson_interval",
]
