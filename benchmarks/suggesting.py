"""Suggestions: how often they are what was coded, beside what needs no learning; and how fast.

``python -m benchmarks.suggesting`` prints the precision, measured on the two demonstrations. They
are invented, and so are their codings: the figures say what this does with them, of no other study.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from lises.model import Code, Transcript, Turn
from lises.notebook import Study, load
from lises.tables.suggesting import words_spoken
from lises.text import Asked, SpeechIndex, Units, Vocabulary, ranked, stopwords

STUDIES = ("studies/demo-lises", "studies/demo-cubb")
FIRST = (5, 10, 20)
ALL = 100_000
Place = tuple[int, int, int]
Pair = tuple[str, Callable[[], object], str, Callable[[], object]]


class Asking(NamedTuple):
    """One code and one interview that is left out."""

    code: Code
    examples: list[str]
    index: SpeechIndex
    interview: str

    @property
    def units(self) -> list[Place]:
        return list(self.index.talks[self.interview].places)

    def by(self, measure: str) -> list[Place]:
        others = {n: b.places for n, b in self.index.talks.items() if n != self.interview}
        found = ranked(self.index, self.examples, Asked(measure, ALL, others))  # type: ignore[arg-type]
        return list(found.select("turn", "start", "end").iter_rows())


def bm25(one: Asking) -> list[Place]:
    return one.by("bm25")


def tf_idf(one: Asking) -> list[Place]:
    return one.by("tf-idf")


def longest(one: Asking) -> list[Place]:
    return sorted(one.units, key=lambda place: place[1] - place[2])


def label(one: Asking) -> list[Place]:
    """Units in which words of the code's name are said, most of them first."""
    by = one.index.units.vocabulary
    wanted = {w.form for w in by.said(one.code.label.in_language(by.language)) if w.shown}
    bags = one.index.talks[one.interview]

    def said(n: int) -> int:
        return len(wanted & {w.form for w in by.said(bags.text(n))})

    order = sorted(range(len(bags.places)), key=lambda n: -said(n))
    return [bags.places[n] for n in order if said(n)]


WAYS: dict[str, Callable[[Asking], list[Place]]] = {
    "BM25": bm25, "tf-idf": tf_idf, "longest first": longest, "words of the code's name": label,
}  # fmt: skip


class Score(NamedTuple):
    """What a list of units gave: share of hits among the first 5, 10, 20, and average precision."""

    study: str
    unit: str
    way: str
    code: str
    learnt: int
    sought: int
    at: tuple[float, ...]
    average: float


Key = tuple[str, str, str, str, int]


def scored(found: Sequence[Place], wanted: set[Place], key: Key) -> Score:
    hits = [place in wanted for place in found]
    at = tuple(sum(hits[:n]) / n for n in FIRST)
    ranks = [n for n, hit in enumerate(hits, 1) if hit]
    average = sum(i / n for i, n in enumerate(ranks, 1)) / len(wanted) if wanted else 0.0
    return Score(*key, len(wanted), at, average)


def precision(path: str, unit: str) -> Iterator[Score]:
    """Leave each interview out, learn each code from all others, and rank the units of it."""
    study = load(path)
    index = SpeechIndex(Units(vocabulary=study.vocabulary(), unit=unit))  # type: ignore[arg-type]
    index.update(study.folder.transcripts)
    for code in study.folder.codebook.codes:  # type: ignore[union-attr]
        spans = coded(study, code.id)
        for interview in index.talks:
            examples = [
                words
                for name, its in spans
                if name != interview
                and (words := words_spoken(its, study.folder.transcripts[name]))
            ]
            if len(examples) < 3:
                continue
            one = Asking(code, examples, index, interview)
            own = [span for name, its in spans if name == interview for span in its]
            wanted = {p for p in one.units if any(_meet(p, span) for span in own)}
            key = (study.id, unit)
            for way, work in WAYS.items():
                yield scored(work(one), wanted, (*key, way, code.id, len(examples)))
            best = sorted(one.units, key=lambda place: place not in wanted)
            yield scored(best, wanted, (*key, "the best there could be", code.id, len(examples)))
            shuffled = one.units
            Random(f"{code.id} {interview}").shuffle(shuffled)
            yield scored(shuffled, wanted, (*key, "in any order", code.id, len(examples)))


def coded(study: Study, code: str) -> list[tuple[str, tuple[Place, ...]]]:
    family = study.folder.codebook.with_children(code)  # type: ignore[union-attr]
    name = study.design.counted
    anchored = study.anchored
    return [
        (p.interview, tuple(anchored.spans[p.id]))
        for p in anchored.passages
        if p.set == name and family & {*p.codes}
    ]


def _meet(place: Place, span: Place) -> bool:
    return place[0] == span[0] and place[1] < span[2] and place[2] > span[1]


def main() -> None:
    """Print means over code and interview, then each code's by BM25 on turns."""
    head = "| study | unit | way | 5 | 10 | 20 | average precision | 5, every interview |"
    print(head, "|---|---|---|---|---|---|---|---|", sep="\n")
    every = [s for path in STUDIES for unit in ("turn", "sentence") for s in precision(path, unit)]
    groups: dict[tuple[str, str, str], list[Score]] = defaultdict(list)
    for score in every:
        groups[score.study, score.unit, score.way].append(score)
    for (study, unit, way), scores in groups.items():
        some = [s for s in scores if s.sought]
        cells = [_mean(s.at[i] for s in some) for i in range(len(FIRST))]
        more = [_mean(s.average for s in some), _mean(s.at[0] for s in scores)]
        asked = f"| ({len(some)} of {len(scores)})"
        print(f"| {study} | {unit} | {way} |", " | ".join([*cells, *more]), asked)
    print("\n| study | code | passages learnt from | sought | 5 | 10 | average precision |")
    print("|---|---|---|---|---|---|---|")
    for study in {path.rpartition("/")[2]: None for path in STUDIES}:
        rows = [
            s for s in every if (s.study, s.unit, s.way) == (study, "turn", "BM25") and s.sought
        ]
        codes: dict[str, list[Score]] = defaultdict(list)
        for score in rows:
            codes[score.code].append(score)
        for code, its in sorted(codes.items(), key=lambda c: -_average(c[1])):
            learnt = round(statistics.mean(s.learnt for s in its))
            sought = _mean((s.sought for s in its), 1)
            cells = [*(_mean(s.at[i] for s in its) for i in (0, 1)), f"{_average(its):.2f}"]
            print(f"| {study} | {code} | {learnt} | {sought} |", " | ".join(cells), "|")


def _average(scores: Sequence[Score]) -> float:
    return statistics.mean(s.average for s in scores)


def _mean(values: Iterator[float], digits: int = 2) -> str:
    return f"{statistics.mean(values):.{digits}f}"


# -- how fast ---------------------------------------------------------------------------------


def speed(interviews: int = 300) -> Iterator[Pair]:
    """Count turns, and ask; beside ``str.split`` and a count of words, and one pass over them."""
    from collections import Counter

    from benchmarks.generated import WORDS

    draw = Random(5)
    talks = {}
    for i in range(interviews):
        turns = tuple(
            Turn(number=n, label="R", speakers=(f"R{i}",), text=" ".join(draw.choices(WORDS, k=66)))
            for n in range(1, 122)
        )
        talks[f"R{i}"] = Transcript(interview=f"R{i}", turns=turns)
    units = Units(vocabulary=Vocabulary(language="da", without=stopwords("da")), unit="turn")
    index = SpeechIndex(units)
    index.update(talks)
    passages = [turn.text[:200] for talk in list(talks.values())[:20] for turn in talk.turns[:2]]

    def plain() -> list[Counter[str]]:
        return [Counter(t.text.lower().split()) for talk in talks.values() for t in talk.turns]

    def anew() -> object:
        fresh = SpeechIndex(units)
        return fresh.update(talks)

    changed = dict(talks)

    def again() -> object:
        last = changed["R0"]
        changed["R0"] = Transcript(interview="R0", turns=last.turns[::-1])
        return index.update(changed)

    bags = plain()
    words = {word for passage in passages for word in passage.lower().split()}

    def summed() -> object:
        return sorted((sum(n for w, n in bag.items() if w in words) for bag in bags), reverse=True)

    name = f"{interviews} transcripts,"
    yield f"{name} turns counted", anew, "Counter(text.split()), no lemmas", plain
    yield f"{name} one of them changed", again, "Counter(text.split()), no lemmas", plain
    yield (
        f"{name} 20 suggestions",
        lambda: ranked(index, passages, Asked()),
        "one sum per turn",
        summed,
    )


if __name__ == "__main__":
    main()
