"""Reporting guidelines held against a study: every item with what answers it, or that nothing does.

What was computed is the archive's and is carried by the release. Recommendations that are no
checklist are shown as such: nothing of them is counted up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from lises.evidence.guidelines import (
    GUIDELINE_TEXTS,
    Fact,
    Guideline,
    GuidelineRow,
    guideline_rows,
    state_counts,
)
from lises.model import GuidelineName, offered_guidelines
from lises.privacy import Release

from .guideline_words import fact_html
from .links import Links
from .mark import fragment, small_mark
from .markup import Content, element, joined, link, outside_link
from .view import View, view_of
from .words import Words

__all__ = ["guideline_body", "guideline_counts", "has_guidelines"]

_PAGES = {
    "study.yaml": "index",
    "transcripts": "interviews/index",
    "participants.csv": "participants",
    "interviews.csv": "interviews/index",
    "codebook.yaml": "codebook",
    "themes.yaml": "codebook",
    "claims.yaml": "claims",
}

_LISTS = ("transcripts", "participants.csv", "interviews.csv")


def has_guidelines(release: Release) -> bool:
    """Tell whether a page of guidelines says anything of this study.

    A record that holds neither interviews nor findings is not the study's own report: to list what
    it lacks would blame the study for it. It has the page only where somebody answers.
    """
    folder = release.folder
    held = folder.reporting or folder.findings or folder.transcripts or folder.codebook
    return bool(held and offered_guidelines(folder.design.kind, folder.design.method))


def guideline_body(release: Release, words: Words, links: Links) -> Markup:
    """Give the page of the reporting guidelines that fit a study's method."""
    view = view_of(release, words, links)
    design = view.design
    names = offered_guidelines(design.kind, design.method)
    checklists = any(GUIDELINE_TEXTS[name].checklist for name in names)
    return fragment(
        words,
        release.folder,
        "guidelines",
        view.say("guidelines-what" if checklists else "guidelines-reflexive"),
        view.say("guidelines-not-stated") if design.method == "not-stated" else None,
        view.say("guidelines-record") if _is_record(view) else None,
        _contents(names),
        [_guideline(view, name) for name in names],
    )


def _is_record(view: View) -> bool:
    return not view.folder.transcripts and not view.folder.findings and not view.design.constructed


def _contents(names: tuple[GuidelineName, ...]) -> Markup | None:
    """Lead to each guideline of the page, where there are several."""
    if len(names) < 2:
        return None
    said = [link(f"#guideline-{name}", GUIDELINE_TEXTS[name].name) for name in names]
    return element("p", joined(said, " · "), class_="lises-strip")


def _guideline(view: View, name: GuidelineName) -> Markup:
    guideline = GUIDELINE_TEXTS[name]
    rows = guideline_rows(name, view.release.guidelines.get(name, {}), view.folder.reporting)
    address = outside_link(f"https://doi.org/{guideline.doi}", f"doi {guideline.doi}")
    foreign = None if view.words.language == "en" else "en"
    title = element("span", guideline.title, lang=foreign)
    source = view.words.html("guideline-source", title=title, cite=guideline.cite, link=address)
    counted = guideline_counts(view.words, guideline, rows)
    mark = small_mark(view.words, view.folder)
    summed = [part for part in (element("strong", counted) if counted else None, mark) if part]
    return element(
        "section",
        element("h2", guideline.name, id=f"guideline-{name}"),
        element("p", source, class_="lises-soft"),
        element("p", joined(summed, " ")) if summed else None,
        list(_sections(view, guideline, rows)),
    )


def guideline_counts(words: Words, guideline: Guideline, rows: Iterable[GuidelineRow]) -> str:
    """Say how many items are computed, answered and missing; nothing for what is no checklist."""
    if not guideline.checklist:
        return ""
    counts = state_counts(rows)
    values = {state: n for state, n in counts.items() if state != "not-applicable"}
    excused = counts["not-applicable"]
    return words("guideline-counts", of=sum(counts.values()), excused=excused, **values)


def _sections(
    view: View, guideline: Guideline, rows: tuple[GuidelineRow, ...]
) -> Iterator[Content]:
    """Group the items by the headings of the guideline, each heading once."""
    local = view.words.local
    for domain, within in groupby(rows, key=lambda row: local(row.item.domain)):
        yield element("h3", domain)
        for section, items in groupby(within, key=lambda row: local(row.item.section)):
            yield element("h4", section)
            shown = [_item(view, guideline, row) for row in items]
            yield element("ul", shown, class_="lises-items")


def _item(view: View, guideline: Guideline, row: GuidelineRow) -> Markup:
    words, said = view.words, "item" if guideline.checklist else "heard"
    number = element("span", row.item.id, class_="lises-item-number")
    state = element(
        "span",
        words(f"{said}-{row.state}"),
        class_=["lises-item-state", f"lises-item-{row.state}"],
    )
    title = element("strong", words.local(row.item.topic))
    head: list[Content] = [number, " ", title] if guideline.checklist else [title]
    return element(
        "li",
        element("p", head, " ", state, class_="lises-item-head"),
        element("p", words.local(row.item.asks), class_="lises-soft"),
        element("ul", [_fact(view, fact) for fact in row.facts]) if row.facts else None,
        view.paragraph(row.text),
        _pointers(view, row),
        _lacking(view, row, said),
        id=f"{guideline.id}-{row.item.id}",
    )


def _fact(view: View, fact: Fact) -> Markup:
    shown = fact_html(view.words, view.folder, fact)
    places = [_place(view, place) for place in fact.where]
    source = view.words.html("item-from", places=view.words.series(places))
    return element("li", shown, " ", element("span", source, class_="lises-soft"))


def _pointers(view: View, row: GuidelineRow) -> Markup | None:
    """Lead to the places that the authors name, and say how many are not here."""
    said: list[Content] = []
    if row.see:
        places = view.words.series([_told(view, place) for place in row.see])
        said.append(view.words.html("item-see", places=places))
    if row.withheld:
        said.append(view.words("item-withheld", n=row.withheld))
    return element("p", joined(said, " · ")) if said else None


def _lacking(view: View, row: GuidelineRow, said: str) -> Markup | None:
    if row.not_applicable:
        return element("p", view.words.html("item-excused", why=view.text(row.not_applicable)))
    if row.state == "missing":
        return element("p", view.words(f"{said}-missing-says"))
    if row.state == "partly" and said == "item":
        return element("p", view.words("item-partly-says"), class_="lises-soft")
    return None


def _told(view: View, place: str) -> Markup:
    """Name a place that the authors point at; one without a page is in the study's files only."""
    shown = _place(view, place)
    return shown if _address(view, place) else view.words.html("place-in-files", place=shown)


def _place(view: View, place: str) -> Markup:
    """Name a place of the study, with a link where the book has a page for it."""
    shown = element("code", place)
    href = _address(view, place)
    return link(href, shown) if href else shown


def _address(view: View, place: str) -> str:
    """Give the address of a place's page; empty where the book has none."""
    study, links, folder = view.design.id, view.links, view.folder
    if place in _LISTS and view.release.unlinked:  # nobody is listed there
        return ""
    if place in _PAGES:
        return links.page(f"{study}/{_PAGES[place]}")
    if place == "findings":
        return links.page(f"{study}/index", "lises-findings")
    kind, _, name = place.partition("/")
    codes = folder.codebook.codes if folder.codebook else ()
    bearers: dict[str, Iterable[str]] = {
        "findings": (finding.id for finding in folder.findings),
        "transcripts": (interview.id for interview in folder.interviews),
        "codes": (code.id for code in codes),
        "claims": (claim.id for claim in folder.claims),
    }
    addresses = {
        "findings": links.finding,
        "transcripts": links.interview,
        "codes": links.code,
        "claims": links.claim,
    }
    return addresses[kind](study, name) if name in bearers.get(kind, ()) else ""
