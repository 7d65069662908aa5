"""The title of a drawing that stands alone, and the mark of invented material, in the drawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lises.render.mark import short_mark

from .board import FONT
from .drawn import size
from .labels import BOLD, wrapped
from .palette import COLOURS
from .setting import Setting

__all__ = ["with_heading"]

_LINE = 20
_SIZE = 15


def with_heading(spec: Mapping[str, Any], title: str, setting: Setting) -> dict[str, Any]:
    """Give a drawing with its title above it, and below that the mark where it is due."""
    around = spec["padding"]
    room = size(spec)[0] - 16
    lines = [(line, _SIZE, "ink") for line in wrapped(title, room / BOLD, _SIZE)]
    if setting.constructed:
        mark = short_mark(setting.words)
        lines += [
            (line, FONT, "mark") for line in wrapped(mark[:1].upper() + mark[1:], room / BOLD, FONT)
        ]
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
