"""The check of a written release: its own files, and what the archive counted.

A release holds less than was counted. So its numbers are not counted anew and called wrong: what
the archive raised is told again, what can be counted here is held against it, and what cannot is
named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lises.errors import NotAStudyError, Problem
from lises.evidence import assess_all, count
from lises.files import check_references, read_study
from lises.model import Clearance

from .carried import RELEASE_FILE, read_release
from .release import Release

__all__ = ["ReleaseCheck", "check_release"]

NOT_TOLD = "found in the archive; what exactly may not be told at this tier"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCheck:
    """What is wrong with a release, and what of it could be counted again.

    ``counted_again`` are the findings whose n came out here as in the archive, ``not_checkable``
    those whose n rests on passages that are not here; ``withheld`` is how many coded passages of
    the counted set are not. ``tier`` is empty where the release cannot be read as one.
    """

    problems: tuple[Problem, ...]
    tier: Clearance | None = None
    counted_again: tuple[str, ...] = ()
    not_checkable: tuple[str, ...] = ()
    withheld: int = 0


def check_release(folder: Path, *, name: str | None = None) -> ReleaseCheck:
    """Check a folder that ``write_release`` wrote.

    Parameters
    ----------
    folder : Path
        With ``study.yaml`` and ``release.json``.
    name : str, optional
        How problems call the folder; else as ``folder`` was given.

    Returns
    -------
    ReleaseCheck
        Problems by file and line: faults of the release's files, what the archive raised, and
        counts that are not as the archive's. A ``release.json`` that cannot be read is a problem.
    """
    shown = (name or folder.as_posix()).rstrip("/")
    study, read = read_study(folder, name=shown)
    try:
        release = read_release(folder, name=shown)
    except NotAStudyError as why:
        found = [*read] if study is None else [*read, _unreadable(shown, why)]
        return ReleaseCheck(problems=tuple(sorted(found)))
    named = [*check_references(release.folder, name=shown), *release.study.problems]
    # Whether an interview was read is the archive's to say; its doubts are carried.
    named = [p for p in named if p.severity == "error" or p.rule != "reading-missing"]
    again, not_here, wrong = _counted(release, shown)
    found = [*read, *named, *_told(release), *wrong]
    return ReleaseCheck(
        problems=tuple(sorted(dict.fromkeys(found))),
        tier=release.tier,
        counted_again=again,
        not_checkable=not_here,
        withheld=sum(release.passages_withheld.values()),
    )


def _unreadable(shown: str, why: NotAStudyError) -> Problem:
    return Problem(
        path=f"{shown}/{RELEASE_FILE}",
        line=0,
        rule="release-unreadable",
        message=str(why).replace(f"{shown}/{RELEASE_FILE} ", ""),
        remedy="write the release anew from the archive",
    )


def _told(release: Release) -> Iterator[Problem]:
    """Tell the doubts of the archive; their lines were those of its files, but for the figures."""
    lines = {figure.id: figure.at.line for figure in release.folder.figures}
    for problem in release.problems:
        line = lines.get(problem.subject, 0) if problem.rule.startswith("figure-") else 0
        yield replace(problem, line=line, message=problem.message or NOT_TOLD)


def _counted(
    release: Release, shown: str
) -> tuple[tuple[str, ...], tuple[str, ...], list[Problem]]:
    """Count every finding again: with all passages here n must be the archive's, else at most it.

    Without the withdrawals the number of those interviewed cannot be had again, so only n is held
    against the archive's.
    """
    whole = not sum(release.passages_withheld.values())
    here = assess_all(count(release.study))
    again: list[str] = []
    not_here: list[str] = []
    wrong: list[Problem] = []
    for finding in release.folder.findings:
        carried = release.assessments.get(finding.id)
        if carried is None:
            wrong += _differs(shown, finding.id, f"{RELEASE_FILE} does not count {finding.id}")
            continue
        n = here[finding.id].n
        if not finding.counts:
            continue
        if release.unlinked:  # people are here once for each finding
            not_here.append(finding.id)
            continue
        if n == carried.n and whole:
            again.append(finding.id)
        elif n > carried.n or whole:
            said = f"{finding.id}: n was {carried.n} in the archive and is {n} here"
            wrong += _differs(shown, finding.id, said)
        else:
            not_here.append(finding.id)
    return tuple(again), tuple(not_here), wrong


def _differs(shown: str, finding: str, message: str) -> Iterator[Problem]:
    yield Problem(
        path=f"{shown}/findings/{finding}.md",
        line=0,
        rule="release-differs",
        message=message,
        remedy="the release was changed after it was written: write it anew from the archive",
        subject=finding,
    )
