"""oTranscribe and noScribe: HTML with times, edited by people."""

import json

from .making import read, rules, turns


def otr(html: str, **beside: object) -> str:
    return json.dumps({"text": html, "media-time": 3.5, **beside})


def stamp(seconds: float, shown: str) -> str:
    return (
        f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">{shown}</span>'
    )


def test_an_otr_is_read_like_any_transcript_with_its_stamps_as_times(tmp_path):
    html = (
        "<p>I = interviewer, X = informant</p>"
        f"<p>{stamp(0, '0:00')}&nbsp;I: Hej <b>d</b>u<br />X: {stamp(62, '1:02')} Ja</p>"
        f"<div>X: nej {stamp(65.25, '1:05')}og så</div><p>mere &lt;3</p><p>I: nå</p>"
    )
    found = read(tmp_path, otr(html, media="lyd.mp3"), "a.otr")
    assert turns(found) == [
        ("I", "Hej du"),
        ("X", "Ja"),
        ("X", "nej [1:05] og så\n\nmere <3"),
        ("I", "nå"),
    ]
    assert [turn.time for turn in found.turns] == ["00:00:00", "00:01:02", "", ""]
    assert [s.guess for s in found.speakers] == ["interviewer", "participant"]
    assert any(note.startswith("1 time stamp with fractions of a second") for note in found.notes)
    assert found.set_aside[0].text == "lyd.mp3"
    assert found.words.difference == 0


def anchor(start: int, end: int, voice: str, text: str) -> str:
    return f'<a name="ts_{start}_{end}_{voice}" >{text}</a>'


def noscribe(*paragraphs: str) -> str:
    inner = "".join(f"<p >{paragraph}</p>" for paragraph in paragraphs)
    return f"<!DOCTYPE HTML>\n<html ><head ><title>T</title></head><body ><div >{inner}</div></body></html>"


def test_noscribes_anchors_give_times_and_speech_into_anothers(tmp_path):
    content = noscribe(
        "En samtale",
        "Transcribed<br />Audio file: x",
        anchor(0, 12_140, "", "(12 sekunder pause)"),
        anchor(12_140, 22_800, "S01", 'S01: <span style="color: #78909C" >[00:00:12]</span> Dav.')
        + anchor(22_800, 24_360, "S01", " (..)")
        + anchor(30_090, 30_910, "//S02", " //S02: Er det?")
        + anchor(31_870, 33_510, "S01", "// Det er."),
        anchor(36_190, 36_330, "S00", 'Bo Lund: Ja &amp; <a href="x">nå</a>, <b>nå</b>'),
        "tilføjet af en hånd",
    )
    found = read(tmp_path, content, "a.html")
    assert turns(found) == [
        ("NN", "(12 sekunder pause)"),
        ("S01", "Dav. (..)"),
        ("S02", "//Er det?//"),
        ("S01", "Det er."),
        ("Bo Lund", "Ja & nå, nå\n\ntilføjet af en hånd"),
    ]
    assert [turn.time for turn in found.turns][1:] == [
        "00:00:12",
        "00:00:30",
        "00:00:31",
        "00:00:36",
    ]
    assert [aside.text for aside in found.set_aside] == ["En samtale", "Transcribed\nAudio file: x"]
    assert [(o.other, o.turn) for o in found.overlaps] == [(2, 3)]
    assert found.words.difference == 0


def test_an_anchor_without_a_label_in_its_text_speaks_with_the_voice_of_its_name(tmp_path):
    content = noscribe(anchor(0, 9, "S00", "Hej"), anchor(9, 20, "S01", "Dav"))
    found = read(tmp_path, content, "a.html")
    assert turns(found) == [("S00", "Hej"), ("S01", "Dav")]
    assert rules(found) == []
