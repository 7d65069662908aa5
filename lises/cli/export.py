"""``lises export``: a study in a format that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import NotAStudyError, how_many

from .output import FOUND, AsJson, say_json, say_problems

if TYPE_CHECKING:
    from lises.exchange.projects.project import Project
    from lises.model import StudyFolder

__all__ = ["export"]


def export(
    study: Annotated[Path, typer.Argument(help="The study folder, or a release of it.")],
    form: Annotated[str, typer.Option("--format", help="Such as qdpx; --list names them.")] = "",
    to: Annotated[
        Path | None, typer.Option(help="The new file or folder; else named after the study.")
    ] = None,
    reader: Annotated[
        str, typer.Option("--for", help="The program that will read qdpx: nvivo, maxqda …")
    ] = "",
    sets: Annotated[
        list[str] | None, typer.Option("--set", help="A coding set; may be repeated. Else all.")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Name the formats and stop.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write transcripts, codes and codings for another program, and name what it cannot hold.

    What is written is as confidential as the study: for others, export a release.

    Example: lises export studies/demo-tiny --format qdpx --to demo-tiny.qdpx
    """
    from lises.exchange.projects.from_study import from_study
    from lises.exchange.projects.writing import WRITERS, put_written, write_project
    from lises.render.words import Words

    if show or not form:
        for writer in WRITERS:
            typer.echo(f"{writer.name:16}{writer.what}")
        if not show:
            typer.echo("name one of these with --format")
        return
    folder = _whole(study)
    mark = Words(folder.design.language)("mark-banner") if folder.design.constructed else ""
    project = from_study(folder, sets=sets or (), mark=mark)
    written = write_project(project, form, reader)
    ending = next(writer.ending for writer in WRITERS if writer.name == form)
    target = to or Path(f"{folder.design.id}{ending}")
    done = put_written(written, target)
    lost = [*project.notes, *written.lost]
    if as_json:
        say_json({"written": [str(path) for path in done], "lost": lost})
        return
    _say(target, project, lost)
    _warn(folder)


def _whole(path: Path) -> StudyFolder:
    """Read the study; a file that cannot be read whole would leave without what it holds."""
    from lises.files import read_study

    folder, problems = read_study(path, name=str(path))
    if folder is None:
        why = next((str(p) for p in problems), "`lises new` makes one")
        raise NotAStudyError(f"{path} is not a study: {why}")
    faults = [problem for problem in problems if problem.severity == "error"]
    if faults:
        say_problems(faults)
        typer.echo("nothing was written: put the above right first", err=True)
        raise typer.Exit(FOUND)
    return folder


def _say(target: Path, project: Project, lost: list[str]) -> None:
    sources = how_many(len(project.sources), "source")
    codings = how_many(len(project.codings), "coding")
    typer.echo(f"wrote {target}: {sources}, {how_many(len(project.codes), 'code')}, {codings}")
    if lost:
        typer.echo("what it does not hold:")
    for line in lost:
        typer.echo(f"  {line}")


def _warn(folder: StudyFolder) -> None:
    """Say that an archive left whole."""
    from lises.privacy.carried import RELEASE_FILE

    if not (Path(folder.path) / RELEASE_FILE).is_file():
        typer.echo("it holds all of the study, what is withheld too; for others export a release")
