"""Codes, the codebook, and coding sets."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import NOWHERE, At
from .wording import EMPTY, LocalText

__all__ = ["Code", "Codebook", "CodebookChange", "CodingSet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One entry of the codebook.

    ``changed`` is the codebook version in which it was last changed or added; ``example`` the id
    of a passage, never words typed in, so that clearance reaches it. ``definition`` may be empty,
    which is told; ``color`` is ``#rrggbb``, as a program gave it that the code came from, or empty.
    """

    id: str
    label: LocalText
    definition: LocalText
    parent: str | None = None
    use: LocalText = EMPTY
    avoid: LocalText = EMPTY
    example: str = ""
    changed: int = 1
    color: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """A version of the codebook and why it came to be."""

    version: int
    date: str
    why: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The codes of a study, a forest through ``parent``."""

    version: int = 1
    changes: tuple[CodebookChange, ...] = ()
    codes: tuple[Code, ...] = ()
    at: At = field(default=NOWHERE, compare=False, repr=False)

    def code(self, code_id: str) -> Code | None:
        """Give the code of this id, or None."""
        return next((code for code in self.codes if code.id == code_id), None)

    def with_children(self, code_id: str) -> frozenset[str]:
        """Give this code and all below it; safe on a codebook with a cycle.

        >>> book = Codebook(codes=(
        ...     Code(id="a", label=EMPTY, definition=EMPTY),
        ...     Code(id="b", label=EMPTY, definition=EMPTY, parent="a")))
        >>> sorted(book.with_children("a"))
        ['a', 'b']
        """
        found = {code_id}
        while True:
            more = {code.id for code in self.codes if code.parent in found} - found
            if not more:
                return frozenset(found)
            found |= more


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingSet:
    """One coder's round, or a consensus made ``origin`` other sets."""

    id: str
    coder: str = ""
    round: int | None = None
    origin: tuple[str, ...] = ()
