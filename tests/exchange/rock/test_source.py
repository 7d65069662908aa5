"""Texts with their codes written into them: what is carried, what is told."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.rock.source import RockSource, code_id, read_rock

SOURCE = """\
---
codes:
  -
    id: waterTap
    label: The tap
    children:
      - queue
      - id: drip
        parentId: waterTap
---
[[cid=1]]
[[uid=7d8m]] How do you get water?
[[uid=7d8n]] X: There is one tap. I carry. [[waterTap>queue]] [[weeds]] [[weeds]]
~ It  drips, day and night. [[drip]] [[intensity||3]]
---<<paragraph_break>>---
Ja. [[weeds]]
Ja. [[queue]]
We met the neighbour there. [[weeds]]
---
metadata: {gender: female}
---
"""


def source(text: str | bytes = SOURCE) -> RockSource:
    return read_rock(text if isinstance(text, bytes) else text.encode(), "a.rock")


def test_codes_are_read_with_their_parents_and_labels():
    found = source()
    assert [(c.written, c.id, c.parent, c.label) for c in found.codes] == [
        ("waterTap", "water-tap", "", "The tap"),
        ("queue", "queue", "water-tap", ""),
        ("weeds", "weeds", "", ""),
        ("drip", "drip", "water-tap", ""),
        ("intensity", "intensity", "", ""),
    ]
    assert [u.codes for u in found.utterances][:3] == [
        (), (("waterTap", "queue"), ("weeds",)), (("drip",),),
    ]  # fmt: skip


def test_what_has_no_home_in_a_study_is_told_and_not_lost():
    found = source()
    assert found.notes == ("not carried: section break paragraph_break (1)",)
    assert found.attributes == ((("gender", "female"),),)
    assert [u.identifier("uid") for u in found.utterances][:2] == ["7d8m", "7d8n"]
    assert [u.values for u in found.utterances][2] == (("intensity", "3"),)
    assert found.utterances[1].text == "X: There is one tap. I carry."


def test_two_codes_that_become_one_are_doubted():
    (problem,) = source("a [[some_code]]\nb [[someCode]]\n").problems
    assert (problem.rule, problem.severity, problem.subject) == (
        "id-collides",
        "doubt",
        "some-code",
    )


def test_windows_line_ends_and_other_encodings_are_read():
    for data in (
        SOURCE.replace("\n", "\r\n").encode(),
        codecs.BOM_UTF8 + SOURCE.encode(),
        codecs.BOM_UTF16_LE + SOURCE.encode("utf-16-le"),
    ):
        assert source(data).utterances == source().utterances
        assert source(data).codes == source().codes


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[]] [[a b]] words\n", "between double brackets, and no code"),
        ("[[weeds]]\n", "codes on a line without words"),
        ("---\na: [\n---\nwords\n", "a block that is no YAML"),
        ("---\n" + "[" * 30 + "\n---\n", "a block that is no YAML"),
    ],
)
def test_a_damaged_source_is_read_as_far_as_it_is_whole(text: str, why: str):
    found = source(text)
    assert [one.why for one in found.set_aside] == [why]
    assert all("[[a b]]" not in u.text for u in found.utterances)


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 50, b"PK\x03\x04" + bytes(200), b"x" * (9 * 2**20)]
)
def test_what_is_no_text_is_a_problem_and_no_crash(data: bytes):
    found = source(data)
    assert found.utterances == ()
    assert found.problems[0].severity == "error"


def test_a_hostile_source_ends_soon():
    began = time.perf_counter()
    many = source("---\n" * 4000 + "e [[weeds]]\n" * 20_000 + "[[" * 50_000 + "]]" * 50_000)
    assert len(many.utterances) <= 50_000
    assert time.perf_counter() - began < 120


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash_and_every_id_can_be_one(text: str):
    from lises.files.forms import CODE_ID

    found = source(text.encode("utf-8", "replace"))
    assert all(
        CODE_ID.fits(code.id) or code.id in ("con", "prn", "aux", "nul") for code in found.codes
    )


def test_ids_take_the_form_that_codes_have():
    assert [code_id(one) for one in ("A.b_c", "ÆbleGrød", "--", "x" * 80)] == [
        "a-b-c", "aeble-groed", "", "x" * 64,
    ]  # fmt: skip
