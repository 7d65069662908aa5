"""May this study be released at this tier? The library records and refuses; it does not decide."""

from __future__ import annotations

from collections.abc import Iterator

from lises.errors import Problem
from lises.model import At, Clearance, StudyFolder

__all__ = ["governance_problems"]

PLACE = At("study.yaml", 0)


def governance_problems(folder: StudyFolder, tier: Clearance, today: str) -> tuple[Problem, ...]:
    """Collect what forbids a release.

    A study without a word of anybody in it needs no leave; the restricted preview, which stays on
    the machine, needs none either.

    Parameters
    ----------
    folder : StudyFolder
    tier : {"public", "reviewer", "restricted"}
    today : str
        ISO date that signatures are held against.
    """
    if tier == "restricted" or not folder.transcripts:
        return ()
    return tuple(_missing(folder, tier, today))


def _missing(folder: StudyFolder, tier: Clearance, today: str) -> Iterator[Problem]:
    governance = folder.design.governance
    if governance is None:
        yield _problem(
            folder, "study.yaml has no governance", "add it; `lises new` writes the form"
        )
        return
    for name in ("controller", "legal_basis"):
        if not getattr(governance, name):
            yield _problem(folder, f"governance.{name} is empty", "say who answers, on what ground")
    approval = dict(governance.tiers).get(tier)
    if approval is None or not approval.signed:
        yield _problem(
            folder,
            f"nobody has signed for the {tier} tier",
            f"add governance.tiers.{tier} with signed and expires, or build --tier restricted",
        )
    elif approval.expires and approval.expires < today:
        yield _problem(
            folder, f"the leave for the {tier} tier ended on {approval.expires}", "have it renewed"
        )


def _problem(folder: StudyFolder, message: str, remedy: str) -> Problem:
    return Problem(
        path=folder.file(PLACE),
        line=0,
        rule="governance-missing",
        message=message,
        remedy=remedy,
    )
