"""What stands before every answer: only this machine, only the page that was opened, nothing kept.

A browser that is open on this desk is also open on the rest of the world; any page in it can send
requests to this machine's own address. So a request needs a cookie that other sites' pages cannot
send, a token that they cannot read, the host and the origin of this server.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

__all__ = ["HEADERS", "MAX_BODY", "Guard", "Secrets", "refusal"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_BODY = 4 * 2**20
HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_OWN_PAGE = (None, "none", "same-origin")  # what a browser says of who asks; older ones nothing


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is made anew at every start: the token of the first address, and the cookie.

    Two, since a cookie is sent to every port of this machine: who learns it has not the token.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def cookie_name(self, port: int) -> str:
        """Name the cookie; two servers on one machine have two."""
        return f"lises-{port}"


class Guard:
    """Lets through what comes from the page that was opened; every answer gets ``HEADERS``."""

    def __init__(self, app: App, port: int, kept: Secrets) -> None:
        self._app = app
        self._kept = kept
        self._cookie = kept.cookie_name(port)
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = _Headed(send)
        refused = self._refused(scope)
        if refused is not None:
            await refusal(answer, *refused)
            return
        if self._first(scope):
            answer.cookie = f"{self._cookie}={self._kept.cookie}; Path=/; HttpOnly; SameSite=Strict"
        await self._app(scope, _Capped(receive), answer)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Say why a request is not answered: status and sentence."""
        headers = _headers(scope)
        if headers is None or headers.get("host") not in self._hosts:
            return 403, f"this server answers to {self._hosts[0]} only"
        if scope["method"] not in {"GET", "POST"}:
            return 405, "this server knows GET and POST"
        if scope["method"] == "POST":
            wrong = self._wrong_post(headers)
            if wrong is not None:
                return wrong
        elif headers.get("sec-fetch-site") not in _OWN_PAGE and not self._first(scope):
            return 403, "another page may not ask this server"
        if not self._known(scope, headers):
            return 403, "open the address that lises tag has printed, with its token"
        return None

    def _wrong_post(self, headers: Mapping[str, str]) -> tuple[int, str] | None:
        if headers.get("origin") not in {f"http://{host}" for host in self._hosts}:
            return 403, "another page may not change anything here"
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 400, "send application/json"
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return 400, "the length of the request is no number"
        if len(length) > 12 or int(length) > MAX_BODY:
            return 413, f"a request has at most {MAX_BODY // 2**20} MB"
        return None

    def _known(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        if self._first(scope):
            return True
        if not _equal(_cookies(headers).get(self._cookie, ""), self._kept.cookie):
            return False
        if not scope["path"].startswith("/api"):
            return True
        if scope["path"] == "/api/events":  # a browser's EventSource can send no header
            return self._has_token(scope)
        return _equal(headers.get("x-lises-token", ""), self._kept.token)

    def _first(self, scope: Scope) -> bool:
        """Tell whether this is the address that was printed."""
        return scope["path"] == "/" and scope["method"] == "GET" and self._has_token(scope)

    def _has_token(self, scope: Scope) -> bool:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])
        return len(given) == 1 and _equal(given[0], self._kept.token)


def _headers(scope: Scope) -> dict[str, str] | None:
    """Give the headers; None where one that counts stands twice."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in found and key in {"host", "origin", "x-lises-token", "content-length"}:
            return None
        text = value.decode("latin-1")
        found[key] = f"{found[key]}; {text}" if key in found else text
    return found


def _cookies(headers: Mapping[str, str]) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return {name: value for name, _, value in pairs}


def _equal(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode(), wanted.encode())


class _Headed:
    """Sends an answer with our headers, and the cookie where it is set."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.cookie = ""
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            ours = {name.encode(): value.encode() for name, value in HEADERS.items()}
            theirs = [(n, v) for n, v in message.get("headers", []) if n.lower() not in ours]
            cookie = [(b"set-cookie", self.cookie.encode())] if self.cookie else []
            message = {**message, "headers": [*theirs, *ours.items(), *cookie]}
        await self._send(message)


class _Capped:
    """Receives a body up to the limit; beyond it the request is refused, not read."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._got = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._got += len(message.get("body", b""))
        if self._got > MAX_BODY:
            from starlette.exceptions import HTTPException

            raise HTTPException(413, f"a request has at most {MAX_BODY // 2**20} MB")
        return message


async def refusal(send: Send, status: int, sentence: str) -> None:
    """Answer with a status and a sentence."""
    body = json.dumps({"error": sentence}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
