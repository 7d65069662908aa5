"""What a line of a transcript begins with: a label that may be a speaker's, a time stamp.

A label is read before or after a stamp, with a colon, a tab, in bold or in Markdown's bold, or with
a stamp at the end of its line. Whether it is a speaker is decided in ``labels``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .stamps import Stamp, stamp_at
from .vocabulary import CONNECTORS, is_role_word

__all__ = ["CODE", "Prefix", "looks_like_label", "prefix_of"]

Form = Literal["colon", "tab", "bold", "markdown", "stamp"]

CODE = re.compile(r"[^\W\d_]\w{0,2}|[^\W\d_]\d{1,3}")
"""A short code, ``I``, ``X``, ``I2``, ``R03``."""

# No sentence punctuation, no quotation marks, no brackets but round ones, at most 60 characters.
_LABEL = r"[^\W_](?:[^:\n\t\[\]{}<>#*\"“”„»«?!;=]{0,58}[^:\s\[\]{}<>#*\"“”„»«?!;=])?"
_LAZY = _LABEL.replace("{0,58}", "{0,58}?").replace(")?", ")??")
_STAMP = (
    r"(?P<stamp>\[[\d:., -]{4,20}\]|\([\d:., -]{4,20}\)|#[\d:.,-]{4,20}#|<[\d:.,-]{4,20}>"
    r"|\d{1,3}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?)"
)
_BULLET = re.compile(r"(?:[-–—•>]\s+)?")
# Blanks are bounded: without a bound, a line of blanks would be tried in every division.
_MARKED = re.compile(
    rf"(?P<mark>\*{{1,3}}|__?)(?P<label>{_LAZY}) {{0,4}}{_STAMP}? {{0,4}}"
    r"(?P<colon>:?) {0,4}(?P=mark)"
)
# An anonymised name in square brackets may be a label too, but only before a colon.
_COLON = re.compile(
    rf"(?P<label>\[[^\W_][\w .-]{{0,30}}\]|{_LAZY}) {{0,8}}{_STAMP}? {{0,8}}:(?!//)"
)
_TAB = re.compile(rf"(?P<label>{_LAZY}) {{0,8}}\t")
_AT_END = re.compile(rf"(?P<label>{_LAZY})[ \t]{{1,16}}{_STAMP}[ \t]*$", re.MULTILINE)
_BEFORE_TALK = re.compile(
    rf"(?P<label>{_LAZY}) {{0,8}}(?P<stamp>\[[\d:., -]{{4,20}}\]|#[\d:.,-]{{4,20}}#) (?=\s*\S)"
)
_COLON_AFTER = re.compile(r" {0,8}:")
_GAP = re.compile(r"\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """What a line begins with: a label that may be a speaker's, and perhaps a stamp.

    The talk begins at ``start``.
    """

    label: str
    form: Form
    start: int
    stamp: Stamp | None = None


_Found = tuple[str, Form, int, Stamp | None]


def prefix_of(line: str, bold: str = "") -> Prefix | None:
    """Read the label at the beginning of a line, whoever it may be.

    Parameters
    ----------
    line : str
        A cleaned line or paragraph.
    bold : str
        The bold text it begins with, where the rest is not bold.

    Returns
    -------
    Prefix or None
        None where nothing at the beginning has the form of a label.

    >>> prefix_of("[00:12:40] X og Y: Ja").label
    'X og Y'
    >>> prefix_of("https://example.org"), prefix_of("12:40 kom hun")
    (None, None)
    >>> prefix_of("**R03** [00:12:40]: Ja").stamp.time
    '00:12:40'
    """
    begin = _end(_BULLET, line, 0)
    before = stamp_at(line, begin, bare="any")
    at = _end(_GAP, line, before.end) if before else begin
    found = _marked(line, at) or _bold(line, at, bold) or _colon(line, at) or _other(line, at)
    if found is None:
        return None
    label, form, end, stamp = found
    start = _end(_GAP, line, end)
    if not (before or stamp):
        # In the row of a table the stamp may have a column of its own, without brackets.
        column = "\t" in line[end - 1 : start] and "\t" in line[start : start + 16]
        stamp = stamp_at(line, start, bare="any" if column else "long")
        start = _end(_GAP, line, stamp.end) if stamp else start
    return Prefix(label=" ".join(label.split()), form=form, start=start, stamp=before or stamp)


def looks_like_label(label: str) -> bool:
    """Tell whether a text has the form of a label: a short code, a role, or a name.

    >>> [looks_like_label(t) for t in ("I2", "Anne Marie", "informant 1", "Så sagde hun", "x")]
    [True, True, True, False, True]
    """
    label = label.strip("[]")
    words = label.split()
    if not 1 <= len(words) <= 5 or label[-1] == ",":
        return False
    if label[-1] == "." and len(words[-1]) > 3:
        return False
    if CODE.fullmatch(label):
        return label[0].isupper() or len(label.rstrip("0123456789")) == 1 or is_role_word(label)
    named = [
        not word[0].islower() or is_role_word(word)
        for word in words
        if word.casefold() not in CONNECTORS
    ]
    return bool(named) and all(named) and not label[0].isdigit()


def _end(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start


def _marked(line: str, at: int) -> _Found | None:
    found = _MARKED.match(line, at)
    if not found:
        return None
    within, end = _stamp_in(found), found.end()
    after = None if within else stamp_at(line, _end(_GAP, line, end), bare="long")
    end = after.end if after else end
    colon = _COLON_AFTER.match(line, end)
    # One star is emphasis unless a colon follows; two may be a label by themselves.
    if not (colon or found["colon"] or len(found["mark"]) > 1):
        return None
    return found["label"], "markdown", colon.end() if colon else end, within or after


def _colon(line: str, at: int) -> _Found | None:
    found = _COLON.match(line, at)
    if not found or (found["stamp"] and not _stamp_in(found)):
        return None
    digits = found["label"][-1].isdigit() and line[found.end() : found.end() + 1].isdigit()
    return None if digits else (found["label"], "colon", found.end(), _stamp_in(found))


def _bold(line: str, at: int, bold: str) -> _Found | None:
    """Read a label that is told from the talk by its bold letters alone.

    It comes before a colon further on in the line, which then is of the talk.
    """
    label = bold.rstrip(" :\t")
    end = at + len(label)
    if not label or not re.fullmatch(_LABEL, label) or not line.startswith(label, at):
        return None
    alone = line[end : end + 1].isspace() and not _COLON_AFTER.match(line, end)
    stamped = stamp_at(line, _end(_GAP, line, end), bare="any")
    return (label, "bold", end, None) if alone and not stamped else None


def _other(line: str, at: int) -> _Found | None:
    if found := _TAB.match(line, at):
        return found["label"], "tab", found.end(), None
    # A stamp may stand for the colon, or end the first line of a block that is one paragraph.
    found = _AT_END.match(line, at) or _BEFORE_TALK.match(line, at)
    if found and _stamp_in(found):
        return found["label"], "stamp", found.end(), _stamp_in(found)
    return None


def _stamp_in(found: re.Match[str]) -> Stamp | None:
    return stamp_at(found["stamp"], 0, bare="any") if found["stamp"] else None
