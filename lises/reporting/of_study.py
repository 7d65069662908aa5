"""From a study folder to its report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from lises.anchoring import anchor
from lises.errors import LisesError, NotAStudyError, NotOfferedError, Problem
from lises.evidence import all_problems, assess_all, count
from lises.files import read_study
from lises.model import Clearance
from lises.privacy import (
    RELEASE_FILE,
    Release,
    carried_tables,
    governance_problems,
    make_release,
    read_release,
)
from lises.render import Words
from lises.tables import Tables

from .folder import Report, quietly, write_report

__all__ = ["MadeReport", "ReportOrder", "report_study"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOrder:
    """What report is wanted.

    Parameters
    ----------
    study : Path
        A study folder, or a release of one; a release is reported at its own tier.
    to : Path
        A new or empty folder.
    tier : {"restricted", "reviewer", "public"}
        Restricted is everything: for who holds the study. The others need governance.
    language : str
        Of the interface; empty for the study's.
    asked : tuple of str
        Opt-in analyses, beside those of ``study.yaml``.
    today : str
        ISO date that signatures are held against.
    """

    study: Path
    to: Path
    tier: str = "restricted"
    language: str = ""
    asked: tuple[str, ...] = ()
    today: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """A report, or none where the study has errors."""

    report: Report | None
    problems: tuple[Problem, ...]
    data_status: str


def report_study(order: ReportOrder, *, step: Callable[[str], None] = quietly) -> MadeReport:
    """Read a study, release it for a tier, write its report; ``step`` is told what is being made.

    Raises
    ------
    NotAStudyError
        If there is no study.
    LisesError
        If the tier is none, the study has no coding set to count, or the folder is not empty.
    """
    if order.tier not in get_args(Clearance):
        raise LisesError(f'no tier "{order.tier}"; one of {", ".join(get_args(Clearance))}')
    if (order.study / RELEASE_FILE).is_file():
        release = read_release(order.study, name=str(order.study))
        return _written(order, release, release.problems, step)
    folder, read = read_study(order.study, name=str(order.study))
    if folder is None:
        why = next((str(p) for p in read), f"{order.study} holds no study.yaml")
        raise NotAStudyError(f"{order.study} is not a study: {why}")
    counted = count(anchor(folder))
    problems = all_problems(counted, read, assess_all(counted))
    tier: Clearance = order.tier  # type: ignore[assignment]  # looked at above
    if tier != "restricted":
        problems += governance_problems(folder, tier, order.today)
    if any(p.severity == "error" for p in problems):
        status = folder.design.data_status
        return MadeReport(report=None, problems=problems, data_status=status)
    tables = carried_tables(Tables(folder))
    release = make_release(counted.study, tier, problems=problems, tables=tables)
    return _written(order, release, problems, step)


def _written(
    order: ReportOrder,
    release: Release,
    problems: tuple[Problem, ...],
    step: Callable[[str], None],
) -> MadeReport:
    design = release.folder.design
    if release.unlinked:
        raise NotOfferedError(
            f"{order.study}: people have a label of their own in each finding at this tier, so "
            "nobody can be counted; report the reviewer tier or the restricted one"
        )
    if design.kind != "interviews" or not design.counted:
        raise LisesError(f"{order.study}: there is nothing to report: no coding set is counted")
    words = Words(order.language or design.language)
    report = write_report(release, order.to, words, asked=order.asked, step=step)
    return MadeReport(report=report, problems=problems, data_status=design.data_status)
