"""``lises release``: a study folder from which everything not cleared is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import ReleaseError, how_many
from lises.model import CLEARANCES

from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems

if TYPE_CHECKING:
    from lises.privacy import Release

__all__ = ["release"]


def release(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    to: Annotated[Path, typer.Option(help="A new folder outside the study.")],
    tier: Annotated[str, typer.Option(help="public, reviewer, or restricted.")] = "public",
    vault: Annotated[
        Path | None, typer.Option(help="Whose register of names is held against what is made.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write what is cleared at a tier as a study folder of its own.

    Its bytes are read before it is put there; an error in the study or a word that would leak
    stops it: exit 1, and nothing is written.

    Example: lises release studies/demo-tiny --tier public --to released
    """
    from lises.privacy.releasing import Beside, release_study

    wanted = next((t for t in CLEARANCES if t == tier), None)
    if wanted is None:
        raise ReleaseError(f'no tier "{tier}"; {", ".join(CLEARANCES)}')
    today = date.today().isoformat()
    with progress("releasing"):
        made = release_study(study, wanted, to, today=today, beside=Beside(vault=vault))
    shown = [p for p in made.problems if p.severity == "error"]
    withheld = sum(made.release.passages_withheld.values()) if made.release else 0
    if as_json:
        say_json(
            {
                "folder": str(made.folder) if made.good else None,
                "passages_withheld": withheld,
                "below_k": _below_k(made.release) if made.good else None,
                "problems": problems_json(shown),
                "leaks": [str(leak) for leak in made.leaks],
            }
        )
    else:
        say_problems(shown)
        for leak in made.leaks:
            typer.echo(str(leak))
        if made.good:
            there = made.release.folder if made.release else None
            passages = len(there.passages) if there else 0
            typer.echo(
                f"{made.folder}: {how_many(passages, 'passage')} shown, "
                f"{how_many(withheld, 'counted passage')} withheld"
            )
            _say_few(made.release)
        else:
            typer.echo("nothing was released: put the above right first", err=True)
    if not made.good:
        raise typer.Exit(FOUND)


def _below_k(made: Release | None) -> int:
    """Count what stands against the threshold; told here and not in the release: it points."""
    from lises.privacy.disclosure import disclosure_of

    return disclosure_of(made).forbidden if made and made.tier != "restricted" else 0


def _say_few(made: Release | None) -> None:
    few = _below_k(made)
    if few:
        said = how_many(few, "combination")
        typer.echo(f"{said} of what others may know of a person fit too few: lises disclosure")
