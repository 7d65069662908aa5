"""Who took part, and what of theirs may be shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clearance import Clearance
from .place import NOWHERE, At

__all__ = ["Participant", "Withdrawal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One row of ``participants.csv``.

    ``attributes`` are (name, value) in the order of the columns, an empty value where the cell is.
    ``quotes`` and ``transcript`` say who may be shown quotations and the whole transcript;
    None (an empty cell) counts as restricted.
    """

    id: str
    role: str
    attributes: tuple[tuple[str, str], ...] = ()
    quotes: Clearance | None = None
    transcript: Clearance | None = None
    at: At = field(default=NOWHERE, compare=False, repr=False)

    def attribute(self, name: str) -> str:
        """Give the value of an attribute, empty where the participant has none."""
        return dict(self.attributes).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That somebody of a role withdrew, and when; never who. Not released."""

    date: str
    role: str
    at: At = field(default=NOWHERE, compare=False, repr=False)
