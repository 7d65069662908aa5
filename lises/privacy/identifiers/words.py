"""Words of a text with their places, and how names are written alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Word", "beside", "folded", "plain_words", "stems", "words_in"]

# An apostrophe behind s, x or z is a genitive's where a word follows: "Jens' mand".
_WORD = re.compile(r"[^\W\d_]+(?:[’'´][^\W\d_]+|(?<=[sxzSXZ])[’'´](?= \w))?")
# A placeholder and what a release withholds hold no name; what is noted in brackets may: those
# have small letters.
_HOLDS_NONE = re.compile(r"\[[^\[\]\na-zæøå]{1,80}\]|⟦[^⟦⟧\n]{1,80}⟧")
_BEFORE_SENTENCE = re.compile(r"(?:\A|[.!?…:»«“”„\"(\[\]]|\n|^)[\s\"'’”“„»«(\[–—-]*\Z")
_TITLE = re.compile(r"(?<!\w)(?:hr|fr|frk|dr|prof|skt|sct|[A-ZÆØÅ])\. *\Z", re.IGNORECASE)
_GAP = re.compile(r"[ \u00a0\u2010\u2011-]|\n")
_SAID_ALIKE = (
    ("aa", "å"), ("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"), ("gh", "g"), ("dh", "d"),
    ("qu", "kv"), ("w", "v"), ("z", "s"), ("x", "ks"), ("c", "k"), ("q", "k"), ("y", "i"),
    ("j", "i"), ("ä", "æ"), ("ö", "ø"), ("ü", "i"), ("é", "e"), ("è", "e"), ("á", "a"),
    ("æ", "e"), ("h", ""), ("ld", "l"), ("nd", "n"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")


class Word(NamedTuple):
    """A word with its half-open place; whether it begins a sentence, as far as that can be seen."""

    text: str
    start: int
    end: int
    first: bool


def words_in(text: str) -> list[Word]:
    """Give the words of a text, those of placeholders left out.

    >>> [(w.text, w.first) for w in words_in("Ja. [NAVN1] og Bo's hus")]
    [('Ja', True), ('og', False), ("Bo's", False), ('hus', False)]
    """
    if "[" in text or "⟦" in text:
        text = _HOLDS_NONE.sub(lambda found: "1" * len(found[0]), text)
    return [
        Word(found[0], *found.span(), _begins(text, found.start()))
        for found in _WORD.finditer(text)
    ]


def _begins(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at]
    return _BEFORE_SENTENCE.search(before) is not None and not _TITLE.search(before)


def beside(text: str, one: Word, other: Word) -> bool:
    """Say whether nothing but a space or a hyphen stands between two words."""
    return _GAP.fullmatch(text[one.end : other.start]) is not None


def plain_words(name: str) -> tuple[str, ...]:
    """Give the words of a name as they are compared: small letters, hyphens as spaces.

    >>> plain_words("Anne-Marie Bæk")
    ('anne', 'marie', 'bæk')
    """
    return tuple(found[0].lower() for found in _WORD.finditer(name))


def stems(word: str) -> Iterator[tuple[str, int]]:
    """Give a word, and what it would be without the ending of a genitive, with its length.

    >>> list(stems("Bo's")), list(stems("Jensens"))
    ([("Bo's", 0), ('Bo', 2)], [('Jensens', 0), ('Jensen', 1)])
    """
    yield word, 0
    apostrophe = re.search(r"[’'´](\w*)\Z", word)
    if apostrophe:
        yield word[: apostrophe.start()], len(word) - apostrophe.start()
    elif len(word) > 2 and word[-1] in "sS":
        yield word[:-1], 1
        if len(word) > 4 and word[-3:].lower() in ("ses", "xes", "zes"):
            yield word[:-2], 2


def folded(word: str) -> str:
    """Give what is alike in words that are said alike: *Kirstine*, *Christine*.

    >>> folded("Christine") == folded("Kristine"), folded("Sophie") == folded("Sofie")
    (True, True)
    """
    made = word.lower()
    for was, becomes in _SAID_ALIKE:
        made = made.replace(was, becomes)
    return _TWICE.sub(r"\1", made)
