"""A coder at work: the real server, a page, a mouse, keys and a finger."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from lises.tagging import Desk
from lises.tagging.serving import Serving

from .reading import DESK

__all__ = [
    "COLOURS",
    "STUDY",
    "Coder",
    "InProcess",
    "OfItsOwn",
    "Rooms",
    "Server",
    "copied",
    "drag",
    "front",
    "saved",
    "there",
    "touch",
    "violations",
]

STUDY = Path(__file__).parents[1] / "studies/demo-tiny"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
COLOURS = ("color-contrast", "link-in-text-block")
AT_REST = """() => {
  document.body.getBoundingClientRect();
  for (const one of document.getAnimations()) if (one.effect.getComputedTiming().endTime < Infinity) one.finish();
}"""
# Where the middle of a character's edge is on the screen, once nothing there moves any more.
CORNERS = """async ([turn, words, nth]) => {
  const said = document.querySelector(`#t${turn} .said`);
  const at = (offset) => {
    const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (offset < walker.currentNode.length) return [walker.currentNode, offset];
      offset -= walker.currentNode.length;
    }
  };
  const box = (offset) => {
    const range = document.createRange();
    const [node, unit] = at(offset);
    range.setStart(node, unit);
    range.setEnd(node, unit + 1);
    return range.getBoundingClientRect();
  };
  let from = -1;
  for (let i = 0; i <= nth; i += 1) from = said.textContent.indexOf(words, from + 1);
  if (from < 0) throw Error(`no "${words}" in turn ${turn}`);
  const corners = () => {
    const [first, last] = [box(from), box(from + words.length - 1)];
    return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
  };
  said.scrollIntoView({block: 'center'});
  // Labels that were drawn just now may still move the turns below them.
  for (let same = 0, before = ''; same < 2;) {
    await new Promise(requestAnimationFrame);
    const now = corners().join();
    same = now === before ? same + 1 : 0;
    before = now;
  }
  return corners();
}"""
# What a finger's handles leave behind: a native selection.
SELECT = """([turn, words]) => {
  const said = document.querySelector(`#t${turn} .said`);
  const from = said.textContent.indexOf(words);
  const at = (offset) => {
    const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (offset <= walker.currentNode.length) return [walker.currentNode, offset];
      offset -= walker.currentNode.length;
    }
  };
  const range = document.createRange();
  range.setStart(...at(from));
  range.setEnd(...at(from + words.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@dataclass
class Server:
    """A coder's desk on a copy of a study, and what it writes."""

    folder: Path
    coder: str = "ab"
    port: int = 0
    address: str = ""

    def lines(self, coding_set: str = "ab-1", interview: str = "DEMO-G1") -> list[dict[str, Any]]:
        """Read the file of codings."""
        path = self.folder / "codings" / coding_set / f"{interview}.jsonl"
        text = path.read_text("utf-8") if path.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    def quotes(self, coding_set: str = "ab-1", interview: str = "DEMO-G1") -> list[Any]:
        """Give the words of every passage in the file."""
        return [line["quote"] for line in self.lines(coding_set, interview)]


@dataclass
class InProcess(Server):
    """Served from a thread of the tests: there in some milliseconds."""

    end: Callable[[], None] = lambda: None
    coding_set: str | None = None

    def start(self) -> InProcess:
        """Start it; who asks before it listens waits."""
        serving = Serving(Desk.open(self.folder, self.coder, self.coding_set))
        self.port, self.address = serving.port, serving.address()
        thread = threading.Thread(target=serving.run)
        thread.start()

        def end() -> None:
            serving.stop()
            thread.join(10)
            assert not thread.is_alive()

        self.end = end
        return self


@dataclass
class OfItsOwn(Server):
    """``lises tag`` as a process of its own, that can be held, killed and started again."""

    process: subprocess.Popen[str] | None = None

    def start(self) -> OfItsOwn:
        """Start it, and wait until it said where it is."""
        command = (sys.executable, "-m", "lises", "tag", str(self.folder), "--coder", self.coder)
        self.process = subprocess.Popen(
            [*command, "--no-browser", "--json"], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        told = ""
        while not told.rstrip().endswith("}"):
            told += self.process.stdout.readline()
        self.address = json.loads(told)["address"]
        self.port = int(self.address.split(":")[2].split("/")[0])
        return self

    def signal(self, which: signal.Signals) -> None:
        """Stop it for a while, let it go on, or kill it as a power cut would."""
        assert self.process is not None
        self.process.send_signal(which)
        if which is signal.SIGKILL:
            self.process.wait(10)
            assert self.process.stdout is not None
            self.process.stdout.close()

    def end(self) -> None:
        """End it where it still runs."""
        if self.process is not None and self.process.poll() is None:
            self.signal(signal.SIGKILL)


@dataclass
class Rooms:
    """The browser's contexts, one for each kind of device, used again by test after test.

    A server has a port of its own and with it an origin of its own: nothing kept there is met again.
    """

    browser: Browser
    made: dict[str, BrowserContext] = field(default_factory=dict)

    def of(self, kind: str) -> BrowserContext:
        """Give the context: ``desk``, ``phone`` (a finger), or another browser's name."""
        if kind not in self.made:
            finger = {"has_touch": True, "is_mobile": True} if kind == "phone" else {}
            self.made[kind] = self.browser.new_context(**finger)
            self.made[kind].set_default_timeout(20_000)
        return self.made[kind]

    def close(self) -> None:
        """Close them."""
        for context in self.made.values():
            context.close()


@dataclass
class Coder:
    """Pages on one server, with everything that went wrong in them."""

    rooms: Rooms
    server: Server
    faults: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    away: bool = False

    def open(
        self,
        interview: str = "DEMO-G1",
        *,
        room: str = "desk",
        size: Any = DESK,
        theme: Any = "light",
    ) -> Page:
        """Open the page, and wait until it is there."""
        page = self.rooms.of(room).new_page()
        self.pages.append(page)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        page.on("console", self._console)
        page.on("pageerror", lambda e: self.faults.append(f"error {e}"))
        page.on("request", self._request)
        page.goto(f"{self.server.address}&interview={interview}")
        there(page)
        return page

    def close(self) -> None:
        """Close what was opened."""
        for page in self.pages:
            page.close()

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not self.away:
            self.faults.append(f"console {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"http://127.0.0.1:{self.server.port}/", "data:")):
            self.faults.append(f"asked {request.url}")


def front(page: Page) -> Page:
    """Go to a page that stood behind another: a browser draws one that nobody sees once a second."""
    page.bring_to_front()
    return page


def there(page: Page) -> None:
    """Wait until the page can be worked at."""
    expect(page.locator("body:not(.opening) #turns .turn").first).to_be_visible(timeout=20_000)


def drag(page: Page, turn: int, words: str, nth: int = 0) -> None:
    """Draw over words with the mouse."""
    for _ in range(3):  # a line that comes or goes above moves the words: as a person, once more
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        left, top, right, bottom = page.evaluate(CORNERS, [turn, words, nth])
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move((left + right) / 2, (top + bottom) / 2)
        page.mouse.move(right, bottom)
        page.mouse.up()
        with suppress(AssertionError):
            expect(page.locator("#dock.chosen")).to_be_visible(timeout=2000)
            break
    expect(page.locator("#card")).to_be_visible()


def touch(page: Page, turn: int, words: str) -> None:
    """Select words as a finger does."""
    page.evaluate(SELECT, [turn, words])
    expect(page.locator("#dock.chosen")).to_be_visible()


def saved(page: Page) -> None:
    """Wait until everything is on the disk."""
    expect(page.locator("#saved")).to_contain_text(re.compile("Saved |Gemt "), timeout=20_000)


def copied(tmp_path: Path) -> Path:
    """Copy the small study, to be written to."""
    return Path(shutil.copytree(STUDY, tmp_path / "demo-tiny"))


def violations(
    page: Page, *rules: str, within: str = "", without: tuple[str, ...] = ()
) -> list[str]:
    """Ask axe for what is wrong with the page as it is, or with a part of it.

    By some rules alone, or ``without`` some: with ``COLOURS`` it takes three times as long.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    page.evaluate(AT_REST)  # colours on their way from theme to theme are nobody's
    chosen: dict[str, Any] = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    chosen["rules"] = {rule: {"enabled": False} for rule in without}
    options = {"preload": False, "resultTypes": ["violations"], **chosen}
    asked = "([within, options]) => axe.run(within || document, options)"
    found = page.evaluate(asked, [within, options])
    return [
        f"{rule['id']}: {' '.join(node['html'].split())[:200]} "
        f"{(node['any'] or node['all'] or node['none'] or [{}])[0].get('message', '')}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]
