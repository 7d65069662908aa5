"""Which codes stand together: counted, expected and shown as by brute force."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import cooccurrence, meetings
from tests.analysis.coded import TEXT, Said, codings_of, said, talks, turns_of

WITHIN = st.sampled_from([None, 0, 1, 3])

TALK = codings_of("""
p1 i 1:0-5  A ab
p2 i 1:3-9  A b
p3 i 2      A a
p4 j 1      B c
""")


def _meeting(talk: list[Said], a: str, b: str, within: int | None) -> list[tuple[Said, Said]]:
    return [
        (p, q)
        for p, q in product(talk, talk)
        if a in p.codes and b in q.codes and p.reaches(q, within)
    ]


@given(talks(), WITHIN)
def test_co_occurrences_are_those_of_brute_force(talk: list[Said], within: int | None):
    table = cooccurrence(codings_of(talk), within=within)
    used = sorted({code for p in talk for code in p.codes})
    assert sorted(table.select("code_a", "code_b").rows()) == list(combinations(used, 2))
    for row in table.iter_rows(named=True):
        a, b = row["code_a"], row["code_b"]
        met = _meeting(talk, a, b, within)
        assert row["pairs"] == len(met)
        assert row["interviews"] == len({p.interview for p, _ in met})
        assert row["a"] == sum(a in p.codes for p in talk)
        assert row["b"] == sum(b in p.codes for p in talk)
        assert row["a_with_b"] == len({p.id for p, _ in met})
        assert row["b_with_a"] == len({q.id for _, q in met})
        assert 0 <= row["jaccard"] <= 1
        assert (row["jaccard"] == 0) == (not met)


@given(talks(), WITHIN, st.sampled_from(["ab", "ca", "dd"]))
def test_behind_a_row_are_the_pairs_that_it_counts(talk: list[Said], within: int | None, two: str):
    a, b = two
    found = meetings(codings_of(talk), a, b, within=within)
    wanted = [] if a == b else _meeting(talk, a, b, within)
    assert sorted(found.select("passage_a", "passage_b").rows()) == sorted(
        (p.id, q.id) for p, q in wanted
    )


@given(talks(), WITHIN)
def test_codings_in_any_order_give_the_same_table(talk: list[Said], within: int | None):
    codings = codings_of(talk)
    turned = cooccurrence(codings.reverse(), turns_of("ijk"), within=within)
    table = cooccurrence(codings, turns_of("ijk"), within=within)
    assert table.drop("expected").equals(turned.drop("expected"))
    assert table["expected"].to_list() == pytest.approx(turned["expected"].to_list())


def test_a_passage_with_both_codes_meets_itself():
    row = cooccurrence(TALK).row(0, named=True)
    assert (row["code_a"], row["code_b"], row["pairs"]) == ("a", "b", 2)
    assert (row["a_with_b"], row["b_with_a"]) == (1, 2)
    assert row["jaccard"] == pytest.approx(1.5 / (2 + 2 - 1.5))
    assert row["expected"] is None


def test_where_each_meets_one_the_share_is_jaccards():
    matched = codings_of("""
p1 i 1 A ab
p2 i 2 A ab
p3 i 3 A a
p4 i 4 A b
p5 i 5 A b
""")
    assert cooccurrence(matched, within=0)["jaccard"].to_list() == [2 / 5]


def _chance(long: int, one: int, other: int, within: int) -> float:
    """Lay two stretches in every way and count in how many they are in reach."""
    ways = list(product(range(long - one + 1), range(long - other + 1)))
    near = [
        min(abs(a - b) for a in range(x, x + one) for b in range(y, y + other)) <= within
        for x, y in ways
    ]
    return sum(near) / len(ways)


@pytest.mark.parametrize("within", [0, 1, 2, 9])
@pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 3), (2, 2), (4, 3), (6, 1)])
def test_what_is_expected_is_what_laying_them_in_every_way_gives(one: int, other: int, within: int):
    rows = codings_of(f"p i 1-{one} A a\nq i 1-{other} A b\nr i 1-{other} A b")
    table = cooccurrence(rows, turns_of("i"), within=within)
    assert table["expected"].to_list() == pytest.approx([2 * _chance(6, one, other, within)])


def test_what_is_expected_of_characters_counts_those_of_the_quotes():
    rows = codings_of("p i 1:0-4 A a\nq i 2-3:10-3 A b")
    long = 2 * len(TEXT)
    (expected,) = cooccurrence(rows, turns_of("i", 2))["expected"]
    assert expected == pytest.approx(_chance(long, 4, (len(TEXT) - 10) + 3, 0))


def test_without_the_length_of_an_interview_nothing_is_expected():
    rows = codings_of("p i 1 A a\nq i 1 A b\nr j 1 A a\ns j 1 A b")
    assert cooccurrence(rows, turns_of("i"), within=0)["expected"].to_list() == [None]
    assert cooccurrence(rows, turns_of("ij"), within=0)["expected"].to_list() == [
        pytest.approx(2 / 6)
    ]


def test_codes_that_share_no_interview_are_expected_nowhere():
    table = cooccurrence(TALK, turns_of("ij"), within=3)
    assert table.filter(code_a="a", code_b="c")["expected"].to_list() == [0]


def test_no_codings_or_one_give_no_rows():
    assert cooccurrence(TALK.clear(), turns_of("i")).is_empty()
    assert cooccurrence(TALK.tail(1), turns_of("i"), within=2).is_empty()
    assert meetings(TALK.clear(), "a", "b").is_empty()
    assert meetings(TALK, "a", "nowhere").is_empty()
    with pytest.raises(ValueError, match="0 or more"):
        cooccurrence(TALK, within=-1)


def test_the_definition_of_reach_in_these_tests_is_what_it_says():
    one, other = said("p i 1:0-3 A a"), said("q i 1-2:2-1 A b")
    assert (one.reaches(other, None), other.reaches(one, None)) == (True, True)
    assert not one.reaches(said("r i 1:3-5 A b"), None)
    assert one.reaches(said("s i 3 A b"), 2)
    assert not one.reaches(said("s i 3 A b"), 1)
