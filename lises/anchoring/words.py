"""The words of a transcript, each written as one letter, so that texts are compared as strings.

A word is a run of letters and digits; a mark in square brackets (``[NAVN1]``, ``[griner]``), which
is one word whatever stands in it; or signs that stand alone, an ellipsis or a dash between blanks.
Signs at a word are no words: a comma that came or went moves nothing. Case does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from lises.model import Transcript

__all__ = ["Letters", "Worded", "is_placeholder", "word_list"]

# A name's genitive belongs to its placeholder: `[NAVN1]s`.
WORD = re.compile(r"\[[^\[\]\n]{1,80}\](?:['’]?s\b)?|\w+(?:['’\-]\w+)*|(?<!\S)[^\w\s\[]+(?!\S)")
_FIRST_LETTER = 0x1000
_SURROGATES = 0xD800
_AFTER_SURROGATES = 0x800


def word_list(text: str) -> list[str]:
    """Cut text into words.

    >>> word_list("Hun hed [NAVN1], og så'n var det.")
    ['Hun', 'hed', '[NAVN1]', 'og', "så'n", 'var', 'det']
    """
    return WORD.findall(text)


def is_placeholder(word: str) -> bool:
    """Tell whether a word stands for a name: a mark in capitals; ``[laughs]`` is an event.

    >>> is_placeholder("[NAVN1]"), is_placeholder("[laughs]"), is_placeholder("USA")
    (True, False, False)
    """
    return word.startswith("[") and word.partition("]")[0].isupper()


def _folded(words: str) -> str:
    return " ".join(WORD.findall(words)).casefold()


class Letters(dict[str, str]):
    """A letter for every word met; words that differ in case only have the same.

    ``replaced`` are pairs of a name and what was put for it: the two have the same letter.
    """

    def __init__(self, replaced: Iterable[tuple[str, str]] = ()) -> None:
        self.words: list[str] = []
        self._folded: dict[str, str] = {}
        self._same = {_folded(was): _folded(becomes) for was, becomes in replaced}

    def __missing__(self, word: str) -> str:
        """Give a word met for the first time its letter."""
        folded = _folded(word)
        folded = self._same.get(folded, folded)
        letter = self._folded.get(folded)
        if letter is None:
            code = _FIRST_LETTER + len(self.words)
            code += _AFTER_SURROGATES if code >= _SURROGATES else 0
            letter = self._folded[folded] = chr(code)
            self.words.append(word)
        self[word] = letter
        return letter

    def word(self, letter: str) -> str:
        """Give the word of a letter, as it was first met."""
        code = ord(letter)
        code -= _AFTER_SURROGATES if code >= _SURROGATES else 0
        return self.words[code - _FIRST_LETTER]


class Worded:
    """A transcript as one string of letters, one per word, and where each word stands.

    ``turns`` has the letters of each turn; ``first`` the number of words before each turn and, at
    its end, of all. ``joined`` are runs of words that count as one: the names of a register.
    """

    def __init__(
        self, transcript: Transcript, letters: Letters, joined: Iterable[Sequence[str]] = ()
    ) -> None:
        self.transcript = transcript
        self._pattern = _with_runs(joined)
        cut = self._pattern.findall
        letter_of = letters.__getitem__
        self.turns = ["".join(map(letter_of, cut(turn.text))) for turn in transcript.turns]
        self.first = [0, *accumulate(map(len, self.turns))]
        self.all = "".join(self.turns)
        sizes = map(len, self.turns)
        self._turn_of = [turn for turn, size in enumerate(sizes) for _ in range(size)]
        self._spans: dict[int, tuple[list[int], list[int]]] = {}

    def spans(self, turn: int) -> tuple[list[int], list[int]]:
        """Give the starts and ends of the words of a turn (its index, from 0), in code points."""
        found = self._spans.get(turn)
        if found is None:
            pairs = [m.span() for m in self._pattern.finditer(self.transcript.turns[turn].text)]
            found = self._spans[turn] = ([s for s, _ in pairs], [e for _, e in pairs])
        return found

    def turn_of(self, word: int) -> int:
        """Give the index of the turn in which a word stands."""
        return self._turn_of[word]

    def place(self, word: int) -> tuple[int, int, int]:
        """Give the turn's index, the start and the end of a word."""
        turn = self.turn_of(word)
        starts, ends = self.spans(turn)
        within = word - self.first[turn]
        return turn, starts[within], ends[within]

    def words_within(self, turn: int, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of words that share a code point with a stretch of a turn."""
        starts, ends = self.spans(turn)
        before = self.first[turn]
        return before + bisect_right(ends, start), before + bisect_left(starts, end)


def _with_runs(joined: Iterable[Sequence[str]]) -> re.Pattern[str]:
    runs = sorted({tuple(run) for run in joined if len(run) > 1}, key=len, reverse=True)
    if not runs:
        return WORD
    # The longest name first, so that "Anna Holm Lund" is not cut to "Anna Holm".
    named = "|".join(r"\W+".join(map(re.escape, run)) for run in runs)
    return re.compile(rf"(?i:(?<!\w)(?:{named})(?!\w))|{WORD.pattern}")
