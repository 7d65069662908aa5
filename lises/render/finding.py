"""A finding's page: what it says and how far the codings carry it, then the evidence itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from lises.evidence import Assessment
from lises.model import Evidence, Finding, LocalText
from lises.privacy import Release, Withheld

from .coded import coding_section
from .index import PROSE_CITATION
from .links import Links
from .mark import fragment, small_mark
from .markup import Content, element, joined, link
from .quotation import place_of, preview_template, quotation
from .searched import search_section
from .stances import result_pill, stance_dots, stance_table, tally
from .view import View, scope_text, view_of
from .words import Words

__all__ = ["finding_evidence", "finding_head"]

_CODE_IN_QUERY = re.compile(r"[^\s|&]+")


def finding_head(release: Release, finding: Finding, words: Words, links: Links) -> Markup:
    """Give what stands between a finding's title and its prose.

    Parameters
    ----------
    release : Release
    finding : Finding
        One of the release's findings.
    words : Words
    links : Links
        Of the finding's page.

    Returns
    -------
    Markup
        What it is shaped after or answers, the strip of stances with the result, the numbers.
        A study that counts nothing shows neither strip nor numbers.
    """
    view = view_of(release, words, links)
    assessed = _assessment(release, finding)
    counting = view.design.counts != "none"
    return fragment(
        words,
        release.folder,
        "finding-head",
        _relation(view, finding),
        _strip(view, finding, assessed, counting=counting),
        _numbers(view, finding, assessed) if counting else None,
        _share(view, finding),
    )


def finding_evidence(release: Release, finding: Finding, words: Words, links: Links) -> Markup:
    """Give what stands under a finding's prose: everything by which it can be doubted.

    Parameters and page as of ``finding_head``. The sections, each a heading of level 2: what it
    rests on, what speaks against it (never left out), where each participant stands, why these
    passages, what was searched, what it cannot say, how it was coded.
    """
    view = view_of(release, words, links)
    assessed = _assessment(release, finding)
    return fragment(
        words,
        release.folder,
        "finding",
        _support(view, finding),
        _against(view, finding, assessed),
        _stances(view, assessed),
        _told(view, "why-these", finding.selected, "why-these-missing"),
        search_section(view, finding),
        _limits(view, finding),
        coding_section(view, assessed),
        _citing(view, finding),
        _previews(view, finding, assessed),
    )


def _assessment(release: Release, finding: Finding) -> Assessment:
    return release.assessments.get(finding.id) or Assessment(finding=finding.id)


def _relation(view: View, finding: Finding) -> Markup:
    """Say what the finding has to do with a published claim: for invented material nothing."""
    words, links = view.words, view.links
    name = element("b", finding.id)
    mark = small_mark(words, view.folder)
    said: list[Content] = [words.html("finding-short", name=name)]
    if mark:
        said.append(mark)
    if view.design.constructed and finding.shaped_after:
        claims = words.series(_shaped_after(view, target) for target in finding.shaped_after)
        said.append(words.html("shaped-after", n=len(finding.shaped_after), claims=claims))
    elif finding.answers and not view.design.constructed:
        claims = words.series(
            link(links.claim(view.design.id, claim), claim) for claim in finding.answers
        )
        said.append(words.html("answers", n=len(finding.answers), claims=claims))
    return element("p", joined(said, " · "), class_="lises-relation")


def _shaped_after(view: View, target: str) -> str | Markup:
    study, _, claim = target.rpartition("/")
    study = study or view.design.shaped_after
    if not study or not view.links.has(study):
        return target
    return link(view.links.claim(study, claim), claim)


def _strip(view: View, finding: Finding, assessed: Assessment, *, counting: bool) -> Markup:
    shown: list[Content] = []
    if counting and assessed.stances:
        shown += [stance_dots(assessed.stances), tally(view, assessed)]
    shown.append(result_pill(view, finding, assessed))
    label = view.words("strip-label")
    return element("div", shown, class_="lises-strip", role="group", aria_label=label)


def _numbers(view: View, finding: Finding, assessed: Assessment) -> Markup:
    words = view.words
    key = "read-of" if assessed.interviewed is not None else "read-of-unknown"
    values = {"n": assessed.n, "of": assessed.of, "interviewed": assessed.interviewed}
    said: list[Content] = [
        words.html("scope-is", scope=scope_text(view, finding.scope)),
        words(key, **values),
        _all_passages(view, finding, assessed),
        words("cited-count", n=assessed.cited.passages),
        _largest(view, assessed),
    ]
    return element("p", joined([s for s in said if s], " · "), class_="lises-numbers")


def _all_passages(view: View, finding: Finding, assessed: Assessment) -> Markup | None:
    """Link the pages on which every passage of the codes stands, cited or not."""
    names = dict.fromkeys(_CODE_IN_QUERY.findall(f"{finding.counts} {finding.against}"))
    if not names:
        return None
    codes = joined([view.code(code) for code in names], " ")
    total, here = assessed.all_coded.passages, len(assessed.coded)
    key = "all-passages" if here >= total else "all-passages-some"
    return view.words.html(key, n=total, here=here, codes=codes)


def _largest(view: View, assessed: Assessment) -> str | None:
    cited, coded = assessed.cited.largest_share, assessed.all_coded.largest_share
    if cited is None or coded is None:
        return None
    percent = view.words.percent
    return view.words("largest-share", cited=percent(cited), coded=percent(coded))


def _share(view: View, finding: Finding) -> Markup:
    href = view.links.finding(view.design.id, finding.id)
    name = view.words("finding-short", name=finding.id)
    button = element("span", class_="lises-copy", data_copy_href=href, data_copy_of=name)
    return element("p", button, class_="lises-share")


def _support(view: View, finding: Finding) -> Markup:
    withheld = view.release.withheld.get(finding.id, Withheld())
    parts: list[Content] = [view.heading(2, "group-rests-on", "lises-rests-on")]
    cards = _cards(view, finding.rests_on, "for")
    if cards:
        parts.append(element("div", cards, class_="lises-cards"))
    if withheld.supports:
        key = "cited-withheld" if cards else "cited-withheld-only"
        parts.append(_note(view.words(key, n=withheld.supports)))
    elif not cards:
        absence = finding.quantifier == "none" and finding.searched
        parts.append(view.say("rests-on-search" if absence else "rests-on-nothing"))
    return element("section", parts, class_="lises-rests-on")


def _against(view: View, finding: Finding, assessed: Assessment) -> Markup:
    withheld = view.release.withheld.get(finding.id, Withheld())
    parts: list[Content] = [view.heading(2, "group-against", "lises-against")]
    named = {e.passage for e in finding.rests_on}
    cards = _cards(view, finding.contradicted_by, "against", already=named)
    if cards:
        parts.append(element("div", cards, class_="lises-cards"))
    if withheld.contradicts:
        parts.append(_note(view.words("against-withheld", n=withheld.contradicts)))
    cited = {e.passage for e in finding.contradicted_by}
    coded = dict.fromkeys(p for s in assessed.stances for p in s.against if p not in cited)
    also = view.passage_list(coded)
    if also:
        parts.append(_note(view.words.html("against-coded", passages=also)))
    if len(parts) == 1:
        parts.append(_nothing_against(view, finding, assessed))
    return element("section", parts, class_="lises-against")


def _nothing_against(view: View, finding: Finding, assessed: Assessment) -> Markup:
    """Say which silence this is: somebody withheld, a search made, or nobody looked."""
    if any(s.stance in ("qualifies", "contradicts") for s in assessed.stances):
        return view.say("against-not-shown")
    if finding.searched:
        href = "#lises-searched"
        return view.say("against-searched", link=link(href, view.words("against-searched-link")))
    return view.say("against-not-sought" if not finding.against else "against-none-coded")


def _cards(
    view: View, evidence: Iterable[Evidence], kind: str, already: Iterable[str] = ()
) -> list[Markup]:
    """Make a card per passage, each once; one that has a card already gets no second anchor."""
    taken = set(already)
    found = []
    for passage_id, named in {e.passage: e for e in reversed(tuple(evidence))}.items():
        if passage_id in view.passages:
            anchor = None if passage_id in taken else f"card-{passage_id}"
            found.append(_card(view, named, kind, anchor))
    return found[::-1]


def _card(view: View, evidence: Evidence, kind: str, anchor: str | None) -> Markup:
    passage = view.passages[evidence.passage]
    words = view.words
    place = place_of(words, passage)
    note = None
    if evidence.note:
        label = element("span", words("analytic-note"), class_="lises-label")
        note = element("p", label, " ", view.text(evidence.note), class_="lises-analysis")
    return element(
        "article",
        quotation(view.release, passage, words, view.links),
        note,
        class_=["lises-card", f"lises-card-{kind}"],
        id=anchor,
        aria_label=words(f"card-{kind}", place=place),
    )


def _previews(view: View, finding: Finding, assessed: Assessment) -> list[Markup]:
    """Embed each passage that the prose or the table of stances cites, once, for its preview."""
    prose = view.words.local(finding.prose)
    wanted = [match[1].strip() for match in PROSE_CITATION.finditer(prose)]
    wanted += [p for s in assessed.stances for p in (*s.passages, *s.against)]
    return [
        preview_template(view.release, view.passages[p], view.words)
        for p in dict.fromkeys(wanted)
        if p in view.passages
    ]


def _note(content: Content) -> Markup:
    return element("p", content, class_="lises-note")


def _stances(view: View, assessed: Assessment) -> Markup:
    parts: list[Content] = [view.heading(2, "group-stances", "lises-stances")]
    if assessed.stances:
        labels = view.say("labels-what") if view.release.unlinked else None
        parts += [view.say("stances-what"), labels, stance_table(view, assessed)]
    else:
        parts.append(view.say("stances-none"))
    return element("section", parts, class_="lises-stances")


def _told(view: View, key: str, text: LocalText, missing: str) -> Markup:
    said = view.paragraph(text) or view.say(missing)
    return element("section", view.heading(2, key, f"lises-{key}"), said)


def _limits(view: View, finding: Finding) -> Markup:
    """Say what the finding cannot say, and where the design's own limits stand."""
    more = None
    if view.design.cannot_show:
        href = view.links.page(f"{view.design.id}/index", "lises-cannot-show")
        more = element("p", link(href, view.words("limits-of-design")), class_="lises-note")
    said = view.paragraph(finding.limits) or view.say("limits-missing")
    return element("section", view.heading(2, "limits", "lises-limits"), said, more)


def _citing(view: View, finding: Finding) -> Markup:
    """Say how to cite a finding; of invented material there is nothing to cite."""
    if view.design.constructed:
        return _note(view.words("cite-off"))
    title = view.words.local(view.design.title)
    statement = view.words.local(finding.statement)
    text = view.words("cite-as", title=title, finding=finding.id, statement=statement)
    href = view.links.finding(view.design.id, finding.id)
    copy = element("span", class_="lises-copy", data_copy_href=href, data_copy_text=text)
    return element(
        "section", view.heading(2, "cite", "lises-cite-finding"), element("p", text, " ", copy)
    )
