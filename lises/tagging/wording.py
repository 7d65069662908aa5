"""The words of the page, in the languages there are."""

from __future__ import annotations

from lises.render.words import CATALOGUES, Words

from .plain import View

__all__ = ["page_words"]

PREFIXES = ("tag-", "mark-")


def page_words(language: str) -> View:
    """Give the interface's words in a language, in English where it is none that there is.

    ``words`` is key to text, or to a list of two: for one thing and for any other number.
    """
    chosen = Words(language).language
    entries = CATALOGUES[chosen]
    shown = {key: text for key, text in entries.items() if key.startswith(PREFIXES)}
    return {"language": chosen, "languages": sorted(CATALOGUES), "words": shown}
