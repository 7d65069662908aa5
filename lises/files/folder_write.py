"""A study as a folder of files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from lises.errors import LisesError
from lises.model import StudyFolder

from .asked import write_asked
from .claims import write_claims
from .codebook import write_codebook
from .decisions import write_decisions
from .figures import write_figures
from .finding import write_finding, write_prose
from .forms import LANGUAGE, SAFE_ID, Form
from .framework import write_framework
from .guide import write_guide
from .interviews import write_interviews
from .notes import NOTE_FOLDERS, write_note
from .origins import write_origins
from .participants import write_participants
from .passages import write_passages
from .readings import write_readings
from .related import write_related
from .reporting import write_reporting
from .searches import write_searches
from .sources import write_sources
from .study import write_study_design
from .text import write_atomic
from .themes import write_themes
from .transcript import write_transcript
from .translations import write_translations
from .withdrawals import write_withdrawals

__all__ = ["study_files", "write_study"]

_NOTES = {kind: folder for folder, kind in NOTE_FOLDERS.items()}
_TABLES: tuple[tuple[str, str, Any], ...] = (
    ("participants.csv", "participants", write_participants),
    ("interviews.csv", "interviews", write_interviews),
    ("asked.csv", "asked", write_asked),
    ("themes.yaml", "themes", write_themes),
    ("framework.yaml", "framework", write_framework),
    ("claims.yaml", "claims", write_claims),
    ("figures.csv", "figures", write_figures),
    ("sources.bib", "sources", write_sources),
    ("related.yaml", "related", write_related),
    ("withdrawals.csv", "withdrawals", write_withdrawals),
    ("reporting.yaml", "reporting", write_reporting),
    ("origins.csv", "origins", write_origins),
)
_NEEDED = {"interviews": ("participants.csv", "interviews.csv"), "figures": ("figures.csv",)}


def write_study(study: StudyFolder, folder: Path) -> None:
    """Write a whole study; read again it is equal, except for its ``path``.

    Every file is whole at every moment. All texts are made and all names checked before the first
    file is written. Files that are already in the folder and are not this study's stay: give an
    empty folder where nothing else may be in it.

    Raises
    ------
    LisesError
        If an id cannot name a file, two files would be one on some system, or a text cannot be
        written so that it comes back as it is.
    OSError
        If the disk refuses.
    """
    files: dict[str, bytes] = {}
    folded: dict[str, str] = {}
    for path, text in study_files(study):
        other = folded.setdefault(path.lower(), path)
        if other != path or path in files:
            raise LisesError(f"{other} and {path} would be the same file")
        files[path] = text.encode("utf-8")
    for path, data in files.items():
        write_atomic(folder / path, data)


def study_files(study: StudyFolder) -> Iterator[tuple[str, str]]:
    """Give the path and text of every file of a study; kinds of which it has nothing are left out.

    Raises
    ------
    LisesError
        As ``write_study``.
    """
    yield "study.yaml", write_study_design(study.design)
    if study.guide:
        yield "guide.yaml", write_guide(study.guide)
    if study.codebook:
        yield "codebook.yaml", write_codebook(study.codebook)
    for path, field, write in _TABLES:
        values = getattr(study, field)
        if values or path in _NEEDED[study.design.kind]:
            yield path, write(values)
    if study.readings or study.assigned:
        yield "readings.csv", write_readings(study.readings, study.assigned)
    yield from _folders(study)


def _folders(study: StudyFolder) -> Iterator[tuple[str, str]]:
    for interview, transcript in study.transcripts.items():
        yield f"transcripts/{_named(interview)}.md", write_transcript(transcript)
    passages = sorted(study.passages, key=lambda p: (p.set, p.interview))
    for (set_id, interview), group in groupby(passages, key=lambda p: (p.set, p.interview)):
        yield f"codings/{_named(set_id)}/{_named(interview)}.jsonl", write_passages(list(group))
    left_out = sorted(study.left_out, key=lambda d: (d.set, d.interview))
    for (set_id, interview), lines in groupby(left_out, key=lambda d: (d.set, d.interview)):
        yield f"decisions/{_named(set_id)}/{_named(interview)}.jsonl", write_decisions(list(lines))
    for path, hits in study.searches.items():
        name = path.removeprefix("searches/").removesuffix(".jsonl")
        yield f"searches/{_named(name)}.jsonl", write_searches(hits)
    translations = sorted(study.translations, key=lambda t: t.language)
    for language, texts in groupby(translations, key=lambda t: t.language):
        yield f"translations/{_named(language, LANGUAGE)}.jsonl", write_translations(list(texts))
    for note in study.notes:
        yield f"{_NOTES[note.kind]}/{_named(note.id)}.md", write_note(note)
    for finding in study.findings:
        yield f"findings/{_named(finding.id)}.md", write_finding(finding)
        for language, _ in finding.prose.by_language:
            if language:
                path = f"findings/{finding.id}.{_named(language, LANGUAGE)}.md"
                yield path, write_prose(finding, language)


def _named(name: str, form: Form = SAFE_ID) -> str:
    """Give an id that may name a file; a path could lead out of the folder."""
    if not form.fits(name):
        raise LisesError(f"{name[:80]!r} cannot name a file; it must be {form.words}")
    return name
