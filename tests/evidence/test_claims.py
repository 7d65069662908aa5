"""What a published claim can lean on here, and every reason why not."""

from __future__ import annotations

import pytest

from lises.anchoring import anchor
from lises.evidence import ClaimStatus, assess_all, claim_statuses, count
from lises.model import Claim, Interview, LocalText, StudyFolder
from tests.building import finding, person, scope, study, talk


def _claim(basis: str = "interviews", roles: str = "gardener") -> Claim:
    within = scope(role=roles) if roles else ()
    return Claim(id="c-1", text=LocalText.plain("published"), basis=basis, scope=within)  # type: ignore[arg-type]


def _status(
    claim: Claim, *, answered: str = "c-1", here: bool = True, **more: object
) -> ClaimStatus:
    found = [finding(answers=(answered,) if answered else ())]
    rows = (Interview(id="A", participants=("A",)), Interview(id="B", participants=("B",)))
    people = [person("A"), person("B")]
    talks = [talk("A", "A: x"), *([talk("B", "B: x")] if here else [])]
    folder: StudyFolder = study(
        *talks, *found, **{"people": people, "interviews": rows, "claims": (claim,), **more}
    )
    (status,) = claim_statuses(folder, assess_all(count(anchor(folder))))
    return status


@pytest.mark.parametrize("name", ["c-1", "x/c-1"])
def test_a_claim_on_interviews_that_are_all_here_and_answered_can_be_checked(name: str):
    status = _status(_claim(), answered=name)
    assert (status.claim, status.checkable, status.reasons) == ("c-1", True, ())
    assert (status.findings, status.interviews, status.missing) == (("f",), 2, 0)


@pytest.mark.parametrize(
    ("basis", "roles", "more", "reasons"),
    [
        ("interviews", "gardener", {"answered": ""}, ["no-finding"]),
        ("interviews", "gardener", {"here": False}, ["transcripts-not-here"]),
        # half the scope was not interviewed: that half cannot be checked
        ("interviews", "gardener keeper", {}, ["scope-not-interviewed"]),
        ("interviews", "keeper", {}, ["scope-not-interviewed", "transcripts-not-here"]),
        ("interviews", "", {}, ["scope-not-stated"]),
        ("partly", "gardener", {}, ["rests-partly-outside"]),
        ("outside", "gardener", {}, ["rests-outside"]),
        ("method", "", {}, ["method"]),
        ("recommendation", "keeper", {"answered": ""}, ["recommendation"]),
    ],
)
def test_each_reason_against_checking_a_claim(
    basis: str, roles: str, more: dict[str, object], reasons: list[str]
):
    status = _status(_claim(basis, roles), **more)
    assert (list(status.reasons), status.checkable) == (reasons, False)


def test_withheld_interviews_are_counted_as_missing_of_all_in_scope():
    status = _status(_claim(), here=False)
    assert (status.interviews, status.missing) == (2, 1)


def test_a_study_without_transcripts_leaves_every_claim_uncheckable():
    rows = tuple(Interview(id=i, participants=(i,), transcript="withheld") for i in "AB")
    folder = study(people=[person("A"), person("B")], interviews=rows, claims=(_claim(),))
    (status,) = claim_statuses(folder, {})
    assert status.reasons == ("transcripts-not-here", "no-finding")
    assert (status.interviews, status.missing) == (2, 2)
