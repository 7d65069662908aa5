"""What was searched for a finding, and what the search says: at most "not found by this search"."""

from __future__ import annotations

from markupsafe import Markup

from lises.evidence import SearchOutcome
from lises.model import Finding, Search

from .markup import Content, element, joined
from .view import View, scope_text, terms

__all__ = ["search_section"]

_JUDGEMENTS = ("mentioned", "mattered", "decisive", "not-relevant")


def search_section(view: View, finding: Finding) -> Markup:
    """Tell every recorded search of a finding; says so where there is none."""
    parts: list[Content] = [view.heading(2, "searched", "lises-searched")]
    if not finding.searched:
        parts.append(view.say("searched-nothing"))
    outcomes = {o.search: o for o in view.release.searches.get(finding.id, ())}
    for number, search in enumerate(finding.searched, start=1):
        if len(finding.searched) > 1:
            parts.append(element("h3", view.words("search-number", number=number)))
        parts.append(_search(view, search, outcomes.get(search)))
    return element("section", parts, class_="lises-searched")


def _search(view: View, search: Search, outcome: SearchOutcome | None) -> Markup:
    words = view.words
    asked = [element("q", word.strip()) for word in search.query.split("|") if word.strip()]
    pairs: list[tuple[str, Content]] = [
        (words("search-words"), element("span", joined(asked, ", "), lang=view.design.language)),
        (words("search-matching"), words(f"matching-{search.matching}")),
        (words("search-within"), scope_text(view, search.within)),
    ]
    if outcome is not None:
        pairs += _outcome(view, outcome)
    key = {True: "yes", False: "no", None: "not-stated"}[search.coded_for_paraphrase]
    pairs.append((words("search-paraphrase"), words(f"paraphrase-{key}")))
    result = _result(view, outcome) if outcome is not None else None
    return element("div", terms(pairs), result, class_="lises-search")


def _outcome(view: View, outcome: SearchOutcome) -> list[tuple[str, Content]]:
    words = view.words
    here = words("search-interviews", n=len(outcome.interviews))
    gone = words("search-not-here", n=len(outcome.not_here)) if outcome.not_here else None
    judged = [
        words(f"judged-{name}", n=outcome.judged[name])
        for name in _JUDGEMENTS
        if outcome.judged.get(name)
    ]
    if open_hits(outcome):
        judged.append(words("judged-not-yet", n=open_hits(outcome)))
    counted = outcome.spontaneous or outcome.prompted
    said = words("said-how", spontaneous=outcome.spontaneous, prompted=outcome.prompted)
    return [
        (words("search-where"), joined([here, gone], "; ") if gone else here),
        (words("search-hits"), words("hits", n=outcome.hits)),
        (words("search-judged"), joined(judged, " · ") or words("judged-nothing")),
        (words("search-said"), said if counted else None),
    ]


def open_hits(outcome: SearchOutcome) -> int:
    """Count the hits that nobody has judged; a release keeps the numbers, not the places."""
    return len(outcome.unjudged) or max(outcome.hits - sum(outcome.judged.values()), 0)


def _result(view: View, outcome: SearchOutcome) -> Markup | None:
    """Give the conclusion: none before every hit is judged, nor where something mattered."""
    if open_hits(outcome):
        return element("p", view.words("search-open"), class_="lises-conclusion")
    if not outcome.nothing_found:
        return None
    key = "search-only-mentioned" if outcome.judged.get("mentioned") else "search-not-found"
    said = [view.words(key)]
    if outcome.not_here:
        said.append(view.words("search-partly-here", n=len(outcome.not_here)))
    return element("p", joined(said, " "), class_="lises-conclusion")
