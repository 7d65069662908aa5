"""Codes gathered into ever larger clusters: a tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from lises.frames.schemas import NAMES, Columns

from .board import FONT, NARROW, Board, Look, Margins, step_of
from .labels import width_of
from .palette import COLOURS
from .picture import Picture, Telling, picture_of
from .setting import Setting
from .telling import several, signed

if TYPE_CHECKING:
    from lises.analysis import Clusters

__all__ = ["code_tree"]

MOST_LABEL = 190
HALF = 0.5  # the distance at which clusters are counted
SAME = 1e-9  # how near two heights lie that would be the same but for rounding
LISTED = ("code", "height", "joined")


def code_tree(tree: Clusters, setting: Setting) -> Picture:
    """Draw which codes go together, the nearest joined first.

    Parameters
    ----------
    tree : Clusters
        What ``clusters`` of ``lises.analysis`` gives.
    setting : Setting
        A row of its ``href`` has ``code``.

    Returns
    -------
    Picture
        A dendrogram: a row per code in the order of the tree, branches joined at their distance
        (average linkage) on a scale from 0 to 1, further where a distance is greater; a dashed line
        at .5 with how many clusters stand there. A mark is a code's row. Named ``clusters``.
    """
    words = setting.words
    leaves = _leaves(tree)
    called = [setting.label("code", code) for code in tree.order]
    left = min(max([width_of(name, FONT) for name in called], default=0) + 20, MOST_LABEL)
    step = step_of(called, left)
    height = step * len(called)
    margins = Margins(left, 20, 28 if called else 8, 44 if called else 8)
    end = max(1.0, *tree.merges["height"]) if tree.merges.height else 1.0
    board = Board(setting, (0, end), (0, height), NARROW - left - 20, height, margins)
    if called:
        _scale(board, tree, end)
        ys = {code: (number + 0.5) * step for number, code in enumerate(tree.order)}
        _branches(board, tree, ys)
        board.names(list(zip(called, ys.values(), strict=True)))
        _reach(board, leaves, step)
    telling = Telling(
        name="clusters",
        title=words("picture-tree"),
        alt=_said(tree, setting),
        note=words("picture-tree-note"),
    )
    columns = {name: words.named("picture-column", name) for name in LISTED}
    return picture_of(board, telling, leaves, columns)


def _leaves(tree: Clusters) -> pl.DataFrame:
    """Give a row per code: at which distance it is joined, and to which codes."""
    joined: dict[str, tuple[float, list[str]]] = {}
    for row in tree.merges.iter_rows(named=True):
        for ours, theirs in (("left", "right"), ("right", "left")):
            if len(row[ours]) == 1:
                joined[row[ours][0]] = row["height"], row[theirs]
    rows = [(code, *joined.get(code, (None, None))) for code in tree.order]
    schema: Columns = {"code": pl.String, "height": pl.Float64, "joined": NAMES}
    return pl.DataFrame(rows, schema=dict(schema), orient="row")


def _standing(tree: Clusters) -> int:
    """Count the clusters at the distance of a half: whatever is joined at it is joined."""
    return len(tree.order) - tree.merges.filter(pl.col("height") <= HALF + SAME).height


def _scale(board: Board, tree: Clusters, end: float) -> None:
    words = board.setting.words
    places = [0.0, 0.25, 0.5, 0.75, 1.0, *([] if end < 1 + SAME else [end])]
    if 1 < end < 1.2:  # two labels would stand upon each other
        places.remove(1.0)
    board.ticks([(v, words.number(v, 2)) for v in places], words("picture-tree-distance"))
    line = [{"x": HALF, "y": -6, "y2": board.height}]
    board.add("rule", line, stroke=COLOURS["soft"], strokeWidth=1.2, strokeDash=[4, 3])
    told = words("picture-tree-clusters", n=_standing(tree))
    row = [{"x": HALF, "text": told}]
    board.add("text", row, at={"y": -15}, align="center", fill=COLOURS["soft"])


def _branches(board: Board, tree: Clusters, ys: Mapping[str, float]) -> None:
    """Draw each merge: a line along from either cluster to its distance, and one across there."""
    ends = {(code,): (0.0, y) for code, y in ys.items()}
    along, across = [], []
    for row in tree.merges.iter_rows(named=True):
        both = [ends[tuple(row[side])] for side in ("left", "right")]
        x = row["height"]
        along += [{"x": start, "x2": x, "y": y} for start, y in both]
        across.append({"x": x, "y": min(y for _, y in both), "y2": max(y for _, y in both)})
        ends[tuple(sorted(row["left"] + row["right"]))] = x, sum(y for _, y in both) / 2
    look: Look = {"stroke": COLOURS["one"], "strokeWidth": 1.8, "strokeCap": "square"}
    board.add("rule", along, **look)
    board.add("rule", across, **look)
    dots = [{"x": 0.0, "y": y} for y in ys.values()]
    board.add("point", dots, shape="circle", size=26, fill=COLOURS["one"], stroke=None)


def _reach(board: Board, leaves: pl.DataFrame, step: float) -> None:
    words = board.setting.words
    values = []
    for number, row in enumerate(leaves.iter_rows(named=True)):
        name = board.setting.label("code", row["code"])
        if row["height"] is not None:
            said = words("picture-tree-joined", distance=words.number(row["height"], 2))
            name = words("picture-told", what=name, said=said)
        box: dict[str, object] = {"y": number * step + 1, "y2": (number + 1) * step - 1}
        values.append({**box, **board.reach(row, name)})
    at = {"x": 3 - board.margins.left, "x2": board.width + board.margins.right - 3}
    board.add("rect", values, at=at, fill="transparent")


def _said(tree: Clusters, setting: Setting) -> str:
    words = setting.words
    if tree.merges.is_empty():
        return words("picture-tree-none", n=len(tree.order))
    first = tree.merges.row(0, named=True)
    what = several(
        [setting.label("code", code) for code in first["left"] + first["right"]], setting
    )
    said = [words("picture-tree-first", what=what, distance=words.number(first["height"], 2))]
    heights = tree.merges["height"]
    alike = int((heights - first["height"] <= SAME).sum()) - 1
    if alike:
        said.append(words("picture-tree-alike", n=alike))
    said.append(words("picture-tree-standing", n=_standing(tree), of=len(tree.order)))
    if tree.cophenetic is None:
        said.append(words("picture-tree-no-correlation"))
    else:
        value = signed(words, tree.cophenetic)
        said.append(words("picture-tree-correlation", value=value))
    return " ".join(said)
