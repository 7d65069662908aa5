"""Groups against codes, and codes against each other: exact tests, with what they assume.

The only home of pingouin, which is loaded when something is compared. Counting is not testing:
``voicing`` and ``voiced_by_group`` describe who was read and need no leave. A test says how often
chance alone would deal codes out so unevenly among these participants; it says nothing of anybody
who was not read. So it asks for ``Terms``, in which its assumption is named, and hands back words
of caution as keys, ``caution-<key>`` and ``assumption-<key>`` among the interface's words.
"""

from .codes import PAIRS, CodeComparison, compare_codes
from .effects import (
    Estimate,
    cohens_h,
    cramers_v,
    difference_of_shares,
    discordant_odds_ratio,
    odds_ratio,
    phi,
)
from .exact import Exact, exact_cochran, exact_fisher, smallest_p
from .groups import EFFECTS, TESTS, GroupComparison, compare_groups
from .terms import ASSUMPTIONS, CAUTIONS, Terms, corrected
from .voicing import VOICED, VOICING, voiced_by_group, voicing

__all__ = [
    "ASSUMPTIONS",
    "CAUTIONS",
    "EFFECTS",
    "PAIRS",
    "TESTS",
    "VOICED",
    "VOICING",
    "CodeComparison",
    "Estimate",
    "Exact",
    "GroupComparison",
    "Terms",
    "cohens_h",
    "compare_codes",
    "compare_groups",
    "corrected",
    "cramers_v",
    "difference_of_shares",
    "discordant_odds_ratio",
    "exact_cochran",
    "exact_fisher",
    "odds_ratio",
    "phi",
    "smallest_p",
    "voiced_by_group",
    "voicing",
]
