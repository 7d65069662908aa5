"""Passages carried over a change of their transcript: measured, by law, and case by case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import FATES, Carried, Span, carry, marked_difference, pairing, resolve
from lises.anchoring import carrying as carrying_module
from lises.anchoring.alignment import Alignment, Border
from lises.files import read_study
from lises.model import Transcript
from tests.anchoring.edits import (
    NAMES,
    Marked,
    Piece,
    Said,
    Score,
    Talk,
    copied,
    everything,
    in_pieces,
    mark,
    marked_of,
    names_put_back,
    names_replaced,
    speech,
    transcript,
    turns_joined,
    turns_put_in,
    turns_split,
    turns_taken_out,
    words_changed,
)
from tests.building import passage, talk

STUDIES = Path(__file__).parents[2] / "studies"
Edit = Callable[[Talk, Random], Talk]

EDITS: dict[str, Edit] = {
    "5 % of words": lambda t, r: words_changed(t, r, 0.05),
    "20 % of words": lambda t, r: words_changed(t, r, 0.20),
    "names replaced": lambda t, _: names_replaced(t),
    "names put back": lambda t, _: names_put_back(t),
    "turns put in": lambda t, r: turns_put_in(t, r, 0.1),
    "turns taken out": lambda t, r: turns_taken_out(t, r, 0.1),
    "turns split": lambda t, r: turns_split(t, r, 0.1),
    "turns joined": lambda t, r: turns_joined(t, r, 0.1),
    "everything, 5 % of words": lambda t, r: everything(t, r, 0.05),
}


# -- measured ---------------------------------------------------------------------------------


def _generated() -> Iterator[tuple[Talk, list[Marked]]]:
    for seed in range(6):
        random = Random(seed)
        made = speech(random, turns=80)
        yield made, mark(made, random, 120)


def _demonstrations() -> Iterator[tuple[Talk, list[Marked]]]:
    """Interviews of the demonstrations with their own codings, each place once, and some drawn."""
    for name in ("demo-cubb", "demo-lises"):
        folder, _ = read_study(STUDIES / name)
        assert folder is not None
        for interview, text in folder.transcripts.items():
            pieces = in_pieces(text)
            flat = transcript(pieces)
            own = {(p.turn, p.quote): p for p in folder.passages if p.interview == interview}
            plain = [p for p in own.values() if isinstance(resolve(p, flat), tuple)]
            yield pieces, marked_of(pieces, flat, plain) + mark(pieces, Random(1), 20)


SOURCES = {"generated": [*_generated()], "demonstrations": [*_demonstrations()]}


def _measured(source: str, edit: Edit, carried_by: Callable[..., Carried] = carry) -> Score:
    score = Score()
    for number, (before, marked) in enumerate(SOURCES[source]):
        after = edit(before, Random(number + 100))
        passages = [m.passage for m in marked]
        score.add(carried_by(transcript(before), transcript(after), passages), marked, after)
    return score


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("edit", EDITS)
def test_nearly_all_borders_are_exact_and_hardly_one_is_wrong(source: str, edit: str):
    score = _measured(source, EDITS[edit])
    assert score.whole > 500
    assert score.exact >= 0.96, (edit, score.exact)
    assert score.misplaced <= 0.002, score.wrongly


@pytest.mark.parametrize("source", SOURCES)
def test_where_a_fifth_of_the_words_and_the_turns_change_more_is_left_open_and_as_little_wrong(
    source: str,
):
    score = _measured(source, lambda t, r: everything(t, r, 0.20))
    assert score.exact >= 0.90
    assert score.misplaced <= 0.003, score.wrongly


def test_without_the_check_far_more_is_wrong(monkeypatch: pytest.MonkeyPatch):
    """The measure sees what the check is for: it is not that nothing could go wrong."""
    edit = EDITS["20 % of words"]

    with_it = _measured("generated", edit)
    sought = Alignment._sought

    def one(self: Alignment, *args: object, **more: object) -> Border | None:
        found = sought(self, *args, **more)  # type: ignore[arg-type]
        return None if found is None else Border(found.at)

    monkeypatch.setattr(Alignment, "_sought", one)
    monkeypatch.setattr(Alignment, "strays", lambda *_: False)
    monkeypatch.setattr(carrying_module._Carrier, "_doubt", lambda *_: "")
    without = _measured("generated", edit)
    assert without.wrong > 3 * max(1, with_it.wrong)


# -- laws -------------------------------------------------------------------------------------

WORDS = st.sampled_from(["ja", "nej", "det", "er", "så", "åh", "Hanne", "[NAVN1]", "[griner]", "…"])


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    """A short talk of few different words: everything stands in many places."""
    number = iter(range(1000))
    turns = draw(st.lists(st.lists(WORDS, min_size=1, max_size=7), min_size=1, max_size=6))
    return [
        Said("IR"[at % 2], [Piece(next(number), word) for word in turn])
        for at, turn in enumerate(turns)
    ]


@given(talks(), st.integers(0, 99))
def test_an_unchanged_transcript_carries_every_passage_where_it_stood(before: Talk, seed: int):
    marked = mark(before, Random(seed), 4)
    text = transcript(before)
    carried = carry(text, text, [m.passage for m in marked])
    for one, m in zip(carried.passages, marked, strict=True):
        assert (one.fate, one.became) == ("exact", m.passage)
    assert [(t.turn, t.became) for t in carried.turns] == [
        (n, n) for n in range(1, len(text.turns) + 1)
    ]


@given(talks(), st.integers(0, 10_000), st.sampled_from([*EDITS]))
def test_what_is_chosen_stands_in_the_new_transcript_and_keeps_all_else(
    before: Talk, seed: int, edit: str
):
    random = Random(seed)
    marked = mark(before, random, 4)
    after = transcript(EDITS[edit](before, random))
    given_in = [replace(m.passage, memo="m", reason="r", codes=("a", "b")) for m in marked]
    carried = carry(transcript(before), after, given_in)
    assert [one.passage for one in carried.passages] == given_in
    for one in carried.passages:
        assert (one.became is not None) == (one.fate in ("exact", "moved"))
        assert bool(one.why) == (one.became is None)
        assert bool(one.candidates) == (one.fate == "ambiguous")
        for made in (*one.candidates, *([one.became] if one.became else [])):
            assert isinstance(resolve(made, after), tuple)
            places = {"turn": 1, "turn_end": 1, "quote": (), "occurrence": None}
            assert replace(made, **places) == replace(one.passage, **places)
        if one.fate == "exact" and one.became:
            words = " ".join(one.passage.quote).split()
            assert " ".join(one.became.quote).split() == words
    assert sum(carried.counts.values()) == len(given_in)
    assert set(carried.counts) == set(FATES)


@given(talks(), st.integers(0, 10_000), st.sampled_from([*EDITS]))
def test_a_quote_that_stands_once_untouched_is_never_placed_elsewhere(
    before: Talk, seed: int, edit: str
):
    random = Random(seed)
    marked = mark(before, random, 6)
    after = transcript(EDITS[edit](before, random))
    carried = carry(transcript(before), after, [m.passage for m in marked])
    for one in carried.passages:
        if len(one.passage.quote) > 1:
            continue
        quote = one.passage.quote[0]
        places = [
            Span(turn.number, at, at + len(quote))
            for turn in after.turns
            for at in range(len(turn.text))
            if turn.text.startswith(quote, at)
        ]
        if len(places) == 1 and one.became is not None:
            assert resolve(one.became, after) == (places[0],)


@given(talks(), st.integers(0, 10_000), st.sampled_from([*EDITS]))
def test_carried_there_and_back_a_passage_is_where_it_was_or_is_left_open(
    before: Talk, seed: int, edit: str
):
    random = Random(seed)
    marked = mark(before, random, 4)
    old, new = transcript(before), transcript(EDITS[edit](before, random))
    there = carry(old, new, [m.passage for m in marked])
    exact = [one for one in there.passages if one.fate == "exact" and one.became]
    back = carry(new, old, [one.became for one in exact if one.became])
    for one, again in zip(exact, back.passages, strict=True):
        if again.fate == "exact":
            assert again.became == one.passage


# -- cases ------------------------------------------------------------------------------------

OLD = talk(
    "A",
    "I: And how is the tap these days?",
    "A: It drips. My neighbour Hanne Jensen says that it has always dripped, even in the war.",
    "I: Really?",
    "A: Yes. But she was not born then.",
)


def carried(new: Transcript, *passages: object, **more: object) -> Carried:
    return carry(OLD, new, passages, **more)  # type: ignore[arg-type]


def _turns(*changed: tuple[int, str]) -> Transcript:
    lines = [f"{turn.label}: {turn.text}" for turn in OLD.turns]
    for number, line in changed:
        lines[number - 1] = line
    return talk("A", *lines)


def test_the_same_words_at_another_turn_are_exact():
    new = talk("A", "I: Hello there.", "A: Hello.", *(f"{t.label}: {t.text}" for t in OLD.turns))
    one = carried(new, passage("A-aaaa", 2, "It drips.", "tap")).passages[0]
    assert one.fate == "exact"
    assert one.became == passage("A-aaaa", 4, "It drips.", "tap")


def test_a_name_that_gave_way_to_a_placeholder_moves_the_quote_as_one_word():
    new = _turns((2, "A: " + OLD.turns[1].text.replace("Hanne Jensen", "[NAVN1]")))
    quote = "My neighbour Hanne Jensen says that it has always dripped"
    one = carried(new, passage("A-aaaa", 2, quote)).passages[0]
    assert one.fate == "moved"
    assert one.became is not None
    assert one.became.quote == ("My neighbour [NAVN1] says that it has always dripped",)


def test_a_passage_that_is_a_name_alone_needs_the_register():
    new = _turns((2, "A: " + OLD.turns[1].text.replace("Hanne Jensen", "[NAVN1]")))
    name = passage("A-aaaa", 2, "Hanne Jensen")
    assert carried(new, name).passages[0].fate == "ambiguous"
    known = carried(new, name, replaced=[("Hanne Jensen", "[NAVN1]")]).passages[0]
    assert (known.fate, known.became and known.became.quote) == ("moved", ("[NAVN1]",))


def test_a_passage_in_a_turn_that_was_split_runs_over_both_halves():
    new = talk(
        "A",
        "I: And how is the tap these days?",
        "A: It drips. My neighbour Hanne Jensen says",
        "A: that it has always dripped, even in the war.",
        "I: Really?",
        "A: Yes. But she was not born then.",
    )
    one = carried(new, passage("A-aaaa", 2, "says that it has always dripped")).passages[0]
    assert one.fate == "exact"
    assert one.became == passage("A-aaaa", (2, 3), ("says", "that it has always dripped"))


def test_a_passage_over_turns_that_were_joined_stands_in_one():
    new = talk(
        "A",
        "I: And how is the tap these days?",
        "A: It drips. My neighbour Hanne Jensen says that it has always dripped, even in the war. "
        "Really? Yes. But she was not born then.",
    )
    over = passage("A-aaaa", (2, 4), ("even in the war.", "Really?", "Yes."))
    one = carried(new, over).passages[0]
    assert one.fate == "exact"
    assert one.became == passage("A-aaaa", 2, "even in the war. Really? Yes.")


def test_an_occurrence_is_counted_again():
    old = talk("A", "A: so it was, yes, and then home again, so it was")
    second = passage("A-aaaa", 1, "so it was", occurrence=2)
    first_gone = talk("A", "A: yes, and then home again, so it was")
    became = carry(old, first_gone, [second]).passages[0].became
    assert became == passage("A-aaaa", 1, "so it was")
    third = talk("A", "A: so it was and so it was, yes, and then home again, so it was")
    became = carry(old, third, [second]).passages[0].became
    assert became == passage("A-aaaa", 1, "so it was", occurrence=3)


def test_one_of_two_turns_alike_gone_leaves_the_choice_to_a_person():
    old = talk("A", "I: Was it cold there?", "A: Yes.", "A: Yes.", "I: And in the summer?")
    new = talk("A", "I: Was it cold there?", "A: Yes.", "I: And in the summer?")
    result = carry(old, new, [passage("A-aaaa", 2, "Yes."), passage("A-bbbb", 3, "Yes.")])
    assert [one.fate for one in result.passages] == ["ambiguous", "ambiguous"]
    assert all(one.candidates and not one.became for one in result.passages)


def test_a_turn_that_is_gone_loses_its_passages_and_says_so():
    new = talk("A", "I: And how is the tap these days?", "I: Really?", "A: Yes, it is all right.")
    one = carried(new, passage("A-aaaa", 2, "My neighbour Hanne Jensen says")).passages[0]
    assert (one.fate, one.candidates) == ("lost", ())
    assert "gone" in one.why


def test_words_that_stand_elsewhere_are_offered_and_not_chosen():
    new = talk(
        "A",
        "A: Yes. But she was not born then. My neighbour Hanne Jensen says that she was.",
        "I: And how is the tap these days?",
    )
    one = carried(new, passage("A-aaaa", 2, "My neighbour Hanne Jensen says")).passages[0]
    assert one.fate == "ambiguous"
    assert [c.turn for c in one.candidates] == [1]


def test_words_that_changed_in_their_place_and_stand_whole_elsewhere_are_offered_as_both():
    old = talk("A", "A: we carried the water from the gate every morning then", "I: And now?")
    new = talk(
        "A",
        "A: we carried the watter from the gate every morning then",
        "I: And now?",
        "A: The water from the gate is not what it was.",
    )
    one = carry(old, new, [passage("A-aaaa", 1, "water from the gate")]).passages[0]
    assert one.fate == "ambiguous"
    assert [c.turn for c in one.candidates] == [1, 3]


def test_one_of_three_equal_words_gone_leaves_open_which_was_meant():
    old = talk("A", "A: well no no no we went home")
    new = talk("A", "A: well no no we went home")
    one = carry(old, new, [passage("A-aaaa", 1, "no", occurrence=2)]).passages[0]
    assert one.fate == "ambiguous"
    assert {c.occurrence for c in one.candidates} == {1, 2}


def test_a_turn_of_one_word_that_was_corrected_is_the_same_turn():
    old = talk("A", "I: Was it cold up there?", "A: Certainlie.", "I: And in the summer months?")
    new = talk("A", "I: Was it cold up there?", "A: Certainly.", "I: And in the summer months?")
    assert [t.became for t in carry(old, new, []).turns] == [1, 2, 3]
    other = talk("A", "I: Was it cold up there?", "A: Who?", "I: And in the summer months?")
    assert [t.became for t in carry(old, other, []).turns] == [1, None, 3]


def test_a_turn_that_is_a_name_alone_is_known_by_the_register():
    old = talk("A", "I: Who was it that came?", "A: Hanne Jensen.", "I: And when was that?")
    new = talk("A", "I: Who was it that came?", "A: [NAVN1].", "I: And when was that?")
    name = passage("A-aaaa", 2, "Hanne Jensen.")
    assert carry(old, new, [name]).passages[0].fate == "lost"
    one = carry(old, new, [name], replaced=[("hanne jensen", "[NAVN1]")]).passages[0]
    assert (one.fate, one.became and one.became.quote) == ("moved", ("[NAVN1].",))


def test_signs_beside_the_last_word_belong_to_the_quote_as_they_did():
    old = talk("A", "A: She said »come home.« And we went.")
    new = talk("A", "A: She said »please come home.« And so we went.")
    for quote in ("come home", "come home.", "come home.«"):
        became = carry(old, new, [passage("A-aaaa", 1, quote)]).passages[0].became
        assert became is not None
        assert became.quote == (quote,)
    comma = talk("A", "A: She said »come home«, and we went.")
    became = carry(old, comma, [passage("A-aaaa", 1, "»come home.«")]).passages[0].became
    assert became is not None
    assert became.quote == ("»come home«,",)


def test_a_border_that_could_be_in_two_places_is_offered_as_both():
    old = talk("A", "A: we went on to the big house by the sea")
    new = talk("A", "A: we went grey cottage by the sea")
    one = carry(old, new, [passage("A-aaaa", 1, "big house by the sea")]).passages[0]
    assert one.fate == "ambiguous"
    assert len(one.candidates) > 1


def test_other_speakers_of_the_same_words_are_named():
    new = talk("A", *(f"{'I' if t.number == 2 else t.label}: {t.text}" for t in OLD.turns))
    one = carried(new, passage("A-aaaa", 2, "It drips.")).passages[0]
    assert (one.fate, one.speakers) == ("exact", ("interviewer",))


def test_signs_alone_are_carried_where_their_turn_has_as_many():
    old = talk("A", "A: well … I do not know … perhaps")
    dots = passage("A-aaaa", 1, "…", occurrence=2)
    assert carry(old, old, [dots]).passages[0].became == dots
    comma = talk("A", "A: well, I do not know, perhaps")
    second = passage("A-bbbb", 1, ",", occurrence=2)
    assert carry(comma, comma, [second]).passages[0].became == second
    fewer = talk("A", "A: well I do not know, perhaps")
    assert carry(comma, fewer, [second]).passages[0].fate == "ambiguous"


def test_a_passage_that_begins_within_a_word_needs_the_same_word():
    old = talk("A", "A: the neighbours were kind to us that year")
    part = passage("A-aaaa", 1, "ours were kind")
    assert carry(old, talk("A", "A: Oh! the neighbours were kind to us"), [part]).passages[
        0
    ].became == passage("A-aaaa", 1, "ours were kind")
    other = talk("A", "A: the neighbors were kind to us that year")
    assert carry(old, other, [part]).passages[0].became is None


def test_a_passage_without_a_place_before_is_looked_for_and_never_chosen():
    astray = passage("A-aaaa", 3, "It drips.")
    one = carried(OLD, astray).passages[0]
    assert (one.fate, [c.turn for c in one.candidates]) == ("ambiguous", [2])
    assert "no place before" in one.why


def test_an_empty_new_transcript_loses_everything():
    empty = Transcript(interview="A")
    result = carried(empty, passage("A-aaaa", 2, "It drips."))
    assert [one.fate for one in result.passages] == ["lost"]
    assert {one.fate for one in result.turns} == {"lost"}
    assert carry(empty, OLD, []).turns == ()


def test_two_texts_with_nothing_to_guide_by_are_not_compared_for_ever(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(pairing, "MOST_CELLS", 3)
    new = talk("A", "I: Hello.", *(f"{t.label}: {t.text}" for t in OLD.turns))
    result = carried(new, passage("A-aaaa", 2, "It drips."))
    assert [one.fate for one in result.passages] == ["ambiguous"]
    assert {one.fate for one in result.turns} == {"lost"}


def test_turns_are_mapped_and_a_split_one_is_left_open():
    new = talk(
        "A",
        "I: And how is the tap these days?",
        "A: It drips. My neighbour Hanne Jensen says",
        "A: that it has always dripped, even in the war.",
        "I: Honestly, really?",
        "A: Yes. But she was not born then.",
    )
    fates = [(t.turn, t.fate, t.became, t.candidates) for t in carried(new).turns]
    assert fates[0] == (1, "exact", 1, ())
    assert fates[1] == (2, "ambiguous", None, (2, 3))
    assert fates[3] == (4, "exact", 5, ())


def test_the_difference_is_marked_word_by_word():
    said = marked_difference(["it drips", "yes"], ["it always drips yes"])
    assert said == "it {+always+} drips [-¶-] yes"


def test_the_simulator_makes_what_it_is_measured_by():
    """Its names, its words and its turns do change; else the measure would measure nothing."""
    before = speech(Random(1), turns=80)
    text = " ".join(said.text() for said in before)
    assert any(name in text for name in NAMES)
    assert not any(name in " ".join(s.text() for s in names_replaced(before)) for name in NAMES)
    changed = words_changed(before, Random(2), 0.2)
    pairs = zip(before, changed, strict=True)
    kept = sum(len(a.pieces) for a in before) - sum(
        len({(p.number, p.text) for p in a.pieces} - {(p.number, p.text) for p in b.pieces})
        for a, b in pairs
    )
    assert 0.75 <= kept / sum(len(a.pieces) for a in before) <= 0.9
    assert copied(before) == before
