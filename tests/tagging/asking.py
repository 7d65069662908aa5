"""A browser in few lines: requests to the application as bytes, with whatever headers a test wants."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lises.tagging import Desk
from lises.tagging.api import make_app
from lises.tagging.guard import Secrets

PORT = 4321


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> str:
        return dict(self.headers).get(name, "")


@dataclass
class Page:
    """The page that was opened: its secrets and its requests."""

    desk: Desk
    kept: Secrets = field(default_factory=Secrets)
    ended: bool = False
    raised: Exception | None = None

    def __post_init__(self) -> None:
        self.app = make_app(self.desk, PORT, self.kept, ending=lambda: self.ended)

    @property
    def headers(self) -> dict[str, str]:
        return {
            "host": f"127.0.0.1:{PORT}",
            "cookie": f"lises-{PORT}={self.kept.cookie}",
            "x-lises-token": self.kept.token,
        }

    def get(self, path: str, **headers: str | None) -> Answer:
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, body: Any = None, **headers: str | None) -> Answer:
        data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        own = {"origin": f"http://127.0.0.1:{PORT}", "content-type": "application/json"}
        return self.ask("POST", path, data, {**own, **headers})

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str | None] | None = None,
    ) -> Answer:
        """Send a request; a header of None is left out, ``_`` in names stands for ``-``."""
        given = {**self.headers, **{k.replace("_", "-"): v for k, v in (headers or {}).items()}}
        pairs = [(k.encode(), v.encode("latin-1")) for k, v in given.items() if v is not None]
        raw, _, query = path.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "path": raw,
            "raw_path": raw.encode(),
            "query_string": query.encode(),
            "headers": pairs,
            "client": ("127.0.0.1", 5),
            "server": ("127.0.0.1", PORT),
            "scheme": "http",
            "root_path": "",
        }
        with ThreadPoolExecutor(
            1
        ) as thread:  # a browser that tests drive may have a loop in this one
            return thread.submit(asyncio.run, self._run(scope, body)).result()

    async def _run(self, scope: dict[str, Any], body: bytes) -> Answer:
        parts = [body[n : n + 2**16] for n in range(0, len(body), 2**16)] or [b""]
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            if parts:
                return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}
            await asyncio.sleep(3600)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        self.raised = None
        try:
            await self.app(scope, receive, send)
        except RuntimeError as why:  # the terminal has it; the browser was answered before
            self.raised = why
        start = next(m for m in sent if m["type"] == "http.response.start")
        body = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
        pairs = [(k.decode(), v.decode()) for k, v in start["headers"]]
        return Answer(start["status"], pairs, body)


def opened(study: Path, coder: str = "cd") -> Page:
    """Open a page on a desk."""
    return Page(Desk.open(study, coder))
