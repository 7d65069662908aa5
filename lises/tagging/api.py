"""The desk behind a server's addresses: requests in, answers out; the bundle; what changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from .addresses import FAULT, Addresses
from .bundle import KINDS, bundle
from .desk import Desk
from .guard import Guard, Secrets
from .plain import View
from .watching import Watch

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Api", "make_app"]

_PAUSE = 1.0  # seconds between two looks at the folder
_STEPS = 10


def make_app(desk: Desk, port: int, kept: Secrets, *, ending: Callable[[], bool]) -> Guard:
    """Make the application: the guard before the addresses.

    Parameters
    ----------
    desk : Desk
    port : int
        On which it is served; host and origin are held against it.
    kept : Secrets
    ending : callable
        Whether the server is to stop; what waits for changes looks at it.
    """
    return Guard(Api(desk, ending).app(), port, kept)


class Api:
    """The addresses of one desk on a server; what they do stands in ``addresses.py``."""

    def __init__(self, desk: Desk, ending: Callable[[], bool]) -> None:
        self.desk = desk
        self.addresses = Addresses(desk)
        self._ending = ending
        self._bundle = bundle()

    def app(self) -> Any:  # noqa: ANN401 - a Starlette, which is imported here only
        """Make the Starlette application."""
        from starlette.applications import Starlette
        from starlette.exceptions import HTTPException
        from starlette.routing import Route

        routes = [
            Route("/", self._index, methods=["GET"]),
            Route("/static/{name:path}", self._static, methods=["GET"]),
            Route("/api/events", self._events, methods=["GET"]),
            Route("/api/{rest:path}", self._answer, methods=["GET", "POST"]),
        ]
        handlers: dict[Any, Any] = {HTTPException: _refused, Exception: _failed}
        return Starlette(routes=routes, exception_handlers=handlers)

    async def _answer(self, request: Request) -> Response:
        """Answer in a thread: reading and writing files must not stop the others."""
        from starlette.concurrency import run_in_threadpool

        body = await request.body()
        where, query = request.scope["path"], request.url.query
        status, value = await run_in_threadpool(
            self.addresses.answer, request.method, where, query, body
        )
        return _json(value, status)

    async def _index(self, _request: Request) -> Response:
        return _file(self._bundle.get("index.html"))

    async def _static(self, request: Request) -> Response:
        return _file(self._bundle.get(request.path_params["name"]))

    async def _events(self, request: Request) -> Response:
        from starlette.responses import StreamingResponse

        return StreamingResponse(self._changes(request), media_type="text/event-stream")

    async def _changes(self, request: Request) -> AsyncIterator[bytes]:
        """Tell what changes, until the page or the server goes."""
        import anyio
        from starlette.concurrency import run_in_threadpool

        watch = Watch(self.desk)
        await run_in_threadpool(watch.changes)
        yield b": here\nretry: 500\n\n"
        while not self._ending():
            for _ in range(_STEPS):  # who goes, and who ends this, need not wait for the next look
                await anyio.sleep(_PAUSE / _STEPS)
                if await request.is_disconnected():
                    return
                if self._ending():
                    break
            for change in await run_in_threadpool(watch.changes):
                yield b"event: change\ndata: " + msgspec.json.encode(change) + b"\n\n"
        yield b"event: stop\ndata: {}\n\n"


def _file(path: Path | None) -> Response:
    from starlette.responses import Response

    if path is None or not path.is_file():
        return _json({"error": "there is no such file"}, 404)
    return Response(path.read_bytes(), media_type=KINDS[path.suffix])


def _json(value: View, status: int = 200) -> Response:
    from starlette.responses import Response

    return Response(msgspec.json.encode(value), status, media_type="application/json")


async def _refused(_request: Request, why: Any) -> Response:  # noqa: ANN401 - an HTTPException
    said = {404: "there is nothing at this address", 405: "not in this way"}
    return _json({"error": said.get(why.status_code, why.detail)}, why.status_code)


async def _failed(_request: Request, _why: Exception) -> Response:
    return _json({"error": FAULT}, 500)
