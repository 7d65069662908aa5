"""Words replaced at known places: every passage has the old words with the replacements made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import (
    Replacement,
    carry_replacements,
    replaced_text,
    replaced_transcript,
    resolve,
)
from lises.errors import LisesError
from lises.model import Passage, Transcript
from tests.building import passage, talk

WORDS = st.sampled_from(["hun", "Hanne", "Hannes", "ja", "sagde", "Bo", "mand,", "[NAVN1]", "æh…"])
PUT = st.sampled_from(["[NAVN1]", "[NAVN2]s", "Vera", "[STED10]"])


@st.composite
def replaced(draw: st.DrawFn) -> tuple[Transcript, list[Replacement], list[Passage]]:
    """A talk, replacements of whole words in it, and passages that may begin or end anywhere."""
    turns = draw(st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=4))
    old = talk("X1", *(f"X1: {' '.join(words)}" for words in turns))
    replacements = []
    for number, words in enumerate(turns, 1):
        at = 0
        for word in words:
            if draw(st.integers(0, 3)) == 0:
                replacements.append(Replacement(number, at, at + len(word), draw(PUT)))
            at += len(word) + 1
    return old, replacements, [draw(passages(old, n)) for n in range(draw(st.integers(1, 4)))]


@st.composite
def passages(draw: st.DrawFn, old: Transcript, name: int) -> Passage:
    first = draw(st.integers(1, len(old.turns)))
    last = draw(st.integers(first, len(old.turns)))
    texts = [old.turns[n - 1].text for n in range(first, last + 1)]
    start = draw(st.integers(0, len(texts[0]) - 1))
    if first == last:
        end = draw(st.integers(start + 1, len(texts[0])))
        quote = texts[0][start:end]
        before = [n for n in range(len(texts[0])) if texts[0].startswith(quote, n)]
        occurrence = before.index(start) + 1 if len(before) > 1 else None
        return passage(f"X1-aaa{name}", first, quote, "tap", occurrence=occurrence)
    end = draw(st.integers(1, len(texts[-1])))
    quotes = (texts[0][start:], *texts[1:-1], texts[-1][:end])
    return passage(f"X1-aaa{name}", (first, last), quotes, "tap")


def _within(replacements: list[Replacement], turn: int, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to the whole of every replacement that it meets."""
    for one in replacements:
        if one.turn == turn and one.start < end and start < one.end:
            start, end = min(start, one.start), max(end, one.end)
    return start, end


@given(replaced())
def test_the_words_of_every_passage_are_the_old_with_the_replacements_made(made):
    old, replacements, codings = made
    new = replaced_transcript(old, replacements)
    for one in carry_replacements(old, replacements, codings).passages:
        before = resolve(one.passage, old)
        assert isinstance(before, tuple)
        wanted = []
        for span in before:
            start, end = _within(replacements, span.turn, span.start, span.end)
            inside = [
                r._replace(start=r.start - start, end=r.end - start)
                for r in replacements
                if r.turn == span.turn and start <= r.start and r.end <= end
            ]
            wanted.append(replaced_text(old.turns[span.turn - 1].text[start:end], inside))
        assert one.became is not None
        assert one.became.quote == tuple(wanted)
        assert isinstance(resolve(one.became, new), tuple)
        assert (one.fate == "exact") == (tuple(wanted) == one.passage.quote)


@given(replaced())
def test_turns_without_a_replacement_are_the_same_objects(made):
    old, replacements, _ = made
    new = replaced_transcript(old, replacements)
    changed = {one.turn for one in replacements}
    for before, after in zip(old.turns, new.turns, strict=True):
        assert (before is after) == (before.number not in changed)


def test_the_second_of_two_equal_words_stays_the_second_where_the_first_goes():
    old = talk("X1", "X1: ja Bo, ja")
    second = passage("X1-aaaa", 1, "ja", "tap", occurrence=2)
    name = Replacement(1, 3, 5, "[NAVN1]")
    (one,) = carry_replacements(old, [name], [second]).passages
    assert one.became is not None
    assert (one.fate, one.became.occurrence) == ("exact", 2)


def test_a_passage_that_ends_within_a_name_has_all_that_was_put_there_and_says_so():
    old = talk("X1", "X1: det var Hanne der kom")
    cut = passage("X1-aaaa", 1, "var Han", "tap")
    (one,) = carry_replacements(old, [Replacement(1, 8, 13, "[NAVN1]")], [cut]).passages
    assert one.became is not None
    assert one.became.quote == ("var [NAVN1]",)
    assert "within a name" in one.why


@pytest.mark.parametrize("places", [[(0, 3), (2, 5)], [(0, 0)], [(4, 99)]])
def test_replacements_that_meet_or_have_no_place_are_refused(places):
    with pytest.raises(LisesError, match="turn 1"):
        replaced_text("Hanne", [Replacement(1, start, end, "x") for start, end in places])


@pytest.mark.parametrize("quote", ["det var ", " der kom"])
def test_a_passage_that_touches_a_name_and_has_nothing_of_it_stays_as_it_is(quote: str):
    old = talk("X1", "X1: det var Hanne der kom")
    beside = passage("X1-aaaa", 1, quote, "tap")
    (one,) = carry_replacements(old, [Replacement(1, 8, 13, "[NAVN1]")], [beside]).passages
    assert one.became is not None
    assert (one.fate, one.became.quote, one.why) == ("exact", (quote,), "")
