"""The title of a drawing that stands alone, and the mark of invented material, in the drawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lises.render.mark import short_mark

from .board import FONT
from .drawn import size
from .labels import width_of
from .palette import COLOURS
from .setting import Setting

__all__ = ["with_heading", "wrapped"]

_LINE = 20
_SIZE = 15


def with_heading(spec: Mapping[str, Any], title: str, setting: Setting) -> dict[str, Any]:
    """Give a drawing with its title above it, and below that the mark where it is due."""
    around = spec["padding"]
    room = size(spec)[0] - 16
    lines = [(line, _SIZE, "ink") for line in wrapped(title, room, _SIZE)]
    if setting.constructed:
        mark = short_mark(setting.words)
        lines += [(line, FONT, "mark") for line in wrapped(mark[:1].upper() + mark[1:], room, FONT)]
    height = _LINE * len(lines) + 8
    top = -around["top"] - height + _LINE
    written = [
        {
            "data": {"values": [{"text": text}]},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "alphabetic",
                "fontSize": font,
                "fontWeight": 600,
                "fill": COLOURS[colour],
                "limit": 0,
            },
            "encoding": {
                "text": {"field": "text", "type": "nominal"},
                "x": {"value": 8 - around["left"]},
                "y": {"value": top + _LINE * number},
            },
        }
        for number, (text, font, colour) in enumerate(lines)
    ]
    padding = {**around, "top": around["top"] + height}
    return {**spec, "padding": padding, "layer": [*spec["layer"], *written]}


def wrapped(text: str, room: float, size_: float) -> list[str]:
    """Break a text into lines of a width, at spaces where there are any.

    >>> wrapped("one two three", 50, 12)
    ['one two', 'three']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size_) > room:
            lines.append(line)
            longer = word
        while width_of(longer, size_) > room and len(longer) > 1:
            kept = max(1, int(len(longer) * room / width_of(longer, size_)) - 1)
            lines.append(longer[:kept])
            longer = longer[kept:]
        line = longer
    return [*lines, line] if line else lines
