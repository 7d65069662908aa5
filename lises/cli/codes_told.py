"""How ``lises codes`` tells what a change would do, and shows the tree."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from lises.errors import NotOfferedError, Problem, how_many

from .output import FOUND, problems_json, say_json, say_problems

if TYPE_CHECKING:
    from lises.evidence.recoding import FileChange, FindingEffect, Plan
    from lises.evidence.recoding.change import Number
    from lises.notebook import Study

__all__ = ["code_rows", "plan_values", "refusals_told", "say_plan", "say_tree", "wanted"]

WIDTH = 110
SHOWN = 3  # problems of one rule


@contextmanager
def refusals_told(*, as_json: bool) -> Iterator[None]:
    """Show what must be mended first, each with its line, and leave with 1."""
    from lises.evidence.recoding import RecodingRefusedError

    try:
        yield
    except RecodingRefusedError as why:
        if not why.problems:
            raise
        if as_json:
            say_json({"refused": str(why), "problems": problems_json(why.problems)})
        else:
            say_problems(why.problems)
            typer.echo(str(why))
        raise typer.Exit(FOUND) from None


def wanted(*, write: bool, dry_run: bool, as_json: bool) -> bool:
    """Tell whether a plan is to be written; ask where somebody is there to answer."""
    if dry_run or write:
        return write and not dry_run
    if as_json or not sys.stdin.isatty():
        if not as_json:
            typer.echo("\nnothing written; say --write when this is right")
        return False
    return typer.confirm("\nWrite this into the study?")


# ---- A plan ------------------------------------------------------------------------------------


def say_plan(plan: Plan, *, every_line: bool) -> None:
    """Tell what a change would do; with ``every_line`` each line before and after."""
    for file in plan.files:
        _say_file(file, every_line=every_line)
    total = sum(plan.codings.values())
    by_set = ", ".join(f"{name} {n}" for name, n in plan.codings.items())
    typer.echo(f"{how_many(total, 'passage')} coded otherwise{f' ({by_set})' if by_set else ''}")
    if plan.themes:
        typer.echo(f"themes: {', '.join(plan.themes)}")
    for code in plan.codes:
        typer.echo(f"code {code.code}: {_number(code.before)} → {_number(code.after)}")
    for finding in plan.findings:
        _say_finding(finding)
    for told in plan.told:
        typer.echo(f"note: {told}")
    if plan.data_status == "constructed":
        typer.echo("Invented: people, words, codings, coders and dates. Evidence of nothing.")
    if plan.raised:
        typer.echo(f"lises check would then say, {len(plan.raised)} more than now:")
        _say_raised(plan.raised)


def _say_file(file: FileChange, *, every_line: bool) -> None:
    lines = file.lines()
    kind = "new" if file.old is None else how_many(len(lines), "line")
    typer.echo(f"{file.path}: {kind}")
    for number, old, new in lines if every_line else ():
        for sign, text in (("-", old), ("+", new)):
            if text is not None:
                typer.echo(f"  {number:>5} {sign} {text}")


def _say_raised(raised: Sequence[Problem]) -> None:
    """Show the first problems of each rule."""
    by_rule: dict[str, list[Problem]] = {}
    for problem in raised:
        by_rule.setdefault(problem.rule, []).append(problem)
    for rule, problems in by_rule.items():
        say_problems(problems[:SHOWN])
        if len(problems) > SHOWN:
            typer.echo(f"    and {rule} {len(problems) - SHOWN} times more")


def _say_finding(finding: FindingEffect) -> None:
    head = f"finding {finding.finding}"
    old, new = finding.counts
    if old != new:
        head += f": counted {old}, counts {new}"
    if finding.before is not None and finding.before != finding.after:
        head += f": {_number(finding.before)} → {_number(finding.after)}"
    elif finding.before is not None:
        head += f": {_number(finding.before)} as before"
    if finding.results[0] != finding.results[1]:
        head += f", {finding.results[0]} → {finding.results[1]}"
    typer.echo(head)
    for asked, was, asks, now in finding.values:
        said = asked if asked == asks else f"{asked} → {asks}"
        typer.echo(f"  in its prose {said}: {was} → {now}")


def _number(number: Number | None) -> str:
    return f"{number[0]} of {number[1]}" if number else "none"


def plan_values(plan: Plan) -> dict[str, object]:
    """Give a plan as plain values."""
    return {
        "study": str(plan.study),
        "data_status": plan.data_status,
        "version": plan.version,
        "files": [
            {
                "path": file.path,
                "new": file.old is None,
                "lines": [{"line": n, "old": old, "new": new} for n, old, new in file.lines()],
            }
            for file in plan.files
        ],
        "codings": dict(plan.codings),
        "themes": list(plan.themes),
        "codes": [
            {"code": one.code, "before": one.before, "after": one.after} for one in plan.codes
        ],
        "findings": [
            {
                "finding": one.finding,
                "counts": list(one.counts),
                "before": one.before,
                "after": one.after,
                "results": list(one.results),
                "values": [list(value) for value in one.values],
            }
            for one in plan.findings
        ],
        "raised": problems_json(plan.raised),
        "told": list(plan.told),
    }


# ---- The tree ----------------------------------------------------------------------------------


def code_rows(path: Path, language: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give the codes in the order of the tree with depth, label, n and N, and what else to say."""
    from lises.notebook import load

    study = load(path)
    design = study.design
    numbers, why = _numbers(study)
    codebook = study.folder.codebook
    by_parent: dict[str | None, list[str]] = {}
    known = {code.id: code for code in codebook.codes} if codebook else {}
    for code in known.values():
        by_parent.setdefault(code.parent if code.parent in known else None, []).append(code.id)
    rows: list[dict[str, Any]] = []
    waiting = [(name, 0) for name in reversed(by_parent.get(None, []))]
    while waiting:
        name, depth = waiting.pop()
        n, of = numbers.get(name, (None, None))
        label = known[name].label.in_language(language or design.language)
        rows.append({"code": name, "parent": known[name].parent, "depth": depth, "label": label,
                     "n": n, "of": of})  # fmt: skip
        waiting += [(child, depth + 1) for child in reversed(by_parent.get(name, []))]
    told = {
        "study": study.id,
        "data_status": design.data_status,
        "version": codebook.version if codebook else None,
        "counted": design.counted or None,
        "not_counted": why or None,
    }
    return rows, told


def _numbers(study: Study) -> tuple[dict[str, tuple[int, int]], str]:
    """Give n and N by code, or why they are not given."""
    if study.design.counts == "none":
        return {}, "this study does not count people"
    if not study.design.counted:
        return {}, "study.yaml names no counted set"
    try:
        table = study.prevalences()
    except NotOfferedError as why:
        return {}, str(why)
    return {code: (n, of) for code, n, of in table.select("code", "n", "of").iter_rows()}, ""


def say_tree(rows: list[dict[str, Any]], told: dict[str, Any]) -> None:
    """Show the codes, those below others set in."""
    names = ["  " * row["depth"] + row["code"] for row in rows]
    width = max([len(name) for name in names], default=0)
    numbers = [f"{row['n']} of {row['of']}" if row["n"] is not None else "" for row in rows]
    wide = max([len(number) for number in numbers], default=0)
    for name, number, row in zip(names, numbers, rows, strict=True):
        typer.echo(f"{name:<{width}}  {number:>{wide}}  {row['label']}"[:WIDTH].rstrip())
    mark = " (invented material)" if told["data_status"] == "constructed" else ""
    said = told["not_counted"] or f"who voices it, of those read; {told['counted']}"
    typer.echo(f"{how_many(len(rows), 'code')} of {told['study']}{mark}, {said}")
