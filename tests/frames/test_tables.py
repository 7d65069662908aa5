"""Tables of a study: declared columns, and who is counted as a voice."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from lises import frames
from lises.anchoring import anchor
from lises.model import LocalText, StudyDesign, StudyFolder, Theme
from tests.building import anchored, passage, person, study, talk

EMPTY = StudyFolder(
    path="x",
    design=StudyDesign(
        id="x",
        title=LocalText.plain("X"),
        kind="interviews",
        data_status="collected",
        language="da",
    ),
)
FULL = study(
    talk("A", "I: And the tap?", "A: It drips, and drips.", "I: Mm."),
    talk("J", "I: And you?", "A + B: Yes.", "B: Rain is free.", "A: The tap, again."),
    passage("A-aaaa", 2, "It drips", "tap drip"),
    passage("A-bbbb", 1, "the tap?", "tap"),
    passage("A-cccc", 2, "and drips.", "drip", set="d"),
    passage("J-aaaa", 2, "Yes.", "tap"),
    passage("J-bbbb", (3, 4), ("free.", "The tap"), "tap"),
    people=[
        person("A", plot="small", quotes="public"),
        person("B", plot=""),
        person("K", "keeper", plot="large"),
    ],
    themes=(
        Theme(id="water", label=LocalText.plain("Water"), codes=("tap", "drip")),
        Theme(id="sound", label=LocalText.plain("Sound"), codes=("drip",)),
    ),
)


def _made(folder: StudyFolder) -> dict[str, tuple[pl.DataFrame, dict[str, object]]]:
    study = anchor(folder)
    names = {a.id: pl.String for a in folder.design.attributes}
    return {
        "participants": (frames.participants(folder), {**frames.PARTICIPANTS, **names}),
        "interviews": (frames.interviews(folder), dict(frames.INTERVIEWS)),
        "turns": (frames.turns(folder), dict(frames.TURNS)),
        "passages": (frames.passages(study), dict(frames.PASSAGES)),
        "codings": (frames.codings(study), dict(frames.CODINGS)),
        "voices": (frames.voices(study), {**frames.VOICES, **names}),
    }


@pytest.mark.parametrize("table", list(_made(EMPTY)))
@pytest.mark.parametrize("folder", [EMPTY, FULL], ids=["empty", "full"])
def test_every_table_has_its_declared_columns_whatever_the_study_holds(
    folder: StudyFolder, table: str
):
    made, columns = _made(folder)[table]
    assert dict(made.schema) == {name: _type(kind) for name, kind in columns.items()}
    assert (made.height > 0) == (folder is FULL)


def _type(kind: object) -> object:
    return kind() if isinstance(kind, type) else kind


def test_a_missing_clearance_is_restricted_and_a_missing_attribute_null():
    rows = frames.participants(FULL).rows()
    assert rows == [
        ("A", "gardener", "public", "restricted", "small"),
        ("B", "gardener", "restricted", "restricted", None),
        ("K", "keeper", "restricted", "restricted", "large"),
    ]


def test_turns_and_words_of_an_interview_are_null_where_its_transcript_is_not_here():
    without = study(people=["A"], interviews=study(talk("A", "A: x")).interviews)
    row = frames.interviews(without).row(0, named=True)
    assert (row["interview"], row["turns"], row["words"]) == ("A", None, None)
    here = frames.interviews(FULL).select("interview", "turns", "words").rows()
    assert here == [("A", 3, 8), ("J", 4, 9)]


def test_a_row_of_turns_says_who_speaks_and_whether_the_interviewer_does():
    rows = frames.turns(FULL).select("interview", "turn", "participants", "interviewer").rows()
    assert rows[:2] == [("A", 1, [], True), ("A", 2, ["A"], False)]
    assert rows[4] == ("J", 2, ["A", "B"], False)


def test_start_counts_in_the_first_turn_and_end_in_the_last():
    row = frames.passages(anchor(FULL)).filter(pl.col("passage") == "J-bbbb").row(0, named=True)
    assert (row["turn"], row["turn_end"], row["start"], row["end"]) == (3, 4, 8, 7)
    assert row["quote"] == "free.\nThe tap"


def test_codings_have_a_row_per_passage_and_code_with_all_its_themes():
    rows = frames.codings(anchor(FULL)).select("passage", "code", "themes").rows()
    assert rows == [
        ("A-aaaa", "tap", ["water"]),
        ("A-aaaa", "drip", ["water", "sound"]),
        ("A-bbbb", "tap", ["water"]),
        ("A-cccc", "drip", ["water", "sound"]),
        ("J-aaaa", "tap", ["water"]),
        ("J-bbbb", "tap", ["water"]),
    ]


def test_a_code_of_no_theme_and_a_passage_of_no_code_leave_no_null():
    made = anchored(
        talk("A", "A: a b c"), passage("A-aaaa", 1, "a", "tap"), passage("A-bbbb", 1, "b")
    )
    assert frames.codings(made)["themes"].to_list() == [[]]


def test_voices_the_interviewer_voices_nobody_and_a_joint_turn_each_of_its_speakers():
    rows = frames.voices(anchor(FULL)).select("passage", "code", "participant").rows()
    assert rows == [
        ("A-aaaa", "tap", "A"),
        ("A-aaaa", "drip", "A"),
        ("A-cccc", "drip", "A"),
        ("J-aaaa", "tap", "A"),
        ("J-aaaa", "tap", "B"),
        ("J-bbbb", "tap", "B"),
        ("J-bbbb", "tap", "A"),
    ]


def test_a_voice_has_the_role_and_attributes_of_who_speaks_and_null_of_a_stranger():
    made = anchored(
        talk("A", "A + K + Z: Slow."),
        passage("A-aaaa", 1, "Slow.", "tap"),
        people=[person("A", plot="small"), person("K", "keeper")],
    )
    rows = frames.voices(made).select("participant", "role", "plot").rows()
    assert rows == [("A", "gardener", "small"), ("K", "keeper", None), ("Z", None, None)]


def test_a_person_who_voices_a_code_in_two_interviews_counts_once():
    rows = frames.voices(anchor(FULL)).filter(pl.col("code") == "tap")
    assert rows["participant"].n_unique() == 2
    assert rows.filter(pl.col("participant") == "A")["interview"].unique().sort().to_list() == [
        "A",
        "J",
    ]


def test_who_speaks_alone_stands_with_role_and_attributes_and_nobody_where_several_do():
    made = frames.with_speaker(frames.codings(anchor(FULL)), frames.participants(FULL))
    rows = made.select("passage", "speaker", "role", "plot").unique(maintain_order=True).rows()
    assert rows == [
        ("A-aaaa", "A", "gardener", "small"),
        ("A-bbbb", None, None, None),
        ("A-cccc", "A", "gardener", "small"),
        ("J-aaaa", None, None, None),
        ("J-bbbb", None, None, None),
    ]


@pytest.mark.parametrize("name", ["turn", "set", "code", "passage", "speaker", "role", "themes"])
def test_an_attribute_may_be_named_as_a_column_is(name: str):
    folder = study(
        talk("A", "A: It drips."),
        passage("A-aaaa", 1, "drips", "tap"),
        people=[replace(person("A"), attributes=((name, "small"),))],
    )
    people, made = frames.participants(folder), anchor(folder)
    speaking = frames.with_speaker(frames.codings(made), people)
    for table in (people, frames.voices(made), speaking):
        assert table[f"attribute_{name}"].to_list() == ["small"]
