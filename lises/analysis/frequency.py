"""How often: codings, turns, words, and how many participants of how many."""

from __future__ import annotations

import polars as pl

from lises.model import Codebook

from .cells import Levels, tally

__all__ = ["frequency", "with_parents"]


def frequency(
    codings: pl.DataFrame, people: pl.DataFrame, *, by: str = "code", levels: Levels | None = None
) -> pl.DataFrame:
    """Count by code, theme, coder, role or any attribute.

    Parameters
    ----------
    codings : pl.DataFrame
        ``CODINGS`` of one coding set: with several, each coder's passages count.
    people : pl.DataFrame
        A row per participant among whom is counted (those read); with a column ``code``, a row per
        participant and code for which they were read.
    by : str
        ``code``, ``theme``, ``set``, ``coder``, ``interview``, ``participant``, ``role`` or an
        attribute of ``people``.
    levels : mapping of str to iterable of str, optional
        Values that are to have a row though nothing was coded: ``{"code": [...]}``.

    Returns
    -------
    pl.DataFrame
        ``by``; ``codings`` (passage × code); ``passages``; ``turns`` that have a passage, each
        once; ``words`` of the passages, so that words which two of them share count twice;
        ``participants`` who voice it, ``of`` those among whom is counted, ``share`` of 0 to 1 (null
        where ``of`` is 0). The participants are those of ``people``; codings, turns and words are
        all that ``codings`` has, save where ``by`` is of the participants. Sorted by participants
        and codings, the most first.

    Raises
    ------
    UnknownNameError
        If there is nothing called ``by``.
    ValueError
        If ``people`` has a column ``code`` and ``by`` is not ``code``.
    """
    most = ["participants", "codings"]
    table = tally(codings, people, [by], levels)
    return table.sort(*most, by, descending=[True, True, False], nulls_last=True)


def with_parents(codings: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """Give every coding also as one of each code above its own, so that children are included.

    A passage that has both a code and its parent is one coding of the parent. ``themes`` stay
    those of the code that was set.
    """
    above = pl.DataFrame(
        [(low, c.id) for c in codebook.codes for low in codebook.with_children(c.id) - {c.id}],
        schema={"code": pl.String, "above": pl.String},
        orient="row",
    )
    lifted = codings.join(above, on="code").with_columns(code="above").select(codings.columns)
    together = pl.concat([codings, lifted])
    return together.unique(["passage", "code"], keep="first", maintain_order=True)
