"""Who voices a code, of those who were read, by group."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import passages_of, prevalence, voiced_by_group, voicing
from lises.analysis.comparison import VOICED, VOICING
from lises.errors import UnknownNameError
from tests.analysis.coded import PEOPLE, Said, codings_of, talks

TALK = codings_of("""
p1 i 1 A  a
p2 i 2 AC a
p3 i 3 A  a
p4 j 1 D  b
""")


def test_a_row_for_everybody_who_was_read_silent_or_not():
    assert voicing(TALK, PEOPLE, by="role", levels={"code": ["e"]}).rows() == [
        ("a", "A", "x", 3),
        ("a", "B", "x", 0),
        ("a", "C", "y", 1),
        ("a", "D", "y", 0),
        ("b", "A", "x", 0),
        ("b", "B", "x", 0),
        ("b", "C", "y", 0),
        ("b", "D", "y", 1),
        ("e", "A", "x", 0),
        ("e", "B", "x", 0),
        ("e", "C", "y", 0),
        ("e", "D", "y", 0),
    ]


def test_by_group_with_names_and_how_much_one_participant_says():
    rows = voiced_by_group(voicing(TALK, PEOPLE, by="role")).rows()
    assert rows[:2] == [
        ("a", "x", 1, 2, 0.5, 3, 1.0, ["A"], ["B"]),
        ("a", "y", 1, 2, 0.5, 1, 1.0, ["C"], ["D"]),
    ]
    (everyone,) = voiced_by_group(voicing(TALK, PEOPLE)).filter(code="a").rows()
    assert everyone == ("a", "all", 2, 4, 0.5, 4, 0.75, ["A", "C"], ["B", "D"])


def test_only_those_count_who_were_read_for_the_code():
    read = pl.DataFrame({"participant": ["A", "B", "D"], "code": ["a", "a", "b"]})
    people = read.join(PEOPLE, on="participant")
    got = voiced_by_group(voicing(TALK, people, by="role"))
    assert got.select("code", "group", "voiced", "of").rows() == [
        ("a", "x", 1, 2),
        ("b", "y", 1, 1),
    ]


def test_those_of_no_known_group_are_a_group_and_come_last():
    got = voiced_by_group(voicing(TALK, PEOPLE, by="age")).filter(code="a")
    assert got["group"].to_list() == ["1", None]


@given(talks(), st.sampled_from([None, "role", "age"]))
def test_the_counts_are_those_of_prevalence_and_of_the_passages(talk: list[Said], by: str | None):
    codings = codings_of(talk)
    got = voicing(codings, PEOPLE, by=by)
    for code, participant, _, passages in got.iter_rows():
        behind = passages_of(codings, PEOPLE, code=code, participant=participant)
        assert behind.height == passages
    groups = voiced_by_group(got)
    for code in groups["code"].unique():
        voices = codings.filter(code=code).explode("participants", empty_as_null=False)
        voices = voices.rename({"participants": "participant"})
        known = prevalence(voices, PEOPLE, by=by).rows()
        ours = groups.filter(code=code).select("group", "voiced", "of", "share").rows()
        assert ours == known


@given(talks())
def test_the_names_are_the_counts(talk: list[Said]):
    for row in voiced_by_group(voicing(codings_of(talk), PEOPLE, by="role")).iter_rows(named=True):
        assert (len(row["voicing"]), len(row["silent"])) == (
            row["voiced"],
            row["of"] - row["voiced"],
        )
        assert (row["largest_share"] is None) == (row["passages"] == 0)


def test_what_makes_no_groups_is_refused():
    with pytest.raises(UnknownNameError, match='did you mean "role"'):
        voicing(TALK, PEOPLE, by="rolle")
    for wrong in ("participant", "code"):
        with pytest.raises(ValueError, match="makes no groups"):
            voicing(TALK, PEOPLE, by=wrong)


def test_no_codings_give_empty_tables_of_the_same_columns():
    empty = voicing(TALK.clear(), PEOPLE, by="role")
    assert dict(empty.schema) == {
        name: kind() if isinstance(kind, type) else kind for name, kind in VOICING.items()
    }
    assert voiced_by_group(empty).columns == list(VOICED)
