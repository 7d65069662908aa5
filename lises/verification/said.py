"""A sentence of a report: English where a program reads it, the reader's language on a page."""

from __future__ import annotations

from lises.render.words import Words

__all__ = ["Said", "in_words", "said"]

_ENGLISH = Words("en")


class Said(str):
    """A text in English that knows how it is said in other languages.

    It is a text like any other: compared, counted and written as its English. ``key`` is the
    interface word, ``values`` what stands in it.
    """

    key: str
    values: dict[str, object]


def said(key: str, **values: object) -> Said:
    """Say something by its interface word.

    >>> said("verify-what-links", page="index.html")
    'links of index.html'
    """
    made = Said(_ENGLISH(key, **values))
    made.key, made.values = key, values
    return made


def in_words(text: str, words: Words) -> str:
    """Give a text in the words' language; one that is nobody's interface word as it stands.

    >>> in_words(said("verify-why-file-gone"), Words("da")), in_words("x.html", Words("da"))
    ('findes ikke', 'x.html')
    """
    return words(text.key, **text.values) if isinstance(text, Said) else text
