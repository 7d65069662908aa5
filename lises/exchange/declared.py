"""Who the header of a transcript says its labels are.

Read are ``I = Interviewer; Y = informant``, ``I1: Interviewer 1``,
``Interviewer (I) Informant (X)`` and their reversals ``Interviewer = I``, ``I (interviewer)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .document import Declaration
from .prefixes import CODE, looks_like_label
from .vocabulary import is_role_word, role_in

__all__ = ["declarations_in", "header_declarations"]

_HEADER = 60
"""A header is sought in so many paragraphs at most."""

_PIECES = re.compile(r"[;|\n\t]|,|\s/\s|\s+(?:og|and)\s+(?=[^\s=:]{1,12}\s*[=:])")
_EQUALS = re.compile(r"\s*(?:=|->|→)\s*")
_DASH_OR_COLON = re.compile(r"\s*:\s*|\s+[-–—]\s+")
_NAME_CODE = re.compile(r"(?P<name>[^()=:;,\n\t]{2,40}?)\s*\((?P<code>[^\W_]\w{0,5})\)")
_CODE_NAME = re.compile(r"(?<!\w)(?P<code>[^\W_]\w{0,2})\s*\((?P<name>[^()\n]{3,40})\)")

_Pair = tuple[str, str]


def declarations_in(line: str) -> tuple[_Pair, ...]:
    """Read who a line says the labels are.

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
    """
    return _with_equals(line) or _with_brackets(line) or _with_colon(line)


def header_declarations(
    header: Sequence[tuple[int, str]], labels: Iterable[str]
) -> tuple[tuple[Declaration, ...], frozenset[int]]:
    """Find the declarations before the talk begins.

    Parameters
    ----------
    header : sequence of (int, str)
        Paragraph or line, and its text: those before the first turn.
    labels : iterable of str
        The labels that lines of the document begin with; a description without a role word
        declares only one of these.

    Returns
    -------
    tuple
        The declarations, and the positions in ``header`` (from 0) where they stand.
    """
    used = {label.casefold() for label in labels}
    declarations: list[Declaration] = []
    places: set[int] = set()
    for position, (at, text) in enumerate(header[:_HEADER]):
        for label, name in (pair for line in text.split("\n") for pair in declarations_in(line)):
            if role_in(name) != "unsure" or label.casefold() in used:
                declarations.append(Declaration(label=label, name=name, by="header", at=at))
                places.add(position)
    return tuple(declarations), frozenset(places)


def _with_equals(line: str) -> tuple[_Pair, ...]:
    if not _EQUALS.search(line):
        return ()
    pairs: list[_Pair] = []
    for piece in _PIECES.split(line):
        sides = _EQUALS.split(piece, maxsplit=1)
        if len(sides) == 2 and sides[0].strip() and sides[1].strip():
            pairs.append(_label_first(sides[0].strip(), sides[1].strip()))
        elif pairs and piece.strip():
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


def _with_colon(line: str) -> tuple[_Pair, ...]:
    pairs: list[_Pair] = []
    for piece in _PIECES.split(line):
        sides = _DASH_OR_COLON.split(piece, maxsplit=1)
        if len(sides) == 2 and sides[0].strip() and sides[1].strip():
            pairs.append(_label_first(sides[0].strip(), sides[1].strip()))
        elif pairs and piece.strip():
            label, name = pairs[-1]
            pairs[-1] = (label, f"{name}, {piece.strip()}")
        elif piece.strip():
            return ()
    # A turn may begin like a declaration: only a role, and no sentence, declares anybody.
    sound = all(_says_a_role(name) and looks_like_label(label) for label, name in pairs)
    return tuple(pairs) if sound else ()


def _says_a_role(name: str) -> bool:
    words = name.split()
    return (
        is_role_word(words[0]) and len(words) <= 8 and name[-1] not in "?!…." and ". " not in name
    )


def _label_first(left: str, right: str) -> _Pair:
    turned = CODE.fullmatch(right) and not CODE.fullmatch(left) and role_in(left) != "unsure"
    return (right, left) if turned else (left, right)


def _bare(name: str) -> str:
    return re.sub(r"^(?:og|and|,|;|\s|-|–)+", "", name.strip(), flags=re.IGNORECASE).strip()
