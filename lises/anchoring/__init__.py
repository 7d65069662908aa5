"""Passage ↔ text: a quote resolved to a span, exactly or not at all, and carried over an edit."""

from .carried import FATES, Carried, CarriedPassage, CarriedTurn, Fate
from .carrying import carry
from .difference import marked_difference
from .spans import Span, Unanchored, resolve
from .study import AnchoredStudy, anchor

__all__ = [
    "FATES",
    "AnchoredStudy",
    "Carried",
    "CarriedPassage",
    "CarriedTurn",
    "Fate",
    "Span",
    "Unanchored",
    "anchor",
    "carry",
    "marked_difference",
    "resolve",
]
