"""Names that a trained pipeline finds, where the study pins one and it is installed."""

from __future__ import annotations

from lises.text import entities

from .candidate import Found, Kind

__all__ = ["trained_names"]

_KINDS: dict[str, Kind] = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "name"}
SURE = 0.85


def trained_names(text: str, language: str, tier: str) -> list[Found]:
    """Give what the pipeline of ``text_tier`` takes for a name.

    Raises
    ------
    LisesError
        If that pipeline is not installed.
    """
    return [
        Found(start, end, _KINDS.get(label, "name"), f"a name by {tier}", SURE)
        for start, end, label in entities(text, language, tier)
    ]
