"""How far each coding set has come with each interview."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import polars as pl

from lises.anchoring import AnchoredStudy
from lises.frames.schemas import Columns
from lises.model import INTERVIEWER, CodingSet, Passage, StudyFolder, Transcript

from .adjudication import EVERY_CODE, Coding, differs, items, readers, settled

__all__ = ["PROGRESS", "progress"]

PROGRESS: Columns = {
    "set": pl.String,
    "coder": pl.String,
    "interview": pl.String,
    "assigned": pl.Boolean,
    "read": pl.String,
    "turns": pl.Int64,
    "coded_turns": pl.Int64,
    "passages": pl.Int64,
    "suggested": pl.Int64,
    "codes": pl.Int64,
    "undecided": pl.Int64,
}
"""A row per coding set and interview. ``read`` is ``all``, ``some`` (of the codes) or ``none``;
``turns`` those in which not the interviewer alone speaks, null without a transcript;
``coded_turns`` those of them that a passage of the set touches; ``suggested`` the passages that
the program proposed and the coder accepted; ``undecided`` the disagreements
that a consensus has neither taken over nor left out, null where there is nothing to compare: of a
set that is made from no other, and where fewer than two sources have to do with the interview."""


def progress(study: AnchoredStudy) -> pl.DataFrame:
    """Say of every set and interview what is assigned, read, coded and decided (``PROGRESS``).

    An assignment counts nowhere as a reading. What nobody is assigned to has ``assigned`` false
    everywhere.

    Parameters
    ----------
    study : AnchoredStudy
    """
    folder = study.folder
    by_file: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in study.passages:
        by_file[passage.set, passage.interview].append(passage)
    read = _read(folder)
    assigned = {(one.set, one.interview) for one in folder.assigned}
    undecided = dict(_undecided(study, by_file, read))
    rows = []
    for one in folder.design.coding_sets:
        for interview in folder.interviews:
            at = (one.id, interview.id)
            passages = by_file.get(at, [])
            spoken = _spoken(folder.transcripts.get(interview.id))
            touched = {n for p in passages for n in range(p.turn, p.turn_end + 1)}
            codes = read.get(at, frozenset())
            rows.append(
                {
                    "set": one.id,
                    "coder": one.coder,
                    "interview": interview.id,
                    "assigned": at in assigned,
                    "read": "all" if EVERY_CODE in codes else "some" if codes else "none",
                    "turns": None if spoken is None else len(spoken),
                    "coded_turns": None if spoken is None else len(spoken & touched),
                    "passages": len(passages),
                    "suggested": sum(passage.suggested for passage in passages),
                    "codes": len({code for p in passages for code in p.codes}),
                    "undecided": undecided.get(at),
                }
            )
    return pl.DataFrame(rows, schema=dict(PROGRESS))


def _read(folder: StudyFolder) -> Mapping[tuple[str, str], frozenset[str]]:
    read: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    every = {code.id for code in folder.codebook.codes} if folder.codebook else set()
    for one in folder.readings:
        read[one.set, one.interview] |= frozenset(one.codes)
    whole = frozenset({EVERY_CODE})
    return {at: codes | whole if every and every <= codes else codes for at, codes in read.items()}


def _spoken(talk: Transcript | None) -> set[int] | None:
    if talk is None:
        return None
    return {turn.number for turn in talk.turns if set(turn.speakers) != {INTERVIEWER}}


Files = Mapping[tuple[str, str], list[Passage]]


def _undecided(
    study: AnchoredStudy, by_file: Files, read: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[tuple[tuple[str, str], int]]:
    """Count the disagreements of each consensus and interview that are not decided."""
    folder = study.folder
    assigned = {(one.set, one.interview) for one in folder.assigned}
    left = {(one.set, one.passage, one.code) for one in folder.left_out}
    for one in (s for s in folder.design.coding_sets if s.origin):
        gone = {(passage, code) for of_set, passage, code in left if of_set == one.id}
        for interview in (i.id for i in folder.interviews):
            known = {s: read.get((s, interview), frozenset()) for s in one.origin}
            begun = [
                s for s in one.origin if (s, interview) in assigned or by_file.get((s, interview))
            ]
            who = readers(one.origin, known, begun)
            if len(who.read) < 2:
                continue
            found = items(interview, _codings(study, by_file, one, interview), who)
            made = by_file.get((one.id, interview), [])
            taken = {(origin, code) for p in made for origin in p.origin for code in p.codes}
            still = [i for i in found if differs(i) and settled(i, taken, gone) == "open"]
            yield (one.id, interview), len(still)


def _codings(
    study: AnchoredStudy, by_file: Files, consensus: CodingSet, interview: str
) -> Iterator[Coding]:
    for source in consensus.origin:
        for passage in by_file.get((source, interview), []):
            spans = study.spans[passage.id]
            for code in passage.codes:
                yield Coding(
                    source,
                    passage.id,
                    code,
                    passage.turn,
                    passage.turn_end,
                    spans[0].start,
                    spans[-1].end,
                )
