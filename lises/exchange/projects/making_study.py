"""A study that was made of a project, written: whole or not at all, its report beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from lises.errors import LisesError
from lises.exchange.adding import REPORTS
from lises.files import write_atomic, write_study
from lises.files.skeleton import begin_study

from .project import Project
from .report import project_as_json, project_report
from .to_study import StudyFromProject

__all__ = ["write_made_study"]

PROJECT_SCHEMAS = "../../data_schema/"  # where a study within the project finds the schemas


def write_made_study(project: Project, made: StudyFromProject, folder: Path) -> list[Path]:
    """Write the study into a new folder, with the schemas for editors and the report.

    Parameters
    ----------
    project : Project
    made : StudyFromProject
    folder : Path
        A folder that does not exist or is empty.

    Returns
    -------
    list of Path
        The files written. Killed before its end, the folder is not there; what was begun lies
        beside it under a name that begins with a dot, and is cleared by the next try.

    Raises
    ------
    LisesError
        If the folder holds something.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise LisesError(f"{folder} is not empty; name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    begun = folder.with_name(f".{folder.name}.importing")
    if begun.exists():
        shutil.rmtree(begun)
    begun.mkdir(mode=0o700)
    write_study(made.folder, begun)
    begin_study(begun)
    for path in begun.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        write_atomic(path, text.replace(PROJECT_SCHEMAS, ".schema/", 1).encode())
    reports = begun / REPORTS
    reports.mkdir()
    write_atomic(reports / "project.txt", project_report(project, made, whole=True).encode())
    told = json.dumps(project_as_json(project, made), ensure_ascii=False, indent=1)
    write_atomic(reports / "project.json", f"{told}\n".encode())
    if folder.is_dir():
        folder.rmdir()
    begun.rename(folder)
    return sorted(path for path in folder.rglob("*") if path.is_file())
