"""Krippendorff's family of alphas for unitizing, as defined in 2016 and 2019.

Coders cut a continuum into units with values; what is left is gap. Agreement is the length of text
on which two coders' values coincide.

``u``
    all of it: units, values and gaps.
``binary`` (written with a bar, |u)
    only what is a unit and what is gap.
``cu``
    only the values, where both have a unit.
``(k)u``
    one value, where both have a unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from lises.frames.schemas import Columns

from .offered import require
from .sums import Floats

__all__ = ["CONTINUA", "PER_VALUE", "UNITIZED", "Unitizing", "unitizing_alphas"]

UNITIZED: Columns = {
    "interview": pl.String,
    "coder": pl.String,
    "value": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
}
"""Half-open stretches of an interview's continuum, each with the value that a coder gave it."""

CONTINUA: Columns = {"interview": pl.String, "length": pl.Int64}
"""The length of every interview that all the coders have read."""

PER_VALUE: Columns = {
    "value": pl.String,
    "alpha": pl.Float64,
    "coverage": pl.Float64,
    "units": pl.Int64,
}
"""``alpha`` is (k)u; ``coverage`` the share of the value's text that stands over against a unit."""

GAP = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unitizing:
    """The family of one set of units, with what it was computed from.

    ``u``, ``binary`` and ``cu`` are unitless, 1 full agreement, 0 chance; NaN where nothing is
    expected to differ. ``coverage`` is the share of text, over all coders, on which ``cu`` rests;
    ``per_value`` is as in ``PER_VALUE``; ``length`` the text in code points.
    """

    u: float
    binary: float
    cu: float
    coverage: float
    per_value: pl.DataFrame
    units: int
    length: int
    coders: int
    interviews: int


@dataclass(frozen=True, slots=True)
class _Coincidences:
    """Observed lengths by value and value, and what of a value a unit cannot be paired with."""

    observed: Floats
    own: Floats

    def expected(self) -> Floats:
        """Pair every length with every other, but a unit never with itself."""
        margins = self.observed.sum(axis=1)
        total = margins.sum()
        if total == 0:
            return np.zeros_like(self.observed)
        paired = np.outer(margins, margins) - np.diag(self.own)
        whole = total - self.own.sum() / total
        return np.asarray(paired / whole) if whole > 0 else np.zeros_like(self.observed)


def unitizing_alphas(
    units: pl.DataFrame, continua: pl.DataFrame, coders: Sequence[str]
) -> Unitizing:
    """Give u, |u, cu and (k)u of coders who cut the same interviews into units.

    Parameters
    ----------
    units : pl.DataFrame
        ``UNITIZED``. A coder's units of an interview must not overlap; units that touch stay two.
    continua : pl.DataFrame
        ``CONTINUA``; several interviews make one continuum, and no unit runs over its joints.
    coders : sequence of str
        All who coded, those without a unit too.

    Raises
    ------
    ValueError
        If there are not two coders, a unit is of none of them, lies outside its interview, or
        overlaps another of its coder: the family is defined for values that exclude each other.

    Notes
    -----
    In cu, a unit cannot be paired with itself. With three coders or more, parts of it may stand
    over against units of only some of the others; its length is then the mean over them, as it
    enters the margins. This gives the published .724; other readings in use give .726 and .728.

    References
    ----------
    Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). On the reliability of unitizing
    textual continua: further developments. doi:10.1007/s11135-015-0266-1
    Krippendorff, K. (2019). Content Analysis, 4th ed., section 12.6.
    """
    given = _checked(units, continua, coders)
    values = given["value"].unique().sort().to_list()
    stretches = _stretches(given, continua, coders)
    whole = _Coincidences(*_with_gaps(given, stretches, values, len(coders)))
    valued = _Coincidences(whole.observed[1:, 1:], _paired_squares(given, stretches, values))
    expected = whole.expected()
    return Unitizing(
        u=_alpha(_off(whole.observed), _off(expected)),
        binary=_alpha(whole.observed[0, 1:].sum(), expected[0, 1:].sum()),
        cu=_alpha(_off(valued.observed), _off(valued.expected())),
        coverage=_share(valued.observed.sum(), whole.observed.sum()),
        per_value=_per_value(valued, whole, given, values),
        units=given.height,
        length=int(continua["length"].sum()),
        coders=len(coders),
        interviews=continua.height,
    )


def _checked(units: pl.DataFrame, continua: pl.DataFrame, coders: Sequence[str]) -> pl.DataFrame:
    require(units, UNITIZED, "units")
    require(continua, CONTINUA, "continua")
    if len(set(coders)) < 2 or len(set(coders)) != len(coders):
        raise ValueError(f"agreement on units needs two different coders, got {list(coders)}")
    strange = units.filter(~pl.col("coder").is_in(coders))
    if strange.height:
        raise ValueError(f"a unit is of none of the coders: {strange.row(0, named=True)}")
    given = units.select(*UNITIZED).sort("interview", "coder", "start", "end").with_row_index("id")
    placed = given.join(continua, on="interview", how="left").sort("id")
    before = pl.col("end").shift(1, fill_value=0).over("interview", "coder")
    lies = (
        (before <= pl.col("start"))
        & (pl.col("start") < pl.col("end"))
        & (pl.col("end") <= pl.col("length"))
    )
    wrong = placed.filter(~lies.fill_null(value=False))
    if wrong.height:
        raise ValueError(
            "a unit overlaps another of its coder, has no length, or lies outside its interview: "
            f"{wrong.select(*UNITIZED).row(0, named=True)}"
        )
    return given.with_columns(id=pl.col("id").cast(pl.Int64) + 1)


def _stretches(given: pl.DataFrame, continua: pl.DataFrame, coders: Sequence[str]) -> pl.DataFrame:
    """Sweep over the borders: between two of them, each coder's unit (0 in a gap), and the length.

    Columns ``unit_0``, ``unit_1`` … in the order of the coders, and ``length``.
    """
    borders = pl.concat(
        [
            given.select("interview", "coder", at="start", unit="id"),
            given.select("interview", "coder", at="end", unit=pl.lit(0, pl.Int64)),
            *(
                continua.select(
                    "interview", coder=pl.lit(coders[0]), at=at, unit=pl.lit(None, pl.Int64)
                )
                for at in (pl.lit(0, pl.Int64), pl.col("length"))
            ),
        ]
    )
    # Where one unit ends and the next begins, the greater number is that of the next.
    begun = [
        pl.col("unit").filter(pl.col("coder") == one).max().alias(f"unit_{i}")
        for i, one in enumerate(coders)
    ]
    now = pl.col("^unit_.*$")
    return (
        borders.group_by("interview", "at")
        .agg(begun)
        .sort("interview", "at")
        .with_columns(
            now.forward_fill().over("interview"),
            length=pl.col("at").shift(-1).over("interview") - pl.col("at"),
        )
        .drop_nulls("length")
        .with_columns(now.fill_null(0))
    )


def _with_gaps(
    given: pl.DataFrame, stretches: pl.DataFrame, values: list[str], coders: int
) -> tuple[Floats, Floats]:
    """Give coincidences with the gap first, and the squares of units and lengths of gaps."""
    value_at = _values_at(given, stretches, values, coders)
    length = stretches["length"].to_numpy().astype(float)
    seen = (value_at[:, :, None] == np.arange(len(values) + 1)).astype(float)
    counts = seen.sum(axis=1)
    pairs = np.einsum("s,sc,sk->ck", length, counts, counts)
    pairs -= np.diag(length @ counts)  # a coder is not paired with himself
    observed = pairs / (coders - 1)
    own = np.zeros(len(values) + 1)
    own[0] = (length @ counts)[0]
    size = (given["end"] - given["start"]).to_numpy().astype(float)
    np.add.at(own, _numbers(given, values), size**2)
    return observed, own


def _values_at(
    given: pl.DataFrame, stretches: pl.DataFrame, values: list[str], coders: int
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Give the number of each coder's value along the continuum, 0 in a gap."""
    of_unit = np.concatenate([[0], _numbers(given, values)])
    units = stretches.select(f"unit_{i}" for i in range(coders)).to_numpy()
    return np.asarray(of_unit[units], np.int64)


def _numbers(given: pl.DataFrame, values: list[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.asarray(np.searchsorted(values, given["value"].to_list()) + 1, np.int64)


def _paired_squares(given: pl.DataFrame, stretches: pl.DataFrame, values: list[str]) -> Floats:
    """Give for every value the squared lengths of its units over against units of others."""
    names = [name for name in stretches.columns if name.startswith("unit_")]
    others = pl.sum_horizontal((pl.col(name) > 0).cast(pl.Int64) for name in names) - 1
    faced = (
        stretches.with_columns(weight=pl.col("length") * others / (len(names) - 1))
        .select(*names, "weight")
        .unpivot(names, index="weight", value_name="id")
        .filter(pl.col("id") > 0)
        .group_by("id")
        .agg(pl.col("weight").sum())
    )
    own = np.zeros(len(values))
    of_value = given.join(faced, on="id", how="inner")
    np.add.at(own, _numbers(of_value, values) - 1, of_value["weight"].to_numpy() ** 2)
    return own


def _per_value(
    valued: _Coincidences, whole: _Coincidences, given: pl.DataFrame, values: list[str]
) -> pl.DataFrame:
    expected = valued.expected()
    rows = []
    for k, value in enumerate(values):
        seen, chance = valued.observed[k].sum(), expected[k].sum()
        differs = _share(seen - valued.observed[k, k], seen)
        alpha = _alpha(differs, _share(chance - expected[k, k], chance))
        coverage = _share(seen, whole.observed[k + 1].sum())
        rows.append((value, alpha, coverage, given.filter(pl.col("value") == value).height))
    return pl.DataFrame(rows, schema=dict(PER_VALUE), orient="row").with_columns(
        pl.col("alpha").fill_nan(None)
    )


def _off(square: Floats) -> float:
    return float(square.sum() - np.trace(square))


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")


def _alpha(observed: float, expected: float) -> float:
    """One less observed over expected disagreement; NaN where none is expected."""
    return float(1 - observed / expected) if expected > 0 else float("nan")
