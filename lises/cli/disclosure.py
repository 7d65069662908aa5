"""``lises disclosure``: what a release would tell of its people, all pages together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from lises.errors import how_many

from .output import FOUND, AsJson, progress, say_json, tier_named

if TYPE_CHECKING:
    from lises.privacy.disclosure import Combination, Disclosure

__all__ = ["disclosure"]

SHOWN = 8
CELLS = {
    "small": "of fewer than {k}",
    "complement": "of all but fewer than {k}",
    "zero": "of nobody",
    "all": "of everybody",
    "withheld": "that count fewer than {k} people of whom no passage is shown",
}
TOLD = {
    "attribute-by-scope": "is in the scope, which tells {about}",
    "attribute-in-words": "{about} may stand there in words",
    "stance-of-withheld": "{about}, and every passage of theirs in it is withheld",
}
NOT_ANONYMOUS = (
    "A release of which nothing is listed is not anonymous by that: rows were counted. Who knows "
    "one thing more than stands in them can find people, and what was said can find its speaker."
)

Any_ = TypeVar("Any_")


def disclosure(
    study: Annotated[Path, typer.Argument(help="The study folder, or a release of it.")],
    tier: Annotated[
        str, typer.Option(help="public (where it is left out), reviewer, or restricted.")
    ] = "",
    k: Annotated[
        int, typer.Option("--k", help="Fewer people are few; else governance.k, else 3.")
    ] = 0,
    against: Annotated[
        Path | None, typer.Option(help="An earlier release: what the two tell together.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List everything found.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell what a release would tell of its people, all pages taken together.

    Combinations that few share, groups alike in what is sensitive, numbers of few, what stands
    there of people all the same, and what could be done, tried and counted. Exit 1 where something
    stands against the study's own threshold. That nothing is listed is not anonymity.

    Example: lises disclosure tests/studies/demo-tiny --tier public
    """
    from lises.notebook import load

    wanted = tier_named(tier) if tier else None
    with progress("counting"):
        found = load(study).disclosure(wanted, k=k, against=against)
    if as_json:
        say_json(_values(found, every=every))
    else:
        _say(found, None if every else SHOWN)
    if found.forbidden:
        raise typer.Exit(FOUND)


def _values(found: Disclosure, *, every: bool) -> dict[str, object]:
    values = asdict(found)
    if not every:
        values["combinations"] = [asdict(one) for one in found.combinations if one.minimal]
    counts = {"combinations_found": len(found.combinations), "unique": len(found.unique)}
    return {**values, **counts, "forbidden": found.forbidden, "anonymous": False}


def _say(found: Disclosure, shown: int | None) -> None:
    typer.echo(f"{found.study}, {found.tier} tier: {how_many(found.people, 'person', 'people')}")
    if found.data_status == "constructed":
        typer.echo("Invented: people, words, codings, coders and dates. Evidence of nothing.")
    _say_columns(found)
    _say_combinations(found, shown)
    _say_groups(found, shown)
    _say_told(found, shown)
    _say_cells(found, shown)
    _say_rest(found, shown)
    typer.echo("\nNot looked at:")
    for one in found.not_looked:
        typer.echo(f"  {one}")
    typer.echo(f"\n{NOT_ANONYMOUS}")


def _listed(items: Sequence[Any_], shown: int | None, line: Callable[[Any_], str]) -> None:
    for item in items[:shown]:
        typer.echo(f"  {line(item)}")
    if shown is not None and len(items) > shown:
        typer.echo(f"  … and {len(items) - shown} more: --all")


def _say_columns(found: Disclosure) -> None:
    by_place: dict[str, list[str]] = {}
    for column in found.columns:
        by_place.setdefault(column.place, []).append(column.name)
    typer.echo("What differs between them, and where it is told:")
    for place, names in by_place.items():
        typer.echo(f"  {place}: {', '.join(names)}")


def _pairs(columns: Sequence[str], values: Sequence[str]) -> str:
    return ", ".join(f"{c} {v}" for c, v in zip(columns, values, strict=True))


def _say_combinations(found: Disclosure, shown: int | None) -> None:
    known = [one for one in found.combinations if one.known]
    short = [one for one in known if one.minimal]
    with_more = [one for one in found.combinations if one.minimal and not one.known]
    people = {person for one in known for person in one.people}
    alone = {one.people[0] for one in known if len(one.people) == 1}
    typer.echo(
        f"\nShared by fewer than {found.k}: {how_many(len(known), 'combination')} of what others "
        f"may know; {len(people)} of {found.people} people are in one, {len(alone)} alone in one."
    )

    def line(one: Combination) -> str:
        return f"{_pairs(one.columns, one.values)}: {', '.join(one.people)}"

    if short:
        typer.echo("Shortest (whatever contains one of these is listed with --all):")
    _listed(short, shown, line)
    if with_more:
        more = len(found.combinations) - len(known)
        what = "combination" if more == 1 else "combinations"
        why = "since a label is the same everywhere"
        if found.labels == "per-finding":
            why = "each within one finding, where alone a label holds"
        typer.echo(f"{more} more {what} with a stance, {why}:")
        _listed(with_more, shown, line)
    for role, number in found.few:
        typer.echo(
            f"{role}: {how_many(number, 'person', 'people')}; those who know the place know each "
            "of them, whatever k is"
        )


def _say_groups(found: Disclosure, shown: int | None) -> None:
    if not found.groups:
        return
    groups = how_many(len(found.groups), "group")
    typer.echo(f"\n{groups} of people alike who also share one value: knowing one tells it of all:")
    _listed(
        found.groups,
        shown,
        lambda g: f"{_pairs(g.columns, g.values)} ({g.people}): {g.sensitive} {g.value}",
    )


def _say_told(found: Disclosure, shown: int | None) -> None:
    if not found.told:
        return
    typer.echo("\nTold of a person although it is not to be shown:")
    if any(one.kind == "stance-of-withheld" for one in found.told):
        typer.echo(
            "(with one passage cleared they are like the others; with labels per finding nobody is "
            "known\nin two findings; "
            f"{found.k} or more of a role who may not be quoted are told of together)"
        )
    _listed(
        found.told,
        shown,
        lambda t: f"{t.place}: {t.person} {TOLD[t.kind].format(about=t.about)}",
    )


def _say_cells(found: Disclosure, shown: int | None) -> None:
    by_kind = Counter(cell.kind for cell in found.cells)
    for kind, said in CELLS.items():
        if not by_kind[kind]:  # type: ignore[index]
            continue
        numbers = how_many(by_kind[kind], "published number")  # type: ignore[index]
        typer.echo(f"\n{numbers} {said.format(k=found.k)}:")
        cells = [cell for cell in found.cells if cell.kind == kind]
        _listed(
            cells,
            shown,
            lambda c: (
                f"{c.place}: {c.what}: {c.n} of {c.of}"
                + (f", {c.hidden} hidden" if c.hidden else "")
            ),
        )


def _say_rest(found: Disclosure, shown: int | None) -> None:
    if found.differences:
        typer.echo("\nThe earlier release and this one together tell:")
        _listed(found.differences, shown, lambda d: f"{d.place}: {d.kind}: {d.about}")
    if found.leads:
        typer.echo("\nWhat could be done, tried:")
        for lead in found.leads:
            left = f"{lead.before} → {lead.after}"
            people = f", {how_many(lead.people, 'person', 'people')} in them" if lead.people else ""
            typer.echo(f"  {lead.column} {lead.detail}: {left}{people}")
