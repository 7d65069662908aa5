"""What a release tells of each person, gathered from all its files into columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lises.model import Attribute, Interview, StudyFolder
from lises.privacy.release import Release

from .result import Column, Told

__all__ = ["columns_of", "told_columns"]

SENSITIVE = ("direct", "special")
TOGETHER = " + "


def columns_of(release: Release, k: int) -> tuple[Column, ...]:
    """Give the columns: role, attributes, month, medium, interviewer, language, joint, stances.

    A person of several interviews has the values of all of them, joined. Where everybody has the
    same value the column is left out, since it tells nobody from anybody; not where all are fewer
    than k.
    """
    folder = release.folder
    found = [*_rows(folder), *_talks(folder), *_stances(release)]
    least = 1 if len(folder.participants) < k else 2
    return tuple(column for column in found if len(set(column.values) - {""}) >= least)


def told_columns(
    told: Sequence[Told], attributes: Sequence[Attribute], archive: StudyFolder
) -> tuple[Column, ...]:
    """Give a column per attribute that is told though it is not shown; empty for the others."""
    found = []
    people = archive.participants
    for attribute in attributes:
        for told_by, kind in (("attribute-by-scope", "known"), ("attribute-in-words", "told")):
            places = {
                t.person: t.place for t in told if (t.kind, t.about) == (told_by, attribute.id)
            }
            values = tuple(p.attribute(attribute.id) if p.id in places else "" for p in people)
            if places:
                found.append(
                    Column(
                        name=f"{attribute.id} ({'by scope' if kind == 'known' else 'in words'})",
                        values=values,
                        place=next(iter(places.values())),
                        kind="known" if kind == "known" else "told",
                        sensitive=attribute.sensitivity in SENSITIVE,
                    )
                )
    return tuple(found)


def _rows(folder: StudyFolder) -> Iterator[Column]:
    place = "participants.csv"
    people = folder.participants
    yield Column(name="role", values=tuple(p.role for p in people), place=place)
    for attribute in folder.design.attributes:
        yield Column(
            name=attribute.id,
            values=tuple(p.attribute(attribute.id) for p in people),
            place=place,
            sensitive=attribute.sensitivity in SENSITIVE,
        )


def _talks(folder: StudyFolder) -> Iterator[Column]:
    theirs = [
        [i for i in folder.interviews if person.id in i.participants]
        for person in folder.participants
    ]
    said: dict[str, Callable[[Interview], str]] = {
        "month": lambda i: i.date,
        "medium": lambda i: i.medium,
        "interviewer": lambda i: i.interviewer,
        "language": lambda i: _language(folder, i),
        "joint": lambda i: "joint" if len(i.participants) > 1 else "alone",
    }
    for name, value in said.items():
        yield Column(
            name=name,
            values=tuple(
                TOGETHER.join(dict.fromkeys(v for i in talks if (v := value(i))))
                for talks in theirs
            ),
            place="transcripts" if name == "language" else "interviews.csv",
        )


def _language(folder: StudyFolder, interview: Interview) -> str:
    transcript = folder.transcripts.get(interview.id)
    return (transcript.language or folder.design.language) if transcript else ""


def _stances(release: Release) -> Iterator[Column]:
    for finding in release.folder.findings:
        assessed = release.assessments.get(finding.id)
        stood = {s.participant: s.stance for s in assessed.stances} if assessed else {}
        yield Column(
            name=f"stance: {finding.id}",
            values=tuple(stood.get(p.id, "") for p in release.folder.participants),
            place=finding.at.path or f"findings/{finding.id}.md",
            kind="stance",
            sensitive=True,
        )
