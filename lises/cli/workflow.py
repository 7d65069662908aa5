"""``lises workflow``: a repository that publishes a bundle, and nothing but that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .output import FOUND, AsJson, fail, say_json

__all__ = ["workflow"]


def workflow(
    folder: Annotated[
        Path, typer.Argument(help="A repository for publishing; the bundle stands in it as bundle.")
    ],
    host: Annotated[str, typer.Option(help="github or gitlab.")] = "github",
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing: say what may not be published from here."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write the workflow file of a static host, which builds the pages from a bundle alone.

    With --check exit 1 where a study is no public release, or the bundle is not for the public.

    Example: lises workflow our-site --host gitlab
    """
    from lises.verification.workflow import unfit_to_publish, write_workflow

    if check:
        unfit = unfit_to_publish(folder)
        if as_json:
            say_json({"unfit": [{"place": one.place, "why": one.why} for one in unfit]})
        else:
            for one in unfit:
                typer.echo(f"{one.place} {one.why}")
        if unfit:
            raise typer.Exit(FOUND)
        return
    path = write_workflow(folder, host)
    if as_json:
        say_json({"workflow": str(path)})
        return
    typer.echo(f"{path} publishes what stands in {folder / 'bundle'}; put it there with")
    typer.echo(f"  lises bundle STUDY --to {folder / 'bundle'}")
    if not (folder / "bundle").is_dir():
        fail("there is no bundle there yet")
