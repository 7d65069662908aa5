"""A coder at work: the real server in a process of its own, a page, a mouse and keys."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from .reading import DESK

__all__ = ["STUDY", "Coder", "Server", "copied", "drag", "saved", "touch", "violations"]

STUDY = Path(__file__).parents[1] / "studies/demo-tiny"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# Where the middle of a character's edge is on the screen.
CORNERS = """async ([turn, words, nth]) => {
  const said = document.querySelector(`#t${turn} .said`);
  said.scrollIntoView({block: 'center'});
  // Labels that were drawn just now may still move the turns below them.
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  let from = -1;
  for (let i = 0; i <= nth; i += 1) from = said.textContent.indexOf(words, from + 1);
  if (from < 0) throw Error(`no "${words}" in turn ${turn}`);
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
  const [first, last] = [box(from), box(from + words.length - 1)];
  return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
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
    """``lises tag`` on a copy of a study; it can be killed and started again on its port."""

    folder: Path
    coder: str = "ab"
    options: tuple[str, ...] = ()
    port: int = 0
    address: str = ""
    process: subprocess.Popen[str] | None = None

    def start(self) -> Server:
        """Start it, and wait until it said where it is."""
        command = (sys.executable, "-m", "lises", "tag", str(self.folder), "--coder", self.coder)
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--no-browser", "--json", *self.options],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        line = ""
        for part in self.process.stdout:
            line += part
            if part.startswith("}") or part.rstrip().endswith("}"):
                break
        self.address = json.loads(line)["address"]
        self.port = int(self.address.split(":")[2].split("/")[0])
        self.options = ()  # who and what was made at the first start is there at the next
        return self

    def kill(self) -> None:
        """Kill it as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self._ended()

    def stop(self) -> None:
        """End it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        self._ended()

    def _ended(self) -> None:
        assert self.process is not None
        self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def lines(self, coding_set: str, interview: str) -> list[dict[str, Any]]:
        """Read the file of codings."""
        path = self.folder / "codings" / coding_set / f"{interview}.jsonl"
        text = path.read_text("utf-8") if path.exists() else ""
        return [json.loads(line) for line in text.splitlines()]


@dataclass
class Coder:
    """Pages of one browser, with everything that went wrong in them."""

    browser: Browser
    server: Server
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)
    away: bool = False

    def open(self, interview: str = "", **options: Any) -> Page:
        """Open the page in a browser of its own, and wait until it is there."""
        context = self.browser.new_context(**{"viewport": DESK, **options})
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        return self.tab(context, interview)

    def tab(self, context: BrowserContext, interview: str = "") -> Page:
        """Open the page beside others of this browser."""
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda e: self.faults.append(f"error {e}"))
        page.on("request", self._request)
        page.goto(self.server.address + (f"&interview={interview}" if interview else ""))
        expect(page.locator("body:not(.opening)")).to_be_visible()
        expect(page.locator("#turns .turn").first).to_be_visible()
        return page

    def close(self) -> None:
        """Close what was opened."""
        for context in self.contexts:
            context.close()

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not self.away:
            self.faults.append(f"console {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"http://127.0.0.1:{self.server.port}/", "data:")):
            self.faults.append(f"asked {request.url}")


def drag(page: Page, turn: int, words: str, nth: int = 0) -> None:
    """Draw over words with the mouse."""
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    left, top, right, bottom = page.evaluate(CORNERS, [turn, words, nth])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.mouse.move(right, bottom)
    page.mouse.up()
    expect(page.locator("#card")).to_be_visible()


def touch(page: Page, turn: int, words: str) -> None:
    """Select words as a finger does."""
    page.evaluate(SELECT, [turn, words])
    expect(page.locator("#dock.chosen")).to_be_visible()


def saved(page: Page) -> None:
    """Wait until everything is on the disk."""
    expect(page.locator("#saved")).to_contain_text(("Saved", "Gemt")[0])


def copied(tmp_path: Path) -> Path:
    """Copy the small study, to be written to."""
    return Path(shutil.copytree(STUDY, tmp_path / "demo-tiny"))


def violations(page: Page) -> list[str]:
    """Ask axe for what is wrong with the page as it is."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {' '.join(node['html'].split())[:200]} "
        f"{(node['any'] or node['all'] or node['none'] or [{}])[0].get('message', '')}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]
