"""Open doubts of a study, in words that need no knowledge of the library.

A message of a rule may hold words of a transcript or a path of the archive's machine. So only what
is known to hold neither is shown; of the rest, the rule and how often.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from lises.errors import Problem
from lises.privacy import Release

from .links import Links
from .mark import fragment
from .markup import Content, element, joined, link
from .view import View, view_of
from .words import Words

__all__ = ["problems_body"]

# Rules whose message is made of ids, counts, queries and published figures alone.
_TELLING = frozenset(
    {
        "evidence-not-counted",
        "evidence-out-of-scope",
        "reading-stale",
    }
)
_TELLING_FAMILIES = ("figure-",)


def problems_body(release: Release, words: Words, links: Links) -> Markup:
    """Give the page of doubts: those that are open, and those acknowledged with the reason."""
    view = view_of(release, words, links)
    opened = [p for p in release.problems if not p.acknowledged]
    settled = [p for p in release.problems if p.acknowledged]
    return fragment(
        words,
        release.folder,
        "problems",
        view.say("problems-what"),
        _section(view, "problems-open", opened),
        _section(view, "problems-acknowledged", settled),
    )


def _section(view: View, key: str, problems: list[Problem]) -> Markup:
    parts: list[Content] = [view.heading(2, key, f"lises-{key}")]
    if not problems:
        parts.append(view.say(f"{key}-none"))
    for rule in dict.fromkeys(p.rule for p in problems):
        parts.append(_rule(view, rule, [p for p in problems if p.rule == rule]))
    return element("section", parts)


def _rule(view: View, rule: str, problems: list[Problem]) -> Markup:
    """Give a rule in words, what it means, and where it is met."""
    words = view.words
    family = rule.partition("-")[0]
    named = next(
        (name for name in (rule, f"{family}-any") if words.has(f"problem-{name}")), "other"
    )
    times = words("times", n=len(problems)) if len(problems) > 1 else None
    count = element("span", times, class_="lises-soft") if times else None
    return element(
        "section",
        element("h3", words(f"problem-{named}"), [" ", count] if count else None),
        element("p", words(f"problem-{named}-means"), " ", element("code", rule)),
        element("ul", [element("li", joined(_told(view, p), " · ")) for p in problems]),
        class_="lises-problem",
    )


def _told(view: View, problem: Problem) -> Iterable[Content]:
    subject = _subject(view, problem.subject)
    message = _message(view, problem)
    place = _place(view, problem)
    where = element("code", place) if place else None
    why = None
    if problem.acknowledged:
        label = element("b", view.words("acknowledged-because"))
        why = joined([label, " ", problem.acknowledged])
    return [part for part in (subject, message, where, why) if part]


def _message(view: View, problem: Problem) -> Content:
    """Give what was found, in the page's language where the release itself can tell it."""
    assessed = view.release.assessments.get(problem.subject)
    if problem.rule == "quantifier-disagrees" and assessed is not None:
        values = {"n": assessed.n, "of": assessed.of, "interviewed": assessed.interviewed}
        return view.words("reason-not-all-read", **values)
    telling = problem.rule in _TELLING or problem.rule.startswith(_TELLING_FAMILIES)
    return element("span", problem.message, lang="en") if telling else None


def _subject(view: View, subject: str) -> Content:
    """Link what the doubt is about, where it has a page of its own."""
    study, links = view.design.id, view.links
    if any(f.id == subject for f in view.folder.findings):
        return link(links.finding(study, subject), subject)
    if view.folder.interview(subject):
        return link(links.interview(study, subject), subject)
    if subject in view.passages:
        return view.passage(subject)
    return subject or None


def _place(view: View, problem: Problem) -> str:
    """Name the file within the study; nothing of where the study stood on a machine."""
    folder = view.folder.path.rstrip("/")
    path = problem.path.rstrip("/")
    if path == folder:
        return ""
    inner = path[len(folder) + 1 :] if path.startswith(f"{folder}/") else path.rpartition("/")[2]
    return f"{inner}:{problem.line}" if inner and problem.line else inner
