"""Model → polars: one declared schema and one function per table."""

from .schemas import (
    CODINGS,
    INTERVIEWS,
    PARTICIPANTS,
    PASSAGES,
    TURNS,
    VOICES,
    attribute_column,
)
from .tables import codings, interviews, participants, passages, turns, voices, with_speaker

__all__ = [
    "CODINGS",
    "INTERVIEWS",
    "PARTICIPANTS",
    "PASSAGES",
    "TURNS",
    "VOICES",
    "attribute_column",
    "codings",
    "interviews",
    "participants",
    "passages",
    "turns",
    "voices",
    "with_speaker",
]
