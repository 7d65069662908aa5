"""How often: codings, passages, turns, words, and participants of those read."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import frequency, passages_of, with_parents
from lises.errors import UnknownNameError
from tests.analysis.coded import PEOPLE, THEMES, Said, codings_of, talks
from tests.building import codebook

KEYS = ["code", "theme", "set", "coder", "interview", "participant", "role", "age"]
KNOWN = {row["participant"]: row for row in PEOPLE.iter_rows(named=True)}

TALK = codings_of("""
p1 i 1:0-5  A  a
p2 i 1:3-13 A  ab
p3 i 2-3    AC b
p4 j 1      -  a
p5 j 2      Z  a
""")


def _cells(p: Said, code: str, by: str) -> Iterator[str | None]:
    """Give the cells in which a coding stands, in the words of the definition."""
    if by in ("participant", "role", "age"):
        yield from {KNOWN[who][by] for who in p.people if who in KNOWN}
    elif by == "theme":
        yield from THEMES[code]
    else:
        yield {"code": code, "set": p.set, "coder": p.set.upper(), "interview": p.interview}[by]


def _slow(talk: list[Said], by: str) -> dict[str | None, tuple[int, ...]]:
    of_people = by in ("participant", "role", "age")
    cells: dict[str | None, list[tuple[Said, str]]] = {}
    for value in {row[by] for row in KNOWN.values()} if of_people else ():
        cells[value] = []
    for p in talk:
        for code in p.codes:
            for cell in _cells(p, code, by):
                cells.setdefault(cell, []).append((p, code))
    table = {}
    for cell, rows in cells.items():
        passages = {p.id: p for p, _ in rows}.values()
        among = {w for w, row in KNOWN.items() if not of_people or row[by] == cell}
        table[cell] = (
            len(rows),
            len(passages),
            len({(p.interview, turn) for p in passages for turn in p.turns}),
            sum(len(" ".join(p.quote).split()) for p in passages),
            len({who for p in passages for who in p.people} & among),
            len(among),
        )
    return table


@given(talks(), st.sampled_from(KEYS))
def test_frequencies_are_those_of_a_slow_count(talk: list[Said], by: str):
    table = frequency(codings_of(talk), PEOPLE, by=by)
    assert {row[0]: row[1:7] for row in table.iter_rows()} == _slow(talk, by)
    for n, of, share in table.select("participants", "of", "share").iter_rows():
        assert share == (n / of if of else None)


@given(talks(), st.sampled_from(KEYS))
def test_behind_every_cell_are_as_many_passages_as_it_counts(talk: list[Said], by: str):
    codings = codings_of(talk)
    for cell, number in frequency(codings, PEOPLE, by=by).select(by, "passages").iter_rows():
        assert passages_of(codings, PEOPLE, **{by: cell}).height == number


def test_a_turn_counts_once_and_shared_words_twice():
    row = frequency(TALK, PEOPLE).row(by_predicate=pl.col("code") == "a", named=True)
    assert (row["codings"], row["turns"]) == (4, 3)
    assert row["words"] == 2 + 4 + 5 + 5  # "ab cd", "cd øg h ij", and two whole turns
    assert (row["participants"], row["of"], row["share"]) == (1, 4, 0.25)


def test_a_joint_turn_counts_for_each_role_and_the_interviewer_for_none():
    table = frequency(TALK, PEOPLE, by="role").select("role", "codings", "participants", "of")
    assert table.rows() == [("x", 4, 1, 2), ("y", 1, 1, 2)]


def test_a_code_that_nobody_set_has_a_row_where_it_is_asked_for():
    table = frequency(TALK, PEOPLE, levels={"code": ["a", "q"]})
    assert table.row(-1) == ("q", 0, 0, 0, 0, 0, 4, 0.0)
    assert table["code"].to_list() == ["b", "a", "q"]


def test_participants_read_for_one_code_are_counted_for_that_code_only():
    read = pl.DataFrame({"participant": ["A", "C", "A"], "code": ["a", "a", "b"]})
    table = frequency(TALK, read).select("code", "participants", "of")
    assert table.rows() == [("a", 1, 2), ("b", 1, 1)]
    with pytest.raises(ValueError, match="only be counted by code"):
        frequency(TALK, read, by="theme")


def test_a_table_of_nothing_has_no_rows_save_the_groups_of_people():
    assert frequency(TALK.clear(), PEOPLE).is_empty()
    assert frequency(TALK, PEOPLE.clear())["share"].to_list() == [None, None]
    assert frequency(TALK.clear(), PEOPLE, by="role")["of"].to_list() == [2, 2]


def test_what_cannot_be_counted_by_is_told_with_the_nearest():
    with pytest.raises(UnknownNameError, match=r'called "rol"; did you mean "role"'):
        frequency(TALK, PEOPLE, by="rol")
    with pytest.raises(UnknownNameError):
        passages_of(TALK, PEOPLE, words="3")


def test_the_passages_of_no_cell_are_all_in_the_order_of_the_talk():
    assert passages_of(TALK, PEOPLE)["passage"].to_list() == ["p1", "p2", "p3", "p4", "p5"]
    assert passages_of(TALK, PEOPLE, code="b", role="y")["passage"].to_list() == ["p3"]
    assert passages_of(TALK, PEOPLE, age=None)["passage"].to_list() == ["p3"]
    assert passages_of(TALK, PEOPLE, code="q").is_empty()


def test_parents_count_their_children_and_a_passage_once():
    tree = with_parents(TALK, codebook("a b<a"))
    assert tree.filter(code="a")["passage"].sort().to_list() == ["p1", "p2", "p3", "p4", "p5"]
    assert tree.filter(code="b").equals(TALK.filter(code="b"))
    assert with_parents(TALK, codebook("a b")).equals(TALK)
    assert with_parents(TALK.clear(), codebook("a b<a")).is_empty()
