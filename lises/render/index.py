"""Where every passage of a release is cited, and which belong to which interview."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lises.model import Finding, Passage
from lises.privacy import Release

__all__ = ["Cited", "PassageIndex", "index_of"]

How = Literal["for", "against", "text"]

PROSE_CITATION = re.compile(r"\{lises:passage\}`(?:[^`<]*<)?([^`<>]+)>?`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """That a finding cites a passage.

    ``how``: it rests on it, names it as speaking against it, or only mentions it in its text. The
    passage is number ``position`` of ``total`` that the finding names as evidence and that are in
    the release, what it rests on first; both are 0 for a mere mention. ``previous`` and ``next``
    are the neighbours in that row.
    """

    finding: str
    how: How
    position: int = 0
    total: int = 0
    previous: Passage | None = None
    next: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageIndex:
    """The passages of a release by id and by interview, and who cites them.

    ``of_interview`` is in the order of the talk; a longer passage comes before one that begins at
    the same word.
    """

    by_id: Mapping[str, Passage]
    of_interview: Mapping[str, tuple[Passage, ...]]
    cited: Mapping[str, tuple[Cited, ...]]


def index_of(release: Release) -> PassageIndex:
    """Look through a release once, for all its pages.

    Its time is that of sorting the passages; a page made from it looks at its own passages only.
    """
    spans = release.study.spans
    by_interview: dict[str, list[Passage]] = defaultdict(list)
    for passage in release.study.passages:
        by_interview[passage.interview].append(passage)

    def order(passage: Passage) -> tuple[int, int, int, str, str]:
        first = spans[passage.id][0]
        return first.turn, first.start, -first.end, passage.set, passage.id

    by_id = {p.id: p for passages in by_interview.values() for p in passages}
    cited: dict[str, list[Cited]] = defaultdict(list)
    for finding in release.folder.findings:
        for passage_id, one in _cited_by(finding, by_id):
            cited[passage_id].append(one)
    return PassageIndex(
        by_id=by_id,
        of_interview={k: tuple(sorted(v, key=order)) for k, v in by_interview.items()},
        cited={k: tuple(v) for k, v in cited.items()},
    )


def _cited_by(finding: Finding, by_id: Mapping[str, Passage]) -> list[tuple[str, Cited]]:
    roles: dict[str, How] = {}
    for how, evidence in (("for", finding.rests_on), ("against", finding.contradicted_by)):
        for one in evidence:
            if one.passage in by_id:
                roles.setdefault(one.passage, "for" if how == "for" else "against")
    row = [by_id[passage] for passage in roles]
    found = [
        (
            passage.id,
            Cited(
                finding=finding.id,
                how=roles[passage.id],
                position=at + 1,
                total=len(row),
                previous=row[at - 1] if at else None,
                next=row[at + 1] if at + 1 < len(row) else None,
            ),
        )
        for at, passage in enumerate(row)
    ]
    mentioned = {
        match[1].strip()
        for _, text in finding.prose.by_language
        for match in PROSE_CITATION.finditer(text)
    }
    only_mentioned = sorted((mentioned & set(by_id)) - set(roles))
    return [*found, *((p, Cited(finding=finding.id, how="text")) for p in only_mentioned)]
