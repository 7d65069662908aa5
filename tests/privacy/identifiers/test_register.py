"""The register's names are found in any case, in the genitive, hyphenated and misspelt."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.privacy.identifiers import (
    Manner,
    Register,
    RegisterEntry,
    find_in_text,
    read_register,
)

NAMES = ("Åse Bæk-Sørensen", "Hanne Kringelbæk", "Kirsten", "Jens", "Yusuf Al-Amin")
REGISTER = Register(
    entries=tuple(RegisterEntry(line=n, name=name) for n, name in enumerate(NAMES, 2))
)


def _found(text: str, register: Register = REGISTER) -> list[str]:
    return [text[f.start : f.end] for f in register.found_in(text, "da")]


@given(
    st.sampled_from(NAMES),
    st.sampled_from([str, str.lower, str.upper]),
    st.sampled_from(["", "s", "'s"]),
    st.sampled_from([" ", "-"]),
)
def test_a_name_is_found_in_any_case_and_form(name: str, case: object, ending: str, gap: str):
    said = case(name.replace(" ", gap)) + ending  # type: ignore[operator]
    assert _found(f"og så {said}, ikke") == [said]


def test_decomposed_letters_come_composed_out_of_a_file_and_are_found():
    said = unicodedata.normalize("NFD", "Åse")
    assert _found(unicodedata.normalize("NFC", said)) == ["Åse"]


@pytest.mark.parametrize(
    "said",
    ["Kristen", "kierstin", "Kirstn", "Kringelbak", "kringelbæks", "Kringelbæck", "Söerensen"],
)
def test_a_name_that_is_slightly_misspelt_is_found(said: str):
    assert _found(f"det var {said} der") == [said]


def test_a_common_word_is_not_taken_for_a_misspelt_name():
    register = Register(entries=(RegisterEntry(line=2, name="Hanse"),))
    assert _found("hans kanse var lille, hans hus", register) == ["kanse"]


def test_an_everyday_word_is_given_but_less_sure_than_a_name():
    register = Register(entries=(RegisterEntry(line=2, name="Bo"),))
    found = {t.start: t.sure for t in register.found_in("Jeg vil bo hos Bo. Bo er der.", "da")}
    assert found[8] < found[19] < found[15]


def test_the_ending_of_a_genitive_is_no_part_of_the_name():
    (found,) = REGISTER.found_in("Hannes mand", "da")
    assert (found.end, found.ending) == (6, 1)
    (found,) = REGISTER.found_in("Jens' mand", "da")
    assert (found.end, found.ending) == (5, 1)


def test_a_run_that_holds_a_registered_name_is_of_that_name():
    (found,) = find_in_text("Det var Kirsten Damborg.", REGISTER)
    assert (found.start, found.end, found.entry) == (8, 23, 4)


def test_two_registered_people_beside_each_other_stay_two():
    found = find_in_text("Det var Kirsten Jens holdt af.", REGISTER)
    assert [(f.start, f.end, f.entry) for f in found] == [(8, 15, 4), (16, 20, 5)]


def test_problems_of_the_register_say_rows_and_never_names(tmp_path: Path):
    path = tmp_path / "register.csv"
    path.write_text("name,kind,put\nHanne,persn,\n,person,\nBo,person,[x\n", encoding="utf-8")
    register, problems = read_register(path)
    assert len(register.entries) == 1
    assert sorted(p.line for p in problems) == [2, 3, 4]
    assert "Hanne" not in "".join(map(str, problems))


def test_there_need_be_no_register(tmp_path: Path):
    assert read_register(tmp_path / "register.csv") == (Register(), ())


def test_a_trained_pipeline_is_asked_where_the_study_pins_one(monkeypatch: pytest.MonkeyPatch):
    def marked(text: str, language: str, tier: str) -> list[tuple[int, int, str]]:
        assert (text, language, tier) == ("det kom", "da", "da_made_up==1.0")
        return [(4, 7, "PER")]

    monkeypatch.setattr("lises.privacy.identifiers.trained.entities", marked)
    (found,) = find_in_text("det kom", Register(), Manner(tier="da_made_up==1.0"))
    assert (found.start, found.end, found.kind) == (4, 7, "person")
