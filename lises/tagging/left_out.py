"""Lines of ``decisions/``: what a consensus left out, as records."""

from __future__ import annotations

from lises.files import parse_decisions

__all__ = ["DECISIONS", "coding_key", "decisions_path", "left_out_key"]

DECISIONS = "decisions/"


def decisions_path(consensus: str, interview: str) -> str:
    """Name the file of what a consensus left out of an interview."""
    return f"{DECISIONS}{consensus}/{interview}.jsonl"


def coding_key(passage: str, code: str) -> str:
    """Name the line about a coding."""
    return f"{passage}:{code}"


def left_out_key(text: str, path: str) -> str | None:
    """Name a line by the coding it is about; None where it cannot be read.

    >>> left_out_key('{"passage":"D-1-7k2m","code":"tap","reason":"."}', "decisions/both/D-1.jsonl")
    'D-1-7k2m:tap'
    """
    found = parse_decisions(text, path)[0]
    return coding_key(found[0].passage, found[0].code) if found else None
