"""Checks of the links to other studies that need this study alone."""

from __future__ import annotations

from collections.abc import Iterator

from lises.errors import Problem, did_you_mean
from lises.model import At, RelatedStudy, StudyFolder

from .design import DEMO_STUDY
from .names import Names, fault

__all__ = ["check_related"]

_FILE = "related.yaml"


def check_related(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check that a link begins here, leads to one other study, and says what it cannot bear.

    Whether the other study has what is named is asked where studies stand beside each other; that
    invented and collected material are not joined shows in the ids already.
    """
    for link in study.related:
        at = link.at if link.at.path else At(_FILE, 0)
        yield from _own(link, at, names)
        yield from _one_other(link, at, study)
        yield from _both_texts(link, at)
        yield from _same_kind(link, at, study)


def _own(link: RelatedStudy, at: At, names: Names) -> Iterator[Problem]:
    known = dict.fromkeys((*names.claims, *names.figures))
    for got in link.own:
        if got not in known:
            hint = did_you_mean(got, known)
            remedy = hint or "name a claim or a figure of this study, or leave the study as a whole"
            said = (f'"{got}" is no claim and no figure of the study', remedy)
            yield fault(at, "related-unknown", said, got)


def _one_other(link: RelatedStudy, at: At, study: StudyFolder) -> Iterator[Problem]:
    named = dict.fromkeys(name.partition("/")[0] for name in link.to)
    if study.design.id in named:
        said = (
            f'"{study.design.id}" is linked to itself',
            "name another study; what belongs together within one is said by its findings",
        )
        yield fault(at, "related-itself", said, study.design.id)
    if len(named) > 1:
        said = (
            f"one link leads to {len(named)} studies: {', '.join(named)}",
            "write a link for each: what one can bear another may not",
        )
        yield fault(at, "related-several", said, link.study)


def _both_texts(link: RelatedStudy, at: At) -> Iterator[Problem]:
    for key, text in (("bears", link.bears), ("cannot", link.cannot)):
        if not text:
            said = (
                f'the link to "{link.study}" has no "{key}"',
                "say both, what it can and cannot",
            )
            yield fault(at, "related-one-sided", said, link.study)


def _same_kind(link: RelatedStudy, at: At, study: StudyFolder) -> Iterator[Problem]:
    for other in dict.fromkeys(name.partition("/")[0] for name in link.to):
        if other.startswith(DEMO_STUDY) != study.design.constructed:
            yield fault(at, "related-mixed", _mixed(study, other), other)


def _mixed(study: StudyFolder, other: str) -> tuple[str, str]:
    this, that = (
        ("invented", "is not") if study.design.constructed else ("collected", "is invented")
    )
    message = f'"{study.design.id}" is {this} and is linked to "{other}", which {that}'
    return (
        message,
        "take the link out: invented material says nothing of collected, nor the reverse",
    )
