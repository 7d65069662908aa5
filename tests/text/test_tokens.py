"""Tokens keep their place, and marks in brackets stay whole."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lises.text import lemma, tokens

SPEECH = st.lists(
    st.sampled_from(
        ["Ja", " ", "[griner]", "[NAVN1]", "[", "]", "…", ".", "åh", "🌱", "\n", "12:40", "f.eks."]
    )
).map("".join)


@given(SPEECH)
def test_every_token_stands_where_it_says_and_they_come_in_order(text: str):
    found = list(tokens(text, "da"))
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(SPEECH)
def test_nothing_but_white_space_is_left_out(text: str):
    kept = [False] * len(text)
    for token in tokens(text, "da"):
        kept[token.start : token.end] = [True] * len(token.text)
    assert not "".join(c for c, k in zip(text, kept, strict=True) if not k).strip()


def test_marks_are_one_token_each_and_told_apart():
    found = [(t.text, t.mark) for t in tokens("Nå [lang pause] [NAVN1], ja", "da")]
    assert found == [
        ("Nå", False),
        ("[lang pause]", True),
        ("[NAVN1]", True),
        (",", False),
        ("ja", False),
    ]


def test_a_language_without_rules_is_cut_by_the_general_ones_and_has_no_lemmas():
    assert next(tokens("qapla' batlh", "tlh")).text.startswith("qapla")
    assert lemma("Qapla", "tlh") == "qapla"
