"""Timed files that others wrote; facts from the samples' own description."""

import os
from pathlib import Path

import pytest

from lises.exchange import Imported, read_transcript

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
FILES = SAMPLES / "transcripts"

pytestmark = pytest.mark.skipif(
    not (FILES / "teams_transcript.vtt").is_file(),
    reason="the samples are not here (LISES_SAMPLES)",
)


def imported(name: str, **how: object) -> Imported:
    found = read_transcript(FILES / name, **how)
    assert found.words.difference == 0
    assert not [problem for problem in found.problems if problem.severity == "error"]
    return found


def test_teams_has_13_cues_8_and_5_of_its_speakers_and_4_that_overlap():
    assert (FILES / "teams_transcript.vtt").read_bytes().count(b"\r\n") > 13
    found = imported("teams_transcript.vtt")
    assert "line ends: CRLF" in " ".join(found.notes)
    assert len(found.timings) == 13
    labels = [found.turns[timing.turn - 1].label for timing in found.timings]
    assert sorted(map(labels.count, set(labels))) == [5, 8]
    assert {"," in label for label in labels} == {True}
    assert sum("(" in label for label in labels) == 8
    assert len(found.overlaps) == 4
    last = found.timings[-1], found.timings[-2]
    assert last[1].start < last[0].start < last[0].end < last[1].end
    assert len(found.turns) == 10


@pytest.mark.parametrize("name", ["jfk.json", "jfk.vtt"])
def test_whisper_has_one_segment_from_0_to_11_and_no_space_before_it(name):
    found = imported(name)
    (timing,) = found.timings
    (turn,) = found.turns
    assert (timing.start, timing.end) == (0, 11_000)
    assert (turn.time, turn.words, turn.text[0].isspace()) == ("00:00:00", 22, False)


def test_elan_has_948_slots_and_20_annotations_of_talk_with_20_that_refer_to_them():
    found = imported("ryanopily_test.eaf")
    assert "time slots: 948" in found.notes
    assert len(found.timings) == 20
    assert sorted(t.start for t in found.timings) == [t.start for t in found.timings]
    (translated,) = [a for a in found.set_aside if a.where == 'tier "Translation Dutch"']
    assert 'depends on "Translation English"' in translated.why
    assert translated.why.endswith("20 annotations")
    assert len(translated.text.split("\n")) == 20
    (several,) = found.problems
    assert several.rule == "tiers-set-aside"


def test_elans_translations_can_be_taken_for_the_talk():
    found = imported("ryanopily_test.eaf", labels={"Translation Dutch": "R01"})
    assert (len(found.timings), found.turns[0].label) == (20, "Translation Dutch")
    assert [t.start for t in found.timings] == [
        t.start for t in imported("ryanopily_test.eaf").timings
    ]
