"""What coders agree on, and where they part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import polars as pl

from lises.model import Codebook
from lises.text import sentences

from .counting import Counting
from .offered import refuse

if TYPE_CHECKING:
    from lises.analysis.agreement import DoubleCoding, UnitKind

__all__ = ["CoderTables"]


class CoderTables(Counting):
    """The tables of two or more coders. ``sets`` left out are each coder's first round."""

    def double_coded(self) -> tuple[str, ...]:
        """Give the sets that are compared where none are named: each coder's first round."""
        from lises.analysis.agreement import first_rounds

        return first_rounds(self.folder.design)

    def agreement(
        self, units: UnitKind = "turns", *, sets: Sequence[str] = (), samples: int = 1000
    ) -> pl.DataFrame:
        """Give every coefficient for every code, branch and theme, with intervals.

        See ``analysis.agreement.agreement_table``.

        Parameters
        ----------
        units : {"turns", "sentences", "characters"}
        sets : sequence of str, optional
        samples : int
            Samples of interviews that make an interval; 0 for none.

        Raises
        ------
        NotOfferedError
            If the method is reflexive.
        ValueError
            If there are not two sets, or no such units.
        """
        from lises.analysis.agreement import agreement_table

        refuse(self.folder.design, "agreement")
        material = self._double_coding(sets)
        return agreement_table(
            material, self._levels(), self._units(units, material), samples=samples
        )

    def lost_in_tree(self, *, sets: Sequence[str] = (), coefficient: str = "alpha") -> pl.DataFrame:
        """Show where coders agree on a branch or theme, but not on the code within it.

        See ``analysis.agreement.lost_in_tree``.
        """
        from lises.analysis.agreement import lost_in_tree

        table = self.agreement(sets=sets, samples=0)
        return lost_in_tree(table, self._levels(), coefficient=coefficient)

    def disagreements(
        self, units: UnitKind = "turns", *, sets: Sequence[str] = (), consensus: str | None = None
    ) -> pl.DataFrame:
        """List every unit on which the sets part, with the passages and what became of it.

        See ``analysis.agreement.disagreements``.

        Parameters
        ----------
        units : {"turns", "sentences", "characters"}
        sets : sequence of str, optional
        consensus : str, optional
            The set that discussion made; left out, the first that was made from these sets.

        Raises
        ------
        NotOfferedError
            If the method is reflexive.
        ValueError
            If there are not two sets, or no such units.
        """
        from lises.analysis.agreement import disagreements

        refuse(self.folder.design, "agreement")
        material = self._double_coding(sets)
        made = (
            one.id
            for one in self.folder.design.coding_sets
            if set(material.sets) <= set(one.origin)
        )
        agreed = consensus if consensus is not None else next(made, "")
        return disagreements(material, self._units(units, material), consensus=agreed)

    def _double_coding(self, sets: Sequence[str]) -> DoubleCoding:
        from lises.analysis.agreement import double_coding

        return double_coding(self.anchored, sets)

    def _levels(self) -> pl.DataFrame:
        from lises.analysis.agreement import code_levels

        return code_levels(self.folder.codebook or Codebook(), self.folder.themes)

    def _units(self, units: UnitKind, material: DoubleCoding) -> UnitKind | pl.DataFrame:
        """Give the units; sentences are found here, since that is the language's matter."""
        from lises.analysis.agreement import SPANS, UnitKind

        if units not in get_args(UnitKind):
            raise ValueError(f'no units "{units}"; one of {", ".join(get_args(UnitKind))}')
        if units != "sentences":
            return units
        design = self.folder.design
        rows = [
            (interview, turn, found.start, found.end)
            for interview, turn, text in material.turns.select(
                "interview", "turn", "text"
            ).iter_rows()
            for found in sentences(text, design.language, tier=design.text_tier)
        ]
        return pl.DataFrame(rows, schema=dict(SPANS), orient="row")
