"""Names that nobody registered: runs of capitals, names in small letters, words after a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lises.text import stopwords, word_kind

from .candidate import Found, Kind, Manner
from .names_da import ALSO_WORDS, GIVEN, KNOWN_TO_ALL, SURNAMES, TOWNS
from .words import Word, beside, stems, words_in

__all__ = ["runs_of_names"]

# Who is named next: "hun hedder", "min søster", "sagsbehandler".
_CALLED = """
hedder hed hedde kaldes kaldt kalder kaldte hr hr. fru frøken frk navnet døbt underskrevet hilsen
"""
_PERSONS = """
doktor dr mentor mentoren coach chef leder kollega makker kone kæreste eks mand søn sønnen datter
datteren bror søster tvilling mor far moster faster onkel tante fætter kusine nevø niece barnebarn
ven veninde nabo naboen præst præsten hende ham
"""
# "ekskone", "lillebror", "fodterapeuten": what a word ends in says that somebody may follow.
PERSON_ENDINGS = (
    "behandler", "behandleren", "konsulent", "konsulenten", "rådgiver", "rådgiveren", "lederen",
    "chefen", "lærer", "læreren", "pædagog", "pædagogen", "læge", "lægen", "psykolog", "psykologen",
    "terapeut", "terapeuten", "kone", "mand", "bror", "søster", "mor", "far", "nabo", "veninde",
)  # fmt: skip
_PLACES = """
i fra til ved på omkring over mod nær syd nord øst vest udenfor
"""
_PLACES_AFTER = """
by amt sogn havn station kirke
"""
_ORGANISATIONS_AFTER = """
skole skolen efterskole højskole hospital sygehus a/s aps as forening kirke
"""
CALLED = frozenset(_CALLED.split())
PERSONS = frozenset(_PERSONS.split())
PLACES = frozenset(_PLACES.split())
PLACES_AFTER = frozenset(_PLACES_AFTER.split())
ORGANISATIONS_AFTER = frozenset(_ORGANISATIONS_AFTER.split())
ORGANISATION = re.compile(
    r"(?:skole|skolen|gymnasium|gymnasiet|hospital|hospitalet|sygehus|sygehuset|centret|centeret"
    r"|center|huset|gården|foreningen|fonden|klubben|kirken|kroen)\Z"
)
SEN = re.compile(r"\w{2,}s(?:en|on|søn)\Z")
_BETWEEN = """
de da van von den der el al bin ibn ben la le af
"""
BETWEEN = frozenset(_BETWEEN.split())
SMALL_COMPOUND = 3
# What is called something in an interview is mostly a thing: "det hedder grundforløb".
COMMON_ENDINGS = (
    "forløb",
    "ordning",
    "ordningen",
    "skema",
    "møde",
    "plan",
    "hjælp",
    "er",
    "et",
)


class _Read(NamedTuple):
    """A word of a run: what it may name, why, how sure."""

    kind: Kind
    why: str
    sure: float
    ending: int


def runs_of_names(text: str, manner: Manner) -> Iterator[Found]:
    """Find names by capitals, cues and lists.

    Parameters
    ----------
    text : str
        A turn.
    manner : Manner
        Its language, of the dictionary that tells common words, and how it was written.

    Yields
    ------
    Found
        Words beside each other as one. A turn's or sentence's first word is left out only where it
        is a common word that is nobody's name; where it may be either it is given, less sure.
    """
    words = words_in(text)
    read = [
        _reader(words, n, manner) if _looked_at(text, word) else None
        for n, word in enumerate(words)
    ]
    at = 0
    while at < len(words):
        if read[at] is None:
            at += 1
            continue
        last = _last_of_run(text, words, read, at)
        yield _joined(words[at : last + 1], [r for r in read[at : last + 1] if r is not None])
        at = last + 1


def _looked_at(text: str, word: Word) -> bool:
    """Leave out single small letters, and what is written *e-Boks*."""
    if text[max(0, word.start - 2) : word.start].lower() == "e-":
        return False
    return len(word.text) > 1 or word.text.isupper()


def _last_of_run(text: str, words: Sequence[Word], read: Sequence[_Read | None], at: int) -> int:
    last = at
    for n in range(at + 1, len(words)):
        if not beside(text, words[n - 1], words[n]) or words[n].first:
            break
        if read[n] is not None:
            last = n
        elif words[n].text not in BETWEEN or n - last > 1:
            break
        ended = read[n]
        if ended is not None and ended.ending:  # "Hannes Lone": two people
            break
    return last


def _joined(run: Sequence[Word], read: Sequence[_Read]) -> Found:
    best = max(read, key=lambda one: one.sure)
    kinds = [one.kind for one in read]
    kind: Kind = next((k for k in ("organisation", "person", "place") if k in kinds), "name")
    if len(read) > 1 and kind == "place" and "person" in kinds:
        kind = "person"
    sure = min(0.95, best.sure + 0.05 * (len(read) - 1))
    return Found(run[0].start, run[-1].end, kind, best.why, round(sure, 2), read[-1].ending)


def _reader(words: Sequence[Word], at: int, manner: Manner) -> _Read | None:
    word = words[at]
    plain = word.text.lower()
    if plain in KNOWN_TO_ALL and not (plain in GIVEN and _cued(words, at)):
        return None
    if word.text[0].isupper():
        return _capital(words, at, manner)
    return _small(words, at, manner)


def _listed(word: str) -> tuple[Kind, int] | None:
    """Say what a word is in the lists, with the length of its ending."""
    for stem, ending in stems(word.lower()):
        if stem in GIVEN or stem in SURNAMES:
            return "person", ending
        if stem in TOWNS:
            return "place", ending
    return None


def _before(words: Sequence[Word], at: int) -> str:
    return words[at - 1].text.lower() if at and not words[at].first else ""


def _cued(words: Sequence[Word], at: int) -> Kind | None:
    """Say what the words beside tell of a word."""
    before = _before(words, at)
    after = words[at + 1].text.lower() if at + 1 < len(words) else ""
    if before in CALLED or before in PERSONS or before.endswith(PERSON_ENDINGS):
        return "person"
    if after in PLACES_AFTER:
        return "place"
    if after in ORGANISATIONS_AFTER:
        return "organisation"
    return "place" if before in PLACES else None


def _capital(words: Sequence[Word], at: int, manner: Manner) -> _Read | None:
    word, language = words[at], manner.language
    plain = word.text.lower()
    if plain in stopwords(language) and not _listed(word.text):
        return None
    listed = _listed(word.text)
    ending = listed[1] if listed else 0
    kind = _kind(words, at, listed)
    common = plain in manner.said_small or word_kind(word.text, language) == "common"
    if len(word.text) > 1 and word.text.isupper() and not listed:
        shouted = len(word.text) > 3 and common
        return None if shouted else _Read("organisation", "in capitals", 0.3, 0)
    if word.first:
        return _first(words, at, (listed, common, kind), language)
    if listed:
        return _Read(kind, "a name by our lists", 0.9 if not common else 0.8, ending)
    if common:
        return _Read(kind, "a capital within a sentence, on an everyday word", 0.35, 0)
    return _Read(kind, "a capital within a sentence", 0.75, ending)


def _first(
    words: Sequence[Word],
    at: int,
    known: tuple[tuple[Kind, int] | None, bool, Kind],
    language: str,
) -> _Read | None:
    """Read a word whose capital may be that of a sentence."""
    listed, common, kind = known
    word = words[at].text
    named_on = at + 1 < len(words) and words[at + 1].text[0].isupper() and not words[at + 1].first
    if listed:
        alike = word.lower() in ALSO_WORDS
        why = "begins a sentence; a name or an everyday word" if alike else "a name by our lists"
        return _Read(kind, why, 0.85 if not alike or named_on else 0.3, listed[1])
    if common or _compound(word.lower(), language):
        return None
    if word_kind(word, language) == "name":
        return _Read(kind, "a name by the dictionary", 0.8, 0)
    return _Read(kind, "begins a sentence and is no word of the dictionary", 0.5, 0)


def _small(words: Sequence[Word], at: int, manner: Manner) -> _Read | None:
    word, language = words[at].text, manner.language
    plain = word.lower()
    if plain in stopwords(language) and plain not in GIVEN:
        return None
    listed = _listed(word)
    if listed:
        return _small_listed(words, at, listed)
    known = word_kind(word, language)
    if known == "name" and not plain.endswith(("ske", "sk")):
        why = "a name by the dictionary, in small letters"
        return _Read(_cued(words, at) or "name", why, 0.6, 0)
    if known == "unknown" and not plain.endswith(COMMON_ENDINGS):
        return _unknown(words, at, manner)
    return None


def _unknown(words: Sequence[Word], at: int, manner: Manner) -> _Read | None:
    """Read a word that no dictionary has: after a cue, or where nobody wrote a capital."""
    if _before(words, at) in CALLED:
        return _Read("person", "after a word that names", 0.5, 0)
    if manner.no_capitals and not _compound(words[at].text.lower(), manner.language):
        return _Read("name", "no word of the dictionary, in a text without capitals", 0.3, 0)
    return None


def _small_listed(words: Sequence[Word], at: int, listed: tuple[Kind, int]) -> _Read | None:
    """Read a name of our lists in small letters; one that is a word too only after a cue."""
    plain = words[at].text.lower()
    kind, ending = listed
    if not {plain, plain[: len(plain) - ending]} & ALSO_WORDS:
        return _Read(kind, "a name by our lists, in small letters", 0.8, ending)
    by_name = _before(words, at) in CALLED
    cued = _cued(words, at) == "person" and kind == "person" and not ending
    if by_name or cued:
        return _Read("person", "after a word that names; an everyday word too", 0.4, ending)
    return None


def _kind(words: Sequence[Word], at: int, listed: tuple[Kind, int] | None) -> Kind:
    word = words[at].text.lower()
    if ORGANISATION.search(word) and len(word) > 8:
        return "organisation"
    cued = _cued(words, at)
    if cued == "organisation":
        return cued
    if listed:
        return "place" if listed[0] == "place" else "person"
    if SEN.match(word):
        return "person"
    return cued or "name"


def _compound(word: str, language: str) -> bool:
    """Say whether a word is made of two that everybody knows: *rutechef*, *læringskonsulent*."""
    for at in range(SMALL_COMPOUND, len(word) - SMALL_COMPOUND):
        head, tail = word[:at], word[at:]
        if len(tail) < SMALL_COMPOUND + 1 or word_kind(tail, language) != "common":
            continue
        joined = [head, head[:-1]] if head[-1] in "se" else [head]
        if any(len(h) >= SMALL_COMPOUND and word_kind(h, language) == "common" for h in joined):
            return True
    return False
