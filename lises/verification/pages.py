"""The built book verified: quotations on its pages, its chain for machines, its links."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lises.model import Evidence, Finding, Passage
from lises.privacy import Release

from .item import Item
from .said import said

__all__ = ["verify_book"]

EVIDENCE = "evidence.json"
BOOK = "book"
Spoken = dict[tuple[str, int], str]


def verify_book(html: Path, releases: Mapping[str, Release]) -> Iterator[Item]:
    """Verify the pages of a book against the releases that it shows.

    Parameters
    ----------
    html : Path
        The built pages.
    releases : mapping of str to Release
        By study id.

    Yields
    ------
    Item
        Of each passage that a transcript's page marks, whether the marked words are its quotation;
        of each finding, whether ``evidence.json`` says what the release says; of each page,
        whether every link within the book leads to a place that is there.
    """
    pages = {p.relative_to(html).as_posix(): _read(p) for p in sorted(html.rglob("*.html"))}
    for name, page in pages.items():
        yield from _marked(name, page, releases)
    yield from _chain(html, pages, releases)
    yield from _links(html, pages)


def _item(kind: str, what: str, why: str) -> Item:
    return Item(kind=kind, where=BOOK, what=what, result="fail" if why else "pass", why=why)


@dataclass(slots=True)
class _Page:
    """What a page holds: anchors, links, and the words marked as a passage, by id and turn."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    marked: Spoken = field(default_factory=lambda: defaultdict(str))


class _Reader(HTMLParser):
    """Reads a page once, from its first byte to its last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page()
        self._turn = 0
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ids, links, turns and marks."""
        told = {name: value or "" for name, value in attrs}
        if "id" in told:
            self.page.anchors.add(told["id"])
        if tag == "a" and "href" in told:
            self.page.links.append(told["href"])
        if told.get("data-turn", "").isdigit():
            self._turn = int(told["data-turn"])
        if tag == "mark":
            self._open.append(told.get("data-passage", "").split())

    def handle_endtag(self, tag: str) -> None:
        """Close a mark."""
        if tag == "mark" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add words to every passage that is open."""
        for ids in self._open:
            for passage in ids:
                self.page.marked[passage, self._turn] += data


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8", errors="replace"))
    reader.close()
    return reader.page


def _marked(name: str, page: _Page, releases: Mapping[str, Release]) -> Iterator[Item]:
    study, _, rest = name.partition("/")
    release = releases.get(study)
    if release is None or not rest.startswith("interviews/") or rest == "interviews/index.html":
        return
    by_passage: dict[str, dict[int, str]] = defaultdict(dict)
    for (passage, turn), words in page.marked.items():
        by_passage[passage][turn] = words
    for marked, turns in by_passage.items():
        shown = release.study.by_id.get(marked)
        what = said("verify-what-marked", passage=marked, page=name)
        if shown is None:
            yield _item("quotation", what, said("verify-why-marked-nothing"))
        else:
            differs = tuple(turns[n] for n in sorted(turns)) != shown.quote
            why = said("verify-why-marked-other") if differs else ""
            yield _item("quotation", what, why)


def _chain(
    html: Path, pages: Mapping[str, _Page], releases: Mapping[str, Release]
) -> Iterator[Item]:
    try:
        told = json.loads((html / EVIDENCE).read_bytes())
        findings = {one["id"]: one for one in told["findings"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        yield _item("record", EVIDENCE, said("verify-why-no-chain"))
        return
    for study, release in releases.items():
        for finding in release.folder.findings:
            name = f"{study}/{finding.id}"
            why = _finding_differs(findings.pop(name, None), release, finding, pages)
            yield _item("finding", said("verify-what-chain", finding=name, file=EVIDENCE), why)
    for name in findings:
        what = said("verify-what-chain", finding=name, file=EVIDENCE)
        yield _item("finding", what, said("verify-why-chain-unknown"))


def _finding_differs(
    told: Any,  # noqa: ANN401 - what a stranger's file holds
    release: Release,
    finding: Finding,
    pages: Mapping[str, _Page],
) -> str:
    assessed = release.assessments.get(finding.id)
    if not isinstance(told, dict) or assessed is None:
        return said("verify-why-chain-missing")
    published = {
        "n": assessed.n,
        "of": assessed.of,
        "interviewed": assessed.interviewed,
        "result": assessed.result,
        "stances": assessed.tally(),
        "quantifier": finding.quantifier,
    }
    differs = [key for key, value in published.items() if told.get(key) != value]
    if differs:
        return said("verify-why-chain-other", what=differs[0])
    if str(told.get("href")) not in pages:
        return said("verify-why-no-page")
    sides = (("supports", finding.rests_on), ("contradicts", finding.contradicted_by))
    return next((why for s, e in sides if (why := _side_differs(told, s, e, release, pages))), "")


def _side_differs(
    told: dict[str, Any],
    side: str,
    evidence: tuple[Evidence, ...],
    release: Release,
    pages: Mapping[str, _Page],
) -> str:
    rows = told.get(side)
    wanted = [e.passage for e in evidence]
    if not isinstance(rows, list) or [_of(row, "passage") for row in rows] != wanted:
        return said(f"verify-why-side-{side}")
    by_id = release.study.by_id
    whys = (_row_differs(row, by_id.get(str(_of(row, "passage"))), pages) for row in rows)
    return next((why for why in whys if why), "")


def _of(row: Any, key: str) -> Any:  # noqa: ANN401 - what a stranger's file holds
    return row.get(key) if isinstance(row, dict) else None


def _row_differs(row: dict[str, Any], passage: Passage | None, pages: Mapping[str, _Page]) -> str:
    if passage is None:
        return said("verify-why-rests-on-nothing")
    if row.get("quote") != list(passage.quote):
        return said("verify-why-quote-other", passage=passage.id)
    path, _, anchor = str(row.get("href")).partition("#")
    if path not in pages or anchor not in pages[path].anchors:
        return said("verify-why-link-nowhere", passage=passage.id)
    return ""


def _links(html: Path, pages: Mapping[str, _Page]) -> Iterator[Item]:
    for name, page in pages.items():
        dead = [href for href in page.links if not _leads(html, name, href, pages)]
        why = ""
        if dead:
            why = said("verify-why-links-dead", n=len(dead), first=dead[0][:80])
        yield _item("link", said("verify-what-links", page=name), why)


def _leads(html: Path, name: str, href: str, pages: Mapping[str, _Page]) -> bool:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or href.startswith(("#top", "?")):
        return True
    target = (html / name).parent / unquote(parts.path) if parts.path else html / name
    found = target.resolve()
    if not found.is_relative_to(html.resolve()) or not found.is_file():
        return False
    there = pages.get(found.relative_to(html.resolve()).as_posix())
    anchor = unquote(parts.fragment)
    return not anchor or anchor == "top" or there is None or anchor in there.anchors
