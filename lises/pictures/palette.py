"""The colours of the pictures by role; a page's style sheet may give each another value.

Two colours of one value have two spellings, so that a drawing's colour tells its role: on a page
``f-heat-1`` (to fill) and ``s-line`` (to stroke) take the page's colours, light and dark, from
``static/pictures.css``. In files the values here hold.

References
----------
Okabe, M. & Ito, K. (2008). Color universal design: blue, vermillion and bluish green of their set.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["COLOURS", "HEAT", "ROLES", "SERIES", "heat_step", "on_heat"]

COLOURS = MappingProxyType(
    {
        "ink": "#1f2328",
        "soft": "#57606a",
        "line": "#d0d7de",
        "edge": "#7f8893",
        "paper": "#ffffff",
        "wash": "#f4f6f8",
        "mark": "#6639ba",
        "one": "#0072b2",
        "two": "#d55e00",
        "three": "#009e73",
        "four": "#7a4f9a",
        "band": "#d6e6f2",
        "heat-1": "#e3eff8",
        "heat-2": "#bfdcf0",
        "heat-3": "#8cc0e3",
        "heat-4": "#2f78b5",
        "heat-5": "#0b4a82",
        "on-low": "#1f2329",
        "on-high": "#fffffe",
    }
)
ROLES = MappingProxyType({value: role for role, value in COLOURS.items()})

HEAT = 5
_DARK_STEPS = 2  # the last of them, on which dark ink cannot be read

# Colour, shape, filled or hollow: told apart without colour.
SERIES = (
    ("one", "circle", True),
    ("two", "diamond", False),
    ("three", "square", True),
    ("four", "triangle-up", False),
)


def heat_step(value: float, greatest: float) -> int:
    """Give the step of 1 to 5 of a value above 0, in equal parts of the greatest.

    >>> heat_step(1, 10), heat_step(10, 10)
    (1, 5)
    """
    if greatest <= 0:
        return 1
    return max(1, min(HEAT, -int(-HEAT * value // greatest)))


def on_heat(step: int) -> str:
    """Give the colour of a number that stands on a step."""
    return COLOURS["on-high" if step > HEAT - _DARK_STEPS else "on-low"]
