"""Evidence rules: does the study say what it shows? Each fault is a Problem, all in one pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lises.analysis import parse_query
from lises.errors import LisesError, Problem, Severity, did_you_mean, how_many
from lises.model import At, Finding, StudyFolder

from .assess import Assessment, assess_all
from .claims import claims_answered
from .counted import EVERY_CODE, Counted, in_scope
from .quantifiers import compare
from .searches import search_outcome
from .value_checks import prose_values

__all__ = ["check_evidence"]

# "7 of 13", "7 af 13", "7 ud af 13": a number that ought to be a role.
TYPED_COUNT = re.compile(r"\b\d+\s+(?:ud\s+)?(?:of|af|out of|von|sur|de|av)\s+\d+\b", re.IGNORECASE)
PROSE_ROLE = re.compile(r"\{lises:([^}\s]*)\}`")
PROSE_ROLES = frozenset(
    (
        "study",
        "finding",
        "passage",
        "code",
        "interview",
        "participant",
        "claim",
        "count",
        "value",
        "withheld",
    )
)
INCOMPATIBLE_BASES = ("outside", "partly", "method", "recommendation")

FindingRule = Callable[[Counted, Finding, Assessment], Iterator[Problem]]


def check_evidence(
    counted: Counted, assessments: Mapping[str, Assessment] | None = None
) -> tuple[Problem, ...]:
    """Collect what the evidence rules raise, in the order of files and lines."""
    found = list(_study_rules(counted))
    assessed = assess_all(counted) if assessments is None else assessments
    for finding in counted.study.folder.findings:
        for rule in FINDING_RULES:
            found.extend(rule(counted, finding, assessed[finding.id]))
    return tuple(sorted(found))


def _problem(
    place: tuple[StudyFolder, At],
    rule: str,
    words: tuple[str, str],
    subject: str,
    severity: Severity = "error",
) -> Problem:
    folder, at = place
    message, remedy = words
    return Problem(
        path=folder.file(at),
        line=at.line,
        rule=rule,
        message=message,
        remedy=remedy,
        severity=severity,
        subject=subject,
    )


def _study_rules(counted: Counted) -> Iterator[Problem]:
    folder = counted.study.folder
    yield from _samples(folder)
    yield from _definitions(folder)
    yield from _stale_readings(folder)
    yield from _coded_unread(counted)


def _samples(folder: StudyFolder) -> Iterator[Problem]:
    """Raise a role with more people listed than were interviewed: N would be too small."""
    listed = Counter(p.role for p in folder.participants)
    gone = Counter(w.role for w in folder.withdrawals)
    for role in folder.design.roles:
        if role.sample is not None and listed[role.id] > role.sample - gone[role.id]:
            yield _problem(
                (folder, folder.design.place("roles", role.id, "sample")),
                "sample-exceeded",
                (
                    f"{role.id}: {listed[role.id]} are listed; of a sample of {role.sample}, "
                    f"{gone[role.id]} withdrew",
                    "correct the sample, which counts all who were interviewed, those who withdrew "
                    "later among them; or take the row out that is one too many",
                ),
                role.id,
            )


def _definitions(folder: StudyFolder) -> Iterator[Problem]:
    for name, definition in folder.design.quantifiers:
        try:
            compare(definition, n=1, total=2)
        except LisesError as why:
            place = (folder, folder.design.place("quantifiers", name))
            said = (f"{name}: {why}", "write a comparison of n and N, such as n > N / 2")
            yield _problem(place, "quantifier-unreadable", said, name)


def _stale_readings(folder: StudyFolder) -> Iterator[Problem]:
    """Raise readings made before a code of theirs changed: not read for it in its new sense."""
    if folder.codebook is None:
        return
    changed = {code.id: code.changed for code in folder.codebook.codes}
    for reading in folder.readings:
        if reading.codebook is None:
            continue
        wanted = changed if EVERY_CODE in reading.codes else reading.codes
        late = sorted(c for c in wanted if changed.get(c, 1) > reading.codebook)
        if late:
            shown = ", ".join(late[:4]) + (" …" if len(late) > 4 else "")
            yield _problem(
                (folder, reading.at),
                "reading-stale",
                (
                    f"{reading.set} read {reading.interview} under codebook {reading.codebook}; "
                    f"since then changed: {shown}",
                    "read the interview again for these codes and note it in readings.csv",
                ),
                reading.interview,
                "doubt",
            )


def _coded_unread(counted: Counted) -> Iterator[Problem]:
    """Raise coding in interviews not noted as read: it would leave N too small."""
    folder = counted.study.folder
    told = set()
    if not folder.readings:
        return  # said once of the whole file, with the references
    for passage in counted.study.passages:
        if passage.set != folder.design.counted or passage.interview in told:
            continue
        got = counted.read.get(passage.interview, frozenset())
        if EVERY_CODE not in got and not set(passage.codes) <= got:
            told.add(passage.interview)
            yield _problem(
                (folder, passage.at),
                "coded-not-read",
                (
                    f"{passage.set} codes {passage.interview} for codes that readings.csv does not "
                    "say it was read for",
                    f"add a row {passage.set},{passage.interview},*,… to readings.csv",
                ),
                passage.interview,
            )


def _queries(counted: Counted, finding: Finding, _: Assessment) -> Iterator[Problem]:
    folder = counted.study.folder
    for name in ("counts", "against"):
        text = getattr(finding, name)
        try:
            if text:
                parse_query(text, folder.codebook)
        except LisesError as why:
            first, _newline, shown = str(why).partition("\n")
            said = (
                f"{name}: {first}{f' {shown.splitlines()[0].strip()}' if shown else ''}",
                "name codes of codebook.yaml joined by | or &, with brackets where both are used",
            )
            place = (folder, finding.place(name))
            yield _problem(place, f"{name}-unreadable", said, finding.id)


def _prose_roles(counted: Counted, finding: Finding, _: Assessment) -> Iterator[Problem]:
    """Raise a role in the prose that does not exist; the book would only say that much later."""
    folder = counted.study.folder
    told = set()
    for language, text in finding.prose.by_language:
        for hit in PROSE_ROLE.finditer(text):
            role = hit[1]
            if role in PROSE_ROLES or (language, role) in told:
                continue
            told.add((language, role))
            near = did_you_mean(role, PROSE_ROLES) or f"there are: {', '.join(sorted(PROSE_ROLES))}"
            said = (f"the prose has {{lises:{role}}}, which is no role", near)
            place = (folder, finding.prose_place(language, hit.start()))
            yield _problem(place, "prose-role-unknown", said, finding.id)


def _prose_counts(counted: Counted, finding: Finding, assessed: Assessment) -> Iterator[Problem]:
    folder = counted.study.folder
    for query, value in assessed.prose_counts.items():
        if value is None:
            yield _problem(
                (folder, _counted_in(finding, query)),
                "count-unreadable",
                (
                    f"the prose counts `{query}`, which is no query over the codebook",
                    "name codes of codebook.yaml joined by | or &",
                ),
                finding.id,
            )
    yield from _typed_counts(folder, finding)


def _counted_in(finding: Finding, query: str) -> At:
    """Find where the prose counts a query."""
    for language, text in finding.prose.by_language:
        at = text.find(f"{{lises:count}}`{query}`")
        if at >= 0:
            return finding.prose_place(language, at)
    return finding.at


def _typed_counts(folder: StudyFolder, finding: Finding) -> Iterator[Problem]:
    """Raise numbers of people that stand as digits in prose or statement."""
    found = [
        (typed, finding.prose_place(language, typed.start()))
        for language, text in finding.prose.by_language
        if (typed := TYPED_COUNT.search(text))
    ]
    found += [
        (typed, finding.place("statement", language))
        for language, text in finding.statement.by_language
        if (typed := TYPED_COUNT.search(text))
    ]
    for typed, at in found:
        said = (
            f'"{typed.group()}" is typed, not computed',
            "write {lises:count}`code`, which is counted anew at every build",
        )
        yield _problem((folder, at), "count-typed", said, finding.id)


def _counter_evidence(
    counted: Counted, finding: Finding, assessed: Assessment
) -> Iterator[Problem]:
    """Raise a finding that has looked for nothing against it (negative case analysis)."""
    folder = counted.study.folder
    if finding.contradicted_by or finding.searched or any(s.against for s in assessed.stances):
        return
    yield _problem(
        (folder, finding.at),
        "counter-evidence-missing",
        (
            f"{finding.id} names nothing that speaks against it and no search for it",
            "add contradicted_by, an against query, or a recorded search under searched",
        ),
        finding.id,
        "doubt",
    )


def _result(counted: Counted, finding: Finding, assessed: Assessment) -> Iterator[Problem]:
    if assessed.result != "do-not-agree":
        return
    folder = counted.study.folder
    yield _problem(
        (folder, finding.place("quantifier")),
        "quantifier-disagrees",
        (
            f'"{finding.quantifier}" and the codings do not agree: {assessed.n} voice '
            f"{finding.counts}; {assessed.of} of {assessed.interviewed} interviewed were read",
            "change the quantifier, or the statement; the codings are what they are",
        ),
        finding.id,
        "doubt",
    )


def _cited(counted: Counted, finding: Finding, assessed: Assessment) -> Iterator[Problem]:
    folder = counted.study.folder
    people = {p.id for p in in_scope(folder, finding.scope)}
    by_id = counted.study.by_id
    for evidence in finding.rests_on:
        passage = by_id.get(evidence.passage)
        if passage is None:
            continue  # unknown or without a place: told where passages are checked
        if not people & set(counted.study.speakers_of(passage)):
            yield _problem(
                (folder, evidence.at if evidence.at.path else finding.at),
                "evidence-out-of-scope",
                (
                    f"{finding.id} rests on {passage.id}, in which nobody of its scope speaks",
                    "cite somebody in scope, or widen the scope",
                ),
                passage.id,
            )
        elif finding.counts and evidence.passage not in assessed.coded:
            yield _problem(
                (folder, evidence.at if evidence.at.path else finding.at),
                "evidence-not-counted",
                (
                    f"{finding.id} rests on {passage.id}, which the counted set does not code with "
                    f"{finding.counts}",
                    "code it in the counted set, or cite another passage",
                ),
                passage.id,
                "doubt",
            )


def _nothing_cited(counted: Counted, finding: Finding, _: Assessment) -> Iterator[Problem]:
    folder = counted.study.folder
    absence = finding.quantifier == "none" and finding.searched
    if not finding.rests_on and not absence and folder.passages:
        yield _problem(
            (folder, finding.at),
            "evidence-missing",
            (f"{finding.id} rests on no passage", "name passages under rests_on"),
            finding.id,
        )


def _claims_answered(counted: Counted, finding: Finding, _: Assessment) -> Iterator[Problem]:
    folder = counted.study.folder
    by_id = {claim.id: claim for claim in folder.claims}
    for claim_id in claims_answered(folder, finding):
        claim = by_id.get(claim_id)
        if claim and claim.basis in INCOMPATIBLE_BASES:
            yield _problem(
                (folder, finding.place("answers")),
                "claim-rests-elsewhere",
                (
                    f"{finding.id} answers {claim_id}, and its basis is {claim.basis}",
                    "take the link out: interviews of this study are no evidence for it",
                ),
                finding.id,
            )


def _searches(counted: Counted, finding: Finding, _: Assessment) -> Iterator[Problem]:
    folder = counted.study.folder
    for search in finding.searched:
        place = (folder, search.at if search.at.path else finding.at)
        try:
            outcome = search_outcome(folder, search)
        except LisesError as why:
            said = (str(why), "write words joined by |; by lemma each must be a single word")
            yield _problem(place, "search-unreadable", said, finding.id)
            continue
        if outcome.unjudged:
            interview, turn, hit, _occurrence = outcome.unjudged[0]
            yield _problem(
                place,
                "search-unjudged",
                (
                    f"{how_many(len(outcome.unjudged), 'hit')} of {outcome.hits} of "
                    f'"{search.query}" not judged, first "{hit}" in turn {turn} of {interview}',
                    f"judge each in {search.judged or 'a file under searches/'}",
                ),
                finding.id,
            )
        for stale in outcome.stale:
            yield _problem(
                (folder, stale.at),
                "search-hit-gone",
                (
                    f'"{stale.hit}" in turn {stale.turn} of {stale.interview} is no hit now of '
                    f'"{search.query}"',
                    "take the line out, or correct it",
                ),
                finding.id,
                "doubt",
            )


FINDING_RULES: tuple[FindingRule, ...] = (
    _queries,
    _prose_roles,
    _prose_counts,
    prose_values,
    _nothing_cited,
    _cited,
    _counter_evidence,
    _result,
    _claims_answered,
    _searches,
)
