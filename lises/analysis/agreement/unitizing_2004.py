"""Krippendorff's first alpha for unitizing: how far the borders of units lie apart, squared."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

import polars as pl

from lises.frames.schemas import Columns

from .offered import require

__all__ = ["BORDERS", "UNITS", "border_alpha"]

UNITS: Columns = {
    "coder": pl.String,
    "value": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
}
"""Half-open stretches of a continuum, each with the value that a coder gave it."""

BORDERS: Columns = {
    "value": pl.String,
    "alpha": pl.Float64,
    "observed": pl.Float64,
    "expected": pl.Float64,
    "units": pl.Int64,
    "coders": pl.Int64,
}


class _Section(NamedTuple):
    """A unit, or a gap between units of one value."""

    start: int
    end: int
    unit: bool

    @property
    def length(self) -> int:
        return self.end - self.start


def border_alpha(
    units: pl.DataFrame, coders: Iterable[str], *, begin: int, end: int
) -> pl.DataFrame:
    """Give the unitizing alpha of 1995 and 2004, for every value and for all (``BORDERS``).

    Units that share text are as far apart as the squares of the distances of their borders; a unit
    in the other's gap, as the square of its length. Its expectation is that of Krippendorff (2004).

    Parameters
    ----------
    units : pl.DataFrame
        ``UNITS`` of one continuum. Units of one coder and one value must not overlap.
    coders : iterable of str
        All who coded, those without a unit too.
    begin, end : int
        The continuum, half-open, in the units of ``start`` and ``end``.

    Returns
    -------
    pl.DataFrame
        A row per value in order, then one whose value is null: one less the mean observed over the
        mean expected disagreement. ``alpha`` is null where nothing is expected. No row without
        units.

    Raises
    ------
    ValueError
        If there are not two coders, a unit is of none of them, lies outside, or overlaps.

    References
    ----------
    Krippendorff, K. (1995). On the reliability of unitizing continuous data. doi:10.2307/271061
    Krippendorff, K. (2004). Content Analysis, 2nd ed., p. 254 and its example.
    Meyer, C. M. et al. (2014). DKPro Agreement: its handling of all values together.
    """
    require(units, UNITS, "units")
    people = sorted(set(coders))
    if len(people) < 2:
        raise ValueError(f"agreement on units needs two coders, got {people}")
    strange = sorted(set(units["coder"]) - set(people))
    if strange:
        raise ValueError(f"units of {', '.join(strange)}, who is not among the coders {people}")
    rows: list[tuple[str | None, Fraction, Fraction, int]] = []
    for value in units["value"].unique().sort().to_list():
        of_value = units.filter(pl.col("value") == value)
        walks = [_sections(of_value, coder, begin, end) for coder in people]
        observed = _observed(walks, end - begin)
        rows.append((value, observed, _expected(walks, end - begin), of_value.height))
    if rows:
        seen = sum((r[1] for r in rows), Fraction(0)) / len(rows)
        chance = sum((r[2] for r in rows), Fraction(0)) / len(rows)
        rows.append((None, seen, chance, units.height))
    told = [
        (v, float(1 - o / e) if e else None, float(o), float(e), n, len(people))
        for v, o, e, n in rows
    ]
    return pl.DataFrame(told, schema=dict(BORDERS), orient="row")


def _sections(units: pl.DataFrame, coder: str, begin: int, end: int) -> list[_Section]:
    """Walk along the continuum of one coder: units, and gaps between them."""
    walk, at = [], begin
    mine = units.filter(pl.col("coder") == coder).sort("start", "end")
    for start, stop in mine.select("start", "end").iter_rows():
        if not at <= start < stop <= end:
            raise ValueError(
                f"the unit {start} to {stop} of {coder} overlaps another of the same value, has no "
                f"length, or lies outside {begin} to {end}"
            )
        if at < start:
            walk.append(_Section(at, start, unit=False))
        walk.append(_Section(start, stop, unit=True))
        at = stop
    if at < end:
        walk.append(_Section(at, end, unit=False))
    return walk


def _observed(walks: list[list[_Section]], length: int) -> Fraction:
    total = sum(_apart_all(a, b) for a, b in combinations(walks, 2))
    return Fraction(2 * total, len(walks) * (len(walks) - 1) * length**2)


def _apart_all(first: list[_Section], second: list[_Section]) -> int:
    """Add up the distances of all sections of two coders that share text."""
    total = i = j = 0
    while i < len(first) and j < len(second):
        a, b = first[i], second[j]
        total += _apart(a, b)
        i += a.end <= b.end
        j += b.end <= a.end
    return total


def _apart(a: _Section, b: _Section) -> int:
    if a.unit and b.unit:
        return int((a.start - b.start) ** 2 + (a.end - b.end) ** 2)
    unit, gap = (a, b) if a.unit else (b, a)
    within = unit.unit and gap.start <= unit.start and unit.end <= gap.end
    return unit.length**2 if within else 0


def _expected(walks: list[list[_Section]], length: int) -> Fraction:
    units = [s.length for walk in walks for s in walk if s.unit]
    gaps = [s.length for walk in walks for s in walk if not s.unit]
    total = sum(
        (len(units) - 1) * (n * (n - 1) * (2 * n - 1) // 3)
        + n * n * sum(gap - n + 1 for gap in gaps if gap >= n)
        for n in units
    )
    everything = len(walks) * length
    places = everything * (everything - 1) - sum(n * (n - 1) for n in units)
    return Fraction(2 * total, length * places) if places else Fraction(0)
