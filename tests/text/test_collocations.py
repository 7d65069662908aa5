"""The company a word keeps, each neighbour counted once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import QueryError
from lises.text import COLLOCATIONS, Vocabulary, association_log_likelihood, collocations, log_dice
from tests.building import talk

AS_SAID = Vocabulary(form="word")


def _found(*spoken: str, node: str = "tap", **more: object):
    made = {"vocabulary": AS_SAID, "minimum": 1, **more}
    return collocations([talk("t", *spoken)], node, **made)  # type: ignore[arg-type]


def test_a_neighbour_is_counted_by_hand():
    found = _found("A: old tap [griner], drips", "B: Old Tap, old gate", "I: old tap", within=1)
    row = found.filter(word="old").row(0, named=True)
    # Five words are not the node, four of them stand by it; "old" is said three times, all by it.
    assert (row["together"], row["count"], row["nodes"], row["participants"]) == (3, 3, 2, 2)
    assert row["expected"] == pytest.approx(4 * 3 / 5)
    assert row["log_dice"] == log_dice(3, 2, 3)
    assert row["log_likelihood"] == association_log_likelihood(3, 4, 3, 5)
    assert (row["within"], row["tier"]) == (1, "rules")


def test_a_word_between_two_nodes_is_counted_once():
    assert _found("A: tap old tap")["together"].to_list() == [1]


def test_turns_end_the_company():
    assert _found("A: tap", "A: old").is_empty()


def test_a_word_that_is_not_shown_still_takes_its_place():
    by = Vocabulary(form="word", without=frozenset({"the"}))
    assert _found("A: tap the gate", vocabulary=by, within=1).is_empty()
    assert _found("A: tap the gate", vocabulary=by, within=2)["word"].to_list() == ["gate"]


def test_the_node_is_found_by_lemma():
    found = collocations([talk("t", "A: hun ringede sent")], "ringe", minimum=1)
    assert set(found["word"]) == {"hun", "sen"}
    assert found["nodes"].to_list() == [1, 1]


@pytest.mark.parametrize(
    "wrong", [{"node": "two words"}, {"node": ""}, {"within": 0}, {"minimum": 0}]
)
def test_what_cannot_be_counted_is_refused(wrong: dict[str, object]):
    with pytest.raises(QueryError):
        _found("A: tap", **wrong)  # type: ignore[arg-type]


def test_a_node_that_is_never_said_gives_an_empty_table_of_the_same_columns():
    empty = _found("A: rain", node="tap")
    assert dict(empty.schema) == {name: kind() for name, kind in COLLOCATIONS.items()}
    assert empty.schema == _found("A: tap rain").schema


@given(st.lists(st.sampled_from("abn"), max_size=14), st.integers(1, 4))
def test_the_company_is_the_words_with_a_node_close_by(words: list[str], within: int):
    found = dict(
        _found("A: " + " ".join(words), node="n", within=within).select("word", "together").rows()
    )
    expected = {
        letter: sum(
            word == letter and "n" in words[max(0, n - within) : n + within + 1]
            for n, word in enumerate(words)
        )
        for letter in "ab"
    }
    assert found == {letter: n for letter, n in expected.items() if n}
