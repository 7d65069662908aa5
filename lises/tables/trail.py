"""The audit trail and the history of the codebook as tables."""

from __future__ import annotations

import polars as pl

from lises.evidence.trail import Trail, word_difference

__all__ = ["CODEBOOK_HISTORY", "TRAIL", "codebook_history_table", "marked_words", "trail_table"]

TRAIL = {
    "date": pl.String,
    "kind": pl.String,
    "category": pl.String,
    "act": pl.String,
    "source": pl.String,
    "by": pl.String,
    "interview": pl.String,
    "subject": pl.String,
    "set": pl.String,
    "version": pl.Int64,
    "n": pl.Int64,
    "added": pl.Int64,
    "removed": pl.Int64,
    "changed": pl.Int64,
    "note": pl.String,
    "path": pl.String,
    "commit": pl.String,
}

CODEBOOK_HISTORY: dict[str, type[pl.DataType] | pl.DataType] = {
    "version": pl.Int64,
    "date": pl.String,
    "act": pl.String,
    "code": pl.String,
    "other": pl.List(pl.String),
    "language": pl.String,
    "was": pl.String,
    "becomes": pl.String,
    "difference": pl.String,
    "recoded": pl.Int64,
    "now": pl.Int64,
    "commit": pl.String,
}

_MARKS = {"same": "{}", "gone": "[-{}-]", "come": "{{+{}+}}"}


def trail_table(trail: Trail) -> pl.DataFrame:
    """Give a row per event, in the order of the days; messages of commits are left out.

    Columns are those of ``lises.evidence.trail.Event`` with ``category``, which of Lincoln and
    Guba's six kinds of material it is. What is not known is null or empty, as there.
    """
    rows = [{name: getattr(event, name) for name in TRAIL} for event in trail.events]
    return pl.DataFrame(rows, schema=TRAIL)


def codebook_history_table(trail: Trail) -> pl.DataFrame:
    """Give a row per change of a code, the oldest first.

    Columns are those of ``lises.evidence.trail.CodeChange`` with ``difference``, the two texts as
    one: ``[-was-]{+became+}``.
    """
    rows = [
        {
            **{name: getattr(change, name) for name in CODEBOOK_HISTORY if name != "difference"},
            "other": list(change.other),
            "difference": marked_words(change.was, change.becomes),
        }
        for change in trail.codes
    ]
    return pl.DataFrame(rows, schema=CODEBOOK_HISTORY)


def marked_words(was: str, becomes: str) -> str:
    """Write two texts as one, in marks that can be read aloud: ``[-was-]{+became+}``."""
    rows = word_difference(was, becomes)
    return " ".join(_MARKS[kind].format(words) for kind, words in rows)
