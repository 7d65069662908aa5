"""Words of speech: tokens and lemmas. With ``pipelines``, the only place that loads spaCy.

The same word has the same tokens wherever it stands, so each stretch between white space is cut
once and kept: a transcript says few words many times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Token", "lemma", "tokens"]

# What is not speech is set apart before the tokeniser sees it: `[griner]`, `[NAVN1]`, `[00:12:40]`.
MARK = re.compile(r"\[[^\[\]\n]{1,80}\]")
STRETCH = re.compile(r"\S+")  # `\s` and spaCy agree on what is white space

MOST_STRETCHES = 500_000
Piece = tuple[str, int, int]


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


class _Cuts(dict[str, tuple[Piece, ...]]):
    """The tokens of every stretch met so far, with their places in it."""

    def __init__(self, language: str) -> None:
        self.cut = _tokeniser(language).make_doc

    def __missing__(self, stretch: str) -> tuple[Piece, ...]:
        if len(self) >= MOST_STRETCHES:  # beyond memory's good, start anew
            self.clear()
        found = self.cut(stretch)
        pieces = tuple((t.text, t.idx, t.idx + len(t.text)) for t in found if not t.is_space)
        self[stretch] = pieces
        return pieces


_cuts = lru_cache(maxsize=8)(_Cuts)


def tokens(text: str, language: str) -> Iterator[Token]:
    """Cut text into tokens, marks in square brackets whole.

    The rules are spaCy's for the language; what stands between white space is cut by itself.

    >>> [t.text for t in tokens("Ja [griner] det er fint.", "da")]
    ['Ja', '[griner]', 'det', 'er', 'fint', '.']
    """
    cuts = _cuts(language)
    at = 0
    for found in MARK.finditer(text):
        yield from _speech(text, at, found.start(), cuts)
        yield Token(found.group(), found.start(), found.end(), mark=True)
        at = found.end()
    yield from _speech(text, at, len(text), cuts)


def _speech(text: str, start: int, end: int, cuts: _Cuts) -> Iterator[Token]:
    # Made without the named arguments' cost, which is half of all time here.
    make: Callable[[type[Token], tuple[str, int, int, bool]], Token] = tuple.__new__
    for stretch in STRETCH.finditer(text, start, end):
        first = stretch.start()
        for piece, begin, stop in cuts[stretch.group()]:
            yield make(Token, (piece, first + begin, first + stop, False))


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
