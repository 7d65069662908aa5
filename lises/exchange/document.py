"""What a reader of one format hands on: paragraphs, and what is not among them.

Readers of further formats give a ``Document`` too; labels and turns are found in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lises.errors import LisesError, Problem

from .imported import Kind, SetAside

__all__ = ["Declaration", "Document", "Paragraph", "UnreadableError"]


class UnreadableError(LisesError):
    """A file that cannot be read at all; becomes a ``Problem`` before it reaches the caller."""

    def __init__(self, rule: str, message: str, remedy: str = "", at: int = 0) -> None:
        super().__init__(message)
        self.rule, self.message, self.remedy, self.at = rule, message, remedy, at

    def problem(self, path: str) -> Problem:
        """Give the fault as it is collected."""
        return Problem(
            path=path, line=self.at, rule=self.rule, message=self.message, remedy=self.remedy
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    r"""One paragraph of a document, cleaned; ``\n`` is a soft line break, tabs still stand.

    ``at`` is its number, from 1 (for text: its first line). ``bold`` is the text in bold that it
    begins with, where the rest is not bold. ``of_lines`` says that its lines are lines of a file,
    so that the next one has the next number.
    """

    text: str
    at: int
    heading: bool = False
    bold: str = ""
    of_lines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a label stands for, and who says so: header, front matter, the format, or the call."""

    label: str
    name: str
    by: Literal["header", "front matter", "file", "call"]
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The paragraphs of a file and what stands beside them.

    ``words`` is counted from the file by a route of its own. ``lines_are_turns`` says whether a
    label may begin a turn on any line (text) or only at the beginning of a paragraph (Word);
    ``escaped`` whether a line may bear a backslash so as not to look like a turn (a study's own).
    """

    kind: Kind
    paragraphs: tuple[Paragraph, ...]
    words: int
    encoding: str = ""
    set_aside: tuple[SetAside, ...] = ()
    declared: tuple[Declaration, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines_are_turns: bool = False
    escaped: bool = False
