"""Passage ↔ text: a quote is resolved to a span, exactly or not at all."""

from .spans import Span, Unanchored, resolve
from .study import AnchoredStudy, anchor

__all__ = ["AnchoredStudy", "Span", "Unanchored", "anchor", "resolve"]
