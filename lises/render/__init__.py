"""Turns, passages, cards and stripes as HTML strings; knows no Sphinx, no server, no kernel."""

from .links import Links
from .mark import banner, copied, file_mark, fragment, marked, short_mark, small_mark
from .words import Words

__all__ = [
    "Links",
    "Words",
    "banner",
    "copied",
    "file_mark",
    "fragment",
    "marked",
    "short_mark",
    "small_mark",
]
