"""Every fault of a study in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lises.errors import Problem, did_you_mean
from lises.files import check_references, read_study
from lises.model import StudyFolder

from .acknowledged import acknowledge
from .assess import Assessment
from .checks import check_evidence
from .consequences import without_consequences
from .counted import Counted
from .figures import check_figures
from .related import check_related_studies

__all__ = ["all_problems", "studies_below"]


def all_problems(
    counted: Counted,
    read: tuple[Problem, ...],
    assessments: Mapping[str, Assessment],
    *,
    others: Mapping[str, StudyFolder] | None = None,
) -> tuple[Problem, ...]:
    """Gather what reading, references, anchoring and evidence raise; doubts with their reasons.

    What only follows from another fault waits until that is mended (``consequences``).

    ``others`` are the studies, by id, of the same book: links to them are held against them.
    """
    folder = counted.study.folder
    named = [*check_references(folder), *counted.study.problems]
    concluded = [
        *check_evidence(counted, assessments),
        *check_figures(folder),
        *_shaped_after(folder),
        *check_related_studies(folder, others),
    ]
    found = dict.fromkeys([*read, *named, *concluded])
    # Reasons are held against all that was found: a doubt that waits is still there.
    known = acknowledge(folder, found)
    kinds = dict.fromkeys(read), dict.fromkeys(named)
    return tuple(
        without_consequences(
            [p for p in known if p in kinds[0]],
            [p for p in known if p in kinds[1] and p not in kinds[0]],
            [p for p in known if p not in kinds[0] and p not in kinds[1]],
            folder.path,
        )
    )


def studies_below(path: Path) -> list[Path]:
    """Give the studies at a path: the folder itself, or those directly in it, by name."""
    if (path / "study.yaml").is_file() or not path.is_dir():
        return [path]
    found = sorted(p.parent for p in path.glob("*/study.yaml"))
    return found or [path]


def _shaped_after(folder: StudyFolder) -> Iterator[Problem]:
    """Raise findings shaped after a claim that the study beside this one does not have."""
    siblings: dict[str, set[str] | None] = {}
    for finding in folder.findings:
        for name in finding.shaped_after:
            study, _, claim = name.partition("/")
            if study not in siblings:
                siblings[study] = _claims_of(Path(folder.path).parent / study)
            known = siblings[study]
            if known is not None and claim not in known:
                yield Problem(
                    path=folder.file(finding.at),
                    line=finding.at.line,
                    rule="claim-unknown",
                    message=f'{finding.id} is shaped after "{name}", which {study} does not have',
                    remedy=did_you_mean(claim, known) or f"{study} has {', '.join(sorted(known))}",
                    subject=finding.id,
                )


def _claims_of(path: Path) -> set[str] | None:
    """Give the claims of the study in a folder; None where there is no such study here."""
    if not (path / "study.yaml").is_file():
        return None
    study, _problems = read_study(path)
    return {claim.id for claim in study.claims} if study else None
