"""From finding to passage and back: every link of the built pages, and ``evidence.json``."""

from __future__ import annotations

from collections import defaultdict

import pytest

from lises.model import INTERVIEWER

from .books import Book, Page, books

ASIDE = ("http:", "https:", "mailto:")


def _anchors(page: Page) -> set[str]:
    return {element["id"] for element in page.soup.find_all(id=True)}


@books()
def test_every_link_leads_to_a_place_in_the_book(book: Book) -> None:
    pages = {str((book.html / f"{name}.html").resolve()): page for name, page in book.pages.items()}
    anchors = {path: _anchors(page) for path, page in pages.items()}
    dead = []
    for page in book.pages.values():
        for link in page.soup.find_all("a", href=True):
            href = link["href"]
            if href.startswith(ASIDE):
                continue
            file, anchor = book.target(page.name, href)
            there = file.is_file() and (not anchor or anchor in anchors.get(str(file), ()))
            if not there and not _top(anchor):
                dead.append(f"{page.name}: {href}")
    assert not dead, dead[:20]


def _top(anchor: str) -> bool:
    return anchor in ("", "top")


@books()
def test_no_page_has_an_id_twice(book: Book) -> None:
    for page in book.pages.values():
        ids = [element["id"] for element in page.soup.find_all(id=True)]
        twice = {name for name in ids if ids.count(name) > 1}
        assert not twice, (page.name, twice)


@books()
def test_the_highlighted_segments_of_a_passage_are_its_quote_turn_by_turn(book: Book) -> None:
    seen = 0
    for release, page in book.study_pages():
        if page.kind != "interviews":
            continue
        spoken: dict[tuple[str, int], str] = defaultdict(str)
        for turn in page.soup.find_all("div", class_="turn"):
            for mark in turn.find_all("mark"):
                for passage in mark["data-passage"].split():
                    spoken[passage, int(turn["data-turn"])] += mark.get_text()
        by_id = {p.id: p for p in release.study.passages}
        for passage, turn in spoken:
            quote = by_id[passage].quote[turn - by_id[passage].turn]
            assert spoken[passage, turn] == quote, (page.name, passage, turn)
        for passage in {name for name, _ in spoken}:
            turns = [turn for name, turn in spoken if name == passage]
            assert len(turns) == len(by_id[passage].quote)
            seen += 1
    counted = {
        p.id
        for release in book.releases
        for p in release.study.passages
        if p.set == release.folder.design.counted
    }
    assert seen >= len(counted)


@books()
def test_the_file_for_machines_leads_from_each_finding_to_the_words(book: Book) -> None:
    findings = book.evidence["findings"]
    assert [f["id"] for f in findings] == [
        f"{r.folder.design.id}/{f.id}" for r in book.releases for f in r.folder.findings
    ]
    for finding in findings:
        page = book.pages[finding["href"].removesuffix(".html")]
        assert page.kind == "findings"
        for named in (*finding["supports"], *finding["contradicts"]):
            path, _, anchor = named["href"].partition("#")
            element = book.pages[path.removesuffix(".html")].soup.find(id=anchor)
            assert element is not None, named["href"]
            mark = element.find_next("mark")
            assert named["passage"] in mark["data-passage"].split()
            first = named["quote"][0]
            assert first.startswith(mark.get_text()) or mark.get_text() in first
            # the finding's own page leads there by one click
            links = {book.target(page.name, a["href"]) for a in page.soup.find_all("a", href=True)}
            assert book.target("index", named["href"]) in links


@books("tiny", "project")
def test_the_file_for_machines_says_what_the_page_says(book: Book) -> None:
    for finding in book.evidence["findings"]:
        page = book.pages[finding["href"].removesuffix(".html")]
        text = " ".join(page.article.get_text(" ").split())
        for count in (finding["n"], finding["of"], finding["interviewed"]):
            assert count is None or str(count) in text
        kinds = [sign["class"][1].removeprefix("lises-sign-") for sign in _dots(page)]
        assert {kind: kinds.count(kind) for kind in kinds} == {
            kind: n for kind, n in finding["stances"].items() if n
        }


def _dots(page: Page) -> list:
    strip = page.article.find(class_="lises-dots")
    return strip.find_all("svg") if strip else []


@books("tiny", "project")
def test_from_a_passage_one_click_leads_back_to_the_finding_that_cites_it(book: Book) -> None:
    for finding in book.evidence["findings"]:
        for named in (*finding["supports"], *finding["contradicts"]):
            path, _, _ = named["href"].partition("#")
            page = book.pages[path.removesuffix(".html")]
            turn = page.soup.find("div", attrs={"data-turn": str(named["turns"][0])})
            back = {book.target(page.name, a["href"])[0] for a in turn.select(".lises-margin a")}
            assert (book.html / finding["href"]).resolve() in back


@books()
def test_every_turn_of_a_transcript_has_its_address(book: Book) -> None:
    for release, page in book.study_pages():
        transcript = release.folder.transcripts.get(page.name.rpartition("/")[2])
        if page.kind != "interviews" or transcript is None:
            continue
        anchors = _anchors(page)
        assert {f"t-{turn.number}" for turn in transcript.turns} <= anchors


@books("hostile")
def test_words_that_are_markup_stand_on_the_page_as_words(book: Book) -> None:
    release = book.releases[0]
    said = release.folder.transcripts["DEMO-A"].turns[1]
    page = book.pages["demo-zeichen/interviews/DEMO-A"]
    turn = page.soup.find(id=f"t-{said.number}")
    assert turn.find(class_="turn-said").get_text() == said.text
    assert said.speakers != (INTERVIEWER,)
    for shown in book.pages.values():
        ours = shown.article if shown.name != "search" else shown.soup.new_tag("p")
        assert not ours.find_all(["script", "img", "iframe", "object", "form"])
        handlers = [e for e in shown.soup.find_all() if any(a.startswith("on") for a in e.attrs)]
        assert not handlers, (shown.name, handlers)
        links = shown.soup.find_all("a", href=True)
        assert not [
            a for a in links if a["href"].lower().strip().startswith(("javascript", "data"))
        ]


@books("hostile")
def test_a_title_that_is_markup_is_read_as_it_was_written(book: Book) -> None:
    for release in book.releases:
        design = release.folder.design
        page = book.pages[f"{design.id}/index"]
        heading = page.article.find("h1")
        heading.find(class_="headerlink").extract()
        written = " ".join(design.title.in_language(book.language).split())
        # the theme draws typographic quotation marks, and nothing else is changed
        assert _plain(heading.get_text()) == _plain(written)
        assert _plain(written) in _plain(page.soup.title.get_text())


def _plain(text: str) -> str:
    marks = str.maketrans(dict.fromkeys('“”„»«"', '"') | dict.fromkeys("‘’‚‹›'", "'"))
    return " ".join(text.translate(marks).replace("–", "--").split())


@pytest.mark.parametrize("kind", ["findings", "interviews", "codes"])
@books("tiny")
def test_the_smallest_study_has_every_kind_of_page(book: Book, kind: str) -> None:
    kinds = {page.kind for page in book.pages.values()}
    rest = {"index", "codebook", "participants", "claims", "problems", "interviews/index", "home"}
    assert {kind, *rest} <= kinds
