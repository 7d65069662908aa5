"""Every token of the talk as one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import polars as pl

from lises.model import Transcript

from .pipelines import RULES, analysed
from .tokens import MOST_STRETCHES, Token, cuts_of, lemma, stretches

__all__ = ["TOKENS", "token_table"]

TOKENS = {
    "interview": pl.String,
    "turn": pl.Int64,
    "start": pl.Int64,
    "end": pl.Int64,
    "token": pl.String,
    "lemma": pl.String,
    "spoken": pl.Boolean,
    "tier": pl.String,
}
PIECES = {
    "token": pl.String,
    "begin": pl.Int64,
    "finish": pl.Int64,
    "lemma": pl.String,
    "spoken": pl.Boolean,
}
MET = {"turn_of": pl.Int64, "first": pl.Int64, "which": pl.Int64}
PLACE = ("interview", "turn")


def token_table(
    transcripts: Iterable[Transcript], *, language: str, tier: str = RULES
) -> pl.DataFrame:
    """Cut all turns into tokens with their lemmas.

    By rule each different stretch between white space is read once, and the table is put together
    in columns; the tokens are those of ``tokens``.

    Parameters
    ----------
    transcripts : iterable of Transcript
    language : str
    tier : str
        What gives the lemmas: ``rules`` or the trained pipeline that the study pins.

    Returns
    -------
    pl.DataFrame
        ``TOKENS``, a row per token in the order of the talk: ``start`` and ``end`` are code points
        in the turn; ``lemma`` in lower case, of signs, events and placeholders the text itself;
        ``spoken`` for words, not for signs and events; ``tier``.

    Raises
    ------
    LisesError
        If the tier is a pipeline that is not installed.
    """
    places = [(t.interview, turn.number, turn.text) for t in transcripts for turn in t.turns]
    table = _ruled(places, language) if tier == RULES else _trained(places, language, tier)
    return table.with_columns(tier=pl.lit(tier)).select(*TOKENS)


def _ruled(places: list[tuple[str, int, str]], language: str) -> pl.DataFrame:
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__  # a new stretch gets the next number
    which: list[int] = []
    starts: list[int] = []
    turn_of: list[int] = []
    for n, (_, _, text) in enumerate(places):
        parts, begins = stretches(text)
        which += map(known.__getitem__, parts)
        starts += begins
        turn_of += [n] * len(parts)
    turns = pl.DataFrame([p[:2] for p in places], schema=_schema(PLACE), orient="row")
    pieces, sizes = _pieces(known, language)
    met = pl.DataFrame({"turn_of": turn_of, "first": starts, "which": which}, schema=MET)
    size = sizes.gather(met["which"])
    start = (sizes.cum_sum() - sizes).gather(met["which"])
    met = met.with_columns(piece=pl.int_ranges(start, start + size)).explode("piece")
    said = pieces.select(pl.all().gather(met["piece"]))
    return pl.concat(
        [turns.select(pl.all().gather(met["turn_of"])), said], how="horizontal"
    ).with_columns(start=met["first"] + said["begin"], end=met["first"] + said["finish"])


def _pieces(known: Iterable[str], language: str) -> tuple[pl.DataFrame, pl.Series]:
    """Give the tokens of every stretch one after the other, and how many each stretch has."""
    read = [*map(_read(language).__getitem__, known)]
    rows = [*chain.from_iterable(read)]
    columns = list(zip(*rows, strict=True)) or [()] * len(PIECES)
    table = dict(zip(PIECES, columns, strict=True))
    return pl.DataFrame(table, schema=PIECES), pl.Series(map(len, read), dtype=pl.Int64)


class _Read(dict[str, tuple[tuple[object, ...], ...]]):
    """The rows of every stretch met so far."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, stretch: str) -> tuple[tuple[object, ...], ...]:
        if len(self) >= MOST_STRETCHES:
            self.clear()
        found = map(Token._make, cuts_of(self.language)[stretch])
        self[stretch] = rows = tuple(
            (t.text, t.start, t.end, _lemma(t, self.language), t.spoken) for t in found
        )
        return rows


_read = lru_cache(maxsize=8)(_Read)


def _lemma(token: Token, language: str) -> str:
    plain = token.mark or not token.spoken
    return token.text if plain else lemma(token.text.lower(), language)


def _trained(places: list[tuple[str, int, str]], language: str, tier: str) -> pl.DataFrame:
    rows = [
        (interview, turn, t.start, t.end, t.text, a.lemma if plain else t.text, t.spoken)
        for interview, turn, text in places
        for a in analysed(text, language, tier)
        for t, plain in ((a.token, a.token.spoken and not a.token.mark),)
    ]
    return pl.DataFrame(rows, schema=_schema(TOKENS, "tier"), orient="row")


def _schema(names: Iterable[str], but: str = "") -> dict[str, type[pl.DataType]]:
    return {name: TOKENS[name] for name in names if name != but}
