"""Texts with their codes written into them: what is carried, what is told, what is refused."""

from __future__ import annotations

import codecs
import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.errors import LisesError, UnknownNameError
from lises.exchange.rock import RockSource, code_id, read_rock
from lises.exchange.rock_codings import RockCodings, rock_codings
from tests.building import study, talk

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
TALK = talk(
    "A", "I: How do you get water?", "A: There is one tap. I carry.\n\nIt drips, day  and night.",
    "A: Ja.", "I: Ja.", "A: Ja.",
)  # fmt: skip
CODES = "water-tap queue<water-tap drip<water-tap weeds"


def source(text: str | bytes = SOURCE) -> RockSource:
    return read_rock(text if isinstance(text, bytes) else text.encode(), "a.rock")


def codings(text: str = SOURCE, codes: str = CODES, **more: object) -> RockCodings:
    made = study(TALK, codes=codes, **more)
    return rock_codings(source(text), made, interview="A", set="c", random=Random(1))


def test_codes_are_read_with_their_parents_and_labels():
    found = source()
    assert [(c.written, c.id, c.parent, c.label) for c in found.codes] == [
        ("waterTap", "water-tap", "", "The tap"),
        ("queue", "queue", "water-tap", ""),
        ("weeds", "weeds", "", ""),
        ("drip", "drip", "water-tap", ""),
    ]
    assert [u.codes for u in found.utterances][:3] == [
        (), (("waterTap", "queue"), ("weeds",)), (("drip",),),
    ]  # fmt: skip


def test_what_has_no_home_in_a_study_is_told_and_not_lost():
    found = source()
    assert found.notes == (
        "not carried: identifier cid (1)",
        "not carried: identifier uid (2)",
        "not carried: section break paragraph_break (1)",
        "not carried: value of intensity (1)",
    )
    assert [(one.at, one.why) for one in found.set_aside] == [
        (19, "a block of something else than codes")
    ]
    assert found.text.splitlines()[1] == "X: There is one tap. I carry."


def test_utterances_become_passages_in_their_turns_and_stand_there_word_for_word():
    found = codings()
    assert [(p.turn, p.quote, p.codes) for p in found.passages] == [
        (2, ("There is one tap. I carry.",), ("queue", "weeds")),
        (2, ("It drips, day  and night.",), ("drip",)),
        (3, ("Ja.",), ("weeds",)),
        (4, ("Ja.",), ("queue",)),
    ]
    assert found.unknown == ()
    made = study(TALK, *found.passages, codes=CODES)
    assert not anchor(made).problems


def test_words_that_are_not_there_or_could_be_anywhere_are_told_and_never_guessed():
    assert [(one.at, one.why) for one in codings().not_placed] == [
        (18, "its words stand not in the transcript")
    ]
    alone = codings("Ja. [[weeds]]\n")
    assert alone.passages == ()
    assert [one.why for one in alone.not_placed] == [
        "its words stand more than once in the transcript"
    ]
    part = codings("There is one ta [[weeds]]\nis one tap [[weeds]]\n")
    assert [p.quote for p in part.passages] == [("is one tap",)]


def test_a_code_that_the_codebook_has_under_its_own_name_is_that_one():
    found = codings("It drips, day and night. [[drip]] [[queueing]] [[Weeds]]\n")
    assert [p.codes for p in found.passages] == [("drip", "queueing", "weeds")]
    assert [(c.id, c.written) for c in found.unknown] == [("queueing", "queueing")]


def test_importing_again_adds_nothing():
    found = codings()
    made = study(TALK, *found.passages, codes=CODES)
    again = rock_codings(source(), made, interview="A", set="c", random=Random(2))
    assert (again.passages, again.already) == ((), 4)


def test_words_that_a_source_has_twice_are_one_passage_with_all_codes():
    (one,) = codings("is one tap [[weeds]]\nis one tap [[drip]] [[weeds]]\n").passages
    assert one.codes == ("weeds", "drip")
    made = study(TALK, one, codes=CODES)
    text = "is one tap [[weeds]] [[queue]]\n"
    (more,) = rock_codings(source(text), made, interview="A", set="c", random=Random(2)).passages
    assert more.codes == ("queue",)


def test_an_interview_or_set_that_is_not_there_is_refused():
    made = study(TALK, codes=CODES)
    with pytest.raises(UnknownNameError, match='no interview "B"'):
        rock_codings(source(), made, interview="B", set="c", random=Random(1))
    with pytest.raises(UnknownNameError, match='no coding set "d"'):
        rock_codings(source(), made, interview="A", set="d", random=Random(1))
    bare = study(TALK, codes=CODES, transcripts={})
    with pytest.raises(LisesError, match="lises import"):
        rock_codings(source(), bare, interview="A", set="c", random=Random(1))


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
    long = talk("A", "A: " + "e e " * 8_000)
    made = study(long, codes=CODES)
    rock_codings(many, made, interview="A", set="c", random=Random(1))
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
