"""What a reader sees: widths, themes, print, previews, copies; and what a machine can say of access."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from lises.render import Words
from tests.book.books import Book, books

from .coding import COLOURS, violations
from .reading import DESK, PHONE, Reader

TAP = "demo-tiny/findings/tap"
PAIR = "demo-tiny/interviews/DEMO-PAIR"


# A page costs a browser a third of a second. Each kind of page that a study has is in the small book,
# in both languages and with little on it, and in the project's with much; so what a language cannot
# change is looked at in one, and every page of each book is opened in one of these tests.

# ---- Widths ------------------------------------------------------------------------------------


@books("tiny-en", "hostile-en", "project")
def test_on_a_phone_no_page_is_wider_than_the_screen_and_what_is_pressed_is_large_enough(
    book: Book, reader: Reader
) -> None:
    page = reader.open("index", viewport=PHONE)
    for one in book.of_each_kind():
        reader.go(page, one.name)
        wide = page.evaluate(
            "[...document.querySelectorAll('.bd-article-container *')].filter(e => {"
            " const r = e.getBoundingClientRect();"
            " return r.right > innerWidth + 1 && r.width > 0 && !e.closest('.lises-table, .pst-scrollable-table-container, .cell_output .output, pre, svg')"
            "}).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40)).slice(0, 5)"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], one.name
        assert not wide, (one.name, wide)
        small = page.evaluate(
            "[...document.querySelectorAll('.lises :is(button, summary, a.lises-code, a.turn-number,"
            " a.passage-number, a.step)')].filter(e => e.getClientRects().length &&"
            " (e.getBoundingClientRect().height < 23.5 || e.getBoundingClientRect().width < 23.5))"
            ".map(e => e.outerHTML.slice(0, 120)).slice(0, 3)"
        )
        assert not small, (one.name, small)
        # Text twice as large, a page four times as near: WCAG 1.4.10, 1280 pixels at 400 % are 320.
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, one.name
        page.set_viewport_size(PHONE)


@books("tiny-en", "project-da")
def test_findings_and_transcripts_use_the_width_of_a_desk(book: Book, reader: Reader) -> None:
    page = reader.open("index")
    for one in book.of_each_kind():
        if one.kind not in ("findings", "interviews", "codes", "claims", "codebook"):
            continue
        reader.go(page, one.name)
        edge = page.evaluate("document.querySelector('.bd-article').getBoundingClientRect().right")
        assert edge >= DESK["width"] - 40, (one.name, edge)
        # while a line of prose stays one that can be read
        longest = page.evaluate(
            "Math.max(0, ...[...document.querySelectorAll('.turn-said, .lises-page > section > p')]"
            ".map(e => e.getBoundingClientRect().width / parseFloat(getComputedStyle(e).fontSize)))"
        )
        assert longest <= 47, (one.name, longest)


@books("project")
def test_pictures_keep_their_shape_and_say_what_they_show(book: Book, reader: Reader) -> None:
    page = reader.open("guide/coding", viewport=PHONE)
    shown = page.evaluate(
        "Promise.all([...document.querySelectorAll('article img')].map(async (one) => {"
        " await one.decode(); const box = one.getBoundingClientRect();"
        " return [one.alt.length, one.naturalWidth - one.getAttribute('width'),"
        " one.naturalHeight - one.getAttribute('height'),"
        " box.width / box.height - one.naturalWidth / one.naturalHeight, box.right] }))"
    )
    assert len(shown) == 3, book.name
    for alt, wide, tall, bent, right in shown:
        assert alt > 100
        assert (wide, tall) == (0, 0)
        assert abs(bent) < 0.01
        assert right <= PHONE["width"]


# ---- Access, as far as a machine can say -------------------------------------------------------


# The kinds of page that the small book has: of these the project's are looked at where they are of
# a study that is not invented, and its own all.
OF_A_STUDY = {
    "analysis", "author", "codebook", "codes", "figures", "index", "interviews",
    "interviews/index", "participants", "problems", "reporting", "trail",
}  # fmt: skip


@books("tiny", "hostile-en", "project")
def test_axe_finds_nothing_on_any_kind_of_page(book: Book, reader: Reader) -> None:
    page = reader.open("index", color_scheme="light")
    chosen = book.of_each_kind(small=book.name.startswith("project"), apart=False)
    if book.name.startswith("project"):
        chosen = [one for one in chosen if one.kind not in OF_A_STUDY]
        assert len(chosen) > 15
    found = {}
    # Another language has the same page in other words, another theme in other colours; words that
    # are markup are no colours either.
    without = () if book.name in ("tiny-en", "project-en") else COLOURS
    for one in chosen:
        reader.go(page, one.name)
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        for fault in violations(page, without=without):
            found.setdefault(fault, one.name)
        if not without:
            page.emulate_media(color_scheme="dark")
            expect(page.locator("html")).to_have_attribute("data-theme", "dark")
            for fault in violations(page, *COLOURS):
                found.setdefault(f"dark: {fault}", one.name)
            page.emulate_media(color_scheme="light")
    assert not found, "\n".join(f"{name}: {fault}" for fault, name in found.items())


@books("tiny-en")
def test_axe_finds_nothing_while_a_passage_is_addressed_on_a_phone(reader: Reader) -> None:
    page = reader.open(f"{PAIR}#p-DEMO-PAIR-6rbe", viewport=PHONE, color_scheme="dark")
    expect(page.locator("mark.lises-here").first).to_be_visible()
    assert not violations(page)


# ---- Print -------------------------------------------------------------------------------------

ESSENTIAL = (
    ".lises-constructed", ".lises-result", ".lises-tally", ".lises-words", ".lises-analysis",
    ".lises-against h2", ".lises-table-stances tbody tr", ".turn-said", ".turn-speaker",
    ".lises-margin .passage-number", ".lises-withheld", ".lises-shown", ".lises-constructed-small",
    ".lises-claim-text", ".lises-terms dd", "figcaption",
)  # fmt: skip


@books("tiny-en", "project-da")
def test_nothing_essential_is_hidden_in_print(book: Book, reader: Reader) -> None:
    page = reader.open("index")
    page.emulate_media(media="print")
    for one in book.of_each_kind():
        reader.go(page, one.name)
        for selector in ESSENTIAL:
            hidden = page.evaluate(
                "s => [...document.querySelectorAll('.bd-article ' + s)].filter(e =>"
                " !e.closest('template, details:not([open])') && !e.getClientRects().length).length",
                selector,
            )
            assert not hidden, (one.name, selector, hidden)
        shown = page.evaluate(
            "[...document.querySelectorAll('h1')].filter(e => e.getClientRects().length).length"
        )
        assert shown == 1 or one.name == "search", one.name
        chrome = page.evaluate(
            "[...document.querySelectorAll('.bd-sidebar-primary, .lises-copy button, .bd-header-article')]"
            ".filter(e => e.getClientRects().length).length"
        )
        assert not chrome, one.name


@books("tiny-en")
def test_on_paper_invented_material_says_so_on_the_first_sheet(reader: Reader) -> None:
    page = reader.open(PAIR)
    page.emulate_media(media="print")
    banner = page.locator(".lises-constructed").first.bounding_box()
    assert banner is not None
    assert banner["y"] < 500


# ---- Previews ----------------------------------------------------------------------------------


@books("tiny", "project-da")
def test_a_citation_shows_its_quotation_on_hover_and_on_focus_until_esc(
    book: Book, reader: Reader
) -> None:
    finding = max(book.evidence["findings"], key=lambda f: len(f["supports"]))
    page = reader.open(finding["href"].removesuffix(".html"))
    link = page.locator("a.lises-cite[data-lises-preview]").first
    link.scroll_into_view_if_needed()
    box = page.locator(".lises-preview")
    link.hover()
    expect(box).to_be_visible()
    expect(box).to_be_in_viewport()
    passage = link.get_attribute("data-lises-preview").removeprefix("preview-")
    release = next(r for r in book.releases if passage in {p.id for p in r.study.passages})
    quote = next(p for p in release.study.passages if p.id == passage).quote[0]
    assert quote in box.text_content()
    assert link.get_attribute("aria-describedby") == box.get_attribute("id")
    if release.folder.design.constructed:
        assert Words(book.language)("mark-short") in box.text_content()
    box.hover()  # the pointer may go onto it
    page.wait_for_timeout(500)
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    page.keyboard.press("Tab")
    link.focus()
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None
    assert page.evaluate("document.activeElement.className") == link.get_attribute("class")


# ---- Copies ------------------------------------------------------------------------------------

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@books("tiny", "project-en")
def test_the_button_copies_quotation_source_mark_and_address(book: Book, reader: Reader) -> None:
    words = Words(book.language)
    finding = max(book.evidence["findings"], key=lambda f: len(f["supports"]))
    page = reader.open(finding["href"].removesuffix(".html"), **CLIPBOARD)
    named = finding["supports"][0]
    button = page.locator(f"#card-{named['passage']} .lises-copy button")
    assert button.text_content() == words("copy-quotation")
    button.click()
    expect(button).to_have_text(words("copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert all(quote in copied for quote in named["quote"])
    assert named["passage"] in copied
    assert copied.endswith(f"/{named['href']}")
    assert (words("mark-copied") in copied) == (finding["data_status"] == "constructed")
    expect(page.locator("[role=status].lises-unseen")).to_have_text(words("copied"))


def _copied(page: Page, selector: str) -> str:
    page.evaluate(
        "s => { const e = document.querySelector(s); const r = document.createRange();"
        "r.selectNodeContents(e); getSelection().removeAllRanges(); getSelection().addRange(r) }",
        selector,
    )
    page.keyboard.press("Control+c")
    return page.evaluate("navigator.clipboard.readText()")


@books("tiny-en", "tiny-da")
def test_whatever_is_copied_by_hand_from_invented_material_carries_the_mark(
    book: Book, reader: Reader
) -> None:
    mark = Words(book.language)("mark-copied")
    page = reader.open(PAIR, **CLIPBOARD)
    assert mark in _copied(page, ".turn-said mark")
    assert mark in _copied(page, ".bd-article h1")
    reader.go(page, TAP)
    assert mark in _copied(page, ".lises-words")
    prose = _copied(page, ".lises-page > section > p")  # the finding's own prose
    assert mark in prose
    assert "/demo-tiny/findings/tap.html" in prose
    assert mark in _copied(page, ".lises-table-stances")


@books("project-en")
def test_what_is_copied_from_a_record_of_a_real_study_carries_no_mark(reader: Reader) -> None:
    page = reader.open("cubb/claims", **CLIPBOARD)
    copied = _copied(page, ".lises-claim-text")
    assert copied
    assert "[" not in copied


# ---- Hostile words, and every page as it is ----------------------------------------------------


@books("hostile")
def test_words_that_are_markup_are_seen_as_words_and_nothing_runs(
    book: Book, reader: Reader
) -> None:
    page = reader.open("index", **CLIPBOARD)
    every = book.language == "en"
    for one in book.pages.values() if every else book.of_each_kind(apart=False):
        reader.go(page, one.name)
        assert (
            page.evaluate(
                "document.querySelectorAll('.bd-article :is(script, img, iframe)').length"
            )
            == 0
        )
        for link in page.locator("a.lises-cite[data-lises-preview]:visible").all()[:2]:
            link.hover()
            page.locator(".lises-preview").wait_for()
            page.keyboard.press("Escape")
    reader.go(page, "demo-zeichen/interviews/DEMO-A")
    said = book.releases[0].folder.transcripts["DEMO-A"].turns[1].text
    shown = page.locator("#t-2 .turn-said").evaluate("e => e.textContent")
    assert shown == said
    _copied(page, "#t-2 .turn-said")
    # a page that is asked for a place that is none, or one that means harm
    for anchor in ("p-%E0%A4%A", "p-<img src=x onerror=alert(9)>", "t-999999", "p-"):
        page.goto(f"{reader.address}/demo-zeichen/interviews/DEMO-A.html#{anchor}")
        page.reload()


@books("tiny-en")
def test_every_page_opens_without_an_error_or_a_request_elsewhere(
    book: Book, reader: Reader
) -> None:
    # Those of the book of hostile words are opened above; of the project's hundreds, those of each
    # kind on a phone; the reader looks at each. test_leaks reads the bytes of all.
    page = reader.open("index")
    for one in book.pages.values():
        reader.go(page, one.name)


@books("tiny")
def test_the_search_finds_a_page_and_says_so_in_its_language(book: Book, reader: Reader) -> None:
    page = reader.open("search")
    page.goto(f"{reader.address}/search.html?q=DEMO-PAIR")
    results = page.locator("#search-results li a")
    expect(results.first).to_be_visible()
    assert any("DEMO-PAIR" in text for text in results.all_text_contents())
    assert Words(book.language)("mark-short") in " ".join(results.all_text_contents())
    said = page.locator("#search-results").inner_text()
    english = ("Search Results", "Searching", "found", "matching")
    assert any(word in said for word in english) == (book.language == "en"), said
