"""Which analyses a study is offered: that follows its method and its way of counting."""

from __future__ import annotations

from typing import Literal

from lises.errors import NotOfferedError
from lises.model import StudyDesign

__all__ = ["ANALYSES", "OPT_IN", "Why", "refuse", "why_not"]

ANALYSES = (
    "frequency",
    "matrix",
    "cooccurrence",
    "map",
    "sequence",
    "framework",
    "speech",
    "saturation",
    "agreement",
    "comparison",
    "keyness",
)
"""Every analysis, in the order in which a report has them."""

OPT_IN = ("comparison", "keyness")
"""Those that assume what interviews seldom are; made only where they are asked for by name."""

Why = Literal["", "reflexive", "no-counts"]

REFLEXIVE = {
    "saturation": "codes are made there, not found; whether new ones still come says nothing",
    "agreement": "a second coder's agreement measures no quality there; say in a memo how the "
    "reading came about",
    "comparison": "nobody is counted there, so there is nothing to test",
    "keyness": "nobody is counted there; read the passages instead",
    "map": "nobody is counted there, and a map of codes is drawn from counts",
}
COUNTS = ("frequency", "matrix", "cooccurrence", "map", "comparison")


def why_not(design: StudyDesign, analysis: str) -> Why:
    """Say why an analysis is not offered to a study, in a word; empty where it is offered.

    Parameters
    ----------
    design : StudyDesign
    analysis : str
        One of ``ANALYSES``.

    References
    ----------
    Braun, V. & Clarke, V. (2024). Supporting best practice in reflexive thematic analysis reporting
    in Palliative Medicine. PMC11157981.
    """
    if design.method == "reflexive" and analysis in REFLEXIVE:
        return "reflexive"
    if design.counts == "none" and analysis in COUNTS:
        return "no-counts"
    return ""


def refuse(design: StudyDesign, analysis: str) -> None:
    """Refuse an analysis that the study is not offered.

    Raises
    ------
    NotOfferedError
        With the reason.
    """
    why = why_not(design, analysis)
    if why == "reflexive":
        text = f"{analysis} is not offered where method is reflexive: {REFLEXIVE[analysis]}"
        raise NotOfferedError(text)
    if why:
        raise NotOfferedError(f"{analysis} is not offered: study.yaml says counting: none")
