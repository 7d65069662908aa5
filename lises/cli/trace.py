"""``lises trace``: walk the chain in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .output import AsJson, say_json

__all__ = ["trace"]


def trace(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    name: Annotated[
        str, typer.Argument(help="A finding, claim, code, passage, interview or participant.")
    ],
    language: Annotated[str, typer.Option(help="Of statements and labels: da, en …")] = "",
    as_json: AsJson = False,
) -> None:
    """Show what a thing rests on, down to the spoken words, with file and line.

    Example: lises trace studies/demo-tiny watering
    """
    from lises.notebook import load

    held = load(study)
    chain = held.trace(name, language=language)
    if as_json:
        say_json(chain.as_json())
        return
    if held.design.constructed:
        typer.echo("Invented: people, words, codings, coders and dates. Evidence of nothing.\n")
    typer.echo(str(chain))
