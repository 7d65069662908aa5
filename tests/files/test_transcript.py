"""Turns from paragraphs and back, with labels, joint turns, line breaks and escapes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import LisesError
from lises.files import is_turn_text, parse_transcript, write_transcript
from lises.model import Transcript, Turn

FRONT = "---\ninterview: R03\nspeakers: {I: interviewer, X: R03, Y: R04, D: other}\n---\n\n"


def turns(body: str) -> tuple[Turn, ...]:
    transcript, problems = parse_transcript(FRONT + body, "transcripts/R03.md")
    assert transcript is not None
    assert problems == []
    return transcript.turns


def rules(body: str) -> list[tuple[int, str, str]]:
    return [
        (p.line, p.rule, p.severity)
        for p in parse_transcript(FRONT + body, "transcripts/R03.md")[1]
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**I**: Ja.\n", [("I", "", "Ja.")]),
        ("**I** [00:12:40]: Ja.\n", [("I", "00:12:40", "Ja.")]),
        ("**I** [100:12:40]: Ja.\n", [("I", "100:12:40", "Ja.")]),
        ("**I**:Ja.\n", [("I", "", "Ja.")]),
        ("**I**:  Ja. \n", [("I", "", " Ja. ")]),
        ("**I**:\n", [("I", "", "")]),
        ("**I**: a\nb\n", [("I", "", "a\nb")]),
        ("**I**: a\n\nb\n\n\n\nc\n", [("I", "", "a\n\nb\n\nc")]),
        ("**I**: a\n \t\nb\n", [("I", "", "a\n\nb")]),
        ("\n\n**I**: a\n\n**X**: b", [("I", "", "a"), ("X", "", "b")]),
        ("**X + Y**: Ja.\n", [("X + Y", "", "Ja.")]),
        ("**I**: 12:40 siger **han**: ja\n", [("I", "", "12:40 siger **han**: ja")]),
        ("**I**: a\n\n\\**X**: b\n", [("I", "", "a\n\n**X**: b")]),
        ("**I**: a\n\n\\\\x\n", [("I", "", "a\n\n\\x")]),
        ("**I**: \\x\n", [("I", "", "\\x")]),
        ("**I**: a\n\\**X**: b\n", [("I", "", "a\n**X**: b")]),
        ("**I**: [griner] [NAVN1] …\n", [("I", "", "[griner] [NAVN1] …")]),
    ],
)
def test_blocks_become_turns(body: str, expected: list[tuple[str, str, str]]):
    assert [(turn.label, turn.time, turn.text) for turn in turns(body)] == expected


def test_speakers_are_who_the_labels_stand_for():
    made = turns("**I**: a\n\n**X**: b\n\n**X + Y**: c\n\n**D**: d\n\n**I + X**: e\n")
    assert [turn.speakers for turn in made] == [
        ("interviewer",), ("R03",), ("R03", "R04"), ("other",), ("interviewer", "R03"),
    ]  # fmt: skip
    assert [turn.participants for turn in made] == [(), ("R03",), ("R03", "R04"), (), ("R03",)]


def test_a_turn_knows_the_line_on_which_it_begins():
    made = turns("\n**I**: a\n\nb\n\n\n**X**: c\nd\n\n   \n**Y**: e\n")
    assert [turn.at.line for turn in made] == [7, 12, 16]
    assert [turn.number for turn in made] == [1, 2, 3]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("x\n", [(6, "text-before-turn", "error")]),
        ("**I** a\n", [(6, "label-malformed", "doubt"), (6, "text-before-turn", "error")]),
        ("**I**: a\n\n**X** [0:1]: b\n", [(8, "label-malformed", "doubt")]),
        ("**I**: a\n\n**X** [00:61:00]: b\n", [(8, "label-malformed", "doubt")]),
        (
            "**I**: a\n\n**Z**: b\n\n**Z**: c\n",
            [(3, "speaker-undeclared", "error")],
        ),
        (
            "**Z + W**: b\n",
            [(6, "speaker-undeclared", "error"), (6, "speaker-undeclared", "error")],
        ),
    ],
)
def test_what_is_no_turn_is_said(body: str, problems: list[tuple[int, str, str]]):
    assert rules(body) == problems


def test_a_turn_of_an_undeclared_label_is_kept_and_credits_nobody():
    transcript, problems = parse_transcript(FRONT + "**R3**: b\n\n**X**: c\n", "transcripts/R03.md")
    assert transcript is not None
    assert [(turn.number, turn.label, turn.speakers) for turn in transcript.turns] == [
        (1, "R3", ()), (2, "X", ("R03",)),
    ]  # fmt: skip
    assert problems[0].remedy


def made(text: str, **how: str) -> Transcript:
    turn = Turn(
        number=1, label=how.get("label", "I"), speakers=(), text=text, time=how.get("time", "")
    )
    return Transcript(interview="R03", speakers=(("I", "interviewer"),), turns=(turn,))


@pytest.mark.parametrize("text", ["\n", "a\n", "\na", "a\n\n\nb", "a\n \nb", " ", "a\n\n", "\t\nb"])
def test_a_text_that_would_not_come_back_is_refused_and_not_mended(text: str):
    assert not is_turn_text(text)
    with pytest.raises(LisesError, match="turn 1"):
        write_transcript(made(text))


@pytest.mark.parametrize(
    "how", [{"label": ""}, {"label": "a*b"}, {"label": "I + "}, {"time": "0:1"}, {"time": "x"}]
)
def test_a_label_or_time_that_would_not_come_back_is_refused(how: dict[str, str]):
    with pytest.raises(LisesError, match="turn 1"):
        write_transcript(made("a", **how))


@given(st.text(alphabet="ab*\\I: \n\t[]0", max_size=30))
def test_every_text_that_is_accepted_comes_back_as_it_is(text: str):
    transcript = made(text)
    if not is_turn_text(text):
        return
    read, problems = parse_transcript(write_transcript(transcript), "transcripts/R03.md")
    assert problems == []
    assert read == replace(
        transcript, turns=(replace(transcript.turns[0], speakers=("interviewer",)),)
    )


@given(st.text(alphabet="ab*\\I: \n[]0", max_size=60))
def test_every_body_that_is_read_is_written_so_that_it_reads_the_same(body: str):
    read, _ = parse_transcript(FRONT + body, "transcripts/R03.md")
    assert read is not None
    declared = replace(read, turns=tuple(t for t in read.turns if t.speakers))
    again, problems = parse_transcript(write_transcript(declared), "transcripts/R03.md")
    assert problems == []
    assert again is not None
    assert [turn.text for turn in again.turns] == [turn.text for turn in declared.turns]
