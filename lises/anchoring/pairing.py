"""Which turns of an old transcript became which of a new one; split and joined turns included.

Runs of three words that stand once in each transcript show where each turn can be sought; within
that band the pairing with the most words in common is found by dynamic programming, after Gale and
Church's alignment of sentences: one to one, one to several, several to one, two to two, or nothing.

References
----------
Gale, W. A. & Church, K. W. (1993). A program for aligning sentences in bilingual corpora.
Computational Linguistics 19(1), 75-102. Hunt, J. W. & Szymanski, T. G. (1977). A fast algorithm for
computing longest common subsequences. Communications of the ACM 20(5), 350-353.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .words import Worded

__all__ = ["Block", "pair_turns", "unpaired_beside"]

RUN = 3  # words of a run by which places are known again
UNLIKE = 0.5  # share of common words below which two turns are rather two than one
SAME_SPEAKER = 1.0  # what the same speaker adds, in words
EACH_MORE = 2.0  # what each turn beyond one and one costs, in words
PIECE = 0.5  # share of a piece's words that the whole must have
MOST_PIECES = 4
SLACK = 1  # turns by which the band is wider than the runs say
MOST_CELLS = 400_000  # beyond it two transcripts have nothing in common that could guide
SPELT_ALIKE = 0.6  # share of common letters from which short turns may be one turn corrected
MARGIN = 1.0  # words by which a pair must be better than what else it could be

NEVER = float("-inf")


class Block(NamedTuple):
    """Old turns and the new turns that they became, as half-open ranges of indices.

    One of the two is empty where turns were removed or are new. ``rivals`` are other new turns that
    the old could as well be; ``doubtful`` where there is one, or where another old turn could as
    well have become the new.
    """

    old: range
    new: range
    doubtful: bool = False
    rivals: tuple[int, ...] = ()


def pair_turns(old: Worded, new: Worded) -> list[Block]:
    """Pair the turns of two transcripts, in order; every turn of both is in one block."""
    like = _Likeness(old, new)
    blocks = _with_short_turns(_Pairing(old, new, like).blocks(), like)
    return _with_doubts(blocks, like)


class _Likeness:
    """How much two runs of turns have in common, in words; kept once reckoned."""

    def __init__(self, old: Worded, new: Worded) -> None:
        from rapidfuzz.distance import LCSseq

        self._old, self._new = old, new
        self._common = LCSseq.similarity
        self._speakers = [
            [turn.speakers or (turn.label,) for turn in side.transcript.turns]
            for side in (old, new)
        ]
        self._known: dict[tuple[int, int], int] = {}

    def common(self, i: int, j: int) -> int:
        """Count the words that an old and a new turn have in common, in order."""
        found = self._known.get((i, j))
        if found is None:
            found = self._common(self._old.turns[i], self._new.turns[j])
            self._known[i, j] = found
        return found

    def score(self, i: int, j: int) -> float:
        """Say how well an old and a new turn go together; below 0 rather not at all."""
        size = len(self._old.turns[i]) + len(self._new.turns[j])
        same = self._speakers[0][i] == self._speakers[1][j]
        return 2 * self.common(i, j) - UNLIKE * size + (SAME_SPEAKER if same else 0.0)

    def score_of_runs(self, old: range, new: range) -> float:
        """Say how well runs of turns go together."""
        before = "".join(self._old.turns[old.start : old.stop])
        after = "".join(self._new.turns[new.start : new.stop])
        more = len(old) + len(new) - 2
        common = self._common(before, after)
        return 2 * common - UNLIKE * (len(before) + len(after)) - EACH_MORE * more

    def spelt_alike(self, i: int, j: int) -> bool:
        """Tell whether two turns of one speaker are the same letters for the most part."""
        from rapidfuzz.distance import Indel

        sides = (self._old.transcript.turns[i].text, self._new.transcript.turns[j].text)
        same = self._speakers[0][i] == self._speakers[1][j]
        return same and Indel.normalized_similarity(*sides) >= SPELT_ALIKE

    def same(self, i: int, j: int) -> bool:
        """Tell whether two turns have the same words."""
        return self._old.turns[i] == self._new.turns[j]

    def sizes(self, i: int, j: int) -> tuple[int, int]:
        """Give the number of words of two turns."""
        return len(self._old.turns[i]), len(self._new.turns[j])

    def is_piece(self, i: int, j: int) -> bool:
        """Tell whether the shorter of two turns may be a piece of the longer."""
        shorter = min(self.sizes(i, j))
        return shorter > 0 and shorter * PIECE <= self.common(i, j)


class _Pairing:
    """The best way through the band; a cell (i, j) has i old and j new turns behind it."""

    def __init__(self, old: Worded, new: Worded, like: _Likeness) -> None:
        self._sizes = (len(old.turns), len(new.turns))
        self._like = like
        self._band = _band(old, new)

    def blocks(self) -> list[Block]:
        """Give the blocks of the best way."""
        rows, columns = self._sizes
        if sum(high - low + 1 for low, high in self._band) > MOST_CELLS:
            return [Block(range(rows), range(0)), Block(range(rows, rows), range(columns))]
        best: list[dict[int, float]] = [{} for _ in range(rows + 1)]
        back: dict[tuple[int, int], tuple[int, int]] = {}
        best[0][0] = 0.0
        for i in range(rows + 1):
            low, high = self._band[min(i, rows - 1)] if rows else (0, columns)
            row = best[i]
            for j in range(low, high + 1):
                here = row.get(j, NEVER)
                if here == NEVER:
                    continue
                for di, dj, gain in self._steps(i, j):
                    value = here + gain
                    if value > best[i + di].get(j + dj, NEVER):
                        best[i + di][j + dj] = value
                        back[i + di, j + dj] = (i, j)
        return self._walked(back)

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        rows, columns = self._sizes
        if i < rows:
            yield 1, 0, 0.0
        if j < columns:
            yield 0, 1, 0.0
        if i == rows or j == columns:
            return
        like = self._like
        score = like.score(i, j)
        if score > 0:
            yield 1, 1, score
        if like.same(i, j):
            return
        if like.is_piece(i, j):
            sizes = like.sizes(i, j)
            if sizes[1] <= sizes[0] / PIECE:
                yield from self._split(i, j)
            if sizes[0] <= sizes[1] / PIECE:
                yield from self._joined(i, j)
        yield from self._shifted(i, j)

    def _split(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Give the ways in which one old turn became several; the other may be heard in between."""
        for last in range(j + 1, min(j + MOST_PIECES, self._sizes[1])):
            if self._like.is_piece(i, last):
                score = self._like.score_of_runs(range(i, i + 1), range(j, last + 1))
                yield 1, last + 1 - j, score

    def _joined(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Give the ways in which several old turns became one."""
        for last in range(i + 1, min(i + MOST_PIECES, self._sizes[0])):
            if self._like.is_piece(last, j):
                score = self._like.score_of_runs(range(i, last + 1), range(j, j + 1))
                yield last + 1 - i, 1, score

    def _shifted(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Give the way in which words went from a turn to its neighbour."""
        if i + 1 < self._sizes[0] and j + 1 < self._sizes[1]:
            like = self._like
            if not like.same(i + 1, j + 1) and (
                like.common(i, j + 1) > RUN or like.common(i + 1, j) > RUN
            ):
                yield 2, 2, like.score_of_runs(range(i, i + 2), range(j, j + 2))

    def _walked(self, back: dict[tuple[int, int], tuple[int, int]]) -> list[Block]:
        i, j = self._sizes
        blocks = []
        while (i, j) != (0, 0):
            before = back[i, j]
            blocks.append(Block(range(before[0], i), range(before[1], j)))
            i, j = before
        return blocks[::-1]


def _band(old: Worded, new: Worded) -> list[tuple[int, int]]:
    """Give for each old turn the first and last new turn at which it may begin."""
    columns = len(new.turns)
    places = [(old.turn_of(p), new.turn_of(q)) for p, q in _chain(old.all, new.all)]
    places.append((len(old.turns), columns))
    band: list[tuple[int, int]] = []
    at = reached = 0
    for i in range(len(old.turns)):
        low, high = max(0, reached - SLACK), min(columns, places[at][1] + SLACK)
        # Each row begins where the one before can lead: a turn may have become very many.
        band.append((min(low, band[-1][1]) if band else 0, high))
        while places[at][0] <= i:
            reached = places[at][1]
            at += 1
    if band:
        band[-1] = (band[-1][0], columns)
    return band


def _chain(old: str, new: str) -> list[tuple[int, int]]:
    """Give the places of runs that stand once in each text, as many as stand in the same order."""
    before, after = _once(old), _once(new)
    pairs = [(p, after[run]) for run, p in before.items() if run in after]
    ends: list[int] = []
    heads: list[int] = []
    previous: list[int] = []
    for number, (_, q) in enumerate(pairs):
        length = bisect_left(ends, q)
        previous.append(heads[length - 1] if length else -1)
        ends[length : length + 1] = [q]
        heads[length : length + 1] = [number]
    chain = []
    step = heads[-1] if heads else -1
    while step >= 0:
        chain.append(pairs[step])
        step = previous[step]
    return chain[::-1]


def _once(text: str) -> dict[str, int]:
    """Give the runs that stand once, in order, each with its place."""
    runs = [text[at : at + RUN] for at in range(len(text) - RUN + 1)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _with_short_turns(blocks: list[Block], like: _Likeness) -> list[Block]:
    """Pair what is left over between two pairs, as many old turns as new, by their spelling.

    A turn of one word that was corrected has no word in common with itself.
    """
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        if blocks[at].old and blocks[at].new:
            out.append(blocks[at])
            at += 1
            continue
        left = at
        while at < len(blocks) and not (blocks[at].old and blocks[at].new):
            at += 1
        gone = [i for block in blocks[left:at] for i in block.old]
        come = [j for block in blocks[left:at] for j in block.new]
        pairs = [*zip(gone, come, strict=False)]
        if len(gone) == len(come) and all(like.spelt_alike(i, j) for i, j in pairs):
            out += [Block(range(i, i + 1), range(j, j + 1)) for i, j in pairs]
        else:
            out += blocks[left:at]
    return out


def _with_doubts(blocks: list[Block], like: _Likeness) -> list[Block]:
    """Doubt pairs of one and one beside which stands something that is as like."""
    out = []
    for at, block in enumerate(blocks):
        if len(block.old) != 1 or len(block.new) != 1:
            out.append(block)
            continue
        i, j = block.old.start, block.new.start
        least = like.score(i, j) - MARGIN
        gone, come = unpaired_beside(blocks, at)
        rivals = tuple(other for other in come if like.score(i, other) > least)
        others = any(like.score(other, j) > least for other in gone)
        out.append(Block(block.old, block.new, bool(rivals) or others, rivals))
    return out


def unpaired_beside(
    blocks: list[Block], at: int, steps: tuple[int, ...] = (-1, 1)
) -> tuple[list[int], list[int]]:
    """Give the old and the new turns without a partner before a block (-1) and after it (1)."""
    gone: list[int] = []
    come: list[int] = []
    for step in steps:
        other = at + step
        while 0 <= other < len(blocks) and not (blocks[other].old and blocks[other].new):
            gone += blocks[other].old
            come += blocks[other].new
            other += step
    return gone, come
