"""Case × theme: a cell is the passages that its summary can rest on."""

from __future__ import annotations

import pytest
from hypothesis import given

from lises.analysis import framework, passages_of
from tests.analysis.coded import PEOPLE, Said, codings_of, talks

TALK = codings_of("""
p1 i 3 A  a
p2 i 1 A  ab
p3 j 1 C  d
""")


def test_a_cell_holds_its_passages_in_the_order_of_the_talk_and_their_codes():
    table = framework(TALK, PEOPLE.head(1))
    assert table.rows() == [("A", "s", ["p2", "p1"], ["a", "b"]), ("A", "t", ["p2"], ["b"])]


def test_every_case_has_a_cell_for_every_theme_asked_for():
    table = framework(TALK, PEOPLE, levels={"theme": ["u"]})
    assert table.height == 4 * 3
    assert table.filter(theme="u")["passages"].list.len().sum() == 0
    assert table.row(-1) == ("D", "u", [], [])


def test_the_case_can_be_an_interview_or_a_role():
    table = framework(TALK, PEOPLE, by=("interview", "code"))
    assert table.filter(interview="j", code="d")["passages"].to_list() == [["p3"]]
    assert table.height == 2 * 3
    assert framework(TALK, PEOPLE, by=("role", "code"))["role"].unique().sort().to_list() == [
        "x",
        "y",
    ]
    with pytest.raises(ValueError, match="with itself"):
        framework(TALK, PEOPLE, by=("theme", "theme"))


def test_nothing_coded_gives_no_cells():
    assert framework(TALK.clear(), PEOPLE).is_empty()
    assert framework(TALK, PEOPLE.clear()).is_empty()


@given(talks())
def test_every_cell_holds_what_passages_of_gives(talk: list[Said]):
    codings = codings_of(talk)
    for case, theme, passages, codes in framework(codings, PEOPLE).iter_rows():
        behind = passages_of(codings, PEOPLE, participant=case, theme=theme)
        assert passages == behind["passage"].to_list()
        assert bool(codes) == bool(passages)
