"""Choosing passages by code, set and who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from lises import frames
from lises.analysis import parse_passage_query
from lises.anchoring import AnchoredStudy
from lises.errors import UnknownNameError, did_you_mean
from lises.model import Passage, StudyFolder

__all__ = ["choose"]


def choose(study: AnchoredStudy, code: str | None, wanted: Mapping[str, str]) -> list[Passage]:
    """Give the passages that meet everything wanted, in the order of the talk.

    Raises
    ------
    UnknownNameError, QueryError
        If a name is not the study's.
    """
    folder = study.folder
    _known(folder, wanted)
    answers = _answers(study, code) if code else None
    set_id = wanted.get("set", folder.design.counted)
    people = _people(folder, wanted)
    found = [
        p
        for p in study.passages
        if (answers is None or p.id in answers)
        and (not set_id or p.set == set_id)
        and wanted.get("interview", p.interview) == p.interview
        and (people is None or people & set(study.speakers_of(p)))
    ]
    order = {interview.id: n for n, interview in enumerate(folder.interviews)}
    return sorted(found, key=lambda p: (order.get(p.interview, 0), p.turn, study.spans[p.id]))


def _answers(study: AnchoredStudy, query: str) -> set[str]:
    """Give the passages that a query asks for, in each set by itself: coders do not meet."""
    people = frames.participants(study.folder)
    asked = parse_passage_query(query, study.folder.codebook, people)
    codings = frames.codings(study)
    sets = codings["set"].unique().to_list()
    found = [asked.passages(codings.filter(pl.col("set") == s), people)["passage"] for s in sets]
    return {passage for passages in found for passage in passages}


def _people(folder: StudyFolder, wanted: Mapping[str, str]) -> set[str] | None:
    asked = {k: v for k, v in wanted.items() if k not in ("set", "interview")}
    if not asked:
        return None

    def fits(name: str, value: str, person: str) -> bool:
        who = folder.participant(person)
        if name == "participant" or who is None:
            return person == value
        return (who.role if name == "role" else who.attribute(name)) == value

    ids = [p.id for p in folder.participants]
    return {p for p in ids if all(fits(k, v, p) for k, v in asked.items())}


def _known(folder: StudyFolder, wanted: Mapping[str, str]) -> None:
    design = folder.design
    attributes = {a.id: {p.attribute(a.id) for p in folder.participants} for a in design.attributes}
    values: dict[str, Iterable[str]] = {
        "set": [s.id for s in design.coding_sets],
        "participant": [p.id for p in folder.participants],
        "interview": [i.id for i in folder.interviews],
        "role": [r.id for r in design.roles],
        **attributes,
    }
    for name, value in wanted.items():
        if name not in values:
            raise UnknownNameError(f'no attribute "{name}"; {did_you_mean(name, values)}')
        known = list(values[name])
        if value not in known:
            near = did_you_mean(value, known) or f"there are {', '.join(sorted(known)[:12])}"
            raise UnknownNameError(f'no {name} "{value}"; {near}')
