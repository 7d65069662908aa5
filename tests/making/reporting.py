"""What authors answer to the items of reporting guidelines."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from lises.model import (
    EMPTY,
    GUIDELINE_ITEMS,
    GUIDELINES,
    GuidelineName,
    LocalText,
    ReportedItem,
    StudyDesign,
    offered_guidelines,
)
from tests.making.texts import ids, local_texts, optional_local_texts

FILES = ["study.yaml", "guide.yaml", "participants.csv", "sources.bib"]
FOLDERS = ["findings", "memos", "fieldnotes", "journal", "transcripts", "codes", "searches"]


@cache
def places() -> st.SearchStrategy[str]:
    """A place in a study."""
    return st.one_of(
        st.sampled_from(FILES), st.builds("{}/{}".format, st.sampled_from(FOLDERS), ids())
    )


@st.composite
def _answer(draw: st.DrawFn, guideline: GuidelineName, item: str) -> ReportedItem:
    if draw(st.booleans()):
        why = draw(local_texts())
        return ReportedItem(guideline=guideline, item=item, not_applicable=why)
    see = tuple(draw(st.lists(places(), max_size=3, unique=True)))
    withheld = draw(st.integers(0, 2))
    said = draw(optional_local_texts() if see or withheld else local_texts())
    return ReportedItem(guideline=guideline, item=item, text=said, see=see, withheld=withheld)


@st.composite
def reportings(draw: st.DrawFn) -> tuple[ReportedItem, ...]:
    """A whole file: some items of some guidelines, each once, in their order."""
    found: list[ReportedItem] = []
    for guideline in GUIDELINES:
        known = GUIDELINE_ITEMS[guideline]
        some = draw(st.lists(st.sampled_from(known), max_size=2, unique=True))
        found += [draw(_answer(guideline, item)) for item in sorted(some, key=known.index)]
    return tuple(found)


def consistent(design: StudyDesign, code: str) -> tuple[ReportedItem, ...]:
    """Answer one item of the guideline that fits, with places that are there."""
    names = offered_guidelines(design.kind, design.method)
    return tuple(
        ReportedItem(
            guideline=name,
            item=GUIDELINE_ITEMS[name][0],
            text=LocalText((("", "Ord. 🌱"),)) if name == "srqr" else EMPTY,
            see=("study.yaml", f"codes/{code}"),
        )
        for name in names
    )
