"""From words of the new transcript to a quote: with the signs beside them, over turns too."""

from __future__ import annotations

import re
from dataclasses import replace

from lises.model import Passage, Transcript

from .spans import Span, resolve, starts_of
from .words import Worded

__all__ = ["Edges", "quoted", "same_words"]

_SIGNS_BEFORE = re.compile(r"[^\s\w]*\Z")
_SIGNS_AFTER = re.compile(r"\A[^\s\w]*")


class Edges:
    """How a passage begins and ends beside its first and last word, in code points and signs."""

    def __init__(self, side: Worded, spans: tuple[Span, ...], words: tuple[int, int]) -> None:
        first, last = spans[0], spans[-1]
        turn, start, _ = side.place(words[0])
        text = side.transcript.turns[turn].text
        self.into = first.start - start if first.start > start else 0
        self.lead = text[first.start : start]
        self.first_word = text[start : side.place(words[0])[2]]
        turn, start, end = side.place(words[1] - 1)
        text = side.transcript.turns[turn].text
        self.short = end - last.end if last.end < end else 0
        self.trail = text[end : last.end]
        self.last_word = text[start:end]

    @property
    def within_words(self) -> bool:
        """Whether the passage begins or ends within a word."""
        return bool(self.into or self.short)


def quoted(passage: Passage, side: Worded, words: tuple[int, int], edges: Edges) -> Passage | None:
    """Make the passage of a half-open range of words; None where no quote can be written.

    That is so where a turn between has no text, and where a passage that begins or ends within a
    word meets another word.
    """
    first, start, start_end = side.place(words[0])
    last, end_start, end = side.place(words[1] - 1)
    texts = [turn.text for turn in side.transcript.turns[first : last + 1]]
    begin_word, end_word = texts[0][start:start_end], texts[-1][end_start:end]
    if (edges.into and begin_word != edges.first_word) or (
        edges.short and end_word != edges.last_word
    ):
        return None
    start = start + edges.into - (0 if edges.into else _lead(side, first, start, edges.lead))
    end = end - edges.short + (0 if edges.short else _trail(side, last, end, edges.trail))
    if len(texts) == 1:
        parts = [texts[0][start:end]]
    else:
        parts = [texts[0][start:], *texts[1:-1], texts[-1][:end]]
    if not all(parts):
        return None
    return placed(passage, side.transcript, (first + 1, last + 1), (start, tuple(parts)))


def placed(
    passage: Passage,
    transcript: Transcript,
    turns: tuple[int, int],
    where: tuple[int, tuple[str, ...]],
) -> Passage | None:
    """Make the passage that begins at a code point of a turn; None where it would not be found."""
    start, quote = where
    occurrence = None
    if len(quote) == 1:
        starts = starts_of(transcript.turns[turns[0] - 1].text, quote[0])
        occurrence = starts.index(start) + 1 if len(starts) > 1 else None
    made = replace(passage, turn=turns[0], turn_end=turns[1], quote=quote, occurrence=occurrence)
    spans = resolve(made, transcript)
    found = isinstance(spans, tuple) and spans[0].start == start
    return made if found else None


def _lead(side: Worded, turn: int, start: int, lead: str) -> int:
    """Count the code points before the first word that belong to it as they did before."""
    if not lead:
        return 0
    starts, ends = side.spans(turn)
    at = starts.index(start)
    gap = side.transcript.turns[turn].text[ends[at - 1] if at else 0 : start]
    if gap.endswith(lead):
        return len(lead)
    found = _SIGNS_BEFORE.search(gap)
    return len(found[0]) if found else 0


def _trail(side: Worded, turn: int, end: int, trail: str) -> int:
    """Count the code points after the last word that belong to it as they did before."""
    if not trail:
        return 0
    starts, ends = side.spans(turn)
    at = ends.index(end)
    text = side.transcript.turns[turn].text
    gap = text[end : starts[at + 1] if at + 1 < len(starts) else len(text)]
    if gap.startswith(trail):
        return len(trail)
    found = _SIGNS_AFTER.search(gap)
    return len(found[0]) if found else 0


def same_words(one: Passage, other: Passage) -> bool:
    """Tell whether two quotes are the same but for white space and the borders of turns."""
    if one.quote == other.quote:
        return True
    return " ".join(one.quote).split() == " ".join(other.quote).split()
