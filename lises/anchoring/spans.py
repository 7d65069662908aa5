"""Passage ↔ text: where a quote stands in its turns.

A span is never typed. It is found by the quote, exactly, or not at all: a near hit is reported with
the nearest text and left for a person to judge.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from lises.model import Passage, Transcript

__all__ = ["Span", "Unanchored", "resolve", "starts_of"]

NEAR = 75.0  # partial ratio from which a text counts as what the coder may have meant
SEARCHED_FOR_NEAREST = 20_000  # code points of a turn; beyond it the search would cost seconds
SHOWN = 90  # code points of text shown in a message


class Span(NamedTuple):
    """A half-open stretch of code points in the NFC text of one turn."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanchored:
    """Why a passage has no place: a rule in words, what was found, what would help."""

    rule: str
    message: str
    remedy: str


def resolve(passage: Passage, transcript: Transcript) -> tuple[Span, ...] | Unanchored:
    """Find the spans of a passage, one per turn that it covers.

    Parameters
    ----------
    passage : Passage
        Its ``quote`` has one string per turn.
    transcript : Transcript
        The interview's transcript.

    Returns
    -------
    tuple of Span, or Unanchored
        ``quote-not-found``, ``quote-ambiguous`` and ``quote-nearly-found`` are three different
        answers; ``turn-unknown`` and ``quote-shape`` tell of a passage that cannot be looked up.

    Examples
    --------
    >>> import lises
    >>> folder = lises.load("tests/studies/demo-tiny").folder
    >>> passage = next(p for p in folder.passages if p.id == "DEMO-G1-9qf4")
    >>> resolve(passage, folder.transcripts["DEMO-G1"])
    (Span(turn=6, start=35, end=72),)
    """
    numbers = range(passage.turn, passage.turn_end + 1)
    if not passage.quote or len(passage.quote) != len(numbers) or not all(passage.quote):
        return Unanchored(
            rule="quote-shape",
            message=f"{passage.id} has {len(passage.quote)} quote(s) for {len(numbers)} turn(s)",
            remedy="give one non-empty string per turn",
        )
    if transcript.turn(passage.turn) is None or transcript.turn(passage.turn_end) is None:
        return Unanchored(
            rule="turn-unknown",
            message=f"{passage.id} names turn {passage.turn_end}; "
            f"{transcript.interview} has {len(transcript.turns)}",
            remedy="correct the turn, or restore the transcript",
        )
    if len(numbers) == 1:
        return _in_one_turn(passage, transcript)
    return _over_turns(passage, transcript)


def _in_one_turn(passage: Passage, transcript: Transcript) -> tuple[Span, ...] | Unanchored:
    text = transcript.turns[passage.turn - 1].text
    quote = unicodedata.normalize("NFC", passage.quote[0])
    starts = starts_of(text, quote)
    if not starts:
        return _missing(passage, transcript, passage.turn, quote)
    if passage.occurrence is None:
        if len(starts) > 1:
            return Unanchored(
                rule="quote-ambiguous",
                message=f'{passage.id}: "{_shown(quote)}" stands {len(starts)} times '
                f"in turn {passage.turn}",
                remedy=f'quote more of the turn, or add "occurrence": 1 to {len(starts)}',
            )
        chosen = starts[0]
    elif 1 <= passage.occurrence <= len(starts):
        chosen = starts[passage.occurrence - 1]
    else:
        return Unanchored(
            rule="quote-not-found",
            message=f"{passage.id} asks for occurrence {passage.occurrence}; "
            f"there are {len(starts)} in turn {passage.turn}",
            remedy=f'give an "occurrence" from 1 to {len(starts)}',
        )
    return (Span(passage.turn, chosen, chosen + len(quote)),)


def starts_of(text: str, quote: str) -> list[int]:
    """Give every code point at which a quote begins in a text; ``occurrence`` counts these."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _over_turns(passage: Passage, transcript: Transcript) -> tuple[Span, ...] | Unanchored:
    spans = []
    last = passage.turn_end
    for number, written in zip(range(passage.turn, last + 1), passage.quote, strict=True):
        text = transcript.turns[number - 1].text
        quote = unicodedata.normalize("NFC", written)
        if number == passage.turn and text.endswith(quote):
            spans.append(Span(number, len(text) - len(quote), len(text)))
        elif number == last and text.startswith(quote):
            spans.append(Span(number, 0, len(quote)))
        elif text == quote:
            spans.append(Span(number, 0, len(text)))
        else:
            return _missing(passage, transcript, number, quote)
    return tuple(spans)


def _missing(passage: Passage, transcript: Transcript, number: int, quote: str) -> Unanchored:
    text = transcript.turns[number - 1].text
    place = f"turn {number} of {transcript.interview}"
    if len(passage.quote) > 1 and quote in text:
        part = {passage.turn: "end", passage.turn_end: "beginning"}.get(number, "whole")
        return Unanchored(
            rule="quote-not-found",
            message=f'{passage.id}: "{_shown(quote)}" stands in {place}, but not as its {part}',
            remedy="a passage over turns runs on: the end of the first, all between, "
            "the beginning of the last",
        )
    elsewhere = [t.number for t in transcript.turns if t.number != number and quote in t.text]
    if elsewhere:
        return Unanchored(
            rule="quote-not-found",
            message=f'{passage.id}: "{_shown(quote)}" is not in {place}',
            remedy=f"it stands in turn {elsewhere[0]}; correct the turn number",
        )
    nearest = _nearest(quote, text)
    if nearest:
        return Unanchored(
            rule="quote-nearly-found",
            message=f'{passage.id}: "{_shown(quote)}" is not in {place} letter for letter',
            remedy=f'nearest there: "{_shown(nearest)}"; copy the quote from the transcript',
        )
    return Unanchored(
        rule="quote-not-found",
        message=f'{passage.id}: "{_shown(quote)}" is not in {place}',
        remedy="copy the quote from the transcript, or correct the turn number",
    )


def _nearest(quote: str, text: str) -> str:
    """Give the stretch of the text most like the quote, or nothing when none is near."""
    from rapidfuzz import fuzz

    if not text or max(len(quote), len(text)) > SEARCHED_FOR_NEAREST:
        return ""
    hit = fuzz.partial_ratio_alignment(quote, text, score_cutoff=NEAR)
    if hit is None:
        return ""
    start, end = (hit.dest_start, hit.dest_end) if len(quote) <= len(text) else (0, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"
