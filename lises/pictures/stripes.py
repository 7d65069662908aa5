"""Where the codes lie along each interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from .board import FONT, SMALL, Board, Look, Margins
from .labels import BOLD, cut, width_of
from .palette import COLOURS
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting
from .ticks import ticks

__all__ = ["code_stripes"]

WIDTH = 720
LANE = 26
HEADING = 28
MOST_LABEL = 170
LEAST = 4.0  # units: a passage of a few words is to be seen too


@dataclass(frozen=True, slots=True)
class _Lane:
    """A line along an interview: one code of it, or all of it where one code is drawn."""

    interview: str
    code: str
    label: str
    y: float
    heading: str = ""


def code_stripes(codings: pl.DataFrame, turns: pl.DataFrame, setting: Setting) -> Picture:
    """Draw the passages of each code along each interview.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set: of one interview, or of several; all codes, or one.
    turns : pl.DataFrame
        ``TURNS``. Interviews that it has and ``codings`` has not are drawn empty.
    setting : Setting
        Codes stand in the order of its ``labels``, others by id.

    Returns
    -------
    Picture
        A lane for each code that an interview has, under the interview's name; of one code a lane
        for each interview, of one interview one for each code. A stripe reaches from where the
        passage begins to where it ends, counted in turns; within a turn by characters. A mark is
        a stripe. Named ``stripes``; wide.
    """
    words = setting.words
    lengths = dict(turns.group_by("interview").agg(pl.col("turn").max()).iter_rows())
    lanes = _lanes(codings, lengths, setting)
    longest = max(lengths.values(), default=1)
    left = min(max([width_of(lane.label, SMALL) for lane in lanes], default=0) + 20, MOST_LABEL)
    width = WIDTH - left - 16
    height = lanes[-1].y + LANE / 2 if lanes else 0.0
    margins = Margins(left, 16, 6, 40 if lanes else 6)
    board = Board(setting, (0, longest), (0, height), width, height, margins)
    if lanes:
        places = [v for v in ticks(longest, 8) if v <= longest]
        board.ticks([(v, words.number(v)) for v in places], words("picture-turns"))
    _names(board, lanes)
    tracks = [{"x": 0, "x2": lengths.get(x.interview, longest), "y": x.y} for x in lanes]
    board.add("rule", tracks, stroke=COLOURS["edge"], strokeWidth=1)
    _stripes(board, _placed(codings, turns), lanes, longest / width)
    telling = Telling(
        name="stripes",
        title=words("picture-stripes"),
        alt=_said(codings, lengths, setting),
        note=words("picture-stripes-note"),
        wide=True,
    )
    order = ["interview", "turn", "start", "passage", "code"]
    shown = ("passage", "interview", "turn", "code")
    columns = {name: words.named("picture-column", name) for name in shown}
    return picture_of(board, telling, codings, columns, listed=codings.sort(order))


def _lanes(codings: pl.DataFrame, lengths: dict[str, int], setting: Setting) -> list[_Lane]:
    found = codings.select("interview", "code").unique()
    interviews = sorted({*lengths, *found["interview"]})
    known = list(setting.labels)
    codes = sorted(
        set(found["code"]), key=lambda c: (known.index(c) if c in known else len(known), c)
    )
    has = set(found.iter_rows())
    lanes: list[_Lane] = []
    y = 0.0
    for interview in interviews:
        called = setting.label("interview", interview)
        if len(codes) <= 1:
            lanes.append(_Lane(interview, (codes or [""])[0], called, y + LANE / 2))
            y += LANE
            continue
        here = [code for code in codes if (interview, code) in has]
        alone = len(interviews) == 1
        y += 0 if alone else HEADING
        for number, code in enumerate(here or [""]):
            label = setting.label("code", code) if code else "–"
            heading = called if not number and not alone else ""
            lanes.append(_Lane(interview, code, label, y + LANE / 2, heading))
            y += LANE
    return lanes


def _names(board: Board, lanes: Sequence[_Lane]) -> None:
    left = board.margins.left
    heads = [
        {"text": cut(x.heading, (WIDTH - 16) / BOLD, FONT), "y": x.y - LANE / 2 - HEADING / 2 + 4}
        for x in lanes
        if x.heading
    ]
    board.add("text", heads, at={"x": 8 - left}, align="left", fontWeight=600)
    board.names([(lane.label, lane.y) for lane in lanes], size=SMALL)


def _placed(codings: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Give ``from`` and ``to`` in turns, by characters where the turn's text is here."""
    long = turns.select("interview", "turn", long=pl.col("text").str.len_chars())
    first = long.rename({"long": "first_long"})
    last = long.rename({"turn": "turn_end", "long": "last_long"})
    begin = (pl.col("start") / pl.col("first_long")).clip(0, 1).fill_nan(0).fill_null(0)
    end = (pl.col("end") / pl.col("last_long")).clip(0, 1).fill_nan(1).fill_null(1)
    return (
        codings.join(first, on=["interview", "turn"], how="left")
        .join(last, on=["interview", "turn_end"], how="left")
        .with_columns(
            (pl.col("turn") - 1 + begin).alias("from"), (pl.col("turn_end") - 1 + end).alias("to")
        )
        .drop("first_long", "last_long")
        .sort("interview", "code", "from", "to", "passage")
    )


def _stripes(board: Board, rows: pl.DataFrame, lanes: Sequence[_Lane], unit: float) -> None:
    ys = {(lane.interview, lane.code): lane.y for lane in lanes}
    values = []
    for row in rows.iter_rows(named=True):
        y = ys[row["interview"], row["code"]]
        middle, half = (row["from"] + row["to"]) / 2, max(row["to"] - row["from"], LEAST * unit) / 2
        place: dict[str, object] = {
            "x": middle - half,
            "x2": middle + half,
            "y": y - 8,
            "y2": y + 8,
        }
        values.append({**place, **board.reach(row, _name(row, board.setting))})
    # A thin edge in the colour of the ground parts two passages that touch.
    look: Look = {"fill": COLOURS["one"], "stroke": COLOURS["paper"], "strokeWidth": 0.8}
    board.add("rect", values, cornerRadius=1, **look)


def _name(row: Row, setting: Setting) -> str:
    words = setting.words
    code, interview = (
        setting.label("code", row["code"]),
        setting.label("interview", row["interview"]),
    )
    where = words("picture-turn-of", interview=interview, turn=row["turn"])
    return words("picture-told", what=code, said=where)


def _said(codings: pl.DataFrame, lengths: dict[str, int], setting: Setting) -> str:
    words = setting.words
    if codings.is_empty():
        return words("picture-stripes-none", n=len(lengths))
    passages = words("passages", n=codings["passage"].n_unique())
    counted = codings.group_by("interview").agg(n=pl.col("passage").n_unique())
    most = counted.sort("n", "interview", descending=[True, False]).row(0, named=True)
    codes = words("codes", n=codings["code"].n_unique())
    if counted.height == 1:
        by_code = codings.group_by("code").agg(n=pl.col("passage").n_unique())
        code = by_code.sort("n", "code", descending=[True, False]).row(0, named=True)
        what = setting.quoted(setting.label("code", code["code"]))
        where = setting.label("interview", most["interview"])
        return words(
            "picture-stripes-one",
            passages=passages,
            codes=codes,
            interview=where,
            what=what,
            n=code["n"],
        )
    return words(
        "picture-stripes-several",
        passages=passages,
        codes=codes,
        n=counted.height,
        of=len(set(lengths) | set(counted["interview"])),
        interview=setting.label("interview", most["interview"]),
        most=most["n"],
    )
