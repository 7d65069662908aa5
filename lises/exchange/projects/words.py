"""Where words stand in a transcript; of several places, the one with the same words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from lises.model import Transcript

__all__ = ["Sought", "TalkWords"]

CONTEXT = 12  # letters and digits on a side that tell one place from another
LEAST = 6  # fewer tell nothing
LONGEST_LABEL = 40
REACH = 8 * CONTEXT  # characters in which they are looked for
MOST_PLACES = 1_000  # words that stand more often are not told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Words to find, and what stands before and after them where they come from."""

    words: str
    before: str = ""
    after: str = ""


class TalkWords:
    """The words of a transcript with single blanks, a line for each turn, and where each stands.

    Parameters
    ----------
    transcript : Transcript
    """

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        letters: list[str] = []
        self.at: list[tuple[int, int]] = []  # of each character: turn, code point
        for turn in transcript.turns:
            before_blank = True
            for point, letter in enumerate(turn.text):
                blank = letter.isspace()
                if blank and before_blank:
                    continue
                letters.append(" " if blank else letter)
                self.at.append((turn.number, point))
                before_blank = blank
            letters.append("\n")
            self.at.append((turn.number, len(turn.text)))
        self.text = "".join(letters)
        self._labels = _labels(transcript)
        self._placed: dict[tuple[str, str, str], tuple[int, int, int] | str] = {}
        self._found: dict[str, tuple[tuple[int, int], ...]] = {}

    def place(self, sought: Sought) -> tuple[int, int, int] | str:
        """Give turn, start and end in it; or why there is no one place.

        Words stand whole, not within others. A speaker's label, to a colon, may stand before them
        where they come from. Where they stand several times, what is around them must stand around
        one of the places and no other.
        """
        before = _letters(self._labels.sub(" ", sought.before))[-CONTEXT:]
        after = _letters(self._labels.sub(" ", sought.after))[:CONTEXT]
        key = _plain(sought.words), before, after
        if key not in self._placed:
            self._placed[key] = self._place(*key)
        return self._placed[key]

    def _place(self, words: str, before: str, after: str) -> tuple[int, int, int] | str:
        if not words:
            return "it has no words"
        found = self._places(words)
        label, colon, said = words.partition(":")
        if not found and colon and len(label) <= LONGEST_LABEL and said.strip():
            found = self._places(said.strip())
        if len(found) > 1:
            near = found if len(found) <= MOST_PLACES else ()
            sides = [(one, self._sides(one, before, after)) for one in near]
            most = max((count for _, count in sides), default=0)
            found = tuple(one for one, count in sides if most and count == most)
            if len(found) != 1:
                return "its words stand more than once in the transcript"
        if not found:
            return "its words stand not in the transcript"
        start, end = found[0]
        turn, first = self.at[start]
        return turn, first, self.at[end - 1][1] + 1

    def _places(self, words: str) -> tuple[tuple[int, int], ...]:
        if words not in self._found:
            self._found[words] = tuple(self._all(words))
        return self._found[words]

    def _all(self, words: str) -> Iterator[tuple[int, int]]:
        start = self.text.find(words)
        while start >= 0:
            end = start + len(words)
            if self._apart(start, end):
                yield start, end
            start = self.text.find(words, start + 1)

    def _apart(self, start: int, end: int) -> bool:
        """Tell whether a stretch neither begins nor ends within a word."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        first, last = self.text[start], self.text[end - 1]
        return not (before.isalnum() and first.isalnum()) and not (
            after.isalnum() and last.isalnum()
        )

    def _sides(self, place: tuple[int, int], before: str, after: str) -> int:
        """Count the sides of a place on which the same words stand, of those that tell enough."""
        start, end = place
        there = self.text[max(0, start - REACH) : start], self.text[end : end + REACH]
        return (len(before) >= LEAST and _letters(there[0]).endswith(before)) + (
            len(after) >= LEAST and _letters(there[1]).startswith(after)
        )


def _labels(transcript: Transcript) -> re.Pattern[str]:
    """Give what finds a label of a speaker, with its time, at the beginning of a line."""
    known = sorted({turn.label for turn in transcript.turns if turn.label}, key=len, reverse=True)
    any_of = "|".join(map(re.escape, known)) or r"(?!)"
    return re.compile(rf"^[ \t]*(?:{any_of})(?: ?\[[^\]\n]{{0,20}}\])? ?:", re.MULTILINE)


def _plain(words: str) -> str:
    return " ".join(normalize("NFC", words).replace("\ufeff", "").split())


def _letters(text: str) -> str:
    return "".join(sign for sign in normalize("NFC", text).casefold() if sign.isalnum())
