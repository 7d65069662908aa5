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
    occurrence); ``judged`` how many of each judgement, ``spontaneous`` and ``prompted`` among those
    that are relevant; ``stale`` judgements whose hit is no longer found. ``interviews`` searched
    and ``not_here``: in scope without a transcript here.
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

    @property
    def nothing_found(self) -> bool:
        """Whether every hit was judged and none mattered: "not found by this search"."""
        return not self.unjudged and not (
            self.judged.get("mattered") or self.judged.get("decisive")
        )


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
    relevant = [h for h in judgements if h.judged != "not-relevant"]
    return SearchOutcome(
        search=search,
        hits=len(keys),
        unjudged=tuple(key for key in keys if key not in by_key),
        stale=tuple(hit for key, hit in by_key.items() if key not in keys),
        judged=dict(Counter(h.judged for h in judgements)),
        spontaneous=sum(h.prompted is False for h in relevant),
        prompted=sum(h.prompted is True for h in relevant),
        interviews=tuple(t.interview for t in here),
        not_here=tuple(i for i in scope if i not in folder.transcripts),
    )
