"""The row of a table as paragraphs; the same for every format that has tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .document import Paragraph

__all__ = ["paragraphs_of_row"]


def paragraphs_of_row(cells: Sequence[Sequence[Paragraph]]) -> tuple[list[Paragraph], bool]:
    """Give a row as one line, its cells apart by tabs, where it can be one.

    Many transcripts have their labels and stamps in columns. Where a cell before the last has
    several paragraphs, or only one cell has text, all paragraphs stand as they are.

    Parameters
    ----------
    cells : sequence
        The paragraphs of each cell, in the row's order; empty ones as well.

    Returns
    -------
    tuple
        The paragraphs, and whether cells were put into one line.
    """
    filled = [[p for p in cell if p.text] for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) < 2 or any(len(cell) > 1 for cell in filled[:-1]):
        return [paragraph for cell in cells for paragraph in cell], False
    text = "\t".join(cell[0].text for cell in filled)
    return [replace(filled[0][0], text=text, bold=""), *filled[-1][1:]], True
