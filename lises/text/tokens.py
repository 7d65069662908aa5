"""Words of speech: tokens and lemmas. With ``pipelines``, the only place that loads spaCy.

The same word has the same tokens wherever it stands, so each stretch between white space is cut
once and kept: a transcript says few words many times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Token", "lemma", "tokens"]

# What is not speech is set apart before the tokeniser sees it: `[griner]`, `[NAVN1]`, `[00:12:40]`,
# and the sign in the place of what a release withholds.
MARK = re.compile(r"\[[^\[\]\n]{1,80}\]|⟦[^⟦⟧\n]{1,80}⟧")
STRETCH = re.compile(r"\S+")  # `\s` and spaCy agree on what is white space

MOST_STRETCHES = 500_000
Piece = tuple[str, int, int, bool]


class Token(NamedTuple):
    """A word or sign with its half-open span of code points; ``mark`` for ``[…]``."""

    text: str
    start: int
    end: int
    mark: bool

    @property
    def spoken(self) -> bool:
        """Whether it is a word that was said: it has a letter or digit, and is no event.

        A placeholder stands for a name that was said; an event and a time stamp do not.

        >>> [t.text for t in tokens("[NAVN1], [griner] ja!", "da") if t.spoken]
        ['[NAVN1]', 'ja']
        >>> [t.text for t in tokens("ja ⟦withheld: health⟧ nej", "da") if t.spoken]
        ['ja', 'nej']
        """
        if self.mark:
            return self.text.isupper()
        return any(map(str.isalnum, self.text))


@lru_cache(maxsize=8)
def _tokeniser(language: str) -> Language:
    import spacy

    try:
        return spacy.blank(language)
    except (ImportError, ValueError):
        return spacy.blank("xx")  # a language spaCy has no rules for is cut by the general ones


class Cuts(dict[str, tuple[Piece, ...]]):
    """The tokens of every stretch and mark met so far, with their places in it."""

    def __init__(self, language: str) -> None:
        self.cut = _tokeniser(language).make_doc

    def __missing__(self, stretch: str) -> tuple[Piece, ...]:
        """Cut a stretch that is met for the first time."""
        if len(self) >= MOST_STRETCHES:  # no memory has room for ever more: start anew
            self.clear()
        self[stretch] = self._pieces(stretch)
        return self[stretch]

    def _pieces(self, stretch: str) -> tuple[Piece, ...]:
        if MARK.fullmatch(stretch):
            return ((stretch, 0, len(stretch), True),)
        found = [t for t in self.cut(stretch) if not t.is_space]
        return tuple((t.text, t.idx, t.idx + len(t.text), False) for t in found)


cuts_of = lru_cache(maxsize=8)(Cuts)


def stretches(text: str) -> tuple[list[str], list[int]]:
    """Part text into marks and what stands between white space, each with its place."""
    if "[" not in text and "⟦" not in text:
        return _placed(text, 0)
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for mark in MARK.finditer(text):
        between, places = _placed(text[at : mark.start()], at)
        parts += [*between, mark.group()]
        starts += [*places, mark.start()]
        at = mark.end()
    between, places = _placed(text[at:], at)
    return parts + between, starts + places


def _placed(text: str, offset: int) -> tuple[list[str], list[int]]:
    parts = text.split()
    if " ".join(parts) != text.strip():
        return parts, [offset + found.start() for found in STRETCH.finditer(text)]
    # One space between all of them, as nearly always: places follow from lengths.
    first = offset + len(text) - len(text.lstrip())
    ends = accumulate(map(len, parts), initial=first)
    return parts, list(map(add, ends, range(len(parts))))


def tokens(text: str, language: str) -> Iterator[Token]:
    """Cut text into tokens, marks in square brackets whole.

    The rules are spaCy's for the language; what stands between white space is cut by itself.

    >>> [t.text for t in tokens("Ja [griner] det er fint.", "da")]
    ['Ja', '[griner]', 'det', 'er', 'fint', '.']
    """
    cuts = cuts_of(language)
    # Made without the cost of named arguments, which is half of all time here.
    make: Callable[[type[Token], Piece], Token] = tuple.__new__
    return iter(
        [
            make(Token, (piece, first + begin, first + end, mark))
            for stretch, first in zip(*stretches(text), strict=True)
            for piece, begin, end, mark in cuts[stretch]
        ]
    )


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """Give the dictionary form of a word in lower case; the word itself where none is known.

    By simplemma, word by word and blind to the context; book/reference/text.md has its accuracy.

    >>> lemma("ringede", "da")
    'ringe'
    """
    import simplemma

    try:
        return str(simplemma.lemmatize(word, lang=language)).lower()
    except ValueError:  # a language that simplemma does not have
        return word.lower()
