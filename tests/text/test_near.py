"""One word near another, in either order, counted in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import QueryError
from lises.text import concordance
from tests.building import talk


def _hits(text: str, query: str, matching: str = "word") -> list[str]:
    return concordance([talk("A", f"A: {text}")], query, matching=matching)["hit"].to_list()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("bange NEAR/1 telefonen", []),
        ("bange NEAR/2 telefonen", ["telefonen, [griner] … blev bange"]),
        ("telefonen NEAR/2 bange", ["telefonen, [griner] … blev bange"]),
        ("jeg|hun NEAR/1 blev|bange", ["bange. Jeg"]),
        ("tog telefonen NEAR/2 bange|glad", ["tog telefonen, [griner] … blev bange"]),
        ("jeg NEAR/9 jeg", ["Jeg tog telefonen, [griner] … blev bange. Jeg"]),
    ],
)
def test_a_hit_reaches_from_the_one_word_to_the_other(query: str, hits: list[str]):
    assert _hits("Jeg tog telefonen, [griner] … blev bange. Jeg gik.", query) == hits


def test_lemmas_can_be_near_and_the_tier_is_told():
    found = concordance(
        [talk("A", "A: De ringede, og jeg gik.")], "ringe NEAR/3 gå", matching="lemma"
    )
    assert found.select("hit", "tier").rows() == [("ringede, og jeg gik", "rules")]


def test_words_of_two_turns_are_not_near():
    found = concordance([talk("A", "A: tap", "A: rain")], "tap NEAR/5 rain")
    assert found.is_empty()


@pytest.mark.parametrize(
    "query",
    [
        "a NEAR b",
        "a NEAR/0 b",
        "NEAR/5 b",
        "a NEAR/5",
        "a NEAR/2 b NEAR/2 c",
        "a NEAR/1000 b",
        "|a NEAR/2 b",
    ],
)
def test_a_near_that_cannot_be_read_is_refused_since_it_would_find_nothing(query: str):
    with pytest.raises(QueryError):
        _hits("a b", query)


def test_the_word_itself_can_be_looked_for():
    assert _hits("So NEAR it was", "near") == ["NEAR"]
    assert _hits("a NEAR/5 b", "NEAR/5", "plain") == ["NEAR/5"]


TALK = st.lists(st.sampled_from("abcx"), max_size=12)


@given(TALK, st.integers(1, 5))
def test_near_finds_the_shortest_stretches_that_hold_both_and_no_others(
    words: list[str], within: int
):
    text = " ".join(words)
    spans = {
        (min(i, j), max(i, j))
        for i, one in enumerate(words)
        for j, other in enumerate(words)
        if one in "ab" and other in "bc" and i != j and abs(i - j) <= within
    }
    shortest = {
        s for s in spans if not any(o != s and s[0] <= o[0] and o[1] <= s[1] for o in spans)
    }
    found = (
        concordance([talk("A", f"A: {text}")], f"a|b NEAR/{within} b|c")
        .select("start", "end")
        .rows()
    )
    assert found == sorted((2 * i, 2 * j + 1) for i, j in shortest)


@given(TALK, st.integers(1, 5))
def test_near_is_the_same_from_either_side(words: list[str], within: int):
    text = " ".join(words)
    assert _hits(text, f"a NEAR/{within} c") == _hits(text, f"c NEAR/{within} a")
