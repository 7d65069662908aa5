"""Labels that are drawn: cleaned of what no drawing can hold, cut to a width.

Widths are estimated here and not measured: a measure depends on the fonts of a machine, and the
same table would give another picture on another one.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["BOLD", "clean", "cut", "folded", "width_of", "wrapped"]

# What XML cannot hold, and signs that would turn the words after them around.
_NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]"
)
_NARROW = frozenset("iljtfrI.,:;'|!()[]·’ \u00a0-")
_BROAD = frozenset("mwMWæÆœŒ@%—…")
BOLD = 1.14  # how much broader bold letters are
_EM = 0.62  # of the font size: an ordinary letter of a broad sans-serif face


def clean(text: str) -> str:
    r"""Give a text on one line, without what no drawing can hold.

    >>> clean(" a\n b\x00 ")
    'a b'
    """
    return " ".join(_NEVER.sub("", text).split())


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text is drawn, in units of the drawing.

    >>> width_of("iii", 10) < width_of("mmm", 10)
    True
    """
    return sum(map(_em, text)) * size


def cut(text: str, room: float, size: float) -> str:
    """Shorten a text to a width; an ellipsis stands for the rest.

    >>> cut("a garden with a wall", 70, 12)
    'a garden…'
    """
    if width_of(text, size) <= room:
        return text
    left = room - size
    kept = 0
    for letter in text:
        left -= _em(letter) * size
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Break a text into lines of a width, at spaces where there are any.

    >>> wrapped("one two three", 60, 12)
    ['one two', 'three']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > room:
            lines.append(line)
            longer = word
        while width_of(longer, size) > room and len(longer) > 1:
            kept = max(1, int(len(longer) * room / width_of(longer, size)) - 1)
            lines.append(longer[:kept])
            longer = longer[kept:]
        line = longer
    return [*lines, line] if line else lines


def folded(text: str, room: float, size: float) -> list[str]:
    """Lay a label in one line, or two; what does not fit into two is cut.

    >>> folded("one two three four five", 60, 12)
    ['one two', 'three fo…']
    """
    lines = wrapped(text, room, size)
    if len(lines) < 3:
        return lines
    return [lines[0], cut(f"{lines[1]} {lines[2]}", room, size)]


def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD:
        return 0.98
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.72 if letter.isupper() else _EM
