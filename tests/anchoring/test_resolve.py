"""A quote is resolved to the span where it stands, or to a reason why it has none."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lises.anchoring import Span, Unanchored, resolve
from lises.model import Passage, Transcript
from tests.building import passage, talk

# Letters that decompose, that do not, marks without a composed letter, and beyond the BMP.
LETTERS = st.sampled_from([*"abå Åéøœ …[]\n", "q\u0323", "\u0301", "🌱", "가"])
NFC_TEXT = st.lists(LETTERS, min_size=1).map(
    lambda some: unicodedata.normalize("NFC", "".join(some))
)


def _spoken(*texts: str) -> Transcript:
    return talk("A", *(f"A: {text}" for text in texts))


def _lookup(transcript: Transcript, at: object, quote: object, **more: object) -> object:
    return resolve(passage("A-aaaa", at, quote, **more), transcript)


def _occurrences(text: str, quote: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(quote, i)]


@given(NFC_TEXT, st.data())
def test_a_slice_that_stands_once_in_its_turn_is_found_exactly_there(
    text: str, data: st.DataObject
):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    found = _lookup(_spoken("before", text, "after"), 2, quote)
    if len(_occurrences(text, quote)) == 1:
        assert found == (Span(2, start, end),)
    else:
        assert isinstance(found, Unanchored)
        assert found.rule == "quote-ambiguous"


@given(NFC_TEXT, st.data())
def test_a_slice_that_stands_often_is_found_by_its_occurrence(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    which = _occurrences(text, quote).index(start) + 1
    found = _lookup(_spoken(text), 1, quote, occurrence=which)
    assert found == (Span(1, start, start + len(quote)),)


@given(NFC_TEXT, st.data())
def test_a_decomposed_quote_is_found_at_the_same_code_points_as_the_composed(
    text: str, data: st.DataObject
):
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    decomposed = unicodedata.normalize("NFD", quote)
    # A slice that begins with a mark would compose otherwise on its own.
    assume(unicodedata.normalize("NFC", decomposed) == quote)
    transcript = _spoken(text)
    plain = _lookup(transcript, 1, quote)
    other = _lookup(transcript, 1, decomposed)
    assert plain == other if not isinstance(plain, Unanchored) else plain.rule == other.rule


@given(st.lists(NFC_TEXT, min_size=2, max_size=4), st.data())
def test_a_tail_the_turns_between_and_a_head_are_found_over_turns(
    texts: list[str], data: st.DataObject
):
    tail = data.draw(st.integers(0, len(texts[0]) - 1))
    head = data.draw(st.integers(1, len(texts[-1])))
    quote = (texts[0][tail:], *texts[1:-1], texts[-1][:head])
    spans = _lookup(_spoken(*texts), (1, len(texts)), quote)
    between = [Span(n, 0, len(t)) for n, t in enumerate(texts[1:-1], start=2)]
    assert spans == (Span(1, tail, len(texts[0])), *between, Span(len(texts), 0, head))


@pytest.mark.parametrize(
    ("at", "quote", "more", "rule", "told"),
    [
        # turn 1: "the tap drips, the tap sings"   turn 2: "rain is free"
        (1, "the tap", {}, "quote-ambiguous", "stands 2 times"),
        (1, "a tap that nobody has seen", {}, "quote-not-found", "is not in turn 1"),
        (1, "the tap drips, the tab sings", {}, "quote-nearly-found", "letter for letter"),
        (1, "rain is free", {}, "quote-not-found", "is not in turn 1"),
        (1, "the tap", {"occurrence": 3}, "quote-not-found", "there are 2"),
        (1, "the tap", {"occurrence": 0}, "quote-not-found", "there are 2"),
        (7, "the tap", {}, "turn-unknown", "names turn 7; A has 2"),
        (0, "the tap", {}, "turn-unknown", "names turn 0"),
        (1, "", {}, "quote-shape", "1 quote(s) for 1 turn(s)"),
        ((1, 2), ("the tap sings",), {}, "quote-shape", "1 quote(s) for 2 turn(s)"),
        ((2, 1), (), {}, "quote-shape", "0 quote(s) for 0 turn(s)"),
        ((1, 2), ("the tap drips", "rain"), {}, "quote-not-found", "not as its end"),
        ((1, 2), ("sings", "is free"), {}, "quote-not-found", "not as its beginning"),
    ],
)
def test_each_way_to_have_no_place_has_its_own_rule(
    at: object, quote: object, more: dict[str, int], rule: str, told: str
):
    found = _lookup(_spoken("the tap drips, the tap sings", "rain is free"), at, quote, **more)
    assert isinstance(found, Unanchored)
    assert (found.rule, told in found.message, bool(found.remedy)) == (rule, True, True), found


def test_a_near_quote_is_shown_the_whole_words_that_stand_there():
    found = _lookup(
        _spoken("Well, I carry two cans every morning, you know."), 1, "carry to cans every"
    )
    assert isinstance(found, Unanchored)
    assert '"carry two cans every"' in found.remedy


def test_a_quote_of_another_turn_is_pointed_to_it():
    found = _lookup(_spoken("the tap drips", "rain is free"), 1, "rain is free")
    assert isinstance(found, Unanchored)
    assert "turn 2" in found.remedy


def test_a_turn_in_the_middle_must_be_quoted_whole():
    turns = _spoken("one two", "three four", "five six")
    assert _lookup(turns, (1, 3), ("two", "three four", "five")) == (
        Span(1, 4, 7),
        Span(2, 0, 10),
        Span(3, 0, 4),
    )
    found = _lookup(turns, (1, 3), ("two", "three", "five"))
    assert isinstance(found, Unanchored)
    assert "not as its whole" in found.message


def test_the_nearest_text_is_not_looked_for_in_a_turn_without_end():
    found = _lookup(_spoken("x" * 30_000), 1, "y" * 25_000)
    assert isinstance(found, Unanchored)
    assert found.rule == "quote-not-found"


def test_overlapping_occurrences_are_counted_each():
    assert _lookup(_spoken("nananana"), 1, "nana", occurrence=2) == (Span(1, 2, 6),)


def test_a_passage_is_not_changed_by_looking_it_up():
    one = passage("A-aaaa", 1, "tap")
    resolve(one, _spoken("tap"))
    assert isinstance(one, Passage)
    assert one == passage("A-aaaa", 1, "tap")
