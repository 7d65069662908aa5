"""Published quantities."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import NOWHERE, At
from .wording import EMPTY, LocalText

__all__ = ["Figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of ``figures.csv``: a published quantity and what it is a share of.

    ``value`` is kept as it was written; ``part`` is ``exclusive`` or ``multi-response`` where
    ``whole`` names the quantity it is a part of; ``derived_from`` an expression over row ids.
    """

    id: str
    quantity: str
    value: str
    group: str = ""
    unit: str = ""
    share_of: str = ""
    threshold: str = ""
    medium: str = ""
    n: str = ""
    population: str = ""
    whole: str = ""
    part: str = ""
    derived_from: str = ""
    source: str = ""
    paragraph: int | None = None
    hedge: str = ""
    reporter: str = ""
    label: LocalText = EMPTY
    at: At = field(default=NOWHERE, compare=False, repr=False)
