"""What was verified: one thing, how that went, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

__all__ = ["RESULTS", "VERSION", "Item", "Result", "tally"]

VERSION = version("lises")

Result = Literal["pass", "fail", "not-checkable"]
RESULTS: tuple[Result, ...] = ("pass", "fail", "not-checkable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that was verified.

    ``kind`` is file, record, quotation, passage, link, or a kind of published value; ``where`` the
    study, ``bundle``, ``book`` or ``online``; ``what`` names the thing; ``why`` is a sentence where
    it did not pass.
    """

    kind: str
    where: str
    what: str
    result: Result
    why: str = ""


def tally(items: Iterable[Item]) -> dict[Result, int]:
    """Count the items by result; all three are there."""
    counted = Counter(item.result for item in items)
    return {result: counted[result] for result in RESULTS}
