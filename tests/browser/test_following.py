"""From a finding to the words it rests on and back, with a mouse, with keys, without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.book.books import Book, books

from .reading import PHONE, Contexts, Reader

TAP = "demo-tiny/findings/tap"
PAIR = "demo-tiny/interviews/DEMO-PAIR"


def _finding(book: Book) -> dict:
    """The finding of the book with the most passages to go to."""
    return max(book.evidence["findings"], key=lambda f: len(f["supports"]))


def _go_back(page: Page, named: dict, finding: dict) -> None:
    """Go from a passage's turn to the finding; others may cite the passage too."""
    turn = page.locator(f".turn[data-turn='{named['turns'][0]}']")
    own = finding["href"].rpartition("/")[2]
    turn.locator(f".cited a[href*='findings/{own}']").first.click()
    page.wait_for_url(f"**/{finding['href']}")


def _outline(page: Page, passage: str) -> list[str]:
    return page.evaluate(
        "id => [...document.querySelectorAll(`mark[data-passage~='${id}']`)]"
        ".map(m => getComputedStyle(m).boxShadow)",
        passage,
    )


@books("tiny-en", "hostile-en", "project-da")
def test_one_click_leads_to_the_highlighted_passage_and_one_click_back(
    book: Book, reader: Reader
) -> None:
    finding = _finding(book)
    page = reader.open(finding["href"].removesuffix(".html"))
    for named in finding["supports"][:3]:
        page.locator(f"#card-{named['passage']} figcaption a[href*='#p-']").click()
        page.wait_for_url(f"**/{named['href']}")
        here = f"mark[data-passage~='{named['passage']}']"
        page.wait_for_function(
            "s => { const r = document.querySelector(s).getBoundingClientRect();"
            "return r.top >= 0 && r.top < innerHeight }",
            arg=here,
        )
        outlines = _outline(page, named["passage"])
        assert outlines
        assert all(outline != "none" for outline in outlines), outlines
        others = page.evaluate("document.querySelectorAll('mark.lises-here').length")
        assert others == len(outlines)
        _go_back(page, named, finding)


@books("tiny-en", "project-da")
def test_a_citation_in_the_prose_leads_to_the_passage(book: Book, reader: Reader) -> None:
    for finding in book.evidence["findings"]:
        page = reader.open(finding["href"].removesuffix(".html"))
        cited = page.locator("article > .lises-page > section > p a.lises-cite")
        if not cited.count():
            continue
        target = cited.first.get_attribute("href")
        cited.first.click()
        anchor = target.partition("#")[2]
        expect(page.locator("mark.lises-here").first).to_be_in_viewport()
        assert anchor.removeprefix("p-") in page.locator("mark.lises-here").first.get_attribute(
            "data-passage"
        )


@books("tiny-en", "project-da")
def test_the_arrows_walk_through_all_passages_of_a_finding_and_back(
    book: Book, reader: Reader
) -> None:
    finding = _finding(book)
    row = [n["passage"] for n in (*finding["supports"], *finding["contradicts"])]
    row = list(dict.fromkeys(row))
    assert len(row) > 1
    first = finding["supports"][0]["href"].replace(".html", "")
    page = reader.open(first)
    own = finding["id"].partition("/")[2]
    for ahead, steps in (("→", row[1:]), ("←", row[-2::-1])):
        for passage in steps:
            here = re.search(r"#p-(.*)$", page.url)[1]
            cited = page.locator(
                f".passages > li:has(> .passage-number[href$='p-{here}']) .cited > li"
            ).filter(has=page.locator(f"a[href$='findings/{own}.html']"))
            cited.locator("a.step", has_text=ahead).first.click()
            page.wait_for_url(f"**#p-{passage}")
            expect(page.locator("mark.lises-here").first).to_be_in_viewport()


@books("hostile-en")
def test_passages_that_lie_over_one_another_are_each_addressed_whole(
    book: Book, reader: Reader
) -> None:
    page = reader.open("demo-zeichen/interviews/DEMO-A")
    release = book.releases[0]
    by_id = {p.id: p for p in release.study.passages}
    for passage in ("DEMO-A-aaaa", "DEMO-A-bbbb", "DEMO-A-cccc", "DEMO-A-dddd", "DEMO-A-mehr"):
        page.locator(f".passage-number[href$='#p-{passage}']").click()
        expect(page.locator("mark.lises-here").first).to_be_in_viewport()
        shown = page.evaluate(
            "[...document.querySelectorAll('mark.lises-here')].map(m => m.textContent)"
        )
        assert "".join(shown) == "".join(by_id[passage].quote)
    layers = page.evaluate(
        "[...document.querySelectorAll('mark')].map(m => m.dataset.layers || '1')"
    )
    assert {"1", "2", "3"} <= set(layers)
    borders = page.evaluate(
        "['1','2','3'].map(n => { const m = [...document.querySelectorAll('mark')]"
        ".find(m => (m.dataset.layers || '1') === n && !m.matches('.lises-here'));"
        "if (!m) return n; const s = getComputedStyle(m);"
        "return s.borderBottomStyle + s.borderBottomWidth + s.borderTopWidth })"
    )
    assert len(set(borders)) == 3, borders


# ---- Keys --------------------------------------------------------------------------------------


def _focused(page: Page) -> str:
    return page.evaluate(
        "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
        "return (e.getAttribute('href') || e.textContent.trim() || e.tagName)"
        " + ' | ' + s.outlineStyle + ' ' + s.outlineWidth + ' ' + s.boxShadow })()"
    )


@books("tiny-en")
def test_keys_alone_lead_to_the_passage_with_the_focus_seen_on_the_way(
    reader: Reader,
) -> None:
    page = reader.open(TAP)
    page.keyboard.press("Tab")
    assert "#main-content" in _focused(page)  # the skip link comes first
    page.keyboard.press("Enter")
    wanted = f"{PAIR.rpartition('/')[2]}.html#p-DEMO-PAIR-6rbe"
    for _ in range(80):
        page.keyboard.press("Tab")
        here = _focused(page)
        inside = page.evaluate("!!document.activeElement.closest('.bd-article')")
        if inside:
            assert "none 0px none" not in here, here
        if wanted in here:
            break
    else:
        pytest.fail("the link to the passage was never reached")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{wanted}")
    expect(page.locator("mark.lises-here").first).to_be_in_viewport()
    # the keyboard goes on from the passage, not from the top of the page
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.turns')")


@books("tiny-en")
def test_the_skip_link_is_seen_when_it_has_the_focus_and_skips_the_contents(
    reader: Reader,
) -> None:
    page = reader.open(TAP)
    page.keyboard.press("Tab")
    expect(page.locator("#pst-skip-link a")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@books("tiny-en")
def test_no_key_is_caught_in_a_part_of_the_page(reader: Reader) -> None:
    page = reader.open(PAIR)
    seen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "(() => { const e = document.activeElement;"
            "return e === document.body ? 'body' : [...document.querySelectorAll('*')].indexOf(e) })()"
        )
        if place == "body" or (seen and place == seen[0]):
            return
        assert place not in seen[-3:], place
        seen.append(place)
    pytest.fail("the keys never left the page")


# ---- Without a script, from a file -------------------------------------------------------------


@books("tiny", "hostile-en", "project-da")
def test_without_a_script_everything_can_be_read_and_followed(book: Book, reader: Reader) -> None:
    finding = _finding(book)
    page = reader.open(finding["href"].removesuffix(".html"), java_script_enabled=False)
    for named in finding["supports"][:2]:
        for quote in named["quote"]:
            shown = page.locator(f"#card-{named['passage']} .lises-words").first
            expect(shown).to_be_visible()
            assert (
                quote.split("\n")[0][:40].strip()
                in page.locator(f"#card-{named['passage']}").text_content()
            )
    named = finding["supports"][0]
    page.locator(f"#card-{named['passage']} figcaption a[href*='#p-']").click()
    page.wait_for_url(f"**/{named['href']}")
    here = page.locator(f"mark[data-passage~='{named['passage']}']").first
    expect(here).to_be_in_viewport()
    _go_back(page, named, finding)
    assert page.locator(".lises-copy:visible").count() == 0


@books("tiny-en", "hostile-en", "project-da")
def test_the_book_works_from_a_file(book: Book, contexts: Contexts) -> None:
    reader = Reader(contexts, book.html.as_uri())
    try:
        finding = _finding(book)
        page = reader.open("index")
        page.locator(f"article a[href$='{finding['href']}']").first.click()
        named = finding["supports"][0]
        page.locator(f"#card-{named['passage']} figcaption a[href*='#p-']").click()
        page.wait_for_url(f"**/{named['href']}")
        expect(page.locator("mark.lises-here").first).to_be_in_viewport()
        _go_back(page, named, finding)
    finally:
        reader.close()
    assert not reader.faults, reader.faults


@books("tiny-en")
def test_on_a_phone_the_way_is_the_same(reader: Reader) -> None:
    page = reader.open(TAP, viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("#card-DEMO-PAIR-6rbe figcaption a[href*='#p-']").tap()
    page.wait_for_url("**#p-DEMO-PAIR-6rbe")
    expect(page.locator("mark.lises-here").first).to_be_in_viewport()
    page.locator(".cited a[href$='findings/tap.html']").first.tap()
    page.wait_for_url("**/findings/tap.html")
