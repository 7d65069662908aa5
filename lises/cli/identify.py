"""``lises identify``: what may point at a person, decided item by item, and replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import how_many

from .output import CLEAN, FOUND, AsJson, fail, problems_json, progress, say_json, say_problems

if TYPE_CHECKING:
    from lises.errors import Problem
    from lises.privacy.identifiers.pseudonymising import Pseudonymising
    from lises.privacy.identifiers.review import Reviewed
    from lises.privacy.identifying import Identifying

__all__ = ["identify", "say_item"]

MOST_LEFT = 20  # places that are shown where a name is left


def identify(
    study: Annotated[Path, typer.Argument(help="The study folder: the archive, not a release.")],
    vault: Annotated[Path, typer.Option(help="The vault: outside the study and any git tree.")],
    review: Annotated[bool, typer.Option("--review", help="Decide one by one, here.")] = False,
    decisions: Annotated[
        Path | None, typer.Option(help="A review list that was filled in elsewhere.")
    ] = None,
    add: Annotated[
        list[str] | None, typer.Option(help="INTERVIEW:TURN=words that were not found; repeatable.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write what was decided.")] = False,
    drop: Annotated[
        list[str] | None, typer.Option(help="A judged hit whose word goes: give it up; repeatable.")
    ] = None,
    most: Annotated[int, typer.Option(help="How many open ones to show.", min=0)] = 40,
    as_json: AsJson = False,
) -> None:
    """List what may point at a person; decide on each; replace it with all that points there.

    The list stands in the vault as a table, to be decided with --review or in an editor. Nothing of
    the study is written without --apply. Exit 0: nothing is open, waiting or left; 1: something is.

    Example: lises identify studies/my-study --vault ../vault --review
    """
    from lises.privacy.identifiers.pseudonymising import plan_replacements
    from lises.privacy.identifying import identify_study, save_review

    with progress("reading"):
        made = identify_study(study, vault, decisions=decisions, add=add or [])
    if any(p.severity == "error" for p in made.problems):
        _stop(made.problems, as_json=as_json)
    reviewed = made.with_decisions(made.reviewed)
    saved = save_review(made, reviewed)
    if review:
        from .identify_review import decide_each

        reviewed = decide_each(made, reviewed)
    today, given_up = date.today().isoformat(), drop or []
    plan = plan_replacements(made.folder, reviewed, today=today, drop=given_up, problems=made.read)
    if apply and plan.in_the_way:
        _stop(plan.in_the_way, as_json=as_json)
    written = _applied(made, plan, reviewed) if apply and not plan.lost else []
    settled = all(one.decision for one in reviewed) and not plan.replacements
    left = _left(made, vault) if written or settled else ()
    if as_json:
        _say_json(reviewed, plan, written, left)
    else:
        _say(made, reviewed, plan, most)
        typer.echo(f"\nthe review list: {saved}")
        _say_written(plan, written, left, apply=apply)
    undecided = any(r.decision is None or r.decision.action == "ask" for r in reviewed)
    waiting = bool(plan.replacements) and not written
    raise typer.Exit(FOUND if undecided or waiting or left else CLEAN)


def _applied(made: Identifying, plan: Pseudonymising, reviewed: Sequence[Reviewed]) -> list[Path]:
    from lises.privacy.identifiers.pseudonymising import apply_plan

    return apply_plan(made.study, made.folder, made.vault, plan, reviewed)


def _left(made: Identifying, vault: Path) -> tuple[Problem, ...]:
    from lises.privacy.identifying import left_in_study

    return left_in_study(made.study, vault)


def _stop(problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        places = [{"path": p.path, "line": p.line, "rule": p.rule} for p in problems]
        say_json({"problems": places})  # a message may quote what the file says
    else:
        say_problems(problems)
        fail("nothing was written; mend these first")
    raise typer.Exit(FOUND)


# -- what is said -----------------------------------------------------------------------------


def _say(made: Identifying, reviewed: Sequence[Reviewed], plan: Pseudonymising, most: int) -> None:
    mark = " (invented material)" if made.folder.design.constructed else ""
    done = Counter(one.decision.action if one.decision else "open" for one in reviewed)
    told = ", ".join(f"{name} {done[name]}" for name in ("open", "replace", "keep", "ask"))
    typer.echo(f"{made.folder.design.id}{mark}: {how_many(len(reviewed), 'place')}: {told}")
    open_ones = [one for one in reviewed if one.decision is None]
    for one in open_ones[:most]:
        say_item(one)
    if len(open_ones) > most:
        typer.echo(f"… and {len(open_ones) - most} more")
    if plan.moved:
        several = how_many(len(plan.moved), "passage or hit", "passages and hits")
        typer.echo(f"\ncarried over with their words: {several}")
    for pointer in plan.moved:
        if pointer.why:
            typer.echo(f"  {pointer.key}: {pointer.why}")
    for pointer in plan.lost:
        typer.echo(f"  {pointer.key}: {pointer.why}; say --drop {pointer.key}")


def say_item(one: Reviewed) -> None:
    """Show a candidate in its context; for the terminal of who holds the archive."""
    c = one.candidate
    before, after = (" ".join(part.split()) for part in (c.before, c.after))
    typer.echo(f"\n{c.interview} §{c.turn} {c.kind} {round(100 * c.sure)}: {c.why}")
    typer.echo(f"    …{before} [[{c.said}]] {after}…")
    if one.offered:
        put = f" {one.offered.put}" if one.offered.put else ""
        typer.echo(f"    elsewhere: {one.offered.action}{put} {one.offered.reason}".rstrip())


def _say_written(
    plan: Pseudonymising, written: Sequence[Path], left: Sequence[Problem], *, apply: bool
) -> None:
    number = sum(map(len, plan.replacements.values()))
    for path in written:
        typer.echo(f"wrote {path}")
    if number and not written:
        several = how_many(len(plan.replacements), "transcript")
        why = "" if apply else "; say --apply"
        typer.echo(f"nothing of the study written: {number} to be replaced in {several}{why}")
    say_problems(left[:MOST_LEFT])
    if len(left) > MOST_LEFT:
        typer.echo(f"… and {len(left) - MOST_LEFT} more; `lises check --vault` lists them")


def _say_json(
    reviewed: Sequence[Reviewed],
    plan: Pseudonymising,
    written: Sequence[Path],
    left: Sequence[Problem],
) -> None:
    """Say counts and places; no word of a transcript, nothing that was put for one."""
    say_json(
        {
            "counts": Counter(one.decision.action if one.decision else "open" for one in reviewed),
            "kinds": Counter(one.candidate.kind for one in reviewed),
            "items": [
                {
                    "interview": one.candidate.interview,
                    "turn": one.candidate.turn,
                    "start": one.candidate.start,
                    "end": one.candidate.end,
                    "kind": one.candidate.kind,
                    "sure": one.candidate.sure,
                    "decision": one.decision.action if one.decision else None,
                }
                for one in reviewed
            ],
            "replacements": sum(map(len, plan.replacements.values())),
            "moved": [pointer.key for pointer in plan.moved],
            "lost": [pointer.key for pointer in plan.lost],
            "written": [str(path) for path in written],
            "left": problems_json(left),
        }
    )
