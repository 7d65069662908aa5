"""From labels to participants, and the table that is shown before anything is written."""

from pathlib import Path

import pytest

from lises.exchange import (
    Imported,
    as_json,
    propose_speakers,
    read_transcript,
    report,
    speaker_table,
    to_transcript,
)
from lises.files import parse_transcript, write_transcript
from lises.model import INTERVIEWER, OTHER

TALK = """Interview 3
I = interviewer, X = informant, Y = informant, T = tolk

I: Hvor bor I?
X: I byen.
X og Y: Ja.
T: He says yes.
[00:01:00]
x: Og i skoven.
Spørgsmål: hvor?
Y:
"""
SPEAKERS = {"I": INTERVIEWER, "X": "R01", "Y": "R02", "T": OTHER}


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    path = tmp_path / "interview.txt"
    path.write_text(TALK, encoding="utf-8")
    return read_transcript(path)


def test_turns_are_numbered_credited_and_without_the_empty_ones(imported):
    transcript, problems = to_transcript(imported, interview="R01-R02", speakers=SPEAKERS)
    assert problems == ()
    assert transcript.source == "interview.txt"
    assert transcript.speakers == (("I", INTERVIEWER), ("X", "R01"), ("Y", "R02"), ("T", OTHER))
    assert [(t.number, t.label, t.speakers, t.time) for t in transcript.turns] == [
        (1, "I", (INTERVIEWER,), ""),
        (2, "X", ("R01",), ""),
        (3, "X + Y", ("R01", "R02"), ""),
        (4, "T", (OTHER,), ""),
        (5, "X", ("R01",), "00:01:00"),
    ]
    assert [turn.label for turn in imported.turns][2] == "X og Y"


def test_what_is_written_is_read_back_equal(imported):
    transcript, _ = to_transcript(imported, interview="R01", speakers=SPEAKERS)
    again, faults = parse_transcript(write_transcript(transcript), "R01.md")
    assert (again, faults) == (transcript, [])


def test_a_label_that_is_not_mapped_is_an_error_and_credits_nobody(imported):
    transcript, problems = to_transcript(
        imported, interview="R01", speakers={"I": INTERVIEWER, "X": "R01", "T": OTHER}
    )
    assert transcript.turns[2].speakers == ("R01",)
    assert [(p.rule, p.severity, p.subject) for p in problems] == [
        ("speaker-unmapped", "error", "Y"),
        ("speaker-unmapped", "error", "Y"),
    ]
    assert "X og Y" in problems[0].message


def test_a_joint_label_may_be_mapped_as_a_whole(imported):
    speakers = {**SPEAKERS, "X og Y": "R02 + R03"}
    transcript, problems = to_transcript(imported, interview="R01", speakers=speakers)
    assert transcript.turns[2].speakers == ("R02", "R03")
    assert problems == ()


def test_a_mapping_of_a_label_that_is_not_there_is_a_doubt(imported):
    _, problems = to_transcript(imported, interview="R01", speakers={**SPEAKERS, "Z": "R09"})
    assert [(p.rule, p.severity) for p in problems] == [("speaker-not-there", "doubt")]


def test_a_transcript_without_a_participant_is_an_error(imported):
    speakers = dict.fromkeys(SPEAKERS, OTHER)
    _, problems = to_transcript(imported, interview="R01", speakers=speakers)
    assert [p.rule for p in problems] == ["participant-missing"]


def test_two_labels_may_be_one_person(imported):
    transcript, problems = to_transcript(
        imported, interview="R01", speakers={**SPEAKERS, "Y": "R01"}
    )
    assert transcript.turns[2].speakers == ("R01",)
    assert problems == ()


def test_what_is_not_sure_stays_open_in_the_proposal(imported):
    proposed = {p.label: p.becomes for p in propose_speakers(imported, participants=["R01", "R02"])}
    assert proposed == {"I": INTERVIEWER, "X": "", "Y": "", "T": OTHER}
    assert all(p.why for p in propose_speakers(imported))


def test_a_label_that_is_a_participants_id_is_proposed(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("I: a\nr01: b\nI: c\nR01: d\nR01: e\nR02: e\nR02: f\n", encoding="utf-8")
    found = read_transcript(path)
    proposed = {p.label: p.becomes for p in propose_speakers(found, participants=["R01", "R02"])}
    assert proposed == {"I": INTERVIEWER, "R01": "R01", "R02": "R02"}


def test_the_table_shows_every_label_and_what_it_becomes(imported):
    rows = speaker_table(imported, {"I": INTERVIEWER, "X": "R01"})
    assert [(r.label, r.turns, r.becomes) for r in rows] == [
        ("I", 1, (INTERVIEWER,)),
        ("X", 1, ("R01",)),
        ("X og Y", 1, ()),
        ("T", 1, ()),
        ("x", 1, ("R01",)),
        ("Y", 1, ()),
    ]
    assert sum(row.share for row in rows) == pytest.approx(1)
    assert sum(row.words for row in rows) == imported.words_in_turns
    assert rows[1].declared_as == "informant"


def test_the_report_has_the_balance_the_labels_and_the_set_aside_text_whole(imported):
    text = report(imported)
    words = imported.words
    assert words.document == words.turns + words.labels + words.times + words.set_aside
    for name, number in (
        ("in the document", words.document),
        ("in turns", words.turns),
        ("in speaker labels", words.labels),
        ("in time stamps", words.times),
        ("set aside", words.set_aside),
        ("unaccounted for", 0),
    ):
        assert f"  {name:<18}{number:>9,}\n" in text
    assert "    | I = interviewer, X = informant, Y = informant, T = tolk" in text
    assert '"Spørgsmål" stands once and is not declared (line 10)' in text
    assert "spelled like X" in text
    for problem in imported.problems:
        assert problem.rule in text


def test_the_json_can_be_written_and_holds_every_turn(imported):
    import json

    values = json.loads(json.dumps(as_json(imported)))
    assert values["words"]["difference"] == 0
    assert [turn["text"] for turn in values["turns"]] == [turn.text for turn in imported.turns]
    assert values["speakers"][2]["parts"] == ["X", "Y"]
    assert {problem["rule"] for problem in values["problems"]} == {"label-spelling", "turn-empty"}
    assert values["file"] == "interview.txt"


def test_a_report_of_a_file_that_cannot_be_read_says_why(tmp_path):
    text = report(read_transcript(tmp_path / "nobody.docx"))
    assert "nobody.docx: not read" in text
    assert "file-unreadable" in text


def test_the_room_loads_no_parser_until_it_reads():
    import subprocess
    import sys

    code = "import sys, lises.exchange; print([m for m in sys.modules if m in ('defusedxml', 'lxml', 'spacy', 'polars')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
