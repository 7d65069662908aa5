"""Published claims: what can be checked here, and what cannot, with the reason.

A claim gets no verdict from this library. It is *not checkable here*, or findings of the same
collected study answer it, and then their results are shown as what they are: statement and codings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lises.model import Claim, Finding, StudyFolder

from .assess import Assessment

__all__ = ["ClaimStatus", "claim_statuses", "claims_answered"]

ClaimReason = Literal[
    "rests-outside",
    "rests-partly-outside",
    "method",
    "recommendation",
    "transcripts-not-here",
    "scope-not-interviewed",
    "scope-not-stated",
    "no-finding",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStatus:
    """What a claim can lean on here.

    ``claim`` is its id. ``checkable`` is false where any reason forbids it; ``findings`` answer it;
    ``missing`` counts the interviews in its scope without a transcript here, of ``interviews``.
    """

    claim: str
    checkable: bool
    reasons: tuple[ClaimReason, ...]
    findings: tuple[str, ...] = ()
    interviews: int = 0
    missing: int = 0


_BASIS: Mapping[str, ClaimReason] = {
    "outside": "rests-outside",
    "partly": "rests-partly-outside",
    "method": "method",
    "recommendation": "recommendation",
}


def claim_statuses(
    folder: StudyFolder, assessments: Mapping[str, Assessment]
) -> tuple[ClaimStatus, ...]:
    """Tell of each claim of a study what can and cannot be checked, in the order of the file."""
    return tuple(_status(folder, claim, assessments) for claim in folder.claims)


def claims_answered(folder: StudyFolder, finding: Finding) -> frozenset[str]:
    """Name the study's own claims that a finding answers, named with the study's id or without."""
    return frozenset(name.removeprefix(f"{folder.design.id}/") for name in finding.answers)


def _status(
    folder: StudyFolder, claim: Claim, assessments: Mapping[str, Assessment]
) -> ClaimStatus:
    answering = tuple(
        f.id
        for f in folder.findings
        if claim.id in claims_answered(folder, f) and f.id in assessments
    )
    roles = dict(claim.scope).get("role", ())
    people = {p.id for p in folder.participants if not roles or p.role in roles}
    interviews = [i for i in folder.interviews if people & set(i.participants)]
    missing = sum(i.id not in folder.transcripts for i in interviews)
    reasons: list[ClaimReason] = []
    if claim.basis in _BASIS:
        reasons.append(_BASIS[claim.basis])
    if claim.basis in ("interviews", "partly"):
        present = {p.role for p in folder.participants}
        if any(role not in present for role in roles):
            reasons.append("scope-not-interviewed")
        if not roles:
            reasons.append("scope-not-stated")
        if missing or not interviews:
            reasons.append("transcripts-not-here")
        if not answering:
            reasons.append("no-finding")
    return ClaimStatus(
        claim=claim.id,
        checkable=not reasons,
        reasons=tuple(reasons),
        findings=answering,
        interviews=len(interviews),
        missing=missing,
    )
