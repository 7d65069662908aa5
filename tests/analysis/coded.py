"""Small tables of codings for the tests of analysis, and a strategy that makes hard ones."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from hypothesis import strategies as st

from lises.frames import CODINGS, TURNS

__all__ = ["PEOPLE", "TEXT", "Said", "codings_of", "said", "talks", "turns_of"]

TEXT = "ab cd øg h ij"  # the words of every turn
TURNS_EACH = 6
THEMES = {"a": ["s"], "b": ["s", "t"], "c": ["t"], "d": []}

PEOPLE = pl.DataFrame(
    [("A", "x", "1"), ("B", "x", None), ("C", "y", None), ("D", "y", "1")],
    schema={"participant": pl.String, "role": pl.String, "age": pl.String},
    orient="row",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A passage, as the slow references of the tests read it."""

    id: str
    interview: str
    turn: int
    turn_end: int
    start: int
    end: int
    people: str
    codes: str
    set: str = "c"

    @property
    def quote(self) -> list[str]:
        """One string per turn."""
        if self.turn == self.turn_end:
            return [TEXT[self.start : self.end]]
        between = [TEXT] * (self.turn_end - self.turn - 1)
        return [TEXT[self.start :], *between, TEXT[: self.end]]

    @property
    def turns(self) -> range:
        """The turns that it covers."""
        return range(self.turn, self.turn_end + 1)

    def reaches(self, other: Said, within: int | None) -> bool:
        """Tell by the definition, place by place, whether the other is in reach."""
        if self.interview != other.interview:
            return False
        if within is None:
            return not self.characters().isdisjoint(other.characters())
        return any(abs(a - b) <= within for a in self.turns for b in other.turns)

    def characters(self) -> set[tuple[int, int]]:
        """Every character, by turn and place."""
        first = dict.fromkeys(self.turns, 0) | {self.turn: self.start}
        last = dict.fromkeys(self.turns, len(TEXT)) | {self.turn_end: self.end}
        return {(t, n) for t in self.turns for n in range(first[t], last[t])}


def said(text: str) -> Said:
    """Read ``"p1 i 2:3-5 AB ab"``: id, interview, turn (or ``2-4:3-5``), who speaks, codes."""
    name, interview, where, people, codes = text.split()
    turns, _, span = where.partition(":")
    first, _, last = turns.partition("-")
    start, _, end = (span or f"0-{len(TEXT)}").partition("-")
    return Said(
        id=name,
        interview=interview,
        turn=int(first),
        turn_end=int(last or first),
        start=int(start),
        end=int(end),
        people=people.strip("-"),
        codes=codes,
    )


def codings_of(talk: list[Said] | str) -> pl.DataFrame:
    """Make the table of codings; from text, a passage per line."""
    if isinstance(talk, str):
        talk = [said(line) for line in talk.strip().splitlines()]
    rows = [
        {
            "passage": p.id,
            "code": code,
            "themes": THEMES.get(code, []),
            "set": p.set,
            "coder": p.set.upper(),
            "interview": p.interview,
            "turn": p.turn,
            "turn_end": p.turn_end,
            "start": p.start,
            "end": p.end,
            "participants": list(p.people),
            "quote": "\n".join(p.quote),
        }
        for p in talk
        for code in p.codes
    ]
    return pl.DataFrame(rows, schema=dict(CODINGS))


def turns_of(interviews: str, number: int = TURNS_EACH) -> pl.DataFrame:
    """Make the table of turns: ``number`` in each interview, all with the same words."""
    rows = [
        {"interview": i, "turn": n + 1, "words": len(TEXT.split()), "text": TEXT}
        for i in interviews
        for n in range(number)
    ]
    return pl.DataFrame(rows, schema=dict(TURNS))


@st.composite
def _passage(draw: st.DrawFn, number: int) -> Said:
    turn = draw(st.integers(1, TURNS_EACH))
    turn_end = draw(st.integers(turn, min(turn + 2, TURNS_EACH)))
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1 if turn == turn_end else 1, len(TEXT)))
    return Said(
        id=f"p{number}",
        interview=draw(st.sampled_from("ijk")),
        turn=turn,
        turn_end=turn_end,
        start=start,
        end=end,
        people="".join(sorted(draw(st.sets(st.sampled_from("ABCDZ"), max_size=2)))),
        codes="".join(sorted(draw(st.sets(st.sampled_from("abcd"), min_size=1, max_size=3)))),
        set=draw(st.sampled_from("ce")),
    )


def talks(most: int = 12) -> st.SearchStrategy[list[Said]]:
    """Draw passages that overlap, run over turns, are joint, or are the interviewer's alone."""
    number = st.integers(0, most)
    return number.flatmap(lambda n: st.tuples(*(_passage(k) for k in range(n))).map(list))
