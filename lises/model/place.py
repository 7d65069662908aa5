"""Where in the files something stands."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["NOWHERE", "At"]


class At(NamedTuple):
    """A line of a file of the study.

    ``path`` is relative to the study folder, with ``/``; ``line`` is 1-based, 0 for the whole file.
    """

    path: str
    line: int


NOWHERE = At("", 0)
