"""Passages chosen from a study, shown in their turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from lises.anchoring import AnchoredStudy
from lises.model import Passage

from .reading import reading_words

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Passages"]

SHOWN = 40  # in a notebook; the table has them all


class Passages(Sequence[Passage]):
    """A sequence of passages; in a notebook each is highlighted in its turn."""

    def __init__(self, study: AnchoredStudy, chosen: Sequence[Passage]) -> None:
        self._study = study
        self._chosen = tuple(chosen)

    @property
    def table(self) -> pl.DataFrame:
        """The same as a table, a row per passage."""
        import polars as pl

        from lises import frames

        ids = [passage.id for passage in self._chosen]
        return frames.passages(self._study).filter(pl.col("passage").is_in(ids))

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> Passages: ...
    def __getitem__(self, at: int | slice) -> Passage | Passages:
        """Give one passage, or some of them."""
        if isinstance(at, slice):
            return Passages(self._study, self._chosen[at])
        return self._chosen[at]

    def __len__(self) -> int:
        """Count them."""
        return len(self._chosen)

    def __repr__(self) -> str:
        """Give a line per passage."""
        lines = [f"{p.id}  {' / '.join(p.quote)}" for p in self._chosen[:SHOWN]]
        more = len(self._chosen) - SHOWN
        return "\n".join([*lines, *([f"… and {more} more"] if more > 0 else [])]) or "no passages"

    def _repr_html_(self) -> str:
        """Show them in their turns."""
        from lises.render import passages_html

        words = reading_words(self._study.folder.design)
        return str(passages_html(self._study, self._chosen[:SHOWN], words))
