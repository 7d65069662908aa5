"""Who may receive what: each thing that is missing, and a country that needs a ground."""

from __future__ import annotations

import pytest

from lises.files import parse_study
from lises.files.study_governance import WITHOUT_TRANSFER

HEAD = "id: x\ntitle: X\nkind: interviews\ndata_status: collected\nlanguage: da\n"
GIVEN = {
    "name": "A. B.",
    "country": "DK",
    "agreement": "2026-17",
    "expires": "2027-06-30",
    "key": "age1" + "q" * 58,
}


def _read(**given: str):
    lines = "\n          ".join(f"{name}: {value}" for name, value in given.items())
    text = (
        f"{HEAD}governance:\n  tiers:\n    reviewer:\n      signed: 2026-01-01\n"
        f"      expires: 2027-12-31\n      receivers:\n        - {lines}\n"
    )
    design, problems = parse_study(text, "study.yaml")
    assert design is not None
    assert design.governance is not None
    ((_, approval),) = design.governance.tiers
    return approval.receivers, [(p.rule, p.line) for p in problems]


def test_a_receiver_is_read_as_it_stands():
    (found,), problems = _read(**GIVEN)
    assert not problems
    assert {name: getattr(found, name) for name in GIVEN} == GIVEN
    assert found.transfer == ""


@pytest.mark.parametrize("name", GIVEN)
def test_without_any_of_it_nobody_is_named_and_the_line_is_told(name: str):
    receivers, problems = _read(**{k: v for k, v in GIVEN.items() if k != name})
    assert receivers == ()
    assert problems == [("field-missing", 12)]


@pytest.mark.parametrize(
    ("name", "value"),
    [("country", "Denmark"), ("country", "dk"), ("key", "age1q"), ("key", "AGE-SECRET-KEY-1"), ("expires", "soon")],
)  # fmt: skip
def test_a_country_a_day_and_a_key_have_one_way_of_writing(name: str, value: str):
    receivers, problems = _read(**{**GIVEN, name: value})
    assert receivers == ()
    assert [rule for rule, _ in problems] == ["field-value"]


@pytest.mark.parametrize("country", ["US", "GB", "CH"])
def test_out_of_the_eea_a_transfer_needs_its_ground(country: str):
    receivers, problems = _read(**{**GIVEN, "country": country})
    assert receivers == ()
    assert [rule for rule, _ in problems] == ["transfer-ground-missing"]
    (found,), none = _read(**{**GIVEN, "country": country, "transfer": "article 46"})
    assert (found.transfer, none) == ("article 46", [])


def test_within_are_the_27_of_the_union_and_three_more():
    assert len(set(WITHOUT_TRANSFER)) == 30
    assert {"DK", "IS", "LI", "NO", "GR", "IE"} <= set(WITHOUT_TRANSFER)
    assert not {"GB", "CH", "US"} & set(WITHOUT_TRANSFER)
