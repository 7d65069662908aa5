"""The line between pages in a notebook and their desk: messages in, messages out.

The widget of the notebook carries them; what they ask is answered where a server's addresses are.

From a page: ``{"kind": "open" | "close", "page"}`` and ``{"kind": "ask", "page", "id", "path",
"body"}``, where ``body`` is JSON text, or null for what is only read. To a page: ``{"kind":
"page", "page", "html"}``, or ``"error"`` with a sentence, and ``{"kind": "answer", "page", "id",
"status", "value"}``, where ``value`` is JSON text; to every page ``{"kind": "change", "change"}``,
as in a server's stream.
"""

from __future__ import annotations

from collections.abc import Callable
from logging import getLogger
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote
from weakref import WeakValueDictionary

import msgspec

from lises.errors import LisesError

from .addresses import FAULT, Addresses, Reply
from .desk import Desk
from .guard import MAX_BODY
from .one_page import one_page
from .watching import Watch

__all__ = ["Line", "desk_addresses"]

_OPEN: WeakValueDictionary[tuple[str, str], Addresses] = WeakValueDictionary()


def desk_addresses(
    study: Path | str, coder: str, set_id: str | None = None, *, new_coder: bool = False
) -> Addresses:
    """Give the addresses of a coder's set: one desk per set, however many widgets show it.

    So undo takes back the last step wherever it was made, as with two tabs on one server.

    Raises
    ------
    LisesError
        As ``Desk.open``; also if the folder cannot be written to.
    """
    folder = Path(study).resolve()
    try:
        desk = Desk.open(folder, coder, set_id, new_coder=new_coder)
    except OSError as why:
        raise LisesError(
            f"{study} cannot be written to ({why.strerror or why}), and coding is saved at every "
            "act; copy the folder to where you may write"
        ) from why
    kept = _OPEN.get((str(folder), desk.set))
    if kept is None:
        kept = _OPEN[str(folder), desk.set] = Addresses(desk)
    return kept


class Line:
    """Answers the pages of one widget.

    Parameters
    ----------
    addresses : Addresses
    interview : str
        The interview that a page opens with.
    send : callable
        Sends a message to every page.
    """

    def __init__(
        self, addresses: Addresses, interview: str, send: Callable[[dict[str, Any]], object]
    ) -> None:
        self.addresses = addresses
        self.interview = interview
        self.pages: set[str] = set()
        self._send = send
        self._watch = Watch(addresses.desk)
        self._guard = Lock()  # a kernel may read messages while a cell runs

    def hear(self, message: object) -> None:
        """Do what a message asks; what is no message of a page is left alone."""
        if not isinstance(message, dict) or not isinstance(message.get("page"), str):
            return
        page, kind = message["page"], message.get("kind")
        if kind == "open":
            self.pages.add(page)
            self._send({"kind": "page", "page": page, **self._document()})
        elif kind == "close":
            self.pages.discard(page)
        elif kind == "ask":
            status, value = self._answer(message)
            text = msgspec.json.encode(value).decode()
            told = {"id": message.get("id"), "status": status, "value": text}
            self._send({"kind": "answer", "page": page, **told})

    def look(self, *, tell: bool = True) -> bool:
        """Tell whether something in the folder has changed since the last look, the pages too.

        What a page itself has changed is among it; it knows by the version.
        """
        with self._guard:
            changes = self._watch.changes()
        if tell and self.pages:
            for change in changes:
                self._send({"kind": "change", "change": change})
        return bool(changes)

    def _document(self) -> dict[str, str]:
        try:
            return {"html": one_page(self.interview)}
        except (LisesError, OSError) as why:
            return {"error": str(why)}

    def _answer(self, message: dict[str, Any]) -> Reply:
        where, body = message.get("path"), message.get("body")
        if not isinstance(where, str) or not isinstance(body, str | None):
            return Reply(400, {"error": "a question has a path, and a body of text or none"})
        data = (body or "").encode()
        if len(data) > MAX_BODY:
            return Reply(413, {"error": f"a request has at most {MAX_BODY // 2**20} MB"})
        path, _, query = where.partition("?")
        method = "GET" if body is None else "POST"
        try:
            return self.addresses.answer(method, unquote(path), query, data)
        except Exception:  # the page must have an answer, or it waits for ever
            getLogger(__name__).exception("a question of the coding page")
            return Reply(500, {"error": FAULT})
