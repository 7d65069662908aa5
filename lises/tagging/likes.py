"""Passages like those that a coder has coded: suggested one by one, coded by nobody."""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

from lises.anchoring import Span, resolve
from lises.errors import LisesError, QueryError, UnknownNameError, did_you_mean
from lises.model import Passage, Transcript
from lises.tables.suggesting import suggested, words_spoken
from lises.text import (
    FEWEST,
    UNITS,
    Asked,
    SpeechIndex,
    Unit,
    Units,
    Vocabulary,
    stopwords,
    word_spans,
)

from .desk import Desk
from .plain import View, passages_of

__all__ = ["Likes"]

_CONTEXT = 160  # characters of the turn on either side


class _Known(NamedTuple):
    """What the coder has and may see: the transcripts, and the own passages of a code."""

    talks: dict[str, Transcript]
    coded: list[tuple[Passage, tuple[Span, ...]]]
    vocabulary: Vocabulary


class Likes:
    """Finds them; what was counted of a transcript is kept until it changes.

    Only the coder's own set is learnt from: what another has coded stays unseen here too.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._indexes: dict[Unit, SpeechIndex] = {}
        self._counting = Lock()

    def look(self, code: str, unit: str = "sentence", limit: int = 50) -> View:
        """Give what is worded like the own passages of a code and does not bear it.

        Where there are fewer than ``needed`` passages to learn from, there are no ``likes``.

        Raises
        ------
        UnknownNameError
            If there is no such code.
        QueryError
            If there is no such unit.
        """
        chosen = next((one for one in UNITS if one == unit), None)
        if chosen is None:
            raise QueryError(f'no unit "{unit[:40]}"; one of {", ".join(UNITS)}')
        with self.desk.store.held():
            known = self._known(code)
        learnt = sum(bool(words_spoken(s, known.talks[p.interview])) for p, s in known.coded)
        answer: View = {"code": code, "learnt": learnt, "needed": FEWEST, "unit": chosen}
        likes: list[View] = []
        if learnt >= FEWEST:
            # Counting a study for the first time takes a while; nothing waits for it to be saved.
            with self._counting:
                index = self._index(chosen, known.vocabulary)
                found = suggested(index, known.talks, known.coded, Asked(most=limit))
            likes = [_like(row, known) for row in found.iter_rows(named=True)]
        return {**answer, "tier": known.vocabulary.recorded_tier, "likes": likes}

    def _index(self, unit: Unit, vocabulary: Vocabulary) -> SpeechIndex:
        kept = self._indexes.get(unit)
        if kept is None or kept.units.vocabulary != vocabulary:
            kept = SpeechIndex(Units(vocabulary=vocabulary, unit=unit))
            self._indexes[unit] = kept
        return kept

    def _known(self, code: str) -> _Known:
        material = self.desk.material
        book = material.codebook()[0]
        if book.code(code) is None:
            near = did_you_mean(code, [one.id for one in book.codes])
            raise UnknownNameError(f"no code {code[:80]!r} in the codebook; {near or 'add it'}")
        family = book.with_children(code)
        design = self.desk.design
        vocabulary = Vocabulary(
            language=design.language,
            tier=design.text_tier,
            without=stopwords(design.language),
        )
        known = _Known({}, [], vocabulary)
        for one in material.interviews():
            talk = material.transcript(one.id)[0]
            try:
                own = [p for p in passages_of(self.desk.passages(one.id)) if family & {*p.codes}]
            except LisesError:
                continue  # of a file that cannot be read nobody knows what is coded in it
            if talk is None:
                continue
            known.talks[one.id] = talk
            for passage in own:
                spans = resolve(passage, talk)
                if isinstance(spans, tuple):
                    known.coded.append((passage, spans))
        return known


def _like(row: View, known: _Known) -> View:
    turn = known.talks[row["interview"]].turns[row["turn"] - 1]
    start, end, score = row["start"], row["end"], row["score"]
    words = [one["word"] for one in row["words"]]
    return {
        "interview": row["interview"],
        "turn": turn.number,
        "label": turn.label,
        "start": start,
        "end": end,
        "before": _before(turn.text, start),
        "text": row["quote"],
        "after": _after(turn.text, end),
        "score": score,
        "words": [{"word": one["word"], "share": one["score"] / score} for one in row["words"]],
        "spans": [list(span) for span in word_spans(row["quote"], words, known.vocabulary)],
    }


def _before(text: str, start: int) -> str:
    """Give what stands before, from a whole word on."""
    cut = text[max(0, start - _CONTEXT) : start]
    return cut.partition(" ")[2] if start > _CONTEXT and " " in cut else cut


def _after(text: str, end: int) -> str:
    """Give what stands behind, up to a whole word."""
    cut = text[end : end + _CONTEXT]
    return cut.rpartition(" ")[0] if end + _CONTEXT < len(text) and " " in cut else cut
