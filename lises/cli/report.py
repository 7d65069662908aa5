"""``lises report``: tables, pictures and reporting guidelines of a study."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lises.errors import LisesError

from .output import FOUND, AsJson, fail, progress, say_json, say_problems

__all__ = ["report"]

GUIDELINES = ("coreq", "srqr", "rtarg")


def report(
    what: Annotated[str, typer.Argument(help="The study folder; or coreq, srqr, rtarg.")],
    study: Annotated[Path | None, typer.Argument(help="The study, after a guideline.")] = None,
    to: Annotated[
        Path | None, typer.Option(help="A new folder for the report; a file for a guideline.")
    ] = None,
    with_: Annotated[
        str,
        typer.Option("--with", help="Analyses to opt in to: comparison,keyness."),
    ] = "",
    tier: Annotated[
        str, typer.Option(help="Whom it is for: restricted (yours), reviewer or public.")
    ] = "restricted",
    language: Annotated[str, typer.Option(help="da or en; else the study's.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write every table and picture that a study is offered into a folder, with a page to read.

    csv, parquet and one workbook; svg and png; index.html, whose marks lead to their passages. Or
    fill in a reporting guideline: coreq, srqr, rtarg. Exit 1 where the study has errors.

    Examples: lises report studies/demo-tiny --to build/report
              lises report coreq studies/demo-tiny
    """
    if what in GUIDELINES:
        from .guideline import say_guideline

        if study is None:
            raise LisesError(f"lises report {what} wants a study folder after it")
        say_guideline(study, what, as_json=as_json, to=to, language=language)
        return
    if study is not None:
        raise LisesError(f'"{what}" is no guideline; one of {", ".join(GUIDELINES)}')
    if to is None:
        raise LisesError("say where the report goes: --to FOLDER, a new one")
    asked = tuple(name.strip() for name in with_.split(",") if name.strip())
    _write(Path(what), to, (asked, tier, language), as_json=as_json)


def _write(study: Path, to: Path, how: tuple[tuple[str, ...], str, str], *, as_json: bool) -> None:
    from lises.reporting import ReportOrder, report_study

    asked, tier, language = how
    order = ReportOrder(
        study=study,
        to=to,
        tier=tier,
        language=language,
        asked=asked,
        today=date.today().isoformat(),
    )
    with progress("report") as step:
        made = report_study(order, step=step)
    if made.report is None:
        say_problems(p for p in made.problems if p.severity == "error")
        fail("no report: the errors come first")
        raise typer.Exit(FOUND)
    if as_json:
        files = [str(path) for path in made.report.files]
        say_json({"data_status": made.data_status, "index": str(made.report.index), "files": files})
        return
    typer.echo(f"{len(made.report.files)} files; open {made.report.index}")
