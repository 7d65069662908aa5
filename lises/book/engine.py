"""Composing, building and looking at what was built. The only file that knows jupyter-book."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from lises.errors import LisesError
from lises.files import write_atomic
from lises.privacy import Release
from lises.privacy.gate import Leak

from .compose import compose
from .notebooks import Executed
from .scan import scan

__all__ = ["BuiltBook", "build_book", "discard"]

BUILT_FROM = ".built-from"  # beside the pages: what all of them were written for
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PROGRAMS = ("lises", "jupyter-book", "sphinx", "sphinx-book-theme", "pydata-sphinx-theme")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltBook:
    """What a build gave: the folder of pages, the warnings that failed it, what would leak."""

    html: Path
    pages: int
    warnings: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the book may be published."""
        return not self.warnings and not self.leaks


def build_book(
    releases: Sequence[Release],
    author: Path,
    out: Path,
    *,
    language: str | None = None,
    notebooks: Mapping[str, Executed] | None = None,
) -> BuiltBook:
    """Build the book from releases.

    Parameters
    ----------
    releases : sequence of Release
    author : Path
        The author's folder, see ``compose``.
    out : Path
        Gets ``source`` (the composed Jupyter Book) and ``html`` (the pages). Where a build fails,
        ``html`` is removed: a broken book is not to be published by mistake.
    language : str, optional
        Of the interface.
    notebooks : mapping of str to Executed, optional
        See ``compose``.

    Returns
    -------
    BuiltBook
        Without warnings and leaks it is good to publish.

    Raises
    ------
    LisesError
        If the author's folder cannot be used.
    """
    source, html = out / "source", out / "html"
    files = compose(releases, author, source, language=language, notebooks=notebooks)
    frame = _frame(source, files)
    _begin(out, frame)
    warnings = _sphinx(source, html)
    if warnings:
        discard(out)
        return BuiltBook(html=html, pages=0, warnings=warnings)
    (html / ".buildinfo").unlink(missing_ok=True)
    write_atomic(out / BUILT_FROM, frame.encode())
    pages = sum(1 for _ in html.rglob("*.html"))
    return BuiltBook(html=html, pages=pages, leaks=tuple(scan(html)))


def _frame(source: Path, files: Iterable[Path]) -> str:
    """Give a digest of what shows on every page: configuration, contents, titles, programs.

    Sphinx writes a page again where its own source has changed; the contents beside it, its
    neighbours' titles and a banner for all pages are not among that.
    """
    told = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in PROGRAMS).encode())
    for path in files:
        name = path.relative_to(source).as_posix()
        if name.startswith("_config") or name.startswith("_toc") or path.suffix == ".ipynb":
            told.update(path.read_bytes())
        elif path.suffix == ".md":
            lines = path.read_text(encoding="utf-8").splitlines()
            told.update("\n".join([name, *(x for x in lines if x.startswith("# "))]).encode())
    return told.hexdigest()


def _begin(out: Path, frame: str) -> None:
    """Keep pages of an earlier build only where that ended well and all pages have this frame."""
    note = out / BUILT_FROM
    if not note.is_file() or note.read_text(encoding="utf-8") != frame:
        discard(out)
    note.unlink(missing_ok=True)


def discard(out: Path) -> None:
    """Remove the pages of an earlier build: they are no longer what the studies give.

    Raises
    ------
    LisesError
        If the pages there are not ours.
    """
    ours = (out / BUILT_FROM).is_file() or (out / ".doctrees").is_dir()
    if (out / "html").is_dir() and any((out / "html").iterdir()) and not ours:
        raise LisesError(f"{out / 'html'} holds pages of something else; give another folder")
    for name in ("html", ".doctrees"):
        shutil.rmtree(out / name, ignore_errors=True)
    (out / BUILT_FROM).unlink(missing_ok=True)


def _sphinx(source: Path, html: Path) -> tuple[str, ...]:
    """Run jupyter-book's Sphinx; give its warnings, each a line."""
    import sphinx.locale
    from jupyter_book.sphinx import build_sphinx
    from sphinx.application import builtin_extensions

    sphinx.locale.translators.clear()  # else words of an earlier book's language stay
    for name in builtin_extensions:  # what is imported under a language keeps words of it for good
        if name.startswith("sphinx.domains."):
            import_module(name)
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        result = build_sphinx(
            source,
            html,
            path_config=source / "_config.yml",
            noconfig=True,  # as its own command does
            confoverrides={"latex_individualpages": False},
            quiet=True,
            warningiserror=True,
            keep_going=True,
        )
    told = COLOURS.sub("", said.getvalue()).replace(f"{source}{os.sep}", "")
    lines = told.splitlines()
    warnings = tuple(line for line in lines if "WARNING" in line or "ERROR" in line)
    if result and not warnings:
        return tuple(lines) or (str(result),)
    return warnings
