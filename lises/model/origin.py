"""What a thing of the study was called by the program that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .place import NOWHERE, At

__all__ = ["ORIGIN_KINDS", "Origin", "OriginKind"]

OriginKind = Literal[
    "project",
    "interview",
    "participant",
    "attribute",
    "code",
    "coder",
    "coding",
    "theme",
    "memo",
]
ORIGIN_KINDS: tuple[OriginKind, ...] = (
    "project",
    "interview",
    "participant",
    "attribute",
    "code",
    "coder",
    "coding",
    "theme",
    "memo",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One row of ``origins.csv``: a thing that another program has under another name.

    ``id`` is what the study calls it; of a coding the passage, and ``code`` its code. ``guid`` is
    the other program's own id, so that an export gives it back; ``date`` when it was made there,
    ISO 8601, as the other program has it; ``name`` what it was called there, which may be a real
    name: the table is never released.
    """

    kind: OriginKind
    id: str
    code: str = ""
    guid: str = ""
    date: str = ""
    name: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)
