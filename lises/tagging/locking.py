"""One writer at a time, also where two browsers run two servers on one study."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lises.errors import LisesError

__all__ = ["locked"]

_PATIENCE = 10.0  # seconds; a change takes some milliseconds
_PAUSE = 0.005


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file while something is read, changed and written; freed if the process dies.

    Raises
    ------
    LisesError
        If somebody else has held it for ten seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        until = time.monotonic() + _PATIENCE
        while not _taken(file):
            if time.monotonic() > until:
                raise LisesError(f"another program is writing to this study; see who holds {path}")
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _freed(file)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _freed(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _freed(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
