"""WebVTT, srt and sbv as their programs write them, and as people leave them."""

from itertools import pairwise

import pytest

from .making import TALK, read, rules, turns, vtt


def cue(*lines: str, head: str = "00:00:01.000 --> 00:00:02.000") -> str:
    return "\n".join((head, *lines, "", ""))


def of(*cues: str, begin: str = "WEBVTT\n\n") -> str:
    return begin + "".join(cues)


def test_teams_names_with_comma_and_brackets_are_one_label_each(tmp_path):
    content = of(
        cue("<v Lund, Bo (Gæst)>Ja. </v>"),
        cue("<v Holm, Ane>OK?</v>"),
        cue("<v Lund, Bo (Gæst)>Nå"),
    ).replace("\n", "\r\n")
    found = read(tmp_path, content, "a.vtt")
    assert turns(found) == [
        ("Lund, Bo (Gæst)", "Ja."),
        ("Holm, Ane", "OK?"),
        ("Lund, Bo (Gæst)", "Nå"),
    ]
    assert [speaker.parts for speaker in found.speakers] == [("Lund, Bo (Gæst)",), ("Holm, Ane",)]
    assert rules(found) == []
    assert (found.words.labels, found.words.difference) == (8, 0)


def test_zoom_labels_are_read_from_the_text_and_cues_without_one_are_nobodys(tmp_path):
    content = of(
        "1\n" + cue("Ane Holm: Hvad så?"),
        "2\n" + cue("Bo Lund: Tja."),
        "3\n" + cue("(støj)"),
        "4\n" + cue("Ane Holm: Ja?"),
        "5\n" + cue("Bo Lund: Jo."),
    )
    found = read(tmp_path, content, "a.vtt")
    assert turns(found)[1:4] == [("Bo Lund", "Tja."), ("NN", "(støj)"), ("Ane Holm", "Ja?")]
    assert [timing.name for timing in found.timings] == ["1", "2", "3", "4", "5"]
    (problem,) = [p for p in found.problems if p.rule == "cues-unnamed"]
    assert problem.message == "nobody is named in some cues; 1 cue became a turn of NN"
    assert problem.line == 12
    joined = read(tmp_path, content, "a.vtt", cues="joined")
    assert turns(joined)[1] == ("Bo Lund", "Tja. (støj)")
    assert "cues-unnamed" not in rules(joined)


def test_what_another_says_into_a_cue_is_a_turn_of_its_own(tmp_path):
    content = of(
        "NOTE\nmade by a program\n\n",
        cue("<v S01>Jeg var //S02: Nå da. // på vej //S00: ja // hjem."),
        cue("<v S00>Godt.", head="00:00:05.000 --> 00:00:04.000"),
        begin="WEBVTT En samtale\n\n",
    )
    found = read(tmp_path, content, "a.vtt")
    assert turns(found) == [
        ("S01", "Jeg var"),
        ("S02", "//Nå da.//"),
        ("S01", "på vej"),
        ("S00", "//ja//"),
        ("S01", "hjem."),
        ("S00", "Godt."),
    ]
    assert [turn.time for turn in found.turns] == ["00:00:01", "", "", "", "", "00:00:05"]
    assert [(o.other, o.turn, o.milliseconds) for o in found.overlaps] == [
        (1, 2, None),
        (3, 4, None),
    ]
    assert [(a.text, a.why) for a in found.set_aside] == [
        ("En samtale", "before the first cue"),
        ("NOTE\nmade by a program", "a note of the file"),
    ]
    early = [p for p in found.problems if p.rule == "cue-ends-early"]
    assert [(p.line, p.severity) for p in early] == [(9, "doubt")]
    assert found.words.difference == 0


def test_a_voice_that_is_named_as_said_into_anothers_is_that_voice(tmp_path):
    found = read(
        tmp_path, of(cue("<v S01>Ja"), cue("<v //S02>Okay //S01: Ja //S02: så.//")), "a.vtt"
    )
    assert turns(found) == [("S01", "Ja"), ("S02", "Okay"), ("S01", "//Ja//"), ("S02", "//så.//")]
    assert found.words.difference == 0


def test_marks_of_pauses_and_of_what_was_not_heard_stay_and_are_counted(tmp_path):
    found = read(
        tmp_path, of(cue("<v A>Ja (..) [griner] så"), cue("<v B>(..) ♪ <hoster>")), "a.vtt"
    )
    assert turns(found) == [("A", "Ja (..) [griner] så"), ("B", "(..) ♪ <hoster>")]
    told = "marks in brackets, kept in the text: (..) 2, [griner] 1, ♪ 1, <hoster> 1"
    assert told in found.notes


def test_slashes_that_open_nothing_are_text(tmp_path):
    found = read(tmp_path, of(cue("<v A>se https://a.dk/b // og og/eller //Så: nej")), "a.vtt")
    assert turns(found) == [("A", "se https://a.dk/b // og og/eller //Så: nej")]


def test_styles_regions_settings_and_headers_are_no_talk(tmp_path):
    content = of(
        "STYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n",
        cue("<v A>Ja", head="intro\n00:01.000 --> 00:02.000 align:start line:0"),
        begin="WEBVTT\nKind: captions\nLanguage: da\n\n",
    )
    found = read(tmp_path, content, "a.vtt")
    assert turns(found) == [("A", "Ja")]
    (timing,) = found.timings
    assert (timing.name, timing.settings) == ("intro", "align:start line:0")
    assert (timing.start, timing.end, found.turns[0].time) == (1_000, 2_000, "00:00:01")
    assert [aside.at for aside in found.set_aside] == [2, 5, 8]
    assert "cue settings: 1, kept with the times" in found.notes
    assert found.words.difference == 0


def test_a_note_before_every_cue_makes_one_entry_of_what_is_set_aside(tmp_path):
    cues = [f"NOTE Confidence: 0.{n}\n\n0a-{n}\n" + cue(f"<v A>ja {n}") for n in range(9)]
    found = read(tmp_path, of(*cues), "a.vtt")
    (aside,) = found.set_aside
    assert (aside.where, aside.words, aside.at) == ("9 notes from line 3 on", 27, 3)
    assert aside.text.startswith("NOTE Confidence: 0.0\nNOTE Confidence: 0.1")
    assert [timing.name for timing in found.timings] == [f"0a-{n}" for n in range(9)]
    assert found.words.difference == 0


def test_markup_is_taken_out_and_what_only_looks_like_it_stays(tmp_path):
    said = (
        "<v.loud A>a &amp; b &lt;c&gt; <i>d</i><c.gul.stor>e</c> <ruby>漢<rt>kan</rt></ruby> "
        '<font color="red">f</font>{\\an8} 3 < 4 <griner> <lang da>g</lang>&nbsp;h'
    )
    found = read(tmp_path, of(cue(said)), "a.vtt")
    assert turns(found) == [("A", "a & b <c> de 漢 (kan) f 3 < 4 <griner> g h")]
    assert found.words.difference == 0
    (note,) = [note for note in found.notes if note.startswith("markup")]
    assert {"<i> 1", "<c.gul.stor> 1", "{\\an8} 1", "<ruby> 1"} <= set(
        note.split(": ")[1].split(", ")
    )


def test_times_within_a_cue_are_kept_with_the_place_of_their_words(tmp_path):
    found = read(tmp_path, of(cue("<v A>Nå <00:00:01.400><c>det</c> <00:00:01.900>var")), "a.vtt")
    (timing,) = found.timings
    text = found.turns[0].text
    assert text == "Nå det var"
    placed = [(text[begin:stop], start) for begin, stop, start, _, _ in timing.words]
    assert placed == [("det", 1_400), ("var", 1_900)]


def test_several_voices_in_a_cue_and_none_after_the_end_of_one(tmp_path):
    found = read(tmp_path, of(cue("<v A>Ja</v> <v B>Nej</v> nogen")), "a.vtt")
    assert turns(found) == [("A", "Ja"), ("B", "Nej"), ("NN", "nogen")]


def test_lines_of_one_cue_are_joined_except_where_two_speak(tmp_path):
    found = read(tmp_path, of(cue("<v A>en", "to"), cue("<v B>- Ja?", "- Nej.")), "a.vtt")
    assert turns(found) == [("A", "en to"), ("B", "- Ja?\n- Nej.")]
    assert rules(found) == ["cue-of-several"]


def test_text_after_a_blank_line_is_a_paragraph_and_is_told(tmp_path):
    found = read(tmp_path, of(cue("<v A>en", "", "to"), cue("<v B>ja")), "a.vtt")
    assert turns(found) == [("A", "en\n\nto"), ("B", "ja")]
    assert [(p.rule, p.line) for p in found.problems] == [("cue-divided", 6)]


def test_srt_of_players_and_of_people_is_read_whole(tmp_path):
    content = (
        "\ufeff1\n00:00:01,000 --> 00:00:02,000\nI: <i>Hej</i>\n\n"
        "00:00:03.500 --> 00:00:04.000\nX: Dav\n3\n00:00:05,000 -> 00:00:06,000\nI: Nå\n\n"
        "4\n00:00:xx,000 --> 00:00:06,000\nX: Ja\n1999\n\n5\n00:75:00,000 --> 00:76:00,000\nI: Nej"
    )
    found = read(tmp_path, content, "a.srt")
    assert turns(found) == [("I", "Hej"), ("X", "Dav"), ("I", "Nå"), ("X", "Ja 1999"), ("I", "Nej")]
    assert [timing.start for timing in found.timings] == [1_000, 3_500, 5_000, None, None]
    assert [p.line for p in found.problems if p.rule == "cue-time-malformed"] == [12, 17]
    assert found.words.difference == 0


def test_a_number_that_is_talk_is_not_taken_for_the_next_cues(tmp_path):
    content = (
        "1\n00:00:01,000 --> 00:00:02,000\nI: Hvor mange?\n\n2\n00:00:03,000 --> 00:00:04,000\n"
    )
    content += "X: Der er\n42\n00:00:05,000 --> 00:00:06,000\nI: Nå X: nej\n"
    found = read(tmp_path, content, "a.srt", labels={"X": "R01", "I": "interviewer"})
    assert turns(found)[1] == ("X", "Der er 42")


def test_sbv_has_a_comma_between_its_times(tmp_path):
    content = "0:00:01.250,0:00:02.000\nI: Hej\nog hej\n\n1:00:00.000,1:00:01.000\nX: Dav\n"
    found = read(tmp_path, content, "a.sbv", labels={"X": "R01", "I": "interviewer"})
    assert turns(found) == [("I", "Hej og hej"), ("X", "Dav")]
    assert [turn.time for turn in found.turns] == ["00:00:01", "01:00:00"]


def test_utf_16_and_lone_line_ends_are_read_too(tmp_path):
    text = vtt(TALK).decode()
    for content in (text.encode("utf-16"), text.replace("\n", "\r").encode("utf-8-sig")):
        found = read(tmp_path, content, "a.vtt")
        assert (found.kind, len(found.turns), found.words.difference) == ("webvtt", 4, 0)


def test_a_stamp_that_says_the_begin_again_is_no_talk(tmp_path):
    content = of(cue("<v S04>[00:00:01]"), cue("<v S04>Hej"), cue("<v S04>[00:00:09]"))
    found = read(tmp_path, content, "a.vtt")
    assert turns(found) == [("S04", "Hej [00:00:09]")]
    assert found.words.difference == 0


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        ("auto", [("A", "a b"), ("B", "c"), ("NN", "d"), ("NN", "e")]),
        ("joined", [("A", "a b"), ("B", "c d e")]),
        ("each", [("A", "a"), ("A", "b"), ("B", "c"), ("NN", "d"), ("NN", "e")]),
    ],
)
def test_cues_become_turns_as_asked(tmp_path, cues, expected):
    content = of(cue("<v A>a"), cue("<v A>b"), cue("<v B>c"), cue("d"), cue("e"))
    assert turns(read(tmp_path, content, "a.vtt", cues=cues)) == expected


def test_overlaps_name_the_two_turns_and_how_long(tmp_path):
    content = of(
        cue("<v A>en", head="00:00:00.000 --> 00:00:10.000"),
        cue("<v B>to", head="00:00:02.000 --> 00:00:03.000"),
        cue("<v A>tre", head="00:00:09.500 --> 00:00:12.000"),
        cue("<v B>fire", head="00:00:12.000 --> 00:00:13.000"),
    )
    found = read(tmp_path, content, "a.vtt")
    pairs = [(o.other, o.turn, o.milliseconds, o.at) for o in found.overlaps]
    assert pairs == [(1, 2, 1_000, 6), (1, 3, 500, 9)]


def test_a_label_that_cannot_be_written_is_made_writable_and_stays_its_own(tmp_path):
    long = "A" * 90
    content = of(cue(f"<v {long}1>a"), cue(f"<v {long}2>b"), cue("<v *Bo*   Lund>c"), cue("<v *>d"))
    found = read(tmp_path, content, "a.vtt")
    labels = [label for label, _ in turns(found)]
    assert len(set(labels)) == 4
    assert max(map(len, labels)) <= 64
    assert labels[2:] == ["Bo Lund", "NN"]
    assert found.words.difference == 0


def test_captions_that_roll_are_told_and_nothing_is_taken_out(tmp_path):
    lines = [f"en linje med nummer {n}" for n in range(5)]
    rolling = [cue(before, after) for before, after in pairwise(lines)]
    found = read(tmp_path, of(*rolling), "a.vtt")
    (problem,) = [p for p in found.problems if p.rule == "cues-repeat"]
    assert problem.message.startswith("3 cues begin with the last line of the cue before")
    assert (problem.line, found.words.difference) == (7, 0)
    assert "cues-repeat" not in rules(read(tmp_path, of(*[cue("<v A>Ja.")] * 5), "a.vtt"))
