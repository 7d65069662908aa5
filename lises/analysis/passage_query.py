"""Passage queries: which passages stand near which, and who says so.

::

    query  = group { "&" group } [ within ] { "not" group [ within ] } [ "by" who { "," who } ]
    group  = code { "|" code }        it may stand in brackets: (a | b) & c
    within = "within" ( number "turn" | number "turns" | "interview" )
    who    = column "=" value { "|" value }

``a`` is the code and all below it. ``a & b`` are the passages of a that a passage of b is in reach
of, and those of b that one of a is in reach of; of three, each with both others. In reach is what
shares a character, or, after ``within``, what lies at most so many turns away (0: in one turn), or
in the same interview. ``not c`` takes away what a passage of c is in reach of; without a ``within``
of its own it has that of the query. ``by role=…`` looks only at what such people say: all other
passages are as if they were not there. A column is ``participant``, ``role``, ``interview``,
``set``, ``coder`` or an attribute. A name that is a word of the language, or has a blank or a sign
in it, stands in quotation marks: ``by age="50 and over"``.

``|`` joins more tightly than ``&``, as in the queries of findings (``parse_query``); there ``&``
means that one participant voices both, wherever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import polars as pl

from lises.errors import QueryError, UnknownNameError, did_you_mean
from lises.frames import PASSAGES, attribute_column
from lises.model import Codebook

from .cells import IN_ORDER
from .reach import EVERYWHERE, intervals, meets

__all__ = ["PassageQuery", "Without", "parse_passage_query"]

_TOKEN = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s|&(),="]+)|(?P<mark>[|&(),="]))')
_RESERVED = frozenset({"within", "not", "by"})
_OF_CODINGS = ("set", "coder", "interview")

Who = tuple[str, tuple[str, ...]]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What may not be in reach: codes, and how far that is (see ``PassageQuery``)."""

    codes: frozenset[str]
    within: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageQuery:
    """A query that has been read.

    ``groups``: sets of codes, children included, each of which must be in reach; ``within`` turns,
    or None for sharing a character; ``without`` what may not be; ``by`` columns and their values.
    """

    text: str
    groups: tuple[frozenset[str], ...]
    within: int | None = None
    without: tuple[Without, ...] = ()
    by: tuple[Who, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every code whose passages can answer; those after ``not`` are not among them."""
        return frozenset().union(*self.groups)

    def passages(self, codings: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
        """Give the passages that answer.

        Parameters
        ----------
        codings : pl.DataFrame
            ``CODINGS`` of one coding set; of several, passages of two coders are in reach too.
        people : pl.DataFrame
            ``PARTICIPANTS`` with the attributes: who is meant by ``by``.

        Returns
        -------
        pl.DataFrame
            A row per passage, ``PASSAGES``, in the order of the talk: ``codes`` are those of the
            query that it bears (sorted).

        Raises
        ------
        UnknownNameError
            If ``people`` have no column that ``by`` names.
        """
        shown = [name for name in PASSAGES if name not in ("passage", "codes")]
        sought = self.codes.union(*(w.codes for w in self.without))
        first = (pl.col(name).first() for name in shown)
        rows = (
            self._said(codings, people)
            .filter(pl.col("code").is_in(list(sought)))
            .group_by("passage", maintain_order=True)
            .agg(*first, codes=pl.col("code").unique().sort())
        )
        spans = {w: intervals(rows, w) for w in {self.within, *(x.within for x in self.without)}}
        answers = self._bearing(rows, self.codes)
        for group in self.groups:
            answers &= meets(spans[self.within], self._bearing(rows, group))
        for away in self.without:
            answers &= ~meets(spans[away.within], self._bearing(rows, away.codes))
        asked = pl.element().filter(pl.element().is_in(list(self.codes)))
        return (
            rows.filter(answers)
            .with_columns(pl.col("codes").list.eval(asked))
            .select(*PASSAGES)
            .sort(IN_ORDER)
        )

    def participants(self, codings: pl.DataFrame, people: pl.DataFrame) -> frozenset[str]:
        """Give those of ``people`` who say the passages that answer and are as ``by`` wants them.

        Parameters and errors as of ``passages``.
        """
        found = self.passages(codings, people)["participants"].explode(empty_as_null=False)
        return frozenset(found) & frozenset(self._meant(people)["participant"])

    def _said(self, codings: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
        """Give the codings that ``by`` leaves."""
        own = [(name, values) for name, values in self.by if name in _OF_CODINGS]
        kept = (pl.col(name).is_in(values) for name, values in own)
        rows = codings.filter(pl.lit(True), *kept)
        if len(own) == len(self.by):
            return rows
        meant = self._meant(people)["participant"].to_list()
        return rows.filter(pl.col("participants").list.eval(pl.element().is_in(meant)).list.any())

    def _meant(self, people: pl.DataFrame) -> pl.DataFrame:
        for name, values in self.by:
            if name not in _OF_CODINGS:
                column = _column(name)
                if column not in people.columns:
                    near = did_you_mean(name, [*_OF_CODINGS, *people.columns])
                    raise UnknownNameError(f'no attribute "{name}"; {near}'.rstrip("; "))
                people = people.filter(pl.col(column).is_in(values))
        return people

    @staticmethod
    def _bearing(rows: pl.DataFrame, codes: frozenset[str]) -> pl.Series:
        wanted = pl.element().is_in(list(codes))
        return rows.select(pl.col("codes").list.eval(wanted).list.any()).to_series()


def parse_passage_query(
    text: str, codebook: Codebook | None, people: pl.DataFrame | None = None
) -> PassageQuery:
    """Read a passage query (the grammar stands at the head of this module).

    Parameters
    ----------
    text : str
        ``a & b within 2 turns not c by role=x``.
    codebook : Codebook or None
        Where codes and their children are looked up.
    people : pl.DataFrame, optional
        Where the columns and values of ``by`` are looked up; without it they are not checked.

    Raises
    ------
    QueryError
        If it cannot be read; the message points at the place with a caret.
    UnknownNameError
        If a code, column or value is not known; it too points at the place.

    Examples
    --------
    >>> from lises.model import EMPTY, Code
    >>> book = Codebook(codes=tuple(Code(id=c, label=EMPTY, definition=EMPTY) for c in "abc"))
    >>> query = parse_passage_query("a & b within 2 turns not c by role=x", book)
    >>> [sorted(group) for group in query.groups], query.within, query.by
    ([['a'], ['b']], 2, (('role', ('x',)),))
    """
    return _Reader(text, codebook, people).query()


def _column(name: str) -> str:
    return name if name in ("participant", "role") else attribute_column(name)


@dataclass(frozen=True, slots=True)
class _Token:
    """A ``sign`` or word of the language, a ``name``, or the ``end``; ``at`` is where it stands."""

    kind: str
    text: str
    at: int
    length: int = 1


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or ""
        said, at = match[group], match.start(group)
        if group == "quoted":
            yield _Token("name", said, at - 1, len(said) + 2)
        elif group == "word" and said not in _RESERVED:
            yield _Token("name", said, at, len(said))
        else:
            yield _Token("sign", said, at, len(said))
    yield _Token("end", "", len(text))


class _Reader:
    """Reads a query from left to right, one token ahead."""

    def __init__(self, text: str, codebook: Codebook | None, people: pl.DataFrame | None) -> None:
        self.text = text
        self.codebook = codebook
        self.people = people
        self.tokens = list(_tokens(text))

    def query(self) -> PassageQuery:
        groups = self.joined("&", self.group)
        within = self.within(None)
        without = []
        while self.took("not"):
            without.append(Without(codes=self.group(), within=self.within(within)))
        by = self.joined(",", self.who) if self.took("by") else []
        if self.tokens[0].kind != "end":
            after = "a comma, | or" if by else "&, |, within, not, by or"
            self.fail(f"{after} nothing more")
        return PassageQuery(
            text=self.text,
            groups=tuple(groups),
            within=within,
            without=tuple(without),
            by=tuple(by),
        )

    def group(self) -> frozenset[str]:
        bracket = self.took("(")
        codes = frozenset().union(*self.joined("|", self.code))
        if bracket and not self.took(")"):
            self.fail("| or )")
        return codes

    def code(self) -> frozenset[str]:
        token = self.name("a code")
        known = {code.id for code in self.codebook.codes} if self.codebook else set()
        if self.codebook is None or token.text not in known:
            self.unknown("code", token, known)
        return self.codebook.with_children(token.text)

    def within(self, default: int | None) -> int | None:
        if not self.took("within"):
            return default
        token = self.name("a number of turns or interview")
        if token.text == "interview":
            return EVERYWHERE
        if not re.fullmatch("[0-9]{1,6}", token.text):
            self.fail("a number of turns or interview", token)
        unit = self.name('the word "turns"')
        if unit.text not in ("turn", "turns"):
            self.fail('the word "turns"', unit)
        return int(token.text)

    def who(self) -> Who:
        column = self.name("role or an attribute")
        known = self.columns(column)
        if not self.took("="):
            self.fail("=")
        return column.text, tuple(self.joined("|", lambda: self.value(column.text, known)))

    def columns(self, token: _Token) -> frozenset[str] | None:
        """Give the values that a column has, None where they are not known."""
        if self.people is None or token.text in _OF_CODINGS:
            return None
        if _column(token.text) not in self.people.columns:
            self.unknown("attribute", token, [*_OF_CODINGS, *self.people.columns])
        return frozenset(self.people[_column(token.text)].drop_nulls())

    def value(self, column: str, known: frozenset[str] | None) -> str:
        token = self.name(f"a value of {column}")
        if known is not None and token.text not in known:
            self.unknown(column, token, known)
        return token.text

    def joined(self, mark: str, read: Callable[[], _T]) -> list[_T]:
        found = [read()]
        while self.took(mark):
            found.append(read())
        return found

    def took(self, text: str) -> bool:
        """Go past a mark or word of the language, if it is next."""
        here = self.tokens[0].kind == "sign" and self.tokens[0].text == text
        if here:
            del self.tokens[0]
        return here

    def name(self, wanted: str) -> _Token:
        if self.tokens[0].kind != "name":
            self.fail(wanted)
        return self.tokens.pop(0)

    def fail(self, wanted: str, token: _Token | None = None) -> NoReturn:
        token = token or self.tokens[0]
        if token.text == '"':
            wanted = "a closing quotation mark"
        raise QueryError(f"{wanted} is wanted here:\n{self.pointed(token)}")

    def unknown(self, kind: str, token: _Token, known: Iterable[str]) -> NoReturn:
        said = f'no {kind} "{token.text}"; {did_you_mean(token.text, known)}'.rstrip("; ")
        raise UnknownNameError(f"{said}\n{self.pointed(token)}")

    def pointed(self, token: _Token) -> str:
        shown = re.sub(r"\s", " ", self.text)  # a line break would part the caret from its place
        return f"    {shown}\n    {' ' * token.at}{'^' * token.length}"
