"""The page of the audit trail: kinds of material, day by day, how the codebook came to be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from lises.evidence.trail import KINDS, Event, Trail
from lises.model import StudyFolder
from lises.privacy import Release, released_trail

from .links import Links
from .mark import fragment, small_mark
from .markup import Content, element, joined, link
from .trail_codes import codes_section
from .trail_text import event_groups, group_text, remark_text
from .view import View, terms, view_of
from .words import Words

__all__ = ["has_trail", "trail_body"]


def has_trail(folder: StudyFolder) -> bool:
    """Tell whether a study was coded here: the record of somebody else's has no trail of theirs."""
    return bool(folder.interviews) and folder.codebook is not None


def trail_body(release: Release, words: Words, links: Links) -> Markup:
    """Give the page: from what the release carries, by ``lises.privacy.carried_trail``.

    A release that carries no trail shows what its own files say.
    """
    view = view_of(release, words, links)
    trail = released_trail(release)
    return fragment(
        words,
        release.folder,
        "trail",
        _intro(view, trail),
        _kinds(view, trail),
        _days(view, trail.events),
        _undated(view, trail.events),
        codes_section(view, trail.codes),
    )


def _intro(view: View, trail: Trail) -> Markup:
    words = view.words
    said: list[Content] = [words("trail-intro")]
    if view.design.constructed:
        said.append(words("trail-intro-dates"))
    said.append(small_mark(words, view.folder))
    remarks = [element("li", remark_text(words, key)) for key, _about in trail.remarks]
    listed = element("ul", remarks, class_="lises-note") if remarks else None
    return joined([element("p", joined([s for s in said if s], " ")), listed])


def _kinds(view: View, trail: Trail) -> Markup:
    """Count the six kinds of material; those there is nothing of are named again below."""
    words = view.words
    rows: list[tuple[str, Content]] = []
    for category, n in trail.of_categories().items():
        kinds = {event.kind: None for event in trail.events if event.category == category}
        there = [words(f"trail-kind-{kind}", n=2) for kind in KINDS if kind in kinds]
        shown = words("trail-nothing")
        if there:
            shown = f"{words('trail-entries', n=n)}: {', '.join(there)}"
        rows.append((words(f"trail-category-{category}"), shown))
    missing = [words(f"trail-category-{category}") for category in trail.missing()]
    told = words("trail-missing-none")
    if missing:
        told = words("trail-missing", kinds=words.series(missing).unescape())
    return element(
        "section",
        view.heading(2, "trail-kinds", "lises-trail-kinds"),
        view.say("trail-kinds-what"),
        terms(rows),
        element("p", told, class_="lises-note"),
    )


def _days(view: View, events: Sequence[Event]) -> Markup:
    heading = view.heading(2, "trail-days", "lises-trail-days")
    groups = event_groups(event for event in events if event.date)
    if not groups:
        return element("section", heading, view.say("trail-days-none"))
    days = [
        element(
            "div",
            element("dt", element("time", date, datetime=date)),
            [element("dd", _line(view, group)) for group in of_day],
        )
        for date, of_day in groupby(groups, key=lambda group: group[0].date)
    ]
    return element("section", heading, element("dl", days, class_="lises-trail-days"))


def _line(view: View, group: Sequence[Event]) -> Markup:
    """Tell a group; what is from the history is marked in a word."""
    said = group_text(view.words, group, lambda kind, name: _shown(view, kind, name))
    if group[0].act == "version":
        said = link(view.links.page(f"{view.design.id}/codebook", "lises-versions"), said)
    if group[0].source != "git":
        return said
    label = view.words("trail-from-git-label")
    sign = element("span", view.words("trail-from-git"), class_="lises-trail-source", title=label)
    return joined([sign, said], " ")


def _shown(view: View, kind: str, name: str) -> Markup | str:
    study = view.design.id
    if kind == "interview":
        return link(view.links.interview(study, name), name)
    if kind == "finding":
        return link(view.links.finding(study, name), name)
    return name


def _undated(view: View, events: Sequence[Event]) -> Markup | None:
    groups = event_groups(event for event in events if not event.date)
    if not groups:
        return None
    return element(
        "section",
        view.heading(2, "trail-undated", "lises-trail-undated"),
        view.say("trail-undated-what"),
        element("ul", [element("li", _line(view, group)) for group in groups]),
    )
