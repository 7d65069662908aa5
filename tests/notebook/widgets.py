"""A widget without a notebook: what it sends is kept, what a page sends is given to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import comm
from comm.base_comm import BaseComm

from lises.notebook.widget import CodingWidget


class Stub(BaseComm):
    """A comm that leads nowhere."""

    def __init__(self, sent: list[dict[str, Any]], *args: Any, **more: Any) -> None:
        self.sent = sent
        super().__init__(*args, **more)

    def publish_msg(self, msg_type: str, data: Any = None, *_: Any, **__: Any) -> None:
        self.sent.append({"type": msg_type, **(data or {})})


@dataclass
class Kernel:
    """What stands between a page and its widget."""

    sent: list[dict[str, Any]] = field(default_factory=list)

    def told(self) -> list[dict[str, Any]]:
        """Give the messages of a widget since the last time."""
        messages = [m["content"] for m in self.sent if m.get("method") == "custom"]
        self.sent.clear()
        return messages

    def say(self, widget: CodingWidget, content: Any) -> list[dict[str, Any]]:
        """Say what a page says; give what it is answered.

        In a thread of its own: a browser that tests drive has a loop in this one.
        """
        self.put(widget, {"method": "custom", "content": content})
        return self.told()

    def put(self, widget: CodingWidget, data: dict[str, Any]) -> None:
        message = {"content": {"data": data}, "buffers": []}
        with ThreadPoolExecutor(1) as thread:
            thread.submit(widget._handle_msg, message).result()

    def ask(self, widget: CodingWidget, path: str, body: Any = None) -> tuple[int, Any]:
        """Ask as a page does; give status and value."""
        text = None if body is None else json.dumps(body)
        question = {"kind": "ask", "page": "p", "id": 7, "path": path, "body": text}
        (answer,) = [m for m in self.say(widget, question) if m["kind"] == "answer"]
        assert (answer["page"], answer["id"]) == ("p", 7)
        return answer["status"], json.loads(answer["value"])


@contextmanager
def kernel() -> Iterator[Kernel]:
    """Let widgets open comms that lead here."""
    one, was = Kernel(), comm.create_comm
    comm.create_comm = lambda *args, **more: Stub(one.sent, *args, **more)
    try:
        yield one
    finally:
        comm.create_comm = was
