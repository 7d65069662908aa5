"""How much of what is marked in a text is found, and how much is flagged that is not marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lises.privacy.identifiers import Found, Manner, Register, find_in_text
from lises.text import word_kind

NOBODY = Register()
DANISH = Manner()
SPEECH = Path(__file__).parent / "speech.txt"
_MARKED = re.compile(r"\{([a-z]+(?:\.[a-z]+)?):([^{}]*)\}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A turn and the stretches of it that point at a person."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Measured:
    """Counts by kind: marked, found (touched), found whole, flagged without cause."""

    tokens: int = 0
    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def recall(self, *kinds: str) -> float:
        """Share found of the marked of these kinds; of all where none is named."""
        chosen = [k for k in self.marked if not kinds or k in kinds]
        return sum(self.found[k] for k in chosen) / sum(self.marked[k] for k in chosen)

    @property
    def false_per_thousand(self) -> float:
        """Flags without cause per 1,000 words."""
        return 1000 * sum(self.false.values()) / self.tokens


def speech() -> Iterator[Marked]:
    """Give the turns of the project's own set."""
    for line in SPEECH.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield marked(line)


def marked(line: str) -> Marked:
    """Take the marks out of a line and keep where they were."""
    text, spans, done = "", [], 0
    for found in _MARKED.finditer(line):
        text += line[done : found.start()]
        spans.append((len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        done = found.end()
    return Marked(text + line[done:], tuple(spans))


def measure(
    turns: Iterable[Marked], register: Register = NOBODY, manner: Manner = DANISH
) -> Measured:
    """Hold what is found against what is marked."""
    out = Measured()
    for turn in turns:
        found = find_in_text(turn.text, register, manner)
        out.tokens += len(_WORD.findall(turn.text))
        for start, end, kind in turn.spans:
            out.marked[kind] += 1
            touching = [f for f in found if f.start < end and start < f.end]
            out.found[kind] += bool(touching)
            out.whole[kind] += bool(touching) and _covers(turn.text, (start, end), touching)
            if not touching:
                out.missed.append((kind, turn.text[start:end]))
        for one in found:
            if not any(one.start < end and start < one.end for start, end, _ in turn.spans):
                out.false[one.kind] += 1
                out.wrong.append((one.kind, turn.text[one.start : one.end], one.why))
    return out


def _covers(text: str, span: tuple[int, int], found: Iterable[Found]) -> bool:
    """Say whether every name-like word of a stretch is in something found."""
    pieces = list(found)
    words = [
        (span[0] + w.start(), span[0] + w.end()) for w in _WORD.finditer(text[span[0] : span[1]])
    ]
    return all(
        any(f.start <= a and b <= f.end for f in pieces) or word_kind(text[a:b], "da") == "common"
        for a, b in words
    )
