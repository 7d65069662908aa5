"""Selectors of the Web Annotation Data Model: a stretch of a text by its words and its position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

__all__ = [
    "AROUND",
    "CONSTRUCTED",
    "CONTEXT",
    "Selected",
    "read_selectors",
    "text_selectors",
    "words_selector",
]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONSTRUCTED = "constructed: the words and the coding are invented"
"""What an annotation of invented words says of its rights."""

AROUND = 32  # characters before and after a quotation
DEEPEST = 20  # selectors refined by selectors
_CHAR = re.compile(r"(?:.*#)?char=(?P<start>\d{0,12}),(?P<end>\d{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What the selectors of one target say together; ``other`` are kinds that are not read.

    ``span`` counts as the file counts.
    """

    span: tuple[int, int] | None = None
    quote: str = ""
    before: str = ""
    after: str = ""
    other: tuple[str, ...] = ()


def text_selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Give both selectors of a stretch: its words with what is around them, and its position.

    Parameters
    ----------
    text : str
    start, end : int
        Half open, code points (W3C Web Annotation Data Model, 4.2.4 and 4.2.5).
    """
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return [words_selector(text[start:end], before, after), position]


def words_selector(words: str, before: str = "", after: str = "") -> dict[str, Any]:
    """Give the selector of words with what stands around them."""
    return {"type": "TextQuoteSelector", "exact": words, "prefix": before, "suffix": after}


def read_selectors(selector: object) -> Selected:
    """Read what is said of one target: one selector, a list of them, or one refined by others."""
    span: tuple[int, int] | None = None
    quote = before = after = ""
    other = []
    for one in _all(selector, DEEPEST):
        kind = kind_of(one)
        if kind == "TextQuoteSelector" and isinstance(one.get("exact"), str):
            quote, before, after = one["exact"], _text(one, "prefix"), _text(one, "suffix")
        elif found := _position(kind, one):
            span = found
        else:
            other.append(kind or "selector without a type")
    return Selected(span=span, quote=quote, before=before, after=after, other=tuple(other))


def kind_of(one: dict[str, Any]) -> str:
    """Give the type of a thing without its prefix; of several, the first."""
    kind = one.get("type", one.get("@type", ""))
    kind = kind[0] if isinstance(kind, list) and kind else kind
    return kind.rpartition(":")[2].rpartition("#")[2] if isinstance(kind, str) else ""


def _position(kind: str, one: dict[str, Any]) -> tuple[int, int] | None:
    if kind == "TextPositionSelector":
        start, end = one.get("start"), one.get("end")
        if _whole(start) and _whole(end):
            return start, end
    if kind == "FragmentSelector":
        match = _CHAR.match(_text(one, "value"))
        if match:
            return int(match["start"] or 0), int(match["end"])
    return None


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _all(selector: object, deep: int) -> Iterator[dict[str, Any]]:
    """Give a selector and those that refine it, the finest last."""
    if isinstance(selector, list):
        for one in selector:
            yield from _all(one, deep)
    elif isinstance(selector, dict) and deep:
        refined = selector.get("refinedBy")
        if not refined or _position(kind_of(selector), selector) is None:
            yield selector
        yield from _all(refined, deep - 1)


def _text(one: dict[str, Any], key: str) -> str:
    value = one.get(key)
    return value if isinstance(value, str) else ""
