"""Links to other studies, checked against the studies that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lises.errors import Problem, Severity, did_you_mean
from lises.files import read_study
from lises.files.references.design import DEMO_STUDY
from lises.model import At, RelatedStudy, StudyFolder

__all__ = ["check_related_studies"]


def check_related_studies(
    folder: StudyFolder, others: Mapping[str, StudyFolder] | None = None
) -> Iterator[Problem]:
    """Raise links whose other end is not what it is taken for.

    Parameters
    ----------
    folder : StudyFolder
    others : mapping, optional
        Id → study, of those that go into a book together. A study that is not among them is looked
        for in the folder beside this one.

    Yields
    ------
    Problem
        An error where the other study lacks what is named, or one of the two is invented and the
        other is not. A doubt where there is no such study here, but one of nearly that name; a
        study that is simply elsewhere is no fault.
    """
    known = {**(others or {})}
    near_by = Path(folder.path).absolute().parent
    around = {*known, *_studies_in(near_by)} if folder.related and folder.path else {*known}
    for link in folder.related:
        for other in dict.fromkeys(name.partition("/")[0] for name in link.to):
            if other == folder.design.id:
                continue  # said where the study is checked by itself
            if other not in known and other in around:
                study, _problems = read_study(near_by / other)
                if study is not None:
                    known[other] = study
            if other in known:
                yield from _against(folder, link, known[other])
            elif near := did_you_mean(other, around - {folder.design.id}):
                message = f'there is no study "{other}" here'
                yield _problem(folder, link, "related-not-here", (message, near), "doubt")


def _studies_in(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/study.yaml")}


def _against(folder: StudyFolder, link: RelatedStudy, other: StudyFolder) -> Iterator[Problem]:
    name = other.design.id
    told = name.startswith(DEMO_STUDY) != folder.design.constructed  # by its id, with this study
    if other.design.constructed != folder.design.constructed and not told:
        message = f'"{folder.design.id}" is {folder.design.data_status}, "{name}" is not'
        remedy = "take the link out: invented material says nothing of collected, nor the reverse"
        yield _problem(folder, link, "related-mixed", (message, remedy))
    places = dict.fromkeys([c.id for c in other.claims] + [f.id for f in other.figures])
    for end in link.to:
        study, _, place = end.partition("/")
        if study == name and place and place not in places:
            message = f'"{name}" has no claim and no figure "{place}"'
            remedy = did_you_mean(place, places) or f"look in claims.yaml and figures.csv of {name}"
            yield _problem(folder, link, "related-unknown", (message, remedy))


def _problem(
    folder: StudyFolder,
    link: RelatedStudy,
    rule: str,
    said: tuple[str, str],
    severity: Severity = "error",
) -> Problem:
    at = link.at if link.at.path else At("related.yaml", 0)
    return Problem(
        path=folder.file(at),
        line=at.line,
        rule=rule,
        message=said[0],
        remedy=said[1],
        subject=link.study,
        severity=severity,
    )
