"""What other studies can say to this one and what they cannot, on the pages of both.

The whole of a link stands on the first pages of the two studies; pages of claims and figures point
there. A figure is named and linked here, never given with its value: side by side two numbers of
different things would be read as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lises.model import Claim, Figure, RelatedStudy, StudyFolder

from .figure_cells import anchor_of, label_of
from .markup import Content, element, joined, link
from .names import local_text
from .view import View, terms

__all__ = ["Others", "related_figures", "related_of_claim", "related_sections"]

Others = Mapping[str, StudyFolder]
"""The studies of the book by id, as they are released; this one may be among them."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A link as it is shown on the pages of one of its two studies.

    ``owner`` is the study whose file it stands in, ``end`` the id of the one at its other end,
    ``number`` its place in that file. ``back`` where it is shown on the pages of ``end``.
    """

    said: RelatedStudy
    owner: StudyFolder
    end: str
    number: int
    back: bool

    @property
    def anchor(self) -> str:
        """Where it stands on the study's first page."""
        return f"rel-{self.owner.design.id}-{self.number}" if self.back else f"rel-{self.number}"

    @property
    def partner(self) -> str:
        """The id of the study on whose pages it is not shown."""
        return self.owner.design.id if self.back else self.end

    @property
    def here(self) -> tuple[str, ...]:
        """The claims and figures that are meant of the study on whose pages it is shown."""
        return self.said.places if self.back else self.said.own


def related_sections(view: View, others: Others | None) -> list[Markup]:
    """Give the sections of a study's first page: what others say to it, what it says to others."""
    found = list(_links(view, others or {}))
    made = [
        _section(view, others or {}, key, [one for one in found if one.back == back])
        for key, back in (("related", False), ("related-back", True))
    ]
    return [section for section in made if section]


def related_of_claim(view: View, others: Others | None, claim: str) -> Content:
    """Point from a claim to the links that concern it; nothing where there are none."""
    found = [one for one in _links(view, others or {}) if claim in one.here]
    return _pointers(view, others or {}, found)


def related_figures(view: View, others: Others | None) -> Markup | None:
    """Give the section of the page of figures on those that other studies are linked to."""
    found = list(_links(view, others or {}))
    claims = {claim.id for claim in view.folder.claims}
    rows: list[tuple[str, Content]] = []
    for figure in view.folder.figures:
        mine = [one for one in found if figure.id in one.here and figure.id not in claims]
        if mine:
            name = link(f"#{anchor_of(figure)}", label_of(view.words, figure))
            rows.append((name, _pointers(view, others or {}, mine)))
    if not rows:
        return None
    heading = view.heading(2, "related-figures", "lises-related")
    return element("section", heading, view.say("related-what"), terms(rows))


def _links(view: View, others: Others) -> Iterator[_Link]:
    """Give this study's links, then those that lead to it; invented and collected never meet."""
    this = view.design
    for number, said in enumerate(view.folder.related, start=1):
        other = others.get(said.study)
        if other is None or other.design.data_status == this.data_status:
            yield _Link(said, view.folder, said.study, number, back=False)
    for folder in others.values():
        if folder.design.id == this.id or folder.design.data_status != this.data_status:
            continue
        for number, said in enumerate(folder.related, start=1):
            if said.study == this.id:
                yield _Link(said, folder, this.id, number, back=True)


def _section(view: View, others: Others, key: str, found: Sequence[_Link]) -> Markup | None:
    if not found:
        return None
    parts: list[Content] = [view.heading(2, key, f"lises-{key}"), view.say("related-what")]
    for partner in dict.fromkeys(one.partner for one in found):
        parts.append(element("h3", _study(view, others, partner)))
        parts += [_entry(view, others, one) for one in found if one.partner == partner]
    return element("section", parts)


def _entry(view: View, others: Others, one: _Link) -> Markup:
    words, said = view.words, one.said
    here, there = (said.places, said.own) if one.back else (said.own, said.places)
    pairs: list[tuple[str, Content]] = [
        (words("related-here"), _places(view, view.folder, here)),
        (words("related-there"), _places(view, others.get(one.partner), there)),
        (words("related-how"), words(f"relation-{said.relation}")),
        (words("related-bears"), local_text(words, one.owner, said.bears)),
        (words("related-cannot"), local_text(words, one.owner, said.cannot)),
    ]
    return element("div", terms(pairs), class_="lises-related", id=one.anchor)


def _study(view: View, others: Others, study: str) -> Content:
    """Name another study; one that is not in the book in words, without a link."""
    other = others.get(study)
    title: Content = local_text(view.words, other, other.design.title) if other else study
    if other is not None and view.links.has(study):
        return link(view.links.study(study), title)
    return joined(
        [title, element("span", view.words("related-not-here"), class_="lises-soft")], " "
    )


def _places(view: View, folder: StudyFolder | None, names: Iterable[str]) -> Content:
    """Name claims and figures of a study; ids alone where the study is not in the book."""
    names = list(names)
    if not names:
        return view.words("related-whole")
    if folder is None:
        return ", ".join(names)
    claims = {claim.id: claim for claim in folder.claims}
    figures = {figure.id: figure for figure in folder.figures}
    shown = [_place(view, folder, n, claims.get(n) or figures.get(n)) for n in names]
    return shown[0] if len(shown) == 1 else element("ul", [element("li", s) for s in shown])


def _place(view: View, folder: StudyFolder, name: str, found: Claim | Figure | None) -> Markup:
    study = folder.design.id
    if isinstance(found, Claim):
        text = local_text(view.words, folder, found.text)
        return joined([link(view.links.claim(study, name), name), text], " ")
    if isinstance(found, Figure):
        return link(view.links.figures(study, name), label_of(view.words, found))
    return joined(name)


def _pointers(view: View, others: Others, found: Sequence[_Link]) -> Content:
    """Link the full texts of some links, each by its study and how the two stand to each other."""
    first = f"{view.design.id}/index"
    shown = []
    for one in found:
        other = others.get(one.partner)
        title = local_text(view.words, other, other.design.title) if other else one.partner
        to_link = link(view.links.page(first, one.anchor), title)
        how = view.words(f"relation-{one.said.relation}")
        shown.append(element("li", to_link, element("span", f" ({how})", class_="lises-soft")))
    return element("ul", shown) if shown else None
