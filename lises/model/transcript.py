"""What was said, turn by turn."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import NOWHERE, At, Lines, place_within

__all__ = ["INTERVIEWER", "OTHER", "Transcript", "Turn"]

INTERVIEWER = "interviewer"
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    r"""One turn of talk.

    ``number`` is its position from 1. ``label`` is the speaker label as it was written, ``X + Y``
    for a turn of two; ``speakers`` what the labels stand for: participant ids, ``interviewer`` or
    ``other``. ``time`` is ``hh:mm:ss`` or empty. ``text`` is NFC; spans count its code points.
    A turn of several paragraphs has ``\n\n`` between them, a soft line break is ``\n``.
    """

    number: int
    label: str
    speakers: tuple[str, ...]
    text: str
    time: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)

    @property
    def participants(self) -> tuple[str, ...]:
        """The participants who speak in it: neither the interviewer nor others."""
        return tuple(s for s in self.speakers if s not in (INTERVIEWER, OTHER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The turns of an interview; ``speakers`` maps each declared label to what it stands for.

    ``source`` names the file it was imported from, ``release`` the tier where text was cut.
    """

    interview: str
    speakers: tuple[tuple[str, str], ...] = ()
    turns: tuple[Turn, ...] = ()
    language: str = ""
    source: str = ""
    release: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)
    lines: Lines = field(default_factory=dict, compare=False, repr=False)

    def place(self, *steps: object) -> At:
        """Give the place of a value of the front matter, ``"speakers", "I"``; else its own."""
        return place_within(self.at, self.lines, steps)

    def turn(self, number: int) -> Turn | None:
        """Give the turn at this position, or None."""
        return self.turns[number - 1] if 1 <= number <= len(self.turns) else None
