"""Labels beside points, none upon another: placed here, since nothing is measured later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

__all__ = ["Box", "Wanted", "placed"]

APART = 1.5  # units between two labels
RING = 9.0  # units from one ring of places to the next
AROUND = 16  # places on a ring
FLAT = 1e-9  # units: a line that keeps its height, or does not

Place = tuple[float, float]
Line = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units from the plot's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: Box) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Tell whether it lies in another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def crossed(self, line: Line) -> bool:
        """Tell whether a straight line goes through it."""
        (x, y), (x2, y2) = line
        first, last = 0.0, 1.0
        for start, step, low, high in (
            (x, x2 - x, self.left, self.right),
            (y, y2 - y, self.top, self.bottom),
        ):
            if abs(step) < FLAT:
                if not low < start < high:
                    return False
                continue
            ends = sorted(((low - start) / step, (high - start) / step))
            first, last = max(first, ends[0]), min(last, ends[1])
        return first < last

    def nearest(self, place: Place) -> Place:
        """Give the place in it that is nearest to one outside."""
        x, y = place
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def grown(self, by: float) -> Box:
        """Give it, larger by so much on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def around(self, other: Box) -> Box:
        """Give the least that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that wants a place: the box of its point, its size, the rings it may go out to."""

    point: Box
    width: float
    height: float
    rings: int


def placed(wanted: Sequence[Wanted], room: Box, taken: Sequence[Box]) -> list[Box | None]:
    """Give every label the nearest free place beside its point, the first in order first.

    Parameters
    ----------
    wanted : sequence of Wanted
    room : Box
        The plot.
    taken : sequence of Box
        What no label is to cover, such as every point.

    Returns
    -------
    list of Box or None
        In the order of ``wanted``; None where there is no free place. No two meet, none meets what
        is taken or a line from an earlier label to its point, all lie in the room. Where it can be,
        no such line goes through another label or what is taken.
    """
    held, lines = list(taken), list[Line]()
    found: list[Box | None] = []
    for label in wanted:
        start = label.point.middle
        others = [other for other in held if not other.meets(label.point)]
        box = None
        for free in _free(label, room, held, lines):
            box = box or free
            if not any(other.crossed((start, free.middle)) for other in others):
                box = free
                break
        found.append(box)
        if box is not None:
            held.append(box.grown(APART))
            lines.append((start, box.nearest(start)))
    return found


def _free(label: Wanted, room: Box, held: Sequence[Box], lines: Sequence[Line]) -> Iterator[Box]:
    """Give the places that nothing is in, from near to far."""
    for box in _places(label):
        if (
            box.within(room)
            and not any(box.meets(other) for other in held)
            and not any(box.crossed(line) for line in lines)
        ):
            yield box


def _places(label: Wanted) -> Iterator[Box]:
    """Give places from near to far: right, left, above, below; with rings aslant and further."""
    point, width, height = label.point, label.width, label.height
    x, y = point.middle
    beside = (point.right, point.left - width, x - width / 2)
    upon = (y - height / 2, point.top - height, point.bottom)
    order = ((0, 0), (1, 0), (2, 1), (2, 2), (0, 1), (0, 2), (1, 1), (1, 2))
    for across, down in order if label.rings else order[:4]:
        yield Box(beside[across], upon[down], beside[across] + width, upon[down] + height)
    out = (point.right - point.left) / 2
    for ring in range(1, label.rings + 1):
        for step in range(AROUND):
            turn = 2 * pi * step / AROUND
            left = x + cos(turn) * (out + RING * ring + width / 2) - width / 2
            top = y + sin(turn) * (out + RING * ring + height / 2) - height / 2
            yield Box(left, top, left + width, top + height)
