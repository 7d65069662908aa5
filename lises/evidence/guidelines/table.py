"""A guideline held against a study: a row per item, and what answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from lises.errors import NotOfferedError, UnknownNameError, did_you_mean
from lises.evidence.counted import Counted
from lises.model import (
    EMPTY,
    GUIDELINES,
    GuidelineName,
    LocalText,
    ReportedItem,
    StudyDesign,
    offered_guidelines,
)

from .coreq import COREQ
from .fact import Fact, Found
from .item import Guideline, GuidelineItem
from .rtarg import RTARG
from .rules import found_for
from .srqr import SRQR

__all__ = [
    "GUIDELINE_TEXTS",
    "STATES",
    "GuidelineRow",
    "ItemState",
    "computed_facts",
    "guideline_rows",
    "guideline_table",
    "offered_or_why",
    "state_counts",
]

GUIDELINE_TEXTS: Mapping[GuidelineName, Guideline] = MappingProxyType(
    {"coreq": COREQ, "srqr": SRQR, "rtarg": RTARG}
)
"""The guidelines by name."""

ItemState = Literal["computed", "answered", "partly", "not-applicable", "missing"]
STATES: tuple[ItemState, ...] = get_args(ItemState)

WHY_REFLEXIVE = (
    "{name} is not offered where method is reflexive: it asks for coders, saturation and checks by "
    "participants as marks of quality, which that analysis does not rest on (Braun & Clarke 2024, "
    "PMC11157981); for it there are the recommendations RTARG: lises report rtarg"
)
WHY_NOT_REFLEXIVE = (
    "RTARG is written for reflexive thematic analysis, and method is {method}; for it there are "
    "COREQ and SRQR: lises report coreq. If the analysis is reflexive, say so in study.yaml"
)
WHY_FIGURES = "{name} is about interviews; this study holds published figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineRow:
    """An item of a guideline and what answers it.

    ``state`` is *computed* (the facts answer all that is asked), *answered* (by the authors, in
    words or with a place), *partly* (there are facts, and they answer a part), *not-applicable*
    (the authors say why) or *missing*. Facts and answers stand side by side whatever the state.
    """

    item: GuidelineItem
    state: ItemState
    facts: tuple[Fact, ...] = ()
    text: LocalText = EMPTY
    see: tuple[str, ...] = ()
    not_applicable: LocalText = EMPTY
    withheld: int = 0


def guideline_table(counted: Counted, guideline: str) -> tuple[GuidelineRow, ...]:
    """Hold a guideline against a study.

    Parameters
    ----------
    counted : Counted
        The study with its counted set.
    guideline : str
        ``coreq``, ``srqr`` or ``rtarg``.

    Returns
    -------
    tuple of GuidelineRow
        A row per item, in the order of the guideline; none is left out.

    Raises
    ------
    UnknownNameError
        If there is no such guideline.
    NotOfferedError
        If it does not fit the study's method; the message says why and what does.
    """
    folder = counted.study.folder
    name = offered_or_why(folder.design, guideline)
    return guideline_rows(name, found_for(counted, name), folder.reporting)


def offered_or_why(design: StudyDesign, guideline: str) -> GuidelineName:
    """Give a guideline's name where it fits the study's method.

    Raises
    ------
    UnknownNameError, NotOfferedError
        As ``guideline_table``.
    """
    name = next((known for known in GUIDELINES if known == guideline.lower()), None)
    if name is None:
        near = did_you_mean(guideline.lower(), GUIDELINES) or f"there are {', '.join(GUIDELINES)}"
        raise UnknownNameError(f'no reporting guideline "{guideline}"; {near}')
    if name in offered_guidelines(design.kind, design.method):
        return name
    shown = GUIDELINE_TEXTS[name].name
    if design.kind == "figures":
        raise NotOfferedError(WHY_FIGURES.format(name=shown))
    why = WHY_REFLEXIVE if design.method == "reflexive" else WHY_NOT_REFLEXIVE
    raise NotOfferedError(why.format(name=shown, method=design.method))


def computed_facts(counted: Counted) -> dict[str, dict[str, Found]]:
    """Compute every guideline that fits the study: guideline → item → facts."""
    design = counted.study.folder.design
    names = offered_guidelines(design.kind, design.method)
    return {name: found_for(counted, name) for name in names}


def guideline_rows(
    guideline: GuidelineName, found: Mapping[str, Found], reported: Iterable[ReportedItem]
) -> tuple[GuidelineRow, ...]:
    """Put together what was computed, in an archive perhaps, and what the authors answer."""
    answers = {one.item: one for one in reported if one.guideline == guideline}
    return tuple(
        _row(item, found.get(item.id, Found()), answers.get(item.id))
        for item in GUIDELINE_TEXTS[guideline].items
    )


def _row(item: GuidelineItem, found: Found, answer: ReportedItem | None) -> GuidelineRow:
    if answer is None:
        return GuidelineRow(item=item, state=_state(found, answer), facts=found.facts)
    return GuidelineRow(
        item=item,
        state=_state(found, answer),
        facts=found.facts,
        text=answer.text,
        see=answer.see,
        not_applicable=answer.not_applicable,
        withheld=answer.withheld,
    )


def _state(found: Found, answer: ReportedItem | None) -> ItemState:
    if answer is not None and answer.not_applicable:
        return "not-applicable"
    if found.facts and found.whole:
        return "computed"
    if answer is not None:
        return "answered"
    return "partly" if found.facts else "missing"


def state_counts(rows: Iterable[GuidelineRow]) -> dict[ItemState, int]:
    """Count the rows by state, every state named; for checklists only."""
    counted = Counter(row.state for row in rows)
    return {state: counted[state] for state in STATES}
