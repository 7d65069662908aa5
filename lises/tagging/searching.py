"""Words in their context, and hits that were looked at tagged together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from lises.anchoring import resolve
from lises.errors import LisesError, QueryError
from lises.model import Transcript
from lises.text import MATCHING, concordance

from .desk import Desk, Outcome
from .operations import Hit
from .plain import asks, passages_of
from .planning import Plan
from .selecting import Stretch

__all__ = ["EXTENTS", "Extent", "find", "tag_hits"]

Extent = Literal["hit", "sentence", "turn"]
EXTENTS: tuple[Extent, ...] = ("hit", "sentence", "turn")
Coded = dict[int, list[tuple[int, int, tuple[str, ...]]]]


def find(
    desk: Desk, query: str, matching: str, *, interview: str = "", limit: int = 500
) -> dict[str, Any]:
    """Find words in all transcripts or in one, each hit with the own codes that touch it.

    Raises
    ------
    QueryError
        If the query or the matching cannot be.
    """
    how = next((m for m in MATCHING if m == matching), None)
    if how is None:
        raise QueryError(f'no matching "{matching[:40]}"; one of {", ".join(MATCHING)}')
    names = [interview] if interview else [one.id for one in desk.material.interviews()]
    talks = {name: talk for name in names if (talk := desk.material.transcript(name)[0])}
    language = desk.design.language
    hits = concordance(talks.values(), query, matching=how, language=language)
    rows = hits.head(limit).to_dicts()
    coded = {name: _coded(desk, talks[name]) for name in {row["interview"] for row in rows}}
    shown = ("interview", "turn", "label", "start", "end", "before", "hit", "after")
    return {
        "hits": [
            {
                **{key: row[key] for key in shown},
                "interviewer": asks(talks[row["interview"]], row["turn"]),
                "coded": _touching(coded[row["interview"]].get(row["turn"], []), row),
            }
            for row in rows
        ],
        "total": len(hits),
    }


def _coded(desk: Desk, talk: Transcript) -> Coded:
    found: Coded = {}
    records = desk.passages(talk.interview)
    for passage in passages_of(records):
        spans = resolve(passage, talk)
        if isinstance(spans, tuple):
            for span in spans:
                found.setdefault(span.turn, []).append((span.start, span.end, passage.codes))
    return found


def _touching(coded: Iterable[tuple[int, int, tuple[str, ...]]], row: dict[str, Any]) -> list[str]:
    codes = (c for start, end, cs in coded if start < row["end"] and end > row["start"] for c in cs)
    return list(dict.fromkeys(codes))


def tag_hits(desk: Desk, hits: Sequence[Hit], codes: tuple[str, ...], extent: Extent) -> Outcome:
    """Code hits as one step, each as it stands, or the sentence or turn around it.

    A hit whose words do not stand there any more is left out and told.

    Raises
    ------
    LisesError
        If a code or an interview is not known; then nothing is tagged.
    """
    plans: dict[str, Plan] = {}
    skipped: list[dict[str, object]] = []
    with desk.store.held():
        language = desk.design.language
        for hit in hits:
            talk = desk.material.transcript(desk.material.interview(hit.interview).id)[0]
            why = _gone(talk, hit)
            if why or talk is None:
                skipped.append({"interview": hit.interview, "turn": hit.turn, "why": why})
                continue
            plan = plans.setdefault(hit.interview, desk.plan(hit.interview))
            selected = _around(talk, hit, extent, language)
            plan.known(codes)
            try:
                plan.add(selected, codes)
            except LisesError as why_not:
                skipped.append({"interview": hit.interview, "turn": hit.turn, "why": str(why_not)})
        done = desk.apply_plans("tag-hits", list(plans.values()))
    return Outcome(
        what=done.what, interviews=done.interviews, made=done.made, skipped=tuple(skipped)
    )


def _gone(talk: Transcript | None, hit: Hit) -> str:
    turn = talk.turn(hit.turn) if talk is not None else None
    if turn is None:
        return "the turn is not there any more"
    if turn.text[hit.start : hit.end] != hit.hit:
        return "the words are not there any more; search again"
    return ""


def _around(talk: Transcript, hit: Hit, extent: Extent, language: str) -> Stretch:
    text = talk.turns[hit.turn - 1].text
    start, end = hit.start, hit.end
    if extent == "turn":
        start, end = 0, len(text)
    elif extent == "sentence":
        from lises.text import sentences

        around = [s for s in sentences(text, language) if s.start < end and s.end > start]
        if around:
            start, end = min(start, around[0].start), max(end, around[-1].end)
    return Stretch(hit.turn, hit.turn, start, end)
