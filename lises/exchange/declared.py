"""Who the header of a transcript says its labels are.

Read are ``I = Interviewer; Y = informant``, ``I1: Interviewer 1``,
``Interviewer (I) Informant (X)`` and their reversals ``Interviewer = I``, ``I (interviewer)``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from .document import Declaration
from .prefixes import looks_like_label
from .vocabulary import is_role_word, role_in

__all__ = ["declarations_in", "header_declarations"]

_HEADER = 60
"""A header is sought in so many paragraphs at most."""

_PIECES = re.compile(r"[;|\n\t]|,|\s/\s|(?<=\s)(?:og|and)\s+(?=[^\s=:]{1,12} ?[=:])")
_EQUALS = re.compile(r"=|->|→")
_DASH_OR_COLON = re.compile(r":|\s[-–—]\s")
_NAME_CODE = re.compile(r"(?P<name>[^()=:;,\n\t]{2,40}?) ?\((?P<code>[^\W_]\w{0,5})\)")
_CODE_NAME = re.compile(r"(?<!\w)(?P<code>[^\W_]\w{0,2}) ?\((?P<name>[^()\n]{3,40})\)")

_Pair = tuple[str, str]


def declarations_in(line: str, used: Container[str] = ()) -> tuple[_Pair, ...]:
    """Read who a line says the labels are.

    Parameters
    ----------
    line : str
        A line of the header.
    used : container of str
        The labels that lines of the document begin with, case-folded. ``Interviewer = I`` is read
        from right to left only where ``I`` is one of them, since ``Interviewer: OK`` is a turn.

    Returns
    -------
    tuple of (label, name)
        In the line's order; nothing where it declares nobody.

    >>> declarations_in("I = Interviewer; Y = informant, 53 år")
    (('I', 'Interviewer'), ('Y', 'informant, 53 år'))
    >>> declarations_in("Interviewer (I) Informant (X)")
    (('I', 'Interviewer'), ('X', 'Informant'))
    >>> declarations_in("I1: Interviewer 1"), declarations_in("X: Er du interviewer?")
    ((('I1', 'Interviewer 1'),), ())
    >>> declarations_in("Interviewer = I", {"i"})
    (('I', 'Interviewer'),)
    """
    return (
        _pairs(line, _EQUALS, used)
        or _with_brackets(line)
        or tuple(_roles_only(_pairs(line, _DASH_OR_COLON, used)))
    )


def header_declarations(
    header: Sequence[tuple[int, str]], used: Container[str]
) -> tuple[tuple[Declaration, ...], frozenset[int]]:
    """Find the declarations before the talk begins.

    Parameters
    ----------
    header : sequence of (int, str)
        Paragraph or line, and its text: those before the first turn.
    used : container of str
        As in ``declarations_in``; a description without a role word declares only one of these.

    Returns
    -------
    tuple
        The declarations, and the positions in ``header`` (from 0) where they stand.
    """
    declarations: list[Declaration] = []
    places: set[int] = set()
    for position, (at, text) in enumerate(header[:_HEADER]):
        lines = text.split("\n")
        for label, name in (pair for line in lines for pair in declarations_in(line, used)):
            if role_in(name) != "unsure" or label.casefold() in used:
                declarations.append(Declaration(label=label, name=name, by="header", at=at))
                places.add(position)
    return tuple(declarations), frozenset(places)


def _pairs(line: str, between: re.Pattern[str], used: Container[str]) -> tuple[_Pair, ...]:
    """Read pieces of label and description; a piece without both goes on the one before."""
    pairs: list[_Pair] = []
    for piece in filter(str.strip, _PIECES.split(line)):
        left, *right = (side.strip() for side in between.split(piece, maxsplit=1))
        left = left.rpartition(":")[2].strip()
        if left and right and right[0]:
            turned = right[0].casefold() in used and role_in(left) != "unsure"
            pairs.append((right[0], left) if turned else (left, right[0]))
        elif pairs:
            label, name = pairs[-1]
            pairs[-1] = (label, f"{name}, {piece.strip()}")
    return tuple(pair for pair in pairs if looks_like_label(pair[0]))


def _with_brackets(line: str) -> tuple[_Pair, ...]:
    named = [(m["code"], _bare(m["name"])) for m in _NAME_CODE.finditer(line)]
    pairs = [(code, name) for code, name in named if looks_like_label(code) and name]
    if pairs and any(role_in(name) != "unsure" for _, name in pairs):
        return tuple(pairs)
    named = [(m["code"], m["name"].strip()) for m in _CODE_NAME.finditer(line)]
    return tuple((code, name) for code, name in named if role_in(name) != "unsure")


def _roles_only(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Give the pairs whose description is a role and no sentence: a turn may look like the rest."""
    for label, name in pairs:
        words = name.split()
        sentence = name[-1] in "?!…." or ". " in name or len(words) > 8
        if is_role_word(words[0]) and not sentence:
            yield label, name


def _bare(name: str) -> str:
    return re.sub(r"^(?:og|and|,|;|\s|-|–)+", "", name.strip(), flags=re.IGNORECASE).strip()
