"""Who speaks how much: words and turns, of whom, of how many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.text import SPEECH, SPEECH_BY_ROLE, speech, speech_by_role
from tests.building import talk

ROLES = {"A": "gardener", "B": "gardener", "C": "keeper"}
TALKS = [
    talk("t1", "I: Ja?", "A: Ja, [griner] det er [NAVN1] – ikke?", "I: [pause]"),
    talk("t2", "O: hov", "B + C: Ja ja.", "X: hej med jer"),
]


def test_words_turns_and_share_are_counted_by_hand():
    rows = speech(TALKS, ROLES, language="da").rows()
    assert rows == [
        ("t1", "interviewer", "interviewer", 2, 1, 6, pytest.approx(1 / 6)),
        ("t1", "A", "gardener", 1, 5, 6, pytest.approx(5 / 6)),
        ("t2", "other", "other", 1, 1, 6, pytest.approx(1 / 6)),
        ("t2", "B", "gardener", 1, 2, 6, pytest.approx(1 / 3)),
        ("t2", "C", "keeper", 1, 2, 6, pytest.approx(1 / 3)),
        ("t2", "X", "", 1, 3, 6, pytest.approx(1 / 2)),
    ]


def test_roles_are_summed_over_the_interviews():
    found = speech_by_role(TALKS, ROLES, language="da")
    assert found.filter(role="gardener").row(0) == (
        "gardener",
        2,
        2,
        2,
        7,
        12,
        pytest.approx(7 / 12),
    )
    assert found["role"].to_list()[0] == "gardener"


def test_a_turn_of_two_of_one_role_counts_once_for_the_role():
    found = speech_by_role([talk("t", "A + B: ja ja")], ROLES, language="da")
    assert found.rows() == [("gardener", 2, 1, 1, 2, 2, 1.0)]


def test_where_nothing_is_said_there_is_no_share():
    assert speech([talk("t", "A: [griner]")], ROLES, language="da")["share"].to_list() == [None]


def test_no_talk_gives_empty_tables_of_the_same_columns():
    assert dict(speech([], {}, language="da").schema) == {n: k() for n, k in SPEECH.items()}
    by_role = speech_by_role([], {}, language="da")
    assert dict(by_role.schema) == {n: k() for n, k in SPEECH_BY_ROLE.items()}


@given(st.lists(st.tuples(st.sampled_from(["A", "B", "I"]), st.text("ja .", max_size=9))))
def test_where_each_turn_is_of_one_the_shares_add_up(said: list[tuple[str, str]]):
    told = [talk("t", *(f"{who}: {words}" for who, words in said))]
    found = speech(told, ROLES, language="da")
    assert found["turns"].sum() == len(said)
    if found["words"].sum():
        assert found["share"].sum() == pytest.approx(1)
        assert speech_by_role(told, ROLES, language="da")["share"].sum() == pytest.approx(1)
