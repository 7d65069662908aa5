"""Pictures in a notebook: what a mark leads to stands below the drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lises.errors import UnknownNameError, did_you_mean
from lises.model import Passage
from lises.render import Words
from lises.render.markup import Markup, element
from lises.render.quotation import place_of
from lises.reporting import MAKERS, Desk, Section
from lises.tables import OPT_IN, refuse

if TYPE_CHECKING:
    from lises.pictures import Picture

    from .study import Study

__all__ = ["picture_of"]


@dataclass(frozen=True, slots=True)
class NotebookPlaces:
    """Anchors below the picture; what was asked for is remembered, to be put there."""

    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    interviews: dict[str, str] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)

    def cell(self, code: str, participant: str = "") -> str:
        """Give the anchor of a code's passages, or of one participant's among them."""
        anchor = f"code-{code}--{participant}" if participant else f"code-{code}"
        self.cells[anchor] = (code, participant)
        return f"#{anchor}"

    def passage(self, passage: Passage) -> str:
        """Give the anchor of a passage."""
        self.passages[f"p-{passage.id}"] = passage
        return f"#p-{passage.id}"

    def interview(self, interview: str) -> str:
        """Give the anchor of an interview's passages."""
        self.interviews[f"interview-{interview}"] = interview
        return f"#interview-{interview}"

    def turn(self, _interview: str, _turn: int) -> str:
        """Give nothing: turns have no place here."""
        return ""


def picture_of(study: Study, name: str, language: str) -> Picture:
    """Give the picture of an analysis, with the passages of its marks."""
    drawn = [analysis for analysis in MAKERS if analysis != "framework"]
    if name not in drawn:
        near = did_you_mean(name, drawn) or f"there are {', '.join(drawn)}"
        raise UnknownNameError(f'no picture "{name}"; {near}')
    refuse(study.design, name)
    places = NotebookPlaces()
    desk = Desk(
        release=study.as_release, words=Words(language or study.design.language), places=places
    )
    section = MAKERS[name](desk)
    if section is None or section.picture is None:
        why = "opt-in tables only" if name in OPT_IN else "too little was coded, or too much"
        raise UnknownNameError(f'"{name}" has no picture in {study.id}: {why}')
    return section.picture.showing(_beside(desk, places, section))


def _beside(desk: Desk, places: NotebookPlaces, section: Section) -> dict[str, Markup]:
    """Give what stands under every anchor that a mark leads to."""
    found: dict[str, Markup] = {}
    for listed in section.lists:
        last = ""
        for anchor, told in listed.rows:
            last = anchor or last
            if last:
                found[last] = found.get(last, Markup()) + element("p", told)
    for anchor, (code, participant) in places.cells.items():
        cell = {"code": code, **({"participant": participant} if participant else {})}
        ids = desk.tables.passages_behind(**cell)["passage"]
        found[anchor] = _quotes(desk, [desk.release.study.by_id[i] for i in ids])
    for anchor, interview in places.interviews.items():
        theirs = [p for p in desk.release.study.passages if p.interview == interview]
        counted = [p for p in theirs if p.set == desk.design.counted]
        found[anchor] = _quotes(desk, sorted(counted, key=lambda p: (p.turn, p.id)))
    for anchor, passage in places.passages.items():
        found[anchor] = _quotes(desk, [passage])
    wanted = (
        {mark.href.removeprefix("#") for mark in section.picture.marks}
        if section.picture
        else set()
    )
    return {anchor: shown for anchor, shown in found.items() if anchor in wanted}


def _quotes(desk: Desk, passages: list[Passage]) -> Markup:
    return element(
        "ul",
        [
            element("li", element("b", place_of(desk.words, p)), " ", " / ".join(p.quote))
            for p in passages
        ],
    )
