"""The studies of a book, for its first page."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from lises.privacy import Release

from .links import Links
from .mark import small_mark
from .markup import Content, element, joined, link
from .view import View, view_of
from .words import Words

__all__ = ["home_body"]


def home_body(releases: Iterable[Release], words: Words, links: Links) -> Markup:
    """Give a card per study: what it is, how much is in it, and its findings."""
    cards = [_card(view_of(release, words, links)) for release in releases]
    return element("div", cards, class_=["lises", "lises-home"], lang=words.language)


def _card(view: View) -> Markup:
    design, folder = view.design, view.folder
    kind = small_mark(view.words, folder) or element(
        "span", view.words(_kind(view)), class_="lises-kind"
    )
    findings = [_finding(view, finding.id) for finding in folder.findings]
    parts: list[Content] = [
        element("p", kind, class_="lises-home-kind"),
        element("h3", link(view.links.study(design.id), view.text(design.title))),
        element("p", joined(_numbers(view), " · "), class_="lises-home-numbers"),
    ]
    if findings:
        parts.append(element("ul", findings, class_="lises-home-findings"))
    elif folder.claims:
        to_claims = link(view.links.claim(design.id), view.words("published-claims"))
        parts.append(element("p", to_claims))
    return element("article", parts, class_="lises-home-card")


def _kind(view: View) -> str:
    """Say what a study that is not invented is: figures, a record without transcripts, a study."""
    if view.design.kind == "figures":
        return "figures"
    record = bool(view.folder.claims) and not view.folder.transcripts
    return "home-record" if record else "home-study"


def _finding(view: View, name: str) -> Markup:
    finding = next(f for f in view.folder.findings if f.id == name)
    href = view.links.finding(view.design.id, name)
    return element("li", link(href, view.text(finding.statement)))


def _numbers(view: View) -> list[Content]:
    """Count what is in the study; a kind of thing that it has none of is not named."""
    folder, words, of_set = view.folder, view.words, view.design.counted
    counted = {
        "home-participants": len(folder.participants) if not view.release.unlinked else 0,
        "home-transcripts": len(folder.transcripts) if not view.release.unlinked else 0,
        "home-passages": sum(p.set == of_set for p in folder.passages),
        "home-findings": len(folder.findings),
        "home-claims": len(folder.claims),
        "figures-count": len(folder.figures),
    }
    return [words(key, n=n) for key, n in counted.items() if n]
