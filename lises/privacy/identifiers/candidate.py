"""Something that may point at a person: where it stands, and why it is thought so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

__all__ = ["KINDS", "Candidate", "Found", "Kind", "Manner"]

Kind = Literal[
    "person",
    "place",
    "organisation",
    "name",
    "cpr",
    "phone",
    "mail",
    "street",
    "postcode",
    "case",
    "date",
    "link",
    "profile",
    "number",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Manner(NamedTuple):
    """How a text is to be read.

    ``said_small`` are words that stand in small letters elsewhere in the study: beginning a
    sentence with one is no sign of a name. ``no_capitals``: the transcriber wrote none, so that
    every word that no dictionary has may be a name. ``tier`` is the study's ``text_tier``.
    """

    language: str = "da"
    said_small: frozenset[str] = frozenset()
    no_capitals: bool = False
    tier: str = "rules"


class Found(NamedTuple):
    """A stretch of one text: half-open code points, kind, the reason, how sure (0 to 1).

    ``ending`` is how many code points at its end are inflection; ``entry`` the row of the register
    that it is known from, 0 for none.
    """

    start: int
    end: int
    kind: Kind
    why: str
    sure: float
    ending: int = 0
    entry: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch of a turn that may point at a person.

    ``said`` are its words, ``ending`` their inflection (``s``), which stays when the name goes;
    ``sure`` is no probability, but orders the list. ``digest`` tells the turn's text apart from
    every other, so that a decision is not laid on words that have changed; ``known_as`` is the name
    in the register that it belongs to.
    """

    interview: str
    turn: int
    start: int
    end: int
    said: str
    ending: str
    kind: Kind
    why: str
    sure: float
    before: str
    after: str
    digest: str
    known_as: str = ""

    @property
    def stem(self) -> str:
        """The words without their inflection."""
        return self.said[: len(self.said) - len(self.ending)]

    @property
    def place(self) -> tuple[str, int, int]:
        """Interview, turn and beginning: the order of the list."""
        return self.interview, self.turn, self.start

    def meets(self, other: Candidate) -> bool:
        """Say whether two stretches have a character in common."""
        same = (self.interview, self.turn) == (other.interview, other.turn)
        return same and self.start < other.end and other.start < self.end

    @property
    def item(self) -> str:
        """The key of the candidate: interview, turn, place in it, and the digest of its text."""
        return f"{self.interview}:{self.turn}:{self.start}-{self.end}:{self.digest}"

    @property
    def identity(self) -> str:
        """What has the same placeholder: a name of the register, else the words as said."""
        return " ".join((self.known_as or self.stem).casefold().replace("-", " ").split())
