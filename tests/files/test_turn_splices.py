"""Edits of turns in a transcript's file: what is not edited stays byte for byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import LisesError
from lises.files import TurnEdit, parse_transcript, with_turn_edits, write_transcript
from lises.model import Transcript
from tests.strategies import transcripts

FILE = """---
# who is who is in the vault
interview: X1
speakers: {I: interviewer, "X1":   X1}
---


**I**:Hvem kom?

**X1** [00:00:04]: Hanne kom.
\\**Hanne** igen, \\\\ Hannes mand.

Og så Hanne.
"""


def _read(text: str) -> Transcript:
    made, problems = parse_transcript(text, "transcripts/X1.md")
    assert made is not None
    assert not [p for p in problems if p.severity == "error"]
    return made


def _named(old: Transcript) -> list[TurnEdit]:
    text = old.turns[1].text
    starts = [n for n in range(len(text)) if text.startswith("Hanne", n)]
    return [TurnEdit(2, at, at + 5, "[NAVN1]") for at in starts]


def test_comments_odd_spaces_and_escapes_stay_where_a_person_put_them():
    old = _read(FILE)
    assert with_turn_edits(FILE, old, _named(old)) == FILE.replace("Hanne", "[NAVN1]")


@given(transcripts(), st.data())
def test_what_is_read_back_has_the_edits_and_nothing_else(made: Transcript, data: st.DataObject):
    text = write_transcript(replace(made, release=""))
    old, _ = parse_transcript(text, "transcripts/X1.md")
    assert old is not None
    edits = []
    for turn in old.turns:
        letters = [n for n, sign in enumerate(turn.text) if sign.isalpha()]
        if letters and data.draw(st.booleans()):
            at = data.draw(st.sampled_from(letters))
            edits.append(TurnEdit(turn.number, at, at + 1, "[NAVN1]"))
    new, _ = parse_transcript(with_turn_edits(text, old, edits), "transcripts/X1.md")
    assert new is not None
    for before, after in zip(old.turns, new.turns, strict=True):
        mine = [e for e in edits if e.turn == before.number]
        wanted = before.text
        for edit in mine:
            wanted = wanted[: edit.start] + edit.text + wanted[edit.end :]
        assert (after.text, after.label, after.time) == (wanted, before.label, before.time)


def test_a_file_that_says_something_else_by_now_is_refused():
    old = _read(FILE)
    with pytest.raises(LisesError, match="not in its file"):
        with_turn_edits(FILE.replace("kom.", "gik."), old, _named(old))


def test_what_would_be_read_as_a_new_turn_is_refused():
    old = _read(FILE)
    with pytest.raises(LisesError, match="read back"):
        with_turn_edits(FILE, old, [TurnEdit(2, 0, 5, "x\n\n**I**: y")])
