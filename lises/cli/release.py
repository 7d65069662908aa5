"""``lises release``: a study folder from which everything not cleared is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import how_many

from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems, tier_named
from .seal import Receiver, Unsealed, handed_values, say_handed

if TYPE_CHECKING:
    from lises.privacy import Release
    from lises.privacy.releasing import WrittenRelease
    from lises.privacy.sealing import HandedOut

__all__ = ["release"]


def release(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    to: Annotated[Path, typer.Option(help="A new folder outside the study.")],
    tier: Annotated[str, typer.Option(help="public, reviewer, or restricted.")] = "public",
    vault: Annotated[
        Path | None, typer.Option(help="With the register of names, and the log of who got what.")
    ] = None,
    receiver: Receiver = "",
    unsealed: Unsealed = "",
    as_json: AsJson = False,
) -> None:
    """Write what is cleared at a tier as a study folder of its own.

    Its bytes are read before it is put there; an error in the study or a word that would leak
    stops it: exit 1, and nothing is written. What is for a reviewer is sealed with age for a
    receiver that study.yaml names, in a file, and logged.

    Example: lises release studies/demo-tiny --tier public --to released
    """
    from lises.privacy.handing import Terms, hand_over, handing_of, making
    from lises.privacy.releasing import Beside, release_study

    today = date.today().isoformat()
    asked = Terms(
        tier=tier_named(tier), to=to, today=today, vault=vault, receiver=receiver, unsealed=unsealed
    )
    handing = handing_of([study], asked)
    with progress("releasing"), making(handing, to) as place:
        made = release_study(study, asked.tier, place, today=today, beside=Beside(vault=vault))
        line = hand_over(handing, place) if handing and made.good else None
    if as_json:
        say_json(_values(to, made, line))
    else:
        _say(to, made, line)
    if not made.good:
        raise typer.Exit(FOUND)


def _values(to: Path, made: WrittenRelease, line: HandedOut | None) -> dict[str, object]:
    shown = [p for p in made.problems if p.severity == "error"]
    return {
        "folder": str(to) if made.good and not line else None,
        "sealed": handed_values(to, line) if line else None,
        "passages_withheld": _withheld(made),
        "below_k": _below_k(made.release) if made.good else None,
        "problems": problems_json(shown),
        "leaks": [str(leak) for leak in made.leaks],
    }


def _say(to: Path, made: WrittenRelease, line: HandedOut | None) -> None:
    say_problems(p for p in made.problems if p.severity == "error")
    for leak in made.leaks:
        typer.echo(str(leak))
    if not made.good:
        typer.echo("nothing was released: put the above right first", err=True)
        return
    passages = len(made.release.folder.passages) if made.release else 0
    typer.echo(
        f"{to}: {how_many(passages, 'passage')} shown, "
        f"{how_many(_withheld(made), 'counted passage')} withheld"
    )
    _say_few(made.release)
    if line:
        say_handed(to, line)


def _withheld(made: WrittenRelease) -> int:
    return sum(made.release.passages_withheld.values()) if made.release else 0


def _below_k(made: Release | None) -> int:
    """Count what stands against the threshold; told here and not in the release: it points."""
    from lises.privacy.disclosure import disclosure_of

    return disclosure_of(made).forbidden if made and made.tier != "restricted" else 0


def _say_few(made: Release | None) -> None:
    few = _below_k(made)
    if few:
        said = how_many(few, "combination")
        typer.echo(f"{said} of what others may know of a person fit too few: lises disclosure")
