"""What the pages of a release tell of its people, taken together."""

from .difference import differences
from .rare import alike, rare
from .result import Cell, Column, Combination, Difference, Disclosure, Group, Leads, Told
from .whole import alone_in, disclosure_of

__all__ = [
    "Cell",
    "Column",
    "Combination",
    "Difference",
    "Disclosure",
    "Group",
    "Leads",
    "Told",
    "alike",
    "alone_in",
    "differences",
    "disclosure_of",
    "rare",
]
