"""Published claims, in our words: how strong, about whom, on what they rest, and what is here.

A claim gets no verdict. It is not checkable here, with the reasons, or findings of the same
collected study answer it, and their own results are shown for what they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from lises.evidence import Assessment, ClaimStatus
from lises.model import Claim, Finding, Source, SourcePointer
from lises.privacy import Release

from .links import Links
from .mark import fragment
from .markup import Content, element, joined, link, outside_link
from .related import Others, related_of_claim
from .stances import result_pill
from .view import View, scope_text, table, terms, view_of
from .words import Words

__all__ = ["claims_body"]

# Claim → the demonstrations shaped after it, as (study, finding).
Demonstrations = Mapping[str, Sequence[tuple[str, str]]]


def claims_body(
    release: Release,
    words: Words,
    links: Links,
    *,
    demonstrations: Demonstrations | None = None,
    others: Others | None = None,
) -> Markup:
    """Give the page of published claims.

    Parameters
    ----------
    release : Release
    words : Words
    links : Links
    demonstrations : mapping, optional
        Claim → (study, finding) of invented material shaped after it; listed as saying nothing
        about it.
    others : mapping, optional
        The studies of the book, for what they can say to a claim.
    """
    view = view_of(release, words, links)
    folder = release.folder
    if not folder.claims:
        return fragment(words, folder, "claims", view.say("claims-none"))
    shaped = demonstrations or {}
    return fragment(
        words,
        folder,
        "claims",
        view.say("claims-what"),
        _overview(view),
        [_claim(view, claim, shaped.get(claim.id, ()), others) for claim in folder.claims],
        _sources(view),
    )


def _overview(view: View) -> Markup:
    words = view.words
    header = [words(f"column-{key}") for key in ("claim", "quantifier", "basis", "result-of-claim")]
    rows = [
        (
            "",
            [
                link(view.links.claim(view.design.id, claim.id), claim.id),
                words(f"claim-quantifier-{claim.quantifier or 'not-stated'}"),
                words(f"basis-{claim.basis}"),
                _in_short(view, claim),
            ],
        )
        for claim in view.folder.claims
    ]
    return table(view.caption("claims-caption"), header, rows, "claims")


def _status(view: View, claim: Claim) -> ClaimStatus:
    found = view.release.claims.get(claim.id)
    return found or ClaimStatus(claim=claim.id, checkable=False, reasons=("no-finding",))


def _in_short(view: View, claim: Claim) -> str:
    """Say the result in a few words; of invented material never more than that it says nothing."""
    status = _status(view, claim)
    if view.design.constructed:
        return view.words("claim-constructed-short")
    if status.findings and status.checkable:
        return view.words("claim-answered-short", n=len(status.findings))
    return view.words("claim-not-checkable-short")


def _claim(
    view: View, claim: Claim, shaped: Sequence[tuple[str, str]], others: Others | None
) -> Markup:
    words = view.words
    scope: list[Content] = [scope_text(view, claim.scope) if claim.scope else None]
    scope.append(view.paragraph(claim.scope_note, "lises-soft"))
    pairs: list[tuple[str, Content]] = [
        (words("claim-strength"), words(f"claim-quantifier-{claim.quantifier or 'not-stated'}")),
        (words("claim-hedge"), _hedge(view, claim)),
        (words("claim-scope"), [part for part in scope if part] or words("not-stated")),
        (words("claim-basis"), _basis(view, claim)),
        (words("claim-source"), _pointers(view, claim)),
        (words("claim-result"), _result(view, claim)),
        (words("claim-needs"), view.text(claim.needs)),
        (words("claim-related"), related_of_claim(view, others, claim.id)),
        (words("claim-demonstrations"), _demonstrations(view, shaped)),
    ]
    return element(
        "section",
        element("h2", claim.id),
        element("p", view.text(claim.text), class_="lises-claim-text"),
        terms(pairs),
        class_="lises-claim",
        id=f"claim-{claim.id}",
    )


def _hedge(view: View, claim: Claim) -> Content:
    if not claim.hedge:
        return view.words("hedge-none")
    return view.words.html("quoted", text=view.text(claim.hedge))


def _basis(view: View, claim: Claim) -> list[Content]:
    return [
        view.words(f"basis-{claim.basis}"),
        view.paragraph(claim.basis_note, "lises-soft"),
    ]


def _pointers(view: View, claim: Claim) -> Markup:
    """Point at the lines of the sources: "A4 Nu (2020), L31, L33", linked where there is a URL."""
    lines: dict[str, list[SourcePointer]] = {}
    for pointer in claim.sources:
        lines.setdefault(pointer.key, []).append(pointer)
    sources = {source.key: source for source in view.folder.sources}
    said = []
    for key, pointers in lines.items():
        name = _short_source(sources[key]) if key in sources else key
        numbers = ", ".join(f"L{p.paragraph}" for p in pointers if p.paragraph is not None)
        href = f"#source-{key}"
        shown = link(href, name) if key in sources else name
        said.append(joined([s for s in (shown, numbers) if s], ", "))
    return joined(said, "; ")


def _short_source(source: Source) -> str:
    where = source.field_value("journal") or source.field_value("howpublished")
    year = (source.field_value("date") or source.field_value("year"))[:4]
    name = where or source.field_value("title") or source.key
    return f"{name} ({year})" if year else name


def _result(view: View, claim: Claim) -> list[Content]:
    """Give the result in words: why it cannot be checked here, and what answers it."""
    if view.design.constructed:
        return [view.words("claim-constructed")]
    status = _status(view, claim)
    said: list[Content] = []
    if status.reasons:
        said.append(view.words("claim-not-checkable"))
        items = [_reason(view, status, reason) for reason in status.reasons]
        said.append(element("ul", [element("li", item) for item in items]))
    answers = _answers(view, status)
    if answers:
        said += [view.words("claim-answered"), element("ul", answers)]
    return said


def _reason(view: View, status: ClaimStatus, reason: str) -> str:
    return view.words(f"claim-reason-{reason}", n=status.missing, of=status.interviews)


def _answers(view: View, status: ClaimStatus) -> list[Markup]:
    by_id = {f.id: f for f in view.folder.findings}
    return [_answer(view, by_id[name]) for name in status.findings if name in by_id]


def _answer(view: View, finding: Finding) -> Markup:
    assessed = view.release.assessments.get(finding.id) or Assessment(finding=finding.id)
    href = view.links.finding(view.design.id, finding.id)
    pill = result_pill(view, finding, assessed)
    return element("li", link(href, view.text(finding.statement)), " ", pill)


def _demonstrations(view: View, shaped: Sequence[tuple[str, str]]) -> Content:
    if not shaped:
        return None
    shown = [
        link(view.links.finding(study, finding), f"{study}/{finding}") for study, finding in shaped
    ]
    return view.words.html("claim-shaped", n=len(shaped), findings=view.words.series(shown))


def _sources(view: View) -> Markup | None:
    if not view.folder.sources:
        return None
    items = [
        element("li", _source(source), id=f"source-{source.key}") for source in view.folder.sources
    ]
    return element(
        "section",
        view.heading(2, "sources", "lises-sources"),
        view.say("sources-what"),
        element("ul", items, class_="lises-source-list"),
    )


def _source(source: Source) -> Markup:
    """Write an entry as a reference: author, date, title, where, address."""
    value = source.field_value
    date = value("date") or value("year")
    said: list[Content] = [
        value("author").replace(" and ", "; "),
        f"({date})" if date else None,
        element("cite", value("title")) if value("title") else source.key,
        value("journal") or value("howpublished"),
        outside_link(value("url"), value("url")) if value("url") else None,
    ]
    return joined([part for part in said if part], ". ")
