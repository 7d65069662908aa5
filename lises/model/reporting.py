"""Reporting guidelines: which there are, for which method, and what a study's authors answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from .place import NOWHERE, At
from .wording import EMPTY, LocalText

__all__ = ["GUIDELINES", "GUIDELINE_ITEMS", "GuidelineName", "ReportedItem", "offered_guidelines"]

GuidelineName = Literal["coreq", "srqr", "rtarg"]
GUIDELINES: tuple[GuidelineName, ...] = get_args(GuidelineName)

GUIDELINE_ITEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "coreq": tuple(str(number) for number in range(1, 33)),
        "srqr": tuple(str(number) for number in range(1, 22)),
        # Recommendations have no numbers to be ticked off: they are named by their subject.
        "rtarg": (
            "purpose", "approach", "theory", "reflexivity", "participants", "size", "collection",
            "process", "orientation", "coherence", "themes", "interpretation", "extracts",
            "quantity", "context", "transfer", "language",
        ),
    }
)  # fmt: skip
"""Guideline → the ids of its items, in order."""

_OFFERED: Mapping[str, tuple[GuidelineName, ...]] = MappingProxyType(
    {
        "reflexive": ("rtarg",),
        "codebook": ("coreq", "srqr"),
        "framework": ("coreq", "srqr"),
        "not-stated": ("coreq", "srqr"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedItem:
    """What the authors answer to an item of a guideline, in ``reporting.yaml``.

    Parameters
    ----------
    guideline : str
        One of ``GUIDELINES``.
    item : str
        One of its ``GUIDELINE_ITEMS``.
    text : LocalText
        The answer in words; published with every release.
    see : tuple of str
        Places in the study where it is told: ``study.yaml``, ``findings/x``, ``memos/y``.
    not_applicable : LocalText
        Why the item does not apply; then there is neither text nor place.
    withheld : int
        How many places a release has left out since they are not cleared for it.
    """

    guideline: GuidelineName
    item: str
    text: LocalText = EMPTY
    see: tuple[str, ...] = ()
    not_applicable: LocalText = EMPTY
    withheld: int = 0
    at: At = field(default=NOWHERE, compare=False, repr=False)


def offered_guidelines(kind: str, method: str) -> tuple[GuidelineName, ...]:
    """Give the guidelines that fit a study's kind and method; none for published figures.

    >>> offered_guidelines("interviews", "reflexive")
    ('rtarg',)
    >>> offered_guidelines("figures", "codebook")
    ()
    """
    return _OFFERED.get(method, ()) if kind == "interviews" else ()
