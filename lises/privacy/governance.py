"""May this study be released at this tier? The library records and refuses; it does not decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lises.errors import Problem, QueryError
from lises.evidence import VALUE_ROLE, parse_value, roles_in
from lises.model import (
    At,
    Clearance,
    Finding,
    Governance,
    Receiver,
    StudyDesign,
    StudyFolder,
    allows,
)

from .naming import names_of

__all__ = ["governance_problems", "not_to_tell"]

PLACE = At("study.yaml", 0)

REQUIRED = {
    "collected": ("controller", "legal_basis", "dpia", "retention_until"),
    "constructed": ("controller", "legal_basis"),  # of nobody, so there is nothing to delete
}
WANTED = "say who answers, on what ground, with what assessment and until when"
# Of databeskyttelsesloven; the authority holds that open publication of raw data cannot rest on it.
SECTION_10 = "section-10"


def governance_problems(folder: StudyFolder, tier: Clearance, today: str) -> tuple[Problem, ...]:
    """Collect what forbids a release.

    A study without a word of anybody in it needs no leave; the restricted preview, which stays on
    the machine, needs none either.

    Parameters
    ----------
    folder : StudyFolder
    tier : {"public", "reviewer", "restricted"}
    today : str
        ISO date that signatures are held against.
    """
    if tier == "restricted" or not folder.transcripts:
        return ()
    told = (*_telling_scopes(folder, tier), *_telling_values(folder, tier))
    named = _named(folder) if tier == "public" and folder.design.per_finding else ()
    return (*_missing(folder, tier, today), *told, *named)


def _missing(folder: StudyFolder, tier: Clearance, today: str) -> Iterator[Problem]:
    governance = folder.design.governance
    if governance is None:
        yield _problem(
            folder, "study.yaml has no governance", "add it; `lises new` writes the form"
        )
        return
    for name in REQUIRED[folder.design.data_status]:
        if not getattr(governance, name):
            yield _problem(folder, f"governance.{name} is empty", WANTED)
    if governance.retention_until and governance.retention_until < today:
        message = f"the data were to be kept until {governance.retention_until}"
        yield _problem(folder, message, "delete them, or correct retention_until")
    yield from _unsigned(folder, governance, tier, today)
    if tier == "public" and governance.legal_basis == SECTION_10:
        for person in folder.participants:
            if person.transcript == "public":
                message = f"{person.id}: a transcript under {SECTION_10} cannot be public"
                yield _problem(folder, message, "a permission may cover excerpts; say reviewer")


def _unsigned(
    folder: StudyFolder, governance: Governance, tier: Clearance, today: str
) -> Iterator[Problem]:
    approval = dict(governance.tiers).get(tier)
    if approval is None or not approval.signed:
        yield _problem(
            folder,
            f"nobody has signed for the {tier} tier",
            f"add governance.tiers.{tier} with signed and expires, or build --tier restricted",
        )
    elif approval.expires < today:
        yield _problem(
            folder,
            f"the leave for the {tier} tier ended on {approval.expires or '(no date)'}",
            "have it renewed",
        )
    for receiver in approval.receivers if approval else ():
        yield from _overdue(folder, governance, receiver, today)


def _overdue(
    folder: StudyFolder, governance: Governance, receiver: Receiver, today: str
) -> Iterator[Problem]:
    """Raise a receiver whose day is past, or later than the study's own."""
    until = governance.retention_until
    place = At(PLACE.path, folder.design.place("governance").line)
    past = f'the day of the receiver "{receiver.name}" was {receiver.expires}'
    longer = (
        f'the receiver "{receiver.name}" may keep until {receiver.expires} what the study itself '
        f"keeps until {until}"
    )
    said = {past: receiver.expires < today, longer: bool(until) and receiver.expires > until}
    for message in (text for text, met in said.items() if met):
        yield Problem(
            path=folder.file(place),
            line=place.line,
            rule="receiver-expires",
            message=message,
            remedy="renew the agreement and the day, or take the receiver out; what was handed "
            "out stays in handed-out.csv of the vault",
        )


def _telling_scopes(folder: StudyFolder, tier: Clearance) -> Iterator[Problem]:
    """Raise findings about people of an attribute that the tier may not show.

    Whoever is named in its stances and quotations would be known to have it.
    """
    shown = _shown(folder.design, tier)
    for finding in folder.findings:
        scopes = (finding.scope, *(search.within for search in finding.searched))
        for name in sorted({name for scope in scopes for name, _ in scope} - shown):
            yield Problem(
                path=folder.file(finding.at),
                line=finding.at.line,
                rule="scope-not-cleared",
                message=f'{finding.id} is about "{name}", which the {tier} tier may not show',
                remedy="widen the scope, or clear the attribute: who is in scope would be told",
                subject=finding.id,
            )


def _telling_values(folder: StudyFolder, tier: Clearance) -> Iterator[Problem]:
    for finding in folder.findings:
        for language, text in finding.prose.by_language:
            for said, at in roles_in(text, VALUE_ROLE):
                place = finding.prose_place(language, at)
                for name in not_to_tell(folder.design, tier, said):
                    yield Problem(
                        path=folder.file(place),
                        line=place.line,
                        rule="scope-not-cleared",
                        message=f'`{said}` counts by "{name}", which the {tier} tier may not show',
                        remedy="count by something else, or clear the attribute",
                        subject=finding.id,
                    )


def _named(folder: StudyFolder) -> Iterator[Problem]:
    """Raise where words name somebody, a talk or a passage by an id that nothing will have.

    In a finding participants are given the labels that they have there.
    """
    names = names_of(folder)
    for finding in folder.findings:
        for text in _beside_prose(finding):
            if any(True for _ in names.places(text)):
                yield _by_id(folder, finding.id, finding.at)
        for language, text in finding.prose.by_language:
            for at in names.places(text):
                yield _by_id(folder, finding.id, finding.prose_place(language, at))
    codes = (replace(c, example="") for c in (folder.codebook.codes if folder.codebook else ()))
    told: list[tuple[str, object, At]] = [(code.id, code, code.at) for code in codes]
    told += [(theme.id, theme, theme.at) for theme in folder.themes]
    told += [(claim.id, claim, claim.at) for claim in folder.claims]
    told += [(answer.item, answer, answer.at) for answer in folder.reporting]
    for subject, row, place in told:
        if names.within(row):
            yield _by_id(folder, subject, place)


def _beside_prose(finding: Finding) -> Iterator[str]:
    notes = (e.note for e in (*finding.rests_on, *finding.contradicted_by))
    for told in (finding.statement, finding.selected, finding.limits, *notes):
        yield from (text for _, text in told.by_language)


def _by_id(folder: StudyFolder, subject: str, place: At) -> Problem:
    return Problem(
        path=folder.file(place),
        line=place.line,
        rule="id-in-words",
        message=f"{subject} names somebody, a talk or a passage by its id",
        remedy="write it without: with labels per finding there is no name over several of them",
        subject=subject,
    )


def not_to_tell(design: StudyDesign, tier: Clearance, text: str) -> list[str]:
    """Name the attributes by which a value in prose counts and that a tier may not show."""
    try:
        asked = parse_value(text)
    except QueryError:
        return []  # told where the study is checked
    return sorted({name for name, _ in asked.who or ()} - _shown(design, tier))


def _shown(design: StudyDesign, tier: Clearance) -> set[str]:
    return {"role", *(a.id for a in design.attributes if allows(tier, a.clearance))}


def _problem(folder: StudyFolder, message: str, remedy: str) -> Problem:
    return Problem(
        path=folder.file(PLACE),
        line=0,
        rule="governance-missing",
        message=message,
        remedy=remedy,
    )
