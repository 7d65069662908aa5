"""Codes and the participants who voice them as points of a plane: correspondence analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from .board import FONT, NARROW, SMALL, Board, Margins
from .board import Look as Manner
from .labels import BOLD, cut, width_of, wrapped
from .map_told import said_of
from .palette import COLOURS
from .picture import Picture, Telling, picture_of
from .placing import Box, Wanted, placed
from .setting import Setting
from .spots import CODE, Look, Spot, looks_of, points_of, spots_of
from .telling import signed
from .ticks import ticks

if TYPE_CHECKING:
    from lises.analysis import Correspondence

__all__ = ["code_map"]

WIDTH = 640
LEFT, RIGHT, TOP = 44, 12, 28
LEAST, MOST = 240.0, 500.0  # of the plot's height
EDGE = 14.0  # units between the outermost points and the plot's edges
BESIDE = 90.0  # of room for labels to the left and right of a plot that need not be wide
MOST_NAMED = 25  # codes have their labels at their points; more have numbers
MOST_LABEL = 175
KEY = 22  # height of a line of the key
LINE = 19  # height of a line of the list
CODE_SIZE, PERSON_SIZE = 66, 42
RINGS = 20  # that a code's label may go out to
REACH = 5.5  # from a point's middle to the edge of what no label covers
LISTED = ("called", "kind", "axis_1", "axis_2", "cos2", "contribution_1", "contribution_2")


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where coordinates lie: ``unit`` of them is one unit of the drawing, on both axes."""

    left: float
    top: float
    unit: float
    width: float
    height: float

    def units(self, place: tuple[float, float]) -> tuple[float, float]:
        """Give a place in units from the plot's upper left corner."""
        return (place[0] - self.left) / self.unit, (self.top - place[1]) / self.unit

    def x(self, units: float) -> float:
        """Give the coordinate on axis 1 of a place in units."""
        return self.left + units * self.unit

    def y(self, units: float) -> float:
        """Give the coordinate on axis 2 of a place in units."""
        return self.top - units * self.unit


def code_map(
    laid: Correspondence, setting: Setting, *, groups: Mapping[str, str] | None = None
) -> Picture:
    """Draw which codes the same participants voice: the first two axes of correspondence analysis.

    Parameters
    ----------
    laid : Correspondence
        What ``correspondence`` of ``lises.analysis`` gives of code × participant.
    setting : Setting
        A row of its ``href`` has ``code`` or ``participant``; the other is null.
    groups : mapping of str to str, optional
        Participant to a group, such as a role: each has a shape and colour of its own.

    Returns
    -------
    Picture
        Both codes and participants in principal coordinates (a symmetric map), both axes on one
        scale. Labels beside their points, none upon another; of more than 25 codes numbers, with a
        list below. A participant's name stands where there is room. Hollow where the two axes hold
        less than half of a point's distance from the middle (cos²). A mark is a point with its
        label. Where there is no axis that is said. Named ``map``; wide.

    References
    ----------
    Greenacre, M. (2017). Correspondence Analysis in Practice, 3rd ed., on symmetric maps.
    """
    words = setting.words
    points = points_of(laid, groups or {}, setting)
    spots = spots_of(points, setting)
    board = _drawn(laid, points, spots, setting) if spots else _nothing(setting)
    telling = Telling(
        name="map",
        title=words("picture-map"),
        alt=said_of(laid, spots, setting),
        note=words("picture-map-note") if spots else "",
        wide=bool(spots),
    )
    person = words.named("picture-column", "participant")
    kinds = [
        words.named("picture-column", "code")
        if spot.code
        else setting.label("group", spot.row["group"])
        if spot.row["group"]
        else person
        for spot in spots
    ]
    listed = points.with_columns(
        called=pl.Series([spot.label for spot in spots], dtype=pl.String),
        kind=pl.Series(kinds, dtype=pl.String),
    )
    columns = {name: words.named("picture-column", name) for name in LISTED}
    return picture_of(board, telling, points, columns, listed=listed)


def _nothing(setting: Setting) -> Board:
    """Say in the drawing that there is none."""
    width = NARROW - 16
    lines = wrapped(setting.words("picture-map-none"), width, FONT)
    height = 20.0 * len(lines)
    board = Board(setting, (0, width), (0, height), width, height)
    rows = [{"text": line, "y": 20.0 * number + 10} for number, line in enumerate(lines)]
    board.add("text", rows, at={"x": 0}, align="left", fill=COLOURS["soft"])
    return board


def _drawn(
    laid: Correspondence, points: pl.DataFrame, spots: Sequence[Spot], setting: Setting
) -> Board:
    plane = _plane(spots)
    codes = [spot for spot in spots if spot.code]
    numbered = len(codes) > MOST_NAMED
    room = LEFT + plane.width + RIGHT - 16
    key = _key(points, setting, room)
    rows = _list(codes, setting, room) if numbered else []
    below = 48 + KEY * len(key) + (LINE * max(len(column) for column in rows) + 10 if rows else 0)
    ends = (plane.left, plane.x(plane.width)), (plane.top, plane.y(plane.height))
    margins = Margins(LEFT, RIGHT, TOP, below)
    board = Board(setting, *ends, plane.width, plane.height, margins)
    _axes(board, plane, laid)
    labels = _labels(spots, plane, numbered)
    _leaders(board, plane, spots, labels)
    _points(board, spots)
    _texts(board, plane, spots, labels)
    _reach(board, plane, spots, labels)
    _below(board, plane, key, rows)
    return board


def _plane(spots: Sequence[Spot]) -> _Plane:
    """Lay out a plane that holds every point and the origin, no taller than is needed."""
    most = float(WIDTH - LEFT - RIGHT)
    xs, ys = ([0.0, *(spot.place[axis] for spot in spots)] for axis in (0, 1))
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    unit = max(across / (most - 2 * EDGE), down / (MOST - 2 * EDGE))
    width = min(max(across / unit + 2 * EDGE + BESIDE, NARROW), most)
    height = min(max(down / unit + 2 * EDGE, LEAST), MOST)
    left = (max(xs) + min(xs)) / 2 - width / 2 * unit
    top = (max(ys) + min(ys)) / 2 + height / 2 * unit
    return _Plane(left, top, unit, width, height)


def _axes(board: Board, plane: _Plane, laid: Correspondence) -> None:
    """Draw a line at every tick, the axes through the origin, and their shares of the inertia."""
    words = board.setting.words
    right, bottom = plane.x(plane.width), plane.y(plane.height)
    greatest = max(abs(v) for v in (plane.left, right, plane.top, bottom))
    steps = ticks(greatest, 6, whole=False)
    decimals = 0 if steps[1] >= 1 else 1 if steps[1] >= 0.1 else 2
    values = [*(-v for v in steps[:0:-1]), *steps]
    small: Manner = {"fontSize": SMALL, "fill": COLOURS["soft"]}
    across = [v for v in values if plane.left <= v <= right]
    down = [v for v in values if bottom <= v <= plane.top]
    thin: Manner = {"stroke": COLOURS["line"], "strokeWidth": 0.6}
    board.add("rule", [{"x": v, "y": plane.top, "y2": bottom} for v in across], **thin)
    board.add("rule", [{"y": v, "x": plane.left, "x2": right} for v in down], **thin)
    origin: Manner = {"stroke": COLOURS["edge"], "strokeWidth": 1.2}
    board.add("rule", [{"x": 0, "y": plane.top, "y2": bottom}], **origin)
    board.add("rule", [{"y": 0, "x": plane.left, "x2": right}], **origin)
    under = [{"x": v, "text": signed(words, v, decimals)} for v in across]
    board.add("text", under, at={"y": plane.height + 12}, align="center", **small)
    beside = [{"y": v, "text": signed(words, v, decimals)} for v in down]
    board.add("text", beside, at={"x": -7}, align="right", **small)
    shares = [words.percent(share) for share in laid.axes["share"].head(2)]
    titles = [
        words("picture-map-axis", axis=number, share=share)
        for number, share in enumerate(shares, start=1)
    ]
    board.text(f"{titles[0]} →", 6 - LEFT, plane.height + 30, align="left", **small)
    for title in titles[1:]:
        board.text(f"↑ {title}", 6 - LEFT, -16, align="left", **small)


def _box(spot: Spot, plane: _Plane) -> Box:
    x, y = plane.units(spot.place)
    return Box(x, y, x, y).grown(REACH)


def _labels(spots: Sequence[Spot], plane: _Plane, numbered: bool) -> dict[int, tuple[str, Box]]:
    """Give by its number the text and the place of each label that has one.

    Codes go before participants, and those that the axes rest on before others.
    """
    texts = [
        str(number + 1) if numbered and spot.code else cut(spot.label, MOST_LABEL / BOLD, SMALL)
        for number, spot in enumerate(spots)
    ]
    order = sorted(range(len(spots)), key=lambda n: (not spots[n].code, -_weight(spots[n]), n))
    boxes = [_box(spot, plane) for spot in spots]
    wanted = [_wanted(spots[n], boxes[n], texts[n]) for n in order]
    room = Box(0, 0, plane.width, plane.height)
    found = placed(wanted, room, [*boxes, *_origin(plane)])
    return {n: (texts[n], box) for n, box in zip(order, found, strict=True) if box is not None}


def _wanted(spot: Spot, box: Box, text: str) -> Wanted:
    width = width_of(text, SMALL) * (BOLD if spot.code else 1)
    # A participant's name is written beside its mark, or not at all.
    return Wanted(box.grown(1.5), width, SMALL + 2, RINGS if spot.code else 0)


def _origin(plane: _Plane) -> tuple[Box, Box]:
    """Give the two axes, as what no label is to cover."""
    x, y = plane.units((0.0, 0.0))
    return Box(x - 1, 0, x + 1, plane.height), Box(0, y - 1, plane.width, y + 1)


def _weight(spot: Spot) -> float:
    # Rounded, so that what is equal but for the last digits keeps its order.
    return round(float(spot.row["contribution_1"] + spot.row["contribution_2"]), 9)


def _near(label: Box, point: Box) -> bool:
    return label.meets(point.grown(3.0))


def _leaders(
    board: Board, plane: _Plane, spots: Sequence[Spot], labels: Mapping[int, tuple[str, Box]]
) -> None:
    """Draw a line from a point to its label where that is not beside it."""
    lines = []
    for number, (_, box) in labels.items():
        spot = spots[number]
        if _near(box, _box(spot, plane)):
            continue
        x, y = plane.units(spot.place)
        near = box.nearest((x, y))
        ends = {"x2": plane.x(near[0]), "y2": plane.y(near[1])}
        lines.append({"x": spot.place[0], "y": spot.place[1], **ends})
    board.add("rule", lines, stroke=COLOURS["edge"], strokeWidth=0.8)


def _points(board: Board, spots: Sequence[Spot]) -> None:
    looks = dict.fromkeys((spot.look, spot.poor) for spot in spots)
    # Participants last: they are smaller and would be hidden.
    for look, poor in sorted(looks, key=lambda found: (found[0] != CODE, found)):
        ours = [spot for spot in spots if (spot.look, spot.poor) == (look, poor)]
        rows = [{"x": spot.place[0], "y": spot.place[1]} for spot in ours]
        board.add("point", rows, **_manner(look, poor=poor))


def _manner(look: Look, *, poor: bool = False) -> Manner:
    colour, shape = look
    return {
        "shape": shape,
        "size": CODE_SIZE if look == CODE else PERSON_SIZE,
        "fill": COLOURS["paper" if poor else colour],
        "stroke": COLOURS[colour],
        "strokeWidth": 1.6,
    }


def _texts(
    board: Board, plane: _Plane, spots: Sequence[Spot], labels: Mapping[int, tuple[str, Box]]
) -> None:
    # A label to the right of its point begins there, however broad its letters turn out to be.
    for of_code, ink in ((False, "soft"), (True, "ink")):
        weight = 600 if of_code else 400
        look: Manner = {"fontSize": SMALL, "fill": COLOURS[ink], "fontWeight": weight}
        for align in ("left", "right", "center"):
            rows = []
            for number, (text, box) in sorted(labels.items()):
                spot = spots[number]
                if spot.code == of_code and _align(box, _box(spot, plane)) == align:
                    start = {"left": box.left, "right": box.right, "center": box.middle[0]}
                    at = {"x": plane.x(start[align]), "y": plane.y(box.middle[1])}
                    rows.append({"text": text, **at})
            board.add("text", rows, align=align, **look)


def _align(label: Box, point: Box) -> str:
    if label.left >= point.right:
        return "left"
    return "right" if label.right <= point.left else "center"


def _reach(
    board: Board, plane: _Plane, spots: Sequence[Spot], labels: Mapping[int, tuple[str, Box]]
) -> None:
    """Let every point be met with its label; where that stands off, by the label."""
    values = []
    for number, spot in enumerate(spots):
        box = _box(spot, plane).grown(1.5)
        if number in labels:
            label = labels[number][1]
            box = box.around(label) if _near(label, box) else label.grown(1.0)
        place: dict[str, object] = {"x": plane.x(box.left), "x2": plane.x(box.right)}
        place |= {"y": plane.y(box.top), "y2": plane.y(box.bottom)}
        values.append({**place, **board.reach(spot.row, spot.name)})
    board.add("rect", values, fill="transparent", cornerRadius=2)


def _key(
    points: pl.DataFrame, setting: Setting, room: float
) -> list[list[tuple[float, Look, str]]]:
    """Give lines of the key: where a mark of a look stands, and what it is the mark of."""
    words = setting.words
    people = words("picture-map-people")
    told = [(CODE, words("picture-map-codes"))]
    for group, look in looks_of(points).items():
        told.append((look, people if group is None else setting.label("group", group)))
    lines: list[list[tuple[float, Look, str]]] = [[]]
    x = 0.0
    for look, label in told:
        short = cut(label, 240, FONT)
        if lines[-1] and x + 34 + width_of(short, FONT) > room:
            lines.append([])
            x = 0.0
        lines[-1].append((x, look, short))
        x += 34 + width_of(short, FONT)
    return lines


def _list(codes: Sequence[Spot], setting: Setting, room: float) -> list[list[str]]:
    """Give columns of the codes with their numbers."""
    told = [
        setting.words("picture-numbered", n=number, what=spot.label)
        for number, spot in enumerate(codes, start=1)
    ]
    widest = max(width_of(text, SMALL) for text in told)
    columns = 3 if widest <= room / 3 - 12 else 2
    tall = -(-len(told) // columns)
    short = [cut(text, room / columns - 12, SMALL) for text in told]
    return [short[n : n + tall] for n in range(0, len(short), tall)]


def _below(
    board: Board,
    plane: _Plane,
    key: Sequence[Sequence[tuple[float, Look, str]]],
    rows: Sequence[Sequence[str]],
) -> None:
    start, top = 10 - LEFT, plane.height + 58
    room = LEFT + plane.width + RIGHT - 16
    texts = []
    for number, line in enumerate(key):
        y = plane.y(top + KEY * number)
        for x, look, label in line:
            board.add("point", [{"x": plane.x(start + x + 4), "y": y}], **_manner(look))
            texts.append({"text": label, "x": plane.x(start + x + 16), "y": y})
    board.add("text", texts, align="left")
    top += KEY * len(key) + 6
    listed = [
        {
            "text": text,
            "x": plane.x(start + column * room / len(rows)),
            "y": plane.y(top + LINE * number),
        }
        for column, lines in enumerate(rows)
        for number, text in enumerate(lines)
    ]
    board.add("text", listed, align="left", fontSize=SMALL)
