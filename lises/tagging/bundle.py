"""The files of the front end, as a server gives them one by one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from lises.render import STATIC

__all__ = ["KINDS", "bundle"]

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


def bundle() -> dict[str, Path]:
    """List the files of the front end by name, once: what is not listed cannot be asked for."""
    root = Path(str(files("lises.tagging"))) / "static"
    found = (path for path in sorted(root.rglob("*")) if path.suffix in KINDS and path.is_file())
    own = {path.relative_to(root).as_posix(): path for path in found}
    return {COLOURS: STATIC / COLOURS, **own}  # the colours have one home
