"""Recorded searches: was every hit judged, and what did they say together.

A search can end in "not found by this search", never in "is not there".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lises.model import JudgedHit, Search, StudyFolder
from lises.text import concordance

from .counted import in_scope

__all__ = ["SearchOutcome", "search_outcome"]

Key = tuple[str, int, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOutcome:
    """What a recorded search found.

    ``hits`` found again now; ``unjudged`` of them with no judgement (interview, turn, hit,
    occurrence); ``judged`` how many of each judgement among the hits, ``spontaneous`` and
    ``prompted`` among those that are relevant; ``stale`` judgements of an interview that is here
    whose hit is no longer found. ``interviews`` searched and ``not_here``: in scope without a
    transcript here. ``nothing_found``: something was searched, every hit was judged and none
    mattered, nor did a hit judged in a transcript that is not here: "not found by this search".
    """

    search: Search
    hits: int
    unjudged: tuple[Key, ...] = ()
    stale: tuple[JudgedHit, ...] = ()
    judged: Mapping[str, int] = field(default_factory=dict)
    spontaneous: int = 0
    prompted: int = 0
    interviews: tuple[str, ...] = ()
    not_here: tuple[str, ...] = ()
    nothing_found: bool = False


def search_outcome(folder: StudyFolder, search: Search) -> SearchOutcome:
    """Run a recorded search again and lay its hits beside the judgements.

    Raises
    ------
    QueryError
        If the query cannot be read.
    """
    people = {p.id for p in in_scope(folder, search.within)}
    scope = [i.id for i in folder.interviews if people & set(i.participants)]
    here = [folder.transcripts[i] for i in scope if i in folder.transcripts]
    found = concordance(
        here, search.query, matching=search.matching, language=folder.design.language
    )
    keys: dict[Key, None] = dict.fromkeys(
        found.select("interview", "turn", "hit", "occurrence").iter_rows()
    )
    judgements = folder.searches.get(search.judged, ())
    by_key = {(h.interview, h.turn, h.hit, h.occurrence or 1): h for h in judgements}
    met = [by_key[key] for key in keys if key in by_key]
    not_here = tuple(i for i in scope if i not in folder.transcripts)
    standing = [*met, *(h for h in by_key.values() if h.interview in not_here)]
    relevant = [h for h in met if h.judged != "not-relevant"]
    unjudged = tuple(key for key in keys if key not in by_key)
    return SearchOutcome(
        search=search,
        hits=len(keys),
        unjudged=unjudged,
        stale=tuple(
            hit
            for key, hit in by_key.items()
            if key not in keys and hit.interview in folder.transcripts
        ),
        judged=dict(Counter(h.judged for h in met)),
        spontaneous=sum(h.prompted is False for h in relevant),
        prompted=sum(h.prompted is True for h in relevant),
        interviews=tuple(t.interview for t in here),
        not_here=not_here,
        nothing_found=bool(here) and not unjudged and not any(map(_matters, standing)),
    )


def _matters(hit: JudgedHit) -> bool:
    return hit.judged in ("mattered", "decisive")
