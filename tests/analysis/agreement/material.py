"""Small studies for agreement: interviews of turns, and coders who mark stretches of them."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from hypothesis import strategies as st

from lises.analysis.agreement import READ, DoubleCoding
from lises.frames import CODINGS

SETS = ("ab-1", "cd-1", "ef-1")
CODES = ("k", "m", "n")

Mark = tuple[str, str, str, int, int, int, int]
"""set, interview, code, turn, turn_end, start, end"""


def codings(marks: Sequence[Mark]) -> pl.DataFrame:
    """Give a row of ``CODINGS`` per mark; passages are numbered in order."""
    rows = [
        {
            "passage": f"p{i}",
            "code": code,
            "themes": [],
            "set": set_id,
            "coder": set_id[:2],
            "interview": interview,
            "turn": turn,
            "turn_end": turn_end,
            "start": start,
            "end": end,
            "participants": [],
            "quote": "",
        }
        for i, (set_id, interview, code, turn, turn_end, start, end) in enumerate(marks)
    ]
    return pl.DataFrame(rows, schema=dict(CODINGS))


def turns(texts: dict[str, Sequence[str]]) -> pl.DataFrame:
    """Give turns from interview → their texts."""
    rows = [(i, n, text) for i, said in texts.items() for n, text in enumerate(said, start=1)]
    schema = {"interview": pl.String, "turn": pl.Int64, "text": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def read_all(
    interviews: Sequence[str], sets: Sequence[str], codes: Sequence[str] = CODES
) -> pl.DataFrame:
    """Say that every set has read everything."""
    rows = [(s, i, c) for s in sets for i in interviews for c in codes]
    return pl.DataFrame(rows, schema=dict(READ), orient="row")


def material(
    texts: dict[str, Sequence[str]],
    marks: Sequence[Mark],
    sets: Sequence[str] = SETS[:2],
    read: pl.DataFrame | None = None,
) -> DoubleCoding:
    """Gather all of it; without ``read`` every set has read everything."""
    return DoubleCoding(
        method="codebook",
        sets=tuple(sets),
        codings=codings(marks),
        turns=turns(texts),
        read=read_all(list(texts), sets) if read is None else read,
    )


@st.composite
def materials(draw: st.DrawFn, interviews: int = 3, sets: int = 2) -> DoubleCoding:
    """Draw interviews of a few short turns, marked here and there, also over several turns."""
    text = st.text(alphabet="aå€𝄞 ", min_size=0, max_size=9)  # of one to four bytes
    texts = {f"I{i}": draw(st.lists(text, min_size=1, max_size=4)) for i in range(interviews)}
    marks = draw(st.lists(_marks(texts, SETS[:sets]), max_size=14))
    return material(texts, [m for m in marks if m is not None], SETS[:sets])


@st.composite
def _marks(draw: st.DrawFn, texts: dict[str, list[str]], sets: Sequence[str]) -> Mark | None:
    interview = draw(st.sampled_from(sorted(texts)))
    said = texts[interview]
    first = draw(st.integers(1, len(said)))
    last = draw(st.integers(first, len(said)))
    start = draw(st.integers(0, len(said[first - 1])))
    end = draw(st.integers(0, len(said[last - 1])))
    if first == last and start >= end:
        return None
    set_id, code = draw(st.sampled_from(sets)), draw(st.sampled_from(CODES))
    return (set_id, interview, code, first, last, start, end)
