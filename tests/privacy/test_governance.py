"""Without somebody who answers for it, on a ground and until a day, nothing is released."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lises.model import (
    EMPTY,
    Attribute,
    Clearance,
    Governance,
    LocalText,
    Receiver,
    StudyFolder,
    TierApproval,
)
from lises.privacy import governance_problems
from tests.building import finding, person, scope, search, study, talk

TODAY = "2026-11-22"
SIGNED = TierApproval(signed="2026-11-01", expires="2031-11-01")
RECEIVER = Receiver(
    name="A. B.", country="DK", agreement="2026-17", expires="2027-06-30", key="age1"
)
WHOLE = Governance(
    controller=LocalText.plain("The university"),
    legal_basis="consent",
    dpia="DPIA 12",
    retention_until="2031-11-01",
    tiers=(("public", SIGNED), ("reviewer", SIGNED)),
)


def _study(governance: Governance | None, **more: object) -> StudyFolder:
    return study(talk("A", "A: x"), governance=governance, **more)


def _told(folder: StudyFolder, tier: Clearance = "public", today: str = TODAY) -> list[str]:
    found = governance_problems(folder, tier, today)
    assert all(p.severity == "error" and p.rule == "governance-missing" and p.remedy for p in found)
    assert all(p.path == "x/study.yaml" for p in found)
    return [p.message for p in found]


@pytest.mark.parametrize("tier", ["public", "reviewer", "restricted"])
def test_a_study_with_all_that_is_wanted_may_be_released(tier: Clearance):
    assert _told(_study(WHOLE), tier) == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"controller": EMPTY}, "governance.controller is empty"),
        ({"legal_basis": ""}, "governance.legal_basis is empty"),
        ({"dpia": ""}, "governance.dpia is empty"),
        ({"retention_until": ""}, "governance.retention_until is empty"),
        ({"retention_until": "2026-11-21"}, "the data were to be kept until 2026-11-21"),
        ({"tiers": ()}, "nobody has signed for the public tier"),
        ({"tiers": (("reviewer", SIGNED),)}, "nobody has signed for the public tier"),
        ({"tiers": (("public", replace(SIGNED, signed="")),)}, "nobody has signed for the public tier"),
        ({"tiers": (("public", replace(SIGNED, expires="2026-11-21")),)}, "the leave for the public tier ended on 2026-11-21"),
        ({"tiers": (("public", replace(SIGNED, expires="")),)}, "the leave for the public tier ended on (no date)"),
    ],
)  # fmt: skip
def test_each_thing_that_is_missing_unsigned_or_expired_refuses_the_release(
    changed: dict[str, object], message: str
):
    assert _told(_study(replace(WHOLE, **changed))) == [message]
    assert _told(_study(replace(WHOLE, **changed)), "restricted") == []


def test_a_study_that_says_nothing_of_governance_is_refused():
    assert _told(_study(None)) == ["study.yaml has no governance"]


def test_a_leave_holds_to_the_end_of_its_day():
    ends = replace(WHOLE, tiers=(("public", replace(SIGNED, expires=TODAY)),))
    assert _told(_study(ends)) == []
    assert len(_told(_study(ends), today="2026-11-23")) == 1


def test_invented_people_need_no_assessment_and_no_deletion():
    nobody = replace(WHOLE, dpia="", retention_until="", legal_basis="none")
    assert _told(_study(nobody, data_status="constructed")) == []
    assert len(_told(_study(nobody))) == 2


def test_a_study_without_a_word_of_anybody_needs_no_leave():
    assert _told(study(people=["A"])) == []


def test_section_10_never_opens_a_transcript_to_the_public():
    basis = replace(WHOLE, legal_basis="section-10")
    open_ = [person("A", quotes="public", transcript="public"), person("B", transcript="reviewer")]
    assert _told(_study(basis, people=open_)) == [
        "A: a transcript under section-10 cannot be public"
    ]
    assert _told(_study(basis, people=open_), "reviewer") == []
    excerpts = [person("A", quotes="public", transcript="reviewer")]
    assert _told(_study(basis, people=excerpts)) == []


@pytest.mark.parametrize(
    ("tier", "told"), [("public", ["f", "g"]), ("reviewer", ["g"]), ("restricted", [])]
)
def test_a_finding_about_an_attribute_that_may_not_be_shown_is_refused(
    tier: Clearance, told: list[str]
):
    folder = _study(
        WHOLE,
        findings=(
            finding("e", scope=scope(role="gardener", plot="small")),
            finding("f", scope=scope(age="old")),
            finding("g", searched=(search("rain", within=scope(health="ill")),)),
        ),
        attributes=(
            Attribute(id="plot", clearance="public"),
            Attribute(id="age", clearance="reviewer"),
            Attribute(id="health"),
        ),
    )
    found = governance_problems(folder, tier, TODAY)
    assert [(p.rule, p.subject) for p in found] == [("scope-not-cleared", f) for f in told]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"expires": "2026-11-21"}, ['the day of the receiver "A. B." was 2026-11-21']),
        ({"expires": "2031-11-02"}, ['the receiver "A. B." may keep until 2031-11-02 what the study itself keeps until 2031-11-01']),
    ],
)  # fmt: skip
def test_a_receiver_whose_day_is_past_or_later_than_the_studys_own_stops_what_they_would_get(
    changed: dict[str, str], told: list[str]
):
    one = replace(RECEIVER, **changed)
    governance = replace(
        WHOLE, tiers=(("public", SIGNED), ("reviewer", replace(SIGNED, receivers=(one,))))
    )
    found = governance_problems(_study(governance), "reviewer", TODAY)
    assert [p.message for p in found] == told
    assert {p.rule for p in found} <= {"receiver-expires"}
    assert _told(_study(governance), "public") == []
