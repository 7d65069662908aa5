"""What holds for every timed format: kinds, words, speakers, times, places; and damage."""

from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.exchange import to_transcript
from lises.exchange.timed.kinds import ENDINGS
from lises.files import is_turn_text, parse_transcript, write_transcript

from .making import TALK, WRITERS, Said, read, rules, turns

EACH = pytest.mark.parametrize("kind", list(WRITERS))
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@EACH
def test_the_kind_is_told_by_the_content_whatever_the_name(tmp_path, kind):
    write, name = WRITERS[kind]
    assert read(tmp_path, write(TALK), name).kind == kind
    misnamed = read(tmp_path, write(TALK), "a.docx")
    assert misnamed.kind == kind
    assert any(note.startswith("the file is named .docx and is ") for note in misnamed.notes)
    assert set(ENDINGS) == set(WRITERS)


@EACH
def test_the_same_talk_has_the_same_turns_speakers_and_times(tmp_path, kind):
    write, name = WRITERS[kind]
    found = read(tmp_path, write(TALK), name)
    texts = ["Hvor bor du?", "På Ærø, i et gult hus.", "Tæt ved vandet.", "Hvor længe?", "I 12 år."]
    times = ["00:00:00", "00:00:01", "00:00:04", "00:01:01", "01:01:40"]
    labels = ["I1", "X1", "X1", "I1", "X1"]
    if kind not in {"otr", "noscribe-html"}:  # where every label begins a turn
        texts[1:3], times[2:3], labels[2:3] = [" ".join(texts[1:3])], [], []
    assert turns(found) == list(zip(labels, texts, strict=True))
    assert [turn.time for turn in found.turns] == times
    assert found.words.difference == 0


@EACH
def test_it_becomes_a_transcript_that_reads_back_equal(tmp_path, kind):
    write, name = WRITERS[kind]
    found = read(tmp_path, write(TALK), name)
    who = {"I1": "interviewer", "X1": "R01"}
    transcript, problems = to_transcript(found, interview="A-1", speakers=who)
    assert problems == ()
    again, faults = parse_transcript(write_transcript(transcript), "x.md")
    assert (again, faults) == (transcript, [])


words = st.text(st.sampled_from("aæåéZ 09.,:'’-–\u00a0\u00ad[]()?\u0301<>&\u200b"), max_size=24)
names = st.sampled_from(["I1", "X1", "Ø2", "S01", "S02"])
said = st.builds(
    Said,
    who=names,
    what=words.map(lambda text: f"Ja {text} nå").map(lambda text: " ".join(text.split())),
    start=st.integers(0, 5_000_000),
    end=st.integers(0, 5_000_000),
)


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(sign for text in texts for sign in normalize("NFD", text) if sign.isalnum())


@EACH
@SHARED
@given(st.lists(said, min_size=1, max_size=6))
def test_every_word_is_in_a_turn_a_label_a_time_or_set_aside(tmp_path, kind, talk):
    write, name = WRITERS[kind]
    found = read(tmp_path, write(talk), name)
    assert found.words.difference == 0
    assert "words-not-balanced" not in rules(found)
    # Without the definition of a word: every letter that was said is in a turn or was set aside.
    kept = [turn.text for turn in found.turns] + [aside.text for aside in found.set_aside]
    assert letters(one.what for one in talk) - letters(kept) == Counter()
    for timing in found.timings:
        if timing.turn:
            text = found.turns[timing.turn - 1].text
            assert 0 <= timing.begin < timing.stop <= len(text)
    assert all(is_turn_text(turn.text) for turn in found.turns)
