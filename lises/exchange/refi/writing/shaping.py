"""What each program asks of the texts in a REFI-QDA project, and a project shaped that way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lises.errors import UnknownNameError, did_you_mean
from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.project import Project, Source

__all__ = ["READERS", "Reader", "reader_of", "shaped"]

_LONE_LF = re.compile(r"(?<!\r)\n")
_CR_OF_PAIR = re.compile(r"\r(?=\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A program that will read the file.

    ``line_ends`` are those of the texts written for it, ``as they are`` to change nothing;
    ``unit`` is what it counts positions in.
    """

    name: str
    line_ends: Literal["as they are", "LF", "CRLF"] = "as they are"
    unit: Literal["code points", "UTF-16 units"] = "code points"

    @property
    def convention(self) -> Convention:
        """How positions are written for it; CRLF counts as two, as in the standard."""
        return Convention(unit=self.unit)


READERS: Mapping[str, Reader] = {
    "": Reader(name="the standard"),
    # Each CRLF is one character to it, so that only LF can be right.
    "atlas": Reader(name="ATLAS.ti", line_ends="LF"),
    # It wants CRLF in the files, and positions that count both.
    "maxqda": Reader(name="MAXQDA", line_ends="CRLF"),
    # It counts the units of UTF-16, two for an emoji, over the text as it is stored.
    "nvivo": Reader(name="NVivo", unit="UTF-16 units"),
    # It reads text files as Python does, where CRLF becomes LF.
    "qualcoder": Reader(name="QualCoder", line_ends="LF"),
}
"""Programs with demands of their own, by the word that asks for them."""


def reader_of(name: str) -> Reader:
    """Give the program that a word asks for.

    Raises
    ------
    UnknownNameError
        For a word that is none of ``READERS``.
    """
    if name in READERS:
        return READERS[name]
    known = ", ".join(filter(None, READERS))
    near = did_you_mean(name, READERS)
    raise UnknownNameError(f"no reader {name!r} is known; {near or f'there are: {known}'}")


def shaped(project: Project, reader: Reader) -> tuple[Project, int]:
    """Give the project with the line ends that a reader wants, and how many texts changed.

    Every position is carried: a passage has the same words, save for their line ends.
    """
    if reader.line_ends == "as they are":
        return project, 0
    moved: dict[str, Callable[[int], int]] = {}
    sources = [_reshaped(source, reader.line_ends, moved) for source in project.sources]
    if not moved:
        return project, 0
    codings = [
        replace(c, spans=tuple((moved[c.source](a), moved[c.source](b)) for a, b in c.spans))
        if c.source in moved
        else c
        for c in project.codings
    ]
    cases = [
        replace(
            case,
            spans=tuple(
                (key, (moved[key](a), moved[key](b)) if key in moved else (a, b))
                for key, (a, b) in case.spans
            ),
        )
        for case in project.cases
    ]
    changed = replace(project, sources=tuple(sources), codings=tuple(codings), cases=tuple(cases))
    return changed, len(moved)


def _reshaped(
    source: Source, line_ends: Literal["LF", "CRLF"], moved: dict[str, Callable[[int], int]]
) -> Source:
    text = source.text or ""
    odd = _LONE_LF if line_ends == "CRLF" else _CR_OF_PAIR
    places = [match.start() for match in odd.finditer(text)]
    if not places:
        return source
    step = 1 if line_ends == "CRLF" else -1

    def move(point: int) -> int:
        return point + step * bisect_left(places, point)

    moved[source.key] = move
    turns = tuple(
        replace(t, start=move(t.start), said=move(t.said), end=move(t.end)) for t in source.turns
    )
    text = odd.sub("\r\n" if line_ends == "CRLF" else "", text)
    return replace(source, text=text, turns=turns)
