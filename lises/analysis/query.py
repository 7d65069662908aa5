"""Code queries: which codings, or which participants, a question is about.

``a`` is the code and all below it; ``a | b`` either; ``a & b`` both voiced by one participant.
``&`` joins what ``|`` has gathered: ``a | b & c`` means (a or b) and c.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lises.errors import QueryError, UnknownNameError, did_you_mean
from lises.model import Codebook

__all__ = ["CodeQuery", "parse_query"]

_TOKEN = re.compile(r"\s*(?:(?P<code>[^\s|&]+)|(?P<mark>[|&]))")


@dataclass(frozen=True, slots=True)
class CodeQuery:
    """A query as sets of codes, children included: one of each set must be there."""

    text: str
    groups: tuple[frozenset[str], ...]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that the query speaks of."""
        return frozenset().union(*self.groups)

    def participants(self, voiced: Mapping[str, Iterable[str]]) -> frozenset[str]:
        """Give those who voice the query, from code → participants who voice it."""
        answers = [
            frozenset(p for code in group for p in voiced.get(code, ())) for group in self.groups
        ]
        return frozenset.intersection(*answers) if answers else frozenset()


def parse_query(text: str, codebook: Codebook | None) -> CodeQuery:
    """Read a code query.

    Parameters
    ----------
    text : str
        Codes joined by ``|`` and ``&``.
    codebook : Codebook or None
        Where codes and their children are looked up.

    Raises
    ------
    QueryError
        If it cannot be read; the message points at the place with a caret.
    UnknownNameError
        If a code is not in the codebook.

    Examples
    --------
    >>> import lises
    >>> book = lises.load("tests/studies/demo-tiny").folder.codebook
    >>> query = parse_query("tap & weeds", book)
    >>> [sorted(group) for group in query.groups]
    [['tap', 'tap-queue'], ['weeds']]
    """
    known = {code.id for code in codebook.codes} if codebook else set()
    groups: list[frozenset[str]] = []
    gathered: set[str] = set()
    wants_code = True
    for match in _tokens(text):
        code = match["code"]
        if bool(code) != wants_code:
            wanted = "a code" if wants_code else "| or &"
            raise QueryError(_pointed(text, match.start(match.lastgroup or 0), wanted))
        wants_code = not code
        if code:
            if codebook is None or code not in known:
                raise UnknownNameError(
                    f'no code "{code}"; {did_you_mean(code, known)}'.rstrip("; ")
                )
            gathered |= codebook.with_children(code)
        elif match["mark"] == "&":
            groups.append(frozenset(gathered))
            gathered = set()
    if wants_code:
        raise QueryError(_pointed(text, len(text), "a code"))
    return CodeQuery(text, (*groups, frozenset(gathered)))


def _tokens(text: str) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text))


def _pointed(text: str, at: int, wanted: str) -> str:
    return f"{wanted} is wanted here:\n    {text}\n    {' ' * at}^"
