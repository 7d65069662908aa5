"""What a finding amounts to when its codings are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lises.analysis import CodeQuery, parse_query
from lises.errors import LisesError
from lises.model import Finding, StudyFolder

from .counted import Counted, in_scope, interviewed_in_scope
from .measures import values_of
from .quantifiers import Result, Verdict, judge
from .stances import STANCES, ParticipantStance, stances, voicing
from .values import Value

__all__ = ["Assessment", "Concentration", "assess", "assess_all", "counts_in_prose", "queries_of"]

COUNT_ROLE = re.compile(r"\{lises:count\}`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Concentration:
    """How passages spread over people: how many people, the largest share of one, who that is."""

    passages: int
    participants: int
    largest_share: float | None
    largest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A finding counted.

    ``n`` participants in scope voice what the finding counts, ``of`` N were read for it (see
    ``Counted.known``), ``interviewed`` is the sample less those who withdrew (None: not stated).
    ``coded`` are all passages under the query in the counted set, cited or not; ``prose_counts``
    the values of the counts in the prose, by query: (n, N), None where a query cannot be read;
    ``prose_values`` what the value roles in it ask for, by what they say.
    """

    finding: str
    n: int = 0
    of: int = 0
    interviewed: int | None = None
    stances: tuple[ParticipantStance, ...] = ()
    result: Result = "no-quantifier"
    reason: str = ""
    coded: tuple[str, ...] = ()
    cited: Concentration = Concentration(0, 0, None)
    all_coded: Concentration = Concentration(0, 0, None)
    prose_counts: Mapping[str, tuple[int, int] | None] = field(default_factory=dict)
    prose_values: Mapping[str, Value] = field(default_factory=dict)

    def tally(self) -> dict[str, int]:
        """Give stance → how many participants, in the order of ``STANCES``; none: left out."""
        counted = Counter(s.stance for s in self.stances)
        return {stance: counted[stance] for stance in STANCES if counted[stance]}


def assess_all(counted: Counted) -> dict[str, Assessment]:
    """Assess every finding of a study, by id."""
    return {finding.id: assess(counted, finding) for finding in counted.study.folder.findings}


def assess(counted: Counted, finding: Finding) -> Assessment:
    """Count a finding: stances, n, N and whether its quantifier agrees with the codings."""
    folder = counted.study.folder
    base = Assessment(
        finding=finding.id,
        interviewed=interviewed_in_scope(folder, finding.scope),
        cited=_concentration(counted, [e.passage for e in finding.rests_on]),
        prose_counts=counts_in_prose(counted, finding),
        prose_values=values_of(counted, dict(finding.prose.by_language).values(), finding.scope),
    )
    try:
        counts, against = queries_of(folder, finding)
    except LisesError:
        return replace(base, result="not-checkable", reason="query-unreadable")
    if counts is None:
        result: Result = "not-checkable" if finding.quantifier else "no-quantifier"
        return replace(base, result=result, reason="no-counts-query")
    return _counted_under(counted, finding, base, (counts, against))


def _counted_under(
    counted: Counted,
    finding: Finding,
    base: Assessment,
    queries: tuple[CodeQuery, CodeQuery | None],
) -> Assessment:
    counts, against = queries
    folder = counted.study.folder
    people = [p.id for p in in_scope(folder, finding.scope)]
    stood = stances(counted, finding, counts, against)
    saying = voicing(counted, counts, against).keys() & set(people)
    codes = counts.codes | (against.codes if against else frozenset())
    read = len(counted.known(people, codes, set(saying)))
    verdict = _verdict(folder, finding, (len(saying), read, base.interviewed))
    coded = _coded(counted, codes, set(people))
    return replace(
        base,
        n=len(saying),
        of=read,
        stances=stood,
        result=verdict.result,
        reason=verdict.reason,
        coded=coded,
        all_coded=_concentration(counted, coded),
    )


def queries_of(folder: StudyFolder, finding: Finding) -> tuple[CodeQuery | None, CodeQuery | None]:
    """Read the finding's ``counts`` and ``against``; None where it has none.

    Raises
    ------
    LisesError
        If one cannot be read or names an unknown code.
    """
    counts = parse_query(finding.counts, folder.codebook) if finding.counts else None
    against = parse_query(finding.against, folder.codebook) if finding.against else None
    return counts, against


def _verdict(folder: StudyFolder, finding: Finding, found: tuple[int, int, int | None]) -> Verdict:
    design = folder.design
    if finding.quantifier and design.counts != "checked":
        return Verdict("not-counted", f"counting-{design.counts}")
    if finding.quantifier and not design.counted:
        return Verdict("not-checkable", "no-counted-set")
    try:
        return judge(finding.quantifier, *found, dict(design.quantifiers))
    except LisesError:
        return Verdict("not-checkable", "quantifier-undefined")


def _coded(counted: Counted, codes: frozenset[str], people: set[str]) -> tuple[str, ...]:
    found: dict[str, tuple[str, int]] = {}
    for code in codes:
        for voice in counted.voices.get(code, ()):
            if voice.participant in people:
                found[voice.passage] = (voice.interview, voice.turn)
    return tuple(sorted(found, key=lambda passage: (*found[passage], passage)))


def _concentration(counted: Counted, passages: list[str] | tuple[str, ...]) -> Concentration:
    by_id = counted.study.by_id
    shares: Counter[str] = Counter()
    present = [by_id[p] for p in passages if p in by_id]
    for passage in present:
        shares.update(counted.study.speakers_of(passage))
    if not present or not shares:
        return Concentration(len(present), len(shares), None)
    largest, most = shares.most_common(1)[0]
    return Concentration(len(present), len(shares), most / len(present), largest)


def counts_in_prose(counted: Counted, finding: Finding) -> dict[str, tuple[int, int] | None]:
    """Compute the counts that the prose asks for: query → (n, N) in the finding's scope."""
    folder = counted.study.folder
    people = {p.id for p in in_scope(folder, finding.scope)}
    wanted = {q for _, text in finding.prose.by_language for q in COUNT_ROLE.findall(text)}
    found: dict[str, tuple[int, int] | None] = {}
    for text in sorted(wanted):
        try:
            query = parse_query(text, folder.codebook)
        except LisesError:
            found[text] = None
            continue
        voicing = query.participants(counted.by_code()) & people
        found[text] = (len(voicing), len(counted.known(people, query.codes, voicing)))
    return found
