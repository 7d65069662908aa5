"""A mark: what it says and where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Mark", "number_of", "placeholder"]

# vl-convert takes an address without a host for one beside its example data and puts that host
# before it. So a mark leads to its number at a host that cannot be, and its address comes later.
_PLACE = "https://place.invalid/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a mark says, in words, and the address it leads to; empty where it leads nowhere."""

    name: str
    href: str = ""


def placeholder(number: int) -> str:
    """Give the address of a mark while it is drawn."""
    return f"{_PLACE}{number}"


def number_of(address: str) -> int | None:
    """Give the number of a mark from its address while it was drawn; None of any other.

    >>> number_of(placeholder(3)), number_of("https://elsewhere.invalid/3")
    (3, None)
    """
    found = re.fullmatch(re.escape(_PLACE) + r"(\d+)", address)
    return int(found[1]) if found else None
