"""Lines of JSON: the short way gives what the careful way gives, and drafts what classes give."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.files import Faults, parse_passages, parse_transcript, write_passages, write_transcript
from lises.files.drafts import new_passage, new_turn
from lises.files.json_lines import read_lines
from lises.files.passages import _careful
from lises.model import At, Passage, Turn
from tests import strategies as made


def read(text: str) -> tuple[list[object], list[str]]:
    faults = Faults("x")
    values = [value for _, value in read_lines(text, faults)]
    return values, [problem.rule for problem in faults.found]


KEYS = st.sampled_from(["a", "b", 'c"', "d:", '":', "e "])
SPACE = st.sampled_from(["", "", "", " ", "\t", "  "])
INNER = st.one_of(
    st.integers(0, 9),
    st.text('":, a\\', max_size=5),
    st.lists(st.text('":', max_size=3), max_size=2),
)


@given(st.lists(st.tuples(KEYS, SPACE, SPACE, INNER), min_size=1, max_size=4))
def test_a_key_that_stands_twice_is_found_however_it_is_written(pairs):
    line = ",".join(f"{json.dumps(k)}{a}:{b}{json.dumps(v)}" for k, a, b, v in pairs)
    values, rules = read("{" + line + "}\n")
    keys = [key for key, *_ in pairs]
    if len(set(keys)) < len(keys):
        assert rules == ["json-duplicate-key"]
    else:
        assert rules == []
        assert values == [{key: value for key, _, _, value in pairs}]


def test_a_key_that_stands_twice_in_an_object_within_is_found():
    assert read('{"a":{"b":1,"b":2}}\n')[1] == ["json-duplicate-key"]
    assert read('{"a":{"b":1}}\n') == ([{"a": {"b": 1}}], [])


@given(st.text(max_size=40))
def test_no_line_makes_it_raise(text: str):
    read(text)


@given(st.lists(made.passages(), max_size=4))
def test_the_short_way_makes_the_same_passages_as_the_careful_one(passages: list[Passage]):
    text = write_passages(passages)
    found, _ = parse_passages(text, "codings/ab-1/R03.jsonl")
    faults = Faults("x")
    careful = [
        _careful(value, faults, ("ab-1", "R03"), At("x", line))
        for line, value in read_lines(text, faults)
    ]
    assert list(found) == careful == passages


@given(made.transcripts("x"))
def test_the_short_way_makes_the_same_turns_as_the_careful_one(transcript):
    text = write_transcript(transcript)
    short, _ = parse_transcript(text, "transcripts/x.md")
    # A blank line too many makes the reader go block by block.
    careful, _ = parse_transcript(text.rstrip("\n") + "\n\n\n\n**I**: .\n", "transcripts/x.md")
    assert short is not None
    assert careful is not None
    assert short.turns == careful.turns[:-1] == transcript.turns
    assert [turn.at.line for turn in short.turns] == [turn.at.line for turn in careful.turns[:-1]]


@pytest.mark.parametrize(
    ("draft", "whole"),
    [
        (
            new_passage("R-7k2m", ("ab-1", "R"), 3, ("x", ("a",)), At("f", 1)),
            Passage(id="R-7k2m", interview="R", set="ab-1", turn=3, turn_end=3, quote=("x",), codes=("a",), at=At("f", 1)),
        ),
        (
            new_turn(2, ("I", "00:00:01"), ("interviewer",), "x", At("f", 4)),
            Turn(number=2, label="I", time="00:00:01", speakers=("interviewer",), text="x", at=At("f", 4)),
        ),
    ],
)  # fmt: skip
def test_a_draft_becomes_the_frozen_object_itself(draft, whole):
    assert type(draft) is type(whole)
    assert draft == whole
    assert hash(draft) == hash(whole)
    assert repr(draft) == repr(whole)
    assert all(getattr(draft, field.name) == getattr(whole, field.name) for field in fields(whole))
    with pytest.raises(FrozenInstanceError):
        draft.at = None
