"""A look at the built bytes: nothing from outside, nothing of this machine, no strange files."""

from __future__ import annotations

import getpass
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from lises.privacy.gate import Leak

__all__ = ["scan", "text_of"]

PAGES = frozenset([".html", ".svg"])
TEXTS = PAGES | {".css", ".js", ".json", ".txt"}
PICTURES = frozenset([".png", ".jpg", ".jpeg", ".webp", ".ico"])
KINDS = TEXTS | PICTURES | {".inv", ".map", ".ttf", ".woff", ".woff2"}
# An element that makes the browser ask somebody: not a link that a reader may follow.
ASKS = re.compile(
    r"<(?:script|img|image|use|iframe|source|audio|video|track|embed|object|link|form|input)\b"
    r"[^>]*?\b(?:src|srcset|href|data|action|poster)\s*=\s*[\"']?\s*(?:https?:)?//([^\"'\s>]+)",
    re.IGNORECASE,
)
PLAIN_LINKS = re.compile(r'rel="(?:canonical|license|author)"', re.IGNORECASE)
STYLE_ASKS = re.compile(
    r"(?:url\(\s*[\"']?|@import\s+[\"'])\s*(?:https?:)?//([^\"'\s)]+)", re.IGNORECASE
)
SERVERS = re.compile(r"unpkg\.com|THEBE_JS_URL|cdn\.jsdelivr|googleapis", re.IGNORECASE)
INVENTORY_HEAD = 4  # lines before the compressed part of objects.inv


def scan(html: Path) -> Iterator[Leak]:
    """Read every file of a built book and tell what should not be there."""
    here = _here(html)
    for path in sorted(p for p in html.rglob("*") if p.is_file()):
        name = path.relative_to(html).as_posix()
        if path.suffix.lower() not in KINDS:
            yield Leak(name, "kind-not-allowed", path.suffix)
        text = text_of(path)
        if here.search(text):
            yield Leak(name, "path-of-this-machine")
        yield from _asking(name, text)


def text_of(path: Path) -> str:
    """Give what can be read in a file: an inventory unpacked, of a picture or font its bytes."""
    data = path.read_bytes()
    if path.suffix == ".inv":
        head, body = data.split(b"\n", INVENTORY_HEAD)[:-1], data.split(b"\n", INVENTORY_HEAD)[-1]
        data = b"\n".join([*head, zlib.decompress(body)])
    return data.decode("utf-8", errors="replace")


def _here(html: Path) -> re.Pattern[str]:
    """Match absolute paths of this machine: the folder built in, home, the user, what runs."""
    own = {sys.prefix} if sys.prefix != sys.base_prefix else set()  # an environment of the project
    places = {str(html.resolve().parent), str(Path.home()), *own} - {"/", "/root"}
    user = getpass.getuser()
    names = [re.escape(place) for place in places] + [rf"/(?:home|Users)/{re.escape(user)}\b"]
    return re.compile("|".join(names))


def _asking(name: str, text: str) -> Iterator[Leak]:
    """Tell what a browser would ask of another server by itself."""
    suffix = Path(name).suffix.lower()
    if suffix in PAGES:
        for found in ASKS.finditer(text):
            if not PLAIN_LINKS.search(found.group()):
                yield Leak(name, "third-party-request", found[1].partition("/")[0])
        if SERVERS.search(text):
            yield Leak(name, "third-party-request", "an address of a public script server")
    if suffix in PAGES | {".css"}:
        for found in STYLE_ASKS.finditer(text):
            yield Leak(name, "third-party-request", found[1].partition("/")[0])
