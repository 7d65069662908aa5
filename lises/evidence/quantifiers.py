"""Does a quantifier agree with the counts, and may it be asked at all.

*all, most, few, none* speak of everybody who was interviewed: they need that all were read. What
*most* and *few* mean is the study's to define, as a comparison of ``n`` and ``N``.
"""

from __future__ import annotations

import ast
import operator
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from lises.errors import QueryError

__all__ = ["Result", "Verdict", "compare", "judge"]

Result = Literal["agree", "do-not-agree", "not-checkable", "not-counted", "no-quantifier"]

BUILT_IN: Mapping[str, str] = {"all": "n == N", "none": "n == 0", "some": "0 < n"}
_LONGEST = 200  # characters of a definition

_COMPARE: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_RECKON: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check, and the reason in one word where there is one.

    Reasons: ``not-all-read``, ``sample-not-stated``, ``quantifier-undefined``, ``nobody-read``,
    ``no-counted-set``, ``no-counts-query``, ``query-unreadable``, ``counting-none``,
    ``counting-descriptive``.
    """

    result: Result
    reason: str = ""


def judge(
    quantifier: str | None, n: int, read: int, interviewed: int | None, defined: Mapping[str, str]
) -> Verdict:
    """Say whether a quantifier agrees with the codings.

    Parameters
    ----------
    quantifier : str or None
        all, most, some, few, none.
    n, read, interviewed : int
        Participants in scope who voice it, who were read for it, and who were interviewed
        (None where the study does not say).
    defined : mapping
        The study's own definitions, quantifier → comparison of ``n`` and ``N``.

    Returns
    -------
    Verdict
    """
    if quantifier is None:
        return Verdict("no-quantifier")
    if quantifier == "some" and n > 0:
        return Verdict("agree")
    reason = _not_checkable(read, interviewed)
    definition = BUILT_IN.get(quantifier) or defined.get(quantifier)
    if reason or definition is None or interviewed is None:
        return Verdict("not-checkable", reason or "quantifier-undefined")
    return Verdict("agree" if compare(definition, n=n, total=interviewed) else "do-not-agree")


def _not_checkable(read: int, interviewed: int | None) -> str:
    if interviewed is None:
        return "sample-not-stated"
    if read < interviewed:
        return "not-all-read"
    return "nobody-read" if read == 0 else ""


def compare(definition: str, *, n: int, total: int) -> bool:
    """Compute a comparison such as ``n > N / 2``.

    Only ``n``, ``N``, numbers, ``+ - * /``, comparisons, ``and``, ``or`` and ``not`` are allowed.

    >>> compare("n > N / 2", n=7, total=13)
    True

    Raises
    ------
    QueryError
        If it holds anything else.
    """
    try:
        if len(definition) > _LONGEST:
            raise SyntaxError
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "1if n" warns before it fails
            tree = ast.parse(definition.strip(), mode="eval").body
        return _truth(tree, {"n": n, "N": total})
    except (SyntaxError, ValueError, RecursionError, ArithmeticError, MemoryError) as why:
        raise QueryError(
            f'"{definition[:_LONGEST]}" is not a comparison of n and N, such as "n > N / 2"'
        ) from why


def _value(node: ast.expr, names: Mapping[str, int]) -> float:
    match node:
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _RECKON:
            return _RECKON[type(op)](_value(left, names), _value(right, names))
    raise ValueError(ast.dump(node))


def _truth(node: ast.expr, names: Mapping[str, int]) -> bool:
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(operand, names)
        case ast.BoolOp(op=ast.And(), values=values):
            read = [_truth(v, names) for v in values]  # each is read, also after a false one
            return all(read)
        case ast.BoolOp(op=ast.Or(), values=values):
            read = [_truth(v, names) for v in values]
            return any(read)
        case ast.Compare(left=left, ops=ops, comparators=rights) if all(
            type(op) in _COMPARE for op in ops
        ):
            sides = [_value(side, names) for side in (left, *rights)]
            steps = zip(ops, sides[:-1], sides[1:], strict=True)
            return all(_COMPARE[type(op)](a, b) for op, a, b in steps)
    raise ValueError(ast.dump(node))
