"""Passages like those that bear a code: suggested for reading, never coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import polars as pl

from lises.anchoring import Span
from lises.errors import QueryError, UnknownNameError, did_you_mean, how_many
from lises.model import Codebook, Passage, Transcript
from lises.text import FEWEST, Asked, Measure, SpeechIndex, Unit, Units, ranked

from .counting import chosen_set
from .talk import TalkTables

__all__ = ["SuggestionTables", "suggested", "words_spoken"]


class SuggestionTables(TalkTables):
    """What to look at next, judged by words alone."""

    def suggestions(
        self,
        code: str,
        *,
        set: str | None = None,
        unit: Unit = "sentence",
        k: int = 20,
        measure: Measure = "bm25",
    ) -> pl.DataFrame:
        """Find talk that is worded like the passages of a code and does not bear it yet.

        Learnt from the passages of one coding set that bear the code or one below it, from the
        words of participants in them; stop words of speech are left out. Nothing is coded: each is
        to be read and judged. The reference tells how often they are what is looked for.

        Parameters
        ----------
        code : str
        set : str, optional
            The coding set that is learnt from, and that has not coded what is given; else the
            counted one.
        unit : {"sentence", "turn"}
            Of what participants say.
        k : int
            How many at most.
        measure : {"bm25", "tf-idf"}
            See ``lises.text.alike``.

        Returns
        -------
        pl.DataFrame
            ``lises.text.ALIKE``: the most alike first, each with the words that make it so.

        Raises
        ------
        UnknownNameError
            If the study has no such code or set.
        QueryError
            If too little is coded to learn from, or there is no such unit or measure.

        Examples
        --------
        >>> import lises
        >>> study = lises.load("tests/studies/demo-tiny")
        >>> study.suggestions("tap", k=1).select("interview", "turn", "quote").row(0)
        ('DEMO-K1', 4, 'They complain of the drip, never of the queue.')
        """
        family = _family(self.folder.codebook, code)
        name = chosen_set(self.folder.design, set)
        coded = [
            (p, self.anchored.spans[p.id])
            for p in self.anchored.passages
            if p.set == name and family.intersection(p.codes)
        ]
        index = self._indexes.get(unit)
        if index is None:
            index = SpeechIndex(Units(vocabulary=self.vocabulary(), unit=unit))
            self._indexes[unit] = index
        return suggested(index, self.folder.transcripts, coded, Asked(measure, k))

    @cached_property
    def _indexes(self) -> dict[Unit, SpeechIndex]:
        return {}


def suggested(
    index: SpeechIndex,
    transcripts: Mapping[str, Transcript],
    coded: Iterable[tuple[Passage, tuple[Span, ...]]],
    asked: Asked,
) -> pl.DataFrame:
    """Find units that are worded like coded passages and share no character with one of them.

    Parameters
    ----------
    index : SpeechIndex
        It is brought up to date with the transcripts.
    transcripts : mapping of str to Transcript
        By interview: what may be suggested.
    coded : iterable of Passage and its spans
        All that bear the code: they are learnt from.
    asked : Asked
        ``without`` is set here.

    Returns
    -------
    pl.DataFrame
        ``lises.text.ALIKE``.

    Raises
    ------
    QueryError
        If there are fewer than ``FEWEST`` with a word of a participant.
    """
    index.update(transcripts)
    examples: list[str] = []
    without: dict[str, list[tuple[int, int, int]]] = {}
    for passage, spans in coded:
        without.setdefault(passage.interview, []).extend(spans)
        talk = transcripts.get(passage.interview)
        words = words_spoken(spans, talk) if talk else ""
        if words:
            examples.append(words)
    if len(examples) < FEWEST:
        got = how_many(len(examples), "passage")
        raise QueryError(f"{got} to learn from; code at least {FEWEST}, then ask again")
    return ranked(index, examples, asked._replace(without=without))


def words_spoken(spans: Iterable[Span], talk: Transcript) -> str:
    """Give the words of participants in some stretches, a line for each turn."""
    said = (
        talk.turns[turn - 1].text[start:end]
        for turn, start, end in spans
        if talk.turns[turn - 1].participants
    )
    return "\n".join(said)


def _family(book: Codebook | None, code: str) -> frozenset[str]:
    known = [one.id for one in book.codes] if book else []
    if book is None or code not in known:
        near = did_you_mean(code, known)
        raise UnknownNameError(f'no code "{code}"; {near}'.rstrip("; "))
    return book.with_children(code)
