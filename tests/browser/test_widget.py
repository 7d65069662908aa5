"""The coding page in a notebook: a small host plays the notebook, the widget answers in Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

import lises
from lises.notebook.widget import CodingWidget
from tests.notebook.widgets import Kernel, kernel

from .coding import copied

pytestmark = pytest.mark.browser

WHO = "DEMO-K1"
HOST = "http://notebook.example/"
# As strict as a notebook can be that imports a widget from an address within the browser.
ALLOWED = "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'"
# The model that anywidget gives to `render`, and a place to show it in.
NOTEBOOK = """<!doctype html><html lang="en"><body style="background:#fff"><main></main><script>
const heard = {};
const state = {};
const call = (name, what) => { for (const one of heard[name] || []) one(what); };
const take = (messages) => { for (const one of messages) call("msg:custom", one); };
const model = {
  get: (name) => state[name],
  set: (name, value) => { state[name] = value; },
  save_changes: async () => {
    await toKernel({ state: { chosen: state.chosen, acts: state.acts } });
    document.body.dataset.put = `${state.acts} ${state.chosen?.passage ?? "-"}`;
  },
  send: async (content) => { const told = await toKernel({ content }); if (told) take(told); },
  on: (name, then) => { (heard[name] ||= []).push(then); },
  off: (name, then) => { heard[name] = (heard[name] || []).filter((one) => one !== then); },
};
let clean = null;
async function show(given, text) {
  Object.assign(state, given);
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const widget = (await import(address)).default;
  const el = document.createElement("div");
  document.querySelector("main").replaceChildren(el);
  clean = widget.render({ model, el });
}
</script></body></html>"""


@dataclass
class Notebook:
    """A page that plays a notebook, and the widget of its one cell."""

    page: Page
    kernel: Kernel
    widget: CodingWidget
    alive: bool = True
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.faults.append(f"error {error}"))
        self.page.on("console", self._console)
        self.page.on("request", self._request)
        self.page.route(HOST, self._host)
        self.page.expose_function("toKernel", self._asked)
        self.page.goto(HOST)

    def run(self) -> FrameLocator:
        """Run the cell: show the widget anew."""
        source = files("lises.notebook").joinpath("widget.js").read_text("utf-8")
        state = {name: getattr(self.widget, name) for name in ("height", "told", "chosen", "acts")}
        self.page.evaluate("([state, text]) => show(state, text)", [state, source])
        frame = self.page.frame_locator("iframe")
        expect(frame.locator("body:not(.opening)")).to_be_visible()
        expect(frame.locator("#turns .turn").first).to_be_visible()
        return frame

    def tell(self) -> None:
        """Let the kernel look at the folder and tell the page."""
        self.widget.refresh()
        self.page.evaluate("(told) => take(told)", self.kernel.told())

    def _asked(self, what: dict[str, Any]) -> list[dict[str, Any]] | None:
        if not self.alive:
            return None
        if "state" in what:
            self.kernel.put(
                self.widget, {"method": "update", "state": what["state"], "buffer_paths": []}
            )
            return self.kernel.told()
        return self.kernel.say(self.widget, what["content"])

    def _host(self, route: Route) -> None:
        headers = {"content-security-policy": ALLOWED, "content-type": "text/html"}
        route.fulfill(body=NOTEBOOK, headers=headers)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((HOST, "blob:", "data:", "about:")):
            self.faults.append(f"asked {request.url}")


@pytest.fixture
def notebook(browser: Browser, tmp_path: Path) -> Iterator[Notebook]:
    """Afterwards nothing may have been asked elsewhere, and nothing failed."""
    with kernel() as line:
        widget = lises.load(copied(tmp_path)).transcript(WHO).tag("cd")
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.set_default_timeout(10_000)
        one = Notebook(page, line, widget)
        yield one
        page.close()
        assert not one.faults, one.faults


def word(frame: FrameLocator, turn: int) -> None:
    """Choose the first word of a turn with the mouse."""
    frame.locator(f"#t{turn} .said").dblclick(position={"x": 12, "y": 12})
    expect(frame.locator("#dock.chosen")).to_be_visible()


def lines(notebook: Notebook) -> list[dict[str, Any]]:
    path = notebook.widget.desk.study / notebook.widget.desk.path(WHO)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_passage_is_coded_in_a_notebook_and_python_has_it_at_once(notebook: Notebook) -> None:
    frame, widget = notebook.run(), notebook.widget
    before = len(widget.passages)
    word(frame, 4)
    expect(frame.locator("#t4")).to_have_class("turn current")
    body = notebook.page.locator("body")
    expect(body).to_have_attribute("data-put", "0 ")
    assert widget.selection is not None
    assert (widget.selection.turn, widget.selection.quote) == (4, ("They",))
    notebook.page.keyboard.press("1")
    expect(frame.locator("#saved")).to_contain_text("Saved")
    assert [(p.quote, p.codes) for p in widget.passages[before:]] == [(("They",), ("tap",))]
    assert lines(notebook)[-1]["quote"] == "They"
    expect(body).to_have_attribute("data-put", f"1 {widget.passages[-1].id}")
    assert widget.selection is not None
    assert widget.selection.passage == widget.passages[-1].id
    # The keys of the page do not reach the notebook, nor those of the notebook the page.
    assert notebook.page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_the_page_follows_the_notebook_and_the_folder(notebook: Notebook) -> None:
    frame, widget = notebook.run(), notebook.widget
    root = frame.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    notebook.page.evaluate("document.body.style.background = '#111'")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(frame.locator("#theme")).to_be_hidden()
    notebook.page.evaluate("state.height = 700; call('change:height')")
    assert notebook.page.locator("main > div > div").bounding_box()["height"] == 700  # type: ignore[index]
    path = widget.desk.study / widget.desk.path(WHO)
    path.write_text(
        '{"id":"DEMO-K1-zzzz","turn":1,"quote":"You look","codes":["weeds"]}\n', "utf-8"
    )
    notebook.tell()
    expect(frame.locator("#t1 .label")).to_contain_text("weeds")
    assert [p.id for p in widget.passages] == ["DEMO-K1-zzzz"]


def test_what_a_dead_kernel_did_not_save_is_saved_when_the_cell_is_run_again(
    notebook: Notebook,
) -> None:
    frame = notebook.run()
    there = len(lines(notebook)) if notebook.widget.passages else 0
    notebook.alive = False
    word(frame, 4)
    notebook.page.keyboard.press("3")
    notebook.page.evaluate("call('comm_live_update')")
    expect(frame.locator("#saved")).to_contain_text("Not saved: 1 change. The kernel is gone.")
    expect(frame.locator("#again")).to_be_hidden()
    assert len(notebook.widget.passages) == there
    notebook.page.evaluate("clean()")
    notebook.alive = True
    frame = notebook.run()
    expect(frame.locator("#said")).to_contain_text("1 change that was not saved before")
    expect(frame.locator("#saved")).to_contain_text("Saved")
    assert [(one["quote"], one["codes"]) for one in lines(notebook)[there:]] == [
        ("They", ["weeds"])
    ]
    assert notebook.page.evaluate("Object.keys(sessionStorage).length") == 0
