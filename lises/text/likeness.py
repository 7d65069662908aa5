"""Which stretches of talk are like some that were chosen, and which words make them so."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt
import polars as pl

from lises.errors import QueryError, how_many
from lises.frames.schemas import Columns
from lises.model import Transcript

from .units import Bags, Numbers, SpeechIndex, Units
from .vocabulary import Vocabulary

__all__ = [
    "ALIKE",
    "FEWEST",
    "MEASURES",
    "Asked",
    "Measure",
    "alike",
    "bm25",
    "ranked",
    "word_spans",
]

Measure = Literal["bm25", "tf-idf"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
FEWEST = 3  # examples: of fewer, what they share cannot be told from what they happen to hold
K1, B = 1.2, 0.75
ALIKE: Columns = {
    "interview": pl.String,
    "turn": pl.Int64,
    "start": pl.Int64,
    "end": pl.Int64,
    "quote": pl.String,
    "score": pl.Float64,
    "words": pl.List(pl.Struct({"word": pl.String, "score": pl.Float64})),
    "measure": pl.String,
    "tier": pl.String,
}
Reals = npt.NDArray[np.float64]
Spans = Sequence[tuple[int, int, int]]


class Asked(NamedTuple):
    """What is asked of an index: by which measure, how many, and what is not to be among them.

    ``without``: by interview, the stretches (turn, start, end) that no unit may share a character
    with.
    """

    measure: Measure = "bm25"
    most: int = 20
    without: Mapping[str, Spans] = {}


def alike(
    transcripts: Mapping[str, Transcript],
    examples: Sequence[str],
    *,
    units: Units,
    measure: Measure = "bm25",
    most: int = 20,
) -> pl.DataFrame:
    """Find the stretches of talk that are most like some examples, and say by which words.

    By ``bm25`` every word of the examples has a weight, the more the greater the share of examples
    and the smaller the share of all units that have it (the weight of Robertson and Spärck Jones,
    with all units for those that are not wanted, as Croft and Harper take them). Words with a
    weight of 0 or less are left out. A unit has for each of these words its weight times how often
    it is said there, saturated by ``k1`` = 1.2 and held against the unit's length by ``b`` = 0.75:
    the values of the literature, not tried out on any study.

    By ``tf-idf`` a unit and every example are vectors: of each word 1 + ln of its count, times
    ln((1 + units) / (1 + units with it)) + 1, then the whole of length 1. A unit has the cosine of
    its vector and the sum of those of the examples.

    Likeness of words is not likeness of meaning: what is said in other words is not found, and
    what denies is found with what affirms.

    Parameters
    ----------
    transcripts : mapping of str to Transcript
        By interview. They are also what a word's rarity is counted from.
    examples : sequence of str
    units : Units
        Turns or sentences, and how words are told apart.
    measure : {"bm25", "tf-idf"}
    most : int
        How many are given at most, from 1.

    Returns
    -------
    pl.DataFrame
        ``ALIKE``, the most alike first: place (code points in the turn), words as said, ``score``,
        and ``words``: how much of the score each has, the greatest first; they add up to it. Units
        that share no word with the examples are not in it; equal ones stand in the order of the
        talk. Scores say which before which: they have no unit, and those of two measures, or of
        two sets of examples, cannot be compared.

    Raises
    ------
    QueryError
        If there are fewer than ``FEWEST`` examples, no such measure, or ``most`` is below 1.

    References
    ----------
    Robertson, S. and Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond.
    Foundations and Trends in Information Retrieval 3(4), 333-389: 3.1 and 3.4 to 3.6.
    Croft, W. B. and Harper, D. J. (1979). Using probabilistic models of document retrieval without
    relevance information. Journal of Documentation 35(4), 285-295.
    Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    Information Processing and Management 24(5), 513-523.

    Examples
    --------
    >>> import lises
    >>> said = lises.load("tests/studies/demo-tiny").folder.transcripts
    >>> from lises.text import stopwords
    >>> units = Units(vocabulary=Vocabulary(language="en", without=stopwords("en")))
    >>> found = alike(said, ["the tap", "a queue at the tap", "queue"], units=units, most=1)
    >>> [word["word"] for word in found["words"][0]]
    ['tap']
    """
    index = SpeechIndex(units)
    index.update(transcripts)
    return ranked(index, examples, Asked(measure, most))


def bm25(
    count: Reals | Numbers, length: Reals | Numbers, mean_length: float, k1: float = K1,
    b: float = B,
) -> Reals:  # fmt: skip
    """Saturate how often a word is said in units, held against how long they are.

    Parameters
    ----------
    count : numpy array
        How often the word is said in each unit.
    length : numpy array
        How many words each unit has.
    mean_length : float
        How many they have on average.
    k1 : float
        0: only whether it is said counts; the greater, the more the number.
    b : float
        0: the length does not count; 1: it counts whole.

    Returns
    -------
    numpy array of float
        Between 0 and ``k1 + 1``; 1 where the word is said once in a unit of mean length.

    References
    ----------
    Robertson and Zaragoza (2009), 3.4, with the factor ``k1 + 1`` above the line.

    Examples
    --------
    >>> bm25(np.array([0, 1, 2]), np.array([10, 10, 20]), 10).round(3).tolist()
    [0.0, 1.0, 1.073]
    """
    against = k1 * (1 - b + b * np.asarray(length, np.float64) / mean_length)
    often = np.asarray(count, np.float64)
    return np.divide(often * (k1 + 1), often + against, out=np.zeros_like(often), where=often > 0)


def ranked(index: SpeechIndex, examples: Sequence[str], asked: Asked) -> pl.DataFrame:
    """Find the units of an index that are most like some examples; see ``alike``.

    Parameters
    ----------
    index : SpeechIndex
    examples : sequence of str
    asked : Asked
        By which measure, how many, and which stretches are not to be among them.

    Raises
    ------
    QueryError
        As of ``alike``.
    """
    if len(examples) < FEWEST:
        got = how_many(len(examples), "example")
        raise QueryError(f"{got}; {FEWEST} are needed to tell what they have in common")
    if asked.measure not in MEASURES:
        raise QueryError(f'no measure "{asked.measure}"; there are {", ".join(MEASURES)}')
    if asked.most < 1:
        raise QueryError(f"{asked.most} cannot be given; ask for at least one")
    make = _by_relevance if asked.measure == "bm25" else _by_cosine
    shares = make(index, [index.numbers(text) for text in examples])
    best = heapq.nsmallest(asked.most, _scored(index, shares, asked.without))
    rows = [_row(index, place, shares) for place in best]
    tier = index.units.vocabulary.recorded_tier
    columns = {name: kind for name, kind in ALIKE.items() if name not in ("measure", "tier")}
    table = pl.DataFrame(rows, schema=columns, orient="row")
    said = {"measure": pl.lit(asked.measure), "tier": pl.lit(tier)}
    return table.with_columns(**said).select(*ALIKE)


def word_spans(text: str, words: Sequence[str], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Give where words, by the form that they count as, are said in a text: code points.

    >>> word_spans("Så ringede de, og de ringer igen", ["ringe"], Vocabulary(language="da"))
    [(3, 10), (21, 27)]
    """
    wanted = frozenset(words)
    return [span for form, span in vocabulary.placed(text) if form in wanted]


# What of a unit's score each of its different words has, in the order of its ``Bags``.
_Shares = Callable[[Bags], Reals]
_Place = tuple[float, int, int, str]


def _by_relevance(index: SpeechIndex, examples: Sequence[Numbers]) -> _Shares:
    many, size = len(examples), index.size
    having = np.zeros(_words_in(index, examples), np.int64)
    for one in examples:
        having[np.unique(one)] += 1
    spread = _as_long(index.spread, len(having))
    met = (having > 0) & (spread > 0)
    r, n = having[met], spread[met]
    weight = np.zeros(len(having))
    weight[met] = np.log((r + 0.5) / (many - r + 0.5)) + np.log((size - n + 0.5) / (n + 0.5))
    weight = np.maximum(weight, 0)
    mean = index.mean_length

    def shares(bags: Bags) -> Reals:
        own = weight[bags.word]
        given = np.zeros(len(own))
        some = np.flatnonzero(own)
        length = bags.length[bags.unit[some]]
        given[some] = own[some] * bm25(bags.times[some], length, mean)
        return given

    return shares


def _by_cosine(index: SpeechIndex, examples: Sequence[Numbers]) -> _Shares:
    size = _words_in(index, examples)
    rarity = np.log((1 + index.size) / (1 + _as_long(index.spread, size))) + 1
    middle = np.zeros(size)
    for one in examples:
        word, count = np.unique(one, return_counts=True)
        vector = (1 + np.log(count)) * rarity[word]
        middle[word] += vector / (np.sqrt((vector**2).sum()) or 1.0)
    middle /= np.sqrt((middle**2).sum()) or 1.0

    def shares(bags: Bags) -> Reals:
        vector = (1 + np.log(bags.times)) * rarity[bags.word]
        squares = np.bincount(bags.unit, vector**2, len(bags.places))
        return np.asarray(vector * middle[bags.word] / np.sqrt(squares)[bags.unit])

    return shares


def _words_in(index: SpeechIndex, examples: Sequence[Numbers]) -> int:
    """Give one more than the greatest number of a word."""
    return max([len(index.spread), *(int(one.max()) + 1 for one in examples if len(one))])


def _as_long(numbers: Numbers, size: int) -> Numbers:
    return np.concatenate([numbers, np.zeros(size - len(numbers), np.int64)])


def _scored(index: SpeechIndex, shares: _Shares, without: Mapping[str, Spans]) -> Iterator[_Place]:
    """Give the units that have a score: its negative first, then the order of the talk."""
    for order, (interview, bags) in enumerate(index.talks.items()):
        # What differs only by the order of adding up is the same.
        scores = np.bincount(bags.unit, shares(bags), len(bags.places)).round(9)
        taken = _by_turn(without.get(interview, ()))
        for unit in np.flatnonzero(scores > 0).tolist():
            turn, start, end = bags.places[unit]
            if not any(a < end and b > start for a, b in taken.get(turn, ())):
                yield -float(scores[unit]), order, unit, interview


def _by_turn(spans: Spans) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for turn, start, end in spans:
        found.setdefault(turn, []).append((start, end))
    return found


def _row(index: SpeechIndex, place: _Place, shares: _Shares) -> tuple[object, ...]:
    score, _, unit, interview = place
    bags = index.talks[interview]
    own = shares(bags)
    here = np.flatnonzero((bags.unit == unit) & (own > 0))
    words = [(index.word(int(bags.word[at])), float(own[at])) for at in here]
    words.sort(key=lambda one: (-round(one[1], 9), one[0]))
    named = [{"word": word, "score": share} for word, share in words]
    return interview, *bags.places[unit], bags.text(unit), -score, named
