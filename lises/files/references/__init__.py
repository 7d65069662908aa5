"""Every reference within a study's files leads somewhere, or there is a problem with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lises.errors import Problem
from lises.model import StudyFolder

from .coding import check_beside, check_codebook, check_passages, check_readings
from .decisions import check_assigned, check_decisions
from .design import check_design, check_ids, check_mark
from .evidence import check_claims, check_figures, check_findings
from .framework import check_framework
from .names import Names, names_of
from .people import check_guide, check_interviews, check_participants, check_transcripts
from .related import check_related
from .reporting import check_reporting, places_of

__all__ = ["check_references", "places_of"]

_CHECKS: tuple[Callable[[StudyFolder, Names], Iterator[Problem]], ...] = (
    check_design,
    check_participants,
    check_interviews,
    check_transcripts,
    check_guide,
    check_codebook,
    check_passages,
    check_readings,
    check_assigned,
    check_decisions,
    check_beside,
    check_framework,
    check_findings,
    check_claims,
    check_figures,
    check_related,
    check_reporting,
)


def check_references(study: StudyFolder, *, name: str | None = None) -> list[Problem]:
    """Check every reference between the files of a study.

    Whether a quote stands in its turn, and whether evidence carries a finding, is not asked here.

    Parameters
    ----------
    study : StudyFolder
        A study as ``read_study`` gives it, or made in code.
    name : str, optional
        How problems call its folder; else as it was read.

    Returns
    -------
    list[Problem]
        By file and line.
    """
    names = names_of(study)
    found = {*check_ids(study), *check_mark(study)}
    found.update(problem for check in _CHECKS for problem in check(study, names))
    prefix = (name or study.path).rstrip("/")
    return sorted(
        replace(p, path="/".join(part for part in (prefix, p.path) if part)) for p in found
    )
