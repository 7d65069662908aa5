"""What became of passages and turns when their transcript changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from lises.model import Passage

__all__ = ["FATES", "Carried", "CarriedPassage", "CarriedTurn", "Fate"]

Fate = Literal["exact", "moved", "ambiguous", "lost"]
FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPassage:
    """One passage and what became of it.

    ``became`` is the passage as it stands in the new transcript: the same in all but turn, quote
    and occurrence; None where nothing was chosen. ``exact``: the same words, wherever they stand
    now, in one turn or in several. ``moved``: words within it, or signs, have changed.
    ``ambiguous``: ``candidates`` are offered, the likeliest first, and none is chosen. ``lost``:
    ``why`` says so. ``speakers`` are set where others than before are credited with the words.
    """

    passage: Passage
    fate: Fate
    became: Passage | None = None
    candidates: tuple[Passage, ...] = ()
    why: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedTurn:
    """One turn, by its number, and the number of the turn that it became.

    A turn that was split is ``ambiguous`` unless nearly all of its words are in one of the new.
    """

    turn: int
    fate: Fate
    became: int | None = None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The passages, in the order in which they were given, and every turn of the old transcript."""

    passages: tuple[CarriedPassage, ...]
    turns: tuple[CarriedTurn, ...] = field(repr=False)

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many passages met each fate; every fate is named."""
        found = Counter(one.fate for one in self.passages)
        return {fate: found[fate] for fate in FATES}

    def of(self, fate: Fate) -> tuple[CarriedPassage, ...]:
        """Give the passages that met a fate."""
        return tuple(one for one in self.passages if one.fate == fate)
