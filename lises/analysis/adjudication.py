"""Where the sets that a consensus is made from agree and where they part, coding by coding.

A coding is a passage with one of its codes. Codings of the same code that share a character are one
item: what has to be decided together. An item is decided when each of its codings was taken over
into the consensus or left out of it with a reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

__all__ = ["Coding", "Item", "Kind", "Readers", "Settled", "differs", "items", "readers", "settled"]

EVERY_CODE = "*"

Kind = Literal["agreed", "boundaries", "same-turn", "alone"]
"""``agreed``: every set has the code on the same words; ``boundaries``: every set has it, on words
that overlap and differ; ``same-turn``: the others have it in the same turn on other words;
``alone``: one set has the code and another, which read for it, has not."""

Settled = Literal["open", "taken", "left-out"]


class Coding(NamedTuple):
    """A passage of a source with one of its codes; ``end`` counts in the last turn."""

    set: str
    passage: str
    code: str
    turn: int
    turn_end: int
    start: int
    end: int

    @property
    def stretch(self) -> tuple[int, int, int, int]:
        """Turn, last turn, start, end."""
        return self[3:]

    def shares_words(self, other: Coding) -> bool:
        """Tell whether the two stretches have a character in common."""
        mine, theirs = (self.turn, self.start), (other.turn, other.start)
        return mine < (other.turn_end, other.end) and theirs < (self.turn_end, self.end)

    def shares_turn(self, other: Coding) -> bool:
        """Tell whether the two stretches touch the same turn."""
        return self.turn <= other.turn_end and other.turn <= self.turn_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Codings of one code that overlap, of all sets that are compared; ``lacking`` have none.

    ``rivals`` are the ids of the items of other codes that the lacking sets, alone, gave there.
    """

    interview: str
    code: str
    kind: Kind
    codings: tuple[Coding, ...]
    lacking: tuple[str, ...]
    rivals: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The code and the first passage; the same as long as that is there."""
        return f"{self.code}:{min(one.passage for one in self.codings)}"

    @property
    def hull(self) -> tuple[int, int, int, int]:
        """The stretch from the first word of all codings to the last."""
        turn, start = min((one.turn, one.start) for one in self.codings)
        turn_end, end = max((one.turn_end, one.end) for one in self.codings)
        return turn, turn_end, start, end


class Readers(NamedTuple):
    """The sources that have to do with an interview, and for which codes each has read it.

    A source has to do with it that has read in it, coded it, or is assigned to it.
    """

    read: Mapping[str, frozenset[str]]
    least: int = 2

    @property
    def finished(self) -> bool:
        """Whether there are as many as there must be, and each has read for every code."""
        enough = len(self.read) >= self.least
        return enough and all(EVERY_CODE in codes for codes in self.read.values())

    def all_read(self, code: str) -> bool:
        """Whether there are as many as there must be, and each has read for this code."""
        enough = len(self.read) >= self.least
        return enough and all({EVERY_CODE, code} & codes for codes in self.read.values())


def readers(
    sources: Sequence[str], read: Mapping[str, Collection[str]], begun: Collection[str]
) -> Readers:
    """Say which sources have to do with an interview.

    Parameters
    ----------
    sources : sequence of str
        The sets that a consensus is made from.
    read : mapping
        Set to the codes for which it has read the interview.
    begun : collection of str
        Sets that have coded in it or are assigned to it.
    """
    return Readers(
        {one: frozenset(read.get(one, ())) for one in sources if read.get(one) or one in begun}
    )


def items(interview: str, codings: Iterable[Coding], who: Readers) -> list[Item]:
    """Put the codings of one interview together into what has to be decided.

    Parameters
    ----------
    interview : str
    codings : iterable of Coding
        Of the sources; those of others, and of codes that not all who have to do with the interview
        have read for, have no part.
    who : Readers

    Returns
    -------
    list of Item
        By place, then code.
    """
    by_code: dict[str, list[Coding]] = defaultdict(list)
    for one in codings:
        if one.set in who.read and who.all_read(one.code):
            by_code[one.code].append(one)
    found = [
        _item(interview, group, of_code, tuple(who.read))
        for of_code in by_code.values()
        for group in _groups(of_code)
    ]
    found.sort(key=lambda item: (item.hull[0], item.hull[2], item.code, item.id))
    return [replace(item, rivals=tuple(_rivals(item, found))) for item in found]


def _groups(codings: Sequence[Coding]) -> Iterator[list[Coding]]:
    """Give the codings that hang together through shared words."""
    group: list[Coding] = []
    reach = (0, 0)
    for one in sorted(codings, key=lambda c: (c.turn, c.start, c.passage)):
        if group and (one.turn, one.start) >= reach:
            yield group
            group = []
        reach = max(reach, (one.turn_end, one.end)) if group else (one.turn_end, one.end)
        group.append(one)
    if group:
        yield group


def _item(
    interview: str, group: Sequence[Coding], of_code: Sequence[Coding], sets: Sequence[str]
) -> Item:
    have = {one.set for one in group}
    lacking = tuple(one for one in sets if one not in have)
    kind: Kind = "agreed" if len({one.stretch for one in group}) == 1 else "boundaries"
    if lacking:
        near = {other.set for other in of_code for one in group if other.shares_turn(one)}
        kind = "same-turn" if set(lacking) <= near else "alone"
    ordered = sorted(group, key=lambda c: (sets.index(c.set), c.turn, c.start))
    code = group[0].code
    return Item(interview=interview, code=code, kind=kind, codings=tuple(ordered), lacking=lacking)


def _rivals(item: Item, found: Sequence[Item]) -> Iterator[str]:
    if item.kind != "alone":
        return
    for other in found:
        if other.kind != "alone" or other.code == item.code:
            continue
        theirs = {one.set for one in other.codings}
        touch = any(a.shares_words(b) for a in item.codings for b in other.codings)
        if touch and theirs <= set(item.lacking):
            yield other.id


def settled(
    item: Item, taken: Collection[tuple[str, str]], left_out: Collection[tuple[str, str]]
) -> Settled:
    """Say what became of an item.

    Parameters
    ----------
    item : Item
    taken, left_out : collection of (passage, code)
        The codings of the sources that the consensus took over, and that it left out.
    """
    pairs = {(one.passage, one.code) for one in item.codings}
    if any(pair not in taken and pair not in left_out for pair in pairs):
        return "open"
    return "taken" if any(pair in taken for pair in pairs) else "left-out"


def differs(item: Item) -> bool:
    """Tell whether the sources differ on an item."""
    return item.kind != "agreed"
