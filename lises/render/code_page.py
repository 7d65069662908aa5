"""A code's page: what it means, which findings lean on it, and every passage that bears it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from lises.analysis import parse_query
from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.model import Code, Codebook, Finding, Passage
from lises.privacy import Release

from .codebook import code_terms, code_totals
from .links import Links
from .mark import fragment, small_mark
from .markup import Content, element, joined, link
from .names import participant_link, role_label
from .quotation import quotation
from .view import View, terms, view_of
from .words import Words

__all__ = ["code_body"]

Speakers = tuple[str, ...]


def code_body(release: Release, code_id: str, words: Words, links: Links) -> Markup:
    """Give a code's page: every passage of the counted set that bears it or a code below it.

    Where the study names no counted set, the passages of all sets.

    Raises
    ------
    UnknownNameError
        If the codebook has no such code.
    """
    view = view_of(release, words, links)
    book = release.folder.codebook
    code = book.code(code_id) if book else None
    if book is None or code is None:
        near = did_you_mean(code_id, [c.id for c in book.codes] if book else [])
        raise UnknownNameError(f'no code "{code_id}" in {release.folder.path}; {near}'.rstrip("; "))
    below = book.with_children(code_id)
    return fragment(
        words,
        release.folder,
        "code-page",
        _about(view, book, code),
        _findings(view, book, below),
        _passages(view, code_id, below),
    )


def _about(view: View, book: Codebook, code: Code) -> Markup:
    words = view.words
    children = [view.code(c.id) for c in book.codes if c.parent == code.id]
    back = link(view.links.codebook(view.design.id, code.id), words("code-in-codebook"))
    return element(
        "div",
        code_terms(view, code),
        terms([(words("code-children"), joined(children, " "))]),
        element(
            "p",
            joined([s for s in (element("code", code.id), back) if s], " · "),
            " ",
            small_mark(words, view.folder),
            class_="lises-note",
        ),
    )


def _findings(view: View, book: Codebook, below: frozenset[str]) -> Markup:
    """List the findings that count by the code, and those that cite a passage of it."""
    rows = []
    for finding in view.folder.findings:
        how = _uses(view, book, finding, below)
        if how:
            href = view.links.finding(view.design.id, finding.id)
            statement = view.text(finding.statement) if finding.statement else finding.id
            said = element("span", f"({view.words.series(how).unescape()})", class_="lises-soft")
            rows.append(element("li", link(href, statement), " ", said))
    told: Content = element("ul", rows) if rows else view.say("code-findings-none")
    return element("section", view.heading(2, "code-findings", "lises-findings"), told)


def _uses(view: View, book: Codebook, finding: Finding, below: frozenset[str]) -> list[str]:
    found = []
    for name in ("counts", "against"):
        query = getattr(finding, name)
        try:
            codes = parse_query(query, book).codes if query else frozenset()
        except LisesError:  # told where the study is checked; here it only leans on nothing
            codes = frozenset()
        if codes & below:
            found.append(view.words(f"code-{name}"))
    for name, evidence in (("cited", finding.rests_on), ("cited-against", finding.contradicted_by)):
        cited = [view.passages[e.passage] for e in evidence if e.passage in view.passages]
        if any(below & set(passage.codes) for passage in cited):
            found.append(view.words(f"code-{name}"))
    return found


def _passages(view: View, code_id: str, below: frozenset[str]) -> Markup:
    counted = view.design.counted
    bearing = [p for p in view.passages.values() if below & set(p.codes)]
    shown = [p for p in bearing if not counted or p.set == counted]
    parts: list[Content] = [view.heading(2, "code-passages", "lises-passages")]
    parts.append(element("p", _told(view, code_id, shown), class_="lises-note"))
    if not shown:
        parts.append(view.say("code-passages-none"))
    parts += _by_role(view, shown)
    if len(bearing) > len(shown):
        text = view.words("code-other-sets", n=len(bearing) - len(shown))
        parts.append(element("p", text, class_="lises-note"))
    return element("section", parts, class_="lises-passages")


def _told(view: View, code_id: str, shown: list[Passage]) -> Markup:
    """Say how many there are, how many of them stand here, and how many are withheld."""
    words = view.words
    said = [code_totals(view, code_id), words("code-passages-here", n=len(shown))]
    total = view.release.totals.get(code_id)
    voiced = sum(bool(view.release.study.speakers_of(p)) for p in shown)
    if total is not None and view.design.counted and total.passages > voiced:
        said.append(words("passages-withheld", n=total.passages - voiced))
    return joined([s.rstrip(".") for s in said if s], ". ") + "."


def _by_role(view: View, shown: list[Passage]) -> list[Markup]:
    """Group by role in the order of the design, then by those who speak in the passage."""
    groups: dict[str, dict[Speakers, list[Passage]]] = {role.id: {} for role in view.design.roles}
    for passage in sorted(shown, key=lambda p: (p.interview, p.turn, p.id)):
        speakers = view.release.study.speakers_of(passage)
        person = view.folder.participant(speakers[0]) if speakers else None
        role = person.role if person else ""
        groups.setdefault(role, {}).setdefault(speakers, []).append(passage)
    placed: set[str] = set()
    return [_role(view, role, people, placed) for role, people in groups.items() if people]


def _role(view: View, role: str, people: dict[Speakers, list[Passage]], placed: set[str]) -> Markup:
    label: Content = role_label(view.words, view.folder, role) if role else None
    n = sum(len(passages) for passages in people.values())
    heading = element(
        "h3",
        label or view.words("interviewer"),
        " ",
        element("span", view.words("passages", n=n), class_="lises-soft"),
        class_="lises-role",
    )
    said = [
        _person(view, speakers, passages, placed) for speakers, passages in _in_order(view, people)
    ]
    return element("section", heading, said)


def _in_order(
    view: View, people: dict[Speakers, list[Passage]]
) -> Iterable[tuple[Speakers, list[Passage]]]:
    place = {p.id: n for n, p in enumerate(view.folder.participants)}
    return sorted(people.items(), key=lambda kv: ([place.get(s, -1) for s in kv[0]], kv[0]))


def _person(view: View, speakers: Speakers, passages: list[Passage], placed: set[str]) -> Markup:
    """Show what somebody, or several together, said; a cell of a table leads to the first of it."""
    anchors = [element("span", id=f"by-{s}") for s in speakers if s not in placed]
    placed.update(speakers)
    names = [participant_link(view.links, view.folder, s) for s in speakers]
    shown = [quotation(view.release, passage, view.words, view.links) for passage in passages]
    head = element("h4", joined(names, " + ")) if names else None
    return element("section", anchors, head, shown, class_="lises-person")
