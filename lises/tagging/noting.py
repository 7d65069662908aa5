"""Memos, field notes and the reflexive journal: written beside the coding, each a file of its own.

One's own can be changed; another coder's are read, once it no longer matters for how either codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from datetime import date
from itertools import count
from pathlib import Path

from lises.errors import LisesError, UnknownNameError
from lises.files import Faults, write_note
from lises.files.forms import SAFE_ID
from lises.files.front_matter import split_front_matter
from lises.files.notes import NOTE_FOLDERS
from lises.model import Note, Reading, StudyDesign

from .blind import EVERY, read_for
from .changes import Change
from .lines import checked_text
from .material import Material
from .operations import NoteOp
from .plain import View

__all__ = ["check_subject", "note_change", "note_views"]

FOLDERS = {kind: folder for folder, kind in NOTE_FOLDERS.items()}
KINDS = tuple(FOLDERS)


def check_subject(op: NoteOp, interview: str, subjects: Container[str]) -> None:
    """Refuse a new note about what it cannot be about.

    Raises
    ------
    UnknownNameError
        If there is no such subject, or a note of this kind has another.
    """
    if op.id:
        return  # what it is about stands in its file
    if op.kind == "journal" and op.about:
        raise UnknownNameError("a page of the journal is about nothing else; write a memo on that")
    if op.kind == "fieldnote" and op.about != interview:
        raise UnknownNameError(f"a field note is about the interview in view, {interview}")
    if op.about and op.about not in subjects:
        raise UnknownNameError("a memo is about a code, this interview or a passage of it")


def note_change(study: Path, coder: str, op: NoteOp, known: dict[str, Note]) -> list[Change]:
    """Write a note's file anew, another text into one, or take one away; only one's own.

    ``known`` are the notes of this kind that can be read, by id.

    Raises
    ------
    LisesError
        If the note is not there or another's.
    """
    text = checked_text(op.text, "the note").strip("\n").rstrip()
    title = checked_text(op.title, "the title").strip()
    folder = FOLDERS[op.kind]
    if not op.id:
        if not text:
            return []
        name = _free_name(study / folder, coder, op, known)
        return [_new_note(f"{folder}/{name}.md", coder, op, (title, text))]
    note = known.get(op.id)
    if note is None:
        raise UnknownNameError(f"no {op.kind} {op.id[:64]!r}")
    if note.coder != coder:
        raise LisesError(
            f"the {op.kind} {op.id} is {note.coder or 'the study'}'s; write one of your own"
        )
    path = f"{folder}/{op.id}.md"
    before = (study / path).read_bytes()
    after = _rewritten(before, path, text) if text else None
    if op.was is not None and checked_text(op.was, "the note").strip() != note.text.strip():
        before = _rewritten(before, path, op.was.strip())  # what the page saw: the store asks
    return [] if after == before else [Change(path=path, key="", before=before, after=after)]


def _free_name(folder: Path, coder: str, op: NoteOp, known: Container[str]) -> str:
    """Name a new note by its day or its subject; a file that cannot be read has its name too."""
    if op.kind == "journal":
        stem = f"{date.today().isoformat()}-{coder[:16]}"
        names = (stem if k == 1 else f"{stem}-{k}" for k in count(1))
    else:
        stem = f"{op.about[:40]}-{coder[:16]}" if op.about else f"memo-{coder[:16]}"
        names = (f"{stem}-{k}" for k in count(1))
    name = next(n for n in names if n not in known and not (folder / f"{n}.md").exists())
    if not SAFE_ID.fits(name):
        raise LisesError(f"a note cannot be about {op.about!r}; give a code, interview or passage")
    return name


def _new_note(path: str, coder: str, op: NoteOp, said: tuple[str, str]) -> Change:
    note = Note(
        id=Path(path).stem,
        kind=op.kind,
        text=said[1],
        title=said[0],
        about=op.about,
        coder=coder,
        date=date.today().isoformat(),
    )
    return Change(path=path, key="", before=None, after=write_note(note).encode())


def _rewritten(before: bytes, path: str, text: str) -> bytes:
    """Put another text below the front matter, which stays as it is."""
    clean = before.decode("utf-8-sig").replace("\r\n", "\n")
    top, body = split_front_matter(clean, Faults(path), "the note", ())
    del top
    head = "\n".join(clean.split("\n")[: body.line - 1])
    return f"{head}\n\n{text}\n".encode()


# -- read -----------------------------------------------------------------------------------------


def note_views(material: Material, coder: str) -> View:
    """Give the notes of all kinds that the coder may read, and how many of whom wait, and why.

    The newest stand first; those without a day last.
    """
    design = material.design()
    shown: list[Note] = []
    hidden: Counter[str] = Counter()
    may = _Blindness(material, design, coder)
    for note in _every(material):
        if may.see(note):
            shown.append(note)
        else:
            hidden[note.coder] += 1
    shown.sort(key=lambda note: (note.date, note.id), reverse=True)
    keys = ("id", "kind", "about", "coder", "title", "text", "date", "clearance")
    return {
        "notes": [{**{k: getattr(n, k) for k in keys}, "own": n.coder == coder} for n in shown],
        "hidden": [{"coder": who, "n": n} for who, n in sorted(hidden.items())],
    }


def _every(material: Material) -> Iterator[Note]:
    for kind in KINDS:
        yield from material.notes(kind)


class _Blindness:
    """Whether another coder's note may be read: when both have read what it is about.

    What is about one interview, or a passage of it, waits for that interview; whatever else, the
    journal and memos about codes, tells what the other makes of all of them and waits for all.
    """

    def __init__(self, material: Material, design: StudyDesign, coder: str) -> None:
        self._coder = coder
        self._readings: tuple[Reading, ...] = material.readings()
        self._interviews = [one.id for one in material.interviews()]
        self._sets: dict[str, list[str]] = {}
        for one in design.coding_sets:
            self._sets.setdefault(one.coder, []).append(one.id)

    def see(self, note: Note) -> bool:
        if note.coder in ("", self._coder):
            return True
        about = [i for i in self._interviews if i in (note.about, note.about[:-5])]
        return all(
            self._read(who, one)
            for one in about or self._interviews
            for who in (self._coder, note.coder)
        )

    def _read(self, coder: str, interview: str) -> bool:
        sets = self._sets.get(coder, ())
        return any(EVERY in read_for(self._readings, one, interview) for one in sets)
