"""Which lines of a PDF stand at the edge of every page: its running titles and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lises.exchange.prefixes import looks_like_label, prefix_of

__all__ = ["Line", "at_the_edges"]

_EDGE = 3
"""So many lines at the top and at the bottom may be running titles."""
_SHARE = 0.6
_NUMBER = re.compile(
    r"(?:(?:side|page|s|p|seite)\.?\s*)?[-–—(\[ ]*#(?:\s*(?:/|af|of|von)\s*#)?[-–—)\] .]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: its text, its height and left edge in points, its place.

    ``at`` is its number in the document, ``page`` that of its page, both from 1; ``bold`` the text
    in bold that it begins with, where the rest is not.
    """

    text: str
    at: int
    page: int
    height: float = 0.0
    left: float = 0.0
    bold: str = ""


def at_the_edges(pages: Sequence[Sequence[Line]]) -> dict[str, list[Line]]:
    """Find the lines that come back at the same height of most pages, and page numbers.

    Parameters
    ----------
    pages : sequence
        The lines of each page, as they were drawn; a title may be drawn last.

    Returns
    -------
    dict
        By what they have in common, digits as ``#``: the lines, in the document's order. From
        three pages on what 6 of 10 pages have; a page's number always. What stands within pages
        as well, or begins with a label that does, is talk.
    """
    edges = [_edge(page) for page in pages]
    talk = _talk(pages, edges)
    filled = sum(bool(page) for page in pages)
    times = Counter(key for edge in edges for key in {_key(line) for line in edge})
    common = {key for key, n in times.items() if filled > 2 and n >= _SHARE * filled}
    found: dict[str, list[Line]] = {}
    for edge in edges:
        for line in sorted(edge, key=lambda one: one.at):
            running = _key(line) in common and not {_shape(line), _label(line)} & talk
            if running or _is_number(line):
                found.setdefault(_shape(line), []).append(line)
    return found


def _edge(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.height)
    first, last = ordered[:_EDGE], ordered[_EDGE:][-_EDGE:]
    return [*first, *last]


def _talk(pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[Line]]) -> set[str]:
    """Give the lines and the labels that stand within pages."""
    at_edge = {line.at for edge in edges for line in edge}
    within = [line for page in pages for line in page if line.at not in at_edge]
    return {_shape(line) for line in within} | ({_label(line) for line in within} - {""})


def _label(line: Line) -> str:
    prefix = prefix_of(line.text, line.bold)
    label = prefix.label if prefix and prefix.form in {"colon", "bold"} else ""
    return f"{label}:" if label and looks_like_label(label) else ""


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def _key(line: Line) -> tuple[str, int]:
    # Heights differ by fractions of a point; a running title stands where it stands.
    return _shape(line), round(line.height / 4)


def _is_number(line: Line) -> bool:
    """Tell whether a line is this page's number and nothing else."""
    numbers = re.findall(r"\d+", line.text)
    is_form = _NUMBER.fullmatch(_shape(line)) is not None
    return is_form and bool(numbers) and int(numbers[0][:9]) == line.page
