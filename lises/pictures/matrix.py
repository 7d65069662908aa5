"""Code × participant: who voices what, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from .board import FONT, SMALL, Board, Look, Margins
from .labels import BOLD, cut, width_of
from .palette import COLOURS, heat_step, on_heat
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting
from .telling import extremes

__all__ = ["code_matrix"]

CELL = 26
LEAST_CELL = 24  # where there are many columns; no less, so that a finger can meet a cell
MANY = 20
SPACE = 10  # between two groups of columns
MOST_LABEL = 180
MOST_TOP = 110
MOST_GROUP = 110
SIDEWAYS = 25  # a label wider than this stands upright


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where rows and columns lie, in units."""

    rows: Mapping[object, float]
    columns: Mapping[object, float]
    cell: float
    width: float
    height: float
    groups: Mapping[str, tuple[float, float]]


def code_matrix(
    table: pl.DataFrame,
    setting: Setting,
    *,
    value: str = "codings",
    groups: Mapping[str, str] | None = None,
) -> Picture:
    """Draw who voices what, a number in every cell.

    Parameters
    ----------
    table : pl.DataFrame
        What ``matrix`` of ``lises.analysis`` gives: its first two columns are the keys of rows and
        columns, which are drawn in the order given; then counts, and ``of``, 0 or null where
        nobody was read.
    setting : Setting
    value : str
        The count in the cells.
    groups : mapping of str to str, optional
        Value of the second key to a group, such as a participant's role: columns of a group stand
        together under its name.

    Returns
    -------
    Picture
        A square per cell, darker for more, with the number in it; a small dot for none, a dash
        where nobody was read. A mark is a cell with a number. Named ``matrix``; wide.
    """
    across, down = table.columns[1], table.columns[0]
    words = setting.words
    grid = _grid(table, groups or {}, setting)
    called = {key: setting.label(down, key) for key in grid.rows}
    heads = {key: setting.label(across, key) for key in grid.columns}
    upright = any(width_of(head, SMALL) > SIDEWAYS for head in heads.values())
    tall = min(max([width_of(h, SMALL) for h in heads.values()], default=0) + 8, MOST_TOP)
    top = (tall if upright else 20) + (22 if grid.groups else 0) + 6
    left = min(max([width_of(c, SMALL) for c in called.values()], default=0) + 20, MOST_LABEL)
    ends = (0.0, grid.width), (0.0, grid.height)
    board = Board(setting, *ends, grid.width, grid.height, Margins(left, 12, top, 10))
    middle = grid.cell / 2
    board.names([(name, grid.rows[key] + middle) for key, name in called.items()], size=SMALL)
    turned: Look = {"angle": 270, "align": "left"} if upright else {"align": "center"}
    tops = [
        {"text": cut(head, tall, SMALL), "x": grid.columns[key] + grid.cell / 2}
        for key, head in heads.items()
    ]
    board.add("text", tops, at={"y": -6 if upright else -10}, fontSize=SMALL, **turned)
    _grouped(board, grid, setting)
    _cells(board, grid, table, value)
    telling = Telling(
        name="matrix",
        title=words("picture-matrix"),
        alt=_said(table, setting, value),
        note=words("picture-matrix-note"),
        wide=True,
    )
    listed = table.filter(pl.col(value) > 0)
    shown = [name for name in (down, across, "codings", "passages", "turns") if name in table]
    columns = {name: words.named("picture-column", name) for name in dict.fromkeys([*shown, value])}
    return picture_of(board, telling, table, columns, listed=listed)


def _grid(table: pl.DataFrame, groups: Mapping[str, str], setting: Setting) -> _Grid:
    down, across = table.columns[:2]
    keys = list(dict.fromkeys(table[across]))
    order = list(dict.fromkeys(groups.get(key, "") for key in keys)) if groups else []
    cell = CELL if len(keys) <= MANY else LEAST_CELL
    places: dict[object, float] = {}
    spans: dict[str, tuple[float, float]] = {}
    x = 0.0
    for group in order or (None,):
        start = x
        for key in keys:
            if group is None or groups.get(key, "") == group:
                places[key] = x
                x += cell
        if group is not None:
            named = BOLD * width_of(setting.label("group", group or None), FONT)
            x = max(x, start + min(named, MOST_GROUP))
            spans[group] = start, x
            x += SPACE
    width = x - (SPACE if order else 0)
    rows = {key: i * float(cell) for i, key in enumerate(dict.fromkeys(table[down]))}
    return _Grid(rows, places, cell, max(width, 0), len(rows) * cell, spans)


def _grouped(board: Board, grid: _Grid, setting: Setting) -> None:
    y = 18 - board.margins.top
    for group, (start, end) in grid.groups.items():
        name = cut(setting.label("group", group or None), (end - start) / BOLD + 1, FONT)
        board.text(name, start, y, align="left", fontWeight=600)
        line = [{"x": start, "x2": end - 2}]
        board.add("rule", line, at={"y": y + 11}, stroke=COLOURS["edge"], strokeWidth=1.5)


def _cells(board: Board, grid: _Grid, table: pl.DataFrame, value: str) -> None:
    greatest = max([v for v in table[value] if v] or [0])
    squares, numbers, none, unread = [], [], [], []
    for row, x, y in _placed(table, grid):
        middle: dict[str, object] = {"x": x + grid.cell / 2, "y": y + grid.cell / 2}
        if row[value]:
            step = heat_step(row[value], greatest)
            name = _name(row, board.setting, value)
            square: dict[str, object] = {
                "x": x + 1,
                "x2": x + grid.cell - 1,
                "y": y + 1,
                "y2": y + grid.cell - 1,
            }
            square |= {"fill": COLOURS[f"heat-{step}"], **board.reach(row, name)}
            squares.append(square)
            text = board.setting.words.number(row[value])
            numbers.append({**middle, "text": text, "fill": on_heat(step)})
        elif "of" in row and not row["of"]:
            unread.append({**middle, "text": "–"})
        else:
            none.append(middle)
    board.add("point", none, shape="circle", size=6, fill=COLOURS["edge"], stroke=None)
    board.add("text", unread, align="center", fill=COLOURS["soft"])
    board.add("rect", squares, cornerRadius=2)
    board.add("text", numbers, align="center", fontSize=FONT - 1)


def _placed(table: pl.DataFrame, grid: _Grid) -> Iterator[tuple[Row, float, float]]:
    down, across = table.columns[:2]
    for row in table.iter_rows(named=True):
        yield row, grid.columns[row[across]], grid.rows[row[down]]


def _name(row: Row, setting: Setting, value: str) -> str:
    (down, what), (across, who) = list(row.items())[:2]
    both = setting.words(
        "picture-part", what=setting.label(down, what), part=setting.label(across, who)
    )
    return setting.words("picture-told", what=both, said=setting.words.number(_int(row[value])))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _said(table: pl.DataFrame, setting: Setting, value: str) -> str:
    """Say which row is voiced in most and in fewest of the columns that were read."""
    down = table.columns[0]
    read = table.filter(pl.col("of") > 0) if "of" in table.columns else table
    rows = read.group_by(down, maintain_order=True).agg(n=(pl.col(value) > 0).sum(), of=pl.len())
    counted = [(setting.label(down, key), n, of) for key, n, of in rows.iter_rows()]
    return extremes(counted, setting)
