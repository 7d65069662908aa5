"""Text as it is kept: NFC, plain spaces, nothing unseen; each change is counted and told."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import is_normalized, normalize

__all__ = ["Tally", "clean", "one_line", "tally_notes"]

Tally = Counter[str]
"""How often each kind of change was made, by the name of the change."""

_NBSP = re.compile("[\u00a0\u2007\u202f]")
_BREAKS = re.compile("\r\n|[\r\u000b\u0085\u2028]")
_PAGE = re.compile("[\u000c\u2029]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Joiners U+200C and U+200D stay: emoji and some scripts are made with them.
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MANY_BREAKS = re.compile(r"\n{3,}")

_STEPS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("page break", _PAGE, "\n\n"),
    ("line separator", _BREAKS, "\n"),
    ("non-breaking space", _NBSP, " "),
    ("soft hyphen", re.compile("\u00ad"), ""),
    ("non-breaking hyphen", re.compile("\u2011"), "-"),
    ("direction mark", _DIRECTION, ""),
    ("zero-width character", _ZERO_WIDTH, ""),
    ("control character", _CONTROL, " "),
    ("half a surrogate pair", _SURROGATE, "\ufffd"),
)

_TOLD = {
    "non-breaking space": "{n} became plain spaces",
    "soft hyphen": "{n} were taken out; the words are whole",
    "non-breaking hyphen": "{n} became plain hyphens",
    "direction mark": "{n} were taken out",
    "zero-width character": "{n} were taken out",
    "control character": "{n} became spaces",
    "half a surrogate pair": "{n} became U+FFFD",
    "page break": "{n} became paragraph breaks",
    "line separator": "{n} became soft line breaks",
    "soft line break": "{n} stay as line breaks where they stand within a turn",
    "tab": "{n} became plain spaces",
    "decomposed text": "{n} paragraphs were composed (NFD to NFC)",
}
_PLURAL = {
    "half a surrogate pair": "halves of surrogate pairs",
    "decomposed text": "letters with separate accents",
}


def clean(text: str, tally: Tally) -> str:
    r"""Give a paragraph as it is kept; tabs stay, since a label may end in one.

    Parameters
    ----------
    text : str
        Any text; ``\n`` is a soft line break.
    tally : Counter
        Changed: what was done is added under its name.

    Returns
    -------
    str
        NFC, without white space at the ends of its lines; at most one blank line in a row.

    >>> tally = Counter()
    >>> clean("Ja\xa0 \n  nej\xad da ", tally), tally["non-breaking space"]
    ('Ja\nnej da', 1)
    """
    for name, pattern, instead in _STEPS:
        text, times = pattern.subn(instead, text)
        if times:
            tally[name] += times
    if not is_normalized("NFC", text):
        tally["decomposed text"] += 1
        text = normalize("NFC", text)
    # A tab at the end of a line is lay-out; one in its middle may follow a label.
    text = "\n".join(line.strip() for line in text.split("\n"))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def one_line(text: str, limit: int = 60) -> str:
    r"""Give the beginning of a text on one line, for a message.

    >>> one_line("Ja,\nmen det", limit=7)
    'Ja, men…'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit].rstrip()}…"


def tally_notes(tally: Tally) -> tuple[str, ...]:
    """Say in words what was done to the text.

    >>> tally_notes(Counter({"non-breaking space": 1361}))
    ('non-breaking spaces: 1,361 became plain spaces',)
    """
    return tuple(
        f"{_PLURAL.get(name, name + 's')}: {told.format(n=f'{tally[name]:,}')}"
        for name, told in _TOLD.items()
        if tally[name]
    )
