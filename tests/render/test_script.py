"""The script in a browser, on a page from a file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from lises.render import Links, Words, fragment
from lises.render.quotation import citation, preview_template, quotation
from lises.render.transcript import transcript_body

from .material import release_of, small_study

pytestmark = pytest.mark.browser

STATIC = files("lises.render") / "static"
WORDS = Words("da")
HERE = Links("page")


def write_page(path: Path, body: str) -> str:
    css = (STATIC / "lises.css").read_text(encoding="utf-8")
    script = (STATIC / "lises.js").read_text(encoding="utf-8")
    (path / "lises.css").write_text(css, encoding="utf-8")
    (path / "lises.js").write_text(script, encoding="utf-8")
    policy = "default-src 'none'; style-src 'self'; script-src 'self'"
    page = path / "page.html"
    page.write_text(
        "<!doctype html><html lang='da'><head><meta charset='utf-8'><title>Side</title>"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<link rel="stylesheet" href="lises.css"><script src="lises.js" defer></script></head>'
        f"<body><main>{body}</main></body></html>",
        encoding="utf-8",
    )
    return page.as_uri()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    yield page
    assert page.complaints == []
    context.close()


def transcript(*, collected: bool = False) -> str:
    release = release_of(small_study(collected=collected))
    links = Links("demo-small/interviews/DEMO-R01")
    return transcript_body(release, "DEMO-R01", WORDS, links)


def cards() -> str:
    release = release_of(small_study())
    passage = release.folder.passages[0]
    return fragment(
        WORDS, release.folder, "cards",
        citation(release, passage, WORDS, HERE),
        preview_template(release, passage, WORDS),
        quotation(release, passage, WORDS, HERE),
    )  # fmt: skip


def test_every_segment_of_the_addressed_passage_is_outlined(tab, tmp_path):
    tab.goto(write_page(tmp_path, transcript()) + "#p-DEMO-R01-9qf4")
    here = tab.locator("mark.lises-here")
    names = here.evaluate_all("all => all.map(m => m.dataset.passage)")
    assert len(names) == 4
    assert all("DEMO-R01-9qf4" in name.split() for name in names)
    tab.evaluate("location.hash = '#p-DEMO-R01-7k2m'")
    tab.wait_for_function("document.querySelectorAll('mark.lises-here').length === 2")


def test_an_address_within_folded_passages_unfolds_them(tab, tmp_path):
    tab.goto(write_page(tmp_path, transcript()) + "#p-DEMO-R01-cd01")
    assert tab.locator("details[open]").count() == 1


def test_a_preview_comes_with_focus_and_goes_with_escape(tab, tmp_path):
    tab.goto(write_page(tmp_path, cards()))
    tab.keyboard.press("Tab")
    preview = tab.locator(".lises-preview")
    assert "jeg ligger jo ned bagefter" in preview.inner_text()
    assert tab.locator("a.lises-cite").get_attribute("aria-describedby") == "lises-preview"
    tab.keyboard.press("Escape")
    assert preview.count() == 0
    assert tab.evaluate("document.activeElement.className") == "lises-cite"


def test_a_preview_can_be_hovered_and_goes_when_left(tab, tmp_path):
    tab.goto(write_page(tmp_path, cards()))
    tab.hover("a.lises-cite")
    preview = tab.locator(".lises-preview")
    preview.wait_for()
    preview.hover()
    tab.wait_for_timeout(600)
    assert preview.count() == 1
    tab.mouse.move(900, 700)
    preview.wait_for(state="detached")


def test_words_copied_out_of_constructed_material_carry_the_mark_and_the_place(tab, tmp_path):
    address = write_page(tmp_path, transcript())
    tab.goto(address)
    copied = tab.evaluate(COPY, "#t-2 .turn-said")
    assert copied["plain"] == f"Mm.\n\n{WORDS('mark-copied')}\n{address}#t-2"
    assert WORDS("mark-copied") in copied["html"]


def test_words_copied_out_of_collected_material_are_left_alone(tab, tmp_path):
    tab.goto(write_page(tmp_path, transcript(collected=True)))
    assert tab.evaluate(COPY, "#t-2 .turn-said") == {"plain": "", "html": "", "kept": True}


COPY = """selector => {
  getSelection().selectAllChildren(document.querySelector(selector));
  const data = new DataTransfer();
  const event = new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true});
  const kept = document.dispatchEvent(event);
  return {plain: data.getData("text/plain"), html: data.getData("text/html"), kept};
}"""


def test_a_button_copies_the_quotation_with_source_mark_and_address(tab, tmp_path):
    address = write_page(tmp_path, cards())
    tab.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', "
        "{value: {writeText: async text => { window.written = text; }}})"
    )
    tab.goto(address)
    button = tab.get_by_role("button", name="Kopiér citat med kilde: DEMO-R01-7k2m")
    button.click()
    tab.wait_for_function("window.written")
    written = tab.evaluate("window.written")
    assert written.startswith("»Altså, jeg ligger jo ned bagefter")
    assert WORDS("mark-copied") in written
    assert written.endswith("/demo-small/interviews/DEMO-R01.html#p-DEMO-R01-7k2m")
    assert tab.locator("[role=status]").inner_text() == "Kopieret"


def test_what_can_be_pressed_is_large_enough(tab, tmp_path):
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(write_page(tmp_path, transcript() + cards()))
    small = tab.locator(
        ".turn-number, .passage-number, .step, .lises-code, .lises-copy button, summary"
    ).evaluate_all(
        "all => all.map(e => [e.className, e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width < 24 || r.height < 24).map(([c]) => c)"
    )
    assert small == []


def test_no_page_is_wider_than_a_phone(tab, tmp_path):
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(write_page(tmp_path, transcript() + cards()))
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
