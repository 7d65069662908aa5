"""``lises assign``: say which interviews a coder is to code, or draw them at random."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lises.errors import QueryError

from .output import AsJson, say_json

__all__ = ["assign"]


def assign(
    study: Annotated[Path, typer.Argument(help="The study folder; no release.")],
    interviews: Annotated[
        list[str] | None, typer.Argument(help="Interviews; or a --share of all.")
    ] = None,
    coder: Annotated[str, typer.Option(help="Whose work: an id or name under coders.")] = "",
    set: Annotated[str, typer.Option(help="One of the coder's rounds; else the latest.")] = "",
    share: Annotated[
        float | None, typer.Option(help="Draw this share at random, 0.2 for a fifth.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Of the draw; the same seed draws the same.", min=0)
    ] = None,
    by_role: Annotated[
        bool, typer.Option("--by-role", help="Draw the share of each role.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the assignment back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Assign interviews to a coder: rows of readings.csv that count as no reading.

    A draw can be made again by anybody: say the seed where you tell the method.

    Example: lises assign studies/my-study --coder cd --share 0.2 --seed 7 --by-role
    """
    from lises.tagging import Desk
    from lises.tagging.assigning import assign as put
    from lises.tagging.assigning import draw

    if not coder:
        raise QueryError("say whose work it is: --coder cd")
    if (share is None) == (not interviews):
        raise QueryError("name interviews, or say --share and --seed; one of the two")
    if share is not None and seed is None:
        raise QueryError("say a --seed, any whole number: without it nobody can draw again")
    desk = Desk.open(study, coder, set or None)
    named = list(interviews or ())
    names = named if share is None else list(draw(desk, share, seed or 0, by_role=by_role))
    put(desk, desk.set, names, assigned=not remove)
    known = {one.id for one in desk.material.interviews()}
    now = [a.interview for a in desk.material.assigned() if a.set == desk.set]
    if as_json:
        say_json({"coder": desk.coder, "set": desk.set, "named": names, "assigned": now})
        return
    for sentence in desk.said:
        typer.echo(sentence)
    if share is not None:
        each = " of each role" if by_role else ""
        typer.echo(f"drawn with seed {seed}, a share of {share:g}{each}: {', '.join(names)}")
    typer.echo(f"{desk.set} is assigned {len(now)} of {len(known)} interviews: {_list(now)}")


def _list(names: list[str]) -> str:
    return ", ".join(names) or "none"
