"""Published sources, pointed to and never republished."""

from __future__ import annotations

from dataclasses import dataclass, field

from .place import NOWHERE, At

__all__ = ["Source", "SourcePointer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePointer:
    """A paragraph of a source: its line in the stored text, the digest of its normal form."""

    key: str
    paragraph: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An entry of ``sources.bib``: key, BibTeX type, fields in their order."""

    key: str
    type: str
    fields: tuple[tuple[str, str], ...] = ()
    at: At = field(default=NOWHERE, compare=False, repr=False)

    def field_value(self, name: str) -> str:
        """Give a field, empty where the entry has none."""
        return dict(self.fields).get(name, "")
