"""How many voice something, of how many: a dot per participant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from .board import FONT, NARROW, Board, Look, Margins, Values, step_of
from .labels import BOLD, cut, width_of
from .palette import COLOURS, SERIES
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting
from .telling import extremes

__all__ = ["prevalence_dots"]

HEADING = 26
MOST_LABEL = 180
MOST_DOTS = 30  # beyond that a dot per participant cannot be told from the next: one dot at n
GAP = 12  # the most that lies between the dots of two participants


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it is drawn: ``y`` in units, ``heading`` on the first of several of one key."""

    row: Row
    label: str
    whole: str
    n: int
    of: int
    y: float
    step: float
    kind: int
    heading: str = ""


def prevalence_dots(
    table: pl.DataFrame, setting: Setting, *, key: str = "", by: str | None = None
) -> Picture:
    """Draw how many participants voice each code, of those read for it.

    Parameters
    ----------
    table : pl.DataFrame
        What ``frequency``, ``prevalence`` or ``matrix`` of ``lises.analysis`` gives: a key,
        ``participants`` or ``n``, and ``of``. Rows are drawn in the order given.
    setting : Setting
    key : str, optional
        The column whose values have a row; without it the first column.
    by : str, optional
        A second column, as of ``matrix(by=("code", "role"))``: a row for each of its values under
        the key, with dots of another shape.

    Returns
    -------
    Picture
        A full dot for each of the ``n``, a hollow one for each other of the ``of``, and ``n of N``
        in words; where somebody is one of more than 30, one dot on a line from 0 to N. A mark
        is a row. Named ``prevalence``.
    """
    key = key or table.columns[0]
    words = setting.words
    called = [setting.label(by or key, value) for value in table[by or key]]
    left = min(max([width_of(name, FONT) for name in called], default=0) + 22, MOST_LABEL)
    lines = list(_lines(table, setting, (key, by), step_of(called, left)))
    texts = [_n_of(line, setting) for line in lines]
    right = max([BOLD * width_of(text, FONT) for text in texts], default=0) + 18
    width = NARROW - left - right
    height = lines[-1].y + lines[-1].step / 2 if lines else 0.0
    board = Board(setting, (0, width), (0, height), width, height, Margins(left, right))
    _labels(board, lines, texts)
    most = max((line.of for line in lines), default=0)
    (_dots if most <= MOST_DOTS else _scaled)(board, lines)
    _reach(board, lines)
    telling = Telling(
        name="prevalence",
        title=words("picture-prevalence"),
        alt=extremes([(line.whole, line.n, line.of) for line in lines], setting),
        note=words("picture-prevalence-dots" if most <= MOST_DOTS else "picture-prevalence-scaled"),
    )
    shown = [name for name in (key, by, _count(table), "of", "share") if name in table.columns]
    columns = {name: words.named("picture-column", name) for name in shown if name}
    return picture_of(board, telling, table, columns)


def _count(table: pl.DataFrame) -> str:
    return "participants" if "participants" in table.columns else "n"


def _lines(
    table: pl.DataFrame, setting: Setting, keys: tuple[str, str | None], step: float
) -> Iterator[_Line]:
    key, by = keys
    count = _count(table)
    kinds = list(dict.fromkeys(table[by])) if by else []
    y, before = 0.0, object()
    for row in table.iter_rows(named=True):
        label = setting.label(key, row[key])
        heading = label if by and row[key] != before else ""
        before = row[key]
        y += HEADING if heading else 0
        part = setting.label(by, row[by]) if by else ""
        yield _Line(
            row=row,
            label=part or label,
            whole=setting.words("picture-part", what=label, part=part) if by else label,
            n=row[count],
            of=row["of"],
            y=y + step / 2,
            step=step,
            kind=kinds.index(row[by]) % len(SERIES) if by else 0,
            heading=heading,
        )
        y += step


def _n_of(line: _Line, setting: Setting) -> str:
    number = setting.words.number
    return setting.words("picture-n-of", n=number(line.n), of=number(line.of))


def _labels(board: Board, lines: Sequence[_Line], texts: Sequence[str]) -> None:
    left = board.margins.left
    headings = [
        {
            "text": cut(x.heading, (NARROW - 16) / BOLD, FONT),
            "y": x.y - x.step / 2 - HEADING / 2 + 2,
        }
        for x in lines
        if x.heading
    ]
    board.add("text", headings, at={"x": 8 - left}, align="left", fontWeight=600)
    board.names([(x.label, x.y) for x in lines])
    counts = [{"text": text, "y": x.y} for text, x in zip(texts, lines, strict=True)]
    board.add("text", counts, at={"x": board.width + 12}, align="left", fontWeight=600)


def _dots(board: Board, lines: Sequence[_Line]) -> None:
    """Draw the dots of a row as one line of dashes that are as long as they are wide, or round."""
    most = max((line.of for line in lines), default=1)
    # Two decimals, as the drawing has them: the dashes of a row are to end with its last dot.
    gap = round(min(GAP, board.width / max(most, 1)) - 0.005, 2)
    for kind, (colour, _, _) in enumerate(SERIES):
        ours = [line for line in lines if line.kind == kind]
        wide = round(gap * 0.74, 2)
        look: Look = {"strokeCap": "round", "strokeDash": [0.01, round(gap - 0.01, 2)]}
        if kind % 2:  # square
            wide = round(gap * 0.66, 2)
            look = {"strokeCap": "butt", "strokeDash": [wide, round(gap - wide, 2)]}
        edge = wide / 2 if kind % 2 else 0.0
        full = [_run(0, x.n, gap, edge) | {"y": x.y} for x in ours if x.n]
        other = [_run(x.n, x.of, gap, edge) | {"y": x.y} for x in ours if x.n < x.of]
        board.add("rule", full, stroke=COLOURS[colour], strokeWidth=wide, **look)
        board.add("rule", other, stroke=COLOURS["edge"], strokeWidth=wide, **look)
        inner = round(max(wide - 2.4, 1), 2)
        if kind % 2:
            look["strokeDash"] = [inner, round(gap - inner, 2)]
        other = [
            _run(x.n, x.of, gap, inner / 2 if edge else 0.0) | {"y": x.y}
            for x in ours
            if x.n < x.of
        ]
        board.add("rule", other, stroke=COLOURS["paper"], strokeWidth=inner, **look)


def _run(first: int, end: int, gap: float, edge: float) -> dict[str, object]:
    """Give a line from where the first of several dots begins to just beyond the last."""
    return {"x": gap * (first + 0.5) - edge, "x2": gap * (end - 0.5) + edge + gap / 10}


def _look(shape: str, gap: float, colour: str) -> Look:
    return {"shape": shape, "size": (gap * 0.72) ** 2, "fill": colour, "stroke": colour}


def _scaled(board: Board, lines: Sequence[_Line]) -> None:
    end = board.width
    tracks: Values = [{"x": 0, "x2": end, "y": x.y} for x in lines]
    board.add("rule", tracks, stroke=COLOURS["line"], strokeWidth=2)
    for kind, (colour, shape, _) in enumerate(SERIES):
        ours = [x for x in lines if x.kind == kind and x.of]
        told = [{"x": end * x.n / x.of, "y": x.y} for x in ours]
        stems = [{"x": 0, "x2": end * x.n / x.of, "y": x.y} for x in ours]
        board.add("rule", stems, stroke=COLOURS[colour], strokeWidth=2)
        board.add("point", told, **_look(shape, 15, COLOURS[colour]))


def _reach(board: Board, lines: Sequence[_Line]) -> None:
    values = []
    for line in lines:
        name = board.setting.words("picture-told", what=line.whole, said=_n_of(line, board.setting))
        top, end = line.y - line.step / 2 + 1, line.y + line.step / 2 - 1
        values.append({"y": top, "y2": end, **board.reach(line.row, name)})
    left, right = 3 - board.margins.left, board.width + board.margins.right - 3
    board.add("rect", values, at={"x": left, "x2": right}, fill="transparent")
