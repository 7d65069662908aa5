"""Words in their context: found as asked for, never hanging, never silently unfindable."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import QueryError
from lises.text import HITS, MATCHING, concordance
from tests.building import talk


def _hits(text: str, query: str, matching: str = "word", **more: object) -> list[str]:
    found = concordance([talk("A", f"A: {text}")], query, matching=matching, **more)  # type: ignore[arg-type]
    return found["hit"].to_list()


@pytest.mark.parametrize(
    ("matching", "query", "hits"),
    [
        # De ringede. Så ringer jeg, [telefon ringer] og opringningen kom
        ("plain", "ring", ["ring", "ring", "ring", "ring"]),
        ("word", "ringer", ["ringer", "ringer"]),
        ("word", "ring", []),
        ("word", "RINGEDE|kom", ["ringede", "kom"]),
        ("word", "[telefon ringer]", ["[telefon ringer]"]),
        ("word", "ringer jeg", ["ringer jeg"]),
        ("lemma", "ringe", ["ringede", "ringer"]),
        ("lemma", "ringet", ["ringede", "ringer"]),
        ("lemma", "komme", ["kom"]),
        ("regex", "ring(er|ede)", ["ringede", "ringer", "ringer"]),
        ("regex", "^de", ["De"]),
        ("regex", "x*", []),
    ],
)
def test_each_matching_finds_what_it_says(matching: str, query: str, hits: list[str]):
    text = "De ringede. Så ringer jeg, [telefon ringer] og opringningen kom"
    assert _hits(text, query, matching) == hits


@pytest.mark.parametrize(
    ("lemma", "inflected"),
    [
        ("samtale", "samtale samtalen samtaler samtalerne"),
        ("telefon", "telefon telefonen telefoner"),
        ("mand", "mand manden mænd"),
        ("gå", "går gik gået"),
        ("vente", "vente venter ventede"),
        ("ringe", "ringe ringer ringede ringet"),
    ],
)
def test_a_danish_lemma_finds_the_inflected_forms(lemma: str, inflected: str):
    assert _hits(inflected, lemma, "lemma", language="da") == inflected.split()


def test_a_lemma_search_passes_over_what_is_not_speech():
    assert _hits("[ringer] han ringer", "ringe", "lemma") == ["ringer"]


@pytest.mark.parametrize("query", ["gå hjem", "[griner]", "", "a||b", " | "])
def test_a_lemma_that_is_not_one_word_is_refused_since_it_could_never_be_found(query: str):
    with pytest.raises(QueryError):
        _hits("hun gik hjem", query, "lemma")


def test_spans_count_code_points_also_of_a_pattern_after_letters_of_many_bytes():
    text = "🌱 åh, 가 – æbler og æbler"
    for matching in ("plain", "word", "lemma", "regex"):
        found = concordance([talk("A", f"A: {text}")], "æbler", matching=matching, window=4)
        cut = [text[row["start"] : row["end"]] for row in found.rows(named=True)]
        assert cut == ["æbler", "æbler"], matching
        assert found["occurrence"].to_list() == [1, 2]
        assert found["before"].to_list() == ["가 – ", " og "]
        assert found["after"].to_list() == [" og ", ""]


def test_a_decomposed_query_finds_the_composed_word():
    assert _hits("på åen", unicodedata.normalize("NFD", "åen")) == ["åen"]


def test_hits_are_given_in_the_order_of_the_talk_with_their_turn_and_label():
    talks = [talk("A", "I: rain?", "A: Rain and rain."), talk("B", "B: rain")]
    found = concordance(talks, "rain", window=3)
    assert dict(found.schema) == {name: kind() for name, kind in HITS.items()}
    assert found.select("interview", "turn", "label", "occurrence", "hit").rows() == [
        ("A", 1, "I", 1, "rain"),
        ("A", 2, "A", 1, "Rain"),
        ("A", 2, "A", 1, "rain"),
        ("B", 1, "B", 1, "rain"),
    ]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){20}", "(x+x+)+y"])
def test_a_pattern_that_hangs_an_ordinary_engine_returns_at_once(pattern: str):
    # Python's own engine needs hours for the first of these on thirty letters.
    began = time.perf_counter()
    _hits("a" * 20_000 + "!" + "x" * 20_000, pattern, "regex")
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize("pattern", ["(", "(?<=a)b", r"(a)\1", "", "a" * 1_001, "(a{1000}){1000}"])
def test_a_pattern_that_cannot_be_searched_is_a_query_error(pattern: str):
    with pytest.raises(QueryError):
        _hits("abc", pattern, "regex")


def test_an_unknown_matching_is_refused_and_the_known_named():
    with pytest.raises(QueryError, match="plain, word, lemma, regex"):
        _hits("abc", "a", "lemmas")


def test_no_transcripts_give_an_empty_table_of_the_same_columns():
    assert concordance([], "x").schema == concordance([talk("A", "A: x")], "x").schema


WORDS = st.text(st.sampled_from("abå.*+()|[]\\ 🌱"), min_size=1).filter(
    lambda text: "|" not in text and text == text.strip() and bool(text)
)


@given(st.text(st.sampled_from("abå.*+()|[]\\ 🌱")), WORDS)
def test_plain_finds_exactly_the_places_that_a_search_from_the_left_would(text: str, word: str):
    found = concordance([talk("A", f"A: {text}")], word, matching="plain")
    places, at = [], text.find(word)
    while at >= 0:
        places.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    assert found.select("start", "end").rows() == places


def test_every_matching_is_listed():
    assert set(MATCHING) == {"plain", "word", "lemma", "regex"}
