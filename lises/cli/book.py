"""``lises book``: compose, gate, build and look at what was built."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import how_many

from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems, tier_named

if TYPE_CHECKING:
    from lises.book.making import MadeBook

__all__ = ["book"]


def book(
    studies: Annotated[
        list[Path] | None,
        typer.Argument(help="Study folders; without any, those that _config.yml names."),
    ] = None,
    author: Annotated[
        Path | None, typer.Option(help="The author's folder with _config.yml and _toc.yml.")
    ] = None,
    to: Annotated[Path, typer.Option(help="Where to build.")] = Path("_build/book"),
    tier: Annotated[
        str, typer.Option(help="public, reviewer, or restricted (a private preview).")
    ] = "public",
    language: Annotated[str, typer.Option(help="Of the interface: en or da.")] = "",
    vault: Annotated[
        Path | None, typer.Option(help="Whose register of names is held against what is made.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Build the book from what is cleared at a tier.

    An error in a study, a broken reference or something that would leak stops it: exit 1.

    Example: lises book studies/demo-tiny --to /tmp/book
    """
    from lises.book.making import BookOrder, make_book

    wanted = tier_named(tier)
    order = BookOrder(
        studies=tuple(studies or ()),
        author=author,
        out=to,
        tier=wanted,
        language=language or None,
        today=date.today().isoformat(),
        vault=vault,
    )
    with progress("building the book") as step:
        made = make_book(order, step=step)
    if as_json:
        say_json(_values(made))
    else:
        _say(made)
    if not made.good:
        raise typer.Exit(FOUND)


def _values(made: MadeBook) -> dict[str, object]:
    return {
        "html": str(made.html) if made.good else None,
        "pages": made.pages,
        "problems": problems_json(p for p in made.problems if p.severity == "error"),
        "warnings": list(made.warnings),
        "leaks": [str(leak) for leak in made.leaks],
        "alone": {study: {"alone": alone, "of": of} for study, alone, of in made.alone},
    }


def _say(made: MadeBook) -> None:
    say_problems(p for p in made.problems if p.severity == "error")
    for line in (*made.warnings, *map(str, made.leaks)):
        typer.echo(line)
    if not made.good:
        typer.echo("no book: put the above right first", err=True)
        return
    typer.echo(f"{how_many(made.pages, 'page')} in {made.html}; open {made.html / 'index.html'}")
    for study, alone, of in made.alone:
        if alone:
            typer.echo(
                f"{study}: {alone} of {of} people are alone in what others may know of them; "
                "see lises disclosure"
            )
