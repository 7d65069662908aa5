"""Where the marks of pictures and the rows of tables lead: in the book, and in a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lises.model import Passage
from lises.render import Links

__all__ = ["BookPlaces", "FolderPlaces", "Places"]


class Places(Protocol):
    """Addresses, relative to the page on which the tables stand."""

    def cell(self, code: str, participant: str = "") -> str:
        """Give the address of the passages of a code, or of one participant's among them."""

    def passage(self, passage: Passage) -> str:
        """Give the address of a passage in its interview."""

    def interview(self, interview: str) -> str:
        """Give the address of an interview."""

    def turn(self, interview: str, turn: int) -> str:
        """Give the address of a turn; empty where turns have no place."""


@dataclass(frozen=True, slots=True)
class BookPlaces:
    """The pages of the book."""

    links: Links
    study: str

    def cell(self, code: str, participant: str = "") -> str:
        """Give the address on the code's page."""
        return self.links.code(self.study, code, participant)

    def passage(self, passage: Passage) -> str:
        """Give the address on the interview's page."""
        return self.links.passage(self.study, passage.interview, passage.id)

    def interview(self, interview: str) -> str:
        """Give the address of the interview's page."""
        return self.links.interview(self.study, interview)

    def turn(self, interview: str, turn: int) -> str:
        """Give the address on the interview's page."""
        return self.links.turn(self.study, interview, turn)


@dataclass(frozen=True, slots=True)
class FolderPlaces:
    """The one page of passages that a report has, ``passages.html``."""

    page: str = "passages.html"

    def cell(self, code: str, participant: str = "") -> str:
        """Give the address of the list of a code, or of one participant's in it."""
        return f"{self.page}#{cell_anchor(code, participant)}"

    def passage(self, passage: Passage) -> str:
        """Give the address of the passage."""
        return f"{self.page}#p-{passage.id}"

    def interview(self, interview: str) -> str:
        """Give the address of the interview's passages."""
        return f"{self.page}#interview-{interview}"

    def turn(self, _interview: str, _turn: int) -> str:
        """Give nothing: the page has passages only."""
        return ""


def cell_anchor(code: str, participant: str = "") -> str:
    """Name the place of a code's passages, or of one participant's among them."""
    return f"code-{code}--{participant}" if participant else f"code-{code}"
