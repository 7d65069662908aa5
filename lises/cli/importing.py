"""``lises import``: bring a transcript into a study, after showing what was understood."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError, NotAStudyError, Problem, how_many

from .importing_project import AsStudy, import_project
from .output import CLEAN, FOUND, AsJson, problems_json, say_json, say_problems

if TYPE_CHECKING:
    from lises.exchange import Imported
    from lises.exchange.bringing import ToBring
    from lises.model import StudyFolder, Transcript

__all__ = ["import_"]


class Cues(StrEnum):
    """How cues become turns."""

    auto = "auto"
    joined = "joined"
    each = "each"


def import_(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    file: Annotated[
        Path,
        typer.Argument(help="A transcript (document, text, captions, ELAN), a folder or ZIP."),
    ],
    interview: Annotated[
        str, typer.Option(help="Id of the interview; else made of the file's name.")
    ] = "",
    speaker: Annotated[
        list[str] | None,
        typer.Option(help="LABEL=WHO: an id, participant, interviewer or other; may be repeated."),
    ] = None,
    no_speaker: Annotated[
        list[str] | None, typer.Option(help="A label that is none: keep it as text.")
    ] = None,
    role: Annotated[str, typer.Option(help="Role of participants who are new.")] = "",
    cues: Annotated[
        Cues,
        typer.Option(help="Cues to turns: by speaker, the unnamed joined too, or each a turn."),
    ] = Cues.auto,
    write: Annotated[bool, typer.Option("--write", help="Write without asking.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a transcript.")] = False,
    language: Annotated[
        str, typer.Option(help="Of the interviews, where a project makes a new study: da, en …")
    ] = "da",
    constructed: Annotated[
        bool, typer.Option("--constructed", help="The people of a project are invented.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read a transcript, show speakers, turns and what was set aside, and write on request.

    A folder or a ZIP archive of transcripts is shown as a table, and written as far as it can be.

    A project of another program (REFI-QDA, QualCoder, Taguette …) becomes a new study, shown first.

    Exit 0: written, or shown without an error; 1: something must be decided first.

    Example: lises import studies/my-study interview.docx --speaker X=R01 --write
    """
    from lises.exchange import read_transcript, to_transcript
    from lises.exchange.bringing import ToBring

    given = _pairs(speaker or [])
    options = AsStudy(
        language=language, constructed=constructed, speakers=given, write=write, as_json=as_json
    )
    import_project(study, file, options)
    folder = _study(study)
    wanted = ToBring(
        speakers=given,
        no_speakers=tuple(no_speaker or ()),
        role=role,
        cues=cues.value,
        over=replace,
    )
    _many(folder, (study, file, interview), wanted, (write, as_json))
    labels = {**given, **dict.fromkeys(no_speaker or [], "-")}
    imported = read_transcript(file, labels=labels or None, cues=cues.value)
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


def _many(
    folder: StudyFolder, what: tuple[Path, Path, str], wanted: ToBring, how: tuple[bool, bool]
) -> None:
    """Bring in a folder or an archive of transcripts; return where the file is one by itself."""
    from lises.exchange.many import is_bundle

    from .importing_many import import_many

    study, file, interview = what
    if is_bundle(file):
        if interview:
            raise LisesError(f"--interview names one interview, and {file} holds many files")
        import_many(folder, study, file, wanted, how)


def _study(path: Path) -> StudyFolder:
    from lises.files import read_study

    folder, problems = read_study(path, name=str(path))
    if folder is None:
        why = next((str(p) for p in problems), "`lises new` makes one")
        raise NotAStudyError(f"{path} is not a study: {why}")
    return folder


def _pairs(given: list[str]) -> dict[str, str]:
    # A label may hold the sign, an id may not.
    pairs = [one.rpartition("=") for one in given]
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
    from lises.exchange.bringing import ANY_PARTICIPANT

    known = {i.id for i in folder.interviews}
    name = interview or interview_id(imported.path, known)
    row = folder.interview(name)
    mapping = proposed_mapping(imported, name, row.participants if row else ())
    own = row.participants[0] if row and len(row.participants) == 1 else name
    said = {label: own if who == ANY_PARTICIPANT else who for label, who in given.items()}
    return name, {**mapping, **said}


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
    participant, interviewer, other = (
        quote(f"{label}={who}") for who in (name, "interviewer", "other")
    )
    return f"open: say --speaker {participant} (a participant), {interviewer} or {other}"


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
