"""Model → polars: one declared schema and one function per table."""

from .schemas import CODINGS, INTERVIEWS, PARTICIPANTS, PASSAGES, TURNS, VOICES
from .tables import codings, interviews, participants, passages, turns, voices, with_speaker

__all__ = [
    "CODINGS",
    "INTERVIEWS",
    "PARTICIPANTS",
    "PASSAGES",
    "TURNS",
    "VOICES",
    "codings",
    "interviews",
    "participants",
    "passages",
    "turns",
    "voices",
    "with_speaker",
]
