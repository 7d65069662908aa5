"""Numbers said in words: a telephone or CPR number as it is read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .candidate import Found
from .structured import is_cpr

__all__ = ["spoken_numbers"]

_UNITS = {
    **dict.fromkeys(("nul", "nulle"), 0),
    **dict.fromkeys(("en", "et", "én", "ét", "ener"), 1),
    **dict.fromkeys(("to", "toer"), 2),
    **dict.fromkeys(("tre", "treer"), 3),
    **dict.fromkeys(("fire", "fir"), 4),
    **dict.fromkeys(("fem",), 5),
    **dict.fromkeys(("seks", "sejs"), 6),
    **dict.fromkeys(("syv", "syw"), 7),
    **dict.fromkeys(("otte", "åtte"), 8),
    **dict.fromkeys(("ni",), 9),
}
_TEENS = {
    "ti": 10, "elleve": 11, "elve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sejsten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "tredve": 30, "fyrre": 40, "fyrretyve": 40, "halvtreds": 50,
    "halvtredsindstyve": 50, "tres": 60, "treds": 60, "tresindstyve": 60, "halvfjerds": 70,
    "halvfjers": 70, "halvfjerdsindstyve": 70, "firs": 80, "firsindstyve": 80, "halvfems": 90,
    "halvfemsindstyve": 90,
}  # fmt: skip
_JOINED = re.compile(rf"({'|'.join(_UNITS)})og({'|'.join(_TENS)})\Z")
_WORD = re.compile(r"[^\W_]+")
# What may stand between the parts of a number that is read aloud.
_BETWEEN = re.compile(
    r"(?:[\s,.…–-]|\b(?:øh|øhm|altså|så|streg|bindestreg|og så|nej|ja)\b)*\Z", re.IGNORECASE
)
FEWEST = 4  # words in a row that are a number of somebody's, where the digits are neither 8 nor 10


class _Part(NamedTuple):
    """One or two digits as they were said."""

    start: int
    end: int
    digits: str


def spoken_numbers(text: str) -> Iterator[Found]:
    """Find numbers in words that have a telephone number's or a CPR number's digits.

    Digits may stand among the words. Other runs of four parts and more are given as ``number``:
    somebody reads a number aloud, whichever it is.

    >>> said = "det er to nul, femogtyve, tredive, elleve"
    >>> [(f.kind, said[f.start : f.end]) for f in spoken_numbers(said)]
    [('phone', 'to nul, femogtyve, tredive, elleve')]
    """
    for run in _runs(text, list(_parts(text))):
        digits = "".join(part.digits for part in run)
        worded = sum(not text[p.start : p.end].isdigit() for p in run)
        if not worded or len(run) < 3:
            continue
        span = run[0].start, run[-1].end
        if len(digits) == 10:
            day = is_cpr(digits[:2], digits[2:4], digits[4:6], digits[6:])
            why = "ten digits in words" + (", a day first" if day else "")
            yield Found(*span, "cpr", why, 0.9 if day else 0.6)
        elif len(digits) == 8:
            yield Found(*span, "phone", "eight digits in words", 0.85)
        elif len(run) >= FEWEST and len(digits) >= 5:
            yield Found(*span, "number", "a number in words", 0.5)


def _parts(text: str) -> Iterator[_Part]:
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        taken, digits = _read(text, words, at)
        if taken:
            yield _Part(words[at].start(), words[at + taken - 1].end(), digits)
        at += taken or 1


def _read(text: str, words: Sequence[re.Match[str]], at: int) -> tuple[int, str]:
    """Read a number below 100: how many words it takes, and its digits; none where it is none."""
    word = words[at][0].lower()
    if word in _UNITS:
        following = [w[0].lower() for w in words[at + 1 : at + 3]]
        spoken = text[words[at].end() : words[at + 2].start()] if len(following) == 2 else ","
        if following[:1] == ["og"] and following[-1] in _TENS and not re.search("[,.]", spoken):
            return 3, str(_TENS[following[1]] + _UNITS[word])
        return 1, str(_UNITS[word])
    if word in _TEENS or word in _TENS:
        return 1, str(_TEENS.get(word) or _TENS[word])
    joined = _JOINED.match(word)
    if joined:
        return 1, str(_TENS[joined[2]] + _UNITS[joined[1]])
    return (1, word) if word.isascii() and word.isdigit() and len(word) <= 6 else (0, "")


def _runs(text: str, parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Give the runs of parts with nothing but pauses between them."""
    run: list[_Part] = []
    for part in parts:
        if run and not _BETWEEN.match(text[run[-1].end : part.start]):
            yield run
            run = []
        run.append(part)
    if run:
        yield run
