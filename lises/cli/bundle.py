"""``lises bundle``: what a reviewer needs to verify a book without trusting anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lises.errors import LisesError, ReleaseError, how_many
from lises.model import CLEARANCES

from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems

__all__ = ["bundle"]


def bundle(
    studies: Annotated[
        list[Path] | None,
        typer.Argument(help="Study folders; without any, those that _config.yml names."),
    ] = None,
    to: Annotated[Path, typer.Option(help="A new folder.")] = Path("_build/bundle"),
    author: Annotated[
        Path | None, typer.Option(help="The author's folder with _config.yml and _toc.yml.")
    ] = None,
    tier: Annotated[str, typer.Option(help="public, reviewer, or restricted.")] = "public",
    language: Annotated[str, typer.Option(help="Of the book: en or da.")] = "",
    vault: Annotated[
        Path | None, typer.Option(help="Whose register of names is held against what is made.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Release studies, build their book from the releases, and lock all of it in one folder.

    An error, a broken reference or something that would leak stops it: exit 1, nothing is written.

    Example: lises bundle studies/demo-tiny --to bundle
    """
    from lises.book.making import studies_of
    from lises.verification.bundle import BundleOrder, make_bundle

    wanted = next((t for t in CLEARANCES if t == tier), None)
    if wanted is None:
        raise ReleaseError(f'no tier "{tier}"; {", ".join(CLEARANCES)}')
    named = list(studies or ()) or (studies_of(author) if author else [])
    if not named:
        raise LisesError("no study to bundle: name one, or an --author whose _config.yml does")
    order = BundleOrder(
        studies=tuple(named),
        author=author,
        to=to,
        tier=wanted,
        language=language or None,
        today=date.today().isoformat(),
        vault=vault,
    )
    with progress("making the bundle") as step:
        made = make_bundle(order, step=step)
    shown = [p for p in made.problems if p.severity == "error"]
    told = [*made.warnings, *map(str, made.leaks)]
    if as_json:
        folder = str(made.folder) if made.good else None
        problems = problems_json(shown)
        say_json({"folder": folder, "files": made.files, "problems": problems, "told": told})
    else:
        say_problems(shown)
        for line in told:
            typer.echo(line)
        if made.good:
            typer.echo(
                f"{how_many(made.files, 'file')} in {made.folder}; verify with "
                f"`lises verify {made.folder}`"
            )
        else:
            typer.echo("no bundle: put the above right first", err=True)
    if not made.good:
        raise typer.Exit(FOUND)
