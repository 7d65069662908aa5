"""Composing, building and looking at what was built. The only file that knows jupyter-book."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lises.privacy import Release

from .compose import compose
from .evidence_file import write_evidence
from .scan import Leak, scan

__all__ = ["BuiltBook", "build_book"]


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
    releases: Sequence[Release], author: Path, out: Path, *, language: str | None = None
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
    compose(releases, author, source, language=language)
    warnings = _sphinx(source, html)
    if warnings:
        shutil.rmtree(html, ignore_errors=True)
        shutil.rmtree(out / ".doctrees", ignore_errors=True)
        return BuiltBook(html=html, pages=0, warnings=warnings)
    for name in (".buildinfo", ".nojekyll"):
        (html / name).unlink(missing_ok=True)
    write_evidence(releases, html)
    pages = sum(1 for _ in html.rglob("*.html"))
    return BuiltBook(html=html, pages=pages, leaks=tuple(scan(html)))


def _sphinx(source: Path, html: Path) -> tuple[str, ...]:
    """Run jupyter-book's Sphinx; give its warnings, each a line."""
    from jupyter_book.sphinx import build_sphinx

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
    lines = [line.replace(f"{source}{os.sep}", "") for line in said.getvalue().splitlines()]
    warnings = tuple(line for line in lines if "WARNING" in line or "ERROR" in line)
    if result and not warnings:
        return tuple(lines) or (str(result),)
    return warnings
