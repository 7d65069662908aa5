"""Pictures in a notebook: what a mark leads to stands below the drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lises.errors import UnknownNameError, did_you_mean
from lises.model import Passage
from lises.render import Words
from lises.render.markup import Markup, element
from lises.render.quotation import place_of
from lises.reporting import MAKERS, Desk, Listed
from lises.tables import OPT_IN, refuse

if TYPE_CHECKING:
    from lises.pictures import Picture

    from .study import Study

__all__ = ["picture_of"]

# Pictures that stand second in the section of an analysis.
SECOND = {"clusters": "map"}


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
    drawn = [*(analysis for analysis in MAKERS if analysis != "framework"), *SECOND]
    if name not in drawn:
        near = did_you_mean(name, drawn) or f"there are {', '.join(drawn)}"
        raise UnknownNameError(f'no picture "{name}"; {near}')
    analysis = SECOND.get(name, name)
    refuse(study.design, analysis)
    places = NotebookPlaces()
    desk = Desk(
        release=study.as_release, words=Words(language or study.design.language), places=places
    )
    section = MAKERS[analysis](desk)
    found = section.pictures[1 if name in SECOND else 0 :] if section else ()
    if section is None or not found:
        why = "opt-in tables only" if name in OPT_IN else "too little was coded, or too much"
        raise UnknownNameError(f'"{name}" has no picture in {study.id}: {why}')
    return found[0].showing(_beside(desk, places, found[0], section.lists))


def _beside(
    desk: Desk, places: NotebookPlaces, picture: Picture, lists: tuple[Listed, ...]
) -> dict[str, Markup]:
    """Give what stands under every anchor that a mark, or a list below the picture, leads to."""
    told = _told(lists, picture.id)
    marked = {mark.href.removeprefix("#") for mark in picture.marks}
    cited = {anchor for anchor in places.passages if f"-{anchor}" in "".join(told.values())}
    found: dict[str, Markup] = {}
    for anchor in sorted(marked | cited):
        if anchor in told:
            found[anchor] = told[anchor]
        elif anchor:
            found[anchor] = _quotes(desk, _passages(desk, places, anchor))
    return found


def _told(lists: tuple[Listed, ...], prefix: str) -> dict[str, Markup]:
    """Give the rows of lists by anchor; their links lead to this picture's own passages."""
    found: dict[str, Markup] = {}
    for listed in lists:
        last = ""
        for anchor, row in listed.rows:
            last = anchor or last
            text = str(element("p", row)).replace('href="#', f'href="#{prefix}-')
            found[last] = found.get(last, Markup()) + Markup(text)
    return found


def _passages(desk: Desk, places: NotebookPlaces, anchor: str) -> list[Passage]:
    """Give the passages of a place, in the order of the talk."""
    study = desk.release.study
    if anchor in places.passages:
        return [places.passages[anchor]]
    if anchor in places.interviews:
        counted, interview = desk.design.counted, places.interviews[anchor]
        theirs = (p for p in study.passages if (p.interview, p.set) == (interview, counted))
        return sorted(theirs, key=lambda p: (p.turn, study.spans[p.id]))
    code, participant = places.cells[anchor]
    cell = {"code": code, **({"participant": participant} if participant else {})}
    return [study.by_id[name] for name in desk.tables.passages_behind(**cell)["passage"]]


def _quotes(desk: Desk, passages: list[Passage]) -> Markup:
    return element(
        "ul",
        [
            element("li", element("b", place_of(desk.words, p)), " ", " / ".join(p.quote))
            for p in passages
        ],
    )
