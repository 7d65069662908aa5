"""Which facts answer which item. What is not named here only the authors can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lises.evidence.counted import Counted
from lises.model import GUIDELINE_ITEMS, GuidelineName

from . import analysed, sampled
from .fact import Found

__all__ = ["COMPUTED", "found_for"]

Compute = Callable[[Counted], Found]


def _part(*several: Compute) -> Compute:
    """Join computations that answer a part of what is asked, however much they find."""

    def compute(counted: Counted) -> Found:
        return Found(facts=tuple(f for one in several for f in one(counted).facts))

    return compute


COMPUTED: Mapping[GuidelineName, Mapping[str, Compute]] = MappingProxyType(
    {
        "coreq": {
            "1": _part(sampled.interviewers),
            "9": _part(analysed.method),
            "12": sampled.sample,
            "14": _part(sampled.media),
            "15": _part(sampled.attendance),
            "16": _part(sampled.period),
            "17": _part(sampled.guide),
            "18": sampled.repeated,
            "20": sampled.fieldnotes,
            "21": sampled.duration,
            # 22, saturation: base size, run length and threshold are the researchers' choice, and
            # a number without them says nothing; they tell of it where they have looked.
            "24": analysed.coders,
            "25": analysed.coding_tree,
            "26": _part(analysed.versions),
            "27": analysed.software,
            "29": analysed.quotations,
            "30": _part(analysed.agreeing),
            "31": _part(analysed.themes),
            "32": _part(analysed.contrary),
        },
        "srqr": {
            "5": _part(analysed.method),
            "9": _part(sampled.ethics),
            "10": _part(sampled.period, sampled.media, sampled.duration),
            "11": _part(sampled.guide, sampled.fieldnotes),
            "12": _part(sampled.sample, sampled.repeated),
            "13": _part(sampled.transcripts, analysed.software),
            "14": _part(analysed.coders, analysed.coding_tree),
            "15": _part(analysed.double_reading, analysed.contrary, analysed.notes),
            "16": _part(analysed.themes, analysed.agreeing),
            "17": analysed.quotations,
            "19": analysed.limits,
        },
        "rtarg": {
            "approach": _part(analysed.method),
            "reflexivity": _part(analysed.notes),
            "participants": _part(sampled.sample),
            "collection": _part(sampled.period, sampled.media, sampled.duration),
            "process": _part(analysed.versions),
            "themes": _part(analysed.themes),
            "extracts": _part(analysed.quotations),
            "quantity": analysed.counting,
            "transfer": _part(analysed.limits),
        },
    }
)  # fmt: skip
"""Guideline → item → what computes it."""


def found_for(counted: Counted, guideline: GuidelineName) -> dict[str, Found]:
    """Compute what can be computed of a guideline, by item; where nothing is found, left out."""
    rules = COMPUTED[guideline]
    made = {item: rules[item](counted) for item in GUIDELINE_ITEMS[guideline] if item in rules}
    return {item: found for item, found in made.items() if found.facts}
