"""The page of coding as it is read: access, words, colours, and what it costs to draw a long talk."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lises.render.segments import Covering, segments

from .coding import (
    COLOURS,
    Coder,
    InProcess,
    Rooms,
    Server,
    copied,
    drag,
    saved,
    there,
    violations,
)
from .reading import DESK, PHONE

pytestmark = pytest.mark.browser

WHO = "DEMO-G1"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all of these: they look and write nothing."""
    one = InProcess(copied(tmp_path_factory.mktemp("looks"))).start()
    yield one
    one.end()


@pytest.fixture
def coder(rooms: Rooms, server: Server) -> Iterator[Coder]:
    one = Coder(rooms, server)
    yield one
    one.close()
    assert not one.faults, one.faults


# ---- Access, as far as a machine can say ---------------------------------------------------------


def card(page: Page) -> None:
    page.locator("#t2 mark").first.click()
    expect(page.locator("#card")).to_be_visible()


def codes(page: Page) -> None:
    page.locator("#to-codes:visible, #code-search:visible").first.click()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#codes [role=treeitem]").first).to_be_visible()


def find(page: Page) -> None:
    page.locator("#to-find").click()
    page.locator("#find-words").fill("tap|hane|queue")
    page.keyboard.press("Enter")
    expect(page.locator("#hits li").first).to_be_visible()
    page.locator("#hits .kwic").first.click()
    expect(page.locator("#hits .seen").first).to_be_visible()


def more(name: str, shown: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        if not page.locator(name).is_visible():
            page.locator("#more").click()
        page.locator(name).click()
        expect(page.locator(shown)).to_be_visible()

    return reach


def new_code(page: Page) -> None:
    page.keyboard.press("c")
    expect(page.locator("#dialog form")).to_be_visible()


def uncoded(page: Page) -> None:
    page.locator("#by-state").select_option("uncoded")
    expect(page.locator("#show-all")).to_be_visible()


# A state, how it is reached, and the part of the page that is not as in the others.
STATES: dict[str, tuple[Callable[[Page], None], str]] = {
    "opened": (lambda _page: None, "body"),
    "card": (card, "#card"),
    "codes": (codes, "#palette"),
    "find": (find, "#side"),
    "memos": (more("#to-memos", "#side-memos"), "#side"),
    "reading": (more("#to-reading", "#side-reading"), "#side"),
    "help": (more("#help", "#dialog .keys"), "#dialog"),
    "new code": (new_code, "#dialog"),
    "uncoded": (uncoded, "main"),
}


def back(page: Page) -> None:
    """Put away what is open."""
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.locator("#card, #side, #dialog").locator("visible=true")).to_have_count(0)


def in_danish(page: Page) -> None:
    page.evaluate("localStorage.setItem('lises-language', 'da')")
    page.reload()
    there(page)
    expect(page.locator("html[lang=da]")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    coder: Coder, size: dict[str, int], language: str
) -> None:
    page = coder.open(WHO, size=size)
    if language == "da":
        in_danish(page)
    found = []
    for name, (reach, part) in STATES.items():
        reach(page)
        page.emulate_media(color_scheme="light")
        # Another language has the same page in other words, another theme in other colours.
        if language == "en":
            found += [f"{name}: {fault}" for fault in violations(page)]
            page.emulate_media(color_scheme="dark")
            dark = violations(page, *COLOURS, within=part)
            found += [f"{name}, dark: {fault}" for fault in dark]
        else:
            faults = violations(page, within=part, without=COLOURS)
            found += [f"{name}: {fault}" for fault in faults]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        back(page)
    page.evaluate("localStorage.removeItem('lises-language')")
    assert not found, "\n".join(found)


ROOM = """() => {
  const cut = [...document.querySelectorAll('#top *, #side *, #filters')].filter((one) => {
    const {width, right} = one.getBoundingClientRect();
    return width > 1 && right > innerWidth + 1 && !one.closest('select, #filters > *');
  });
  const talk = document.querySelector('#turns .said').getBoundingClientRect();
  return [cut.map((one) => one.outerHTML.slice(0, 80)), talk.width];
}"""


def test_at_every_width_the_top_is_whole_and_the_talk_has_room(coder: Coder) -> None:
    page = coder.open(WHO)
    for width in (1440, 1280, 1024, 962, 800, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        cut, talk = page.evaluate(ROOM)
        assert not cut, (width, cut)
        assert talk >= min(300, width - 80), width
        if width > 960:
            find(page)
            cut, talk = page.evaluate(ROOM)
            assert not cut, (width, cut)
            assert talk >= 250, width
            back(page)


def test_every_text_is_in_the_chosen_language(coder: Coder) -> None:
    page = coder.open(WHO)
    mark = page.locator("#mark")
    expect(mark).to_contain_text("Invented for demonstration")
    page.get_by_role("button", name="Dansk").click()
    expect(page.locator("html[lang=da]")).to_have_count(1)
    there(page)
    expect(page.locator("#to-find")).to_have_text("Søg")
    expect(mark).to_contain_text("Opdigtet til demonstration")
    for name in ("card", "find", "memos", "reading", "help"):
        STATES[name][0](page)
        text = page.evaluate(
            "document.body.innerText + [...document.querySelectorAll('*')].map(e => "
            "['aria-label', 'title', 'placeholder'].map(a => e.getAttribute(a) || '').join(' '))"
        )
        assert not re.findall(r"\btag-[a-z-]+", text), name
        assert not re.search(r"\b(Remove|passages|Close|Search|Read for|Undo|turns)\b", text), name
        back(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html[lang=en]")).to_have_count(1)


CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  const found = [];
  const mark = document.querySelector('#turns mark');
  for (let k = 1; k <= 8; k += 1) {
    for (const ground of ['--lises-paper', '--lises-wash']) found.push([`k${k} on ${ground}`, 3, ratio(of(`--k${k}`), of(ground))]);
    mark.style.setProperty('--tint', `var(--k${k})`);
    for (const layers of ['1', '2', '3']) {
      mark.dataset.layers = layers;
      found.push([`ink on tint ${k}, ${layers}`, 4.5, ratio(of('--lises-ink'), getComputedStyle(mark).backgroundColor)]);
      found.push([`line ${k} on tint, ${layers}`, 3, ratio(of(`--k${k}`), getComputedStyle(mark).backgroundColor)]);
    }
  }
  return found;
}"""


def test_the_colours_of_codes_are_seen_and_words_on_them_read(coder: Coder) -> None:
    page = coder.open(WHO)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        measured = page.evaluate(CONTRASTS)
        assert len(measured) == 64
        assert not [(name, least, got) for name, least, got in measured if got < least], theme


# ---- What the page computes ----------------------------------------------------------------------

CUT = """async (cases) => {
  const {laid, segments, toPoints, toUnits} = await import('/static/spans.js');
  return cases.map(([text, spans, at, unit]) => {
    const over = laid(spans.map(([start, end], item) => ({item: String(item), start, end})));
    const cut = segments(text, over).map((one) => [one.text, one.over.map((o) => o.item).sort()]);
    return [cut, toPoints(text, unit), toUnits(text, at)];
  });
}"""


def test_the_page_cuts_turns_as_the_book_does(coder: Coder) -> None:
    page = coder.open(WHO)
    draw = random.Random(3)
    cases, expected = [], []
    for _ in range(300):
        text = "".join(draw.choice("ab å🌱é\n") for _ in range(draw.randint(1, 20)))
        spans = [sorted((draw.randrange(len(text)), draw.randint(1, len(text)))) for _ in range(5)]
        spans = [(start, end) for start, end in spans if start < end]
        covers = [Covering(str(i), start, end) for i, (start, end) in enumerate(spans)]
        at = draw.randint(0, len(text))
        unit = len(text[:at].encode("utf-16-le")) // 2
        cases.append([text, spans, at, unit])
        cut = [[one.text, sorted(one.passages)] for one in segments(text, covers)]
        expected.append([cut, at, unit])
    assert page.evaluate(CUT, cases) == expected


# ---- Three hours of speech -----------------------------------------------------------------------

TURNS, CODINGS = 900, 600
WORDS = (
    "Ja, det er jo sådan at man går derned og venter, og så er der altid en der fortæller noget. "
)
# From now on: which turns are drawn anew, and the longest time in which the page could not answer.
LOOK = """() => {
  window.seen = {turns: new Set(), longest: 0};
  new MutationObserver((changes) => changes.forEach(({target}) => {
    const turn = (target.nodeType === 1 ? target : target.parentElement)?.closest('.turn');
    if (turn) window.seen.turns.add(turn.dataset.n);
  })).observe(document.querySelector('#turns'), {childList: true, characterData: true, subtree: true});
  new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    window.seen.longest = Math.max(window.seen.longest, one.duration);
  })).observe({type: 'longtask'});
}"""
SEEN = "() => ({turns: [...window.seen.turns].map(Number), longest: window.seen.longest})"


def long_talk(study: Path) -> None:
    """Write three hours of speech over an interview, and six hundred codings."""
    lines = ["---", f"interview: {WHO}", f"speakers: {{I: interviewer, {WHO}: {WHO}}}", "---", ""]
    for n in range(1, TURNS + 1):
        said = f"Spørgsmål {n}?" if n % 2 else f"Svar {n}. " + WORDS * 3
        lines += [f"**{WHO if n % 2 == 0 else 'I'}**: {said.strip()}", ""]
    (study / f"transcripts/{WHO}.md").write_text("\n".join(lines), "utf-8")
    rows = []
    for i in range(CODINGS):
        turn = 2 * (i % (TURNS // 2)) + 2
        quote = f"Svar {turn}. Ja, det" if i < TURNS // 2 else f"{turn}. Ja, det er jo sådan"
        name = "".join("23456789abcdefgh"[i // 16**k % 16] for k in range(4))
        row = {
            "id": f"{WHO}-{name}",
            "turn": turn,
            "quote": quote,
            "codes": ["tap", "weeds"][: 1 + i % 2],
        }
        rows.append(json.dumps(row, ensure_ascii=False))
    (study / f"codings/ab-1/{WHO}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


def test_three_hours_and_six_hundred_codings_are_drawn_where_they_are_looked_at(
    rooms: Rooms, tmp_path: Path
) -> None:
    study = copied(tmp_path)
    long_talk(study)
    server = InProcess(study).start()
    coder = Coder(rooms, server)
    try:
        page = coder.open(WHO)
        expect(page.locator("#turns")).not_to_have_attribute("aria-busy", "true")
        expect(page.locator("#turns .turn")).to_have_count(TURNS)
        assert len(server.lines()) == CODINGS
        marks = page.locator("#turns mark")
        expect(marks.first).to_be_visible()
        assert marks.count() < CODINGS / 4
        page.evaluate(LOOK)
        drag(page, 4, "man går derned", 1)
        page.keyboard.press("3")
        saved(page)
        page.keyboard.press("Escape")
        seen = page.evaluate(SEEN)
        assert seen["turns"] == [4]
        # Far down, what is looked at is drawn, and no more than that.
        page.keyboard.press("g")
        page.keyboard.type("800")
        page.keyboard.press("Enter")
        expect(page.locator("#t800 mark").first).to_be_visible()
        expect(page.locator("#t800 .label").first).to_be_in_viewport()
        assert marks.count() < CODINGS / 2
        drag(page, 800, "sådan at man")
        page.keyboard.press("1")
        saved(page)
        page.keyboard.press("u")
        expect(page.locator("#said")).to_contain_text("Undone")
        saved(page)
        assert len(server.lines()) == CODINGS + 1
        seen = page.evaluate(SEEN)
        assert 400 not in seen["turns"]
        assert seen["longest"] < 1500, seen["longest"]  # a tenth of that where nothing else runs
    finally:
        coder.close()
        server.end()
    assert not coder.faults, coder.faults
