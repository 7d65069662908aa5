"""The worker in a process that is killed where it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from lises.exchange.document import UnreadableError

__all__ = ["MEMORY", "SECONDS", "WAIT", "checked", "extract"]

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space, where the system can hold a process to it."""
SECONDS = 60
"""Of processor time, where the system can; a page needs a tenth of one."""
WAIT = 90
"""Seconds by the clock, on every system."""
_WORKER = Path(__file__).with_name("worker.py")
_ORIGINAL = "ask for the document it was made from, or save its text as .txt"


def extract(content: bytes) -> dict[str, Any]:
    """Take the lines out of a PDF in a process with limits.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    dict
        As ``worker.extracted``, without ``error``.

    Raises
    ------
    UnreadableError
        ``archive-encrypted``, ``pdf-damaged`` or ``pdf-too-large``.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no word of the file among its arguments
            [sys.executable, "-I", str(_WORKER), str(MEMORY), str(SECONDS)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large(f"{WAIT} seconds were not enough") from error
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        # Killed for its memory or time, it leaves nothing or a half.
        limits = f"{MEMORY // 2**20} MiB and {SECONDS} seconds"
        raise _too_large(f"{limits} of a processor were not enough") from error
    return checked(found)


def checked(found: dict[str, Any]) -> dict[str, Any]:
    """Give what the worker found, or raise what it says stands against it; as ``extract``."""
    error = found.get("error")
    if error == "encrypted":
        raise UnreadableError(
            "archive-encrypted",
            "the PDF is locked with a password or against copying",
            "open it in its own program and save it without, or " + _ORIGINAL,
        )
    if error == "large":
        raise _too_large(str(found.get("why")))
    if error:
        raise UnreadableError(
            "pdf-damaged",
            f"the PDF cannot be read ({found.get('why')})",
            "print it to a new PDF in its own program, or " + _ORIGINAL,
        )
    return found


def _too_large(why: str) -> UnreadableError:
    return UnreadableError(
        "pdf-too-large", f"the PDF needs more than is allowed: {why}", f"divide it, or {_ORIGINAL}"
    )
