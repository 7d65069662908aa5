"""A look at the built bytes: nothing from outside, nothing of this machine, no strange files."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Leak", "scan"]

KINDS = frozenset(
    # .po and .mo: message catalogues that the theme brings
    ".html .css .js .json .inv .svg .png .jpg .jpeg .webp .ico .woff .woff2 .ttf .map .txt .po "
    ".mo".split()
)
READ = frozenset([".html", ".json", ".svg", ".txt"])
# An element that makes the browser ask somebody: not a link that a reader may follow.
ASKS = re.compile(
    r"<(?:script|img|iframe|source|audio|video|embed|object|link)\b[^>]*?"
    r"(?:src|href|data)\s*=\s*[\"']?(?:https?:)?//([^\"'\s>]+)",
    re.IGNORECASE,
)
PLAIN_LINKS = re.compile(r'rel="(?:canonical|license|author)"', re.IGNORECASE)
THEBE = re.compile(r"unpkg\.com|THEBE_JS_URL|cdn\.jsdelivr|googleapis", re.IGNORECASE)
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that ought not to be in the book: where, and what kind; never the thing itself."""

    path: str
    rule: str
    detail: str = ""

    def __str__(self) -> str:
        """One line."""
        return f"{self.path}: {self.rule} {self.detail}".rstrip()


def scan(html: Path) -> Iterator[Leak]:
    """Read every file of a built book and tell what should not be there."""
    home = _here(html)
    for path in sorted(p for p in html.rglob("*") if p.is_file()):
        name = path.relative_to(html).as_posix()
        if path.suffix.lower() not in KINDS:
            yield Leak(name, "kind-not-allowed", path.suffix)
        if path.suffix.lower() in READ:
            yield from _text(name, path.read_text(encoding="utf-8", errors="replace"), home)


def _here(html: Path) -> re.Pattern[str]:
    """Match absolute paths of this machine: the folder built in, the home folder, the user."""
    places = {str(html.resolve().parent), str(Path.home())} - {"/", "/root"}
    user = getpass.getuser()
    names = [re.escape(place) for place in places] + [rf"/(?:home|Users)/{re.escape(user)}\b"]
    return re.compile("|".join(names))


def _text(name: str, text: str, here: re.Pattern[str]) -> Iterator[Leak]:
    if here.search(text):
        yield Leak(name, "path-of-this-machine")
    if not name.endswith(".html"):
        return
    for found in ASKS.finditer(text):
        if not PLAIN_LINKS.search(found.group()):
            yield Leak(name, "third-party-request", found[1].partition("/")[0])
    if THEBE.search(text):
        yield Leak(name, "third-party-request", "an address of a public script server")
