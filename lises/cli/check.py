"""``lises check``: list every problem of one or many studies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lises.errors import Problem

from .output import CLEAN, FOUND, AsJson, problems_json, progress, say_json, say_problems

__all__ = ["check"]


def check(
    paths: Annotated[
        list[Path], typer.Argument(help="Study folders, or a folder that holds several.")
    ],
    strict: Annotated[bool, typer.Option(help="Count an open doubt as a problem.")] = False,
    acknowledged: Annotated[
        bool, typer.Option(help="Show acknowledged doubts with their reasons too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List every problem in a study, each with file, line and remedy.

    Exit 0: no error (doubts may stand open); 1: problems found; 2: no study there.

    Example: lises check studies/demo-tiny
    """
    from lises.evidence import studies_below
    from lises.notebook import load

    folders = [study for path in paths for study in studies_below(path)]
    found: list[Problem] = []
    with progress("checking", total=len(folders)) as step:
        for folder in folders:
            step(str(folder))
            found.extend(load(folder).problems)
    errors = [p for p in found if p.severity == "error"]
    open_doubts = [p for p in found if p.severity == "doubt" and not p.acknowledged]
    known = len(found) - len(errors) - len(open_doubts)
    if as_json:
        counts = {"errors": len(errors), "doubts": len(open_doubts), "acknowledged": known}
        say_json({"studies": [str(f) for f in folders], **counts, "problems": problems_json(found)})
    else:
        say_problems(found, acknowledged=acknowledged)
        typer.echo(
            f"{_n(len(folders), 'study', 'studies')}: {_n(len(errors), 'error')}, "
            f"{_n(len(open_doubts), 'open doubt')}, {known} acknowledged"
        )
    raise typer.Exit(FOUND if errors or (strict and open_doubts) else CLEAN)


def _n(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
