"""``lises new``: a study to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .output import AsJson, say_json

__all__ = ["new"]


def new(
    folder: Annotated[Path, typer.Argument(help="A new folder; its name becomes the id.")],
    title: Annotated[str, typer.Option(help="What the study is called.")] = "",
    language: Annotated[str, typer.Option(help="Of the interviews: da, en …")] = "da",
    method: Annotated[
        str, typer.Option(help="reflexive, codebook, framework or not-stated.")
    ] = "not-stated",
    constructed: Annotated[bool, typer.Option(help="People and words are invented.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the files of an empty study, ready for `lises import`.

    Example: lises new studies/my-study --title "Going home" --language en
    """
    from lises.files.skeleton import new_study

    written = new_study(
        folder, title=title, language=language, method=method, constructed=constructed
    )
    if as_json:
        say_json({"study": str(folder), "files": [str(path) for path in written]})
        return
    typer.echo(f"{folder} is a study now. Next:")
    typer.echo(f"  lises import {folder} INTERVIEW.docx   bring a transcript in")
    typer.echo(f"  lises check {folder}                   see what is missing")
    typer.echo(f"  {folder}/notebooks/first-look.ipynb    look at it in a notebook")
