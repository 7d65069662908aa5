"""``lises report coreq|srqr|rtarg``: a reporting guideline held against a study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .output import say_json

if TYPE_CHECKING:
    from lises.evidence.guidelines import GuidelineRow
    from lises.model import GuidelineName, StudyFolder

__all__ = ["say_guideline"]


def say_guideline(
    study: Path, guideline: str, *, as_json: bool, to: Path | None, language: str = ""
) -> None:
    """Say item by item what is computed, what the authors answer and what is missing.

    Parameters
    ----------
    study : Path
        A study folder, or a release of one: of that, what its archive computed is told.
    guideline : str
        ``coreq``, ``srqr`` or ``rtarg``.
    as_json : bool
        Print plain values instead of text.
    to : Path or None
        Write a Markdown file too.
    language : str, optional
        ``da`` or ``en``; without it the study's own.

    Raises
    ------
    NotAStudyError
        If there is no study.
    UnknownNameError
        If there is no such guideline.
    NotOfferedError
        If it does not fit the study's method; the message says why.
    """
    from lises.render import Words
    from lises.render.guideline_text import guideline_lines, guideline_markdown, guideline_values

    folder, name, rows = _read(study, guideline)
    words = Words(language or folder.design.language)
    if to is not None:
        from lises.files import write_atomic

        write_atomic(to, guideline_markdown(words, folder, name, rows).encode("utf-8"))
    if as_json:
        say_json(guideline_values(folder, name, rows))
        return
    if to is not None:
        typer.echo(str(to))
        return
    for line in guideline_lines(words, folder, name, rows):
        typer.echo(line)


def _read(
    study: Path, guideline: str
) -> tuple[StudyFolder, GuidelineName, tuple[GuidelineRow, ...]]:
    """Read a study and compute, or take from a release what its archive had computed."""
    from lises.evidence.guidelines import guideline_rows, guideline_table, offered_or_why
    from lises.notebook import load
    from lises.privacy import RELEASE_FILE, read_release

    if (study / RELEASE_FILE).is_file():
        release = read_release(study)
        folder = release.folder
        name = offered_or_why(folder.design, guideline)
        found = release.guidelines.get(name, {})
        return folder, name, guideline_rows(name, found, folder.reporting)
    held = load(study)
    name = offered_or_why(held.design, guideline)
    return held.folder, name, guideline_table(held.counted, name)
