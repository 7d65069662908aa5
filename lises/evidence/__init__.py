"""Does the study say what it shows? Stances, quantifiers, searches, claims; the chain."""

from .acknowledged import acknowledge
from .assess import Assessment, Concentration, assess, assess_all
from .checking import all_problems, studies_below
from .checks import check_evidence
from .claims import ClaimStatus, claim_statuses
from .counted import Counted, Voice, count, in_scope
from .quantifiers import Result, Verdict, compare, judge
from .searches import SearchOutcome, search_outcome
from .stances import STANCES, ParticipantStance, Stance, stances, turns_asked
from .trace import Node, trace

__all__ = [
    "STANCES",
    "Assessment",
    "ClaimStatus",
    "Concentration",
    "Counted",
    "Node",
    "ParticipantStance",
    "Result",
    "SearchOutcome",
    "Stance",
    "Verdict",
    "Voice",
    "acknowledge",
    "all_problems",
    "assess",
    "assess_all",
    "check_evidence",
    "claim_statuses",
    "compare",
    "count",
    "in_scope",
    "judge",
    "search_outcome",
    "stances",
    "studies_below",
    "trace",
    "turns_asked",
]
