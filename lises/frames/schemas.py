"""The columns of every table, declared once.

Attribute columns come after those declared here, as text, named as in ``study.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

__all__ = ["CODINGS", "INTERVIEWS", "PARTICIPANTS", "PASSAGES", "TURNS", "VOICES"]

Columns = Mapping[str, "pl.DataType | type[pl.DataType]"]

_NAMES: pl.DataType = pl.List(pl.String)

PARTICIPANTS: Columns = {
    "participant": pl.String,
    "role": pl.String,
    "quotes": pl.String,
    "transcript": pl.String,
}
INTERVIEWS: Columns = {
    "interview": pl.String,
    "participants": _NAMES,
    "date": pl.String,
    "interviewer": pl.String,
    "medium": pl.String,
    "minutes": pl.Int64,
    "transcript": pl.String,
    "turns": pl.Int64,
    "words": pl.Int64,
}
TURNS: Columns = {
    "interview": pl.String,
    "turn": pl.Int64,
    "label": pl.String,
    "participants": _NAMES,
    "interviewer": pl.Boolean,
    "time": pl.String,
    "words": pl.Int64,
    "text": pl.String,
}
PASSAGES: Columns = {
    "passage": pl.String,
    "set": pl.String,
    "coder": pl.String,
    "interview": pl.String,
    "turn": pl.Int64,
    "turn_end": pl.Int64,
    "start": pl.Int64,
    "end": pl.Int64,
    "participants": _NAMES,
    "codes": _NAMES,
    "quote": pl.String,
}
CODINGS: Columns = {
    "passage": pl.String,
    "code": pl.String,
    "themes": _NAMES,
    "set": pl.String,
    "coder": pl.String,
    "interview": pl.String,
    "turn": pl.Int64,
    "turn_end": pl.Int64,
    "start": pl.Int64,
    "end": pl.Int64,
    "participants": _NAMES,
    "quote": pl.String,
}
VOICES: Columns = {
    "passage": pl.String,
    "code": pl.String,
    "participant": pl.String,
    "role": pl.String,
    "set": pl.String,
    "interview": pl.String,
    "turn": pl.Int64,
}
