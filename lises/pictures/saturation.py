"""Whether later interviews still brought new codes."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lises.analysis import Saturation

from .board import FONT, NARROW, Board, Look, Margins
from .palette import COLOURS
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting
from .ticks import ticks

__all__ = ["saturation_curve"]

HEIGHT = 220
LEFT, RIGHT = 42, 18
TOP, BOTTOM = 60, 40


def saturation_curve(
    found: pl.DataFrame,
    setting: Setting,
    *,
    spread: pl.DataFrame | None = None,
    assessed: Saturation | None = None,
) -> Picture:
    """Draw the codes that were known after each interview.

    Parameters
    ----------
    found : pl.DataFrame
        What ``new_codes`` of ``lises.analysis`` gives.
    setting : Setting
    spread : pl.DataFrame, optional
        What ``accumulation`` gives: the same over other orders, drawn as a band from the 5th to
        the 95th percentile with the median dashed.
    assessed : Saturation, optional
        Where the base ends and where it was reached are drawn as lines; what was asked is said.

    Returns
    -------
    Picture
        A mark is an interview. Named ``saturation``.
    """
    words = setting.words
    interviews = found.height
    highs = spread["high"].drop_nulls() if spread is not None else ()
    top = max([*found["cumulative"], *highs, 1])
    levels = ticks(top)
    width, height = NARROW - LEFT - RIGHT, HEIGHT if interviews else 0
    margins = Margins(LEFT, RIGHT, TOP, BOTTOM) if interviews else Margins()
    ends = (0.5, max(interviews, 1) + 0.5), (levels[-1], 0.0)
    board = Board(setting, *ends, width, height, margins)
    if interviews:
        _frame(board, levels, interviews)
        if spread is not None:
            _band(board, spread)
        if assessed is not None:
            _lines(board, assessed)
        _curve(board, found)
    telling = Telling(
        name="saturation",
        title=words("picture-saturation"),
        alt=_said(found, assessed, setting),
        note=words("picture-saturation-note" if spread is not None else "picture-saturation-plain"),
    )
    shown = [
        c for c in ("position", "interview", "codes", "new", "cumulative", "share") if c in found
    ]
    return picture_of(board, telling, found, {c: words.named("picture-column", c) for c in shown})


def _frame(board: Board, levels: Sequence[float], interviews: int) -> None:
    """Draw level lines with their numbers, the numbers of the interviews, what both are."""
    words, height = board.setting.words, board.height
    across = {"x": board.x[0], "x2": board.x[1]}
    board.add("rule", [{**across, "y": v} for v in levels], stroke=COLOURS["line"], strokeWidth=1)
    sides: Look = {"fontSize": FONT, "fill": COLOURS["soft"]}
    heights = [{"text": words.number(v), "y": v} for v in levels]
    board.add("text", heights, at={"x": -8}, align="right", **sides)
    board.text(words("picture-codes-known"), 8 - LEFT, 14 - TOP, align="left", **sides)
    every = max(1, -(-interviews // 14))
    named = [(i, words.number(i)) for i in range(1, interviews + 1) if (i - 1) % every == 0]
    below = [{"x": v, "text": text} for v, text in named]
    board.add("text", below, at={"y": height + 13}, align="center", **sides)
    board.text(
        words("picture-interviews-in-order"), board.width / 2, height + 31, align="center", **sides
    )


def _band(board: Board, spread: pl.DataFrame) -> None:
    rows = spread.drop_nulls(["low", "high"]).sort("position")
    band = rows.select(x="position", y="low", y2="high").to_dicts()
    board.add("area", band, fill=COLOURS["band"], line=False)
    median = rows.select(x="position", y="median").to_dicts()
    dashed: Look = {"strokeDash": [5, 4], "strokeWidth": 1.5, "stroke": COLOURS["edge"]}
    board.add("line", median, **dashed)


def _lines(board: Board, assessed: Saturation) -> None:
    """Draw where the base ends, and where no more than the threshold was new."""
    words = board.setting.words
    upright = {"y": board.y[0], "y2": board.y[1]}
    look: Look = {"stroke": COLOURS["two"], "strokeWidth": 1.5}
    letters: Look = {"fontSize": FONT}
    if assessed.interviews >= assessed.base:
        x = assessed.base + 0.5
        board.add("rule", [{"x": x, **upright}], strokeDash=[2, 3], **look)
        value = [{"x": x, "text": words("picture-base")}]
        board.add("text", value, at={"y": -8}, align="right", **letters)
    if assessed.at is not None:
        x = assessed.at + 0.5
        board.add("rule", [{"x": x, **upright}], **look)
        value = [{"x": x, "text": words("picture-reached", notation=assessed.notation)}]
        # Above the other, which it may stand beside; to the side on which there is room.
        side = "left" if x < (board.x[0] + board.x[1]) / 2 else "right"
        board.add("text", value, at={"y": -24}, align=side, fontWeight=600, **letters)


def _curve(board: Board, found: pl.DataFrame) -> None:
    line = found.select(x="position", y="cumulative").to_dicts()
    board.add("line", line, stroke=COLOURS["one"], strokeWidth=2.2)
    gap = board.width / max(found.height, 1)
    size = min(9.0, gap * 0.7) ** 2
    board.add(
        "point", line, shape="circle", size=size, fill=COLOURS["one"], stroke=COLOURS["paper"]
    )
    half = min(12.0, gap / 2) / gap
    units = (board.y[0] - board.y[1]) / board.height
    values = []
    for row in found.iter_rows(named=True):
        x, y = row["position"], row["cumulative"]
        box: dict[str, object] = {
            "x": x - half,
            "x2": x + half,
            "y": y + 12 * units,
            "y2": y - 12 * units,
        }
        values.append({**box, **board.reach(row, _name(row, board.setting))})
    board.add("rect", values, fill="transparent")


def _name(row: Row, setting: Setting) -> str:
    new = setting.words("picture-new-codes", n=row["new"])
    said = setting.words("picture-then-known", new=new, n=row["cumulative"])
    return setting.words(
        "picture-told", what=setting.label("interview", row["interview"]), said=said
    )


def _said(found: pl.DataFrame, assessed: Saturation | None, setting: Setting) -> str:
    words = setting.words
    total = found["cumulative"].max() or 0
    if found.is_empty() or not total:
        return words("picture-saturation-none")
    last = found.filter(pl.col("new") > 0)["position"].max()
    known = words(
        "picture-saturation-known",
        codes=words("codes", n=total),
        interviews=words("interview-count", n=found.height),
        last=last,
    )
    if assessed is None:
        return known
    asked = {
        "base": assessed.base,
        "run": assessed.run,
        "threshold": words.percent(assessed.threshold),
    }
    if assessed.at is None or assessed.degree is None:
        return f"{known} {words('picture-saturation-not-reached', **asked)}"
    reached = words(
        "picture-saturation-reached",
        notation=assessed.notation,
        degree=words.percent(assessed.degree),
        **asked,
    )
    return f"{known} {reached}"
