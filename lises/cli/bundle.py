"""``lises bundle``: what a reviewer needs to verify a book without trusting anybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError, how_many

from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems, tier_named
from .seal import Receiver, Unsealed, handed_values, say_handed

if TYPE_CHECKING:
    from lises.privacy.sealing import HandedOut
    from lises.verification.bundle import MadeBundle

__all__ = ["bundle"]


def bundle(
    studies: Annotated[
        list[Path] | None,
        typer.Argument(help="Study folders; without any, those that _config.yml names."),
    ] = None,
    to: Annotated[Path, typer.Option(help="A new folder, or sealed a file NAME.tar.age.")] = Path(
        "_build/bundle"
    ),
    author: Annotated[
        Path | None, typer.Option(help="The author's folder with _config.yml and _toc.yml.")
    ] = None,
    tier: Annotated[str, typer.Option(help="public, reviewer, or restricted.")] = "public",
    language: Annotated[str, typer.Option(help="Of the book: en or da.")] = "",
    vault: Annotated[
        Path | None, typer.Option(help="With the register of names, and the log of who got what.")
    ] = None,
    receiver: Receiver = "",
    unsealed: Unsealed = "",
    as_json: AsJson = False,
) -> None:
    """Release studies, build their book from the releases, and lock all of it in one folder.

    An error, a broken reference or something that would leak stops it: exit 1, nothing is written.
    What is for a reviewer is sealed with age for a receiver that study.yaml names, and logged.

    Example: lises bundle studies/demo-tiny --to bundle
    """
    from lises.book.making import studies_of
    from lises.privacy.handing import Terms, hand_over, handing_of, making
    from lises.verification.bundle import BundleOrder, make_bundle

    named = list(studies or ()) or (studies_of(author) if author else [])
    if not named:
        raise LisesError("no study to bundle: name one, or an --author whose _config.yml does")
    today = date.today().isoformat()
    asked = Terms(
        tier=tier_named(tier), to=to, today=today, vault=vault, receiver=receiver, unsealed=unsealed
    )
    handing = handing_of(named, asked)
    with progress("making the bundle") as step, making(handing, to) as place:
        order = BundleOrder(
            studies=tuple(named),
            author=author,
            to=place,
            tier=asked.tier,
            language=language or None,
            today=today,
            vault=vault,
        )
        made = make_bundle(order, step=step)
        line = hand_over(handing, place) if handing and made.good else None
    if as_json:
        say_json(_values(to, made, line))
    else:
        _say(to, made, line)
    if not made.good:
        raise typer.Exit(FOUND)


def _values(to: Path, made: MadeBundle, line: HandedOut | None) -> dict[str, object]:
    return {
        "folder": str(to) if made.good and not line else None,
        "sealed": handed_values(to, line) if line else None,
        "files": made.files,
        "problems": problems_json(p for p in made.problems if p.severity == "error"),
        "told": [*made.warnings, *map(str, made.leaks)],
    }


def _say(to: Path, made: MadeBundle, line: HandedOut | None) -> None:
    say_problems(p for p in made.problems if p.severity == "error")
    for told in (*made.warnings, *map(str, made.leaks)):
        typer.echo(told)
    files = how_many(made.files, "file")
    if not made.good:
        typer.echo("no bundle: put the above right first", err=True)
    elif line:
        typer.echo(f"{files} in {to}; opened with `lises unseal`, verified with `lises verify`")
        say_handed(to, line)
    else:
        typer.echo(f"{files} in {to}; verify with `lises verify {to}`")
