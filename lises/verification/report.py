"""What was verified, as a page: what failed first, then what cannot be checked, then all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from lises.files import write_atomic
from lises.render.markup import Markup, element
from lises.render.words import Words

from .item import VERSION, Item, Result
from .verify import Verification

__all__ = ["report_html", "write_report"]

NAMES: dict[Result, str] = {
    "pass": "PASS",
    "fail": "FAIL",
    "not-checkable": "NOT CHECKABLE AT THIS TIER",
}
SAID: dict[Result, str] = {
    "pass": "files are those that were locked, quotations match, counts were reproduced",
    "fail": "something is not as it was published",
    "not-checkable": "the words that it rests on are withheld to protect a person",
}
LIMITS = (
    "Only counting, quoting and tracing are reproduced here. That an interpretation is a good one, "
    "that a transcript says what was said, that nothing was left out before the release: none of "
    "it can be seen from a bundle."
)
STYLE = """
body{max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.5;
font-family:system-ui,sans-serif;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top;
overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.mark{border:1px solid;padding:.5rem .8rem}
.fail{color:#9b1c1c;font-weight:600}.pass{color:#14532d}.not-checkable{color:#5b4a00}
summary{cursor:pointer;padding:.4rem 0}h2{margin-top:2rem}
@media (prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}
th,td{border-color:#444}.fail{color:#ff9d9d}.pass{color:#9be0b0}.not-checkable{color:#e6d28a}}
@media print{details{display:block}}
"""


def report_html(made: Verification) -> str:
    """Give the report as one page that asks nobody for anything."""
    results: tuple[Result, ...] = ("fail", "not-checkable", "pass")
    parts = [
        element("h1", f"Verification of {made.folder.name}"),
        element("p", f"Locked by {made.lock.program} at the {made.lock.tier} tier; verified by "
                f"lises {VERSION}."),
        _mark(made),
        _summary(made),
        element("p", LIMITS),
        *(_section(made.items, result) for result in results),
    ]  # fmt: skip
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"Verification of {made.folder.name}"),
        element("style", Markup(STYLE)),
    ]
    page = element("html", [element("head", head), element("body", parts)], lang="en")
    return f"<!doctype html>\n{page}\n"


def write_report(made: Verification, path: Path) -> None:
    """Write the report."""
    write_atomic(path, report_html(made).encode())


def _mark(made: Verification) -> Markup:
    """Say what of it is invented; empty where nothing is."""
    if not made.constructed:
        return Markup()
    said = Words("en")("mark-banner")
    return element("p", f"{', '.join(made.constructed)}: {said}", role="note", class_="mark")


def _summary(made: Verification) -> Markup:
    rows = [
        [
            element("td", element("strong", NAMES[result], class_=result)),
            element("td", str(made.tally[result]), class_="n"),
            element("td", SAID[result]),
        ]
        for result in ("pass", "fail", "not-checkable")
    ]
    return element("table", [element("tr", row) for row in rows])


def _section(items: Iterable[Item], result: Result) -> Markup:
    chosen = sorted((i for i in items if i.result == result), key=lambda i: (i.where, i.kind))
    if not chosen:
        return element("p", f"{NAMES[result]}: none.")
    groups = [
        _group(f"{where}, {kind}", list(rows), shown=result == "fail")
        for (where, kind), rows in groupby(chosen, key=lambda i: (i.where, i.kind))
    ]
    title = element("h2", f"{NAMES[result]} ({len(chosen)})", class_=result)
    reasons = Counter(i.why for i in chosen if i.why and result == "not-checkable")
    why = element("ul", [element("li", f"{n} × {text}") for text, n in reasons.most_common()])
    return element("section", [title, *([why] if reasons else []), *groups])


def _group(name: str, rows: Sequence[Item], *, shown: bool) -> Markup:
    lines = [
        element("tr", [element("td", i.what), element("td", i.why or NAMES[i.result])])
        for i in rows
    ]
    summary = element("summary", f"{name} ({len(rows)})")
    return element("details", [summary, element("table", lines)], open="open" if shown else None)
