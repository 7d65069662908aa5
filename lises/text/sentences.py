"""Sentences of transcribed speech, by rules that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .abbreviations import never_last
from .pipelines import RULES, analysed
from .tokens import Token, tokens

__all__ = ["Sentence", "sentences"]

STOPS = frozenset(".!?…")
STOP = re.compile(r"[.!?…]+")
CLOSING = frozenset("\"'”“’‘»«›‹)]}")
OPENING = frozenset("\"'”“„’‘‚»«›‹([{-–—•*")
ORDINAL = re.compile(r"\d{1,2}\.?")
# "I" is a pronoun in Danish and in English, and far more often the last word than an initial.
INITIALS = re.compile(r"(?!I\.?$)(?:[^\W\d_]\.)*[^\W\d_]\.?")
PARAGRAPH = re.compile(r"\n\s*\n")


class Sentence(NamedTuple):
    """A sentence as a half-open span of code points without white space at its ends.

    ``tier`` says what found it: ``rules`` or the pinned pipeline.
    """

    start: int
    end: int
    tier: str


def sentences(text: str, language: str, *, tier: str = RULES) -> list[Sentence]:
    r"""Cut a turn into sentences.

    By rule a sentence ends with ``. ! ? …`` and the quotation marks and brackets that close after
    it, unless the next word begins in lower case, or the point belongs to an abbreviation that
    wants a word after it, to an initial or to the number of an item. A paragraph ends one too.
    An event, ``[griner]``, stays with what was said before it; a placeholder, ``[NAVN1]``, is a
    word that may begin a sentence.

    Parameters
    ----------
    text : str
        The text of a turn.
    language : str
        Of the abbreviations and of the tokens.
    tier : str
        ``rules``, or the trained pipeline that the study pins.

    Returns
    -------
    list of Sentence
        In order, none overlapping; together all of the text but white space.

    Raises
    ------
    LisesError
        If the tier is a pipeline that is not installed.

    Examples
    --------
    >>> text = "Det var d. 3. maj, ca. kl. 12. [griner] [NAVN1] kom."
    >>> [text[s.start : s.end] for s in sentences(text, "da")]
    ['Det var d. 3. maj, ca. kl. 12. [griner]', '[NAVN1] kom.']
    """
    if tier == RULES:
        found = list(tokens(text, language))
        begins = list(_begins(text, found, language))
    else:
        read = analysed(text, language, tier)
        found = [a.token for a in read]
        begins = [n for n, a in enumerate(read) if a.begins]
    if not found:
        return []
    firsts = sorted({0, *begins})
    lasts = [n - 1 for n in firsts[1:]] + [len(found) - 1]
    return [
        Sentence(found[first].start, found[last].end, tier)
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _begins(text: str, found: Sequence[Token], language: str) -> Iterator[int]:
    """Give the places of the tokens that begin a sentence, but the first."""
    begun = n = 0
    while n < len(found) - 1:
        after = _after(text, found, n) if _stops(found[n]) else n + 1
        if after < len(found) and _ends(text, found, (begun, n, after), language):
            begun = after
            yield after
        n = after


def _after(text: str, found: Sequence[Token], n: int) -> int:
    """Give the place after a token, what closes and what happens behind it."""
    after = n + 1
    while after < len(found):
        token = found[after]
        touching = found[after - 1].end == token.start
        closing = touching and not token.mark and set(token.text) <= CLOSING
        more = touching and STOP.fullmatch(token.text)
        if not (closing or more or (token.mark and not token.spoken)):
            break
        if PARAGRAPH.search(text, found[after - 1].end, token.start):
            break
        after += 1
    return after


def _stops(token: Token) -> bool:
    return token.text[-1] in STOPS


def _ends(text: str, found: Sequence[Token], place: tuple[int, int, int], language: str) -> bool:
    """Say whether the token in the middle of ``place`` ends what its first begins."""
    begun, n, after = place
    last, following = found[n], found[after]
    gap = text[found[after - 1].end : following.start]
    if "\n" in gap and PARAGRAPH.search(gap):
        return True
    if not gap or not _stops(last):
        return False
    first = _first_letter(found, after)
    if not first or first.islower():
        return False
    if not last.text.endswith("."):
        return True
    # The point may be part of the word or a token of its own, touching it.
    word = last.text.rstrip(".")
    if word and first.isdigit() and not word.isdigit():
        return False  # "kr. 50", "str. 36": after a short form a number goes on
    if not word and n > begun and found[n - 1].end == last.start and last.text == ".":
        n -= 1
        word = found[n].text
    return _may_end(word, language, opens=n == begun)


def _may_end(word: str, language: str, *, opens: bool) -> bool:
    """Say whether a sentence may end with this word and a point."""
    if ORDINAL.fullmatch(word):
        return not opens  # "1. Vi skal …" numbers an item; "Det var den 1. Så …" ends
    initial = INITIALS.fullmatch(word) and word[0].isupper()
    return not initial and not never_last(word, language)


def _first_letter(found: Sequence[Token], n: int) -> str:
    """Give the letter or digit that what follows begins with, after what opens; or nothing."""
    for at in range(n, len(found)):
        token = found[at]
        letters = token.text.lstrip("[") if token.mark else token.text
        if (token.mark and not token.spoken) or set(letters) <= OPENING:
            continue
        return next((c for c in letters if c.isalnum()), "")
    return ""
