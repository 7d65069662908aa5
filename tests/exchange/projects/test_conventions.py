"""How positions count: against counting the slow and plain way, there and back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.projects.conventions import (
    Convention,
    Positions,
    Trial,
    agrees,
    conventions,
    find_convention,
    fits_all,
    stands_at,
)
from tests.exchange.refi.making import position

TEXTS = st.lists(
    st.sampled_from(["a", "å ", "🌱", "\r\n", "\n", "\r", " ord", "\U00020bb7"]), max_size=12
).map("".join)
WAYS = st.sampled_from(list(conventions()))


def borders(text: str, convention: Convention) -> list[int]:
    """Points that this way to count can tell: not between CR and LF where they count as one."""
    pair = convention.crlf == 1
    return [p for p in range(len(text) + 1) if not (pair and text[p - 1 : p + 1] == "\r\n" and p)]


@given(TEXTS, WAYS, st.booleans())
def test_positions_lead_back_to_the_points_they_were_counted_from(text, convention, marked):
    positions = Positions(text, convention, marked=marked)
    points = borders(text, convention)
    for start, end in pairwise(points):
        counted = positions.counted(start, end)
        slow = [position(text, point, convention, marked=marked) for point in (start, end)]
        assert counted == (slow[0], slow[1] - convention.inclusive)
        assert positions.span(*counted) == (start, end)


@given(TEXTS, WAYS, st.integers(-3, 40), st.integers(-3, 40))
def test_a_position_leads_to_a_point_only_where_one_is_counted_there(text, convention, start, end):
    found = Positions(text, convention).span(start, end)
    slow = {position(text, p, convention, marked=True): p for p in borders(text, convention)}
    first, last = slow.get(start), slow.get(end + convention.inclusive)
    wanted = None if first is None or last is None or first > last else (first, last)
    assert found == wanted


def test_the_standard_is_named_where_nothing_tells_ways_apart():
    texts = ["Kun almindelige ord her."]
    found = find_convention(texts, [Trial(text=0, start=4, end=15, words="almindelige")])
    assert found == Convention(fits=1, tried=1, by="words")
    assert find_convention(texts, []) == Convention()


def test_labels_that_are_no_words_leave_the_decision_to_the_borders_of_words():
    text = "🌱 Her er huset"
    trials = [
        Trial(text=0, start=3, end=6, words="linje 1"),
        Trial(text=0, start=10, end=15, words="linje 2"),
    ]
    found = find_convention([text], trials)
    assert (found.unit, found.by, found.fits, found.tried) == ("UTF-16 units", "borders", 2, 2)


def test_a_mark_counts_only_for_the_texts_that_have_one():
    texts = ["et ord", "to ord"]
    trials = [
        Trial(text=0, start=4, end=7, words="ord"),
        Trial(text=1, start=3, end=6, words="ord"),
    ]
    assert find_convention(texts, trials, marked={0}).bom
    assert find_convention(texts, trials, marked={0}).fits == 2
    assert not find_convention(texts, trials).bom
    assert fits_all(texts, trials, Convention(bom=True), {0})
    assert not fits_all(texts, trials, Convention(bom=True), {0, 1})


def test_words_agree_white_space_aside_and_as_a_beginning():
    text = "og så\r\n  videre " + "ord " * 60
    assert stands_at(text, (0, 15), "og så videre")
    assert not stands_at(text, (0, 15), "og så")
    assert stands_at(text, (0, len(text)), "og så videre ord", whole=False)
    assert not stands_at(text, (1, len(text)), "og så", whole=False)
    assert not stands_at("x" + " " * 5000 + "y", (0, 5002), "x y")  # nobody looks that far
    bare = Trial(text=0, start=0, end=0)
    assert agrees("et ord", (3, 6), bare)
    assert not agrees("et ord", (3, 5), bare)
