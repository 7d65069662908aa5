"""Checks of the codebook, themes, passages, readings, searches, translations and notes."""

from __future__ import annotations

from collections.abc import Iterator

from lises.errors import Problem, Severity, how_many
from lises.files.forms import DATE, passage_prefix
from lises.model import At, Codebook, Passage, StudyFolder

from .names import Names, fault, turn_fault, unknown

__all__ = ["check_beside", "check_codebook", "check_passages", "check_readings"]

_CODEBOOK = "codebook.yaml"
_INTERVIEWS = "interviews.csv"


def check_codebook(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check parents, cycles, examples and versions, and the codes of the themes."""
    book = study.codebook
    if book is None:
        if study.passages or study.themes:
            said = ("does not exist or cannot be read", "add the codes that the study uses")
            yield fault(At(_CODEBOOK, 0), "codebook-missing", said)
        return
    for code in book.codes:
        if code.parent is not None:
            yield from unknown(code.at, "code", code.parent, names.codes, _CODEBOOK)
        if code.example:
            yield from unknown(code.at, "passage", code.example, names.passages, "codings")
        if code.changed > book.version:
            message = f'"{code.id}" changed in version {code.changed}, after {book.version}'
            said = (message, "raise the version of the codebook and say why under changes")
            yield fault(code.at, "codebook-version", said, code.id)
    yield from _cycles(book)
    yield from _undefined(book)
    versions = [change.version for change in book.changes]
    if versions and (versions != sorted(set(versions)) or versions[-1] > book.version):
        message = f"the changes are of the versions {versions}, the codebook is of {book.version}"
        said = (message, "list each version once, in order, the codebook's own last")
        yield fault(book.at, "codebook-version", said)
    for theme in study.themes:
        for code_id in theme.codes:
            yield from unknown(theme.at, "code", code_id, names.codes, _CODEBOOK)


def _undefined(book: Codebook) -> Iterator[Problem]:
    """Doubt codes of which nobody said what they mean, in one line: an import brings hundreds."""
    bare = [code for code in book.codes if not code.definition]
    if not bare:
        return
    named = ", ".join(code.id for code in bare[:3]) + (" …" if len(bare) > 3 else "")
    message = f"{how_many(len(bare), 'code')} of {len(book.codes)} without a definition: {named}"
    said = (message, "say what a passage with such a code is about")
    yield fault(bare[0].at, "code-undefined", said, bare[0].id, "doubt")


def _cycles(book: Codebook) -> Iterator[Problem]:
    """Name each cycle of parents once, at its first code in the file."""
    parents = {code.id: code.parent for code in book.codes}
    seen: set[str] = set()
    for code in book.codes:
        path: list[str] = []
        step: str | None = code.id
        while step is not None and step not in seen:
            seen.add(step)
            path.append(step)
            step = parents.get(step)
        if step in path:
            cycle = path[path.index(step) :]
            message = " > ".join([*cycle, cycle[0]])
            first = next(c for c in book.codes if c.id in cycle)
            said = (f"the parents go in a circle: {message}", "take one of the parents away")
            yield fault(first.at, "code-cycle", said, first.id)


def check_passages(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check the set, interview, codes and origin of every passage; turns where it is anchored."""
    read = {(reading.set, reading.interview) for reading in study.readings}
    files: set[tuple[str, str]] = set()
    if study.passages and not read:
        message = "notes no reading, and there is coding: nobody counts as read"
        said = (message, "add a row for each coding set and interview that was read")
        counts = study.design.counted and study.design.counts != "none"
        severity: Severity = "error" if counts else "doubt"
        yield fault(At("readings.csv", 0), "reading-missing", said, "", severity)
    for passage in study.passages:
        if (passage.set, passage.interview) not in files:
            files.add((passage.set, passage.interview))
            yield from _coded_file(passage, names, read)
        if study.codebook is not None:
            for code in passage.codes:
                if code not in names.codes:
                    yield from unknown(passage.at, "code", code, names.codes, _CODEBOOK)
        if passage_prefix(passage.id) != passage.interview:
            said = (
                f'"{passage.id}" does not begin with its interview "{passage.interview}"',
                "move the line to its interview's file; an id is never reused",
            )
            yield fault(passage.at, "passage-elsewhere", said, passage.id)
        for origin in passage.origin:
            yield from _origin(passage, origin, names)


def _coded_file(passage: Passage, names: Names, read: set[tuple[str, str]]) -> Iterator[Problem]:
    """Check what holds of all passages of a set and interview, once."""
    at = At(passage.at.path, 0)
    if passage.set not in names.sets:
        yield from unknown(at, "set", passage.set, names.sets, "coding_sets in study.yaml")
    yield from unknown(at, "interview", passage.interview, names.interviews, _INTERVIEWS)
    if read and (passage.set, passage.interview) not in read:
        message = f'is coded, but no reading says that "{passage.set}" has read it'
        said = (message, "add its row to readings.csv: without it nobody in it counts as read")
        yield fault(at, "reading-missing", said, passage.interview, "doubt")


def _origin(passage: Passage, origin: str, names: Names) -> Iterator[Problem]:
    """Check that what a consensus was made from is there, and in a set that it is made from."""
    made_from = names.passages.get(origin)
    if made_from is None:
        yield from unknown(passage.at, "passage", origin, names.passages, "codings")
    elif made_from.set in names.sets and made_from.set not in names.sets.get(
        passage.set, (made_from.set,)
    ):
        message = f'"{origin}" is of the set "{made_from.set}", "{passage.set}" is not made from it'
        said = (message, f'add it to "from" of "{passage.set}" in study.yaml')
        yield fault(passage.at, "origin-elsewhere", said, passage.id)


def check_readings(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check the set, interview, codes and codebook version of every reading."""
    version = study.codebook.version if study.codebook else None
    for reading in study.readings:
        at = reading.at
        yield from unknown(at, "set", reading.set, names.sets, "coding_sets in study.yaml")
        yield from unknown(at, "interview", reading.interview, names.interviews, _INTERVIEWS)
        for code in reading.codes:
            if code != "*":
                yield from unknown(at, "code", code, names.codes, _CODEBOOK)
        if version is not None and (reading.codebook or 0) > version:
            message = f"codebook {reading.codebook}, the latest is {version}"
            said = (message, "correct the row, or raise the version of the codebook")
            yield fault(at, "codebook-version", said, reading.interview)


def check_beside(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check judged hits, translations and notes."""
    for hits in study.searches.values():
        for hit in hits:
            yield from unknown(hit.at, "interview", hit.interview, names.interviews, _INTERVIEWS)
            yield from turn_fault(study, hit.at, hit.interview, hit.turn)
    translated: set[tuple[str, str]] = set()
    for text in study.translations:
        yield from unknown(text.at, "passage", text.passage, names.passages, "codings")
        if (text.language, text.passage) in translated:
            said = (f'"{text.passage}" is translated twice', "keep one translation per language")
            yield fault(text.at, "translation-duplicate", said, text.passage)
        translated.add((text.language, text.passage))
    yield from _notes(study, names)


def _notes(study: StudyFolder, names: Names) -> Iterator[Problem]:
    kinds = (
        names.codes, names.passages, names.interviews, names.themes, names.findings,
        names.participants, names.questions, names.sets,
    )  # fmt: skip
    for note in study.notes:
        if note.coder:
            yield from unknown(note.place("coder"), "coder", note.coder, names.coders, "study.yaml")
        if note.about and not any(note.about in known for known in kinds):
            codes = [*names.codes, *names.interviews, *names.themes]
            home = "the study: a code, passage, interview, theme, finding or participant"
            yield from unknown(note.place("about"), "subject", note.about, codes, home)
        if note.kind == "fieldnote" and note.about not in names.interviews:
            yield from unknown(note.at, "interview", note.id, names.interviews, _INTERVIEWS)
        if note.kind == "journal" and not _is_of_a_day(note.id):
            said = (
                f'"{note.id}" is no date',
                "name a page of the journal 2026-03-22.md, or 2026-03-22-ab.md",
            )
            yield fault(note.at, "journal-undated", said, note.id)


def _is_of_a_day(name: str) -> bool:
    """Tell whether a page's name is a day, alone or with whose page it is behind it."""
    return DATE.fits(name[:10]) and name[10:11] in ("", "-")
