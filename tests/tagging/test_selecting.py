"""A selection becomes a quote: whole letters, words at both ends, code points throughout."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import resolve
from lises.errors import LisesError
from lises.model import Passage
from lises.tagging import Desk
from lises.tagging.selecting import Stretch, quoted, settled
from tests.building import talk
from tests.tagging.working import add, copied, rows

FAMILY = "👨\u200d👩\u200d👧"
DANE = "🇩🇰"
SAID = talk(
    "R",
    "I: Og så?",
    f"R: Ja 🙂 det {FAMILY} er {DANE}{DANE} x\u0323y. Ja.",
    "I:  ",
    "R: Nå, ja",
)


def cut(start: int, end: int, turn: int = 2) -> str:
    """Give the words of a selection once it is settled."""
    return quoted(SAID, settled(SAID, Stretch(turn, turn, start, end))).quote[0]


def test_offsets_are_code_points_and_not_utf_16() -> None:
    text = SAID.turns[1].text
    at = text.index("det")
    assert len(text[:at].encode("utf-16-le")) // 2 == at + 1  # the smile is two there
    assert cut(at, at + 3) == "det"


@pytest.mark.parametrize(
    ("part", "whole"),
    [("👩", FAMILY), ("\u200d", FAMILY), (DANE[1], DANE), ("\u0323", "x\u0323"), ("x", "x\u0323")],
)
def test_a_letter_of_several_characters_is_taken_whole(part: str, whole: str) -> None:
    at = SAID.turns[1].text.index(part)
    assert cut(at, at + 1) == whole


def test_the_second_of_two_flags_is_not_torn_from_its_first_half() -> None:
    at = SAID.turns[1].text.index(DANE) + 2
    assert cut(at, at + 1) == DANE


def test_white_space_at_both_ends_is_left_out() -> None:
    assert cut(2, 5) == "🙂"
    with pytest.raises(LisesError, match="nothing but white space"):
        settled(SAID, Stretch(2, 2, 2, 3))


def test_an_edge_at_the_border_of_a_turn_moves_to_words() -> None:
    end = len(SAID.turns[0].text)
    assert settled(SAID, Stretch(1, 2, end, 2)) == Stretch(2, 2, 0, 2)
    assert settled(SAID, Stretch(1, 2, 3, 0)) == Stretch(1, 1, 3, end)
    assert settled(SAID, Stretch(2, 3, 0, 1)).turn_end == 2


def test_a_turn_without_words_between_cannot_be_quoted() -> None:
    silent = talk("R", "I: Og?", "R: ", "I: Nå")
    with pytest.raises(LisesError, match="turn 2 has no words"):
        quoted(silent, settled(silent, Stretch(1, 3, 0, 2)))


@pytest.mark.parametrize(
    "wrong",
    [Stretch(0, 1, 0, 1), Stretch(1, 9, 0, 1), Stretch(2, 1, 0, 1), Stretch(1, 1, 3, 3),
     Stretch(1, 1, 0, 99), Stretch(1, 1, -1, 2)],
)  # fmt: skip
def test_a_place_that_is_not_there_is_refused(wrong: Stretch) -> None:
    with pytest.raises(LisesError):
        settled(SAID, wrong)


@given(
    st.lists(st.text("ab 🙂e\u0323\u200d🇩\n", min_size=0, max_size=9), min_size=1, max_size=3),
    st.data(),
)
def test_what_is_quoted_is_found_where_it_was_selected(said: list[str], data: st.DataObject):
    said = [unicodedata.normalize("NFC", text) for text in said]
    transcript = talk("R", *(f"R: {text}" for text in said))
    first = data.draw(st.integers(1, len(said)))
    last = data.draw(st.integers(first, len(said)))
    start = data.draw(st.integers(0, len(said[first - 1])))
    end = data.draw(st.integers(0, len(said[last - 1])))
    try:
        found = quoted(transcript, settled(transcript, Stretch(first, last, start, end)))
    except LisesError:
        return
    place = found.stretch
    passage = Passage(
        id="R-aaaa", interview="R", set="c", turn=place.turn, turn_end=place.turn_end,
        quote=found.quote, codes=(), occurrence=found.occurrence,
    )  # fmt: skip
    spans = resolve(passage, transcript)
    assert isinstance(spans, tuple)
    assert (spans[0].start, spans[-1].end) == (place.start, place.end)
    for one, other in ((place, found.quote[0][0]), (place, found.quote[-1][-1])):
        assert one
        assert not other.isspace()


def test_words_that_stand_twice_get_the_number_that_was_meant(tmp_path: Path) -> None:
    desk = Desk.open(copied(tmp_path), "cd")
    text = desk.material.transcript("DEMO-G1")[0].turns[3].text  # type: ignore[union-attr]
    word = next(w for w in text.split() if text.count(w) > 1 and len(w) > 1)
    starts = [n for n in range(len(text)) if text.startswith(word, n)]
    for number, start in enumerate(starts, 1):
        (made,) = desk.perform("DEMO-G1", [add(4, start, start + len(word), "tap")]).made
        row = next(r for r in rows(desk.study, "DEMO-G1") if r["id"] == made)
        assert row["occurrence"] == number
