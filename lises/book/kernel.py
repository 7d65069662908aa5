"""The kernel in which a book's notebooks run: a file name and ``-f connection`` start it.

It asks nobody on a network for anything, does not open the folders of the archives, and notes which
studies were opened. That holds for what Python does: it guards against a slip, not against an
author who means harm.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["CLOSED", "LANGUAGE", "NOTE", "guard", "main"]

CLOSED = "LISES_CLOSED"  # folders that are not opened, joined by os.pathsep
LANGUAGE = "LISES_LANGUAGE"  # of the book, for what a study says of itself
NOTE = "LISES_OPENED"  # the file that gets the names of the studies opened, a line each
STUDIES = "studies"  # where the releases are, in the working folder

_READS = frozenset({"open", "os.listdir", "os.scandir"})
_ASKS = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1", ""})

Refusal = Callable[[str, tuple[object, ...]], None]


def guard(closed: Sequence[str], studies: str, note: Callable[[str], None]) -> Refusal:
    """Make the hook that refuses and notes; see ``sys.addaudithook``.

    Parameters
    ----------
    closed : sequence of str
        Absolute folders of which nothing is opened or listed.
    studies : str
        The absolute folder whose folders are studies.
    note : callable
        Is told the name of each study, once, when something of it is opened.
    """
    shut = [f"{folder}{os.sep}" for folder in closed]
    inside, known = f"{studies}{os.sep}", set[str]()

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in _READS and isinstance(args[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(args[0]))
            if any(f"{path}{os.sep}".startswith(folder) for folder in shut):
                raise PermissionError("a notebook of the book reads the releases under studies/")
            name = path.removeprefix(inside).partition(os.sep)[0]
            name = name if path.startswith(inside) else ""
            if name and name not in known:
                known.add(name)
                note(name)
        elif event in _ASKS and not _is_local(event, args):
            raise PermissionError("a notebook of the book asks nobody on a network")

    return hook


def _is_local(event: str, args: tuple[object, ...]) -> bool:
    """Tell whether an address is of this machine; a path is that of a socket here."""
    address = args[1] if event in ("socket.connect", "socket.sendto") else args[0]
    host = address[0] if isinstance(address, tuple) and address else address
    if isinstance(host, bytes):
        host = os.fsdecode(host)
    return host is None or host in _LOCAL or (isinstance(host, str) and host.startswith("/"))


def main() -> None:
    """Start the kernel with the guard in its place."""
    from ipykernel.kernelapp import IPKernelApp

    told = os.open(os.environ[NOTE], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    closed = [folder for folder in os.environ.get(CLOSED, "").split(os.pathsep) if folder]
    studies = os.path.realpath(STUDIES)
    app: Any = IPKernelApp.instance()
    app.initialize([*sys.argv[1:], "--HistoryManager.enabled=False", "--colors=nocolor"])
    sys.addaudithook(guard(closed, studies, lambda name: _noted(told, name)))
    app.start()


def _noted(told: int, name: str) -> None:
    os.write(told, f"{name}\n".encode())


if __name__ == "__main__":
    main()
