"""Codings of a source as passages of its transcript: placed where they say, or told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from lises.anchoring.spans import starts_of
from lises.errors import how_many
from lises.exchange.imported import SetAside
from lises.exchange.wordcount import count_words
from lises.files import passage_id
from lises.model import Origin, Passage

from .project import ProjectCoding, Source, Span
from .talks import Talk

__all__ = ["Placer"]


@dataclass(slots=True)
class Placer:
    """Places the codings of one source after the other.

    ``codes`` and ``sets`` give the ids of codes and coders by their keys, ``placed`` the passage of
    each coding by its key. ``clipped`` counts spans that reached into labels or blanks that the
    transcript does not hold as words.
    """

    codes: Mapping[str, str]
    sets: Mapping[str, str]
    random: Random
    taken: set[str] = field(default_factory=set)
    passages: list[Passage] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    placed: dict[str, str] = field(default_factory=dict)
    clipped: int = 0
    twice: int = 0

    def place(self, source: Source, talk: Talk, codings: list[ProjectCoding]) -> None:
        """Make passages of the codings of a source, in their order."""
        begins = _begins(talk)
        made: dict[object, int] = {}
        for coding in codings:
            spans = coding.spans or (((0, len(source.text or "")),) if coding.whole else ())
            placed = False
            for span in spans:
                where = _turns(talk, begins, span)
                if where is None:
                    continue
                placed = True
                self._take(coding, talk, where, made)
                self.clipped += self._is_clipped(source, talk, where, span)
            if not placed:
                self.aside.append(_without_words(source, coding))

    def _take(
        self,
        coding: ProjectCoding,
        talk: Talk,
        where: tuple[int, int, int, int],
        made: dict[object, int],
    ) -> None:
        """Add the code to the passage that stands there in this set, or make the passage."""
        set_id = self.sets.get(coding.coder, "unknown-1")
        code = self.codes[coding.code]
        key = (coding.id, set_id) if coding.id else (where, set_id, bool(coding.spans[1:]))
        at = made.get(key)
        if at is None:
            at = made[key] = len(self.passages)
            self.passages.append(self._passage(coding, talk, where, set_id))
        passage = self.passages[at]
        self.placed.setdefault(coding.key, passage.id)
        if code in passage.codes:
            self.twice += 1
        memo = "\n\n".join(dict.fromkeys(t for t in (passage.memo, coding.memo.strip()) if t))
        codes = (*passage.codes, code) if code not in passage.codes else passage.codes
        self.passages[at] = replace(passage, codes=codes, memo=memo)
        if coding.guid or coding.date:
            self.origins.append(
                Origin(kind="coding", id=passage.id, code=code, guid=coding.guid, date=coding.date)
            )

    def _passage(
        self, coding: ProjectCoding, talk: Talk, where: tuple[int, int, int, int], set_id: str
    ) -> Passage:
        first, start, last, end = where
        turns = talk.transcript.turns
        texts = [turn.text for turn in turns[first : last + 1]]
        if first == last:
            quote: tuple[str, ...] = (texts[0][start:end],)
            starts = starts_of(texts[0], quote[0])
            occurrence = starts.index(start) + 1 if len(starts) > 1 else None
        else:
            quote = (texts[0][start:], *texts[1:-1], texts[-1][:end])
            occurrence = None
        interview = talk.transcript.interview
        own = coding.id if coding.id.startswith(f"{interview}-") else ""
        new = own if own and own not in self.taken else ""
        new = new or passage_id(interview, self.taken, self.random)
        self.taken.add(new)
        return Passage(
            id=new,
            interview=interview,
            set=set_id,
            turn=first + 1,
            turn_end=last + 1,
            quote=quote,
            codes=(),
            occurrence=occurrence,
        )

    @staticmethod
    def _is_clipped(
        source: Source, talk: Talk, where: tuple[int, int, int, int], span: Span
    ) -> bool:
        """Tell whether words of the stored text at the span's ends are not in the passage."""
        first, start, last, end = where
        text = source.text or ""
        begin = talk.segments[first].starts[start]
        stop = talk.segments[last].ends[end - 1]
        left, right = text[span[0] : begin], text[stop : span[1]]
        return bool(left.strip() or right.strip())


def _begins(talk: Talk) -> list[int]:
    """Give where each turn begins; one without words where the turn before it ends."""
    begins: list[int] = []
    last = 0
    for segment in talk.segments:
        begins.append(segment.starts[0] if segment.starts else last)
        last = segment.ends[-1] if segment.ends else last
    return begins


def _turns(talk: Talk, begins: list[int], span: Span) -> tuple[int, int, int, int] | None:
    """Give first turn, start in it, last turn, end in it; None where a span holds no words."""
    if span[0] >= span[1]:
        return None
    first = max(bisect_right(begins, span[0]) - 1, 0)
    last = max(bisect_left(begins, span[1]) - 1, 0)
    here = [
        (number, inside)
        for number in range(first, last + 1)
        if (inside := talk.segments[number].within(span))
    ]
    if not here:
        return None
    (one, (start, _)), (other, (_, end)) = here[0], here[-1]
    return one, start, other, end


def _without_words(source: Source, coding: ProjectCoding) -> SetAside:
    """Keep a coding that holds no words of the transcript, as it was."""
    spans = ", ".join(f"{start} to {end}" for start, end in coding.spans) or "no place"
    text = " … ".join((source.text or "")[a:b] for a, b in coding.spans) or coding.quote
    words = count_words(text)
    why = (
        "its words are given and no place of theirs"
        if not coding.spans and coding.quote
        else f"a coding of {how_many(words, 'word')} that are no one's talk, a label or blanks"
        if words
        else "an empty selection: a passage here quotes words"
    )
    return SetAside(where=f"{source.name or source.key}, {spans}", text=text, why=why, words=words)
