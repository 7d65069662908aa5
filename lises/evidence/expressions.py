"""Sums over figures: ``f1 - f2``, read safely and calculated over all that the values can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Union

from lises.errors import LisesError

from .quantities import Range

__all__ = ["Expression", "ExpressionError", "parse_expression"]

_TOKEN = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9_.-]*|[-+*/()\u2212\u00d7\u00b7])")
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,15})?")
_SIGNS = {"\u2212": "-", "\u00d7": "*", "\u00b7": "*"}
_LONGEST = 400
_DEEPEST = 20

# A tree: a number, an id, or a sign with its two sides.
_Tree = Union[Fraction, str, tuple[str, "_Tree", "_Tree"]]  # noqa: UP007 - names itself
_Read = Callable[[int], _Tree]


class ExpressionError(LisesError, ValueError):
    """A sum that cannot be read or calculated."""


class Expression:
    """A sum over rows, as written in ``derived_from``."""

    __slots__ = ("_tree", "rows", "tokens")

    def __init__(self, tree: _Tree, tokens: tuple[str, ...], rows: tuple[str, ...]) -> None:
        self._tree = tree
        self.tokens = tokens
        self.rows = rows

    def over(self, spans: Mapping[str, Range]) -> Range:
        """Calculate the least and the greatest value.

        Raises
        ------
        ExpressionError
            If a row has no number, or the divisor can be nothing.
        """
        try:
            return _calculated(self._tree, spans)
        except ZeroDivisionError as why:
            raise ExpressionError("divides by what can be nothing") from why

    def shown(self, values: Mapping[str, str]) -> str:
        """Write the sum with the rows' values in place of their ids."""
        said = " ".join(values.get(token, token) for token in self.tokens)
        return said.replace("( ", "(").replace(" )", ")")


def parse_expression(text: str, ids: Mapping[str, object]) -> Expression:
    """Read a sum: ids of rows, numbers, ``+ - * /`` and brackets; nothing else is understood.

    Parameters
    ----------
    text : str
        ``"f1 - f2"``. An id may itself hold hyphens; the longest id that is known is meant.
    ids : mapping
        The rows that are known, by id.

    Raises
    ------
    ExpressionError
        If it is no such sum, or names a row that is not known.
    """
    if len(text) > _LONGEST:
        raise ExpressionError(f"is longer than {_LONGEST} characters")
    parser = _Parser(tuple(_tokens(text, ids)), ids)
    tree = parser.sum(0)
    if parser.at < len(parser.tokens):
        raise ExpressionError(f'is no sum at "{parser.tokens[parser.at]}"')
    return Expression(tree, parser.tokens, tuple(dict.fromkeys(parser.rows)))


def _tokens(text: str, ids: Mapping[str, object]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        hit = _TOKEN.match(text, at)
        if hit is None:
            raise ExpressionError(f'is no sum at "{text[at : at + 10].strip()}"')
        at = hit.end()
        found += _parted(_SIGNS.get(hit[1], hit[1]), ids)
    return found


def _parted(token: str, ids: Mapping[str, object]) -> list[str]:
    """Part ``f1-f2`` at its hyphens, unless it is an id as it stands."""
    if token in ids or "-" not in token or len(token) == 1:
        return [token]
    parts = re.split(r"(-)", token)
    for last in range(len(parts) - 2, 0, -2):
        head = "".join(parts[:last])
        if head in ids:
            return [head, "-", *_parted("".join(parts[last + 1 :]), ids)]
    return [part for part in parts if part]


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: tuple[str, ...], ids: Mapping[str, object]) -> None:
        self.tokens = tokens
        self.ids = ids
        self.at = 0
        self.rows: list[str] = []

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def sum(self, depth: int) -> _Tree:
        left = self._product(depth)
        while self._next() in ("+", "-"):
            left = self._step(left, self._product, depth)
        return left

    def _product(self, depth: int) -> _Tree:
        left = self._one(depth)
        while self._next() in ("*", "/"):
            left = self._step(left, self._one, depth)
        return left

    def _step(self, left: _Tree, read: _Read, depth: int) -> _Tree:
        sign = self._next()
        self.at += 1
        return (sign, left, read(depth))

    def _one(self, depth: int) -> _Tree:
        word = self._next()
        self.at += 1
        if word == "(" and depth < _DEEPEST:
            inner = self.sum(depth + 1)
            if self._next() != ")":
                raise ExpressionError("has a bracket that is not closed")
            self.at += 1
            return inner
        if word in self.ids:
            self.rows.append(word)
            return word
        if _NUMBER.fullmatch(word):
            return Fraction(word)
        raise ExpressionError(f'is no sum at "{word}"' if word else "ends too early")


def _calculated(tree: _Tree, spans: Mapping[str, Range]) -> Range:
    if isinstance(tree, Fraction):
        return Range(tree, tree)
    if isinstance(tree, str):
        if tree not in spans:
            raise ExpressionError(f'needs the value of "{tree}", which is no number')
        return spans[tree]
    sign, one, other = tree
    left, right = _calculated(one, spans), _calculated(other, spans)
    match sign:
        case "+":
            return left.plus(right)
        case "-":
            return left.minus(right)
        case "*":
            return left.times(right)
    return left.over(right)
