"""Every number that a release publishes, by a name that can be read, and the same counted again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from lises.errors import QueryError
from lises.evidence import Value, count, in_scope, parse_value, value_of
from lises.model import Finding, StudyFolder
from lises.privacy import TRAIL_TABLES, Release, carried_tables, make_release
from lises.tables import Tables

__all__ = ["Published", "counted_again", "published"]

Plain = object  # what JSON can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published value.

    ``key`` names it within its study, ``kind`` is finding, stance, code, table, search, claim,
    figure, value or guideline. ``interviews`` are those that it rests on; ``lower`` whether fewer
    words can only make it smaller, so that more than was published is never a matter of what is
    withheld.
    """

    kind: str
    key: str
    value: Plain
    interviews: frozenset[str]
    lower: bool = False


def counted_again(release: Release) -> Release:
    """Count a release's own files as if they were an archive; what was carried is not looked at."""
    folder = release.folder
    tables = carried_tables(Tables(folder))
    again = make_release(release.study, "restricted", tables=tables)
    counted = count(release.study)
    values: dict[str, Value] = {}
    for text in release.values:
        with suppress(QueryError):
            if parse_value(text).study == folder.design.id:
                values[text] = value_of(counted, text)
    return replace(again, values=values)


def published(release: Release) -> Iterator[Published]:
    """Give every number that a release carries, in a fixed order.

    Yields
    ------
    Published
        Of each finding n, N, how many were interviewed, the result, the counts and values in its
        prose, the stance of each participant (with labels per finding, how many stand where); of
        each code passages and participants; each table, search, claim, figure and computed item of
        a guideline.
    """
    for finding in release.folder.findings:
        yield from _of_finding(release, finding)
    yield from _of_searches(release)
    everything = frozenset(i.id for i in release.folder.interviews)
    for kind, key, value in (*_of_codes(release), *_of_the_rest(release)):
        less = kind == "code"
        yield Published(kind=kind, key=key, value=value, interviews=everything, lower=less)


def _of_codes(release: Release) -> Iterator[tuple[str, str, Plain]]:
    for code, total in release.totals.items():
        yield "code", f"code {code}: passages", total.passages
        yield "code", f"code {code}: participants", total.participants


def _of_the_rest(release: Release) -> Iterator[tuple[str, str, Plain]]:
    for name, rows in release.tables.items():
        if name not in TRAIL_TABLES:  # what was done is told, not counted
            yield "table", f"table {name}", [dict(row) for row in rows]
    for claim, status in release.claims.items():
        yield "claim", f"claim {claim}", _plain(status)
    for text, value in release.values.items():
        yield "value", f"value {text}", _plain(value)
    for guideline, items in release.guidelines.items():
        for item, found in items.items():
            told = {fact.key: dict(fact.values) for fact in found.facts}
            yield "guideline", f"{guideline} item {item}", _plain(told)
    for figure in release.folder.figures:
        yield "figure", f"figure {figure.id}", figure.value


def _of_searches(release: Release) -> Iterator[Published]:
    for finding_id, outcomes in release.searches.items():
        for number, outcome in enumerate(outcomes, 1):
            told = {
                "hits": outcome.hits,
                "judged": dict(outcome.judged),
                "spontaneous": outcome.spontaneous,
                "prompted": outcome.prompted,
                "nothing_found": outcome.nothing_found,
            }
            where = frozenset((*outcome.interviews, *outcome.not_here))
            key = f"search {number} of {finding_id}"
            yield Published(kind="search", key=key, value=told, interviews=where)


def _of_finding(release: Release, finding: Finding) -> Iterator[Published]:
    folder = release.folder
    assessed = release.assessments.get(finding.id)
    if assessed is None:
        return
    concerned = interviews_of(folder, {p.id for p in in_scope(folder, finding.scope)})
    numbers: dict[str, tuple[Plain, bool]] = {
        "n": (assessed.n, True),
        "N": (assessed.of, True),
        "interviewed": (assessed.interviewed, False),
        "result": (assessed.result, False),
        "passages coded": (assessed.all_coded.passages, True),
        **{f"count of {q}": (_plain(v), False) for q, v in assessed.prose_counts.items()},
        **{f"value {t}": (_plain(v), False) for t, v in assessed.prose_values.items()},
    }
    for name, (value, lower) in numbers.items():
        yield Published(
            kind="finding",
            key=f"finding {finding.id}: {name}",
            value=value,
            interviews=concerned,
            lower=lower,
        )
    if release.unlinked:  # labels are drawn: how many stand where is what is published
        tally = _plain(assessed.tally())
        key = f"finding {finding.id}: stances"
        yield Published(kind="stance", key=key, value=tally, interviews=concerned)
        return
    together = Counter(s.stance for s in assessed.stances if not s.participant)
    if together:
        key = f"finding {finding.id}: stances of people told of together"
        yield Published(kind="stance", key=key, value=dict(together), interviews=concerned)
    for stood in (s for s in assessed.stances if s.participant):
        yield Published(
            kind="stance",
            key=f"finding {finding.id}: stance of {stood.participant}",
            value=stood.stance,
            interviews=interviews_of(folder, {stood.participant}),
        )


def interviews_of(folder: StudyFolder, people: set[str]) -> frozenset[str]:
    """Name the interviews in which some of these people take part."""
    return frozenset(i.id for i in folder.interviews if people & set(i.participants))


def _plain(value: object) -> Plain:
    import msgspec

    made: Plain = msgspec.to_builtins(value)
    if isinstance(made, Mapping):
        return {key: one for key, one in made.items() if key != "at"}
    return made
