"""Talk that is worded like some examples: by formula, beside two other implementations, by law."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import QueryError
from lises.text import (
    ALIKE,
    FEWEST,
    Asked,
    SpeechIndex,
    Units,
    Vocabulary,
    alike,
    bm25,
    ranked,
    stopwords,
    word_spans,
)
from tests.building import talk

AS_SAID = Vocabulary(form="word", language="en")
TURNS = Units(vocabulary=AS_SAID, unit="turn")
SENTENCES = Units(vocabulary=AS_SAID)
TALKS = {
    one.interview: one
    for one in (
        talk("t1", "I: tap queue", "A: the tap drips and the queue waits", "A: rain rain tap"),
        talk("t2", "B: weeds weeds beans", "B: the queue at the tap. Beans grow!", "B: gate"),
        talk("t3", "C: rain on the beans", "C: a barrel", "C: tap tap tap tap gate"),
    )
}
EXAMPLES = ["the tap", "tap queue", "queue at the tap", "rain"]
WORDS = ("tap", "queue", "rain", "gate", "beans")


def _units(talks=TALKS):
    return [(one.interview, turn.number, turn.text.lower().replace(".", "").replace("!", "").split())
            for one in talks.values() for turn in one.turns if turn.participants]  # fmt: skip


def _weights(units) -> dict[str, float]:
    """The weight of Robertson and Spärck Jones, with all units for those not wanted; by hand."""
    having = Counter(word for one in EXAMPLES for word in set(one.split()))
    spread = Counter(word for *_, words in units for word in set(words))
    many, size = len(EXAMPLES), len(units)
    return {
        word: max(0.0, math.log((r + 0.5) / (many - r + 0.5))
                  + math.log((size - spread[word] + 0.5) / (spread[word] + 0.5)))
        for word, r in having.items() if spread[word]
    }  # fmt: skip


def _found(measure: str, **more):
    return alike(TALKS, EXAMPLES, units=TURNS, measure=measure, most=100, **more)  # type: ignore[arg-type]


def test_a_score_is_what_rank_bm25_gives_with_the_same_weights():
    from rank_bm25 import BM25Okapi

    units = _units()
    theirs = BM25Okapi([words for *_, words in units], k1=1.2, b=0.75)
    theirs.idf = _weights(units)
    scores = theirs.get_scores(sorted({w for one in EXAMPLES for w in one.split()}))
    wanted = {unit[:2]: score for unit, score in zip(units, scores, strict=True) if score > 0}
    got = {row[:2]: row[2] for row in _found("bm25").select("interview", "turn", "score").rows()}
    assert got == pytest.approx(wanted)
    assert len(got) > 3


def test_a_cosine_is_what_scikit_learn_gives():
    from sklearn.feature_extraction.text import TfidfVectorizer

    units = _units()
    theirs = TfidfVectorizer(tokenizer=str.split, token_pattern=None, sublinear_tf=True)
    rows = theirs.fit_transform([" ".join(words) for *_, words in units])
    middle = np.asarray(theirs.transform(EXAMPLES).sum(axis=0)).ravel()
    scores = rows @ (middle / np.linalg.norm(middle))
    wanted = {unit[:2]: score for unit, score in zip(units, scores, strict=True) if score > 0}
    got = {row[:2]: row[2] for row in _found("tf-idf").select("interview", "turn", "score").rows()}
    assert got == pytest.approx(wanted)


def test_saturation_by_hand_and_at_its_ends():
    count, length = np.array([0, 1, 3, 3]), np.array([4, 8, 8, 16])
    # 3 · 2.2 / (3 + 1.2 · (.25 + .75 · 2)) = 6.6 / 5.1
    assert bm25(count, length, 8).tolist() == pytest.approx([0, 1, 6.6 / 4.2, 6.6 / 5.1])
    assert bm25(count, length, 8, k1=0).tolist() == [0, 1, 1, 1]
    plain = bm25(count, length, 8, b=0)
    assert plain[2] == plain[3]


@pytest.mark.parametrize("measure", ["bm25", "tf-idf"])
def test_the_words_of_a_suggestion_add_up_to_its_score(measure: str):
    found = _found(measure)
    assert dict(found.schema) == ALIKE
    for row in found.to_dicts():
        assert sum(word["score"] for word in row["words"]) == pytest.approx(row["score"])
        said = word_spans(row["quote"], [word["word"] for word in row["words"]], AS_SAID)
        assert {row["quote"][slice(*span)].lower() for span in said} == {
            word["word"] for word in row["words"]
        }
    assert found["score"].is_sorted(descending=True)


def test_what_the_interviewer_says_is_left_out_unless_it_is_asked_for():
    places = set(_found("bm25").select("interview", "turn").rows())
    assert ("t1", 1) not in places
    asked = alike(TALKS, EXAMPLES, units=replace(TURNS, interviewer=True), most=100)
    assert ("t1", 1) in set(asked.select("interview", "turn").rows())


def test_sentences_are_units_with_their_place_in_the_turn():
    found = alike(TALKS, EXAMPLES, units=SENTENCES, most=100)
    row = found.filter(interview="t2", turn=2).row(0, named=True)
    assert (row["start"], row["end"], row["quote"]) == (0, 21, "the queue at the tap.")


def test_stop_words_neither_weigh_nor_make_a_unit_longer():
    units = replace(TURNS, vocabulary=replace(AS_SAID, without=stopwords("en")))
    words = {w["word"] for row in alike(TALKS, EXAMPLES, units=units)["words"] for w in row}
    assert words == {"tap", "queue", "rain"}
    index = SpeechIndex(units)
    index.update(TALKS)
    assert index.talks["t1"].length.tolist() == [4, 3]


@pytest.mark.parametrize(
    ("examples", "more", "said"),
    [
        (EXAMPLES[: FEWEST - 1], {}, "2 examples"),
        (EXAMPLES, {"measure": "bm26"}, "no measure"),
        (EXAMPLES, {"most": 0}, "at least one"),
    ],
)
def test_what_cannot_be_is_a_sentence(examples, more, said):
    with pytest.raises(QueryError, match=said):
        alike(TALKS, examples, units=TURNS, **more)
    with pytest.raises(QueryError, match="no unit"):
        Units(vocabulary=AS_SAID, unit="page")  # type: ignore[arg-type]


def test_where_nothing_is_shared_nothing_is_given():
    for examples in (["øl"] * 3, ["…"] * 3, ["the gate"] * 3):
        for measure in ("bm25", "tf-idf"):
            got = alike({}, examples, units=TURNS, measure=measure)  # type: ignore[arg-type]
            assert (got.height, dict(got.schema)) == (0, ALIKE)
    assert alike(TALKS, ["øl"] * 3, units=TURNS).is_empty()


turns = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=4)
talks = st.dictionaries(st.sampled_from("abcd"), turns, max_size=4)


def _made(drawn: dict[str, list[str]]):
    return {n: talk(n, *(f"{n.upper()}: {t or '…'}" for t in texts)) for n, texts in drawn.items()}


@given(st.lists(talks, min_size=1, max_size=4), st.sampled_from(["bm25", "tf-idf"]))
def test_an_index_brought_up_to_date_gives_what_one_made_anew_gives(steps, measure):
    kept = SpeechIndex(TURNS)
    asked = Asked(measure, 100)
    for step in map(_made, steps):
        kept.update(step)
        fresh = SpeechIndex(TURNS)
        assert fresh.update(step) == len(step)
        one, other = (ranked(index, EXAMPLES, asked) for index in (kept, fresh))
        assert one.drop("words").equals(other.drop("words"))
        assert kept.update(step) == 0


@given(talks, st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 4)), max_size=5))
def test_what_touches_a_stretch_that_is_left_out_is_never_given(drawn, left):
    index = SpeechIndex(SENTENCES)
    index.update(_made(drawn))
    without = {name: [(n, 1, 2) for one, n in left if one == name] for name, _ in left}
    everything = ranked(index, EXAMPLES, Asked("bm25", 100))
    found = ranked(index, EXAMPLES, Asked("bm25", 100, without))
    hidden = {(name, n) for name, n in left}
    wanted = [row for row in everything.rows() if row[:2] not in hidden]
    assert found.rows() == wanted
