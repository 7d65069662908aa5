"""The server: this machine's own address, a port of its own, until Ctrl-C."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from lises.errors import LisesError

from .api import make_app
from .desk import Desk
from .guard import Secrets

__all__ = ["HOST", "Serving"]

HOST = "127.0.0.1"
_PATIENCE = 3  # seconds that open connections get at the end


@dataclass(slots=True)
class Serving:
    """A desk on a port of this machine.

    Parameters
    ----------
    desk : Desk
    port : int
        0 takes a free one.

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

        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # a port that was ours a moment ago; elsewhere it means: anybody's
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((HOST, self.port))
            self._socket.listen()
        except OSError as why:
            self._socket.close()
            raise LisesError(
                f"port {self.port} cannot be had ({why.strerror}); leave --port out for a free one"
            ) from why
        self.port = self._socket.getsockname()[1]
        app = make_app(self.desk, self.port, self.kept, ending=self._ending)
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,  # it would write the token to the terminal
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_PATIENCE,
        )
        self._server = uvicorn.Server(config)

    def address(self, interview: str = "") -> str:
        """Give the address to be opened, with its token."""
        asked = {"token": self.kept.token} | ({"interview": interview} if interview else {})
        return f"http://{HOST}:{self.port}/?{urlencode(asked)}"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until Ctrl-C; what is being written is finished.

        ``ready`` is called before the first answer; who asks earlier waits.
        """
        ready()
        try:
            self._server.run(sockets=[self._socket])
        except KeyboardInterrupt:
            pass
        finally:
            self._socket.close()
            with self.desk.store.held():  # a change that is being made is made whole first
                pass

    def stop(self) -> None:
        """Stop serving, from another thread."""
        self._server.should_exit = True

    def _ending(self) -> bool:
        return bool(self._server.should_exit)
