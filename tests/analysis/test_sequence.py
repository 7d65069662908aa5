"""What comes after what, and how far codes stand apart, as read off turn by turn."""

from __future__ import annotations

from collections import Counter
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import followings, proximity, sequence, transitions
from tests.analysis.coded import Said, codings_of, talks

TALK = codings_of("""
p1 i 1:0-5   A a
p2 i 1:3-9   A b
p3 i 1:3-6   A c
p4 i 4       A a
p5 j 1       B b
""")


def _places(talk: list[Said]) -> dict[str, list[tuple[int, list[Said]]]]:
    """Give of every interview the turns and passages of its places, in order."""
    found: dict[str, list[tuple[int, list[Said]]]] = {}
    for interview in {p.interview for p in talk}:
        here = [p for p in talk if p.interview == interview]
        begins = sorted({(p.turn, p.start) for p in here})
        found[interview] = [
            (turn, [p for p in here if (p.turn, p.start) == (turn, start)])
            for turn, start in begins
        ]
    return found


def _followings(talk: list[Said], lag: int, within: int | None) -> Counter[tuple[str, ...]]:
    return Counter(
        (code, after, p.id, q.id)
        for places in _places(talk).values()
        for (turn, here), (later, there) in zip(places, places[lag:], strict=False)
        if within is None or later - turn <= within
        for p in here
        for q in there
        for code in p.codes
        for after in q.codes
    )


def test_places_are_numbered_in_the_order_of_the_talk():
    assert sequence(TALK).rows() == [
        ("i", 1, 1, ["a"], ["p1"]),
        ("i", 2, 1, ["b", "c"], ["p2", "p3"]),
        ("i", 3, 4, ["a"], ["p4"]),
        ("j", 1, 1, ["b"], ["p5"]),
    ]


@given(talks())
def test_places_are_those_read_off(talk: list[Said]):
    got = [
        (interview, turn, passages)
        for interview, _, turn, _, passages in sequence(codings_of(talk)).iter_rows()
    ]
    assert got == [
        (interview, turn, sorted(p.id for p in here))
        for interview, places in sorted(_places(talk).items())
        for turn, here in places
    ]


@given(talks(), st.integers(1, 3), st.sampled_from([None, 0, 2]))
def test_what_follows_is_what_is_read_off(talk: list[Said], lag: int, within: int | None):
    codings = codings_of(talk)
    found = followings(codings, lag=lag, within=within)
    slow = _followings(talk, lag, within)
    assert Counter(found.select("code", "next", "passage", "next_passage").rows()) == slow
    table = transitions(codings, lag=lag, within=within)
    pairs = Counter({key[:2]: 0 for key in slow})
    for (code, after, _, _), n in slow.items():
        pairs[code, after] += n
    got = {row[:2]: row[2] for row in table.iter_rows()}
    assert {key: n for key, n in got.items() if n} == pairs
    assert table["n"].sum() == found.height
    assert table["expected"].sum() == pytest.approx(found.height)


def test_transitions_by_hand():
    table = {row[:2]: row[2:] for row in transitions(TALK).iter_rows()}
    assert table["a", "b"] == (1, 2, 0.5, 2 * 1 / 4, 1)
    assert table["b", "a"] == (1, 1, 1.0, 1 * 2 / 4, 1)
    assert table["a", "a"] == (0, 2, 0.0, 2 * 2 / 4, 0)
    near = transitions(TALK, within=2)
    assert near.select("code", "next", "n").rows() == [("a", "b", 1), ("a", "c", 1)]
    far = followings(TALK, lag=2).select("code", "next", "passage", "next_passage")
    assert far.rows() == [("a", "a", "p1", "p4")]


@given(talks())
def test_proximity_is_the_nearest_of_all(talk: list[Said]):
    def gap(p: Said, q: Said) -> int:
        return min(abs(a - b) for a in p.turns for b in q.turns)

    def nearest(code: str, other: str) -> list[int]:
        gaps = (
            [gap(p, q) for q in talk if other in q.codes and q.interview == p.interview]
            for p in talk
            if code in p.codes
        )
        return [min(found) for found in gaps if found]

    table = {row[:2]: row[2:] for row in proximity(codings_of(talk)).iter_rows()}
    codes = {code for p in talk for code in p.codes}
    wanted = {(c, o): near for c in codes for o in codes if c != o and (near := nearest(c, o))}
    assert table.keys() == wanted.keys()
    for (code, other), near in wanted.items():
        number, of, middle, average = table[code, other]
        assert (number, of) == (len(near), sum(code in p.codes for p in talk))
        assert (middle, average) == (pytest.approx(median(near)), pytest.approx(mean(near)))


def test_nothing_follows_where_there_is_nothing():
    for codings in (TALK.clear(), TALK.head(1)):
        assert followings(codings).is_empty()
        assert transitions(codings).is_empty()
        assert proximity(codings).is_empty()
    assert sequence(TALK.clear()).is_empty()
    with pytest.raises(ValueError, match="1 place later"):
        followings(TALK, lag=0)
