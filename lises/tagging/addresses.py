"""The addresses of a desk without a carrier: method, path and body in, status and JSON out.

A server on this machine and a widget in a notebook carry the same questions; both ask here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar
from urllib.parse import parse_qsl

import msgspec

from lises.errors import LisesError, QueryError, UnknownNameError

from .beside import Beside
from .bodies import CodeBody, DecideBody, EmptyBody, OpsBody, TagBody
from .coders import Coders
from .desk import Desk, Outcome, StaleError
from .likes import Likes
from .new_codes import NewCode
from .plain import View
from .searching import find, tag_hits
from .views import Views
from .wording import page_words

__all__ = ["FAULT", "Addresses", "Asked", "Reply"]

FAULT = "a fault of lises itself; what was saved is whole. The terminal tells more"
_REMEMBERED = 500  # answers to requests that a browser may send again
_MOST_HITS = 5000
_MOST_LIKES = 500
Body = TypeVar("Body", EmptyBody, OpsBody, DecideBody, CodeBody, TagBody)


class Reply(NamedTuple):
    """An answer: an HTTP status, and what is sent as JSON."""

    status: int
    value: View


class Asked(NamedTuple):
    """What an address says beside its name: the part in ``{id}``, and what stands after ``?``."""

    id: str
    query: Mapping[str, str]


Work = Callable[[Asked, bytes], View]


class Addresses:
    """Answers what a page asks about one desk.

    A row of the table is a method and an address, of which one part may be ``{id}``, and what is
    done there.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.views = Views(desk)
        self.likes = Likes(desk)
        self._answers: OrderedDict[str, View] = OrderedDict()
        self._rows: dict[str, dict[str, Work]] = {}
        self.beside = Beside(desk)
        self._table()

    def _table(self) -> None:
        desk, views = self.desk, self.views
        self._got("/api/study", lambda _: views.study())
        self._got("/api/interview/{id}", lambda asked: views.interview(asked.id))
        self._got("/api/find", self._find)
        self._got("/api/words", self._words)
        self._rows["/api/likes"] = {"GET": lambda asked, _: self._likes(asked)}
        self._posted(
            "/api/interview/{id}/ops",
            OpsBody,
            lambda asked, b: desk.perform(asked.id, self.beside.editing.now(b.ops), b.version),
        )
        self._posted("/api/undo", EmptyBody, lambda _, _b: desk.undo())
        self._posted("/api/redo", EmptyBody, lambda _, _b: desk.redo())
        self._posted("/api/decide", DecideBody, lambda _, b: desk.decide(b.conflict, b.keep))
        self._posted("/api/codes", CodeBody, lambda _, b: desk.add_code(_new_code(b)))
        self._posted(
            "/api/tag-hits",
            TagBody,
            lambda _, b: tag_hits(desk, b.hits, self.beside.editing.codes(b.codes), b.extent),
        )
        coders = Coders(desk, views.sources)
        for path, look in (*self.beside.looks, *coders.looks):
            self._got(path, look)
        for path, shape, act in (*self.beside.acts, *coders.acts):
            self._posted(path, shape, act)
        for path, shape, tell in self.beside.tells:
            self._told(path, shape, tell)

    def answer(self, method: str, path: str, query: str = "", body: bytes = b"") -> Reply:
        """Answer a request; what cannot be done is a sentence.

        Parameters
        ----------
        method : str
            ``GET`` or ``POST``.
        path : str
            As in ``/api/study``, percent signs resolved.
        query : str
            What stands after ``?``, as it was sent.
        body : bytes
            JSON, of a POST.

        Returns
        -------
        Reply
            200 and the answer; else ``{"error": sentence}`` with 400 where it does not fit, 404,
            405, 409 (with ``stale``) where what was seen is too old, 500 where the disk refuses.
        """
        name, rows = self._found(path)
        if not rows:
            return Reply(404, {"error": "there is nothing at this address"})
        work = rows.get(method)
        if work is None:
            return Reply(405, {"error": "not in this way"})
        asked = Asked(name, dict(parse_qsl(query, keep_blank_values=True)))
        try:
            return Reply(200, work(asked, body))
        except (LisesError, OSError) as why:
            return _refused(why)

    def _found(self, path: str) -> tuple[str, dict[str, Work]]:
        """Give what stands for ``{id}`` in a path, and the row."""
        if path in self._rows and "{id}" not in path:
            return "", self._rows[path]
        parts = path.split("/")
        for at in range(2, len(parts)):
            name = "/".join([*parts[:at], "{id}", *parts[at + 1 :]])
            if name in self._rows and parts[at]:
                return parts[at], self._rows[name]
        return "", {}

    # -- the table's kinds of rows ------------------------------------------------------------

    def _got(self, path: str, work: Callable[[Asked], View]) -> None:
        def look(asked: Asked, _: bytes) -> View:
            with self.desk.store.held():
                return work(asked)

        self._rows.setdefault(path, {})["GET"] = look

    def _posted(self, path: str, shape: type[Body], work: Callable[[Asked, Body], Outcome]) -> None:
        def act(asked: Asked, data: bytes) -> View:
            body = _body(data, shape)
            with self.desk.store.held():
                return self._once(body, lambda: work(asked, body))

        self._rows.setdefault(path, {})["POST"] = act

    def _told(self, path: str, shape: type[Body], work: Callable[[Asked, Body], View]) -> None:
        """Add what is asked with a body and changes nothing."""

        def look(asked: Asked, data: bytes) -> View:
            with self.desk.store.held():
                return work(asked, _body(data, shape))

        self._rows.setdefault(path, {})["POST"] = look

    def _once(self, body: Body, work: Callable[[], Outcome]) -> View:
        """Do what is asked, once: a page that got no answer asks again with the same name."""
        if body.request and body.request in self._answers:
            return self._answers[body.request]
        outcome = work()
        answer = self.views.done(outcome)
        if isinstance(body, CodeBody) or outcome.what in ("code", "recode"):
            version = self.desk.material.codebook()[1].digest
            answer |= {"codes": self.views.codes(), "codebook_version": version}
        if body.request:
            self._answers[body.request] = answer
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    # -- what is more than a line -------------------------------------------------------------

    def _find(self, asked: Asked) -> View:
        return find(
            self.desk,
            asked.query.get("q", ""),
            asked.query.get("matching", "word"),
            interview=asked.query.get("interview", ""),
            limit=_limit(asked, 500, _MOST_HITS),
        )

    def _likes(self, asked: Asked) -> View:
        query = asked.query
        limit = _limit(asked, 50, _MOST_LIKES)
        return self.likes.look(query.get("code", ""), query.get("unit", "sentence"), limit)

    def _words(self, asked: Asked) -> View:
        return page_words(asked.query.get("language") or self.desk.material.design().language)


def _limit(asked: Asked, usual: int, most: int) -> int:
    limit = asked.query.get("limit", str(usual))
    if not (limit.isascii() and limit.isdigit() and 0 < len(limit) <= 6 and int(limit)):
        raise QueryError("limit is a number from 1")
    return min(int(limit), most)


def _body(data: bytes, shape: type[Body]) -> Body:
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as why:
        raise QueryError(f"this cannot be understood: {why}") from why


def _new_code(body: CodeBody) -> NewCode:
    return NewCode(
        id=body.id,
        label=body.label,
        definition=body.definition,
        parent=body.parent or "",
        why=body.why or "",
    )


def _refused(why: LisesError | OSError) -> Reply:
    if isinstance(why, StaleError):
        return Reply(409, {"error": str(why), "stale": True})
    if isinstance(why, UnknownNameError):
        return Reply(404 if "no interview" in str(why) else 400, {"error": str(why)})
    if isinstance(why, OSError):
        said = f"the file cannot be written: {why.strerror or 'the disk refuses'}; nothing was lost"
        return Reply(500, {"error": said})
    return Reply(400, {"error": str(why)})
