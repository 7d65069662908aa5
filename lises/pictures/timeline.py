"""When the interviews were held, how long, and by which medium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from .board import FONT, NARROW, Board, Look, Margins
from .labels import cut, width_of
from .palette import COLOURS, SERIES
from .picture import Picture, Telling, picture_of
from .setting import Row, Setting

__all__ = ["interview_timeline"]

STEP = 26
MOST_LABEL = 120
MOST_TICKS = 6
LISTED = ("interview", "date", "medium", "minutes", "turns", "words")


@dataclass(frozen=True, slots=True)
class _Line:
    """An interview: ``first`` and ``last`` day on which it can have been held."""

    row: Row
    label: str
    text: str
    first: date
    last: date
    y: float
    kind: int


def interview_timeline(interviews: pl.DataFrame, setting: Setting) -> Picture:
    """Draw a line of interviews by date.

    Parameters
    ----------
    interviews : pl.DataFrame
        ``INTERVIEWS``. A date may be a day, a month (``2020-05``) or a year; an interview without
        one is left out of the drawing and named in the sentence.
    setting : Setting

    Returns
    -------
    Picture
        A row per interview, first the earliest, with a mark on its day (a bar over its month or
        year where no day is told), of a shape and colour by ``medium``; minutes and medium in
        words. Named ``timeline``.
    """
    words = setting.words
    media = list(dict.fromkeys(m for m in interviews["medium"].sort() if m))
    lines = _lines(interviews, setting, media)
    left = min(max([width_of(x.label, FONT) for x in lines], default=0) + 20, MOST_LABEL)
    right = max([width_of(x.text, FONT) for x in lines], default=0) + 24
    right = min(right, 180.0)
    width, height = NARROW - left - right, STEP * float(len(lines))
    first = min([x.first for x in lines], default=date(2000, 1, 1))
    last = max([x.last for x in lines], default=first)
    days = max((last - first).days, 1)
    ends = (-0.04 * days, 1.04 * days)
    margins = Margins(left, right, 6, 26 if lines else 6)
    board = Board(setting, ends, (0, height), width, height, margins)
    if lines:
        board.ticks(
            [((day - first).days, text) for day, text in _months(first, last, setting, width)]
        )
    _drawn(board, lines, first)
    telling = Telling(
        name="timeline",
        title=words("picture-timeline"),
        alt=_said(interviews, lines, setting),
        note=words("picture-timeline-note"),
    )
    shown = [name for name in LISTED if name in interviews.columns]
    columns = {name: words.named("picture-column", name) for name in shown}
    return picture_of(board, telling, interviews, columns)


def _lines(interviews: pl.DataFrame, setting: Setting, media: Sequence[str]) -> list[_Line]:
    dated = [(_days(row["date"]), row) for row in interviews.iter_rows(named=True)]
    known = [(days, row) for days, row in dated if days]
    known.sort(key=lambda found: (found[0], str(found[1]["interview"])))
    return [
        _Line(
            row=row,
            label=setting.label("interview", row["interview"]),
            text=_text(row, setting),
            first=days[0],
            last=days[1],
            y=(number + 0.5) * STEP,
            kind=media.index(row["medium"]) % len(SERIES) if row["medium"] else 0,
        )
        for number, (days, row) in enumerate(known)
    ]


def _days(written: str | None) -> tuple[date, date] | None:
    """Give the first and last day that a date can mean; None where it is none."""
    parts = (written or "").split("-")
    try:
        numbers = [int(part) for part in parts]
        match numbers:
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
            case [year, month]:
                end = date(year + month // 12, month % 12 + 1, 1)
                return date(year, month, 1), end - timedelta(days=1)
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        pass
    return None


def _text(row: Row, setting: Setting) -> str:
    words = setting.words
    minutes, medium = row["minutes"], row["medium"]
    parts = []
    if isinstance(minutes, int):
        parts.append(words("picture-minutes", n=words.number(minutes)))
    if medium:
        parts.append(words.named("medium", str(medium)))
    return ", ".join(parts)


def _months(first: date, last: date, setting: Setting, width: float) -> list[tuple[date, str]]:
    """Give the first days of months, or of years, that have room for their names."""
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    if not months:
        return [(first, _month(first, setting))]
    room = max(2, min(MOST_TICKS, int(width / 56)))
    step = next((k for k in (1, 2, 3, 6, 12) if len(months) / k <= room), 12)
    chosen = [day for day in months if (day.month - 1) % step == 0] or months[:1]
    if step == 12:
        years = -(-len(chosen) // room)
        return [(day, str(day.year)) for day in chosen[::years]]
    return [(day, _month(day, setting)) for day in chosen]


def _month(day: date, setting: Setting) -> str:
    return setting.words(f"picture-month-{day.month}", year=day.year)


def _drawn(board: Board, lines: Sequence[_Line], start: date) -> None:
    left, right = board.margins.left, board.margins.right
    names = [{"text": cut(x.label, left - 18, FONT), "y": x.y} for x in lines]
    board.add("text", names, at={"x": -10}, align="right")
    texts = [{"text": cut(x.text, right - 18, FONT), "y": x.y} for x in lines]
    board.add("text", texts, at={"x": board.width + 12}, align="left")
    for kind, (colour, shape, filled) in enumerate(SERIES):
        ours = [(x, (x.first - start).days, (x.last - start).days) for x in lines if x.kind == kind]
        look: Look = {"stroke": COLOURS[colour], "strokeWidth": 2}
        spans = [{"x": a, "x2": b, "y": x.y} for x, a, b in ours if a != b]
        board.add("rule", spans, **look)
        dots = [{"x": (a + b) / 2, "y": x.y} for x, a, b in ours]
        fill = COLOURS[colour] if filled else COLOURS["paper"]
        board.add("point", dots, shape=shape, size=95, fill=fill, **look)
    values = []
    for x in lines:
        said = ", ".join(part for part in (str(x.row["date"]), x.text) if part)
        name = board.setting.words("picture-told", what=x.label, said=said)
        box: dict[str, object] = {"y": x.y - STEP / 2 + 1, "y2": x.y + STEP / 2 - 1}
        values.append({**box, **board.reach(x.row, name)})
    board.add("rect", values, at={"x": 3 - left, "x2": board.width + right - 3}, fill="transparent")


def _said(interviews: pl.DataFrame, lines: Sequence[_Line], setting: Setting) -> str:
    words = setting.words
    undated = interviews.height - len(lines)
    if interviews.is_empty():
        return words("picture-timeline-nothing")
    if not lines:
        return words("picture-timeline-none", n=interviews.height)
    said = [
        words(
            "picture-timeline-span",
            n=len(lines),
            first=str(lines[0].row["date"]),
            last=str(max(lines, key=lambda x: x.last).row["date"]),
        )
    ]
    minutes = [m for m in interviews["minutes"] if m is not None]
    if minutes:
        least, most = min(minutes), max(minutes)
        several = words("picture-timeline-minutes", least=least, most=most)
        said.append(several if least < most else words("picture-timeline-length", n=most))
    media = (
        interviews["medium"]
        .drop_nulls()
        .value_counts()
        .sort("count", "medium", descending=[True, False])
    )
    by = [
        words("picture-told", what=words.named("medium", m), said=n)
        for m, n in media.iter_rows()
        if m
    ]
    if by:
        said.append(words("picture-timeline-media", media="; ".join(by)))
    if undated:
        said.append(words("picture-timeline-undated", n=undated))
    return " ".join(said)
