"""Agreement between coders: how often, beyond chance, where it is lost, and how sure that is.

Agreement is what was there before discussion; what discussion made of it is consensus. It is not
offered for reflexive analysis. ``double_coding`` gathers a study's sets, ``agreement_table`` gives
every coefficient for every code, ``disagreements`` the passages at which coders part.
"""

from .bootstrap import (
    FEWEST_INTERVIEWS,
    Interval,
    TooFewInterviewsError,
    draws,
    interview_interval,
)
from .coefficients import (
    RATINGS,
    Coefficient,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from .continuum import coded_units, continua
from .disagreements import DISAGREEMENTS, disagreements
from .levels import LEVELS, LOST, code_levels, lost_in_tree
from .offered import (
    READ,
    DoubleCoding,
    double_coding,
    first_rounds,
    later_rounds,
    read_codes,
)
from .sums import COEFFICIENTS, RatingSums, rating_sums
from .table import AGREEMENT, agreement_table, before_and_after
from .unitizing import CONTINUA, PER_VALUE, UNITIZED, Unitizing, unitizing_alphas
from .unitizing_2004 import BORDERS, UNITS, border_alpha
from .units import (
    PATTERNS,
    PIECES,
    RATED,
    SPANS,
    UnitKind,
    character_stretches,
    coded_spans,
    patterns,
    pieces,
    turn_spans,
)

__all__ = [
    "AGREEMENT",
    "BORDERS",
    "COEFFICIENTS",
    "CONTINUA",
    "DISAGREEMENTS",
    "FEWEST_INTERVIEWS",
    "LEVELS",
    "LOST",
    "PATTERNS",
    "PER_VALUE",
    "PIECES",
    "RATED",
    "RATINGS",
    "READ",
    "SPANS",
    "UNITIZED",
    "UNITS",
    "Coefficient",
    "DoubleCoding",
    "Interval",
    "RatingSums",
    "TooFewInterviewsError",
    "UnitKind",
    "Unitizing",
    "agreement_table",
    "before_and_after",
    "border_alpha",
    "brennan_prediger",
    "character_stretches",
    "code_levels",
    "coded_spans",
    "coded_units",
    "cohen_kappa",
    "continua",
    "disagreements",
    "double_coding",
    "draws",
    "first_rounds",
    "fleiss_kappa",
    "gwet_ac1",
    "interview_interval",
    "krippendorff_alpha",
    "later_rounds",
    "lost_in_tree",
    "patterns",
    "percent_agreement",
    "pieces",
    "rating_sums",
    "read_codes",
    "turn_spans",
    "unitizing_alphas",
]
