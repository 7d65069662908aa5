"""``lises progress``: how far each coding set has come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from lises.errors import how_many

from .output import AsJson, say_json

__all__ = ["progress"]


def progress(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    interviews: Annotated[
        bool, typer.Option("--interviews", help="A line for each interview of each set.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what is assigned, read, coded and undecided, of every coding set.

    Example: lises progress studies/my-study
    """
    import lises

    rows: list[dict[str, Any]] = lises.load(study).progress.to_dicts()
    if as_json:
        say_json(rows)
        return
    if not rows:
        typer.echo("no coding set, or no interview: nothing to be coded yet")
    for name in dict.fromkeys(row["set"] for row in rows):
        of_set = [row for row in rows if row["set"] == name]
        typer.echo(_whole(name, of_set))
        for row in of_set if interviews else ():
            typer.echo(f"  {_one(row)}")


def _whole(name: str, rows: list[dict[str, Any]]) -> str:
    coder = f" ({rows[0]['coder']})" if rows[0]["coder"] else ""
    given = [row for row in rows if row["assigned"]]
    base = given or rows
    read = sum(row["read"] == "all" for row in base)
    of = "assigned" if given else "interviews"
    passages = sum(row["passages"] for row in rows)
    parts = [f"read {read} of {len(base)} {of}", how_many(passages, "passage")]
    if suggested := sum(row["suggested"] for row in rows):
        parts.append(f"{suggested} of them suggested by the program")
    if any(row["undecided"] is not None for row in rows):
        undecided = sum(row["undecided"] or 0 for row in rows)
        parts.append(f"{how_many(undecided, 'disagreement')} undecided")
    return f"{name}{coder}: {', '.join(parts)}"


def _one(row: dict[str, Any]) -> str:
    turns = "no transcript" if row["turns"] is None else f"{row['coded_turns']} of {row['turns']}"
    parts = [
        "assigned" if row["assigned"] else "",
        f"read: {row['read']}",
        f"turns coded: {turns}",
        f"passages: {row['passages']}",
        f"codes used: {row['codes']}",
        "" if row["undecided"] is None else f"undecided: {row['undecided']}",
    ]
    return f"{row['interview']}: {' · '.join(part for part in parts if part)}"
