"""Published numbers that point at few: small ones, complements, zeros, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator

from lises.evidence import Counted, count
from lises.privacy.release import Release

from .result import Cell

__all__ = ["cells_of"]

PREVALENCE = "release.json: prevalence"


def cells_of(release: Release, k: int) -> tuple[Cell, ...]:
    """List the numbers of a release that tell of fewer than k people, or of all or none.

    Tables of prevalence (all people, and by role), n of N of every finding, and the counts and
    values that its prose asks for. A number of which nobody was read is none.
    """
    found = [*_prevalence(release, k), *_findings(release, k)]
    return tuple(sorted(dict.fromkeys(found)))


def _kinds(place: str, what: str, n: int, of: int, k: int) -> Iterator[Cell]:
    if not of:
        return
    kinds = {
        "zero": n == 0,
        "all": n == of,
        "small": 0 < n < k,
        "complement": 0 < of - n < k,
    }
    for kind, met in kinds.items():
        if met:
            yield Cell(place=place, what=what, kind=kind, n=n, of=of)  # type: ignore[arg-type]


def _prevalence(release: Release, k: int) -> Iterator[Cell]:
    here = count(release.study)
    for row in release.tables.get("prevalence", ()):
        n, of = int(row["n"] or 0), int(row["of"] or 0)
        code, group = str(row["code"]), str(row["group"])
        what = f"{code}, {group}"
        yield from _kinds(PREVALENCE, what, n, of, k)
        if release.unlinked:  # who is shown cannot be taken away from who was counted
            continue
        hidden = n - _shown(here, code, group)
        if 0 < hidden < k:
            yield Cell(place=PREVALENCE, what=what, kind="withheld", n=n, of=of, hidden=hidden)


def _shown(here: Counted, code: str, group: str) -> int:
    """Say of how many people of a group passages of a code are shown."""
    folder = here.study.folder
    codes = folder.codebook.with_children(code) if folder.codebook else {code}
    roles = {p.id: p.role for p in folder.participants}
    return sum(group in ("all", roles.get(person, "")) for person in here.voiced(codes))


def _findings(release: Release, k: int) -> Iterator[Cell]:
    for finding in release.folder.findings:
        assessed = release.assessments.get(finding.id)
        if assessed is None or release.folder.design.counts == "none":
            continue
        place = finding.at.path
        if finding.counts:
            yield from _kinds(place, finding.counts, assessed.n, assessed.of, k)
        for query, number in assessed.prose_counts.items():
            if number:
                yield from _kinds(place, query, *number, k)
        for said, value in assessed.prose_values.items():
            if value.n is not None and value.of is not None:
                yield from _kinds(place, said, value.n, value.of, k)
