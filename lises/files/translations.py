"""``translations/<language>.jsonl``: passages in another language, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from lises.errors import Problem
from lises.model import At, Translation

from .faults import Faults
from .fields import Fields
from .forms import PASSAGE_ID
from .json_lines import read_lines, write_line

__all__ = ["parse_translations", "write_translations"]


def parse_translations(text: str, path: str) -> tuple[tuple[Translation, ...], list[Problem]]:
    """Read the translations into one language, which is the file's name."""
    faults = Faults(path)
    found: list[Translation] = []
    for line, value in read_lines(text, faults):
        row = Fields(value, faults, "a translation", ("passage", "text", "by"), line)
        made = Translation(
            passage=row.text("passage", PASSAGE_ID, needed=True),
            language=PurePosixPath(path).stem,
            text=row.text("text", needed=True),
            by=row.text("by"),
            at=At(path, line),
        )
        if row.whole:
            found.append(made)
    return tuple(found), faults.found


def write_translations(translations: Sequence[Translation]) -> str:
    """Write the translations into one language, one per line."""
    return "".join(
        write_line({"passage": t.passage, "text": t.text, "by": t.by}) for t in translations
    )
