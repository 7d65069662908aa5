"""The whole folder of a study: every kind of file in, all faults in one pass."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from lises.errors import LisesError, Problem, did_you_mean
from lises.model import (
    Finding,
    JudgedHit,
    LeftOut,
    Note,
    Passage,
    StudyDesign,
    StudyFolder,
    Transcript,
    Translation,
)

from .asked import parse_asked
from .claims import parse_claims
from .codebook import parse_codebook
from .decisions import parse_decisions
from .faults import Faults
from .figures import parse_figures
from .finding import parse_finding, with_prose
from .forms import LANGUAGE, SAFE_ID, Form
from .framework import parse_framework
from .guide import parse_guide
from .interviews import parse_interviews
from .notes import NOTE_FOLDERS, parse_note
from .origins import parse_origins
from .participants import parse_participants
from .passages import parse_passages
from .readings import parse_reading_rows
from .related import parse_related
from .reporting import parse_reporting
from .searches import parse_searches
from .sources import parse_sources
from .study import parse_study
from .text import decode_text, read_text
from .themes import parse_themes
from .together import LIST_PATH, finish_change, unfinished_change
from .transcript import parse_transcript
from .translations import parse_translations
from .withdrawals import parse_withdrawals

__all__ = ["read_study"]

Made = TypeVar("Made")
Parser = Callable[[str, str], tuple[Made, list[Problem]]]

_FILES = (
    "study.yaml", "participants.csv", "interviews.csv", "guide.yaml", "asked.csv", "codebook.yaml",
    "themes.yaml", "readings.csv", "claims.yaml", "figures.csv", "sources.bib", "withdrawals.csv",
    "reporting.yaml", "origins.csv",
    "related.yaml",
    "framework.yaml",
)  # fmt: skip
_BESIDE = ("lises.lock", "release.json", "README.md", "LICENSE", "notebooks")
_FOLDERS = {
    "transcripts": ".md",
    "codings": ".jsonl",
    "decisions": ".jsonl",
    "searches": ".jsonl",
    "translations": ".jsonl",
    "memos": ".md",
    "fieldnotes": ".md",
    "journal": ".md",
    "findings": ".md",
}
_NEEDED = {"interviews": ("participants.csv", "interviews.csv"), "figures": ("figures.csv",)}


def read_study(
    folder: Path, *, name: str | None = None, instead: Mapping[str, bytes | None] | None = None
) -> tuple[StudyFolder | None, tuple[Problem, ...]]:
    """Read a study folder as it was written; nothing is computed and nothing stops the reading.

    Parameters
    ----------
    folder : Path
        The folder with ``study.yaml``.
    name : str, optional
        How problems call the folder; else as ``folder`` was given.
    instead : mapping of str to bytes or None, optional
        Files by their path in the study, read instead of its own (None: not there): what it would
        be with them.

    Returns
    -------
    StudyFolder or None
        What is whole of it; None only where ``study.yaml`` cannot be used at all.
    tuple[Problem, ...]
        Every fault of every file, by file and line. References between the files are for
        ``check_references``.

    Examples
    --------
    >>> folder, problems = read_study(Path("tests/studies/demo-tiny"))
    >>> folder.design.id, len(folder.interviews)
    ('demo-tiny', 3)
    """
    unfinished = _finished(folder, name or folder.as_posix())
    with _uncollected():
        reader = _Reader(folder, name or folder.as_posix(), instead or {})
        study = reader.study()
    return study, tuple(sorted([*unfinished, *reader.problems]))


def _finished(folder: Path, shown: str) -> list[Problem]:
    """Finish a change that was interrupted; say so where that cannot be done."""
    if not unfinished_change(folder):
        return []
    try:
        finish_change(folder)
    except (LisesError, OSError) as why:
        path = f"{shown.rstrip('/')}/{LIST_PATH}"
        message = f"a change of several files was interrupted and cannot be finished: {why}"
        remedy = "make room and read again, or restore the study from git and remove .lises/change"
        return [
            Problem(path=path, line=1, rule="change-unfinished", message=message, remedy=remedy)
        ]
    return []


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the cyclic garbage collector: all that is made here stays, and none of it is a cycle.

    It would look through the growing study again and again, for a third of the reading time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reader:
    """Reads the files of one folder and gathers their problems."""

    def __init__(self, folder: Path, shown: str, instead: Mapping[str, bytes | None]) -> None:
        self.folder = folder
        self.shown = shown.rstrip("/")
        self.instead = instead
        self.problems: list[Problem] = []
        self.present = self._files()

    def study(self) -> StudyFolder | None:
        """Read everything."""
        design = self._one("study.yaml", parse_study, needed=True)
        if isinstance(design, StudyDesign):
            self._named_as_its_folder(design)
        needed = _NEEDED[design.kind] if design else ()

        def table(path: str, parser: Parser[tuple[Made, ...]]) -> tuple[Made, ...]:
            return self._one(path, parser, needed=path in needed, by_line=True) or ()

        parts = {
            "guide": self._one("guide.yaml", parse_guide),
            "codebook": self._one("codebook.yaml", parse_codebook),
            "participants": table("participants.csv", parse_participants),
            "interviews": table("interviews.csv", parse_interviews),
            "asked": table("asked.csv", parse_asked),
            "themes": self._one("themes.yaml", parse_themes) or (),
            "transcripts": self._transcripts(),
            "passages": self._passages(),
            **self._reading_rows(),
            "left_out": self._left_out(),
            "searches": self._searches(),
            "translations": self._translations(),
            "notes": self._notes(),
            "findings": self._findings(),
            "claims": self._one("claims.yaml", parse_claims) or (),
            "figures": table("figures.csv", parse_figures),
            "sources": self._one("sources.bib", parse_sources) or (),
            "related": self._one("related.yaml", parse_related) or (),
            "withdrawals": table("withdrawals.csv", parse_withdrawals),
            "reporting": self._one("reporting.yaml", parse_reporting) or (),
            "framework": self._one("framework.yaml", parse_framework) or (),
            "origins": table("origins.csv", parse_origins),
        }
        if design is None:
            return None
        return StudyFolder(path=str(self.folder), design=design, **parts)  # type: ignore[arg-type]

    def _take(self, problems: list[Problem]) -> None:
        """Keep the problems of a file under the name that the user gave to the folder."""
        self.problems.extend(replace(p, path=f"{self.shown}/{p.path}") for p in problems)

    def _one(
        self, path: str, parser: Parser[Made], *, needed: bool = False, by_line: bool = False
    ) -> Made | None:
        """Read and parse one file; None where it is not there or cannot be used."""
        if path not in self.present and not needed:
            return None
        faults = Faults(path)
        data = self.instead.get(path)
        if data is None:
            text = read_text(self.folder / path, faults, by_line=by_line)
        else:
            text = decode_text(data, faults, by_line=by_line)
        self._take(faults.found)
        if text is None:
            return None
        made, problems = parser(text, path)
        self._take(problems)
        return made

    def _named_as_its_folder(self, design: StudyDesign) -> None:
        folder = Path(os.path.abspath(self.folder)).name  # noqa: PTH100 - a link keeps its own name
        if folder != design.id:
            faults = Faults("study.yaml")
            message = f'the study is "{design.id}", its folder "{folder}"'
            faults.doubt(design.at.line, "study-renamed", message, "give both the same name")
            self._take(faults.found)

    def _files(self) -> dict[str, None]:
        """List the files that belong to a study; doubt the others."""
        found: list[str] = []
        for path, is_folder in self._listed(""):
            if not is_folder and path in _FILES:
                found.append(path)
            elif is_folder and path in _FOLDERS:
                found.extend(self._within(path))
            elif path not in _BESIDE:
                self._unknown(path, (*_FILES, *_FOLDERS))
        gone = {path for path, data in self.instead.items() if data is None}
        return dict.fromkeys(sorted({*found, *self.instead} - gone))

    def _within(self, folder: str) -> Iterator[str]:
        """List the files of one of the known folders."""
        suffix = _FOLDERS[folder]
        for path, is_folder in self._listed(folder):
            if folder in ("codings", "decisions"):
                if not is_folder:
                    self._unknown(path, ())
                elif self._safe(path, Path(path).name, SAFE_ID):
                    yield from self._of_kind(path, suffix)
            elif is_folder or not path.endswith(suffix):
                self._unknown(path, ())
            elif self._well_named(folder, path):
                yield path

    def _of_kind(self, folder: str, suffix: str) -> Iterator[str]:
        for path, is_folder in self._listed(folder):
            if is_folder or not path.endswith(suffix):
                self._unknown(path, ())
            elif self._safe(path, Path(path).name.removesuffix(suffix), SAFE_ID):
                yield path

    def _well_named(self, folder: str, path: str) -> bool:
        """Check the id in a file's name."""
        stem = path.removeprefix(f"{folder}/").removesuffix(_FOLDERS[folder])
        if folder == "translations":
            return self._safe(path, stem, LANGUAGE)
        if folder == "findings" and "." in stem:
            stem, _, language = stem.partition(".")
            if not self._safe(path, language, LANGUAGE):
                return False
        return self._safe(path, stem, SAFE_ID)

    def _safe(self, path: str, stem: str, form: Form) -> bool:
        if form.fits(stem):
            return True
        faults = Faults(path)
        faults.error(0, "id-unsafe", f'the file is named "{stem[:80]}"', f"it must be {form.words}")
        self._take(faults.found)
        return False

    def _listed(self, folder: str) -> list[tuple[str, bool]]:
        """List a folder's entries, without those that begin with a dot; refuse links."""
        faults = Faults(folder)
        found: list[tuple[str, bool]] = []
        try:
            entries = sorted(os.scandir(self.folder / folder), key=lambda entry: entry.name)
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                name = os.fsencode(entry.name).decode("utf-8", "replace")
                path = f"{folder}/{name}" if folder else name
                if entry.is_symlink() and entry.is_dir():
                    remedy = "put the folder itself here"
                    linked = Faults(path)
                    linked.error(0, "file-link", "is a link to another place", remedy)
                    self._take(linked.found)
                    continue
                found.append((path, entry.is_dir(follow_symlinks=False)))
        except OSError as problem:
            # A folder that is not there at all is said once, as a missing study.yaml.
            if folder:
                why = f"cannot be read: {problem.strerror}"
                faults.error(0, "file-unreadable", why, "look at its permissions")
        self._take(faults.found)
        return found

    def _unknown(self, path: str, known: tuple[str, ...]) -> None:
        faults = Faults(path)
        remedy = did_you_mean(path, known) or "move it out of the study, or rename it"
        faults.doubt(0, "file-unknown", "is no file of a study and is not read", remedy)
        self._take(faults.found)

    def _under(self, folder: str) -> Iterator[str]:
        return (path for path in self.present if path.startswith(f"{folder}/"))

    def _transcripts(self) -> dict[str, Transcript]:
        found: dict[str, Transcript] = {}
        for path in self._under("transcripts"):
            made = self._one(path, parse_transcript)
            if made is None:
                continue
            stem = Path(path).stem
            if made.interview != stem:
                faults = Faults(path)
                message = f'the interview is "{made.interview}", the file "{stem}.md"'
                at = made.place("interview")
                faults.error(at.line, "interview-misnamed", message, "give both the same name")
                self._take([replace(p, subject=made.interview) for p in faults.found])
            found[stem] = replace(made, interview=stem)
        return found

    def _passages(self) -> tuple[Passage, ...]:
        found: list[Passage] = []
        for path in self._under("codings"):
            found.extend(self._one(path, parse_passages, by_line=True) or ())
        return tuple(found)

    def _reading_rows(self) -> dict[str, object]:
        read = self._one("readings.csv", parse_reading_rows, by_line=True) or ((), ())
        return {"readings": read[0], "assigned": read[1]}

    def _left_out(self) -> tuple[LeftOut, ...]:
        read = (self._one(path, parse_decisions, by_line=True) for path in self._under("decisions"))
        return tuple(one for found in read for one in found or ())

    def _searches(self) -> dict[str, tuple[JudgedHit, ...]]:
        paths = self._under("searches")
        read = ((path, self._one(path, parse_searches, by_line=True)) for path in paths)
        return {path: hits for path, hits in read if hits is not None}

    def _translations(self) -> tuple[Translation, ...]:
        found: list[Translation] = []
        for path in self._under("translations"):
            found.extend(self._one(path, parse_translations, by_line=True) or ())
        return tuple(found)

    def _notes(self) -> tuple[Note, ...]:
        read = (
            self._one(path, parse_note) for folder in NOTE_FOLDERS for path in self._under(folder)
        )
        return tuple(note for note in read if note is not None)

    def _findings(self) -> tuple[Finding, ...]:
        found: dict[str, Finding] = {}
        prose: list[tuple[str, str, str]] = []
        for path in self._under("findings"):
            name, _, language = Path(path).stem.partition(".")
            if language:
                prose.append((name, language, path))
            else:
                made = self._one(path, parse_finding)
                if made is not None:
                    found[name] = made
        for name, language, path in prose:
            text = self._one(path, _parse_prose)
            if text is not None and name in found:
                found[name] = with_prose(found[name], language, text)
            elif f"findings/{name}.md" not in self.present:
                faults = Faults(path)
                message = f'belongs to the finding "{name}", which has no file'
                remedy = did_you_mean(name, found) or f"add findings/{name}.md"
                faults.error(0, "finding-unknown", message, remedy)
                self._take(faults.found)
        return tuple(found.values())


def _parse_prose(text: str, path: str) -> tuple[str, list[Problem]]:
    """Take the prose of a finding in another language: the text as it is."""
    faults = Faults(path)
    if not text.strip():
        faults.error(0, "file-empty", "is empty", "restore it or write it anew")
    if text.startswith("---\n"):
        remedy = "front matter stands only in the finding's own file"
        faults.doubt(1, "front-matter-unexpected", "begins with front matter", remedy)
    return text, faults.found
