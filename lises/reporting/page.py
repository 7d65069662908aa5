"""The page of a study's analyses in the book."""

from __future__ import annotations

from collections.abc import Iterable

from lises.privacy import Release
from lises.render import Links, Words, fragment
from lises.render.markup import Content, Markup, element, link

from .desk import Desk, Section
from .places import BookPlaces
from .sections import made_sections, not_offered

__all__ = ["analysis_body", "section_html", "told_of"]


def analysis_body(release: Release, words: Words, links: Links) -> Markup:
    """Give the page: every picture that the study is offered, each mark a link to its passages."""
    places = BookPlaces(links, release.folder.design.id)
    desk = Desk(release=release, words=words, places=places)
    made = list(made_sections(desk))
    return fragment(
        words,
        release.folder,
        "analysis",
        told_of(desk),
        _contents(desk, made),
        [section_html(desk, section) for section in made],
        not_offered(desk),
    )


def told_of(desk: Desk) -> Markup:
    """Say what was counted in the archive and what in the release, and how much is withheld."""
    gone = sum(desk.release.passages_withheld.values())
    here = desk.tables.base().codings["passage"].n_unique() if desk.design.counted else 0
    key = "analysis-whole" if not gone else "analysis-part"
    return desk.paragraph(key, here=here, n=here + gone, set=desk.design.counted)


def section_html(desk: Desk, section: Section, *after: Content) -> Markup:
    """Give a section: what it asks, its pictures, what is listed with it."""
    return element(
        "section",
        element("h2", desk.words(f"section-{section.name}"), id=section.name),
        desk.paragraph(f"section-{section.name}-about"),
        [picture.html() for picture in section.pictures],
        section.said,
        [listed.html(desk.words) for listed in section.lists],
        after,
        class_="lises-analysis-section",
    )


def _contents(desk: Desk, made: Iterable[Section]) -> Markup:
    items = [
        element("li", link(f"#{section.name}", desk.words(f"section-{section.name}")))
        for section in made
    ]
    return element("ul", items, class_="lises-contents")
