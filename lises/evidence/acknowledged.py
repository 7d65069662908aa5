"""Doubts that stay, with the reason that the study gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lises.errors import Problem
from lises.model import Acknowledgement, StudyFolder

__all__ = ["acknowledge"]


def acknowledge(folder: StudyFolder, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put the study's reasons on the doubts they are for, in the order of files and lines.

    An error cannot be acknowledged; an acknowledgement that meets nothing is itself a doubt.
    """
    found = sorted(problems)
    used: set[Acknowledgement] = set()
    out = []
    for problem in found:
        reason = next((a for a in folder.design.acknowledged if _meets(a, problem)), None)
        if reason is None:
            out.append(problem)
            continue
        used.add(reason)
        text = reason.reason.in_language(folder.design.language)
        out.append(replace(problem, acknowledged=text))
    for number, unused in enumerate(folder.design.acknowledged):
        if unused not in used:
            out.append(_unused(folder, number, unused))
    return tuple(sorted(out))


def _meets(reason: Acknowledgement, problem: Problem) -> bool:
    return (
        problem.severity == "doubt"
        and reason.rule == problem.rule
        and reason.subject in ("", problem.subject)
    )


def _unused(folder: StudyFolder, number: int, reason: Acknowledgement) -> Problem:
    at = f" at {reason.subject}" if reason.subject else ""
    place = folder.design.place("acknowledged", number)
    return Problem(
        path=folder.file(place),
        line=place.line,
        rule="acknowledgement-unused",
        message=f'no open doubt "{reason.rule}"{at} is there to be acknowledged',
        remedy="take the entry out, or correct rule and at",
        severity="doubt",
        subject=reason.subject,
    )
