"""``lises book``: compose, gate, build and look at what was built."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lises.errors import ReleaseError, how_many
from lises.model import CLEARANCES

from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems

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

    wanted = next((t for t in CLEARANCES if t == tier), None)
    if wanted is None:
        raise ReleaseError(f'no tier "{tier}"; {", ".join(CLEARANCES)}')
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
    shown = [p for p in made.problems if p.severity == "error"]
    if as_json:
        say_json(
            {
                "html": str(made.html) if made.good else None,
                "pages": made.pages,
                "problems": problems_json(shown),
                "warnings": list(made.warnings),
                "leaks": [str(leak) for leak in made.leaks],
            }
        )
    else:
        say_problems(shown)
        for line in (*made.warnings, *map(str, made.leaks)):
            typer.echo(line)
        if made.good:
            typer.echo(
                f"{how_many(made.pages, 'page')} in {made.html}; open {made.html / 'index.html'}"
            )
        else:
            typer.echo("no book: put the above right first", err=True)
    if not made.good:
        raise typer.Exit(FOUND)
