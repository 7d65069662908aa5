"""What Whisper and its kin write: json of several shapes, tables."""

import json

from .making import TALK, Said, read, rules, turns, whisper


def segments(*segments: dict, **beside: object) -> str:
    return json.dumps({"segments": list(segments), **beside})


def test_the_words_of_a_segment_are_placed_in_the_text_with_their_times(tmp_path):
    words = [
        {"word": " Ja,", "start": 0.5, "end": 0.75, "probability": 0.91234},
        {"word": " kl.", "start": 0.8, "end": 0.9},
        {"word": " 12", "start": 0.9, "end": 1},
        {"word": ":40", "start": 1, "end": 1.2},
    ]
    content = segments(
        {"id": 7, "start": 0.5, "end": 1.2, "text": " Ja, kl. 12:40", "words": words}
    )
    found = read(tmp_path, content, "a.json")
    (timing,) = found.timings
    (turn,) = found.turns
    assert (turn.text, turn.time, timing.name) == ("Ja, kl. 12:40", "00:00:00", "7")
    placed = [(turn.text[w[0] : w[1]], *w[2:]) for w in timing.words]
    assert placed == [
        ("Ja", 500, 750, 0.9123),
        ("kl", 800, 900, None),
        ("12", 900, 1_000, None),
        ("40", 1_000, 1_200, None),
    ]
    assert found.words.difference == 0


def test_the_whole_text_and_the_words_say_again_and_are_counted_once(tmp_path):
    found = read(tmp_path, whisper(TALK, language="da"), "a.json")
    assert [(a.where, a.text) for a in found.set_aside] == [('"language"', "da")]
    assert (found.words.turns, found.words.labels, found.words.set_aside) == (17, 5, 1)
    assert found.words.difference == 0


def test_a_whole_text_that_says_more_is_set_aside_and_not_lost(tmp_path):
    found = read(tmp_path, segments({"start": 0, "text": "Ja"}, text="Ja og nej"), "a.json")
    assert [(a.text, a.why) for a in found.set_aside] == [
        ("Ja og nej", "a whole text that is not that of the segments")
    ]
    assert found.words.difference == 0


def test_words_beside_the_segments_are_shared_out_among_them(tmp_path):
    words = [{"word": w, "start": n, "end": n + 0.5} for n, w in enumerate(["Ja", "tak", "Nej"])]
    content = segments(
        {"start": 0, "text": " Ja, tak."}, {"start": 2, "text": " Nej!"}, words=words
    )
    found = read(tmp_path, content, "a.json", cues="each")
    placed = [
        [(turn.text[w[0] : w[1]], w[2]) for w in timing.words]
        for turn, timing in zip(found.turns, found.timings, strict=True)
    ]
    assert placed == [[("Ja", 0), ("tak", 1_000)], [("Nej", 2_000)]]
    assert found.words.difference == 0


def test_speakers_of_words_that_are_the_segments_are_said_again(tmp_path):
    word = {"word": "Ja", "start": 0, "end": 1, "score": 0.5, "speaker": "SPEAKER_01"}
    found = read(
        tmp_path,
        segments(
            {"start": 0, "end": 1, "text": "Ja", "speaker": "SPEAKER_01", "words": [word]},
            word_segments=[word],
        ),
        "a.json",
    )
    assert (turns(found), found.set_aside) == ([("SPEAKER_01", "Ja")], ())
    assert found.words.difference == 0


def test_words_that_are_not_the_segments_are_set_aside_with_their_times_kept(tmp_path):
    word = {"word": "helt", "start": 0}, {"word": "andet", "start": 1}
    found = read(tmp_path, segments({"start": 0, "text": "Ja", "words": list(word)}), "a.json")
    assert found.set_aside[0].text == "helt\nandet"
    assert [w[:3] for w in found.timings[0].words] == [(0, 0, 0), (0, 0, 1_000)]
    assert found.words.difference == 0


def test_the_cpp_program_counts_milliseconds_and_writes_times_as_text(tmp_path):
    one = {
        "timestamps": {"from": "00:00:01,250", "to": "00:00:02,000"},
        "offsets": {"from": 1250, "to": 2000},
        "text": " Hej",
    }
    two = {"timestamps": {"from": "00:01:02,500", "to": "00:01:03,000"}, "text": " Dav"}
    found = read(tmp_path, json.dumps({"transcription": [one, two], "model": {"type": "x"}}), "a")
    assert [(t.start, t.end) for t in found.timings] == [(1_250, 2_000), (62_500, 63_000)]
    assert found.words.times == 4
    assert found.words.difference == 0


def test_the_cpp_programs_tokens_are_pieces_with_times(tmp_path):
    def token(text: str, start: int, end: int) -> dict:
        stamps = {"from": "00:00:00,000", "to": "00:00:01,000"}
        return {"text": text, "timestamps": stamps, "offsets": {"from": start, "to": end}, "p": 0.5}

    tokens = [
        token("[_BEG_]", 0, 0),
        token(" Hej", 0, 400),
        token(",", 400, 400),
        token(" du", 400, 900),
    ]
    one = {"offsets": {"from": 0, "to": 1000}, "text": " Hej, du", "tokens": tokens}
    found = read(tmp_path, json.dumps({"transcription": [one]}), "a.json")
    words = [(found.turns[0].text[w[0] : w[1]], *w[2:]) for w in found.timings[0].words]
    assert words == [("Hej", 0, 400, 0.5), ("", 400, 400, 0.5), ("du", 400, 900, 0.5)]
    assert (found.set_aside, found.words.difference) == ((), 0)
    other = read(tmp_path, json.dumps({"transcription": [{**one, "text": "Nej"}]}), "a.json")
    assert "Hej" in other.set_aside[0].text
    assert other.words.difference == 0


def test_a_bare_list_of_segments_and_segments_without_text_or_time_are_read(tmp_path):
    content = json.dumps(
        [{"text": "en"}, {"note": "pause her"}, 7, {"start": 5, "end": 4, "text": "to"}]
    )
    found = read(tmp_path, content, "a.json")
    assert turns(found) == [("NN", "en"), ("NN", "to")]
    assert [turn.time for turn in found.turns] == ["", "00:00:05"]
    assert found.set_aside[0].text == "pause her"
    assert rules(found)[:2] == ["cue-time-malformed", "cue-ends-early"]


def test_a_label_in_the_text_is_taken_for_the_speaker(tmp_path):
    talk = [Said(who="", what=f"[SPEAKER_0{n % 2}]: hej", start=n, end=n + 1) for n in range(4)]
    found = read(tmp_path, whisper(talk), "a.json")
    assert [label for label, _ in turns(found)] == ["[SPEAKER_00]", "[SPEAKER_01]"] * 2
    assert found.words.difference == 0


def test_a_line_of_a_table_that_is_no_row_is_kept_as_talk_without_a_time(tmp_path):
    found = read(tmp_path, "start\tend\ttext\n0\t1500\tHej\tdu\n\nødelagt\tlinje\n", "a.tsv")
    assert turns(found) == [("NN", "Hej du"), ("NN", "ødelagt linje")]
    (problem,) = [p for p in found.problems if p.rule == "cue-time-malformed"]
    assert problem.line == 4
    assert found.words.difference == 0


def test_a_table_with_a_column_of_speakers_names_them(tmp_path):
    found = read(tmp_path, "start\tend\tspeaker\ttext\r\n0\t1500\tAne\tHej\r\n", "a.tsv")
    assert turns(found) == [("Ane", "Hej")]
    assert (found.words.labels, found.words.difference) == (1, 0)
