"""What kind of word a word is by the dictionary alone: common, a name, or none that is known."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from .stopwords import stopwords

__all__ = ["WordKind", "word_kind"]

WordKind = Literal["common", "name", "unknown"]


@lru_cache(maxsize=200_000)
def word_kind(word: str, language: str) -> WordKind:
    """Say what a dictionary makes of a word, however it is written.

    Parameters
    ----------
    word : str
    language : str
        One that simplemma has; with another every word but a stop word is unknown.

    Returns
    -------
    {"common", "name", "unknown"}
        ``name`` where its dictionary form is written with a capital and no common word is written
        like it: *bo* (to live) is common although many are called so.

    Examples
    --------
    >>> [word_kind(word, "da") for word in ("Ringede", "hanne", "bo", "Kringelbæk")]
    ['common', 'name', 'common', 'unknown']
    """
    import simplemma

    plain = word.lower()
    if plain in stopwords(language):
        return "common"
    try:
        if not simplemma.is_known(plain, lang=language):
            return "unknown"
        found = str(simplemma.lemmatize(plain, lang=language))
    except ValueError:  # a language that simplemma does not have
        return "unknown"
    return "common" if found.islower() else "name"
