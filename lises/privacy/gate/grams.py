"""Runs of words as numbers: the same run gives the same number, however it is written."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Flags = NDArray[np.bool_]

__all__ = ["RUN", "WORD", "among", "numbers_of", "runs", "words_of"]

RUN = 6  # words: shorter runs are common speech; benchmarks/README.md has what it costs
WORD = re.compile(r"[^\W_]+")
# What is not seen and would part a word: soft hyphen, zero width signs, byte order mark.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_FACTOR = 0x9E3779B97F4A7C15  # odd, so that no place in a run loses a bit
_WHOLE = 2**64


def words_of(text: str) -> list[str]:
    r"""Give the words of a text as they are compared: composed, of one case, nothing unseen.

    >>> words_of("Det VAR\u00ad\u200bmig, sagde A\u030ase!")
    ['det', 'varmig', 'sagde', 'åse']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    return WORD.findall(text.casefold())


@lru_cache(maxsize=500_000)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())


def numbers_of(words: Iterable[str]) -> Numbers:
    """Give a number per word; 64 bits, so that two words of a language do not share one."""
    import numpy as np

    return np.fromiter(map(_number, words), dtype=np.uint64)


def runs(numbers: Numbers, length: int = RUN) -> Numbers:
    """Give a number per run of ``length`` words; none where there are fewer words.

    A sum of the words' numbers times powers of one factor, modulo 2^64 (Karp and Rabin 1987).
    """
    import numpy as np

    several = len(numbers) - length + 1
    if several <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(several, dtype=np.uint64)
    for place in range(length):
        power = np.uint64(pow(_FACTOR, length - place, _WHOLE))
        total += numbers[place : place + several] * power
    return total


def among(numbers: Numbers, known: Numbers) -> Flags:
    """Say of each number whether it is among the known, which are sorted."""
    import numpy as np

    if not len(known):
        return np.zeros(len(numbers), dtype=np.bool_)
    places = np.searchsorted(known, numbers)
    places[places == len(known)] = 0
    found: Flags = known[places] == numbers
    return found
