"""Sentences that say what a picture shows."""

from __future__ import annotations

from collections.abc import Sequence

from lises.render import Words

from .setting import Setting

__all__ = ["Counted", "extremes", "several", "signed"]

NAMED = 3  # of those that are equal; of the others it is said how many they are

Counted = tuple[str, int, int]
"""What is counted, n, N."""


def several(labels: Sequence[str], setting: Setting) -> str:
    """Name the first few, quoted, and say how many more there are."""
    quoted = [setting.quoted(label) for label in labels[:NAMED]]
    rest = len(labels) - NAMED
    if rest > 0:
        quoted.append(setting.words("picture-more", n=rest))
    return setting.words.series(quoted).unescape()


def extremes(rows: Sequence[Counted], setting: Setting) -> str:
    """Say which of several shares is the greatest and which the least."""
    words = setting.words
    shares = {(n / of, n, of) for _, n, of in rows if of}
    if not shares:
        return words("picture-nobody")
    most, least = max(shares), min(shares)
    named = [
        several([label for label, n, of in rows if (n, of) == share[1:]], setting)
        for share in (most, least)
    ]
    said = [words("picture-n-of", n=share[1], of=share[2]) for share in (most, least)]
    if len(rows) == 1:
        return words("picture-one-share", what=named[0], share=said[0])
    if most == least:
        return words("picture-same-share", n=len(rows), share=said[0])
    # Of samples that differ in size the greater share need not be the greater number.
    alike = len({of for _, _, of in shares}) == 1
    keys = ("picture-most", "picture-fewest") if alike else ("picture-greatest", "picture-least")
    return " ".join(words(k, what=w, share=s) for k, w, s in zip(keys, named, said, strict=True))


def signed(words: Words, value: float, decimals: int = 2) -> str:
    """Write a number that may be below 0: with a minus sign, and no minus before a 0.

    >>> signed(Words("en"), -0.001), signed(Words("da"), -0.25)
    ('0.00', '−0,25')
    """
    return words.number(round(value, decimals) + 0.0, decimals).replace("-", "−")
