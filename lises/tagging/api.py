"""The desk behind addresses: JSON in, checked by shape, JSON out; the bundle; what changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from lises.errors import LisesError, QueryError, UnknownNameError
from lises.render import STATIC

from .bodies import CodeBody, DecideBody, EmptyBody, OpsBody, TagBody
from .desk import Desk, Outcome, StaleError
from .guard import Guard, Secrets
from .new_codes import NewCode
from .plain import View
from .searching import find, tag_hits
from .views import Views
from .watching import Watch
from .wording import page_words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Api", "make_app"]

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
}
COLOURS = "lises.css"
_REMEMBERED = 500  # answers to requests that a browser may send again
_PAUSE = 1.0  # seconds between two looks at the folder
_MOST_HITS = 5000
Body = TypeVar("Body", EmptyBody, OpsBody, DecideBody, CodeBody, TagBody)


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
    """The addresses of one desk."""

    def __init__(self, desk: Desk, ending: Callable[[], bool]) -> None:
        self.desk = desk
        self.views = Views(desk)
        self._ending = ending
        self._answers: OrderedDict[str, View] = OrderedDict()
        self._bundle = _bundle()

    def app(self) -> Any:  # noqa: ANN401 - a Starlette, which is imported here only
        """Make the Starlette application."""
        from starlette.applications import Starlette
        from starlette.exceptions import HTTPException
        from starlette.routing import Route

        def got(path: str, work: Callable[[Request], View]) -> Route:
            return Route(path, self._got(work), methods=["GET"])

        def posted(path: str, shape: type[Body], work: Callable[[Request, Body], Outcome]) -> Route:
            return Route(path, self._posted(shape, work), methods=["POST"])

        desk = self.desk
        routes = [
            Route("/", self._index, methods=["GET"]),
            Route("/static/{name:path}", self._static, methods=["GET"]),
            Route("/api/events", self._events, methods=["GET"]),
            got("/api/study", lambda _: self.views.study()),
            got("/api/interview/{id}", lambda r: self.views.interview(r.path_params["id"])),
            got("/api/find", self._find),
            got("/api/words", self._words),
            posted("/api/interview/{id}/ops", OpsBody, self._ops),
            posted("/api/undo", EmptyBody, lambda _r, _b: desk.undo()),
            posted("/api/redo", EmptyBody, lambda _r, _b: desk.redo()),
            posted("/api/decide", DecideBody, lambda _r, b: desk.decide(b.conflict, b.keep)),
            posted("/api/codes", CodeBody, lambda _r, b: desk.add_code(_new_code(b))),
            posted(
                "/api/tag-hits",
                TagBody,
                lambda _r, b: tag_hits(desk, b.hits, tuple(b.codes), b.extent),
            ),
        ]
        handlers: dict[Any, Any] = {HTTPException: _refused, Exception: _failed}
        return Starlette(routes=routes, exception_handlers=handlers)

    # -- acts ---------------------------------------------------------------------------------

    def _ops(self, request: Request, body: OpsBody) -> Outcome:
        return self.desk.perform(request.path_params["id"], body.ops, body.version)

    def _find(self, request: Request) -> View:
        asked = request.query_params
        limit = asked.get("limit", "500")
        if not (limit.isascii() and limit.isdigit() and 0 < len(limit) <= 6):
            raise QueryError("limit is a number of hits")
        with self.desk.store.held():
            return find(
                self.desk,
                asked.get("q", ""),
                asked.get("matching", "word"),
                interview=asked.get("interview", ""),
                limit=min(int(limit), _MOST_HITS),
            )

    def _words(self, request: Request) -> View:
        asked = request.query_params.get("language", "")
        return page_words(asked or self.desk.material.design().language)

    def _act(self, request: Request, body: Body, work: Callable[[Request, Body], Outcome]) -> View:
        """Do what is asked, once: a browser that got no answer asks again with the same name."""
        with self.desk.store.held():
            if body.request and body.request in self._answers:
                return self._answers[body.request]
            outcome = work(request, body)
            answer = self.views.done(outcome)
            if isinstance(body, CodeBody) or outcome.what == "code":
                version = self.desk.material.codebook()[1].digest
                answer |= {"codes": self.views.codes(), "codebook_version": version}
            if body.request:
                self._answers[body.request] = answer
                while len(self._answers) > _REMEMBERED:
                    self._answers.popitem(last=False)
            return answer

    # -- answers ------------------------------------------------------------------------------

    def _got(self, work: Callable[[Request], View]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            def look() -> View:
                with self.desk.store.held():
                    return work(request)

            return await _answered(look)

        return answer

    def _posted(
        self, shape: type[Body], work: Callable[[Request, Body], Outcome]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            data = await request.body()
            try:
                body = msgspec.json.decode(data, type=shape)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as why:
                return _json({"error": f"this cannot be understood: {why}"}, 400)
            return await _answered(lambda: self._act(request, body, work))

        return answer

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
        yield b": here\n\n"
        while not self._ending():
            await anyio.sleep(_PAUSE)
            if await request.is_disconnected():
                return
            for change in await run_in_threadpool(watch.changes):
                yield b"event: change\ndata: " + msgspec.json.encode(change) + b"\n\n"
        yield b"event: stop\ndata: {}\n\n"


def _new_code(body: CodeBody) -> NewCode:
    return NewCode(
        id=body.id,
        label=body.label,
        definition=body.definition,
        parent=body.parent or "",
        why=body.why or "",
    )


def _bundle() -> dict[str, Path]:
    """List the files of the front end, once: what is not in the list cannot be asked for."""
    root = Path(str(files("lises.tagging"))) / "static"
    found = (path for path in sorted(root.rglob("*")) if path.suffix in KINDS and path.is_file())
    own = {path.relative_to(root).as_posix(): path for path in found}
    return {COLOURS: STATIC / COLOURS, **own}  # the colours have one home


def _file(path: Path | None) -> Response:
    from starlette.responses import Response

    if path is None or not path.is_file():
        return _json({"error": "there is no such file"}, 404)
    return Response(path.read_bytes(), media_type=KINDS[path.suffix])


def _json(value: View, status: int = 200) -> Response:
    from starlette.responses import Response

    return Response(msgspec.json.encode(value), status, media_type="application/json")


async def _answered(work: Callable[[], View]) -> Response:
    """Work in a thread and answer; what cannot be done is a sentence."""
    from starlette.concurrency import run_in_threadpool

    try:
        return _json(await run_in_threadpool(work))
    except StaleError as why:
        return _json({"error": str(why), "stale": True}, 409)
    except UnknownNameError as why:
        return _json({"error": str(why)}, 404 if "no interview" in str(why) else 400)
    except LisesError as why:
        return _json({"error": str(why)}, 400)
    except OSError as why:
        said = f"the file cannot be written: {why.strerror or 'the disk refuses'}; nothing was lost"
        return _json({"error": said}, 500)


async def _refused(_request: Request, why: Any) -> Response:  # noqa: ANN401 - an HTTPException
    said = {404: "there is nothing at this address", 405: "not in this way"}
    return _json({"error": said.get(why.status_code, why.detail)}, why.status_code)


async def _failed(_request: Request, _why: Exception) -> Response:
    said = "a fault of lises itself; what was saved is whole. The terminal tells more"
    return _json({"error": said}, 500)
