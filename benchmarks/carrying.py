"""Passages carried over a change of transcript, beside plain Levenshtein over all of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from lises.anchoring import Carried, CarriedPassage, carry, resolve
from lises.anchoring.quoting import Edges, quoted
from lises.anchoring.words import Letters, Worded
from lises.model import Passage, Transcript
from tests.anchoring.edits import Score, Talk, everything, mark, speech, transcript, words_changed

INTERVIEWS, PASSAGES, TURNS = 5, 200, 260  # some 8,000 words and 200 passages in each interview
EDITS: dict[str, Callable[[Talk, Random], Talk]] = {
    "5 % of words": lambda t, r: words_changed(t, r, 0.05),
    "20 % of words": lambda t, r: words_changed(t, r, 0.20),
    "turns, names, 5 % of words": lambda t, r: everything(t, r, 0.05),
    "turns, names, 20 % of words": lambda t, r: everything(t, r, 0.20),
}


def carrying() -> Iterator[tuple[str, Callable[[], object], str, Callable[[], object]]]:
    """Give name, our work, the peer and its work; both names tell how exact and wrong they were."""
    talks = [speech(Random(seed), turns=TURNS) for seed in range(INTERVIEWS)]
    marked = [mark(talk, Random(seed), PASSAGES) for seed, talk in enumerate(talks)]
    for name, edit in EDITS.items():
        edited = [edit(talk, Random(seed + 100)) for seed, talk in enumerate(talks)]
        texts = [(transcript(a), transcript(b)) for a, b in zip(talks, edited, strict=True)]
        passages = [[m.passage for m in one] for one in marked]
        work = [(*pair, some) for pair, some in zip(texts, passages, strict=True)]
        scores = (Score(), Score())
        for score, how in zip(scores, (carry, carry_plainly), strict=True):
            for (old, new, some), marks, talk in zip(work, marked, edited, strict=True):
                score.add(how(old, new, some), marks, talk)
        ours, theirs = (f"{s.exact:.3f} exact, {s.misplaced:.4f} wrong" for s in scores)
        yield (
            f"1,000 carried, {name}: {ours}",
            lambda work=work: [carry(*one) for one in work],  # type: ignore[misc]
            f"all words, no check: {theirs}",
            lambda work=work: [carry_plainly(*one) for one in work],  # type: ignore[misc]
        )


def carry_plainly(old: Transcript, new: Transcript, passages: list[Passage]) -> Carried:
    """Carry by one alignment of all words: a passage goes where its first and last words go."""
    from rapidfuzz.distance import Levenshtein

    letters = Letters()
    before, after = Worded(old, letters), Worded(new, letters)
    starts, ends = {}, {}
    for tag, a, a_end, b, b_end in Levenshtein.opcodes(before.all, after.all):
        for word in range(a, a_end):
            starts[word] = b + word - a if tag in ("equal", "replace") else b
            ends[word] = b + word - a + 1 if tag in ("equal", "replace") else b
        assert tag != "delete" or b == b_end
    carried = []
    for passage in passages:
        spans = resolve(passage, old)
        assert isinstance(spans, tuple)
        first, _ = before.words_within(spans[0].turn - 1, spans[0].start, spans[0].end)
        _, last = before.words_within(spans[-1].turn - 1, spans[-1].start, spans[-1].end)
        place = (starts[first], ends[last - 1])
        made = None
        if place[0] < place[1]:
            edges = Edges(before, spans, (first, last))
            made = quoted(replace(passage), after, place, edges)
        fate = "lost" if made is None else "moved"
        carried.append(CarriedPassage(passage=passage, fate=fate, became=made))
    return Carried(passages=tuple(carried), turns=())
