"""Tokens keep their place, are those of spaCy, and marks in brackets stay whole."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from lises.text import lemma, token_table, tokens
from lises.text.tokens import STRETCH, Cuts, stretches
from tests.building import talk

WORDS = ["Ja", "jeg", "ringede", "åh", "f.eks.", "bl.a.", "kr.", "12:40", "31.", "1.000", "på-og-af",
         "o/m", "http://a.dk/b", "a@b.dk", "Hansens", "50%", "hun's", '"nej"', "»jo«", "(måske)", "...",
         "…", "–", "slut.Så", "🌱", "d.", "A.", "og/eller", "3,5"]  # fmt: skip
SPEECH = st.lists(
    st.sampled_from([*WORDS, " ", " ", " ", ",", ".", "?", "!", "\n", "\n\n", "\u00a0", "  ", "\t"])
).map("".join)
MARKED = st.lists(
    st.sampled_from(
        ["Ja", " ", "[griner]", "[NAVN1]", "[lang pause]", "[", "]", "…", ".", "åh", "🌱", "\n"]
    )
).map("".join)
ANYTHING = st.text() | SPEECH | MARKED


@given(ANYTHING)
def test_every_token_stands_where_it_says_and_they_come_in_order(text: str):
    found = list(tokens(text, "da"))
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(ANYTHING)
def test_the_tokens_cover_all_that_is_not_white_space_and_begin_and_end_with_none(text: str):
    kept = [False] * len(text)
    for token in tokens(text, "da"):
        assert token.text
        assert token.text == token.text.strip()
        kept[token.start : token.end] = [True] * len(token.text)
    assert not "".join(c for c, k in zip(text, kept, strict=True) if not k).strip()


@pytest.fixture(scope="module")
def whole() -> spacy.language.Language:
    return spacy.blank("da")


@given(SPEECH)
def test_the_remembered_tokens_are_those_of_spacy_over_the_whole_text(whole, text: str):
    by_spacy = [(t.text, t.idx) for t in whole.make_doc(text) if not t.is_space]
    assert [(t.text, t.start) for t in tokens(text, "da")] == by_spacy


@given(st.text(st.sampled_from("ab.[]Å \n\t\u00a0\u2028\x1c")))
def test_stretches_have_their_places_whatever_white_space_parts_them(text: str):
    parts, starts = stretches(text)
    assert [text[s : s + len(p)] for p, s in zip(parts, starts, strict=True)] == parts
    if "[" not in text:
        assert parts == STRETCH.findall(text)


@given(st.lists(ANYTHING))
def test_the_table_has_the_same_tokens_in_the_order_of_the_talk(texts: list[str]):
    told = talk("A", *(f"A: {text}" for text in texts))
    found = token_table([told, talk("B", "B: Ja.")], language="da")
    assert found.select("interview", "turn", "token", "start", "end", "spoken").rows() == [
        ("A", turn.number, t.text, t.start, t.end, t.spoken)
        for turn in told.turns
        for t in tokens(turn.text, "da")
    ] + [("B", 1, "Ja", 0, 2, True), ("B", 1, ".", 2, 3, False)]


def test_the_table_has_lemmas_of_words_and_the_rest_as_it_is_and_says_the_tier():
    found = token_table([talk("A", "A: Hun RINGEDE [griner] [NAVN1]!")], language="da")
    assert found["lemma"].to_list() == ["hun", "ringe", "[griner]", "[NAVN1]", "!"]
    assert set(found["tier"]) == {"rules"}
    assert token_table([], language="da").schema == found.schema


def test_marks_are_one_token_each_and_told_apart():
    found = [
        (t.text, t.mark, t.spoken) for t in tokens("Nå [lang pause] [NAVN1],[00:12:40] ja", "da")
    ]
    assert found == [
        ("Nå", False, True),
        ("[lang pause]", True, False),
        ("[NAVN1]", True, True),
        (",", False, False),
        ("[00:12:40]", True, False),
        ("ja", False, True),
    ]


def test_a_language_without_rules_is_cut_by_the_general_ones_and_has_no_lemmas():
    assert next(tokens("qapla' batlh", "tlh")).text.startswith("qapla")
    assert lemma("Qapla", "tlh") == "qapla"


def test_what_is_remembered_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch):
    module = sys.modules["lises.text.tokens"]  # its name in the room is the function's
    monkeypatch.setattr(module, "MOST_STRETCHES", 3)
    cuts = Cuts("da")
    assert [cuts[word][0][0] for word in "abcde"] == list("abcde")
    assert len(cuts) <= 3
