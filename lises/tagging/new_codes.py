"""A code put into the codebook while coding, with the version that it begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lises.errors import LisesError, UnknownNameError
from lises.evidence.recoding import Reason
from lises.evidence.recoding.codebook_text import CodebookText, code_values
from lises.files import parse_codebook
from lises.files.forms import CODE_ID
from lises.files.splices import rewritten, spliced
from lises.files.yaml_write import local_value, write_yaml
from lises.model import Code, Codebook, CodebookChange, LocalText, Reading

from .changes import Change
from .lines import checked_text

__all__ = ["CODEBOOK", "NewCode", "code_change", "with_code"]

CODEBOOK = "codebook.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCode:
    """A code as a coder gives it, in the study's language; ``parent`` and ``why`` may be empty."""

    id: str
    label: str
    definition: str
    parent: str = ""
    why: str = ""


def code_change(
    wanted: NewCode, book: Codebook, readings: Iterable[Reading], before: bytes | None
) -> Change:
    """Say how the codebook's file becomes one with this code.

    A version begins with it where somebody has read under the present one: a reading for every code
    was none for a code that was not there.

    Raises
    ------
    LisesError
        If the id cannot be one or is taken, the parent is not there, or the file is written so that
        nothing can be put in.
    """
    was_read = any((r.codebook or book.version) >= book.version for r in readings)
    code = _code(wanted, book, book.version + 1 if was_read else book.version)
    change = None
    if was_read:
        why = checked_text(wanted.why, "the reason").strip() or f"+ {code.id}"
        today = date.today().isoformat()
        change = CodebookChange(version=code.changed, date=today, why=LocalText.plain(why))
    after = rewritten(CODEBOOK, before, lambda text: with_code(text, code, change))
    return Change(path=CODEBOOK, key="", before=before, after=after)


def _code(wanted: NewCode, book: Codebook, version: int) -> Code:
    if not CODE_ID.fits(wanted.id):
        raise LisesError(f"{wanted.id[:80]!r} cannot be a code; it must be {CODE_ID.words}")
    if book.code(wanted.id) is not None:
        raise LisesError(f"{wanted.id} is in the codebook already; choose another id")
    if wanted.parent and book.code(wanted.parent) is None:
        raise UnknownNameError(f"no code {wanted.parent[:80]!r} to put it under")
    texts = (wanted.label, wanted.definition)
    label, definition = (checked_text(text, "the text").strip() for text in texts)
    if not label or not definition:
        raise LisesError("a code needs a label and a definition, if only a short one")
    return Code(
        id=wanted.id,
        label=LocalText.plain(label),
        definition=LocalText.plain(definition),
        parent=wanted.parent or None,
        changed=version,
    )


def with_code(text: str, code: Code, change: CodebookChange | None) -> str:
    """Put a code into ``codebook.yaml``: below the others of its parent, else last.

    What was put in is read again and held against what was meant.

    Parameters
    ----------
    text : str
        The file; empty where there is none.
    code : Code
    change : CodebookChange or None
        The version that begins with it, where one does.

    Raises
    ------
    LisesError
        If the file cannot be added to; it is left as it is.
    """
    was = parse_codebook(text or "version: 1\ncodes: []\n", CODEBOOK)
    if was[0] is None:
        raise LisesError("codebook.yaml cannot be read; see lises check")
    made = _with_code(text, code, was[0], change) if text.strip() else _first(code, change)
    is_now = parse_codebook(made, CODEBOOK)
    if not _is_meant(was[0], is_now[0], code, change) or len(is_now[1]) > len(was[1]):
        raise LisesError(
            f"codebook.yaml is written in a way that cannot be added to; add {code.id} by hand"
        )
    return made


def _with_code(text: str, code: Code, book: Codebook, change: CodebookChange | None) -> str:
    written = CodebookText(text, CODEBOOK)
    below = book.with_children(code.parent) if code.parent else frozenset()
    after = [one.id for one in book.codes if one.id in below][-1:]
    edits = written.added(code, "".join(after))
    if change is not None:
        edits += written.bumped(change.version, Reason(why=change.why, date=change.date))
    return spliced(text, edits)


def _first(code: Code, change: CodebookChange | None) -> str:
    """Write a codebook of one code."""
    row = (
        {"version": change.version, "date": change.date, "why": local_value(change.why)}
        if change
        else None
    )
    version = change.version if change else 1
    values = {"version": version, "changes": [row] if row else None, "codes": [code_values(code)]}
    return write_yaml(values, block=3)


def _is_meant(
    was: Codebook, now: Codebook | None, code: Code, change: CodebookChange | None
) -> bool:
    if now is None:
        return False
    codes = [one for one in now.codes if one.id != code.id]
    changes = (*was.changes, change) if change else was.changes
    version = change.version if change else was.version
    same = codes == list(was.codes) and now.code(code.id) == code
    return same and now.changes == changes and now.version == version
