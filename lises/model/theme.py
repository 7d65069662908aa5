"""Themes: what several codes mean together."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import NOWHERE, At
from .wording import EMPTY, LocalText

__all__ = ["Theme"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An interpretation that gathers codes."""

    id: str
    label: LocalText
    interpretation: LocalText = EMPTY
    codes: tuple[str, ...] = ()
    at: At = field(default=NOWHERE, compare=False, repr=False)
