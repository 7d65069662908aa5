"""What the pictures of a page have in common: language, labels, addresses, the mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lises.render import Words

from .labels import clean

__all__ = ["Href", "Row", "Setting"]

Row = Mapping[str, Any]
Href = Callable[[Row], str | None] | str | None
"""From a row of the table to the address its mark leads to: a function, a column, or nowhere."""

IN_SENTENCE = 60  # letters; the whole label is in the name of its mark and in the table
_CODES = frozenset({"code", "code_a", "code_b", "joined", "theme"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How pictures are told.

    Parameters
    ----------
    words : Words
        The language of everything that is not the study's.
    labels : mapping of str to str, optional
        Code or theme to label; one that is not in it shows its id.
    names : mapping of str to str, optional
        Participant, interview, role, value of an attribute to what it is called; likewise.
    href : callable, str or None
        Address of the mark of a row, relative to the page: a function of the row (a mapping of
        columns to values), or a column of the table. None and "" make no link. ``#anchor`` leads to
        a place on the page; in a notebook to what ``Picture.showing`` was given.
    constructed : bool
        Whether the material is invented; then everything made of it says so.
    title : str, optional
        A title in place of the picture's own.
    name : str, optional
        A name in place of the picture's own, for ids and files; letters, digits and hyphens.
    """

    words: Words
    labels: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    href: Href = None
    constructed: bool = False
    title: str = ""
    name: str = ""

    def label(self, key: str, value: object) -> str:
        """Give what a value of a column is called, fit to be drawn."""
        if value is None:
            return self.words("picture-not-known")
        called = self.labels if key in _CODES else self.names
        return clean(called.get(str(value)) or str(value)) or str(value)

    def quoted(self, label: str) -> str:
        """Give a label between the language's quotation marks, shortened for a sentence."""
        short = label if len(label) <= IN_SENTENCE else label[: IN_SENTENCE - 1].rstrip() + "…"
        return self.words("picture-quoted", label=short)

    def address(self, row: Row) -> str:
        """Give where the mark of a row leads; empty where it leads nowhere."""
        if self.href is None:
            return ""
        found = row.get(self.href) if isinstance(self.href, str) else self.href(row)
        return str(found or "")
