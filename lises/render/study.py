"""A study's first page: what it is, what it found, what it cannot show, where to go on."""

from __future__ import annotations

from markupsafe import Markup

from lises.evidence import Assessment
from lises.model import Finding, Role
from lises.privacy import Release

from .coded import method_terms
from .guidelines import has_guidelines
from .links import Links
from .mark import fragment, small_mark
from .markup import Content, element, joined, link
from .related import Others, related_sections
from .stances import result_pill, tally
from .trail import has_trail
from .view import Row, View, table, terms, view_of
from .words import Words

__all__ = ["study_body"]


def study_body(
    release: Release, words: Words, links: Links, *, others: Others | None = None
) -> Markup:
    """Give a study's first page; it begins with what is invented, or with what is not here.

    ``others`` are the studies of the book, for what they and this one can say to each other.
    """
    view = view_of(release, words, links)
    return fragment(
        words,
        release.folder,
        "study",
        _what_it_is(view),
        view.paragraph(view.design.summary),
        _findings(view),
        _sample(view),
        _method(view),
        _cannot_show(view),
        related_sections(view, others),
        _where_to_go(view),
        _governance(view),
    )


def _what_it_is(view: View) -> Markup | None:
    """Say first what a reader must not take this for."""
    words, design = view.words, view.design
    if design.constructed:
        said: list[Content] = [element("strong", words("study-constructed"))]
        if design.shaped_after:
            record: Content = design.shaped_after
            if view.links.has(design.shaped_after):
                record = link(view.links.study(design.shaped_after), record)
            said.append(words.html("study-shaped-after", record=record))
    elif design.kind == "figures":
        said = [element("strong", words("study-figures"))]
    elif not view.folder.transcripts:
        said = [element("strong", words("study-record")), words("study-record-more")]
    else:
        return None
    return element("p", joined(said, " "), class_="lises-what")


def _findings(view: View) -> Markup | None:
    if view.design.kind == "figures" and not view.folder.findings:
        return None
    parts: list[Content] = [view.heading(2, "study-findings", "lises-findings")]
    if view.folder.findings:
        items = [_finding(view, finding) for finding in view.folder.findings]
        parts.append(element("ul", items, class_="lises-finding-list"))
    elif view.folder.claims:
        claims = link(view.links.claim(view.design.id), view.words("published-claims"))
        parts.append(view.say("study-findings-record", claims=claims))
    else:
        parts.append(view.say("study-findings-none"))
    return element("section", parts)


def _finding(view: View, finding: Finding) -> Markup:
    assessed = view.release.assessments.get(finding.id) or Assessment(finding=finding.id)
    href = view.links.finding(view.design.id, finding.id)
    statement = view.text(finding.statement) if finding.statement else finding.id
    counted = view.design.counts != "none" and assessed.stances
    said: list[Content] = [tally(view, assessed)] if counted else []
    said.append(result_pill(view, finding, assessed))
    mark = small_mark(view.words, view.folder)
    if mark:
        said.append(mark)
    return element(
        "li",
        element("p", link(href, statement), class_="lises-statement-link"),
        element("p", joined(said, " "), class_="lises-strip"),
    )


def _sample(view: View) -> Markup | None:
    roles = view.design.roles
    if not roles:
        return None
    words = view.words
    header = [
        words(f"column-{key}")
        for key in ("role", "interviewed", "listed", "interviews", "transcripts")
    ]
    rows = [_role(view, role) for role in roles]
    return element(
        "section",
        view.heading(2, "sample", "lises-sample"),
        table(view.caption("sample-caption"), header, rows, "numbers"),
        view.say("labels-what") if view.release.unlinked else None,
    )


def _role(view: View, role: Role) -> Row:
    """Count a role: as stated, as listed, interviews, transcripts shown whole or in part."""
    folder = view.folder
    people = {p.id for p in folder.participants if p.role == role.id}
    interviews = [i for i in folder.interviews if people & set(i.participants)]
    here = sum(i.id in folder.transcripts for i in interviews)
    stated = view.words("not-stated") if role.sample is None else str(role.sample)
    numbers = [str(n) for n in (len(people), len(interviews), here)]
    if view.release.unlinked:  # rows are of labels, and somebody has several
        numbers = [view.words("labels-not-told")] * len(numbers)
    return "", [view.text(role.label) if role.label else role.id, stated, *numbers]


def _method(view: View) -> Markup | None:
    if view.design.kind == "figures":
        return None
    defined = [
        view.words.html(
            "quantifier-defined",
            quantifier=view.words("quoted", text=view.words(f"quantifier-{name}")),
            definition=element("code", definition),
        )
        for name, definition in view.design.quantifiers
        if view.words.has(f"quantifier-{name}")
    ]
    if defined:
        defined.append(element("span", view.words("quantifiers-mean"), class_="lises-soft"))
    pairs = [*method_terms(view), (view.words("quantifiers"), joined(defined, "; "))]
    heading = view.heading(2, "study-how", "lises-method")
    return element("section", heading, terms(pairs), view.say("counting-only"))


def _cannot_show(view: View) -> Markup:
    points = view.design.cannot_show
    heading = view.heading(2, "cannot-show", "lises-cannot-show")
    if not points:
        return element("section", heading, view.say("cannot-show-missing"))
    return element(
        "section",
        heading,
        element("ul", [element("li", view.text(p)) for p in points], class_="lises-cannot-show"),
    )


def _where_to_go(view: View) -> Markup:
    """Link the pages that this study has; each with a word on what it is good for."""
    folder, links, study = view.folder, view.links, view.design.id
    counted, listed = view.design.counted, not view.release.unlinked
    places = [
        ("interviews", links.interviews(study), bool(folder.interviews) and listed),
        ("participants", links.participant(study), bool(folder.interviews) and listed),
        ("codebook", links.codebook(study), folder.codebook is not None),
        ("analysis", links.analysis(study), bool(folder.passages and counted and listed)),
        ("published-claims", links.claim(study), bool(folder.claims)),
        ("figures", links.figures(study), bool(folder.figures)),
        ("reporting-guidelines", links.page(f"{study}/reporting"), has_guidelines(view.release)),
        ("trail", links.trail(study), has_trail(folder)),
        ("problems", links.problems(study), True),
    ]
    items = [
        element("li", link(href, view.words(key)), ": ", view.words(f"go-{key}"))
        for key, href, there in places
        if there
    ]
    heading = view.heading(2, "where-to-go", "lises-where-to-go")
    return element("section", heading, element("ul", items))


def _governance(view: View) -> Markup | None:
    words, governance = view.words, view.design.governance
    pairs: list[tuple[str, Content]] = []
    if governance is not None:
        approval = dict(governance.tiers).get(view.release.tier)
        basis = governance.legal_basis
        pairs = [
            (words("controller"), view.text(governance.controller)),
            (words("legal-basis"), words.named("legal", basis) if basis else None),
            (words("retention"), governance.retention_until),
            (words("tier"), words(f"tier-name-{view.release.tier}")),
        ]
        if approval is not None:
            text = words("tier-signed", signed=approval.signed, expires=approval.expires)
            pairs.append((words("approval"), text))
    pairs.append((words("licence"), view.design.licence))
    said = terms(pairs)
    if not said:
        return None
    return element("section", view.heading(2, "governance", "lises-governance"), said)
