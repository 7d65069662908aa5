"""``memos/``, ``fieldnotes/`` and ``journal/``: what researchers write beside the coding."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from lises.errors import Problem
from lises.model import CLEARANCES, At, Note

from .faults import Faults
from .forms import DATE, NAME, SAFE_ID
from .front_matter import split_front_matter, write_front_matter
from .yaml_marks import lines_of

__all__ = ["NOTE_FOLDERS", "parse_note", "write_note"]

NOTE_FOLDERS: dict[str, Literal["memo", "fieldnote", "journal"]] = {
    "memos": "memo",
    "fieldnotes": "fieldnote",
    "journal": "journal",
}
_KEYS = ("title", "about", "coder", "date", "clearance")


def parse_note(text: str, path: str) -> tuple[Note | None, list[Problem]]:
    """Read a note; its id is the file's name, its kind the folder's."""
    faults = Faults(path)
    top, body = split_front_matter(text, faults, "the note", _KEYS)
    if top is None:
        return None, faults.found
    place = PurePosixPath(path)
    made = Note(
        id=place.stem,
        kind=NOTE_FOLDERS[place.parts[0]],
        text=body.text.strip("\n"),
        title=top.text("title"),
        about=top.text("about", NAME),
        coder=top.text("coder", SAFE_ID),
        date=top.text("date", DATE),
        clearance=top.choice("clearance", CLEARANCES),
        at=At(path, 1),
        lines=lines_of(top.values),
    )
    return made, faults.found


def write_note(note: Note) -> str:
    """Write a note."""
    values = {
        "title": note.title or None,
        "about": note.about or None,
        "coder": note.coder or None,
        "date": note.date or None,
        "clearance": note.clearance,
    }
    return write_front_matter(values, note.text)
