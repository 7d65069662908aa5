"""``lises check``: list every problem of one or many studies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import NotAStudyError, Problem, how_many

from .output import CLEAN, FOUND, AsJson, problems_json, progress, say_json, say_problems

if TYPE_CHECKING:
    from lises.privacy import ReleaseCheck

__all__ = ["check"]


def check(
    paths: Annotated[
        list[Path], typer.Argument(help="Study folders, or a folder that holds several.")
    ],
    strict: Annotated[bool, typer.Option(help="Count an open doubt as a problem.")] = False,
    acknowledged: Annotated[
        bool, typer.Option(help="Show acknowledged doubts with their reasons too.")
    ] = False,
    vault: Annotated[
        Path | None, typer.Option(help="Also say where a name of its register is left.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List every problem in a study, each with file, line and remedy.

    A written release is checked as one: what the archive counted is not counted anew from less.

    Exit 0: no error (doubts may stand open); 1: problems found; 2: no study there.

    Example: lises check studies/demo-tiny
    """
    from lises.evidence import studies_below

    folders = [study for path in paths for study in studies_below(path)]
    found: list[Problem] = []
    releases: list[tuple[Path, ReleaseCheck]] = []
    with progress("checking", total=len(folders)) as step:
        for folder in folders:
            step(str(folder))
            found.extend(_problems(folder, releases))
            found.extend(_names_left(folder, vault) if vault else ())
    errors = [p for p in found if p.severity == "error"]
    open_doubts = [p for p in found if p.severity == "doubt" and not p.acknowledged]
    known = len(found) - len(errors) - len(open_doubts)
    if as_json:
        counts = {"errors": len(errors), "doubts": len(open_doubts), "acknowledged": known}
        say_json(
            {
                "studies": [str(f) for f in folders],
                **counts,
                "releases": [_as_values(folder, checked) for folder, checked in releases],
                "problems": problems_json(found),
            }
        )
    else:
        say_problems(found, acknowledged=acknowledged)
        for folder, checked in releases:
            typer.echo(_said(folder, checked))
        typer.echo(
            f"{how_many(len(folders), 'study', 'studies')}: {how_many(len(errors), 'error')}, "
            f"{how_many(len(open_doubts), 'open doubt')}, {known} acknowledged"
        )
    raise typer.Exit(FOUND if errors or (strict and open_doubts) else CLEAN)


def _problems(folder: Path, releases: list[tuple[Path, ReleaseCheck]]) -> tuple[Problem, ...]:
    """Check a folder as what it is: a study, or a release of one, which is added to ``releases``.

    A ``study.yaml`` that is there and cannot be used is told with all that is wrong with it.
    """
    from lises.files import read_study
    from lises.notebook import load
    from lises.privacy import RELEASE_FILE, check_release

    if (folder / RELEASE_FILE).is_file():
        checked = check_release(folder, name=str(folder))
        releases.append((folder, checked))
        return checked.problems
    try:
        return load(folder).problems
    except NotAStudyError:
        if not (folder / "study.yaml").is_file():
            raise
        _study, problems = read_study(folder, name=str(folder))
        return tuple(p for p in problems if p.path.endswith("/study.yaml"))


def _names_left(folder: Path, vault: Path) -> tuple[Problem, ...]:
    """Say where a registered or replaced name is left, in a release too."""
    from lises.privacy.identifying import left_in_study

    return left_in_study(folder, vault)


def _as_values(folder: Path, checked: ReleaseCheck) -> dict[str, object]:
    return {
        "study": str(folder),
        "tier": checked.tier,
        "counted_again": list(checked.counted_again),
        "not_checkable": list(checked.not_checkable),
        "passages_withheld": checked.withheld,
    }


def _said(folder: Path, checked: ReleaseCheck) -> str:
    """Say of a release what was counted in the archive and what of it could be counted again."""
    if checked.tier is None:
        return f"{folder}: a release that cannot be read as one; nothing was counted again"
    said = [f"{folder}: a release ({checked.tier}), counted in the archive"]
    if checked.counted_again:
        said.append(f"n comes out again here: {', '.join(checked.counted_again)}")
    if checked.not_checkable:
        said.append(
            f"not checkable at this tier, {how_many(checked.withheld, 'coded passage')} withheld: "
            f"{', '.join(checked.not_checkable)}"
        )
    return "\n    ".join(said)
