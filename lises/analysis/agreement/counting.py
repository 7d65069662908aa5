"""From coded stretches to sums: for every group of codes and every interview one row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from .continuum import coded_units
from .levels import raised, read_for
from .offered import DoubleCoding
from .sums import COEFFICIENTS, Floats, Ints, Parts, RatingSums, coefficient_parts, rating_sums
from .units import (
    CODED,
    NOT_CODED,
    UnitKind,
    character_stretches,
    coded_spans,
    patterns,
    pieces,
    turn_spans,
)

__all__ = ["UNITIZING", "Counted", "count"]

UNITIZING = "u-alpha"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Groups of codes by interviews.

    ``sums`` has a row per group and interview; ``squares``, of that shape, the squared lengths of
    units, None where characters are not the units; ``beside`` the figures of each group that
    stand beside any coefficient; ``interviews`` those that two sets have read for some group.
    """

    groups: list[str]
    interviews: list[str]
    coders: int
    sums: RatingSums
    squares: Floats | None
    beside: pl.DataFrame

    @property
    def names(self) -> list[str]:
        """The coefficients that can be computed."""
        return [*COEFFICIENTS, UNITIZING] if self.squares is not None else [*COEFFICIENTS]

    def parts(self, weights: npt.ArrayLike, among: Ints) -> Parts:
        """Give observed and expected agreement, each interview counted as often as a weight says.

        Parameters
        ----------
        weights : array, shape (samples, interviews)
            How often each interview is drawn.
        among : array of int
            Which groups.

        Returns
        -------
        pair of arrays, shape (samples, coefficients, groups)
            NaN where there is nothing to compute from.
        """
        rows = np.moveaxis(self.sums.rows[among], 1, 0)
        sums = RatingSums(rows, self.sums.values).weighted(weights)
        both = [coefficient_parts(name, sums) for name in COEFFICIENTS]
        if self.squares is not None:
            drawn = np.asarray(weights, float) @ self.squares[among].T
            both.append(_unitizing_parts(sums, drawn))
        return np.stack([o for o, _ in both], axis=1), np.stack([e for _, e in both], axis=1)


def _unitizing_parts(sums: RatingSums, squares: Floats) -> Parts:
    """Give the parts of u-alpha for one value and gaps, as in ``unitizing_alphas``."""
    pairs = sums.coincidences
    margins = pairs.sum(axis=-1)
    total = np.where(margins.sum(axis=-1) > 0, margins.sum(axis=-1), np.nan)
    whole = total - (margins[..., 0] + squares) / total
    crossed = margins[..., 0] * margins[..., 1] / np.where(whole > 0, whole, np.nan)
    return 1 - 2 * pairs[..., 0, 1] / total, 1 - 2 * crossed / total


def count(material: DoubleCoding, levels: pl.DataFrame, units: UnitKind | pl.DataFrame) -> Counted:
    """Count units by who coded them, for every group of codes and interview.

    Parameters
    ----------
    material : DoubleCoding
        The sets that are compared.
    levels : pl.DataFrame
        ``LEVELS``.
    units : {"turns", "characters"} or pl.DataFrame
        What is rated; a table of ``SPANS`` for sentences.

    Raises
    ------
    ValueError
        If the units are none of these.
    """
    read = read_for(material.read.filter(pl.col("set").is_in(material.sets)), levels)
    marked = raised(pieces(material), levels)
    found = _patterns(material, marked, read, units)
    groups = found["code"].unique().sort().to_list()
    interviews = found["interview"].unique().sort().to_list()
    signs = found["pattern"].unique().sort().to_list()
    weights = np.zeros((len(groups), len(interviews), len(signs)))
    at = (_at(found["code"], groups), _at(found["interview"], interviews))
    weights[(*at, _at(found["pattern"], signs))] = found["units"].to_numpy()
    ratings = [["01".find(sign) for sign in pattern] for pattern in signs]
    squares = None
    if isinstance(units, str) and units == "characters":
        squares = np.zeros(weights.shape[:2])
        own = _squares(marked, read, material, found)
        at = (_at(own["value"], groups), _at(own["interview"], interviews))
        squares[at] = own["squares"].to_numpy()
    return Counted(
        groups=groups,
        interviews=interviews,
        coders=len(material.sets),
        sums=rating_sums(np.array(ratings, int).reshape(-1, len(material.sets)), weights, 2),
        squares=squares,
        beside=_beside(found, len(material.sets)),
    )


def _at(column: pl.Series, names: list[str]) -> Ints:
    """Give each name its place in a sorted list of them."""
    return np.asarray(column.cast(pl.Enum(names)).to_physical().to_numpy(), np.int64)


def _patterns(
    material: DoubleCoding,
    marked: pl.DataFrame,
    read: pl.DataFrame,
    units: UnitKind | pl.DataFrame,
) -> pl.DataFrame:
    if isinstance(units, str) and units not in ("turns", "characters"):
        raise ValueError(f'units are "turns", "characters" or a table of spans, not {units!r}')
    whole = turn_spans(material.turns)
    if isinstance(units, str) and units == "characters":
        rated = character_stretches(marked, read, material.sets)
        size = (pl.col("end") - pl.col("start")).sum()
    else:
        whole = whole if isinstance(units, str) else units
        rated = coded_spans(marked, whole, read, material.sets)
        size = pl.len().cast(pl.Int64)
    totals = whole.group_by("interview").agg(units=size)
    return patterns(rated, totals, read, material.sets)


def _squares(
    marked: pl.DataFrame, read: pl.DataFrame, material: DoubleCoding, found: pl.DataFrame
) -> pl.DataFrame:
    """Add up the squared lengths of units, in what two sets have read."""
    readers = read.select(coder="set", interview="interview", value="code")
    twice = found.select("interview", value="code").unique()
    return (
        coded_units(marked, material.turns)
        .join(readers, on=["coder", "interview", "value"], how="semi")
        .join(twice, on=["interview", "value"], how="semi")
        .group_by("interview", "value")
        .agg(squares=((pl.col("end") - pl.col("start")) ** 2).sum())
    )


def _beside(found: pl.DataFrame, coders: int) -> pl.DataFrame:
    """Give the figures that stand beside a group's coefficients, whatever the coefficient."""
    coded = pl.col("pattern").str.contains(CODED, literal=True)
    both = coded & pl.col("pattern").str.contains(NOT_CODED, literal=True)
    signs = [pl.col("pattern").str.slice(i, 1) for i in range(coders)]
    units = pl.col("units")
    shares = [
        units.filter(sign == CODED).sum() / units.filter(sign.is_in([CODED, NOT_CODED])).sum()
        for sign in signs
    ]
    readers = pl.sum_horizontal(
        sign.is_in([CODED, NOT_CODED]).any().cast(pl.Int64) for sign in signs
    )
    ratings = pl.sum_horizontal(sign.is_in([CODED, NOT_CODED]).cast(pl.Int64) for sign in signs)
    yes = pl.sum_horizontal((sign == CODED).cast(pl.Int64) for sign in signs)
    known = [share.fill_nan(None) for share in shares]
    return found.group_by("code").agg(
        units.sum(),
        uncoded=units.filter(~coded).sum(),
        disagreed=units.filter(both).sum(),
        coders=readers,
        interviews=pl.col("interview").n_unique(),
        prevalence_index=2 * (units * yes / ratings).sum() / units.sum() - 1,
        bias_index=pl.max_horizontal(known) - pl.min_horizontal(known),
    )
