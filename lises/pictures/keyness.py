"""Words that one group says more, or less, than the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import polars as pl

from .board import FONT, NARROW, Board, Look, Margins
from .labels import clean, cut, width_of
from .palette import COLOURS
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting
from .telling import several
from .ticks import ticks

__all__ = ["keyness_bars"]

STEP = 26
MOST_LABEL = 150
LISTED = (
    *("word", "count", "rest_count", "rate", "rest_rate", "log_ratio", "log_likelihood"),
    *("participants", "of", "largest_share", "dispersion"),
)

_RATES = (("rate", "rest_rate"), ("rest_rate", "rate"))


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    word: str
    ratio: float
    said_by: str
    y: float


def keyness_bars(
    table: pl.DataFrame, setting: Setting, *, groups: tuple[str, str] = ("", ""), most: int = 20
) -> Picture:
    """Draw the words with the greatest difference between a group and the others.

    Parameters
    ----------
    table : pl.DataFrame
        ``KEYNESS``, as ``keyness`` of ``lises.text`` gives it.
    setting : Setting
    groups : tuple of str
        What the group and the others are called.
    most : int
        How many words: those of the greatest log-likelihood.

    Returns
    -------
    Picture
        A bar as long as the log ratio: filled to the right where the group says the word more,
        hollow to the left where the others do. Beside it how many participants of that side say
        it: a word of one person is not a word of a group. The most to the right first. A mark is
        a row. Named ``keyness``.
    """
    words = setting.words
    ours, others = (
        clean(g) or words(f"picture-{kind}")
        for g, kind in zip(groups, ("group", "rest"), strict=True)
    )
    chosen = table.filter(pl.col("log_ratio").is_finite()).head(most)
    chosen = chosen.sort("log_ratio", "word", descending=[True, False])
    lines = [_line(row, i, setting) for i, row in enumerate(chosen.iter_rows(named=True))]
    left = min(max([width_of(x.word, FONT) for x in lines], default=0) + 20, MOST_LABEL)
    right = max([width_of(x.said_by, FONT) for x in lines], default=0) + 24
    width, height = NARROW - left - right, STEP * float(len(lines))
    widest = max([abs(x.ratio) for x in lines], default=1.0)
    end = max(ticks(max(widest, 1.0), 4, whole=False))
    margins = Margins(left, right, 30 if lines else 6, 44 if lines else 6)
    board = Board(setting, (-end, end), (0, height), width, height, margins)
    if lines:
        _sides(board, (ours, others), end)
    _bars(board, lines)
    _reach(board, lines, (ours, others))
    telling = Telling(
        name="keyness",
        title=words("picture-keyness", group=ours, rest=others),
        alt=_said(lines, (ours, others), setting),
        note=words("picture-keyness-note"),
    )
    return picture_of(
        board, telling, chosen, {name: words.named("picture-column", name) for name in LISTED}
    )


def _line(row: Row, number: int, setting: Setting) -> _Line:
    ratio = row["log_ratio"]
    ratio = ratio if isinstance(ratio, float) and isfinite(ratio) else 0.0
    side = "" if ratio >= 0 else "rest_"
    said = setting.words("picture-n-of", n=row[f"{side}participants"], of=row[f"{side}of"])
    return _Line(row, clean(str(row["word"])), ratio, said, (number + 0.5) * STEP)


def _sides(board: Board, groups: tuple[str, str], end: float) -> None:
    words = board.setting.words
    steps = [-end, -end / 2, 0.0, end / 2, end]
    decimals = 0 if all(v == int(v) for v in steps) else 1
    board.ticks([(v, words.number(abs(v), decimals)) for v in steps], words("picture-log-ratio"))
    edges = 8 - board.margins.left, board.width + board.margins.right - 8
    room = NARROW / 2 - 16
    ours, others = (cut(group, room - FONT * 1.5, FONT) for group in groups)
    look: Look = {"fontSize": FONT, "fill": COLOURS["soft"]}
    board.text(f"← {others}", edges[0], -12, align="left", **look)
    board.text(f"{ours} →", edges[1], -12, align="right", **look)


def _bars(board: Board, lines: Sequence[_Line]) -> None:
    left = board.margins.left
    names = [{"text": cut(x.word, left - 18, FONT), "y": x.y} for x in lines]
    board.add("text", names, at={"x": -10}, align="right")
    counts = [{"text": x.said_by, "y": x.y} for x in lines]
    board.add("text", counts, at={"x": board.width + 12}, align="left")
    box = [({"x": 0, "x2": x.ratio, "y": x.y - 7, "y2": x.y + 7}, x.ratio >= 0) for x in lines]
    more: Look = {"fill": COLOURS["one"], "stroke": COLOURS["one"], "strokeWidth": 1.5}
    less: Look = {"fill": COLOURS["paper"], "stroke": COLOURS["two"], "strokeWidth": 1.8}
    board.add("rect", [b for b, right in box if right], **more)
    board.add("rect", [b for b, right in box if not right], **less)
    middle = [{"x": 0, "y": 0, "y2": board.height}]
    board.add("rule", middle if lines else [], stroke=COLOURS["ink"], strokeWidth=1)


def _reach(board: Board, lines: Sequence[_Line], groups: tuple[str, str]) -> None:
    words = board.setting.words
    values = []
    for x in lines:
        said = words(
            "picture-keyness-told",
            count=x.row["count"],
            rest_count=x.row["rest_count"],
            group=groups[0],
            rest=groups[1],
            said=x.said_by,
        )
        name = words("picture-told", what=x.word, said=said)
        box: dict[str, object] = {"y": x.y - STEP / 2 + 1, "y2": x.y + STEP / 2 - 1}
        values.append({**box, **board.reach(x.row, name)})
    at = {"x": 3 - board.margins.left, "x2": board.width + board.margins.right - 3}
    board.add("rect", values, at=at, fill="transparent")


def _said(lines: Sequence[_Line], groups: tuple[str, str], setting: Setting) -> str:
    words = setting.words
    if not lines:
        return words("picture-keyness-none")
    more, less = [x for x in lines if x.ratio > 0], [x for x in lines[::-1] if x.ratio < 0]
    said = [
        words(
            "picture-keyness-more",
            group=group,
            what=several([x.word for x in theirs], setting),
            first=setting.quoted(theirs[0].word),
            rate=words.number(theirs[0].row[rates[0]] or 0.0, 1),
            rest_rate=words.number(theirs[0].row[rates[1]] or 0.0, 1),
        )
        for group, theirs, rates in zip(groups, (more, less), _RATES, strict=True)
        if theirs
    ]
    alone = [x.word for x in lines if _of_one(x)]
    if alone:
        said.append(words("picture-keyness-one", what=several(alone, setting)))
    return " ".join(said) or words("picture-keyness-none")


def _of_one(line: _Line) -> bool:
    return bool(line.row["participants" if line.ratio >= 0 else "rest_participants"] == 1)
