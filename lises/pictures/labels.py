"""Labels that are drawn: cleaned of what no drawing can hold, cut to a width.

Widths are estimated here and not measured: a measure depends on the fonts of a machine, and the
same table would give another picture on another one.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean", "cut", "width_of"]

# What XML cannot hold, and signs that would turn the words after them around.
_NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]"
)
_NARROW = frozenset("iljtfrI.,:;'|!()[]·’ \u00a0-")
_BROAD = frozenset("mwMWæÆœŒ@%—…")
_EM = 0.56  # of the font size: an ordinary letter of a sans-serif face


def clean(text: str) -> str:
    """Give a text on one line, without what no drawing can hold.

    >>> clean(" a\\n b\\x00 ")
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
    'a garden w…'
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


def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.33
    if letter in _BROAD:
        return 0.9
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.68 if letter.isupper() else _EM
