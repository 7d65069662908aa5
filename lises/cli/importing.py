"""``lises import``: bring a transcript into a study, after showing what was understood."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError, NotAStudyError, Problem, how_many

from .output import CLEAN, FOUND, AsJson, problems_json, say_json, say_problems

if TYPE_CHECKING:
    from lises.exchange import Imported
    from lises.model import StudyFolder, Transcript

__all__ = ["import_"]


def import_(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    file: Annotated[Path, typer.Argument(help="A transcript: .docx, .txt or .md.")],
    interview: Annotated[
        str, typer.Option(help="Id of the interview; else made of the file's name.")
    ] = "",
    speaker: Annotated[
        list[str] | None,
        typer.Option(help="LABEL=WHO: a participant's id, interviewer or other; may be repeated."),
    ] = None,
    no_speaker: Annotated[
        list[str] | None, typer.Option(help="A label that is none: keep it as text.")
    ] = None,
    role: Annotated[str, typer.Option(help="Role of participants who are new.")] = "",
    write: Annotated[bool, typer.Option("--write", help="Write without asking.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a transcript.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read a transcript, show speakers, turns and what was set aside, and write on request.

    Exit 0: written, or shown without an error; 1: something must be decided first.

    Example: lises import studies/my-study interview.docx --speaker X=R01 --write
    """
    from lises.exchange import read_transcript, to_transcript

    folder = _study(study)
    given = _pairs(speaker or [])
    labels = {**given, **dict.fromkeys(no_speaker or [], "-")}
    imported = read_transcript(file, labels=labels or None)
    name, mapping = _proposal(folder, imported, interview, given)
    transcript, problems = to_transcript(imported, interview=name, speakers=mapping)
    found = (*imported.problems, *problems)
    errors = any(p.severity == "error" for p in found)
    if not as_json:
        _show(imported, mapping, problems, name)
    done = (
        []
        if errors
        else _write(study, folder, (imported, transcript, role), (write, replace, as_json))
    )
    if as_json:
        _say(imported, mapping, found, done)
    raise typer.Exit(FOUND if errors else CLEAN)


def _study(path: Path) -> StudyFolder:
    from lises.files import read_study

    folder, problems = read_study(path, name=str(path))
    if folder is None:
        why = next((str(p) for p in problems), "`lises new` makes one")
        raise NotAStudyError(f"{path} is not a study: {why}")
    return folder


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    wrong = next(
        (one for one, (left, _, right) in zip(given, pairs, strict=True) if not (left and right)),
        None,
    )
    if wrong is not None:
        raise LisesError(f'--speaker "{wrong}"; write LABEL=WHO, as in X=R01 or I=interviewer')
    return {left.strip(): right.strip() for left, _, right in pairs}


def _proposal(
    folder: StudyFolder, imported: Imported, interview: str, given: dict[str, str]
) -> tuple[str, dict[str, str]]:
    from lises.exchange import interview_id, proposed_mapping

    known = {i.id for i in folder.interviews}
    name = interview or interview_id(imported.path, known)
    row = folder.interview(name)
    mapping = proposed_mapping(imported, name, row.participants if row else ())
    return name, {**mapping, **given}


def _show(
    imported: Imported, mapping: dict[str, str], problems: tuple[Problem, ...], name: str
) -> None:
    from lises.exchange import report, speaker_table

    typer.echo(report(imported))
    if not imported.turns:
        return
    typer.echo(f"speakers of {name}, as they would be written (--interview gives another id)")
    for row in speaker_table(imported, mapping):
        becomes = " + ".join(row.becomes) or _open(row.label, name)
        said = f"{how_many(row.turns, 'turn')}, {how_many(row.words, 'word')}"
        typer.echo(f"  {row.label}: {said} → {becomes}")
    say_problems(problems)


def _open(label: str, name: str) -> str:
    """Say what can be said of a label that is open."""
    return (
        f"open: say --speaker {label}={name} (a participant), {label}=interviewer or {label}=other"
    )


def _write(
    study: Path,
    folder: StudyFolder,
    what: tuple[Imported, Transcript, str],
    how: tuple[bool, bool, bool],
) -> list[Path]:
    from lises.exchange import Addition, add_interview

    imported, transcript, role = what
    write, replace, as_json = how
    if not write and (as_json or not sys.stdin.isatty()):
        if not as_json:
            typer.echo("\nnothing written; say --write when this is right")
        return []
    if not write and not typer.confirm("\nWrite this into the study?"):
        return []
    addition = Addition(transcript=transcript, imported=imported, role=role, replace=replace)
    done = add_interview(folder, study, addition)
    if not as_json:
        for path in done:
            typer.echo(f"wrote {path}")
    return done


def _say(
    imported: Imported, mapping: dict[str, str], found: tuple[Problem, ...], done: list[Path]
) -> None:
    from lises.exchange import as_json as told

    more = {"becomes": mapping, "problems": problems_json(found), "written": [str(p) for p in done]}
    say_json({**told(imported), **more})
