"""Code × participant, code × attribute: every two keys crossed, the empty cells too."""

from __future__ import annotations

import polars as pl

from .cells import Levels, tally

__all__ = ["matrix", "wide"]


def matrix(
    codings: pl.DataFrame,
    people: pl.DataFrame,
    *,
    by: tuple[str, str] = ("code", "participant"),
    levels: Levels | None = None,
) -> pl.DataFrame:
    """Cross two keys and count what stands in every cell.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set.
    people : pl.DataFrame
        Those among whom is counted; see ``frequency``.
    by : tuple of str
        Rows and columns: ``("code", "participant")``, ``("theme", "role")``, and so on.
    levels : mapping of str to iterable of str, optional
        Values that are to have cells though nothing was coded, by key.

    Returns
    -------
    pl.DataFrame
        A row per cell: both keys, then the counts of ``frequency``; ``of`` is how many of the
        people are in the cell's row and column. Sorted by the keys, those not known last.

    Raises
    ------
    UnknownNameError
        If a key is not known.
    ValueError
        If a key is named twice, or ``people`` has a column ``code`` and no key is ``code``.
    """
    return tally(codings, people, by, levels).sort(by, nulls_last=True)


def wide(table: pl.DataFrame, *, value: str = "codings") -> pl.DataFrame:
    """Lay a matrix out with its second key across.

    Parameters
    ----------
    table : pl.DataFrame
        What ``matrix`` or ``framework`` gives: its first two columns are the keys.
    value : str
        The count that stands in the cells.

    Returns
    -------
    pl.DataFrame
        The first key, then a column per value of the second in their order; ``null`` is the column
        of those whose attribute is not known. A matrix without cells gives the first key alone.
    """
    first, second = table.columns[:2]
    if table.is_empty():
        return table.select(first)
    return table.pivot(second, index=first, values=value, maintain_order=True)
