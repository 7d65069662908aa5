"""``lises trail``: who did what when, in the terminal."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError, UnknownNameError, did_you_mean

from .output import AsJson, say_json

if TYPE_CHECKING:
    from lises.evidence.trail import Event, Trail
    from lises.notebook.study import Study as Held
    from lises.render import Words

__all__ = ["trail"]


def trail(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only this kind, reading or codebook say, or raw-data; repeat it."),
    ] = None,
    since: Annotated[str, typer.Option(help="Only from this day on, 2026-03-22.")] = "",
    coder: Annotated[str, typer.Option(help="Only what this coder did, by id.")] = "",
    no_git: Annotated[
        bool, typer.Option("--no-git", help="Only what the files say, without the history.")
    ] = False,
    language: Annotated[str, typer.Option(help="Of the sentences: da or en.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Show what was done in a study, by whom and when: from its files and its git history.

    Messages of commits stand here and in no book. Persons appear under the ids that study.yaml
    gives to coders (commits_as), else as somebody.

    Example: lises trail studies/demo-tiny --no-git --kind reading
    """
    from lises.notebook import load
    from lises.render import Words

    held = load(study)
    made = held.gathered_trail(history=not no_git)
    _known(held, kind or [], since, coder)
    events = made.only(kinds=kind or [], since=since, coder=coder)
    if as_json:
        say_json(_values(made, events))
        return
    if held.design.constructed:
        typer.echo("Invented: people, words, codings, coders and dates. Evidence of nothing.\n")
    _say(Words(language), made, events, whole=not (kind or since or coder))


def _known(held: Held, kinds: list[str], since: str, coder: str) -> None:
    """Refuse a name that nothing can have, instead of an empty answer."""
    from lises.evidence.trail import CATEGORIES, KINDS
    from lises.files.forms import DATE

    names = [*KINDS, *CATEGORIES]
    for kind in kinds:
        if kind not in names:
            near = did_you_mean(kind, names) or f"one of {', '.join(names)}"
            raise UnknownNameError(f'no kind "{kind}"; {near}')
    coders = [one for one, _name in held.design.coders]
    if coder and coder not in coders:
        near = did_you_mean(coder, coders) or f"study.yaml has {', '.join(coders) or 'none'}"
        raise UnknownNameError(f'no coder "{coder}"; {near}')
    if since and not DATE.fits(since):
        raise LisesError(f'--since "{since}"; write a day, 2026-03-22')


def _values(made: Trail, events: tuple[Event, ...]) -> dict[str, object]:
    return {
        "events": [{**asdict(event), "category": event.category} for event in events],
        "missing": list(made.missing()),
        "remarks": [{"remark": key, "about": about} for key, about in made.remarks],
    }


def _say(words: Words, made: Trail, events: tuple[Event, ...], *, whole: bool) -> None:
    from lises.render import event_groups, group_text, remark_text

    for date, groups in groupby(event_groups(events), key=lambda group: group[0].date):
        typer.echo(date or words("trail-undated"))
        last = ""
        for group in groups:
            first = group[0]
            where = first.commit or first.source
            if where != last and first.commit:
                typer.echo(f"  git {first.commit[:9]} {first.message}")
            elif where != last and first.source == "not-committed":
                typer.echo(f"  {words('trail-from-not-committed')}")
            last = where
            indent = "  " if first.source == "files" else "    "
            typer.echo(f"{indent}{group_text(words, group).unescape()}")
    if not whole:
        return
    typer.echo("")
    for category, n in made.of_categories().items():
        shown = str(n) if n else words("trail-nothing")
        typer.echo(f"{words(f'trail-category-{category}')}: {shown}")
    for key, about in made.remarks:
        typer.echo(remark_text(words, key, about))
