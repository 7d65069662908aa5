"""What has to be decided where the sources of a consensus part, and what became of it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis.adjudication import Coding, Item, items, readers, settled
from lises.analysis.drawing import drawn
from lises.errors import QueryError

BOTH = readers(("a", "b"), {"a": ["*"], "b": ["*"]}, ())


def coding(of_set: str, passage: str, code: str, *place: int) -> Coding:
    """Make a coding at turn, start, end; or at turn, last turn, start, end."""
    turn, turn_end, start, end = place if len(place) == 4 else (place[0], place[0], *place[1:])
    return Coding(of_set, passage, code, turn, turn_end, start, end)


def kinds(*codings: Coding) -> dict[str, str]:
    return {item.id: item.kind for item in items("i", codings, BOTH)}


@pytest.mark.parametrize(
    ("theirs", "kind"),
    [
        ([(2, 5, 20)], "agreed"),
        ([(2, 5, 19)], "boundaries"),
        ([(1, 2, 8, 6)], "boundaries"),
        ([(2, 5, 10), (2, 12, 20)], "boundaries"),
        ([(2, 20, 30)], "same-turn"),
        ([(3, 5, 20)], "alone"),
    ],
)
def test_the_same_code_elsewhere_is_told_from_no_code(
    theirs: list[tuple[int, ...]], kind: str
) -> None:
    others = [coding("b", f"q{n}", "x", *place) for n, place in enumerate(theirs)]
    assert kinds(coding("a", "p", "x", 2, 5, 20), *others)["x:p"] == kind


def test_another_code_of_the_other_on_these_words_is_a_rival_and_in_other_turns_is_not() -> None:
    mine = coding("a", "p", "x", 2, 5, 20)
    found = items(
        "i", [mine, coding("b", "q", "y", 2, 8, 30), coding("b", "r", "z", 4, 1, 2)], BOTH
    )
    assert {item.id: item.rivals for item in found} == {
        "x:p": ("y:q",), "y:q": ("x:p",), "z:r": (),
    }  # fmt: skip


def test_a_code_of_both_is_nobodys_rival() -> None:
    shared = [coding(one, f"{one}1", "y", 2, 5, 20) for one in "ab"]
    found = items("i", [coding("a", "p", "x", 2, 5, 20), *shared], BOTH)
    assert {item.code: (item.kind, item.rivals) for item in found} == {
        "x": ("alone", ()), "y": ("agreed", ()),
    }  # fmt: skip


def test_nothing_is_compared_that_one_of_them_has_not_read_for() -> None:
    mine = [coding("a", "p", "x", 2, 5, 20), coding("a", "q", "y", 3, 5, 20)]
    some = readers(("a", "b"), {"a": ["*"], "b": ["x"]}, ())
    assert [item.code for item in items("i", mine, some)] == ["x"]
    assert items("i", mine, readers(("a", "b"), {"a": ["*"]}, ["b"])) == []
    assert items("i", mine, readers(("a", "b"), {"a": ["*"]}, ())) == []


def test_a_third_coder_has_a_part_only_where_there_is_work_of_theirs() -> None:
    sets = ("a", "b", "c")
    mine = coding("a", "p", "x", 2, 5, 20)
    two = readers(sets, {"a": ["*"], "b": ["*"]}, ())
    assert [item.lacking for item in items("i", [mine], two)] == [("b",)]
    assert items("i", [mine], readers(sets, {"a": ["*"], "b": ["*"]}, ["c"])) == []
    three = readers(sets, {one: ["*"] for one in sets}, ())
    assert [item.lacking for item in items("i", [mine], three)] == [("b", "c")]


PLACES = st.tuples(st.integers(1, 3), st.integers(0, 1), st.integers(0, 5), st.integers(1, 4))


@st.composite
def codings(draw: st.DrawFn) -> list[Coding]:
    """Up to nine codings of two sets and two codes in three turns of ten characters."""
    rows = draw(
        st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), PLACES), max_size=9)
    )
    made = []
    for n, (of_set, code, (turn, more, start, length)) in enumerate(rows):
        end = length if more else start + length
        made.append(coding(of_set, f"p{n}", code, turn, turn + more, start, end))
    return made


def characters(one: Coding) -> set[tuple[int, int]]:
    """Give a coding's places one by one."""
    return {
        (turn, at)
        for turn, at in product(range(1, 5), range(10))
        if (one.turn, one.start) <= (turn, at) < (one.turn_end, one.end)
    }


@given(codings())
def test_each_coding_is_in_one_item_and_characters_tell_the_same(made: list[Coding]) -> None:
    found = items("i", made, BOTH)
    assert sorted(one for item in found for one in item.codings) == sorted(made)
    assert len({item.id for item in found}) == len(found)
    for code in "xy":
        bears = {
            of_set: set().union(
                *(characters(c) for c in made if c[:1] == (of_set,) and c.code == code)
            )
            for of_set in "ab"
        }
        within = {
            kind: {p for i in found if i.code == code and (i.kind == "agreed") == kind for c in i.codings for p in characters(c)}
            for kind in (True, False)
        }  # fmt: skip
        assert within[True] <= bears["a"] & bears["b"], "agreed: both have every character"
        assert bears["a"] ^ bears["b"] <= within[False], "where one has it not, there is an item"
    for item in found:
        places = [characters(c) for c in item.codings]
        assert all(any(p & q for q in places if q is not p) for p in places if len(places) > 1)
        apart = {p for i in found if i != item and i.code == item.code for c in i.codings for p in characters(c)}  # fmt: skip
        assert not apart & set().union(*places), "what shares a character is decided together"


@given(codings(), st.data())
def test_an_item_is_open_until_each_of_its_codings_is_taken_over_or_left_out(
    made: list[Coding], data: st.DataObject
) -> None:
    found: list[Item] = items("i", made, BOTH)
    pairs = [(one.passage, one.code) for one in made]
    fates = data.draw(st.lists(st.sampled_from(["", "taken", "left"]), min_size=len(pairs), max_size=len(pairs)))  # fmt: skip
    taken = {pair for pair, fate in zip(pairs, fates, strict=True) if fate == "taken"}
    left = {pair for pair, fate in zip(pairs, fates, strict=True) if fate == "left"}
    for item in found:
        own = [fates[pairs.index((one.passage, one.code))] for one in item.codings]
        wanted = "open" if "" in own else "taken" if "taken" in own else "left-out"
        assert settled(item, taken, left) == wanted


# -- drawing ----------------------------------------------------------------------------------

NAMES = st.lists(st.text("abcdef0123456789-", min_size=1, max_size=6), unique=True, max_size=20)


@given(NAMES, st.integers(1, 100), st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_a_draw_depends_on_seed_and_names_alone(
    names: list[str], percent: int, seed: int, random: object
) -> None:
    one = drawn({"": names}, percent / 100, seed)
    mixed = names.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert set(drawn({"": mixed}, percent / 100, seed)) == set(one)
    assert len(one) == -(-percent * len(names) // 100)
    assert list(one) == [name for name in names if name in set(one)]
    more = set(drawn({"": names}, 1, seed))
    assert set(one) <= more == set(names)


def test_another_seed_draws_others_and_each_group_gets_its_share() -> None:
    names = [f"D-{n}" for n in range(40)]
    assert drawn({"": names}, 0.2, 1) != drawn({"": names}, 0.2, 2)
    both = drawn({"r": names[:30], "h": names[30:]}, 0.1, 1)
    assert [len([n for n in both if n in part]) for part in (names[:30], names[30:])] == [3, 1]


@pytest.mark.parametrize("share", [0, -0.1, 1.01, float("nan")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(QueryError, match="give one above 0"):
        drawn({"": ["a"]}, share, 1)
