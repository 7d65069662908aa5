"""Carry passages over a change of their transcript: corrected, pseudonymised, typed anew.

Turns are paired, words within them aligned, and the result is held against the texts: nothing is
given as ``exact`` or ``moved`` whose place could as well be another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from lises.model import Passage, Transcript

from .alignment import Alignment, Border
from .carried import Carried, CarriedPassage, CarriedTurn
from .pairing import Block
from .quoting import Edges, placed, quoted, same_words
from .spans import Unanchored, resolve, starts_of
from .words import Letters, Worded, word_list

__all__ = ["carry"]

NEARLY_ALL = 0.8  # share of its words by which a turn that was split is one of the pieces
MOST_CANDIDATES = 5
APART = "\0"  # stands in no text


def carry(
    old: Transcript,
    new: Transcript,
    passages: Iterable[Passage],
    *,
    replaced: Sequence[tuple[str, str]] = (),
) -> Carried:
    """Find passages of a transcript again in its new version.

    Parameters
    ----------
    old, new : Transcript
        The interview as it was coded and as it is to be. Texts are NFC, as every turn's is.
    passages : iterable of Passage
        Of the old transcript, of any coding set.
    replaced : sequence of (str, str)
        What is known to have been put for what: names and their placeholders, from the register of
        a pseudonymisation. These count as the same words.

    Returns
    -------
    Carried
        A result for each passage, in order, and for each turn. A passage without a place in the old
        transcript is looked for letter for letter, and never chosen.

    Notes
    -----
    Turns by dynamic programming over common words (``pairing``), words by Levenshtein distance
    (``alignment``). Then the check: every border must be better than any other place of it, the
    pair of turns better than any other turn beside it, half of the words kept, and words that
    stand unchanged elsewhere make a choice of changed ones doubtful.
    """
    joined = [word_list(text) for pair in replaced for text in pair]
    letters = Letters(replaced)
    before, after = Worded(old, letters, joined), Worded(new, letters, joined)
    carrier = _Carrier(Alignment(before, after, letters))
    return Carried(
        passages=tuple(carrier.passage(passage) for passage in passages),
        turns=tuple(carrier.turns()),
    )


class _Carrier:
    """Carries one passage after another over one alignment."""

    def __init__(self, alignment: Alignment) -> None:
        self._align = alignment
        self._old, self._new = alignment.old, alignment.new
        self._whole = APART.join(turn.text for turn in self._new.transcript.turns)

    # -- passages -----------------------------------------------------------------------------

    def passage(self, passage: Passage) -> CarriedPassage:
        """Say what became of a passage."""
        spans = resolve(passage, self._old.transcript)
        if isinstance(spans, Unanchored):
            return self._elsewhere(passage, f"it had no place before: {spans.message}")
        first = self._old.words_within(spans[0].turn - 1, spans[0].start, spans[0].end)
        last = self._old.words_within(spans[-1].turn - 1, spans[-1].start, spans[-1].end)
        words = (first[0], last[1])
        if words[0] >= words[1] or first[0] == first[1] or last[0] == last[1]:
            return self._without_words(passage)
        edges = Edges(self._old, spans, words)
        start, end = self._align.start(words[0]), self._align.end(words[1] - 1)
        if start is None or end is None:
            return self._elsewhere(passage, "the turn of its first or last words is gone")
        if start.at >= end.at:
            return self._elsewhere(passage, "none of its words stand there any more")
        made = quoted(passage, self._new, (start.at, end.at), edges)
        if made is None:
            return self._elsewhere(passage, "no quote can be written where it stood")
        return self._judged(made, passage, (start, end), (words, edges))

    def _judged(
        self,
        made: Passage,
        passage: Passage,
        borders: tuple[Border, Border],
        was: tuple[tuple[int, int], Edges],
    ) -> CarriedPassage:
        """Hold a place that was found against the texts."""
        words, edges = was
        others = self._others(passage, borders, edges)
        literal = [one for one in (made, *others) if same_words(one, passage)]
        same = len(literal) == 1
        made = literal[0] if same else made
        blocks = self._blocks(words)
        why = ""
        if any(block.doubtful for block in blocks):
            why = "another turn beside it is as like"
            others += self._in_rivals(passage, [j for block in blocks for j in block.rivals])
        elif not same:
            why = self._doubt(words, others)
            if not why and (elsewhere := self._literally(passage)):
                others, why = elsewhere, "it stands letter for letter elsewhere"
        if why:
            candidates = _distinct([made, *others])
            return CarriedPassage(passage=passage, fate="ambiguous", candidates=candidates, why=why)
        return CarriedPassage(
            passage=passage,
            fate="exact" if same else "moved",
            became=made,
            speakers=self._others_speak(passage, made),
        )

    def _doubt(self, words: tuple[int, int], others: Sequence[Passage]) -> str:
        """Say why a place whose words have changed is not to be chosen unseen; nothing if it is."""
        if others:
            return "where it begins or ends cannot be told"
        if not self._align.like(*words):
            return "too few of its words are the same"
        if self._align.strays(*words):
            return "words of its border stand in a turn that is new"
        return ""

    def _others(
        self, passage: Passage, borders: tuple[Border, Border], edges: Edges
    ) -> list[Passage]:
        """Give the passages of other borders that would be hardly worse."""
        start, end = borders
        pairs = [(other, end.at) for other in start.others]
        pairs += [(start.at, other) for other in end.others]
        made = (quoted(passage, self._new, pair, edges) for pair in pairs if pair[0] < pair[1])
        return [one for one in made if one is not None]

    def _blocks(self, words: tuple[int, int]) -> list[Block]:
        first, last = self._align.block_of(words[0]), self._align.block_of(words[1] - 1)
        return self._align.blocks[first : last + 1]

    def _in_rivals(self, passage: Passage, rivals: Iterable[int]) -> list[Passage]:
        return [one for one in self._found(passage) if one.turn - 1 in set(rivals)]

    def _literally(self, passage: Passage) -> list[Passage]:
        """Give where it stands letter for letter, if that is one place."""
        found = list(islice(self._found(passage), 2))
        return found if len(found) == 1 else []

    def _found(self, passage: Passage) -> Iterable[Passage]:
        """Give every place of the new transcript where the quote stands letter for letter."""
        new = self._new.transcript
        if not all(part in self._whole for part in passage.quote):
            return
        if len(passage.quote) == 1:
            for turn in new.turns:
                for start in starts_of(turn.text, passage.quote[0]):
                    made = placed(passage, new, (turn.number, turn.number), (start, passage.quote))
                    if made is not None:
                        yield made
            return
        first, *between, last = passage.quote
        many = len(passage.quote)
        for at in range(len(new.turns) - many + 1):
            texts = [turn.text for turn in new.turns[at : at + many]]
            if (
                texts[0].endswith(first)
                and texts[1:-1] == between
                and texts[-1].startswith(last)
                and (made := placed(passage, new, (at + 1, at + many), _at_end(texts, passage)))
            ):
                yield made

    def _elsewhere(self, passage: Passage, why: str) -> CarriedPassage:
        """Offer the places where the quote stands letter for letter; lost where there is none."""
        found = list(islice(self._found(passage), MOST_CANDIDATES + 1))
        if found and len(found) <= MOST_CANDIDATES:
            return CarriedPassage(
                passage=passage, fate="ambiguous", candidates=tuple(found), why=why
            )
        more = f"; it stands {MOST_CANDIDATES} times and more elsewhere" if found else ""
        return CarriedPassage(passage=passage, fate="lost", why=why + more)

    def _without_words(self, passage: Passage) -> CarriedPassage:
        """Carry signs alone: they count as found where their turn has as many of them as before."""
        block = self._align.blocks[self._align.block_of_turn(passage.turn - 1)]
        why = "it has no words"
        if len(passage.quote) > 1 or len(block.new) != 1 or len(block.old) != 1 or block.doubtful:
            return self._elsewhere(passage, why)
        texts = (
            self._old.transcript.turns[block.old.start].text,
            self._new.transcript.turns[block.new.start].text,
        )
        before, after = (starts_of(text, passage.quote[0]) for text in texts)
        if len(before) != len(after):
            return self._elsewhere(passage, why)
        turn = block.new.start + 1
        start = after[(passage.occurrence or 1) - 1]
        made = placed(passage, self._new.transcript, (turn, turn), (start, passage.quote))
        return CarriedPassage(passage=passage, fate="exact", became=made)

    def _others_speak(self, passage: Passage, made: Passage) -> tuple[str, ...]:
        """Name who is credited with the words now, where that is not who was before."""
        was = _speakers(self._old.transcript, passage)
        now = _speakers(self._new.transcript, made)
        return now if was != now else ()

    # -- turns --------------------------------------------------------------------------------

    def turns(self) -> Iterable[CarriedTurn]:
        """Say what became of every turn of the old transcript."""
        for block in self._align.blocks:
            for turn in block.old:
                yield self._turn(turn, block)

    def _turn(self, turn: int, block: Block) -> CarriedTurn:
        number = turn + 1
        if not block.new:
            return CarriedTurn(turn=number, fate="lost")
        if block.doubtful:
            likely = dict.fromkeys((*block.new, *block.rivals))
            return CarriedTurn(
                turn=number, fate="ambiguous", candidates=tuple(j + 1 for j in likely)
            )
        if len(block.new) == 1:
            return self._became(turn, block.new.start)
        kept = self._kept_in(turn, block)
        most = max(kept, key=lambda j: kept[j])
        if kept[most] >= NEARLY_ALL * sum(kept.values()) > 0:
            return self._became(turn, most)
        candidates = tuple(j + 1 for j in kept if kept[j]) or tuple(j + 1 for j in block.new)
        return CarriedTurn(turn=number, fate="ambiguous", candidates=candidates)

    def _became(self, turn: int, new: int) -> CarriedTurn:
        same = (
            self._old.transcript.turns[turn].text.split()
            == self._new.transcript.turns[new].text.split()
        )
        return CarriedTurn(turn=turn + 1, fate="exact" if same else "moved", became=new + 1)

    def _kept_in(self, turn: int, block: Block) -> dict[int, int]:
        """Count the words of an old turn in each of the new turns of its block."""
        kept = dict.fromkeys(block.new, 0)
        first, last = self._old.first[turn], self._old.first[turn + 1]
        for run in self._align.runs(self._align.block_of_turn(turn)):
            for word in range(max(first, run.old), min(last, run.old + run.length)):
                kept[self._new.turn_of(word - run.old + run.new)] += 1
        return kept


def _speakers(transcript: Transcript, passage: Passage) -> tuple[str, ...]:
    turns = transcript.turns[passage.turn - 1 : passage.turn_end]
    return tuple(dict.fromkeys(who for turn in turns for who in turn.speakers))


def _at_end(texts: Sequence[str], passage: Passage) -> tuple[int, tuple[str, ...]]:
    return len(texts[0]) - len(passage.quote[0]), passage.quote


def _distinct(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Keep the first of equal places, and no more than a person can choose from."""
    places: dict[tuple[object, ...], Passage] = {}
    for one in passages:
        places.setdefault((one.turn, one.turn_end, one.quote, one.occurrence), one)
    return tuple(islice(places.values(), MOST_CANDIDATES))
