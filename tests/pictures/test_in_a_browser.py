"""Pictures in a page and in a notebook's output, as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page

from lises.render import STATIC
from tests.browser.reading import DESK, PHONE
from tests.pictures.tables import MAKERS, setting

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
LEAST = 11  # pixels
SMALLEST = """
[...document.querySelectorAll('svg.lises-picture')].map(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll('text')].map(t => parseFloat(t.getAttribute('font-size')));
  return scale * Math.min(...sizes);
})
"""
OUTSIDE = """
[...document.querySelectorAll('svg.lises-picture')].flatMap(svg => {
  const own = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(t => {
    const box = t.getBoundingClientRect();
    return box.left < own.left - 1 || box.right > own.right + 1;
  }).map(t => t.textContent);
})
"""


def to(row: dict[str, object]) -> str:
    keys = ("passage", "code", "code_a", "word", "interview", "participant")
    return "#" + next(str(row[key]) for key in keys if row.get(key) is not None)


@pytest.fixture(scope="module")
def sheet() -> str:
    return "".join(
        (STATIC / name).read_text("utf-8") for name in ("lises.css", "pages.css", "pictures.css")
    )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK)
    yield context.new_page()
    context.close()


@cache
def drawn() -> str:
    """Every picture, and the places that their marks lead to."""
    made = [make(setting("da", href=to)) for make in MAKERS.values()]
    places = {mark.href[1:] for picture in made for mark in picture.marks}
    below = "".join(f'<p id="{place}">{place}</p>' for place in sorted(places))
    return "".join(picture.html() for picture in made) + below


def written(sheet: str, theme: str) -> str:
    return (
        f'<!doctype html><html lang="da" data-theme="{theme}"><title>x</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>body{{margin:0 1rem;background:var(--lises-paper)}}{sheet}</style>"
        f'<main class="lises"><h1>x</h1>{drawn()}</main>'
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_no_text_is_small_or_cut(page, sheet, theme, size):
    page.set_viewport_size(size)
    page.set_content(written(sheet, theme))
    assert len(page.query_selector_all("svg.lises-picture")) == len(MAKERS)
    assert min(page.evaluate(SMALLEST)) >= LEAST
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE)
    rules = {} if size == DESK else {"color-contrast": {"enabled": False}}  # the same colours
    asked = "rules => axe.run(document, {preload: false, resultTypes: ['violations'], rules})"
    found = page.evaluate(asked, rules)
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []


def test_a_mark_is_reached_by_the_keyboard_and_shows_that_it_is(page, sheet):
    page.set_content(written(sheet, "light"))
    for _ in range(2):  # the room, which can be moved sideways, and the first mark in it
        page.keyboard.press("Tab")
    held = "document.activeElement"
    assert page.evaluate(f"{held}.localName") == "a"
    assert page.evaluate(f"{held}.getAttribute('aria-label')") == "tap: 0 af 4"
    assert page.evaluate(f"getComputedStyle({held}.lastElementChild).strokeWidth") == "3px"


def test_a_mark_in_a_notebook_leads_to_its_passages_in_the_output(page, tmp_path: Path):
    picture = MAKERS["prevalence"](setting("da", href=to))
    words = {name: Markup(f"<p>said of {name}</p>") for name in ("tap", "hose", "weeds")}
    output = picture.showing(words)._repr_html_()
    path = tmp_path / "output.html"
    body = '<body data-jp-theme-light="false">'
    path.write_text(f"<!doctype html><meta charset=utf-8>{body}{output}", "utf-8")
    page.goto(path.as_uri())
    page.click("svg a[aria-label^=hose] path")
    assert page.inner_text("section:target") == "said of hose"
    ground = page.evaluate("getComputedStyle(document.querySelector('.f-paper')).fill")
    assert ground == "rgb(20, 24, 30)"  # the notebook's theme is dark
