"""``lises withdraw``: somebody goes, from every file, and it is shown that they are gone."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date as day_of
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from lises.errors import LisesError, how_many

from .codes_told import wanted
from .output import FOUND, AsJson, problems_json, progress, say_json, say_problems

if TYPE_CHECKING:
    from lises.evidence.recoding import FindingEffect
    from lises.privacy.gate import Leak
    from lises.privacy.withdrawing import FileCut, Joint, WithdrawalPlan

__all__ = ["withdraw"]

WIDTH = 96
BUILT = ("release.json", "objects.inv", "_static")  # what a release or a book has and others lack
RESULTS = {
    "agree": "statement and codings agree",
    "do-not-agree": "statement and codings do not agree",
    "not-checkable": "not checkable",
    "no-quantifier": "no quantifier",
}


def withdraw(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    who: Annotated[str, typer.Argument(help="A participant; or an interview, of several.")],
    joint: Annotated[
        str, typer.Option(help="Interviews with others: they go whole, or the person's turns.")
    ] = "",
    interview: Annotated[
        bool, typer.Option("--interview", help="The interview is meant; the person stays.")
    ] = False,
    also: Annotated[
        list[Path] | None, typer.Option(help="A release or book made of it, to be looked through.")
    ] = None,
    remove_also: Annotated[
        bool, typer.Option("--remove-also", help="Remove those that still hold something.")
    ] = False,
    vault: Annotated[Path | None, typer.Option(help="The vault: salts, decisions.")] = None,
    date: Annotated[str, typer.Option(help="Of the withdrawal, 2026-03-22; else today.")] = "",
    write: Annotated[bool, typer.Option("--write", help="Write without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show every line; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take a participant, or an interview, out of every file of a study as one change.

    First every line is shown, what each finding loses, and whether its statement and codings still
    agree. Afterwards the folder is read byte by byte for the id and the words, and the places are
    named that nobody looked into. Exit 1 where something of them is left.

    Example: lises withdraw tests/studies/demo-tiny DEMO-K1 --dry-run
    """
    from lises.privacy.withdrawing import plan_withdrawal
    from lises.privacy.withdrawing.kept_apart import vault_cut

    settled = _settled(joint, date)
    plan = plan_withdrawal(study, who, day=settled[1], joint=settled[0], interview=interview)
    name = plan.before.folder.design.id
    kept = vault_cut(vault, study, name, plan.leaving, write=False) if vault else ()
    if not as_json:
        _say(plan, every_line=not write, kept=kept)
    done = wanted(write=write, dry_run=dry_run, as_json=as_json)
    left: list[tuple[Path, tuple[Leak, ...]]] = []
    if done:
        _apply(plan, vault)
        with progress("reading what is left"):
            left = _looked(plan, also or [], remove=remove_also)
    if as_json:
        say_json(_values(plan, kept, left, written=done))
    elif done:
        _say_left(plan, left)
    if done and (plan.mentions or any(leaks for _, leaks in left)):
        raise typer.Exit(FOUND)


def _settled(joint: str, date: str) -> tuple[Joint, str]:
    from lises.files.forms import DATE

    if joint not in ("", "whole", "turns"):
        raise LisesError(f'--joint "{joint}"; say whole or turns')
    if date and not DATE.fits(date):
        raise LisesError(f'--date "{date}"; write a day, 2026-03-22')
    return cast("Joint", joint), date or day_of.today().isoformat()


def _apply(plan: WithdrawalPlan, vault: Path | None) -> None:
    """Make the change: the vault first, since what was begun there is found again and finished."""
    from lises.privacy.withdrawing import apply_withdrawal
    from lises.privacy.withdrawing.kept_apart import vault_cut
    from lises.tagging.locking import locked
    from lises.tagging.store import LOCK

    if vault:
        name = plan.before.folder.design.id
        vault_cut(vault, plan.study, name, plan.leaving, write=True)
    with locked(plan.study / LOCK):
        apply_withdrawal(plan)


def _looked(
    plan: WithdrawalPlan, also: Sequence[Path], *, remove: bool
) -> list[tuple[Path, tuple[Leak, ...]]]:
    from lises.privacy.withdrawing import after_of, needles_for, still_there

    needles = needles_for(plan.before, plan.leaving, after_of(plan.study))
    found = [(plan.study, still_there(plan.study, needles))]
    for folder in also:
        if not folder.is_dir():
            raise LisesError(f"{folder} is no folder; the withdrawal itself is made")
        leaks = still_there(folder, needles)
        if leaks and remove:
            _remove(folder)
            leaks = ()
        found.append((folder, leaks))
    return found


def _remove(folder: Path) -> None:
    """Remove a folder that is plainly something built, and nothing else."""
    if not any((folder / name).exists() for name in BUILT):
        raise LisesError(f"{folder} is neither a release nor a book; remove it yourself")
    shutil.rmtree(folder)


# ---- Told ----------------------------------------------------------------------------------------


def _say(plan: WithdrawalPlan, *, every_line: bool, kept: Sequence[str]) -> None:
    leaving = plan.leaving
    whole = ", ".join(sorted(leaving.interviews)) or "none"
    typer.echo(f"{leaving.name}: interviews that go whole: {whole}")
    for interview, turns in leaving.turns:
        typer.echo(f"{interview}: {how_many(len(turns), 'turn')} become a sign; others' turns stay")
    typer.echo(f"{how_many(len(leaving.passages), 'passage')} of all coding sets go with it")
    for file in plan.files:
        _say_file(file, every_line=every_line)
    for one in kept:
        typer.echo(f"vault {one} go")
    typer.echo("")
    lost = dict(plan.lost)
    for finding in plan.findings:
        _say_finding(finding, lost.get(finding.finding, ()))
    if plan.raised:
        typer.echo(f"\nlises check would then say, {len(plan.raised)} more than now:")
        say_problems(plan.raised)
    if plan.mentions:
        typer.echo(
            "\nFor a person to mend: the id is out of these lines, what they say of it is not"
        )
        for mention in plan.mentions:
            typer.echo(f"  {mention.path}:{mention.line}: {_short(mention.text)}")
    if plan.data_status == "constructed":
        typer.echo("Invented: people, words, codings, coders and dates. Evidence of nothing.")


def _say_file(file: FileCut, *, every_line: bool) -> None:
    lines = file.lines()
    if file.new is None:
        typer.echo(f"{file.path}: goes, {how_many(len(lines), 'line')}")
        return
    typer.echo(f"{file.path}: {'new' if file.old is None else how_many(len(lines), 'line')}")
    for number, old, new in lines if every_line else ():
        for sign, text in (("-", old), ("+", new)):
            if text is not None:
                typer.echo(f"  {number:>5} {sign} {_short(text)}")


def _short(text: str) -> str:
    """Give the words around the sign of what is withheld, or the beginning."""
    at = max(0, text.find("withheld") - WIDTH // 2)
    cut = text[at : at + WIDTH]
    return f"{'…' if at else ''}{cut}{'…' if at + WIDTH < len(text) else ''}"


def _say_finding(finding: FindingEffect, lost: Sequence[str]) -> None:
    said = f"finding {finding.finding}"
    if finding.before and finding.after:
        said += f": {finding.before[0]} of {finding.before[1]} → "
        said += f"{finding.after[0]} of {finding.after[1]}"
    was, now = (RESULTS[result] for result in finding.results)
    typer.echo(f"{said}; {now}, as before" if was == now else f"{said}; {was} → {now}")
    if lost:
        typer.echo(f"  loses {', '.join(lost)}")
    for asked, old, _, new in finding.values:
        typer.echo(f"  in its prose {asked}: {old} → {new}")


def _say_left(plan: WithdrawalPlan, left: Sequence[tuple[Path, Sequence[Leak]]]) -> None:
    from lises.privacy.withdrawing import elsewhere

    typer.echo(f"\nwrote {how_many(len(plan.files), 'file')}")
    for folder, leaks in left:
        if leaks:
            typer.echo(f"{folder}: still there:")
        elif not folder.exists():
            typer.echo(f"{folder}: removed; make it anew")
        else:
            typer.echo(
                f"{folder}: neither the id nor a run of six words that only they said, in any file"
            )
        for line in _by_file(leaks):
            typer.echo(f"  {line}")
        if leaks and folder != plan.study:
            typer.echo("  make it anew; --remove-also takes a release or a book away")
    typer.echo("\nNot looked into:")
    for place, what in elsewhere(plan.study, plan.leaving):
        typer.echo(f"  {place}: {what}")


def _by_file(leaks: Sequence[Leak]) -> Iterator[str]:
    """Say of each file what is in it: the id, and words of how many places."""
    for path, found in groupby(leaks, key=lambda leak: leak.path):
        rules = Counter(leak.rule for leak in found)
        words = rules["withheld-words"]
        said = ["the id"] if rules["registered-name"] else []
        said += [f"words of {how_many(words, 'place')}"] if words else []
        said += ["cannot be read"] if rules["cannot-be-read"] else []
        yield f"{path}: {' and '.join(said)}"


def _values(
    plan: WithdrawalPlan,
    kept: Sequence[str],
    left: Sequence[tuple[Path, Sequence[Leak]]],
    *,
    written: bool,
) -> dict[str, object]:
    from lises.privacy.withdrawing import elsewhere

    return {
        "study": str(plan.study),
        "data_status": plan.data_status,
        "who": plan.leaving.name,
        "written": written,
        "interviews": sorted(plan.leaving.interviews),
        "turns": {name: sorted(turns) for name, turns in plan.leaving.turns},
        "passages": len(plan.leaving.passages),
        "files": [
            {"path": f.path, "goes": f.new is None, "lines": [n for n, _, _ in f.lines()]}
            for f in plan.files
        ],
        "vault": list(kept),
        "findings": [
            {
                "finding": one.finding,
                "before": one.before,
                "after": one.after,
                "results": list(one.results),
                "lost": list(dict(plan.lost).get(one.finding, ())),
                "values": [list(value) for value in one.values],
            }
            for one in plan.findings
        ],
        "mentions": [[m.path, m.line, m.text] for m in plan.mentions],
        "raised": problems_json(plan.raised),
        "left": {str(folder): [str(leak) for leak in leaks] for folder, leaks in left},
        "not_looked": [list(one) for one in elsewhere(plan.study, plan.leaving)],
    }
