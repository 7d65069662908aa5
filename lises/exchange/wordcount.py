"""What counts as a word when an import is balanced.

Every count of an import uses this one definition, so that the words of a whole are the words of
its parts wherever the whole is cut between a label, a stamp and the talk.
"""

from __future__ import annotations

import re
from unicodedata import normalize

__all__ = ["count_words"]

# Letters and digits, joined by apostrophe or hyphen (aren't, e-mail), digits also by the marks of
# times and figures (12:40, 1.361). A colon after a label never joins: no label ends before a digit.
_WORD = re.compile(r"[^\W_]+(?:(?:['’‑-]|(?<=\d)[.:,/](?=\d))[^\W_]+)*")
# Soft hyphen, zero-width characters, direction marks: they stand within words and are not seen.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def count_words(text: str) -> int:
    """Count the words of a text; the same for NFC and NFD.

    >>> count_words("I: Ja – det er e-Boks, kl. 12:40 [griner]")
    8
    >>> count_words("bo\u00adlig"), count_words("– …")
    (1, 0)
    """
    return len(_WORD.findall(normalize("NFC", _UNSEEN.sub("", text))))
