"""Something that ought not to be in what is published."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Leak"]


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that ought not to leave: where, and what kind; never the thing itself."""

    path: str
    rule: str
    detail: str = ""

    def __str__(self) -> str:
        """One line."""
        return f"{self.path}: {self.rule} {self.detail}".rstrip()
