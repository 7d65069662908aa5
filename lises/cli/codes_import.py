"""``lises codes import``: codings made in another program become codings of this study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lises.errors import LisesError, how_many

from .codes_told import refusals_told, wanted
from .output import CLEAN, FOUND, AsJson, problems_json, say_json, say_problems

if TYPE_CHECKING:
    from lises.exchange.imported import SetAside
    from lises.exchange.projects.matching import UnknownCode
    from lises.exchange.projects.place_codings import PlacedCodings
    from lises.exchange.projects.project import Project

__all__ = ["import_codings"]

SHOWN = 80  # characters of a text


def import_codings(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    file: Annotated[Path, typer.Argument(help="A project, a table of codings, or a coded text.")],
    coding_set: Annotated[str, typer.Option("--set", help="The coding set that gets them.")],
    interview: Annotated[
        str, typer.Option(help="The interview, where its name is not the source's.")
    ] = "",
    coder: Annotated[str, typer.Option(help="Whose codings, where several coded.")] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(help="Of a table: what a column holds, code=Tema; may be repeated."),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in codings that were made in another program, of interviews that are here.

    A text that came back as it was exported gives every coding its place; in another text its
    words are looked for. What has not one place is told, never guessed. Codes that the codebook
    does not have are named with the command that adds them; until then nothing is written.

    Exit 0: written, or shown; 1: a code is missing, or the file cannot be read.

    Example: lises codes import studies/my-study back.qdpx --set b-1 --coder "Coder B"
    """
    from random import SystemRandom

    from lises.evidence.recoding.refusing import whole_study
    from lises.exchange.projects.place_codings import CodingsWanted, add_codings, place_codings

    with refusals_told(as_json=as_json):
        folder = whole_study(study)[0].folder
    project = _read(file, column or ())
    goal = CodingsWanted(set=coding_set, interview=interview, coder=coder)
    found = place_codings(project, folder, goal, SystemRandom())
    if not as_json:
        _say(study, project, found)
    refused = bool(found.unknown) or any(p.severity == "error" for p in project.problems)
    write_it = bool(found.passages) and not refused
    write_it = write_it and wanted(write=write, dry_run=False, as_json=as_json)
    done = add_codings(study, found) if write_it else ()
    if as_json:
        say_json({**_values(project, found), "written": [str(path) for path in done]})
    for path in () if as_json else done:
        typer.echo(f"wrote {path}; say in readings.csv what {coding_set} has read {path.stem} for")
    raise typer.Exit(FOUND if refused else CLEAN)


def _read(file: Path, columns: Sequence[str]) -> Project:
    """Read the file as what it is, or as a table whose columns are named."""
    from lises.exchange.projects.reading import read_project
    from lises.exchange.tabular.codings import read_coding_table

    if not file.exists():
        raise LisesError(f"there is no {file}")
    if columns:
        pairs = [one.partition("=") for one in columns]
        for name, sign, _ in pairs:
            if not sign:
                raise LisesError(f'"{name}" says of no column what it holds; write code=Tema')
        chosen = {name.strip(): wanted_name for name, _, wanted_name in pairs}
        return read_coding_table(file.read_bytes(), file, chosen)
    project = read_project(file)
    if project is None:
        raise LisesError(
            f"{file.name} is no project, table of codings or coded text that is read here; "
            "book/reference/formats.md has them all"
        )
    return project


def _say(study: Path, project: Project, found: PlacedCodings) -> None:
    codings = how_many(len(project.codings), "coding")
    passages = how_many(len(found.passages), "new passage")
    typer.echo(f"{project.format}: {codings} in {how_many(len(project.sources), 'source')}")
    typer.echo(
        f"{passages}, {found.already} there already; placed by position "
        f"{found.by_position}, by words {found.by_words}"
    )
    for name, interview in found.sources:
        typer.echo(f"  {name}: {interview or 'no interview of the study whose transcript is here'}")
    if project.convention and not any(one.startswith("positions") for one in project.notes):
        typer.echo(f"  positions: {project.convention}")
    _say_aside("not placed", found.not_placed)
    _say_aside("set aside", project.set_aside)
    _say_aside("left out", found.left)
    for note in project.notes:
        typer.echo(f"  {note}")
    say_problems(project.problems)
    if found.unknown:
        typer.echo(f"{how_many(len(found.unknown), 'code')} not in the codebook; add them first:")
    for code in found.unknown:
        typer.echo(f"  {_command(study, code)}")


def _say_aside(what: str, aside: Sequence[SetAside]) -> None:
    if aside:
        typer.echo(f"{what}: {len(aside)}")
    for one in aside:
        text = one.text.splitlines()[0][:SHOWN] if one.text else ""
        typer.echo(f"  {one.where}: {one.why}{': ' if text else ''}{text}")


def _command(study: Path, code: UnknownCode) -> str:
    """Give the command that adds a code; what it means is for people to say."""
    label = code.name.replace('"', "'")
    under = f" --under {code.parent}" if code.parent else ""
    said = f'lises codes add {study} {code.id}{under} --label "{label}"'
    meaning = " ".join(code.description.replace('"', "'").split()) or "…"
    return f'{said} --definition "{meaning}" --why "…"'


def _values(project: Project, found: PlacedCodings) -> dict[str, Any]:
    from dataclasses import asdict

    passages = [
        {"id": p.id, "interview": p.interview, "turn": p.turn, "turn_end": p.turn_end,
         "quote": list(p.quote), "codes": list(p.codes)}
        for p in found.passages
    ]  # fmt: skip
    return {
        "format": project.format,
        "passages": passages,
        "already": found.already,
        "by_position": found.by_position,
        "by_words": found.by_words,
        "sources": dict(found.sources),
        "unknown": [asdict(code) for code in found.unknown],
        "not_placed": [asdict(one) for one in found.not_placed],
        "set_aside": [asdict(one) for one in project.set_aside],
        "left": [asdict(one) for one in found.left],
        "notes": list(project.notes),
        "problems": problems_json(project.problems),
    }
