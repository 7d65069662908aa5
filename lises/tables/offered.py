"""Which analyses a study is offered: that follows its method and its way of counting."""

from __future__ import annotations

from lises.errors import NotOfferedError
from lises.model import StudyDesign

__all__ = ["ANALYSES", "OPT_IN", "offered", "refuse"]

ANALYSES = (
    "frequency",
    "themes",
    "matrix",
    "cooccurrence",
    "sequence",
    "framework",
    "speech",
    "saturation",
    "agreement",
    "disagreements",
    "map",
    "comparison",
    "keyness",
)
"""Every analysis, in the order in which a report has them."""

OPT_IN = ("comparison", "keyness")
"""Those that assume what interviews seldom are; made only where they are asked for by name."""

WHY_NOT = {
    "saturation": "a reflexive analysis makes its codes; whether new ones still come says nothing",
    "agreement": "in a reflexive analysis a second coder's agreement measures no quality",
    "disagreements": "in a reflexive analysis two readings need not meet",
    "comparison": "a reflexive analysis counts nobody, so there is nothing to test",
    "keyness": "a reflexive analysis counts nobody; read the passages instead",
    "map": "a reflexive analysis counts nobody; a map of codes is drawn from counts",
}
WHY_NO_COUNTS = "study.yaml says counting: none"
COUNTS = ("frequency", "themes", "matrix", "cooccurrence", "map", "comparison")


def offered(design: StudyDesign, analysis: str) -> str:
    """Say why an analysis is not offered to a study; empty where it is.

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
    if design.method == "reflexive" and analysis in WHY_NOT:
        return f"not offered where method is reflexive: {WHY_NOT[analysis]}"
    if design.counts == "none" and analysis in COUNTS:
        return f"not offered: {WHY_NO_COUNTS}"
    return ""


def refuse(design: StudyDesign, analysis: str) -> None:
    """Refuse an analysis that the study is not offered.

    Raises
    ------
    NotOfferedError
        With the reason.
    """
    why = offered(design, analysis)
    if why:
        raise NotOfferedError(f"{analysis} is {why}")
