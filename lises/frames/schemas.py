"""The columns of every table, declared once.

Attribute columns come after those declared here, as text, named as in ``study.yaml``; one whose
name a declared column of any table bears has ``attribute_`` before it.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

__all__ = [
    "CODINGS",
    "INTERVIEWS",
    "NAMES",
    "PARTICIPANTS",
    "PASSAGES",
    "TURNS",
    "VOICES",
    "Columns",
    "attribute_column",
]

Columns = Mapping[str, pl.DataType | type[pl.DataType]]

NAMES: pl.DataType = pl.List(pl.String)

PARTICIPANTS: Columns = {
    "participant": pl.String,
    "role": pl.String,
    "quotes": pl.String,
    "transcript": pl.String,
}
INTERVIEWS: Columns = {
    "interview": pl.String,
    "participants": NAMES,
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
    "participants": NAMES,
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
    "participants": NAMES,
    "codes": NAMES,
    "quote": pl.String,
}
CODINGS: Columns = {
    "passage": pl.String,
    "code": pl.String,
    "themes": NAMES,
    "set": pl.String,
    "coder": pl.String,
    "interview": pl.String,
    "turn": pl.Int64,
    "turn_end": pl.Int64,
    "start": pl.Int64,
    "end": pl.Int64,
    "participants": NAMES,
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

_TAKEN = frozenset(
    name
    for columns in (PARTICIPANTS, INTERVIEWS, TURNS, PASSAGES, CODINGS, VOICES)
    for name in columns
) | {"speaker"}


def attribute_column(attribute: str) -> str:
    """Give the column of an attribute in every table that has attributes.

    >>> attribute_column("age"), attribute_column("turn")
    ('age', 'attribute_turn')
    """
    return f"attribute_{attribute}" if attribute in _TAKEN else attribute
