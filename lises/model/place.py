"""Where in the files something stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["NOWHERE", "At", "Lines", "place_within"]

# The line of every value of a file's YAML, by the keys and numbers that lead to it.
Lines = Mapping[tuple[str, ...], int]


class At(NamedTuple):
    """A line of a file of the study.

    ``path`` is relative to the study folder, with ``/``; ``line`` is 1-based, 0 for the whole file.
    """

    path: str
    line: int


NOWHERE = At("", 0)


def place_within(at: At, lines: Lines, steps: tuple[object, ...]) -> At:
    """Give the place of a value within what stands at a place: the innermost step that is known.

    >>> place_within(At("study.yaml", 1), {("roles",): 7}, ("roles", "head", "sample"))
    At(path='study.yaml', line=7)
    """
    names = tuple(str(step) for step in steps)
    for last in range(len(names), 0, -1):
        if names[:last] in lines:
            return At(at.path, lines[names[:last]])
    return at
