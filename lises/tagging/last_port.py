"""The port that a coding set was served on last, where a page that is still open looks for it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from lises.files import write_atomic

__all__ = ["keep_port", "last_port"]

_LOWEST, _HIGHEST = 1024, 65535  # below are those of the machine's own services


def last_port(study: Path, set_id: str) -> int:
    """Give the port that was used last; 0 where none is kept, or nothing that could be one."""
    try:
        text = _file(study, set_id).read_text("ascii").strip()
    except (OSError, ValueError):
        return 0
    port = int(text) if text.isdigit() and len(text) <= len(str(_HIGHEST)) else 0
    return port if _LOWEST <= port <= _HIGHEST else 0


def keep_port(study: Path, set_id: str, port: int) -> None:
    """Keep the port for the next start; a folder that cannot be written to keeps none."""
    if port != last_port(study, set_id):
        with suppress(OSError):
            write_atomic(_file(study, set_id), f"{port}\n".encode())


def _file(study: Path, set_id: str) -> Path:
    return study / ".lises" / "tagging" / f"{set_id}.port"
