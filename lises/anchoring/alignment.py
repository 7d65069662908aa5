"""Where each word of an old transcript stands in a new one, and where that cannot be said.

Within turns that belong together the words are aligned by Levenshtein distance. An alignment of
least cost always exists; whether it is the only good one is asked at each border of a passage: the
stretch between the nearest two runs of equal words is looked through for other places that would
cost hardly more. If there is one, the place is not certain.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from .pairing import Block, pair_turns, unpaired_beside
from .words import Letters, Worded, is_placeholder

__all__ = ["Alignment", "Border"]

FIRM = 2  # equal words in a row that hold an alignment
LOOKED_BACK = 2  # words of a firm run that are looked through too: it may slide over its like
MARGIN = 0.45  # cost by which a place must be better than every other
GOING, COMING = 1.0, 1.0  # cost of a word removed, of one put in
ANOTHER = 1.0  # cost of another word in its place
ALIKE = 0.5  # likeness of spelling from which two words may be one word corrected
KEPT = 0.5  # share of words that must be the same, to be chosen unseen
AROUND = 4  # words on either side that speak for a passage
LONGEST = 60  # words between firm runs beyond which no border is sought


class Border(NamedTuple):
    """A border of a passage in the new text, as a number of words before it.

    ``others`` are places that would be hardly worse; the border is certain where there is none.
    """

    at: int
    others: tuple[int, ...] = ()


class _Run(NamedTuple):
    """As many equal words of both texts."""

    old: int
    new: int
    length: int


class Alignment:
    """The words of two transcripts laid side by side."""

    def __init__(self, old: Worded, new: Worded, letters: Letters) -> None:
        self.old, self.new = old, new
        self.blocks = pair_turns(old, new)
        self._letters = letters
        # Of blocks that begin at the same word the last holds it: the others hold no old word.
        self._firsts = [old.first[block.old.start] for block in self.blocks]
        self._runs: dict[int, list[_Run]] = {}
        self._of_turn = {turn: at for at, block in enumerate(self.blocks) for turn in block.old}

    def block_of(self, word: int) -> int:
        """Give the index of the block in which an old word stands."""
        return bisect_right(self._firsts, word) - 1

    def block_of_turn(self, turn: int) -> int:
        """Give the index of the block in which an old turn stands."""
        return self._of_turn[turn]

    def new_words(self, block: Block) -> tuple[int, int]:
        """Give the half-open range of new words of a block."""
        return self.new.first[block.new.start], self.new.first[block.new.stop]

    def old_words(self, block: Block) -> tuple[int, int]:
        """Give the half-open range of old words of a block."""
        return self.old.first[block.old.start], self.old.first[block.old.stop]

    def kept(self, first: int, last: int) -> int:
        """Count the old words of a half-open range that stand in the new text."""
        count = 0
        at = self.block_of(first)
        while at < len(self.blocks) and self._firsts[at] < last:
            for run in self.runs(at):
                count += max(0, min(last, run.old + run.length) - max(first, run.old))
            at += 1
        return count

    def start(self, word: int) -> Border | None:
        """Give the border before an old word, the first of a passage; None where there is none.

        That is so where its turn is gone, or too much around it to tell.
        """
        at = self.block_of(word)
        return self._border(at, word, first=True) if self.blocks[at].new else None

    def end(self, word: int) -> Border | None:
        """Give the border after an old word, the last of a passage; None where there is none."""
        at = self.block_of(word)
        return self._border(at, word + 1, first=False) if self.blocks[at].new else None

    def strays(self, first: int, last: int) -> bool:
        """Tell whether the beginning or end of a half-open range may stand in a turn that is new.

        So it may where the words at the edge of its turns are gone, and a turn without a partner
        beside has one of them, or the same speaker where nothing stands in their place.
        """
        at, to = self.block_of(first), self.block_of(last - 1)
        head, tail = self._edge(at, -1), self._edge(to, 1)
        return (first < head[0].stop and self._strayed(at, -1, head)) or (
            last > tail[0].start and self._strayed(to, 1, tail)
        )

    def _edge(self, at: int, step: int) -> tuple[range, range]:
        """Give the old and new words before the first words kept of a block, or after the last."""
        block = self.blocks[at]
        (a, a_end), (b, b_end) = self.old_words(block), self.new_words(block)
        runs = self.runs(at)
        if not runs:
            return range(a, a_end), range(b, b_end)
        if step < 0:
            return range(a, runs[0].old), range(b, runs[0].new)
        run = runs[-1]
        return range(run.old + run.length, a_end), range(run.new + run.length, b_end)

    def _strayed(self, at: int, step: int, edge: tuple[range, range]) -> bool:
        gone, come = edge
        turns = unpaired_beside(self.blocks, at, (step,))[1]
        word = self._letters.word
        old_turns, new_turns = self.old.transcript.turns, self.new.transcript.turns
        who = {old_turns[i].speakers for i in self.blocks[at].old}
        return bool(gone) and any(
            (not come and new_turns[turn].speakers in who)
            or any(
                _exchange(word(self.old.all[one]), word(other)) < ANOTHER
                for one in gone
                for other in self.new.turns[turn]
            )
            for turn in turns
        )

    def like(self, first: int, last: int) -> bool:
        """Tell whether a half-open range is for the most part the same, with the words around it.

        Of the words themselves one must be the same, or stand in one that is spelt alike.
        """
        low, high = self.old_words(self.blocks[self.block_of(first)])[0], 0
        high = self.old_words(self.blocks[self.block_of(last - 1)])[1]
        around = (max(low, first - AROUND), min(high, last + AROUND))
        near = self.kept(*around) >= KEPT * (around[1] - around[0])
        return near and (self.kept(first, last) > 0 or self._corrected(first, last))

    def _corrected(self, first: int, last: int) -> bool:
        """Tell whether new words spelt alike stand where a few old ones stood."""
        start, end = self.start(first), self.end(last - 1)
        if start is None or end is None or end.at - start.at != last - first:
            return False
        pairs = zip(self.old.all[first:last], self.new.all[start.at : end.at], strict=True)
        words = ((self._letters.word(one), self._letters.word(other)) for one, other in pairs)
        return any(_exchange(*pair) < ANOTHER for pair in words)

    def runs(self, at: int) -> list[_Run]:
        """Give the runs of equal words of a block, in order."""
        found = self._runs.get(at)
        if found is None:
            found = self._runs[at] = self._aligned(self.blocks[at])
        return found

    def _aligned(self, block: Block) -> list[_Run]:
        (a, a_end), (b, b_end) = self.old_words(block), self.new_words(block)
        before, after = self.old.all[a:a_end], self.new.all[b:b_end]
        if before == after:
            return [_Run(a, b, a_end - a)] if before else []
        from rapidfuzz.distance import Levenshtein

        return [
            _Run(a + op.src_start, b + op.dest_start, op.src_end - op.src_start)
            for op in Levenshtein.opcodes(before, after)
            if op.tag == "equal"
        ]

    def _border(self, at: int, gap: int, *, first: bool) -> Border | None:
        """Find the border at a gap between old words, before the word of that number."""
        block = self.blocks[at]
        (a, a_end), (b, b_end) = self.old_words(block), self.new_words(block)
        low, high = (a, b), (a_end, b_end)
        for run in self.runs(at):
            if run.length < FIRM:
                continue
            if run.old < gap < run.old + run.length:
                return Border(gap - run.old + run.new)
            if run.old + run.length <= gap:
                low = (run.old + run.length, run.new + run.length)
            else:
                high = (run.old, run.new)
                break
        return self._sought(_widened(low, high, (a, b), (a_end, b_end)), gap, first=first)

    def _sought(self, region: tuple[int, int, int, int], gap: int, *, first: bool) -> Border | None:
        a, a_end, b, b_end = region
        if max(a_end - a, b_end - b) > LONGEST:
            return None
        costs = _costs_at(
            tuple(map(self._letters.word, self.old.all[a:a_end])),
            tuple(map(self._letters.word, self.new.all[b:b_end])),
            gap - a,
            first,
        )
        least = min(costs)
        at = costs.index(least)
        others = tuple(b + h for h, cost in enumerate(costs) if h != at and cost < least + MARGIN)
        return Border(b + at, others)


def _widened(
    low: tuple[int, int], high: tuple[int, int], first: tuple[int, int], last: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Take some words of the firm runs on both sides to what stands between them."""
    back = min(LOOKED_BACK, low[0] - first[0], low[1] - first[1])
    on = min(LOOKED_BACK, last[0] - high[0], last[1] - high[1])
    return low[0] - back, high[0] + on, low[1] - back, high[1] + on


@lru_cache(maxsize=4096)
def _costs_at(
    before: tuple[str, ...], after: tuple[str, ...], gap: int, first: bool
) -> tuple[float, ...]:
    """Give the least cost of every place that a gap can have in the new words.

    Words put in at the gap stay outside of the passage: where the gap is its ``first`` border its
    place is where the first word goes on, else where the last word ends.
    """
    rows, columns = len(before), len(after)
    forth = _table(before, after)
    back = _table(before[::-1], after[::-1])
    never = float("inf")
    costs = [never] * (columns + 1)
    for h in range(columns + 1):
        if first and gap < rows:
            on = never if h == columns else _exchange(before[gap], after[h])
            on = min(
                on + back[rows - gap - 1][columns - h - 1] if h < columns else never,
                GOING + back[rows - gap - 1][columns - h],
            )
            costs[h] = forth[gap][h] + on
        elif not first and gap > 0:
            on = min(
                forth[gap - 1][h - 1] + _exchange(before[gap - 1], after[h - 1]) if h else never,
                forth[gap - 1][h] + GOING,
            )
            costs[h] = on + back[rows - gap][columns - h]
        else:
            costs[h] = forth[gap][h] + back[rows - gap][columns - h]
    return tuple(costs)


def _table(before: tuple[str, ...], after: tuple[str, ...]) -> list[list[float]]:
    """Give the least cost of every beginning of the one against every beginning of the other."""
    row = [COMING * h for h in range(len(after) + 1)]
    table = [row]
    for word in before:
        above = row
        row = [above[0] + GOING]
        for h, other in enumerate(after):
            row.append(
                min(above[h] + _exchange(word, other), above[h + 1] + GOING, row[h] + COMING)
            )
        table.append(row)
    return table


@lru_cache(maxsize=65536)
def _exchange(word: str, other: str) -> float:
    """Say what it costs that one word stands for another."""
    if word.casefold() == other.casefold():
        return 0.0
    if is_placeholder(word) or is_placeholder(other):
        name = other if is_placeholder(word) else word
        return 0.4 if name[:1].isupper() or is_placeholder(name) else ANOTHER
    from rapidfuzz.distance import Indel

    like = Indel.normalized_similarity(word.casefold(), other.casefold())
    return ANOTHER - like * 0.7 if like >= ALIKE else ANOTHER
