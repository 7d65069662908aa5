"""Claims: what was published, in our words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .place import NOWHERE, At
from .source import SourcePointer
from .wording import EMPTY, LocalText

__all__ = ["Claim"]

ClaimQuantifier = Literal["all", "most", "some", "few", "none", "absence"]
Basis = Literal["interviews", "partly", "outside", "method", "recommendation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A published claim: how strong, about whom, on what it rests, and where it stands.

    ``hedge`` is the word that weakens it in the source, empty where there is none. Links to
    evidence live in findings only. ``needs`` says what would be needed to check it.
    """

    id: str
    text: LocalText
    basis: Basis
    quantifier: ClaimQuantifier | None = None
    hedge: LocalText = EMPTY
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scope_note: LocalText = EMPTY
    basis_note: LocalText = EMPTY
    needs: LocalText = EMPTY
    sources: tuple[SourcePointer, ...] = ()
    at: At = field(default=NOWHERE, compare=False, repr=False)
