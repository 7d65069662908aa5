"""How a finding was coded: by whom, read when, counted from what; what can be counted again."""

from __future__ import annotations

from markupsafe import Markup

from lises.evidence import Assessment, in_scope
from lises.model import CodingSet, Reading
from lises.privacy import STUB

from .mark import small_mark
from .markup import Content, element, joined, link
from .names import set_label
from .view import View, terms

__all__ = ["coding_section", "method_terms"]


def coding_section(view: View, assessed: Assessment) -> Markup:
    """Give the panel on the coding of a finding, and the line on counting again."""
    words = view.words
    pairs = [*method_terms(view), (words("readings"), _readings(view, assessed))]
    return element(
        "section",
        view.heading(2, "how-coded", "lises-how-coded"),
        element("div", small_mark(words, view.folder), terms(pairs), class_="lises-panel"),
        element("p", words(_recount(view, assessed), **_lost(assessed)), class_="lises-note"),
        element("p", words("counting-only"), class_="lises-note"),
    )


def method_terms(view: View) -> list[tuple[str, Content]]:
    """Name method, counting, sets and codebook, each with its term."""
    words, design, codebook = view.words, view.design, view.folder.codebook
    counted = next((s for s in design.coding_sets if s.id == design.counted), None)
    others = [s for s in design.coding_sets if s.id != design.counted]
    book = None
    if codebook is not None:
        shown = words("codebook-version", version=codebook.version, n=len(codebook.codes))
        book = link(view.links.codebook(design.id), shown)
    return [
        (words("method"), words.named("method", design.method)),
        (words("counting"), words(f"counting-{design.counts}")),
        (words("counted-set"), _set(view, counted) if counted else words("counted-set-none")),
        (words("other-sets-named"), joined([_set(view, s) for s in others], "; ")),
        (words("codebook"), book),
    ]


def _set(view: View, coding_set: CodingSet) -> Markup:
    label = set_label(view.words, view.design, coding_set.id)
    if label == coding_set.id:
        return joined(label)
    return view.words.html("set-named", id=element("code", coding_set.id), label=label)


def _readings(view: View, assessed: Assessment) -> Content:
    """Say how many interviews of the finding's scope each set has read, when, by which codebook."""
    if view.release.unlinked:
        return view.words("labels-readings")
    finding = next((f for f in view.folder.findings if f.id == assessed.finding), None)
    people = {p.id for p in in_scope(view.folder, finding.scope)} if finding else set[str]()
    scope = {i.id for i in view.folder.interviews if people & set(i.participants)}
    found = []
    for coding_set in view.design.coding_sets:
        rows = [r for r in view.folder.readings if r.set == coding_set.id and r.interview in scope]
        if rows:
            found.append(element("li", _reading(view, coding_set.id, rows, len(scope))))
    return element("ul", found) if found else view.words("readings-none")


def _reading(view: View, name: str, rows: list[Reading], scope: int) -> Markup:
    words = view.words
    n = len({r.interview for r in rows})
    dates = sorted({r.date for r in rows if r.date})
    versions = sorted({r.codebook for r in rows if r.codebook is not None})
    said: list[Content] = [
        words.html("reading", set=element("code", name), read=n, n=scope),
        words("reading-dates", first=dates[0], last=dates[-1]) if len(dates) > 1 else None,
        words("reading-date", date=dates[0]) if len(dates) == 1 else None,
    ]
    if versions:
        named = words.series(str(version) for version in versions)
        said.append(words.html("reading-codebook", versions=named))
    return joined([s for s in said if s], ", ")


def _lost(assessed: Assessment) -> dict[str, int]:
    total = assessed.all_coded.passages
    return {"n": max(total - len(assessed.coded), 0), "total": total}


def _recount(view: View, assessed: Assessment) -> str:
    """Choose what to say on counting again: a record has nothing, a release may lack passages."""
    if not view.folder.transcripts:
        return "recount-nothing"
    if _lost(assessed)["n"]:
        return "recount-some"
    silent = any(s.stance in ("silent", "not-asked") for s in assessed.stances)
    cut = set(view.folder.transcripts) != {i.id for i in view.folder.interviews} or any(
        STUB.search(turn.text) for t in view.folder.transcripts.values() for turn in t.turns
    )
    return "recount-silence" if silent and cut else "recount-all"
