"""Open doubts of a study, in words that need no knowledge of the library.

A message of a rule may hold words of a transcript or a path of the archive's machine. So only what
is known to hold neither is shown; of the rest, the rule and how often.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from lises.errors import Problem
from lises.model import LocalText
from lises.privacy import Release, may_tell

from .figure_cells import Told
from .links import Links
from .mark import fragment
from .markup import Content, element, joined, link
from .view import View, view_of
from .words import Words

__all__ = ["problems_body", "reason_of"]

SHOWN_FIGURES = 3  # figures of a doubt; all of them stand on their own page


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
        why = joined([label, " ", reason_of(view, problem)])
    return [part for part in (subject, message, where, why) if part]


def _message(view: View, problem: Problem) -> Content:
    """Give what was found, in the page's language where the release itself can tell it."""
    assessed = view.release.assessments.get(problem.subject)
    if problem.rule == "quantifier-disagrees" and assessed is not None:
        values = {"n": assessed.n, "of": assessed.of, "interviewed": assessed.interviewed}
        return view.words("reason-not-all-read", **values)
    if problem.rule.startswith("figure-"):
        return _figures(view, problem)
    return element("span", problem.message, lang="en") if may_tell(problem.rule) else None


def _figures(view: View, problem: Problem) -> Content:
    """Give the figures of a doubt in the page's language, each linked to its row."""
    told = Told.of(view)
    numbers = [
        number
        for number, doubt in enumerate(told.doubts, start=1)
        if (doubt.rule, doubt.rows[0]) == (problem.rule, problem.subject)
    ]
    if not numbers:
        return None
    page = view.links.figures(view.design.id)
    doubt = told.doubts[numbers[0] - 1]
    by_id = {figure.id: figure for figure in view.folder.figures}
    rows = [told.row(by_id[row], page) for row in doubt.rows[:SHOWN_FIGURES]]
    rest = len(doubt.rows) - len(rows)
    more = link(f"{page}#doubt-{numbers[0]}", view.words("figures-more-rows", n=rest))
    return joined([*rows, *([more] if rest else [])], "; ")


def reason_of(view: View, problem: Problem) -> Content:
    """Give the study's reason for letting a doubt stand, in the page's language where it has it."""
    for known in view.design.acknowledged:
        if known.rule == problem.rule and known.subject in ("", problem.subject):
            return view.text(known.reason)
    return view.text(LocalText.plain(problem.acknowledged))


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
