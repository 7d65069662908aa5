"""``lises import`` of a project of another program: a whole study, after showing it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lises.errors import LisesError, how_many

from .output import CLEAN, FOUND, problems_json, say_json, say_problems

if TYPE_CHECKING:
    from lises.exchange.projects.project import Project
    from lises.exchange.projects.to_study import StudyFromProject

__all__ = ["AsStudy", "import_project"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsStudy:
    """What the command line says of the study to be made."""

    language: str
    constructed: bool
    speakers: Mapping[str, str]
    write: bool
    as_json: bool


def import_project(study: Path, file: Path, said: AsStudy) -> None:
    """Bring a project in as a new study; return where the file is no project.

    Raises
    ------
    typer.Exit
        Where it was one: 0 written or shown, 1 it cannot be read.
    LisesError
        If the folder is not new.
    """
    from lises.exchange.projects.reading import read_project
    from lises.exchange.projects.to_study import StudyWanted, to_study

    project = read_project(file) if file.exists() else None
    if project is None:
        return
    if study.is_dir() and any(study.iterdir()):
        raise LisesError(
            f"{file.name} is a whole project ({project.format}) and {study} is not empty; name a "
            f"new folder, or bring its codings in: lises codes import {study} {file} --set SET"
        )
    wanted = StudyWanted(
        id=_id(study, constructed=said.constructed),
        language=said.language,
        constructed=said.constructed,
        speakers=said.speakers,
    )
    made = to_study(project, wanted)
    errors = any(problem.severity == "error" for problem in made.problems)
    if not said.as_json:
        _show(project, made)
    done = [] if errors else _write(project, made, study, said)
    if said.as_json:
        from lises.exchange.projects.report import project_as_json

        more = {"problems": problems_json(made.problems), "written": [str(p) for p in done]}
        say_json({**project_as_json(project, made), **more})
    raise typer.Exit(FOUND if errors else CLEAN)


def _id(study: Path, *, constructed: bool) -> str:
    from lises.files.skeleton import study_id

    return study_id(study, constructed=constructed)


def _show(project: Project, made: StudyFromProject) -> None:
    from lises.exchange.projects.report import project_report

    typer.echo(project_report(project, made), nl=False)
    say_problems(made.problems)


def _write(project: Project, made: StudyFromProject, study: Path, said: AsStudy) -> list[Path]:
    from lises.exchange.projects.making_study import write_made_study

    if not said.write and (said.as_json or not sys.stdin.isatty()):
        if not said.as_json:
            typer.echo("\nnothing written; say --write when this is right")
        return []
    if not said.write and not typer.confirm(f"\nWrite this as a new study into {study}?"):
        return []
    done = write_made_study(project, made, study)
    if not said.as_json:
        typer.echo(f"\nwrote {how_many(len(done), 'file')}; {study} is a study now. Next:")
        typer.echo(f"  {study}/.imports/project.txt   the whole report, what was set aside too")
        typer.echo(f"  lises check {study}            see what has to be decided")
        typer.echo(f"  lises tag {study} --coder …    go on coding")
    return done
