"""What a build leaves in its output that is no part of the book is taken out again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .held import held
from .interface import put_into_language

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["tidy"]

OWN_PAGES = frozenset({"search"})  # that Sphinx makes of no document
# Of themes and extensions, used at no reader's: templates, message catalogues, a server's script.
UNUSED = ("locales", "*-macros.html", "sphinx-thebe.*")


def tidy(app: Sphinx, failed: Exception | None) -> None:
    """Remove pages and pictures of earlier builds, and files of the theme that no page uses.

    Sphinx leaves the page of a document that is gone where it stands: who has withdrawn would go on
    being published.
    """
    if failed is not None or app.builder.name != "html":
        return
    html = Path(app.outdir)
    for path in [*_pages_gone(app, html), *_pictures_gone(app, html), *_unused(html)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    _empty_folders(html)
    put_into_language(html, held(app).words.language)


def _pages_gone(app: Sphinx, html: Path) -> Iterator[Path]:
    known = {*app.env.found_docs, *OWN_PAGES}
    for path in html.rglob("*.html"):
        name = path.relative_to(html).with_suffix("").as_posix()
        if not name.startswith("_") and name not in known:
            yield path


def _pictures_gone(app: Sphinx, html: Path) -> Iterator[Path]:
    used = {name for _, name in app.env.images.values()}
    for path in (html / "_images").glob("*"):
        if path.name not in used:
            yield path


def _unused(html: Path) -> Iterator[Path]:
    for pattern in UNUSED:
        yield from (html / "_static").glob(pattern)


def _empty_folders(html: Path) -> None:
    for path in sorted(html.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
