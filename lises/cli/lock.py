"""``lises lock``: what a study would publish, written down; and what has changed since."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lises.errors import how_many

from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems, tier_named

__all__ = ["lock"]

MOST_SHOWN = 60


def lock(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    tier: Annotated[str, typer.Option(help="public, reviewer, or restricted.")] = "public",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; tell what has changed since.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write lises.lock: a digest of every file of the study, and every value that it would publish.

    With --check nothing is written: every published value that is another now is told, with what it
    was, and every file that changed: exit 1 where there is one.

    Example: lises lock studies/demo-tiny --check
    """
    from lises.verification.locking import changes_since, lock_study

    wanted = tier_named(tier)
    with progress("counting"):
        made = lock_study(study, wanted, today=date.today().isoformat(), write=not check)
    errors = [p for p in made.problems if p.severity == "error"]
    changes = changes_since(study, made.lock) if check and made.lock else ()
    if as_json:
        rows = [{"what": c.what, "was": c.was, "now": c.now} for c in changes]
        say_json({"problems": problems_json(errors), "changes": rows})
    else:
        say_problems(errors)
        for change in changes[:MOST_SHOWN]:
            typer.echo(f"{change.what}: was {change.was}, is {change.now}")
        if len(changes) > MOST_SHOWN:
            typer.echo(f"and {len(changes) - MOST_SHOWN} more")
        if made.lock is None:
            typer.echo("nothing was locked: put the above right first", err=True)
        elif check:
            typer.echo(how_many(len(changes), "change") + " since the lock")
        else:
            files, values = len(made.lock.files), sum(map(len, made.lock.values.values()))
            typer.echo(f"{how_many(values, 'value')} of {how_many(files, 'file')} in {made.path}")
    if errors or changes:
        raise typer.Exit(FOUND)
