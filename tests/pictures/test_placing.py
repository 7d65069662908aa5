"""Labels beside points: none upon another, whatever lies where."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.pictures.placing import Box, Wanted, placed

ROOM = Box(0, 0, 300, 200)
POINTS = st.lists(st.tuples(st.floats(6, 294), st.floats(6, 194)), max_size=14)


def point(x, y):
    return Box(x, y, x, y).grown(5)


@given(POINTS, st.floats(8, 90), st.integers(0, 8))
def test_no_label_meets_another_or_a_point_and_all_lie_in_the_room(places, width, rings):
    points = [point(x, y) for x, y in places]
    found = placed([Wanted(p.grown(1), width, 13, rings) for p in points], ROOM, points)
    boxes = [box for box in found if box is not None]
    assert len(found) == len(places)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(p) for box in boxes for p in points)
    assert all(box.within(ROOM) for box in boxes)


@given(POINTS)
def test_with_rings_enough_every_short_label_has_a_place(places):
    points = [point(x, y) for x, y in places]
    found = placed([Wanted(p.grown(1), 16, 13, 20) for p in points], ROOM, points)
    assert None not in found


def test_the_first_place_is_to_the_right_and_the_next_where_that_is_taken():
    one = point(100, 100)
    [box] = placed([Wanted(one, 40, 13, 0)], ROOM, [one])
    assert box == Box(105, 93.5, 145, 106.5)
    [box] = placed([Wanted(one, 40, 13, 0)], ROOM, [one, point(112, 100)])
    assert box == Box(55, 93.5, 95, 106.5)


def test_where_nothing_is_free_there_is_no_place():
    one = point(100, 100)
    assert placed([Wanted(one, 40, 13, 3)], ROOM, [one, ROOM]) == [None]


def test_no_line_to_a_label_goes_through_another_point():
    # To the right of the first point is a second, and a wall above, below and to the left.
    one, other = point(100, 100), point(115, 100)
    walls = [Box(60, 0, 94, 200), Box(94, 0, 130, 92), Box(94, 108, 130, 200)]
    [box] = placed([Wanted(one, 16, 13, 20)], ROOM, [one, other, *walls])
    assert box is not None
    clear = [b for b in (other, *walls) if b.crossed((one.middle, box.middle))]
    assert clear == [other]  # every way out is crossed: a label is better than none
    [box] = placed([Wanted(one, 16, 13, 20)], ROOM, [one, other, *walls[:2]])
    assert box is not None
    assert not any(b.crossed((one.middle, box.middle)) for b in (other, *walls[:2]))


@pytest.mark.parametrize(
    ("line", "crossed"),
    [
        (((0, 5), (20, 5)), True),
        (((0, 0), (20, 20)), True),
        (((0, 5), (3, 5)), False),
        (((5, 0), (5, 20)), True),
        (((2, 0), (2, 20)), False),
        (((0, 20), (20, 21)), False),
        (((0, 4), (20, 4)), False),  # along an edge
    ],
)
def test_a_line_goes_through_a_box_or_past_it(line, crossed):
    assert Box(4, 4, 12, 12).crossed(line) is crossed
