"""What holds of every page of findings, codebook and study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from markupsafe import Markup

from lises.privacy import Release
from lises.render import (
    STATIC,
    Links,
    Words,
    claims_body,
    code_body,
    codebook_body,
    finding_evidence,
    finding_head,
    guideline_body,
    interviews_body,
    participants_body,
    problems_body,
    study_body,
    trail_body,
    transcript_body,
)
from lises.reporting import analysis_body

from .material import hostile_study, release_of, small_study
from .pages_material import PROBLEMS, fuller_study, record_study
from .reading import read

Body = Callable[[Release, Words], Markup]


def _finding(release: Release, words: Words) -> Markup:
    finding, links = release.folder.findings[0], Links(f"{_id(release)}/findings/telefon")
    head = finding_head(release, finding, words, links)
    return head + finding_evidence(release, finding, words, links)


def _id(release: Release) -> str:
    return release.folder.design.id


PAGES: dict[str, Body] = {
    "finding": _finding,
    "codebook": lambda r, w: codebook_body(r, w, Links(f"{_id(r)}/codebook")),
    "code": lambda r, w: code_body(r, "telefon", w, Links(f"{_id(r)}/codes/telefon")),
    "study": lambda r, w: study_body(r, w, Links(f"{_id(r)}/index")),
    "interviews": lambda r, w: interviews_body(r, w, Links(f"{_id(r)}/interviews/index")),
    "participants": lambda r, w: participants_body(r, w, Links(f"{_id(r)}/participants")),
    "claims": lambda r, w: claims_body(r, w, Links(f"{_id(r)}/claims")),
    "problems": lambda r, w: problems_body(r, w, Links(f"{_id(r)}/problems")),
    "reporting": lambda r, w: guideline_body(r, w, Links(f"{_id(r)}/reporting")),
    "trail": lambda r, w: trail_body(r, w, Links(f"{_id(r)}/trail")),
}
OF_A_RECORD = ("study", "interviews", "participants", "claims", "problems", "codebook")
STUDIES = {
    "small": lambda: release_of(small_study()),
    "excerpts": lambda: release_of(small_study(whole=False)),
    "fuller": lambda: replace(release_of(fuller_study()), problems=PROBLEMS),
    "hostile": lambda: release_of(hostile_study()),
    "record": lambda: release_of(record_study()),
}
CASES = [
    (study, page) for study in STUDIES for page in PAGES if study != "record" or page in OF_A_RECORD
]


@pytest.fixture(scope="module")
def releases() -> dict[str, Release]:
    return {name: make() for name, make in STUDIES.items()}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("study", "page"), CASES)
def test_a_page_is_well_formed_and_its_headings_descend_by_one(releases, study, page, language):
    root = read(PAGES[page](releases[study], Words(language)))
    level = 1
    for element in root.all():
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            assert element.text.strip(), "a heading without words"
            assert 2 <= int(element.tag[1]) <= level + 1
            level = int(element.tag[1])


@pytest.mark.parametrize(("study", "page"), CASES)
def test_a_table_has_a_caption_and_every_heading_says_of_what(releases, study, page):
    root = read(PAGES[page](releases[study], Words("en")))
    for table in root.all("table"):
        assert table.one("caption").text
        assert all(th.get("scope") in ("col", "row") for th in table.all("th"))
        columns = len(table.one("thead").all("th"))
        for row in table.one("tbody").all("tr"):
            assert len(row.all("th") + row.all("td")) == columns


@pytest.mark.parametrize("page", PAGES)
def test_what_a_stranger_wrote_stays_text(releases, page):
    root = read(PAGES[page](releases["hostile"], Words("en")))
    for element in root.all():
        assert element.tag not in ("script", "img", "style", "iframe")
        assert not any(name.startswith("on") for name in element.attributes)
        for name in ("href", "src", "data-href", "data-copy-href"):
            assert urlsplit(element.get(name)).scheme in ("", "https")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("claims", "problems")])
def test_a_page_of_invented_material_says_so_in_its_text(releases, page, language):
    words = Words(language)
    text = read(PAGES[page](releases["fuller"], words)).text
    assert words("mark-short") in text or words("study-constructed") in text


@pytest.mark.parametrize("page", PAGES)
def test_every_fragment_of_invented_material_gives_its_mark_to_what_is_copied(releases, page):
    root = read(PAGES[page](releases["fuller"], Words("en")))
    for fragment in root.children:
        assert fragment.get("data-mark").startswith("[Invented")


def test_a_page_of_collected_material_bears_no_mark(releases):
    release = releases["record"]
    for page in OF_A_RECORD:
        root = read(PAGES[page](release, Words("en")))
        assert "nvented" not in root.text
        assert not any(element.get("data-mark") for element in root.all())


def test_every_link_within_a_study_leads_to_a_page_and_a_place_that_exist(releases):
    release, words = releases["fuller"], Words("en")
    study = _id(release)
    built = {
        f"{study}/findings/telefon": "finding",
        f"{study}/codebook": "codebook",
        f"{study}/index": "study",
        f"{study}/interviews/index": "interviews",
        f"{study}/participants": "participants",
        f"{study}/problems": "problems",
        f"{study}/reporting": "reporting",
        f"{study}/trail": "trail",
    }
    pages = {name: read(PAGES[page](release, words)) for name, page in built.items()}
    for code in release.folder.codebook.codes:
        name = f"{study}/codes/{code.id}"
        pages[name] = read(code_body(release, code.id, words, Links(name)))
    for row in release.folder.interviews:
        name = f"{study}/interviews/{row.id}"
        pages[name] = read(transcript_body(release, row.id, words, Links(name)))
    name = f"{study}/analysis"  # made above this room, of what this room makes
    pages[name] = read(analysis_body(release, words, Links(name)))
    places = {name: {e.get("id") for e in root.all()} for name, root in pages.items()}
    for name, root in pages.items():
        for link in root.all("a"):
            parts = urlsplit(link.get("href"))
            if not link.get("href") or parts.scheme:
                continue
            target = _resolved(name, unquote(parts.path))
            if not target.startswith(f"{study}/"):
                continue
            assert target in pages, f"{name} → {link.get('href')}"
            assert not parts.fragment or unquote(parts.fragment) in places[target]


def _resolved(page: str, path: str) -> str:
    if not path:
        return page
    steps = page.split("/")[:-1]
    for step in path.removesuffix(".html").split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def test_nothing_withheld_is_on_any_page(releases):
    for study in ("small", "excerpts", "fuller"):
        for body in PAGES.values():
            html = body(releases[study], Words("da"))
            assert "Min søn var syg" not in html
            assert "DEMO-R01-hid1" not in html


def test_the_styles_ask_nothing_of_anybody():
    text = (STATIC / "pages.css").read_text(encoding="utf-8")
    assert not any(word in text for word in ("url(", "@import", "http:", "https:", "@font-face"))
    assert text.count("{") == text.count("}")
