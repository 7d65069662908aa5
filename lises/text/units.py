"""Stretches of talk as bags of words: what is counted once and asked again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from lises.errors import QueryError
from lises.model import Transcript

from .pipelines import RULES
from .sentences import sentences
from .tokens import MOST_STRETCHES, stretches
from .vocabulary import Vocabulary

__all__ = ["UNITS", "Bags", "SpeechIndex", "Unit", "Units"]

Unit = Literal["turn", "sentence"]
UNITS: tuple[Unit, ...] = get_args(Unit)
Numbers = npt.NDArray[np.integer[Any]]


class Bags(NamedTuple):
    """The units of one transcript, and which word stands how often in which.

    ``places``: turn, start and end of each, code points. ``unit``, ``word`` and ``times`` have an
    entry for each different word of each unit, in the order of units; ``length`` is the number of
    words of each unit. Words that tables do not show are not in it.
    """

    transcript: Transcript
    places: tuple[tuple[int, int, int], ...]
    unit: Numbers
    word: Numbers
    times: Numbers
    length: Numbers

    def text(self, unit: int) -> str:
        """Give the words of a unit as they were said."""
        turn, start, end = self.places[unit]
        return self.transcript.turns[turn - 1].text[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What is held against what.

    Parameters
    ----------
    vocabulary : Vocabulary
        How words are told apart, and which are left out. Sentences are cut by its tier.
    unit : {"sentence", "turn"}
        A turn of two is one unit.
    interviewer : bool
        Whether the turns in which no participant speaks are units too.

    Raises
    ------
    QueryError
        For another unit.
    """

    vocabulary: Vocabulary
    unit: Unit = "sentence"
    interviewer: bool = False

    def __post_init__(self) -> None:
        """Refuse a unit that is none."""
        if self.unit not in UNITS:
            raise QueryError(f'no unit "{self.unit}"; there are {", ".join(UNITS)}')

    def places(self, transcript: Transcript) -> Iterator[tuple[int, int, int]]:
        """Give turn, start and end of every unit of a transcript, in order."""
        by = self.vocabulary
        for turn in transcript.turns:
            if not (turn.participants or self.interviewer) or not turn.text.strip():
                continue
            if self.unit == "turn":
                yield turn.number, 0, len(turn.text)
            else:
                for one in sentences(turn.text, by.language, tier=by.tier):
                    yield turn.number, one.start, one.end


class SpeechIndex:
    """The units of many transcripts, counted; a transcript is counted again only when it changed.

    Parameters
    ----------
    units : Units

    Attributes
    ----------
    talks : dict of str to Bags
        By interview, in the order in which they were given.
    spread : numpy array of int
        In how many units each word stands, by the number of the word.
    """

    def __init__(self, units: Units) -> None:
        self.units = units
        self.talks: dict[str, Bags] = {}
        self.spread: Numbers = np.zeros(0, np.int64)
        self._words: dict[str, int] = {}
        self._named: list[str] = []
        self._known = _Numbers(self)

    def update(self, transcripts: Mapping[str, Transcript]) -> int:
        """Hold these transcripts and no others; gives how many had to be counted.

        Raises
        ------
        LisesError
            If the tier of the vocabulary is a pipeline that is not installed.
        """
        before, self.talks = self.talks, {}
        counted = 0
        for interview, transcript in transcripts.items():
            kept = before.pop(interview, None)
            if kept is None or (
                kept.transcript is not transcript and kept.transcript != transcript
            ):
                if kept is not None:
                    self._spread(kept, -1)
                kept = self._counted(transcript)
                self._spread(kept, 1)
                counted += 1
            self.talks[interview] = kept
        for gone in before.values():
            self._spread(gone, -1)
        return counted

    @property
    def size(self) -> int:
        """How many units there are."""
        return sum(len(bags.places) for bags in self.talks.values())

    @property
    def mean_length(self) -> float:
        """How many words a unit has on average; 1 where there is none."""
        words = sum(int(bags.length.sum()) for bags in self.talks.values())
        return words / self.size if words else 1.0

    def number(self, word: str) -> int:
        """Give the number of a word; a word that is met for the first time gets the next."""
        found = self._words.setdefault(word, len(self._words))
        if found == len(self._named):
            self._named.append(word)
        return found

    def word(self, number: int) -> str:
        """Give the word of a number."""
        return self._named[number]

    def numbers(self, text: str) -> Numbers:
        """Give the numbers of the words of a text, in order, those left out that are not shown."""
        by = self.units.vocabulary
        if by.recorded_tier != RULES:
            shown = [self.number(one.form) for one in by.said(text) if one.shown]
            return np.array(shown, np.int64)
        # Where a stretch begins does not matter here, and without marks it need not be found out.
        marked = "[" in text or "⟦" in text
        parts = stretches(text)[0] if marked else text.split()
        found = chain.from_iterable(map(self._known.__getitem__, parts))
        return np.fromiter(found, np.int64)

    def _counted(self, transcript: Transcript) -> Bags:
        places = tuple(self.units.places(transcript))
        texts = (transcript.turns[turn - 1].text[start:end] for turn, start, end in places)
        words = [self.numbers(text) for text in texts]
        length = np.array([len(one) for one in words], np.int64)
        every = np.concatenate([*words, np.zeros(0, np.int64)])
        many = len(self._words) or 1
        both, count = np.unique(np.repeat(np.arange(len(places)), length) * many + every,
                                return_counts=True)  # fmt: skip
        small = ((both // many), (both % many), count, length)
        return Bags(transcript, places, *(one.astype(np.int32) for one in small))

    def _spread(self, bags: Bags, sign: int) -> None:
        if len(self.spread) < len(self._words):
            more = max(len(self._words), 2 * len(self.spread)) - len(self.spread)
            self.spread = np.concatenate([self.spread, np.zeros(more, np.int64)])
        np.add.at(self.spread, bags.word, sign)


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of the shown words of every stretch between white space met so far."""

    def __init__(self, index: SpeechIndex) -> None:
        self.index = index

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        if len(self) >= MOST_STRETCHES:
            self.clear()
        said = self.index.units.vocabulary.said(stretch)
        self[stretch] = numbers = tuple(self.index.number(one.form) for one in said if one.shown)
        return numbers
