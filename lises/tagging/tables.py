"""Rows of ``readings.csv`` and ``asked.csv``, and memos, as changes."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from lises.errors import LisesError, UnknownNameError
from lises.files import Faults, write_note
from lises.files.forms import SAFE_ID
from lises.files.front_matter import split_front_matter
from lises.model import Note

from .blind import EVERY
from .changes import Change
from .lines import checked_text
from .operations import Ask, NoteOp, Read
from .records import COLUMNS, Records, row_key

__all__ = ["asked_changes", "note_change", "reading_changes"]


def _added(records: Records, cells: tuple[str, ...]) -> Change:
    return Change(path=records.path, key=row_key(*cells), before=None, after=records.row(cells))


def reading_changes(records: Records, who: tuple[str, str], op: Read, version: int) -> list[Change]:
    """Say what a set has read of an interview: rows that the new one covers go.

    ``who`` is the set and the interview; ``version`` the codebook's. No code: it is not read after
    all, and every row of it goes.
    """
    codes = (EVERY,) if EVERY in op.codes else tuple(dict.fromkeys(op.codes))
    rows = [(key, raw) for key, raw in records.snapshot().items() if _begins(key, who)]
    cells = (*who, ";".join(codes), str(version), date.today().isoformat())
    gone = []
    for key, raw in rows:
        had = set(_cells(records, raw)["codes"].split(";"))
        if not codes or EVERY in codes or had <= set(codes):
            gone.append(Change(path=records.path, key=key, before=raw, after=None))
    if not codes:
        return gone
    if row_key(*cells) in dict(rows):
        return [change for change in gone if change.key != row_key(*cells)]
    return [*gone, _added(records, cells)]


def _begins(key: str, cells: tuple[str, ...]) -> bool:
    return key.startswith(row_key(*cells) + ",")


def _cells(records: Records, raw: bytes) -> dict[str, str]:
    import csv

    header = next(csv.reader([records.found[0].text]))
    cells = next(csv.reader([raw.decode("utf-8").rstrip("\r\n")]))
    values = dict(zip(header, cells, strict=False))
    return {name: values.get(name, "") for name in COLUMNS[records.path]}


def asked_changes(records: Records, interview: str, op: Ask) -> list[Change]:
    """Say that a question was put in a turn, or take it back."""
    turn = "" if op.turn is None else str(op.turn)
    cells = (interview, op.question, turn)
    raw = records.raw(row_key(*cells))
    if op.asked:
        return [] if raw is not None else [_added(records, cells)]
    if raw is None:
        return []
    return [Change(path=records.path, key=row_key(*cells), before=raw, after=None)]


def note_change(study: Path, coder: str, op: NoteOp, known: dict[str, Note]) -> list[Change]:
    """Write a memo file anew, another text into one, or take one away; only one's own.

    Raises
    ------
    LisesError
        If the memo is not there or another's.
    """
    text = checked_text(op.text, "the memo").strip("\n").rstrip()
    title = checked_text(op.title, "the title").strip()
    if not op.id:
        return [_new_note(coder, op, (title, text), known)] if text else []
    note = known.get(op.id)
    if note is None:
        raise UnknownNameError(f"no memo {op.id[:64]!r}")
    if note.coder != coder:
        raise LisesError(
            f"the memo {op.id} is {note.coder or 'the study'}'s; write one of your own"
        )
    path = f"memos/{op.id}.md"
    before = (study / path).read_bytes()
    after = _rewritten(before, path, text) if text else None
    return [] if after == before else [Change(path=path, key="", before=before, after=after)]


def _new_note(coder: str, op: NoteOp, said: tuple[str, str], known: dict[str, Note]) -> Change:
    stem = f"{op.about[:40]}-{coder[:16]}" if op.about else f"memo-{coder[:16]}"
    name = next(n for k in count(1) if (n := f"{stem}-{k}") not in known)
    if not SAFE_ID.fits(name):
        raise LisesError(f"a memo cannot be about {op.about!r}; give a code, interview or passage")
    note = Note(
        id=name,
        kind="memo",
        text=said[1],
        title=said[0],
        about=op.about,
        coder=coder,
        date=date.today().isoformat(),
    )
    data = write_note(note).encode()
    return Change(path=f"memos/{name}.md", key="", before=None, after=data)


def _rewritten(before: bytes, path: str, text: str) -> bytes:
    """Put another text below the front matter, which stays as it is."""
    clean = before.decode("utf-8-sig").replace("\r\n", "\n")
    top, body = split_front_matter(clean, Faults(path), "the note", ())
    del top
    head = "\n".join(clean.split("\n")[: body.line - 1])
    return f"{head}\n\n{text}\n".encode()
