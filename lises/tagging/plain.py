"""The small things of an interview as plain values: turns, passages, problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from lises.anchoring import Unanchored, resolve
from lises.errors import Problem
from lises.model import INTERVIEWER, Passage, Transcript

from .records import Records, read_line

__all__ = ["View", "asks", "passage_view", "passages_of", "problem_views", "text_of", "turn_views"]

View = dict[str, Any]


def passages_of(records: Records) -> Iterator[Passage]:
    """Give the passages of a file of codings that can be read."""
    lines = (read_line(records.path, r.text).passage for r in records.found if r.key is not None)
    return (passage for passage in lines if passage is not None)


def asks(talk: Transcript, turn: int) -> bool:
    """Tell whether a turn is the interviewer's alone."""
    speakers = talk.turns[turn - 1].speakers
    return bool(speakers) and set(speakers) == {INTERVIEWER}


def turn_views(talk: Transcript | None) -> list[View]:
    """Give the turns of a transcript; none where it is not here."""
    if talk is None:
        return []
    return [
        {
            "n": turn.number,
            "label": turn.label,
            "speakers": list(turn.speakers),
            "interviewer": asks(talk, turn.number),
            "time": turn.time,
            "text": turn.text,
        }
        for turn in talk.turns
    ]


def passage_view(passage: Passage, talk: Transcript | None, coder: str) -> View:
    """Give a passage with its place, or with why it has none in the transcript as it is now."""
    spans = _no_talk(passage) if talk is None else resolve(passage, talk)
    view: View = {
        "id": passage.id,
        "interview": passage.interview,
        "turn": passage.turn,
        "turn_end": passage.turn_end,
        "start": None,
        "end": None,
        "quote": list(passage.quote),
        "codes": list(passage.codes),
        "memo": passage.memo,
        "set": passage.set,
        "coder": coder,
        "suggested": passage.suggested,
        "problem": None,
    }
    if isinstance(spans, Unanchored):
        told = {"rule": spans.rule, "message": spans.message, "remedy": spans.remedy}
        return {**view, "problem": told}
    return {**view, "start": spans[0].start, "end": spans[-1].end}


def _no_talk(passage: Passage) -> Unanchored:
    said = f"the transcript of {passage.interview} is not here"
    return Unanchored(rule="transcript-missing", message=said, remedy="restore the transcript")


def text_of(data: bytes | None) -> str | None:
    """Give bytes as text to be shown."""
    return None if data is None else data.decode("utf-8", "replace")


def problem_views(problems: Iterable[Problem]) -> list[View]:
    """Give problems."""
    return [asdict(problem) for problem in problems]
