"""Coding in the browser, as a coder meets it: mouse, keys, a finger, a server that dies."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lises.render.segments import Covering, segments

from .coding import Coder, Server, copied, drag, saved, touch, violations
from .reading import DESK, PHONE

pytestmark = pytest.mark.browser

WHO = "DEMO-G1"
# Words of turns 2, 4 and 6, many over one another, one over a sign outside the first plane.
TWENTY = (
    (2, "With two cans"), (2, "two cans and a bad back."), (2, "a bad back. There is one tap"),
    (2, "There is one tap, and it is at the far end"), (2, "one tap"), (2, "by the gate. I carry."),
    (2, "I carry."), (2, "My wife counts the trips"), (2, "counts the trips – eleven on a hot day"),
    (2, "eleven"), (4, "But you meet people."), (4, "[laughs]"), (4, "every secret of this place"),
    (4, "this place standing in that queue"), (4, "Not mine, mind you."),
    (6, "The weeds and I have an agreement."), (6, "They keep the path"), (6, "I keep the beans"),
    (6, "Ground elder 🌱 was"), (6, "🌱"),
)  # fmt: skip


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = Server(copied(tmp_path)).start()
    yield one
    one.stop()


@pytest.fixture
def coder(browser: Browser, server: Server) -> Iterator[Coder]:
    """Afterwards nothing may have been asked elsewhere, and nothing failed."""
    one = Coder(browser, server)
    yield one
    one.close()
    assert not one.faults, one.faults


def until(ready: object, seconds: float = 10) -> None:
    """Wait for something on the disk."""
    end = time.monotonic() + seconds
    while not ready():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.05)


def quotes(server: Server, coding_set: str = "ab-1", interview: str = WHO) -> list[object]:
    return [line["quote"] for line in server.lines(coding_set, interview)]


# ---- The whole of it -----------------------------------------------------------------------------


def test_an_interview_is_coded_from_nothing(browser: Browser, tmp_path: Path) -> None:
    server = Server(copied(tmp_path), "ef", ("--new-coder",)).start()
    coder = Coder(browser, server)
    try:
        page = coder.open(WHO)
        assert page.locator("#turns .label").count() == 0  # blind: nobody else's codings
        drag(page, 2, "With two cans")
        page.keyboard.press("c")
        page.get_by_label("Name", exact=True).fill("Bæring af vand")
        assert page.get_by_label("Id in the files").input_value() == "baering-af-vand"
        page.get_by_label("Definition").fill("Carrying water by hand.")
        page.get_by_role("button", name="Add and tag").click()
        expect(page.locator("#t2 .label")).to_have_text(["Bæring af vand"])
        for i, (turn, words) in enumerate(TWENTY[1:]):
            drag(page, turn, words)
            page.keyboard.press("1234"[i % 4])
        page.keyboard.press("Escape")
        saved(page)
        until(lambda: len(quotes(server, "ef-1")) == 20)
        assert sorted(quotes(server, "ef-1")) == sorted(words for _, words in TWENTY)
        for _ in range(5):
            page.keyboard.press("u")
        until(lambda: len(quotes(server, "ef-1")) == 15)
        assert sorted(quotes(server, "ef-1")) == sorted(words for _, words in TWENTY[:15])
        page.keyboard.press("Control+y")
        page.keyboard.press("Shift+U")
        until(lambda: len(quotes(server, "ef-1")) == 17)
        book = (server.folder / "codebook.yaml").read_text("utf-8")
        assert "baering-af-vand" in book
        assert "Carrying water by hand." in book
        # The marks of the page, joined, are the words of the file.
        for line in server.lines("ef-1", WHO):
            page.wait_for_function(
                "([id, quote]) => quote === [...document.querySelectorAll(`mark[data-p~='${id}']`)]"
                ".map(m => m.textContent).join('')",
                arg=[line["id"], line["quote"]],
            )
    finally:
        coder.close()
        server.stop()
    assert not coder.faults, coder.faults


def test_nothing_is_lost_when_the_server_is_killed_while_it_saves(
    server: Server, coder: Coder
) -> None:
    page = coder.open(WHO)
    before = len(quotes(server))
    coder.away = True  # that nobody answers is told by the browser too
    for i, (turn, words) in enumerate(TWENTY[:4]):
        drag(page, turn, words)
        page.keyboard.press("123"[i % 3])
    server.kill()
    for turn, words in TWENTY[10:13]:
        drag(page, turn, words)
        page.keyboard.press("3")
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Not saved: [3-7] changes"))
    assert page.evaluate(
        "() => { const e = new Event('beforeunload', {cancelable: true});"
        " dispatchEvent(e); return e.defaultPrevented }"
    )
    expect(page.locator("#t4 .label", has_text="weeds")).to_have_count(3)
    server.start()
    second = coder.tab(coder.contexts[0], WHO)  # the new address, beside the page that waits
    saved(page)
    until(lambda: len(quotes(server)) == before + 7)
    assert {words for _, words in (*TWENTY[:4], *TWENTY[10:13])} <= set(map(str, quotes(server)))
    expect(second.locator("#t4 .label", has_text="weeds")).to_have_count(3)


def test_a_coder_needs_no_mouse(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    page.keyboard.press("n")  # the next uncoded turn: 2 and 4 and 6 are coded
    expect(page.locator("#said")).to_contain_text("Every turn that is shown has a code")
    page.keyboard.press("j")
    expect(page.locator("#t2")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#said")).to_have_text("3 words: cans and a")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#said")).to_have_text("2 words: cans and")
    page.keyboard.press("Enter")
    page.keyboard.type("queue")
    page.keyboard.press("Enter")
    page.keyboard.type("wee")
    page.keyboard.press("Enter")
    until(lambda: "cans and" in quotes(server))
    until(lambda: server.lines("ab-1", WHO)[-1]["codes"] == ["tap-queue", "weeds"])
    page.keyboard.press("Escape")
    expect(page.locator("#t2")).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("s")
    expect(page.locator("#said")).to_contain_text("With two cans and a bad back. There is one")
    page.keyboard.press("2")
    page.keyboard.press("m")
    page.keyboard.type("two sentences")
    page.keyboard.press("Escape")
    until(lambda: server.lines("ab-1", WHO)[-1].get("memo") == "two sentences")
    page.keyboard.press("Shift+P")
    page.keyboard.press("Delete")
    until(lambda: len(quotes(server)) == 4)
    page.keyboard.press("u")
    until(lambda: len(quotes(server)) == 5)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys and help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    expect(page.locator("#codes [role=treeitem]").first).to_be_focused()


def test_the_choice_grows_over_the_end_of_a_turn(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    page.keyboard.press("g")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.locator("#t3")).to_be_focused()
    page.keyboard.press("a")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("3")
    until(lambda: ["Eleven!", "Eleven. But you meet"] in quotes(server))
    assert server.lines("ab-1", WHO)[-1]["turn"] == [3, 4]
    expect(page.locator("#t4 .label.later", has_text="weeds")).to_have_count(1)


def test_hits_are_looked_at_and_tagged_at_once(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    page.keyboard.press("/")
    page.keyboard.type("carry")
    page.keyboard.press("Enter")
    expect(page.locator("#find-said")).to_have_text("2 hits")
    page.locator("#hits .kwic").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hits .seen")).to_have_count(1)
    expect(page.locator("#hits .kwic").first).to_be_focused()
    page.keyboard.press(" ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.get_by_role("combobox", name="Type a code").last.fill("weeds")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tag 2 hits").click()
    until(lambda: "I carry." in quotes(server))
    until(lambda: any("carry it" in str(one) for one in quotes(server, interview="DEMO-PAIR")))
    expect(page.locator("#t2 .label", has_text="weeds")).to_have_count(1)
    page.locator("#undo").click()
    until(lambda: "I carry." not in quotes(server))
    assert not any("carry it" in str(one) for one in quotes(server, interview="DEMO-PAIR"))


def test_a_passage_gets_other_words_and_another_code_and_goes(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    first = server.lines("ab-1", WHO)[0]
    page.locator(f"#t2 .label[data-p='{first['id']}']").click()
    expect(page.locator("#card")).to_be_focused()
    page.get_by_role("button", name="End one word earlier").click()
    until(lambda: server.lines("ab-1", WHO)[0]["quote"].endswith("gate. I"))
    expect(page.get_by_role("button", name="End one word earlier")).to_be_focused()
    page.get_by_role("button", name="Start one word later").click()
    until(lambda: server.lines("ab-1", WHO)[0]["quote"].startswith("is one"))
    page.locator("#card").get_by_role("button", name="Take off the tap").click()
    until(lambda: first["id"] not in {line["id"] for line in server.lines("ab-1", WHO)})
    page.keyboard.press("3")  # the words are still chosen
    until(lambda: server.lines("ab-1", WHO)[-1]["codes"] == ["weeds"])
    drag(page, 2, "a bad back. There is")
    page.get_by_role("button", name="Change it to the chosen words").click()
    until(lambda: "a bad back. There is" in quotes(server))


# ---- Others at the same files --------------------------------------------------------------------


def test_two_browsers_and_an_editor_lose_nothing(server: Server, coder: Coder) -> None:
    one, other = coder.open(WHO), coder.open(WHO)
    path = server.folder / f"codings/ab-1/{WHO}.jsonl"
    drag(one, 2, "two cans")
    one.keyboard.press("3")
    expect(other.locator("#t2 .label", has_text="weeds")).to_have_count(1)
    added = {"id": f"{WHO}-zzzz", "turn": 6, "quote": "Ground elder", "codes": ["weeds"]}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(added) + "\n")
    drag(other, 4, "you meet people")
    other.keyboard.press("1")
    for page in (one, other):
        expect(page.locator(f"#t6 .label[data-p='{WHO}-zzzz']")).to_have_count(1)
        expect(page.locator("#t4 .label", has_text="the tap")).to_have_count(2)  # one is cd's
    assert {"two cans", "Ground elder", "you meet people"} <= set(map(str, quotes(server)))


@pytest.mark.parametrize("keep", ["mine", "theirs", "both"])
def test_a_passage_changed_here_and_in_an_editor_is_asked_about(
    server: Server, coder: Coder, keep: str
) -> None:
    page = coder.open(WHO)
    page.locator("#t6 .label", has_text="memo").click()
    path = server.folder / f"codings/ab-1/{WHO}.jsonl"
    text = path.read_text("utf-8")
    path.write_text(text.replace("an agreement, not a fight", "as the editor has it"), "utf-8")
    page.locator("#card textarea").fill("as the page has it")
    page.keyboard.press("Escape")
    dialog = page.get_by_role("dialog", name="Changed in two places")
    expect(dialog).to_contain_text("as the page has it")
    expect(dialog).to_contain_text("as the editor has it")
    assert not violations(page)
    names = {"mine": "Keep mine", "theirs": "Keep the file's", "both": "Keep both"}
    dialog.get_by_role("button", name=names[keep]).click()
    kept = {"mine": {"page"}, "theirs": {"editor"}, "both": {"page", "editor"}}[keep]

    def settled() -> bool:
        memos = " ".join(line.get("memo", "") for line in server.lines("ab-1", WHO))
        return {word for word in ("page", "editor") if word in memos} == kept

    until(settled)
    expect(page.locator("#to-conflicts")).to_be_hidden()


# ---- Reading it ----------------------------------------------------------------------------------


def card(page: Page) -> None:
    page.locator("#t2 mark").first.click()
    expect(page.locator("#card")).to_be_visible()


def find(page: Page) -> None:
    page.locator("#to-find").click()
    page.locator("#find-words").fill("tap|hane|queue")
    page.keyboard.press("Enter")
    expect(page.locator("#hits li").first).to_be_visible()
    page.locator("#hits .kwic").first.click()


def more(page: Page, name: str) -> None:
    if page.locator("#more").is_visible():
        page.locator("#more").click()
    page.locator(name).click()


STATES = {
    "opened": lambda _page: None,
    "card": card,
    "codes": lambda page: page.locator("#to-codes:visible, #code-search:visible").first.click(),
    "find": find,
    "memos": lambda page: more(page, "#to-memos"),
    "reading": lambda page: more(page, "#to-reading"),
    "help": lambda page: more(page, "#help"),
    "new code": lambda page: page.keyboard.press("c"),
    "uncoded": lambda page: page.locator("#by-state").select_option("uncoded"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    coder: Coder, theme: str, size: dict[str, int]
) -> None:
    found = {}
    for name, reach in STATES.items():
        page = coder.open(WHO, color_scheme=theme, viewport=size)
        reach(page)
        page.wait_for_timeout(250)
        found |= {f"{name}: {fault}": name for fault in violations(page)}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        coder.contexts.pop().close()
    assert not found, "\n".join(found)


def test_a_finger_codes_on_a_phone(server: Server, coder: Coder) -> None:
    page = coder.open(WHO, viewport=PHONE, has_touch=True, is_mobile=True)
    touch(page, 6, "Ground elder 🌱 was here")
    page.locator("#dock .quick", has_text="weeds").tap()
    until(lambda: "Ground elder 🌱 was here" in quotes(server))
    page.locator("#card .close, #dock button", has_text="Let go").last.tap()
    touch(page, 2, "by the gate")
    page.locator("#dock button.main").tap()
    page.locator("#card [role=option]", has_text="the queue").tap()
    until(lambda: "by the gate" in quotes(server))
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, input, [role=option], [role=treeitem]')]"
        ".map(e => [e, e.getBoundingClientRect()])"
        ".filter(([e, b]) => b.width && (b.height < 24 || b.width < 24) && e.type !== 'checkbox')"
        ".map(([e]) => e.outerHTML.slice(0, 120))"
    )
    assert small == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_text_is_in_the_chosen_language(coder: Coder, language: str) -> None:
    page = coder.open(WHO)
    if language == "da":
        page.get_by_role("button", name="Dansk").click()
        expect(page.locator("html[lang=da]")).to_have_count(1)
        expect(page.locator("#to-find")).to_have_text("Søg")
    expect(page.locator("#mark")).to_contain_text(
        "Opdigtet til demonstration" if language == "da" else "Invented for demonstration"
    )
    for reach in ("card", "find", "memos", "reading", "help"):
        STATES[reach](page)
        page.wait_for_timeout(100)
        text = page.evaluate(
            "document.body.innerText + [...document.querySelectorAll('*')].map(e => "
            "['aria-label', 'title', 'placeholder'].map(a => e.getAttribute(a) || '').join(' '))"
        )
        assert not re.findall(r"\btag-[a-z-]+", text), reach
        if language == "da":
            assert not re.search(r"\b(Remove|passages|Close|Search|Read for|Undo|turns)\b", text)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_of_codes_are_seen_and_words_on_them_read(coder: Coder, theme: str) -> None:
    page = coder.open(WHO, color_scheme=theme)
    weak = [(name, least, got) for name, least, got in page.evaluate(CONTRASTS) if got < least]
    assert not weak


# ---- What the page computes ----------------------------------------------------------------------


def test_the_page_cuts_turns_as_the_book_does(coder: Coder) -> None:
    page = coder.open(WHO)
    draw = random.Random(3)
    for _ in range(150):
        text = "".join(draw.choice("ab å🌱é\n") for _ in range(draw.randint(1, 20)))
        spans = [sorted((draw.randrange(len(text)), draw.randint(1, len(text)))) for _ in range(5)]
        spans = [(start, end) for start, end in spans if start < end]
        covers = [Covering(str(i), start, end) for i, (start, end) in enumerate(spans)]
        expected = [[one.text, sorted(one.passages)] for one in segments(text, covers)]
        assert expected == page.evaluate(
            """async ([text, spans]) => {
              const {segments, laid} = await import('/static/spans.js');
              const over = laid(spans.map(([start, end], item) => ({item: String(item), start, end})));
              return segments(text, over).map((one) => [one.text, one.over.map((o) => o.item).sort()]);
            }""",
            [text, spans],
        )
        at = draw.randint(0, len(text))
        unit = len(text[:at].encode("utf-16-le")) // 2
        assert [at, unit] == page.evaluate(
            """async ([text, at, unit]) => {
              const {toPoints, toUnits} = await import('/static/spans.js');
              return [toPoints(text, unit), toUnits(text, at)];
            }""",
            [text, at, unit],
        )
