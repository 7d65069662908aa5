"""The same words give the same run, however they are written down."""

from __future__ import annotations

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lises.privacy.gate.grams import among, numbers_of, runs, words_of

WORDS = st.lists(st.sampled_from(["så", "kom", "bussen", "ikke", "den", "jeg", "gik", "åse"]))


@given(WORDS)
def test_a_run_is_known_by_its_words_alone(words: list[str]) -> None:
    made = runs(numbers_of(words), 3).tolist()
    by_hand = [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
    assert len(made) == len(by_hand)
    for one, number in zip(by_hand, made, strict=True):
        for other, second in zip(by_hand, made, strict=True):
            assert (one == other) == (number == second)


@given(WORDS, st.sampled_from(["NFC", "NFD", "NFKD"]), st.sampled_from([" ", "  \n", ", ", " – "]))
def test_case_composition_and_signs_between_words_change_nothing(
    words: list[str], form: str, sign: str
) -> None:
    text = unicodedata.normalize(form, sign.join(words).upper())
    assert words_of(text) == words


def test_signs_that_nobody_sees_do_not_part_a_word() -> None:
    assert words_of("bus\u00adsen k\u200bom\ufeff") == ["bussen", "kom"]
    assert words_of("ｂｕｓ") == ["bus"]


@given(st.lists(st.integers(0, 50)), st.lists(st.integers(0, 50)))
def test_among_is_what_a_set_says(numbers: list[int], known: list[int]) -> None:
    made = np.array(numbers, dtype=np.uint64)
    sorted_known = np.unique(np.array(known, dtype=np.uint64))
    assert among(made, sorted_known).tolist() == [n in set(known) for n in numbers]
