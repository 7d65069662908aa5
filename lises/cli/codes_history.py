"""``lises codes history``: how the codebook came to be, version by version, word by word."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import AsJson, say_json

if TYPE_CHECKING:
    from lises.evidence.trail import CodeChange
    from lises.model import Codebook
    from lises.render import Words

__all__ = ["history"]


def history(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    no_git: Annotated[
        bool, typer.Option("--no-git", help="Only what the codebook itself says.")
    ] = False,
    language: Annotated[str, typer.Option(help="Of the sentences: da or en.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Show each version of the codebook: why it came, which codes came, went, moved and changed.

    Words that went stand as [-words-], those that came as {+words+}. What a version changed is
    known only from a git history; without one, each code's last change is told.

    Example: lises codes history studies/demo-tiny --no-git
    """
    from lises.model import Codebook
    from lises.notebook import load
    from lises.render import Words, remark_text

    held = load(study)
    made = held.gathered_trail(history=not no_git)
    book = held.folder.codebook or Codebook()
    words = Words(language)
    if as_json:
        versions = [
            {"version": c.version, "date": c.date, "why": c.why.in_language(words.language)}
            for c in book.changes
        ]
        say_json({"versions": versions, "changes": [asdict(change) for change in made.codes]})
        return
    _say(words, book, made.codes)
    for key, about in made.remarks:
        if key not in ("not-committed", "conflict", "conflict-committed"):
            typer.echo(remark_text(words, key, about))


def _say(words: Words, book: Codebook, changes: tuple[CodeChange, ...]) -> None:
    by_version = {
        version: list(found) for version, found in groupby(changes, key=lambda one: one.version)
    }
    why = {change.version: change for change in book.changes}
    if not by_version and not why:
        typer.echo(words("trail-codes-none"))
    for version in sorted({*by_version, *why}, reverse=True):
        change = why.get(version)
        if change is None:
            typer.echo(words("trail-version", version=version))
        else:
            typer.echo(words("trail-version-on", version=version, date=change.date))
            typer.echo(f"  {change.why.in_language(words.language)}")
        for one in by_version.get(version, []):
            _say_change(words, one)


def _say_change(words: Words, change: CodeChange) -> None:
    from lises.render import change_text
    from lises.tables.trail import marked_words

    told = [f"{change.code or '?'}: {change_text(words, change)}"]
    if change.recoded:
        told.append(words("trail-code-recoded", n=change.recoded))
    if change.now:
        told.append(words("trail-code-now", n=change.now))
    date = f"{change.date}  " if change.commit else ""
    typer.echo(f"  {date}{' · '.join(told)}")
    if change.was or change.becomes:
        language = f"{change.language}: " if change.language else ""
        typer.echo(f"    {language}{marked_words(change.was, change.becomes)}")
