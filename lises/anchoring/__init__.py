"""Passage ↔ text: a quote resolved to a span, exactly or not at all, and carried over an edit."""

from .carried import FATES, Carried, CarriedPassage, CarriedTurn, Fate
from .carrying import carry
from .difference import marked_difference
from .replacing import (
    Replacement,
    carry_replacements,
    replaced_text,
    replaced_transcript,
)
from .spans import Span, Unanchored, resolve
from .study import AnchoredStudy, anchor

__all__ = [
    "FATES",
    "AnchoredStudy",
    "Carried",
    "CarriedPassage",
    "CarriedTurn",
    "Fate",
    "Replacement",
    "Span",
    "Unanchored",
    "anchor",
    "carry",
    "carry_replacements",
    "marked_difference",
    "replaced_text",
    "replaced_transcript",
    "resolve",
]
