"""The server: this machine's own address, a port of its own, until Ctrl-C."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from lises.errors import LisesError

from .api import make_app
from .desk import Desk
from .guard import Secrets
from .last_port import keep_port, last_port

__all__ = ["HOST", "Serving"]

HOST = "127.0.0.1"
_IDLE = 120  # seconds a line may be idle: one that is closed just when it is used is a request lost
_PATIENCE = 3  # seconds that open connections get at the end


@dataclass(slots=True)
class Serving:
    """A desk on a port of this machine.

    Parameters
    ----------
    desk : Desk
    port : int
        0 takes the one that the coder's set was served on last, so that a page that is still open
        and holds what was not saved finds it again; where that is not free, any that is.

    Raises
    ------
    LisesError
        If the port is taken.
    """

    desk: Desk
    port: int = 0
    kept: Secrets = field(default_factory=Secrets)
    _socket: socket.socket = field(init=False, repr=False)
    _server: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take the port."""
        import uvicorn

        self._socket = self._taken()
        self.port = self._socket.getsockname()[1]
        keep_port(self.desk.study, self.desk.set, self.port)
        app = make_app(self.desk, self.port, self.kept, ending=self._ending)
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,  # it would write the token to the terminal
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_PATIENCE,
        )
        self._server = uvicorn.Server(config)

    def _taken(self) -> socket.socket:
        """Take the port that is asked for; without one the last, else any."""
        last = 0 if self.port else last_port(self.desk.study, self.desk.set)
        if last:
            with suppress(OSError):
                return _listening(last)
        try:
            return _listening(self.port)
        except OSError as why:
            raise LisesError(
                f"port {self.port} cannot be had ({why.strerror}); leave --port out for a free one"
            ) from why

    def address(self, interview: str = "") -> str:
        """Give the address to be opened, with its token."""
        asked = {"token": self.kept.token} | ({"interview": interview} if interview else {})
        return f"http://{HOST}:{self.port}/?{urlencode(asked)}"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until Ctrl-C; what is being written is finished.

        ``ready`` is called before the first answer; who asks earlier waits.
        """
        ready()
        told = logging.getLogger("uvicorn.error")
        told.addFilter(self._is_news)
        try:
            self._server.run(sockets=[self._socket])
        except KeyboardInterrupt:
            pass
        finally:
            told.removeFilter(self._is_news)
            self._socket.close()
            with self.desk.store.held():  # a change that is being made is made whole first
                pass

    def stop(self) -> None:
        """Stop serving, from another thread."""
        self._server.should_exit = True

    def _is_news(self, _record: logging.LogRecord) -> bool:
        """Tell whether a fault is to be told: a page that was cut off at the end is none."""
        return not self._ending()

    def _ending(self) -> bool:
        return bool(self._server.should_exit)


def _listening(port: int) -> socket.socket:
    """Give a socket that listens on a port of this machine's own address; 0 is any that is free."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # a port that was ours a moment ago; elsewhere it means: anybody's
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made
