"""What is told of a person that the tier, or the person, does not allow: by words, scope, stance.

Levels of an attribute are looked for as they stand in ``study.yaml``, and as ``terms`` say them in
other languages, in what is written of a person and what the person is quoted with. Who says the
same in other words is not found; a word that is found may mean something else. A reader judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lises.model import Attribute, Participant, StudyFolder, allows
from lises.privacy.gate.grams import words_of
from lises.privacy.release import Release

from .result import Told

__all__ = ["hidden_attributes", "told_of"]

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n{2,}")
VOICED = ("supports", "qualifies", "contradicts")

NAME = re.compile(r"[\w-]+")


def hidden_attributes(archive: StudyFolder, release: Release) -> tuple[Attribute, ...]:
    """Give the attributes of the archive that the tier does not show."""
    return tuple(a for a in archive.design.attributes if not allows(release.tier, a.clearance))


def told_of(archive: StudyFolder, release: Release) -> tuple[Told, ...]:
    """List what is told all the same, each once by place and person.

    Parameters
    ----------
    archive : StudyFolder
        Whose attributes are asked for; where it is the release itself none is hidden.
    release : Release
    """
    hidden = hidden_attributes(archive, release)
    found = [*_scopes(archive, release, hidden), *_stances(release), *_words(archive, release)]
    return tuple(dict.fromkeys(found))


def _scopes(
    archive: StudyFolder, release: Release, hidden: tuple[Attribute, ...]
) -> Iterator[Told]:
    names = {attribute.id for attribute in hidden}
    for finding in release.folder.findings:
        for name, values in finding.scope:
            for person in archive.participants if name in names else ():
                if person.attribute(name) in values:
                    yield Told(
                        kind="attribute-by-scope",
                        place=finding.at.path,
                        person=person.id,
                        about=name,
                    )


def _stances(release: Release) -> Iterator[Told]:
    """Give who has a stance in a finding though no passage of theirs in it is shown."""
    for finding in release.folder.findings if not release.unlinked else ():
        assessed = release.assessments.get(finding.id)
        for stood in assessed.stances if assessed else ():
            shown = stood.passages or stood.against
            if stood.participant and stood.stance in VOICED and not shown:
                yield Told(
                    kind="stance-of-withheld",
                    place=finding.at.path,
                    person=stood.participant,
                    about=stood.stance,
                )


def _words(archive: StudyFolder, release: Release) -> Iterator[Told]:
    hidden = hidden_attributes(archive, release)
    if not hidden:
        return
    forms = {
        person.id: [(a.id, found) for a in hidden if (found := _forms(archive, person, a))]
        for person in archive.participants
    }
    for person, text, place in _about(release):
        asked = forms.get(person)
        spoken = f" {' '.join(words_of(text))} " if asked else ""
        for name, wanted in asked or ():
            if any(f" {form} " in spoken for form in wanted):
                yield Told(kind="attribute-in-words", place=place, person=person, about=name)


def _forms(archive: StudyFolder, person: Participant, attribute: Attribute) -> tuple[str, ...]:
    """Give the words of a person's level; a number alone only where the attribute is one."""
    level = person.attribute(attribute.id)
    if not level:
        return ()
    said = [level, *(text for _, text in archive.design.term(level).by_language)]
    words = {" ".join(words_of(text)) for text in said}
    number = attribute.type == "number"
    return tuple(sorted(w for w in words if len(w) > 1 and (number or not w.isdecimal())))


def _about(release: Release) -> Iterator[tuple[str, str, str]]:
    """Give person, text and place of what is written of people, and of what they are quoted with.

    A passage in which several speak is of none of them alone.
    """
    folder, study = release.folder, release.study
    speakers = {p.id: study.speakers_of(p) for p in study.passages}
    whose = {passage: who[0] for passage, who in speakers.items() if len(who) == 1}
    whose.update((person.id, person.id) for person in folder.participants)
    for passage in study.passages:
        yield whose.get(passage.id, ""), " ".join(passage.quote), passage.at.path
    for translation in folder.translations:
        yield whose.get(translation.passage, ""), translation.text, translation.at.path
    for note in folder.notes:
        yield whose.get(note.about, ""), note.text, note.at.path
        yield from _near(note.text, whose, note.at.path)
    for cell in folder.framework:
        for _, text in cell.summary.by_language:
            yield cell.case, text, cell.at.path
    yield from _findings(release, whose)


def _findings(release: Release, whose: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for finding in release.folder.findings:
        for evidence in (*finding.rests_on, *finding.contradicted_by):
            for _, text in evidence.note.by_language:
                yield whose.get(evidence.passage, ""), text, finding.at.path
        for language, text in finding.prose.by_language:
            yield from _near(text, whose, finding.prose_place(language, 0).path)


def _near(prose: str, whose: Mapping[str, str], place: str) -> Iterator[tuple[str, str, str]]:
    """Give whom a sentence names, by an id of theirs, with it and the one after it."""
    sentences = SENTENCE.split(prose)
    for number, sentence in enumerate(sentences):
        ids = NAME.findall(sentence)
        named = {whose.get(name) or whose.get(name.removesuffix("s"), "") for name in ids}
        for person in sorted(named - {""}):
            yield person, " ".join(sentences[number : number + 2]), place
