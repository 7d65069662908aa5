"""What can be computed from a study for an item: sentences by key, with values and their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Fact", "Found", "fact"]

Value = int | float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was counted or read off.

    Parameters
    ----------
    key : str
        Which sentence it is, ``interviewed``; its words are the interface's.
    values : mapping
        What the sentence names: numbers, ids, dates.
    where : tuple of str
        The files or places of the study that it comes from, as ``see`` names them.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The facts on an item; ``whole`` where they answer all that it asks."""

    facts: tuple[Fact, ...] = ()
    whole: bool = False


def fact(key: str, *where: str, **values: Value) -> Fact:
    """Make a fact: its key, where it comes from, its values."""
    return Fact(key=key, values=values, where=where)
