"""Paragraphs from the lines of a PDF, which knows none.

A paragraph begins where the space above a line is larger than between most lines, where a sentence
ended and the line before had room for the next word, where a line begins with a label or is a time
stamp alone, and on a new page where the line before has come to an end. A hyphen at a line's end is
taken out only where the whole word stands elsewhere in the document; else it stays, and the place
is a doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lises.exchange.document import Paragraph
from lises.exchange.prefixes import looks_like_label, prefix_of
from lises.exchange.stamps import stamp_alone

from .margins import Line

__all__ = ["Joined", "paragraphs_of"]

_WIDER = 1.3
_FULL = 0.8
_TAIL = 80  # so many letters of a line's end are looked at
_CODE = 3  # a label of so few letters begins a turn even where it comes but once
_ENDS = re.compile(r"[.?!:…;][\"'”’»)\]]*$|[)\]]$")
# A sign that is only a hyphen (U+2010) may be drawn by itself, as after a space.
_HYPHEN = re.compile(r"([^\W\d_]+)(?:-| ?\u2010)$")
_HALF = re.compile(r"[^\W\d_]\u00ad$")
_FIRST = re.compile(r"[^\W\d_]+")
_AFTER_HYPHEN = frozenset(("og", "eller", "samt", "and", "or", "und", "oder", "och"))


@dataclass(slots=True)
class Joined:
    """The paragraphs and what was done at the ends of lines.

    ``whole`` lists the words that were put together; ``open_hyphens`` those that keep a hyphen
    that may not be theirs, each with its line. Each of both is one word where the lines had two.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    open_hyphens: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """The distance of lines within a paragraph, and the letters of the longest line."""

    gap: float
    longest: int


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> Joined:
    """Put lines together.

    Parameters
    ----------
    pages : sequence
        The lines of each page, without running titles, in reading order.

    Returns
    -------
    Joined
    """
    lines = [line for page in pages for line in page]
    joined = Joined()
    labels = Counter(label for line in lines if (label := _label(line)))
    words = Counter(word.casefold() for line in lines for word in _FIRST.findall(line.text))
    longest = max((len(line.text) for line in lines), default=0)
    usual = _Usual(gap=_usual_gap(pages), longest=longest)
    block: list[Line] = []
    for line in lines:
        if block and _begins(line, block[-1], usual, labels):
            joined.paragraphs.append(_paragraph(block, words, joined))
            block = []
        block.append(line)
    if block:
        joined.paragraphs.append(_paragraph(block, words, joined))
    return joined


def _label(line: Line) -> str:
    prefix = prefix_of(line.text, line.bold)
    if prefix is None or not looks_like_label(prefix.label):
        return ""
    return prefix.label.casefold() if prefix.form in {"colon", "bold", "markdown", "stamp"} else ""


def _gaps(page: Sequence[Line]) -> Iterator[float]:
    for before, line in pairwise(page):
        gap = round(before.height - line.height, 1)
        if gap > 0:
            yield gap


def _usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    """Give the smallest distance of lines that is common: that within a paragraph."""
    gaps = Counter(round(gap) for page in pages for gap in _gaps(page))
    if not gaps:
        return 0.0
    often = max(gaps.values())
    return float(min(gap for gap, n in gaps.items() if n * 5 >= often))


def _begins(line: Line, before: Line, page: _Usual, labels: Counter[str]) -> bool:
    label = _label(line)
    if label and (labels[label] > 1 or len(label) <= _CODE or line.bold):
        return True
    if stamp_alone(line.text) or stamp_alone(before.text):
        return True
    ends = _ENDS.search(before.text, max(len(before.text) - _TAIL, 0)) is not None
    first = line.text.partition(" ")[0]
    if ends and len(before.text) + 1 + len(first) < _FULL * page.longest:
        return True  # the word would have found its place on the line before
    if line.page != before.page or line.height > before.height:
        return ends
    return before.height - line.height > max(page.gap * _WIDER, page.gap + 2)


def _paragraph(block: list[Line], words: Counter[str], joined: Joined) -> Paragraph:
    pieces: list[str] = []
    for before, line in pairwise(block):
        pieces += _joint(before.text, line, words, joined)
    text = "".join([*pieces, block[-1].text.rstrip("\u00ad")])
    return Paragraph(text=text, at=block[0].at, bold=block[0].bold)


def _joint(text: str, line: Line, words: Counter[str], joined: Joined) -> tuple[str, str]:
    """Give a line and what stands between it and the next, ``line``."""
    # Only the end is looked at: a search through a long line would begin at each of its letters.
    cut = max(len(text) - _TAIL, 0)
    begin, first = _HYPHEN.search(text, cut), _FIRST.match(line.text, 0, _TAIL)
    if text.endswith("\u00ad"):
        halves = _HALF.search(text, cut) and first
        joined.whole += [""] if halves else []
        return text[:-1], "" if halves else " "
    if not begin or not first or not first[0][0].islower() or first[0] in _AFTER_HYPHEN:
        return text, " "
    whole = begin[1] + first[0]
    if words[whole.casefold()]:
        joined.whole.append(whole)
        return text[: begin.end(1)], ""
    joined.open_hyphens.append((line.at, f"{begin[1]}-{first[0]}"))
    return text[: begin.end(1)], "-"
