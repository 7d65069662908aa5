"""A code put into the codebook while coding, with the version that it begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lises.errors import LisesError, UnknownNameError
from lises.files.forms import CODE_ID
from lises.model import Code, Codebook, CodebookChange, LocalText, Reading

from .changes import Change
from .lines import checked_text
from .splicing import spliced, with_code

__all__ = ["CODEBOOK", "NewCode", "code_change"]

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
    after = spliced(CODEBOOK, before, lambda text: with_code(text, code, change))
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
