"""What was verified, as a page: what failed first, then what cannot be checked, then all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from lises.files import write_atomic
from lises.render.markup import Content, Markup, element, joined
from lises.render.words import Words

from .item import RESULTS, VERSION, Item, Result
from .said import Said, in_words
from .verify import Verification

__all__ = ["report_html", "write_report"]

PLACES = ("bundle", "book", "online")  # all others are studies, under their own name
TITLES: dict[Result, str] = {
    "fail": "verify-failures",
    "not-checkable": "verify-open",
    "pass": "verify-passed",
}


def report_html(made: Verification, language: str = "") -> str:
    """Give the report as one page that asks nobody for anything.

    Parameters
    ----------
    made : Verification
    language : str, optional
        ``da`` or ``en``; else that of the bundle's first study, English where it is another.
    """
    words = Words(language or made.language)
    title = words("verify-title", name=made.folder.name)
    tier = words(f"tier-{made.lock.tier}") if words.has(f"tier-{made.lock.tier}") else ""
    by = {"program": made.lock.program, "tier": tier or made.lock.tier, "version": VERSION}
    parts = [
        element("h1", title),
        element("p", words("verify-by", **by), class_="by"),
        _mark(made, words),
        _verdict(made, words),
        _legend(words),
        element("p", words("verify-limits"), class_="limits"),
        _parts(made.items, words),
        *(_section(made.items, result, words) for result in TITLES),
    ]
    style = (files("lises.verification") / "words" / "report.css").read_text(encoding="utf-8")
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup(style)),
    ]
    main = element("main", parts)
    page = element("html", [element("head", head), element("body", main)], lang=words.language)
    return f"<!doctype html>\n{page}\n"


def write_report(made: Verification, path: Path, language: str = "") -> None:
    """Write the report."""
    write_atomic(path, report_html(made, language).encode())


def _mark(made: Verification, words: Words) -> Markup:
    """Say what of it is invented; empty where nothing is."""
    if not made.constructed:
        return Markup()
    names = element("strong", ", ".join(made.constructed))
    return element("p", [names, ": ", words("mark-banner")], role="note", class_="mark")


def _verdict(made: Verification, words: Words) -> Markup:
    """Say in one sentence how it went."""
    told, many = made.tally, len(made.items)
    if told["fail"]:
        said, kind = words("verify-failed", n=told["fail"], all=many), "fail"
    elif told["not-checkable"]:
        said = words("verify-clean-but", n=told["not-checkable"], all=many)
        kind = "not-checkable"
    else:
        said, kind = words("verify-clean"), "pass"
    return element("p", said, class_=["verdict", kind])


def _legend(words: Words) -> Markup:
    """Say what each of the three results means."""
    rows = [
        element("div", [_result(result, words), element("dd", words(f"verify-{result}-means"))])
        for result in RESULTS
    ]
    return element("dl", rows)


def _result(result: Result, words: Words) -> Markup:
    return element("dt", words(f"verify-{result}"), class_=result)


def _parts(items: Sequence[Item], words: Words) -> Markup:
    """Count the results of each part and kind, in the order in which they were gone through."""
    counted = Counter((i.where, i.kind, i.result) for i in items)
    head = [element("th", words("verify-part"), scope="col")]
    head += [
        element("th", words(f"verify-{r}-short"), scope="col", class_=["n", r]) for r in RESULTS
    ]
    bodies = []
    for where in dict.fromkeys(i.where for i in items):
        kinds = dict.fromkeys(i.kind for i in items if i.where == where)
        name = element("tr", element("th", _place(where, words), colspan=4, scope="colgroup"))
        rows = [_numbers(_kind(k, words), [counted[where, k, r] for r in RESULTS]) for k in kinds]
        bodies.append(element("tbody", [name, *rows]))
    told = Counter(i.result for i in items)
    foot = element("tfoot", _numbers(words("verify-sum"), [told[r] for r in RESULTS]))
    table = element("table", [element("thead", element("tr", head)), *bodies, foot])
    return element("section", [element("h2", words("verify-parts")), table], class_="parts")


def _numbers(name: str, numbers: Iterable[int]) -> Markup:
    cells = [
        element("td", number or "·", class_=["n", result] if number else "n")
        for number, result in zip(numbers, RESULTS, strict=True)
    ]
    return element("tr", [element("th", name, scope="row"), *cells])


def _place(where: str, words: Words) -> str:
    return words(f"verify-where-{where}") if where in PLACES else where


def _kind(kind: str, words: Words) -> str:
    return words(f"verify-kind-{kind}") if words.has(f"verify-kind-{kind}") else kind


def _section(items: Iterable[Item], result: Result, words: Words) -> Markup:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.result == result:
            groups.setdefault((item.where, item.kind), []).append(item)
    chosen = [item for group in groups.values() for item in group]
    kind = result if chosen else None
    title = element("h2", f"{words(TITLES[result])} ({len(chosen)})", class_=kind)
    if not chosen:
        return element("section", [title, element("p", words("verify-none"))])
    content: list[Content] = [title]
    if result == "not-checkable":
        content.append(_reasons(chosen, words))
    if result == "pass":
        content.append(element("p", words("verify-names"), class_="screen"))
        content.append(element("p", words("verify-on-screen"), class_="paper"))
    parts = [_group(name, rows, result, words) for name, rows in groups.items()]
    return element("section", [*content, *parts])


def _reasons(chosen: Iterable[Item], words: Words) -> Markup:
    """Give each reason with how often it was met."""
    counted = Counter(in_words(i.why, words) for i in chosen)
    rows = [
        element("tr", [element("td", n, class_="n"), element("td", text)])
        for text, n in counted.most_common()
    ]
    caption = element("caption", words("verify-reasons"))
    return element("table", [caption, *rows], class_="reasons")


def _group(name: tuple[str, str], rows: Sequence[Item], result: Result, words: Words) -> Markup:
    """Give the things of one kind in one place: with why, or of what passed the names alone."""
    where, kind = name
    lines = words("verify-lines", n=len(rows))
    told = [f"{_place(where, words)}: {_kind(kind, words)} ", element("span", lines)]
    if result == "fail":
        content = _whys(rows, words)
    else:
        content = joined([_alike(why, list(some), words) for why, some in _by_why(rows)])
    shown = "open" if result == "fail" else None
    return element("details", [element("summary", told), content], class_=result, open=shown)


def _by_why(rows: Sequence[Item]) -> Iterable[tuple[str, Iterable[Item]]]:
    return groupby(sorted(rows, key=lambda i: i.why), key=lambda i: i.why)


def _alike(why: str, rows: Sequence[Item], words: Words) -> Markup:
    """Give the names of things that went the same way, under the reason where there is one."""
    told = _why(rows[0], "p", words) if why else None
    names = element("ul", [element("li", _what(item, words)) for item in rows], class_="names")
    return joined([told, names])


def _whys(rows: Iterable[Item], words: Words) -> Markup:
    lines = [element("tr", [element("td", _what(i, words)), _why(i, "td", words)]) for i in rows]
    return element("table", lines, class_="whys")


def _why(item: Item, tag: str, words: Words) -> Markup:
    """Say why; what a reader of files said of a fault is English in every report."""
    foreign = words.language != "en" and not isinstance(item.why, Said)
    return element(tag, in_words(item.why, words), class_="why", lang="en" if foreign else None)


def _what(item: Item, words: Words) -> Content:
    """Give a thing's name: a sentence of ours, or as a file or the lock has it."""
    if isinstance(item.what, Said):
        return in_words(item.what, words)
    return element("code", item.what)
