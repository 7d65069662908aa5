"""Keyness: what one group says more, and whether all of it say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import QueryError, UnknownNameError
from lises.text import KEYNESS, Vocabulary, keyness, log_likelihood, stopwords
from tests.building import talk

AS_SAID = Vocabulary(form="word")
GROUPS = {"A": "gardener", "B": "gardener", "C": "keeper"}
TALKS = [
    talk("t1", "I: tap tap tap", "A: tap tap tap rain", "C: rain gate gate"),
    talk("t2", "B: Rain, tap [griner] gate", "D: tap tap", "B + C: weeds"),
]


def _row(word: str, **more: object) -> dict[str, object]:
    found = keyness(TALKS, GROUPS, group="gardener", vocabulary=AS_SAID, minimum=1, **more)  # type: ignore[arg-type]
    return found.filter(word=word).row(0, named=True)


def test_a_word_is_counted_by_hand():
    # Gardeners: A 4 words, B 4 (one of them with C); keepers: C 4. I and D are in no group.
    row = _row("tap")
    assert (row["count"], row["words"], row["rest_count"], row["rest_words"]) == (4, 8, 0, 4)
    assert (row["participants"], row["of"]) == (2, 2)
    assert row["largest_share"] == 0.75
    assert row["dispersion"] == pytest.approx(0.25)  # 3/4 of it in half of the words
    assert row["rate"] == 5_000
    assert row["log_likelihood"] == pytest.approx(log_likelihood(4, 0, 8, 4))
    assert row["tier"] == "rules"


def test_a_turn_of_two_counts_for_each_of_them():
    row = _row("weeds")
    assert (row["count"], row["rest_count"], row["rest_participants"]) == (1, 1, 1)


def test_a_word_that_the_group_never_says_stands_there_with_a_negative_effect():
    found = keyness(TALKS, GROUPS, group="keeper", vocabulary=AS_SAID, minimum=1)
    row = found.filter(word="tap").row(0, named=True)
    assert (row["count"], row["largest_share"], row["dispersion"]) == (0, None, None)
    assert row["log_ratio"] < 0


def test_words_that_are_not_shown_are_still_words_that_were_said():
    all_words = keyness(TALKS, GROUPS, group="gardener", vocabulary=AS_SAID, minimum=1)
    some = Vocabulary(form="word", without=frozenset({"tap"}))
    fewer = keyness(TALKS, GROUPS, group="gardener", vocabulary=some, minimum=1)
    assert fewer.equals(all_words.filter(all_words["word"] != "tap"))


def test_lemmas_gather_the_forms_of_a_word_and_stop_words_go_by_what_was_said():
    told = [talk("t", "A: De ringede, ringer og har haver", "B: nej")]
    by = Vocabulary(without=stopwords("da"))
    found = keyness(told, {"A": "x", "B": "y"}, group="x", vocabulary=by, minimum=1)
    # "har" is a stop word; "haver" is not, though its lemma may be the same.
    assert dict(found.select("word", "count").rows()) == {"ringe": 2, "have": 1, "nej": 0}


def test_a_placeholder_is_a_word_that_was_said_but_no_row_since_it_is_another_in_each_interview():
    told = [talk("t", "A: [NAVN1] kom [griner]", "B: nej")]
    found = keyness(told, {"A": "x", "B": "y"}, group="x", vocabulary=AS_SAID, minimum=1)
    assert set(found["word"]) == {"kom", "nej"}
    assert set(found["words"]) == {2}


def test_the_minimum_counts_both_sides():
    found = keyness(TALKS, GROUPS, group="gardener", vocabulary=AS_SAID, minimum=3)
    assert set(found["word"]) == {"tap", "rain", "gate"}


def test_what_cannot_be_compared_is_refused_with_what_would_serve():
    with pytest.raises(UnknownNameError, match='did you mean "gardener"'):
        keyness(TALKS, GROUPS, group="gardner")
    with pytest.raises(QueryError, match="nobody to compare"):
        keyness(TALKS, {"A": "x"}, group="x")
    with pytest.raises(QueryError, match="minimum"):
        keyness(TALKS, GROUPS, group="keeper", minimum=0)
    with pytest.raises(QueryError, match="lemma"):
        Vocabulary(form="stem")  # type: ignore[arg-type]


def test_no_talk_gives_an_empty_table_of_the_same_columns():
    empty = keyness([], GROUPS, group="keeper")
    assert dict(empty.schema) == {name: kind() for name, kind in KEYNESS.items()}
    assert empty.schema == keyness(TALKS, GROUPS, group="keeper").schema


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.text("xyz ", max_size=12)), max_size=8))
def test_the_two_sides_hold_all_words_of_the_participants_and_mirror_each_other(said):
    told = [talk("t", *(f"{who}: {words}" for who, words in said))]
    ours = keyness(told, GROUPS, group="gardener", vocabulary=AS_SAID, minimum=1).sort("word")
    theirs = keyness(told, GROUPS, group="keeper", vocabulary=AS_SAID, minimum=1).sort("word")
    assert ours["count"].sum() + ours["rest_count"].sum() == sum(len(w.split()) for _, w in said)
    assert ours["count"].to_list() == theirs["rest_count"].to_list()
    assert ours["log_likelihood"].to_list() == pytest.approx(theirs["log_likelihood"].to_list())
