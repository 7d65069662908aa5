"""In which language a notebook shows what is not the study's own words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lises.model import StudyDesign

if TYPE_CHECKING:
    from lises.render import Words

__all__ = ["LANGUAGE", "reading_language", "reading_words"]

LANGUAGE = "LISES_LANGUAGE"  # of the book that a notebook is run for


def reading_language() -> str:
    """Give the language of the book that a notebook is run for; empty where it is for none."""
    return os.environ.get(LANGUAGE, "")


def reading_words(design: StudyDesign) -> Words:
    """Give the words of the book that a notebook is run for, else of the study's language."""
    from lises.render import Words

    return Words(reading_language() or design.language)
