"""Which codes stand together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import polars as pl

from .board import FONT, SMALL, Board, Margins
from .labels import width_of
from .palette import COLOURS, heat_step, on_heat
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting

__all__ = ["cooccurrence_picture"]

CELL = 26
MOST_LABEL = 190
LISTED = ("code_a", "code_b", "pairs", "interviews", "a", "b", "jaccard", "expected")


def cooccurrence_picture(table: pl.DataFrame, setting: Setting) -> Picture:
    """Draw how often every two codes meet.

    Parameters
    ----------
    table : pl.DataFrame
        What ``cooccurrence`` of ``lises.analysis`` gives.
    setting : Setting

    Returns
    -------
    Picture
        A triangle of squares: in each the ``pairs`` that meet, darker for more.
        Codes stand in the order of ``setting.labels``, others by id, each with a number, by which
        it is named across; codes that meet none are left out. A mark is a square. Named
        ``cooccurrence``; wide.
    """
    words = setting.words
    met = table.filter(pl.col("pairs") > 0)
    codes = _codes(met, setting)
    place = {code: i for i, code in enumerate(codes)}
    called = [
        words("picture-numbered", n=i + 1, what=setting.label("code", c)) for c, i in place.items()
    ]
    left = min(max([width_of(c, SMALL) for c in called], default=0) + 20, MOST_LABEL)
    side = float(CELL * len(codes))
    margins = Margins(left, 12, 8, 26 if codes else 8)
    board = Board(setting, (0, side), (0, side), side, side, margins)
    board.names([(name, (i + 0.5) * CELL) for i, name in enumerate(called)], size=SMALL)
    numbers = [{"text": str(i + 1), "x": (i + 0.5) * CELL} for i in range(len(codes) - 1)]
    board.add("text", numbers, at={"y": side + 13}, align="center", fill=COLOURS["soft"])
    _stairs(board, len(codes))
    _squares(board, met, place)
    telling = Telling(
        name="cooccurrence",
        title=words("picture-cooccurrence"),
        alt=_said(table, met, setting),
        note=words("picture-cooccurrence-note"),
        wide=True,
    )
    shown = [name for name in LISTED if name in table.columns]
    columns = {name: words.named("picture-column", name) for name in shown}
    return picture_of(board, telling, table, columns, listed=met)


def _codes(met: pl.DataFrame, setting: Setting) -> list[str]:
    found = set(chain(met["code_a"], met["code_b"]))
    known = [code for code in setting.labels if code in found]
    return [*known, *sorted(found - set(known))]


def _stairs(board: Board, codes: int) -> None:
    """Draw the ground for every two codes, so that those which never meet are seen."""
    rows = [
        {"x": 0, "x2": j * CELL, "y": j * CELL + 1, "y2": (j + 1) * CELL - 1} for j in range(codes)
    ]
    board.add("rect", rows, fill=COLOURS["wash"])
    parts = [{"x": i * CELL, "y": i * CELL, "y2": codes * CELL} for i in range(1, codes)]
    board.add("rule", parts, stroke=COLOURS["paper"], strokeWidth=2)
    own = [{"text": str(i + 1), "x": (i + 0.5) * CELL, "y": (i + 0.5) * CELL} for i in range(codes)]
    board.add("text", own, align="center", fill=COLOURS["soft"], fontSize=FONT - 1)


def _squares(board: Board, met: pl.DataFrame, place: dict[str, int]) -> None:
    squares, numbers = [], []
    greatest = max(met["pairs"].to_list(), default=0)
    for row in met.iter_rows(named=True):
        i, j = sorted((place[row["code_a"]], place[row["code_b"]]))
        step = heat_step(row["pairs"], greatest)
        x, y = i * CELL, j * CELL
        square: dict[str, object] = {"x": x + 1, "x2": x + CELL - 1, "y": y + 1, "y2": y + CELL - 1}
        square |= {"fill": COLOURS[f"heat-{step}"], **board.reach(row, _name(row, board.setting))}
        squares.append(square)
        text = board.setting.words.number(row["pairs"])
        middle: dict[str, object] = {"x": x + CELL / 2, "y": y + CELL / 2}
        numbers.append({**middle, "text": text, "fill": on_heat(step)})
    board.add("rect", squares, cornerRadius=2)
    board.add("text", numbers, align="center", fontSize=FONT - 1)


def _pair(row: Row, setting: Setting, *, quoted: bool = False) -> str:
    labels = [setting.label(key, row[key]) for key in ("code_a", "code_b")]
    if quoted:
        labels = [setting.quoted(label) for label in labels]
    return setting.words.series(labels).unescape()


def _name(row: Row, setting: Setting) -> str:
    return setting.words("picture-told", what=_pair(row, setting), said=_counted(row, setting))


def _counted(row: Row, setting: Setting) -> str:
    pairs, interviews = row["pairs"], row["interviews"]
    return setting.words(
        "picture-pairs-in",
        pairs=setting.words("picture-pairs", n=pairs),
        interviews=setting.words("interview-count", n=interviews),
    )


def _said(table: pl.DataFrame, met: pl.DataFrame, setting: Setting) -> str:
    words = setting.words
    if met.is_empty():
        return words("picture-cooccurrence-none")
    most = met.sort("pairs", "jaccard", "code_a", "code_b", descending=[True, True, False, False])
    first: Sequence[Row] = list(most.head(2).iter_rows(named=True))
    said = [
        words(key, what=_pair(row, setting, quoted=True), said=_counted(row, setting))
        for key, row in zip(("picture-meet-most", "picture-meet-next"), first, strict=False)
    ]
    never = table.height - met.height
    key = "picture-never-meet" if never else "picture-all-meet"
    return " ".join([*said, words(key, n=never, of=table.height)])
