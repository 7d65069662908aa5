"""How far coders agree on each code, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from .board import FONT, NARROW, Board, Look, Margins, step_of
from .labels import width_of
from .palette import COLOURS
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting
from .telling import several, signed

__all__ = ["agreement_intervals"]

MOST_LABEL = 160
LEAST = 100
LISTED = ("code", "value", "low", "high", "observed", "units", "uncoded", "disagreed", "interviews")


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    label: str
    text: str
    y: float
    step: float


def agreement_intervals(
    table: pl.DataFrame,
    setting: Setting,
    *,
    coefficient: str = "alpha",
    level: str = "code",
) -> Picture:
    """Draw a coefficient of agreement for each code, with its interval.

    Parameters
    ----------
    table : pl.DataFrame
        ``AGREEMENT``, as ``agreement_table`` gives it; of one ``stage``.
    setting : Setting
    coefficient : str
        One of the table's.
    level : str
        ``code``, ``branch``, ``theme``; where the table has a row for all together it stands first.

    Returns
    -------
    Picture
        A dot at the value, a line over its interval of 95 %, both in numbers beside; a hollow dot
        where there is no interval; where the value is not defined, that is written. Least first.
        A mark is a row. Named ``agreement``; what was made by discussion is called consensus.

    Raises
    ------
    ValueError
        If the table has rows of two stages.
    """
    words = setting.words
    chosen = _chosen(table, coefficient, level)
    stages = table["stage"].unique().to_list()
    if len(stages) > 1:
        raise ValueError(f"rows of {' and '.join(sorted(stages))}; give those of one stage")
    called = [_label(row, setting) for row in chosen.iter_rows(named=True)]
    left = min(max([width_of(name, FONT) for name in called], default=0) + 20, MOST_LABEL)
    lines = _lines(chosen, setting, step_of(called, left))
    right = max([width_of(x.text, FONT) for x in lines], default=0) + 24
    width = max(NARROW - left - right, LEAST)
    start = _start(chosen)
    height = sum(x.step for x in lines)
    margins = Margins(left, right, 6, 26 if lines else 6)
    board = Board(setting, (start, 1.0), (0, height), width, height, margins)
    if lines:
        places = [v for v in (-1.0, -0.5, 0.0, 0.5, 1.0) if v >= start]
        board.ticks([(v, signed(words, v, 1)) for v in places])
    _drawn(board, lines, start)
    name = words.named("picture-coefficient", coefficient)
    stage = "consensus" if stages == ["consensus"] else "agreement"
    units = {row: words.named("picture-unit", row) for row in chosen["unit"].unique()}
    telling = Telling(
        name="agreement",
        title=words(f"picture-{stage}", coefficient=name),
        alt=_said(lines, setting, name),
        note=words("picture-agreement-note", units=", ".join(sorted(units.values())))
        if lines
        else "",
    )
    columns = {name: words.named("picture-column", name) for name in LISTED}
    return picture_of(board, telling, chosen, columns)


def _chosen(table: pl.DataFrame, coefficient: str, level: str) -> pl.DataFrame:
    of_it = table.filter(pl.col("coefficient") == coefficient)
    together = of_it.filter(pl.col("level") == "overall")
    each = of_it.filter(pl.col("level") == level).sort("value", "code", nulls_last=True)
    return pl.concat([together, each])


def _start(rows: pl.DataFrame) -> float:
    """Give the left end of the scale: 0, and further where a value or interval lies below it."""
    lows = rows.select(pl.min_horizontal("value", "low"))["value"].drop_nulls()
    least = float(min(lows, default=0.0))
    return 0.0 if least > -0.02 else -0.5 if least >= -0.5 else -1.0


def _label(row: Row, setting: Setting) -> str:
    whole = row["level"] == "overall"
    return setting.words("picture-overall") if whole else setting.label("code", row["code"])


def _lines(rows: pl.DataFrame, setting: Setting, step: float) -> list[_Line]:
    return [
        _Line(row, _label(row, setting), _text(row, setting), (number + 0.5) * step, step)
        for number, row in enumerate(rows.iter_rows(named=True))
    ]


def _text(row: Row, setting: Setting) -> str:
    words = setting.words
    value, low, high = row["value"], row["low"], row["high"]
    if not isinstance(value, float):
        return words("picture-not-defined")
    said = signed(words, value)
    if not isinstance(low, float) or not isinstance(high, float):
        return said
    return words("picture-interval", value=said, low=signed(words, low), high=signed(words, high))


def _drawn(board: Board, lines: Sequence[_Line], start: float) -> None:
    left = board.margins.left
    for whole, weight in ((True, 600), (False, 400)):
        ours = [x for x in lines if (x.row["level"] == "overall") == whole]
        board.names([(x.label, x.y) for x in ours], weight=weight)
    texts = [{"text": x.text, "y": x.y} for x in lines]
    board.add("text", texts, at={"x": board.width + 12}, align="left")
    known = [x for x in lines if x.row["value"] is not None]
    sure = [x for x in known if x.row["low"] is not None]
    ranges = [{"x": max(x.row["low"], start), "x2": x.row["high"], "y": x.y} for x in sure]
    look: Look = {"stroke": COLOURS["one"], "strokeWidth": 2.4}
    board.add("rule", ranges, **look)
    ends = [{"x": r[end], "y": r["y"]} for r in ranges for end in ("x", "x2")]
    board.add("point", ends, shape="stroke", angle=90, size=80, **look)
    for group, fill in ((sure, "one"), ([x for x in known if x not in sure], "paper")):
        dots = [{"x": max(x.row["value"], start), "y": x.y} for x in group]
        board.add("point", dots, shape="circle", size=90, fill=COLOURS[fill], **look)
    values = []
    for x in lines:
        name = board.setting.words("picture-told", what=x.label, said=x.text)
        box: dict[str, object] = {"y": x.y - x.step / 2 + 1, "y2": x.y + x.step / 2 - 1}
        values.append({**box, **board.reach(x.row, name)})
    ends_at = {"x": 3 - left, "x2": board.width + board.margins.right - 3}
    board.add("rect", values, at=ends_at, fill="transparent")


def _said(lines: Sequence[_Line], setting: Setting, coefficient: str) -> str:
    words = setting.words
    each = [x for x in lines if x.row["level"] != "overall" and x.row["value"] is not None]
    if not lines or not each:
        return words("picture-agreement-none")
    said = [
        words("picture-agreement-overall", coefficient=coefficient, value=x.text)
        for x in lines
        if x.row["level"] == "overall"
    ]
    said.append(
        words("picture-agreement-least", what=setting.quoted(each[0].label), value=each[0].text)
    )
    if len(each) > 1:
        most = each[-1]
        said.append(
            words("picture-agreement-most", what=setting.quoted(most.label), value=most.text)
        )
    undefined = [x.label for x in lines if x.row["value"] is None]
    if undefined:
        said.append(words("picture-agreement-undefined", what=several(undefined, setting)))
    if not any(x.row["low"] is not None for x in each):
        said.append(words("picture-agreement-no-interval"))
    return " ".join(said)
