"""The interview guide, and where its questions were put."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import NOWHERE, At
from .wording import LocalText

__all__ = ["Asked", "Guide", "Question"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the guide: codes that answers would bear, roles it is for (none: all)."""

    id: str
    text: LocalText
    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The interview guide in one version."""

    version: int = 1
    questions: tuple[Question, ...] = ()
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """That a question of the guide was put in an interview, and in which turn (None: not noted)."""

    interview: str
    question: str
    turn: int | None = None
    at: At = field(default=NOWHERE, compare=False, repr=False)
