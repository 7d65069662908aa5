"""Words of speech: tokens and lemmas. The only place that loads spaCy and simplemma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Token", "lemma", "tokens"]

# What is not speech is set apart before the tokeniser sees it: `[griner]`, `[NAVN1]`, `[00:12:40]`.
MARK = re.compile(r"\[[^\[\]\n]{1,80}\]")


class Token(NamedTuple):
    """A word or sign with its half-open span of code points; ``mark`` for ``[…]``."""

    text: str
    start: int
    end: int
    mark: bool


@lru_cache(maxsize=8)
def _tokeniser(language: str) -> Language:
    import spacy

    try:
        return spacy.blank(language)
    except (ImportError, ValueError):
        return spacy.blank("xx")  # a language spaCy has no rules for is cut by the general ones


def tokens(text: str, language: str) -> Iterator[Token]:
    """Cut text into tokens, marks in square brackets whole.

    >>> [t.text for t in tokens("Ja [griner] det er fint.", "da")]
    ['Ja', '[griner]', 'det', 'er', 'fint', '.']
    """
    at = 0
    for found in MARK.finditer(text):
        yield from _speech(text, at, found.start(), language)
        yield Token(found.group(), found.start(), found.end(), mark=True)
        at = found.end()
    yield from _speech(text, at, len(text), language)


def _speech(text: str, start: int, end: int, language: str) -> Iterator[Token]:
    if not text[start:end].strip():
        return
    for token in _tokeniser(language).make_doc(text[start:end]):
        if not token.is_space:
            first = start + token.idx
            yield Token(token.text, first, first + len(token.text), mark=False)


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """Give the dictionary form of a word in lower case; the word itself where none is known.

    By simplemma; on the Danish UD test set as accurate as trained pipelines.

    >>> lemma("ringede", "da")
    'ringe'
    """
    import simplemma

    try:
        return str(simplemma.lemmatize(word, lang=language)).lower()
    except ValueError:  # a language that simplemma does not have
        return word.lower()
