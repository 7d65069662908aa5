"""``lises sources``: hold pointers into published sources against the stored texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import CLEAN, FOUND, AsJson, say_json

if TYPE_CHECKING:
    from lises.evidence import PointerCheck

__all__ = ["sources"]

sources = typer.Typer(
    name="sources",
    help="Published sources, which are pointed to and never given again.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

SAID = {
    "matches": "matches",
    "moved": "moved: the line that was read now stands at L{found}; correct the pointer",
    "differs": "differs: no line of {file} is the one that was read; read it again",
    "no-digest": "has no digest: nothing to hold the line against",
    "source-not-here": "source not in the folder",
}


@sources.callback()
def about() -> None:
    """Look after pointers into published sources, which are never given again."""


@sources.command()
def verify(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    texts: Annotated[
        Path, typer.Option("--from", help="The folder with the sources' texts, named freely.")
    ],
    as_json: AsJson = False,
) -> None:
    """Check that every claim's pointer still meets the line that was read.

    A line is compared by the digest of its normal form; no word of a source is printed. Exit 0:
    every pointer matches; 1: one does not; 2: no study or no folder there.

    Example: lises sources verify studies/my-study --from texts
    """
    from lises.evidence import verify_sources
    from lises.notebook import load

    checks = verify_sources(load(study).folder, texts)
    if as_json:
        counted = dict(Counter(check.state for check in checks))
        pointers = [asdict(check) for check in checks]
        say_json({"study": str(study), "counts": counted, "pointers": pointers})
    else:
        _say(checks)
    raise typer.Exit(CLEAN if all(c.state == "matches" for c in checks) else FOUND)


def _say(checks: tuple[PointerCheck, ...]) -> None:
    for check in checks:
        line = "" if check.paragraph is None else f" L{check.paragraph}"
        said = SAID[check.state].format(found=check.found, file=check.file)
        typer.echo(f"{check.claim}: {check.key}{line} {said}")
    good = sum(check.state == "matches" for check in checks)
    files = sorted({check.file for check in checks if check.file})
    where = f", in {', '.join(files)}" if files else ""
    typer.echo(f"{good} of {len(checks)} pointers match{where}")
