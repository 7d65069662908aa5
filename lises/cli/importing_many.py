"""``lises import`` of a folder or a ZIP archive of transcripts: a table first, then all of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lises.errors import LisesError, Problem, how_many

from .output import CLEAN, FOUND, problems_json, progress, say_json, say_problems

if TYPE_CHECKING:
    from lises.exchange.bringing import Planned, ToBring
    from lises.exchange.many import Bundle
    from lises.model import StudyFolder

__all__ = ["import_many"]

_LONGEST = 36
_HEAD = ("file", "kind", "interview", "speakers", "turns", "words", "aside", "doubts")
_NUMBERS = 4
"""So many columns, from the right, are numbers."""

_Done = tuple["Planned", "list[Path] | LisesError"]


def import_many(
    folder: StudyFolder, study: Path, path: Path, wanted: ToBring, how: tuple[bool, bool]
) -> None:
    """Read all transcripts of a folder or an archive, show them as a table, write on request.

    Parameters
    ----------
    folder, study : StudyFolder, Path
        The study as read, and its folder.
    path : Path
        A folder or an archive.
    wanted : ToBring
        What holds for all files.
    how : (bool, bool)
        Whether to write without asking; whether to print JSON.

    Raises
    ------
    typer.Exit
        0 where everything was written or could be, 1 where something must be decided first.
    LisesError
        If the archive is not to be trusted.
    """
    from lises.exchange.bringing import bring, plan
    from lises.exchange.document import UnreadableError
    from lises.exchange.many import open_bundle

    write, as_json = how
    try:
        bundle = open_bundle(path)
    except UnreadableError as error:
        raise LisesError(f"{path}: {error.message}; {error.remedy}") from error
    with progress("reading", total=len(bundle.sources)) as step:
        planned = plan(folder, study, bundle, wanted, step)
    if not as_json:
        _show(path, bundle, planned)
    ready = sum(one.can_be_written for one in planned)
    done: list[_Done] = []
    if ready and _asked(ready, write=write, as_json=as_json):
        done = list(bring(folder, study, planned, wanted))
    if as_json:
        _say(path, bundle, planned, done)
    else:
        _show_done(done)
    failed = any(isinstance(made, LisesError) for _, made in done)
    open_ones = any(not (one.can_be_written or one.passed_by) for one in planned)
    raise typer.Exit(FOUND if failed or open_ones else CLEAN)


def _asked(ready: int, *, write: bool, as_json: bool) -> bool:
    if write:
        return True
    if as_json or not sys.stdin.isatty():
        if not as_json:
            typer.echo("\nnothing written; say --write when this is right")
        return False
    return typer.confirm(f"\nWrite {how_many(ready, 'interview')} into the study?")


def _show(path: Path, bundle: Bundle, planned: Sequence[Planned]) -> None:
    typer.echo(f"{path}: {how_many(len(planned), 'file')} read, {len(bundle.passed_by)} passed by")
    shown = [one for one in planned if not one.passed_by]
    if shown:
        typer.echo()
    for line in _table([_HEAD, *map(_row, shown)]):
        typer.echo(line)
    passed = [*bundle.passed_by, *((one.name, one.passed_by) for one in planned if one.passed_by)]
    if passed:
        typer.echo("\npassed by")
    for name, reason in passed:
        typer.echo(f"  {name}: {reason}")
    faulty = [one for one in shown if not one.can_be_written]
    if faulty:
        typer.echo("\ncannot be written yet")
        say_problems(_errors(faulty))
    ready = len(shown) - len(faulty)
    typer.echo(f"\n{ready} of {len(shown)} can be written")


def _errors(planned: Iterable[Planned]) -> Iterator[Problem]:
    return (p for one in planned for p in one.problems if p.severity == "error")


def _row(one: Planned) -> tuple[str, ...]:
    found = one.imported
    severities = Counter(problem.severity for problem in one.problems)
    numbers = (len(found.turns), found.words.turns, found.words.set_aside, severities["doubt"])
    return (
        _short(one.name),
        found.kind,
        one.interview if one.can_be_written else f"({one.interview})" if one.interview else "-",
        _short(", ".join(_speakers(one)) or "-"),
        *(f"{number:,}" for number in numbers),
    )


def _speakers(one: Planned) -> Iterator[str]:
    labels = dict.fromkeys(part for turn in one.imported.turns for part in turn.parts)
    becomes = {label.casefold(): who for label, who in one.becomes.items()}
    for label in labels:
        who = becomes.get(label.casefold(), "?")
        yield label if who == label else f"{label}={who}"


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    kept = _LONGEST // 2
    return f"{text[: kept - 1]}…{text[-kept:]}"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if len(rows) < 2:
        return
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEAD))]
    for row in rows:
        cells = [
            cell.rjust(width) if n >= len(_HEAD) - _NUMBERS else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _show_done(done: Sequence[_Done]) -> None:
    for one, made in done:
        if isinstance(made, LisesError):
            typer.echo(f"not written: {one.name}: {made}")
        else:
            typer.echo(f"wrote {made[-1]}")


def _say(path: Path, bundle: Bundle, planned: Sequence[Planned], done: Sequence[_Done]) -> None:
    from lises.exchange import as_json

    made = {one.name: result for one, result in done}
    files = []
    for one in planned:
        result = made.get(one.name, [])
        failed = isinstance(result, LisesError)
        files.append(
            {
                **as_json(one.imported),
                "file": one.name,
                "interview": one.interview,
                "becomes": dict(one.becomes),
                "problems": problems_json(one.problems),
                "passed_by": one.passed_by,
                "written": [] if isinstance(result, LisesError) else [str(p) for p in result],
                "not_written": str(result) if failed else "",
            }
        )
    passed = [{"file": name, "why": reason} for name, reason in bundle.passed_by]
    say_json({"path": str(path), "files": files, "passed_by": passed})
