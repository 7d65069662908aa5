"""``lises codes import``: codes written into a text, as ROCK has them, become codings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lises.errors import how_many

from .codes_told import refusals_told, wanted
from .output import CLEAN, FOUND, AsJson, problems_json, say_json, say_problems

if TYPE_CHECKING:
    from lises.exchange.rock import RockCode, RockSource
    from lises.exchange.rock_codings import RockCodings

__all__ = ["import_rock"]


def import_rock(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    file: Annotated[Path, typer.Argument(help="A text with its codes in it: words [[code]].")],
    interview: Annotated[str, typer.Option(help="The interview; its transcript is here.")],
    coding_set: Annotated[str, typer.Option("--set", help="The coding set that gets them.")],
    write: Annotated[bool, typer.Option("--write", help="Write without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in codings that stand in the text itself, as ROCK has them.

    Each coded line is placed where its words stand in the transcript, or is told. Codes that the
    codebook does not have are named with the command that adds them; until then nothing is written.

    Exit 0: written, or shown; 1: a code is missing, or the file cannot be read.

    Example: lises codes import studies/my-study first.rock --interview I01 --set a-1
    """
    from random import SystemRandom

    from lises.evidence.recoding.refusing import whole_study
    from lises.exchange.rock import read_rock
    from lises.exchange.rock_codings import add_codings, rock_codings

    with refusals_told(as_json=as_json):
        folder = whole_study(study)[0].folder
    source = read_rock(file.read_bytes(), str(file))
    found = rock_codings(source, folder, interview=interview, set=coding_set, random=SystemRandom())
    if not as_json:
        _say(study, source, found)
    refused = bool(found.unknown) or any(p.severity == "error" for p in source.problems)
    write_it = bool(found.passages) and not refused
    write_it = write_it and wanted(write=write, dry_run=False, as_json=as_json)
    done = add_codings(study, found) if write_it else None
    if as_json:
        say_json({**_values(source, found), "written": str(done) if done else None})
    elif done:
        typer.echo(f"wrote {done}; say in readings.csv what {coding_set} has read {interview} for")
    raise typer.Exit(FOUND if refused else CLEAN)


def _say(study: Path, source: RockSource, found: RockCodings) -> None:
    coded = sum(bool(one.codes) for one in source.utterances)
    lines = how_many(len(source.utterances), "line")
    passages = how_many(len(found.passages), "new passage")
    typer.echo(f"{lines}, {coded} coded: {passages}, {found.already} there already")
    for one in (*found.not_placed, *source.set_aside):
        typer.echo(f"  {one.where}: {one.why}: {one.text.splitlines()[0][:80] if one.text else ''}")
    for note in source.notes:
        typer.echo(f"  {note}")
    say_problems(source.problems)
    if found.unknown:
        typer.echo(f"{how_many(len(found.unknown), 'code')} not in the codebook; add them first:")
    for code in found.unknown:
        typer.echo(f"  {_command(study, code)}")


def _command(study: Path, code: RockCode) -> str:
    """Give the command that adds a code; what it means is for people to say."""
    label = (code.label or code.written).replace('"', "'")
    under = f" --under {code.parent}" if code.parent else ""
    said = f'lises codes add {study} {code.id}{under} --label "{label}"'
    return f'{said} --definition "…" --why "…"'


def _values(source: RockSource, found: RockCodings) -> dict[str, Any]:
    from dataclasses import asdict

    passages = [
        {"id": p.id, "turn": p.turn, "quote": p.quote[0], "codes": list(p.codes)}
        for p in found.passages
    ]
    return {
        "passages": passages,
        "already": found.already,
        "unknown": [asdict(code) for code in found.unknown],
        "not_placed": [asdict(one) for one in found.not_placed],
        "set_aside": [asdict(one) for one in source.set_aside],
        "notes": list(source.notes),
        "problems": problems_json(source.problems),
    }
