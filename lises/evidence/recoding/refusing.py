"""What must be so before a codebook is changed: no fault in the files, and names that are known."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lises.anchoring import AnchoredStudy, anchor
from lises.errors import (
    LisesError,
    NotAStudyError,
    Problem,
    UnknownNameError,
    did_you_mean,
    how_many,
)
from lises.files import check_references, read_study
from lises.files.forms import CODE_ID
from lises.model import Codebook, StudyFolder

from .change import (
    AddCode,
    Change,
    EditCode,
    MergeCodes,
    MoveCode,
    RecodingRefusedError,
    RenameCode,
    SplitCode,
)

__all__ = ["check_change", "whole_study"]

RELEASE = "release.json"


def whole_study(path: Path) -> tuple[AnchoredStudy, tuple[Problem, ...]]:
    """Read a study in which every file, reference and quotation is whole; give its doubts too.

    Raises
    ------
    NotAStudyError
        If there is none.
    RecodingRefusedError
        If it is a release, or has errors; all of them are with it.
    """
    if (path / RELEASE).is_file():
        message = f"{path} is a release: change the study it was made from, and release it again"
        raise RecodingRefusedError(message)
    folder, read = read_study(path, name=str(path))
    if folder is None:
        why = next((str(p) for p in read), "`lises new` makes one")
        raise NotAStudyError(f"{path} is not a study: {why}")
    study = anchor(folder)
    found = [*read, *check_references(folder), *study.problems]
    errors = tuple(sorted({p for p in found if p.severity == "error"}))
    if errors:
        said = f"{path} has {how_many(len(errors), 'error')}; mend them first, nothing was changed"
        raise RecodingRefusedError(said, errors)
    return study, read


def check_change(folder: StudyFolder, change: Change) -> None:
    """Refuse a change that names what is not there, or would leave what cannot be.

    Raises
    ------
    UnknownNameError
        If a code is not in the codebook; the nearest is named.
    LisesError
        If an id cannot be one or is taken, a code would be below itself, or is merged into itself.
    """
    book = folder.codebook or Codebook()
    match change:
        case AddCode():
            _new_id(book, change.code.id)
            _known(book, change.code.parent)
        case RenameCode():
            _known(book, change.code)
            _new_id(book, change.to)
        case MergeCodes():
            _known(book, change.code, change.into, change.children_to or None)
            _merging(book, change)
        case MoveCode():
            _known(book, change.code, change.under or None)
            if change.under in book.with_children(change.code):
                said = f"{change.under} is {change.code} or below it; a code cannot be below itself"
                raise LisesError(said)
        case EditCode():
            _known(book, change.code, change.under or None)
            _editing(book, change)
        case SplitCode():
            _known(book, change.code, *{c for codes in change.decided.values() for c in codes})


def _editing(book: Codebook, change: EditCode) -> None:
    if change.to:
        _new_id(book, change.to)
    if change.under and change.under in book.with_children(change.code):
        said = f"{change.under} is {change.code} or below it; a code cannot be below itself"
        raise LisesError(said)
    empty = [name for name in ("label", "definition") if not change.texts.get(name, "x").strip()]
    if empty:
        raise LisesError(f"a code needs a {empty[0]}, if only a short one")


def _merging(book: Codebook, change: MergeCodes) -> None:
    if change.code == change.into:
        raise LisesError(f"{change.code} cannot be merged into itself; name two codes")
    if change.children_to and change.children_to in book.with_children(change.code):
        said = f"{change.children_to} is {change.code} or below it, and {change.code} goes"
        raise LisesError(f"{said}; name another code for those below it")


def _new_id(book: Codebook, name: str) -> None:
    if not CODE_ID.fits(name):
        raise LisesError(f'"{name[:80]}" cannot be a code; it must be {CODE_ID.words}')
    if book.code(name):
        raise LisesError(f'the codebook has "{name}"; choose another id, or merge the two codes')


def _known(book: Codebook, *names: str | None) -> None:
    known = [code.id for code in book.codes]
    for name in names:
        if name is not None and name not in known:
            raise UnknownNameError(_unknown(name, known))


def _unknown(name: str, known: Iterable[str]) -> str:
    near = did_you_mean(name, known) or "`lises codes list` shows all; `lises codes add` adds one"
    return f'no code "{name}" in codebook.yaml; {near}'
