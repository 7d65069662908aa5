"""An interview coded from nothing to the book, with a laptop that closes in the middle of a save."""

from __future__ import annotations

import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from lises.book.making import release_studies
from lises.files.skeleton import new_study
from lises.render import Links, Words, transcript_body

from .coding import STUDY, Coder, OfItsOwn, Rooms, drag, front, saved

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
HELD = ((6, "They keep the path"), (6, "I keep the beans"), (6, "Ground elder 🌱 was"))
DEAD = ((6, "🌱"), (6, "It's 31 years now."))


def empty_study(folder: Path) -> Path:
    """Make a study with one interview and no code."""
    new_study(folder, title="Water, by hand", language="en", constructed=True)
    rows = {
        "participants.csv": f"{WHO},participant,,\n",
        "interviews.csv": f"{WHO},{WHO},2026-05-02,,in-person,2,present\n",
    }
    for name, row in rows.items():
        path = folder / name
        path.write_text(path.read_text("utf-8") + row, "utf-8")
    talk = STUDY / f"transcripts/{WHO}.md"
    (folder / talk.relative_to(STUDY)).write_bytes(talk.read_bytes())
    design = folder / "study.yaml"
    design.write_text(design.read_text("utf-8").replace("sample: 0", "sample: 1"), "utf-8")
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OfItsOwn]:
    one = OfItsOwn(empty_study(tmp_path / "demo-carrying"), "a").start()
    yield one
    one.end()


@pytest.fixture
def coder(rooms: Rooms, server: OfItsOwn) -> Iterator[Coder]:
    one = Coder(rooms, server)
    yield one
    one.close()
    assert not one.faults, one.faults


def until(ready: Callable[[], bool]) -> None:
    """Wait for another process to have written."""
    end = time.monotonic() + 20
    while not ready():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.002)


def define(page: Page, name: str, meaning: str) -> None:
    """Make a code in place; the chosen words get it."""
    page.keyboard.press("c")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Definition").fill(meaning)
    page.get_by_role("button", name="Add and tag").click()
    expect(page.locator("#codes .name", has_text=name)).to_be_visible()


def drawn(page: Page) -> dict[str, str]:
    """Give the words of every passage as the page marks them, by id."""
    return page.evaluate("""() => {
      const found = {};
      for (const mark of document.querySelectorAll('#turns mark')) {
        for (const id of mark.dataset.p.split(' ')) found[id] = (found[id] || '') + mark.textContent;
      }
      return found;
    }""")


def marked_in_the_book(study: Path) -> dict[str, str]:
    """Give the words of every passage as the interview's page of the book marks them, by id."""
    releases, problems = release_studies([study], "restricted", "2026-11-22")
    assert releases, [*map(str, problems)]
    links = Links(f"{study.name}/interviews/{WHO}", frozenset([study.name]))
    html = transcript_body(releases[0], WHO, Words("en"), links)
    found: dict[str, str] = {}
    for mark in BeautifulSoup(html, "html.parser").select("mark[data-passage]"):
        for name in str(mark["data-passage"]).split():
            found[name] = found.get(name, "") + mark.get_text()
    return found


def test_from_an_empty_codebook_to_the_book_with_a_laptop_that_closes_while_it_saves(
    server: OfItsOwn, coder: Coder
) -> None:
    study = server.folder
    page = coder.open(WHO)
    assert page.locator("#codes [role=treeitem]").count() == 0
    # A first code is defined in place, two more beside it.
    drag(page, *TWENTY[0])
    define(page, "Bæring af vand", "Carrying water by hand.")
    expect(page.locator("#t2 .label")).to_have_text(["Bæring af vand"])
    for passage, name in zip(TWENTY[1:3], ("the tap", "weeds"), strict=True):
        drag(page, *passage)
        define(page, name, f"What is said of {name}.")
    # Twenty passages, many over one another; five are taken back and two of these put there again.
    for i, passage in enumerate(TWENTY[3:]):
        drag(page, *passage)
        page.keyboard.press("123"[i % 3])
    page.keyboard.press("Escape")
    saved(page)
    assert Counter(server.quotes("a-1")) == Counter(words for _, words in TWENTY)
    for _ in range(5):
        page.keyboard.press("u")
    saved(page)
    assert Counter(server.quotes("a-1")) == Counter(words for _, words in TWENTY[:15])
    page.keyboard.press("Control+y")
    page.keyboard.press("Shift+U")
    saved(page)
    kept = Counter(words for _, words in TWENTY[:17])
    assert Counter(server.quotes("a-1")) == kept
    page.keyboard.press("r")
    page.get_by_label("Read for all codes").check()
    saved(page)
    page.keyboard.press("Escape")
    # The first code gets another name, and another id in every file that names it.
    page.locator("#codes [data-code=baering-af-vand]").click()
    page.keyboard.press("e")
    page.get_by_label("Name", exact=True).fill("At bære")
    page.get_by_label("Id in the files").fill("at-baere")
    page.get_by_role("button", name="Change …").click()
    page.get_by_role("button", name=re.compile(r"Change \d+ files")).click()
    expect(page.locator("#codes [data-code=at-baere]")).to_be_visible(timeout=20_000)
    expect(page.locator("#codes [data-code=baering-af-vand]")).to_have_count(0)
    expect(page.locator("#t2 .label", has_text="At bære").first).to_be_visible()
    saved(page)
    assert {line["quote"]: line["codes"] for line in server.lines("a-1")}["With two cans"] == [
        "at-baere"
    ]
    # The laptop closes: the server is held, gets what was tagged meanwhile, and dies while saving.
    coder.away = True  # that nobody answers is told by the browser too
    server.signal(signal.SIGSTOP)
    for passage in HELD:
        drag(page, *passage)
        page.keyboard.press("1")
    server.signal(signal.SIGCONT)
    until(lambda: len(server.quotes("a-1")) > 17)
    server.signal(signal.SIGKILL)
    for passage in DEAD:
        drag(page, *passage)
        page.keyboard.press("2")
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Not saved: [2-5] changes"))
    assert page.evaluate(
        "() => { const e = new Event('beforeunload', {cancelable: true});"
        " dispatchEvent(e); return e.defaultPrevented }"
    )
    # Opened again, beside the page that waits: it sends what it holds.
    server.start()
    second = coder.open(WHO)
    saved(front(page))
    every = kept + Counter(words for _, words in (*HELD[1:], *DEAD))  # the first is there already
    assert Counter(server.quotes("a-1")) == every
    codes = {line["quote"]: line["codes"] for line in server.lines("a-1")}
    assert codes["With two cans"] == ["at-baere"]
    assert codes["It's 31 years now."] == ["the-tap"]
    files = {line["id"]: line["quote"] for line in server.lines("a-1")}
    for one in (page, second):
        front(one).wait_for_function(
            "(ids) => ids.every((id) => document.querySelector(`#turns mark[data-p~='${id}']`))",
            arg=list(files),
            timeout=60_000,  # a shared machine has slow moments
        )
        assert drawn(one) == files
    assert marked_in_the_book(study) == files
