"""What commands share: how problems, JSON and progress are shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer

from lises.errors import Problem, ReleaseError, did_you_mean
from lises.model import CLEARANCES, Clearance

__all__ = [
    "CLEAN",
    "FOUND",
    "MISUSE",
    "AsJson",
    "fail",
    "problems_json",
    "progress",
    "say_json",
    "say_problems",
    "tier_named",
]

CLEAN, FOUND, MISUSE = 0, 1, 2

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def say_json(value: object) -> None:
    """Print a value as JSON, unicode as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say_problems(problems: Iterable[Problem], *, acknowledged: bool = False) -> None:
    """Print problems, each with its remedy; acknowledged doubts only where asked for."""
    for problem in problems:
        if problem.acknowledged and not acknowledged:
            continue
        kind = "" if problem.severity == "error" else "doubt: "
        head, _, remedy = str(problem).partition("\n")
        place, _, rest = head.partition(": ")
        typer.echo(f"{place}: {kind}{rest}")
        if remedy:
            typer.echo(remedy)
        if problem.acknowledged:
            typer.echo(f"    acknowledged: {problem.acknowledged}")


def problems_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Give problems as plain values."""
    return [asdict(problem) for problem in problems]


def tier_named(said: str) -> Clearance:
    """Give the tier that an option names.

    Raises
    ------
    ReleaseError
        If there is none of that name.
    """
    for tier in CLEARANCES:
        if tier == said:
            return tier
    meant = did_you_mean(said, CLEARANCES) or f"choose {', '.join(CLEARANCES)}"
    raise ReleaseError(f'no tier "{said}"; {meant}')


def fail(message: str) -> None:
    """Say on the error stream why a call cannot be carried out."""
    typer.echo(f"lises: {message}", err=True)


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show a bar on the error stream while something long goes on; nothing where nobody looks.

    Yields a function that moves the bar one step and may name what is next.
    """
    if not sys.stderr.isatty():
        yield lambda _what: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def step(what: str) -> None:
            bar.update(task, advance=1, description=what)

        yield step
