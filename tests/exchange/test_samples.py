"""Three interviews that others wrote; facts from the samples' own description."""

import os
import re
import zipfile
from collections import Counter
from pathlib import Path
from unicodedata import normalize
from xml.sax.saxutils import unescape

import pytest

from lises.exchange import Imported, propose_speakers, read_transcript, to_transcript
from lises.files import is_turn_text, parse_transcript, write_transcript

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
INTERVIEWS = SAMPLES / "transcripts"
NUMBERS = ("05", "08", "24")

pytestmark = pytest.mark.skipif(
    not all((INTERVIEWS / f"Interview {n}.docx").is_file() for n in NUMBERS),
    reason="the samples are not here (LISES_SAMPLES)",
)


def imported(number: str, **options) -> Imported:
    return read_transcript(INTERVIEWS / f"Interview {number}.docx", **options)


def turns_by_label(found: Imported) -> dict[str, int]:
    return {speaker.label: speaker.turns for speaker in found.speakers}


def doubts(found: Imported) -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in found.problems]


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        ("05", {"I": 129, "X": 127}),
        ("08", {"X": 150, "I": 140, "I2": 23, "Y": 1}),
        ("24", {"I": 268, "X": 255, "Y": 117, "X og Y": 13, "Y og X": 4, "Y Og X": 1, "T": 2}),
    ],
)
def test_every_label_has_the_turns_it_is_known_to_have(number, labels):
    assert turns_by_label(imported(number)) == labels


@pytest.mark.parametrize("number", NUMBERS)
def test_the_words_are_those_of_the_xml_taken_with_a_plain_pattern(number):
    with zipfile.ZipFile(INTERVIEWS / f"Interview {number}.docx") as archive:
        xml = archive.read("word/document.xml").decode()
    piece = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:br(/)>")
    texts = [
        unescape("".join(text or "\n" for text, _ in piece.findall(paragraph)))
        for paragraph in re.findall(r"<w:p>.*?</w:p>", xml, re.DOTALL)
    ]
    # Words as people see them, without the definition under test: no digits, no joined words.
    letters = re.compile(r"[^\W\d_]+")
    expected = Counter(w for text in texts for w in letters.findall(normalize("NFC", text)))
    found = imported(number)
    spoken = [turn.text for turn in found.turns]
    labels = [turn.label for turn in found.turns]
    aside = [text.text for text in found.set_aside]
    assert found.words.difference == 0
    assert (
        Counter(w for text in (*spoken, *labels, *aside) for w in letters.findall(text)) == expected
    )


def test_the_turn_without_a_colon_and_the_one_after_a_soft_break_are_doubts_with_their_place():
    assert doubts(imported("08")) == [
        ("label-once", 218),
        ("label-after-soft-break", 263),
        ("label-colon-missing", 304),
    ]


def test_a_label_with_a_full_stop_for_a_colon_is_a_doubt():
    assert doubts(imported("05")) == [("label-colon-missing", 528)]


def test_splitting_at_lines_gives_the_turn_after_the_soft_break_to_its_speaker():
    found = imported("08", split="lines")
    assert turns_by_label(found) == {"X": 151, "I": 140, "I2": 23, "Y": 1}
    assert found.words.difference == 0
    assert "label-after-soft-break" not in {rule for rule, _ in doubts(found)}


def test_non_breaking_spaces_and_soft_breaks_are_counted_and_none_is_left():
    found = imported("24")
    assert "non-breaking spaces: 1,361 became plain spaces" in found.notes
    assert any(note.startswith("soft line breaks: 32 ") for note in found.notes)
    assert not any("\u00a0" in turn.text for turn in found.turns)


def test_a_tab_stop_is_not_a_tab():
    for number in NUMBERS:
        found = imported(number)
        assert not any("\t" in turn.text for turn in found.turns)
        assert not any(note.startswith("tabs") for note in found.notes)


def test_the_undeclared_speaker_is_kept_and_told():
    found = imported("24")
    (speaker,) = [s for s in found.speakers if s.label == "T"]
    assert (speaker.declared, speaker.guess, speaker.joint) == (False, "unsure", False)
    assert ("label-undeclared", 192) in doubts(found)


def test_a_joint_turn_credits_both_as_it_was_written():
    found = imported("24")
    joint = {s.label: s.parts for s in found.speakers if s.joint}
    assert joint == {"X og Y": ("X", "Y"), "Y og X": ("Y", "X"), "Y Og X": ("Y", "X")}


def test_stamps_alone_on_a_line_are_the_time_of_the_next_turn():
    times = [turn.time for turn in imported("05").turns if turn.time]
    assert (len(times), times[0], times[-1]) == (23, "00:00:00", "00:57:09")
    assert [t.time for t in imported("08").turns if t.time] == ["00:05:59", "00:07:35"]
    assert [t.time for t in imported("24").turns if t.time][-1] == "01:02:37"


def test_what_is_no_talk_is_set_aside_with_its_reason():
    reasons = [(a.at, a.why) for a in imported("05").set_aside]
    assert reasons == [
        (1, "before the first turn"),
        (3, "the length of the recording"),
        (5, "declares the speakers"),
    ]


def test_a_single_participant_is_proposed_and_several_stay_open():
    one = {p.label: p.becomes for p in propose_speakers(imported("05"), participants=["R05"])}
    assert one == {"I": "interviewer", "X": "R05"}
    two = {p.label: p.becomes for p in propose_speakers(imported("24"), participants=["A", "B"])}
    assert two == {"I": "interviewer", "X": "", "Y": "", "T": ""}


@pytest.mark.parametrize("number", NUMBERS)
def test_the_transcript_is_written_and_read_back_equal(number):
    speakers = {"I": "interviewer", "I2": "interviewer", "X": "R-X", "Y": "R-Y", "T": "other"}
    found = imported(number)
    used = {
        label: who
        for label, who in speakers.items()
        if label in {p for t in found.turns for p in t.parts}
    }
    transcript, problems = to_transcript(found, interview=f"S-{number}", speakers=used)
    assert problems == ()
    assert all(is_turn_text(turn.text) for turn in transcript.turns)
    again, faults = parse_transcript(write_transcript(transcript), "x.md")
    assert faults == []
    assert again == transcript
