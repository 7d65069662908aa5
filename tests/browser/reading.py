"""A reader with a real browser: a loopback server, a page that notes what it asks and says."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

__all__ = ["DESK", "PHONE", "Contexts", "Reader", "launched", "served"]

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# What the theme tells the console on every page.
CHATTER = ("[PST]", "[togglebutton]", "Scrolled sidebar")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_args: object) -> None:
        """Say nothing of a reader who went on before all was sent."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback; give its address."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def launched(playwright: Playwright) -> Browser:
    """Start Debian's chromium."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


@dataclass
class Contexts:
    """The browser's contexts, one for each choice of options, used by reader after reader.

    A new one begins a process and reads the theme's files again, which costs as much as four pages.
    """

    browser: Browser
    made: dict[str, BrowserContext] = field(default_factory=dict)

    def of(self, **options: Any) -> BrowserContext:
        """Give the context that has these options."""
        key = json.dumps(options, sort_keys=True)
        if key not in self.made:
            self.made[key] = self.browser.new_context(**options)
            self.made[key].set_default_timeout(20_000)
        return self.made[key]

    def close(self) -> None:
        """Close them."""
        for context in self.made.values():
            context.close()


@dataclass
class Reader:
    """One reader: pages in a context that keeps nothing, with everything that went wrong."""

    contexts: Contexts
    address: str
    faults: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def open(
        self, name: str, *, viewport: Any = DESK, color_scheme: Any = None, **options: Any
    ) -> Page:
        """Open a page of the book, named without ``.html``; an anchor may follow."""
        page = self.contexts.of(**options).new_page()
        self.pages.append(page)
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        page.on("dialog", lambda d: (self.faults.append(f"dialog {d.message}"), d.dismiss()))
        page.on("console", self._console)
        page.on("pageerror", lambda e: self.faults.append(f"error {e}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        self.go(page, name)
        return page

    def go(self, page: Page, name: str) -> None:
        """Go to a page of the book."""
        path, _, anchor = name.partition("#")
        page.goto(f"{self.address}/{path}.html{f'#{anchor}' if anchor else ''}")

    def close(self) -> None:
        """Close what was opened; the next reader finds nothing that a page kept."""
        for page in self.pages:
            with suppress(Error):  # a page without a script has nothing to keep
                page.evaluate("localStorage.clear()")
            page.close()
        self.pages.clear()

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(CHATTER):
            self.faults.append(f"console {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked {request.url}")

    def _failed(self, request: Any) -> None:
        if request.failure not in ("net::ERR_ABORTED", "csp"):  # gone on reading; no script wanted
            self.faults.append(f"{request.failure} {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")
