"""What agreement is computed from, and for which studies it is offered at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from lises.anchoring import AnchoredStudy
from lises.errors import NotOfferedError
from lises.frames import CODINGS, codings, turns
from lises.frames.schemas import Columns
from lises.model import Reading, StudyDesign
from lises.model.study import Method

__all__ = [
    "READ",
    "DoubleCoding",
    "double_coding",
    "first_rounds",
    "later_rounds",
    "read_codes",
]

READ: Columns = {"set": pl.String, "interview": pl.String, "code": pl.String}
"""That a set has read an interview for a code: a row for each code."""

EVERY_CODE = "*"

WHY_NOT_REFLEXIVE = (
    "agreement is not offered where method is reflexive: there the researcher's reading is what "
    "the analysis is made with, and a second coder's agreement does not measure its quality "
    "(Braun & Clarke 2024, reflexive thematic analysis reporting guidelines, PMC11157981); "
    "say in a memo how the reading came about instead"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleCoding:
    """Coding sets side by side: what agreement is computed from.

    Parameters
    ----------
    method : str
        The study's method, as in ``study.yaml``.
    sets : tuple of str
        The coding sets that are compared, two or more, in the order in which they are shown.
    codings : pl.DataFrame
        ``CODINGS``; rows of other sets matter only where one is named as the consensus.
    turns : pl.DataFrame
        ``interview``, ``turn`` and ``text``: the turns that could be coded. Leave out those that
        could not, the interviewer's for instance: units that nobody would code make for agreement.
    read : pl.DataFrame
        ``READ``. A coding counts only where its set has read the interview for the code.

    Raises
    ------
    NotOfferedError
        If the method is reflexive.
    ValueError
        If there are not two sets, or a column is missing.
    """

    method: Method
    sets: tuple[str, ...]
    codings: pl.DataFrame
    turns: pl.DataFrame
    read: pl.DataFrame

    def __post_init__(self) -> None:
        """Refuse what cannot be compared."""
        if self.method == "reflexive":
            raise NotOfferedError(WHY_NOT_REFLEXIVE)
        if len(self.sets) < 2 or len(set(self.sets)) != len(self.sets):
            raise ValueError(f"agreement needs two different coding sets, got {list(self.sets)}")
        require(self.codings, CODINGS, "codings")
        require(self.turns, ("interview", "turn", "text"), "turns")
        require(self.read, READ, "read")


def require(table: pl.DataFrame, columns: Iterable[str], name: str) -> None:
    """Refuse a table that lacks a column.

    Raises
    ------
    ValueError
        Naming the columns that are missing.
    """
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"{name} has no column {', '.join(missing)}; it has {table.columns}")


def read_codes(readings: Iterable[Reading], codes: Sequence[str]) -> pl.DataFrame:
    """Give a row per set, interview and code that was read for (``READ``).

    Parameters
    ----------
    readings : iterable of Reading
        As in ``readings.csv``; ``*`` stands for every code.
    codes : sequence of str
        The codes of the codebook.
    """
    rows = {
        (reading.set, reading.interview, code)
        for reading in readings
        for code in (codes if EVERY_CODE in reading.codes else reading.codes)
    }
    return pl.DataFrame(sorted(rows), schema=dict(READ), orient="row")


def first_rounds(design: StudyDesign) -> tuple[str, ...]:
    """Give each coder's first coding set: what was there before discussion.

    A set that was made from others is a consensus and is not among them.
    """
    return tuple(rounds[0] for rounds in _rounds(design).values())


def later_rounds(design: StudyDesign) -> tuple[str, ...]:
    """Give each coder's last coding set, of coders with more than one: what discussion left."""
    return tuple(rounds[-1] for rounds in _rounds(design).values() if len(rounds) > 1)


def _rounds(design: StudyDesign) -> dict[str, list[str]]:
    """Give each coder's own sets in the order of their rounds."""
    own = [one for one in design.coding_sets if one.coder and not one.origin]
    rounds: dict[str, list[str]] = {one.coder: [] for one in own}
    for one in sorted(own, key=lambda s: s.round or 0):
        rounds[one.coder].append(one.id)
    return rounds


def double_coding(study: AnchoredStudy, sets: Sequence[str] = ()) -> DoubleCoding:
    """Gather the coding sets of a study to be compared.

    Parameters
    ----------
    study : AnchoredStudy
        A study folder whose passages are in their places.
    sets : sequence of str, optional
        The sets; left out, each coder's first round. Turns in which only the interviewer speaks
        are not among the units, unless one of these sets has coded words of theirs.

    Raises
    ------
    NotOfferedError
        If the study's method is reflexive.
    ValueError
        If there are not two sets.
    """
    design, book = study.folder.design, study.folder.codebook
    chosen = tuple(sets) or first_rounds(design)
    rows = codings(study)
    all_turns = turns(study.folder)
    each = pl.int_ranges("turn", pl.col("turn_end") + 1, dtype=pl.Int64).alias("turn")
    compared = rows.filter(pl.col("set").is_in(chosen))
    touched = compared.select("interview", each).explode("turn").unique()
    alone = pl.col("interviewer") & (pl.col("participants").list.len() == 0)
    spoken = all_turns.filter(~alone)
    asked = all_turns.filter(alone).join(touched, on=["interview", "turn"], how="semi")
    return DoubleCoding(
        method=design.method,
        sets=chosen,
        codings=rows,
        turns=pl.concat([spoken, asked]).sort("interview", "turn"),
        read=read_codes(study.folder.readings, [code.id for code in book.codes] if book else []),
    )
