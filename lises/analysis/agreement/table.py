"""Agreement per code and overall, with all that is needed to read it."""

from __future__ import annotations

from typing import Literal

import numpy as np
import polars as pl

from lises.frames.schemas import Columns

from .bootstrap import SAMPLES, TooFewInterviewsError, interview_interval
from .counting import UNITIZING, Counted, count
from .levels import ANY, CODE_LEVEL, OVERALL, split
from .offered import DoubleCoding, require
from .sums import COEFFICIENTS, Floats, Ints, value_of
from .units import UnitKind

__all__ = ["AGREEMENT", "Stage", "agreement_table", "before_and_after"]

Stage = Literal["agreement", "consensus"]

AGREEMENT: Columns = {
    "stage": pl.String,
    "unit": pl.String,
    "level": pl.String,
    "code": pl.String,
    "coefficient": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "observed": pl.Float64,
    "expected": pl.Float64,
    "units": pl.Int64,
    "uncoded": pl.Int64,
    "disagreed": pl.Int64,
    "coders": pl.Int64,
    "interviews": pl.Int64,
    "prevalence_index": pl.Float64,
    "bias_index": pl.Float64,
    "undefined": pl.String,
    "no_interval": pl.String,
}
"""A row per group of codes and coefficient; ``undefined``, ``no_interval`` say why one is not."""

NOT_ASKED = "not asked for"
ONE_VALUE = "every unit has the same rating: there is nothing that agreement could be told from"
OF_TWO = "Cohen's kappa is of two coders"

LEVEL_ORDER = [OVERALL, ANY, "theme", "branch", "code"]
COEFFICIENT_ORDER = [*COEFFICIENTS, UNITIZING]


def agreement_table(
    material: DoubleCoding,
    levels: pl.DataFrame,
    units: UnitKind | pl.DataFrame = "turns",
    *,
    stage: Stage = "agreement",
    samples: int = SAMPLES,
) -> pl.DataFrame:
    """Give every coefficient for every code, branch, theme, any code, and overall.

    A unit is rated *coded* or *not coded* by every set that has read its interview for the code;
    interviews that only one set has read have no part.

    Parameters
    ----------
    material : DoubleCoding
        The sets that are compared.
    levels : pl.DataFrame
        ``LEVELS``, as ``code_levels`` gives them.
    units : {"turns", "characters"} or pl.DataFrame
        What is rated; sentences are given as ``SPANS``. A turn or sentence is coded where a passage
        shares a character with it.
    stage : {"agreement", "consensus"}
        Agreement is what was there before discussion; what discussion made is called consensus.
    samples : int
        How many samples of interviews make an interval of 95 %; 0 for no intervals.

    Returns
    -------
    pl.DataFrame
        ``AGREEMENT``. ``units`` were rated twice or more, of them ``uncoded`` by nobody coded, and
        ``disagreed`` rated differently; ``prevalence_index`` is the share of ratings *coded* less
        that of *not coded* (-1 to 1), ``bias_index`` how far the coders' shares of coded units lie
        apart (0 to 1): far from 0 they explain a low kappa beside a high percentage. ``overall`` is
        of the codes together: (mean observed - mean expected) / (1 - mean expected). With
        characters there is also ``u-alpha``, for which a passage is one decision, not as many as
        it has characters. Sorted by level and code; coefficients in one order.

    Raises
    ------
    ValueError
        If the levels or the units are not of their shape.

    References
    ----------
    Byrt, T., Bishop, J. & Carlin, J. B. (1993). Bias, prevalence and kappa.
    doi:10.1016/0895-4356(93)90018-V
    De Vries, H., Elliott, M. N., Kanouse, D. E. & Teleki, S. S. (2008). Using pooled kappa to
    summarize interrater agreement across many items. doi:10.1177/1525822X08317166
    """
    require(levels, ("level", "group", "code"), "levels")
    kind = units if isinstance(units, str) else "sentences"
    counted = count(material, levels, units)
    rows = [*_of_groups(counted, samples), *_overall(counted, samples)]
    if not rows:
        return pl.DataFrame(schema=dict(AGREEMENT))
    stated = {"unit": pl.lit(kind), "stage": pl.lit(stage), "undefined": _undefined(counted.coders)}
    told = [
        table.with_columns(**stated).select(pl.col(n).cast(t) for n, t in AGREEMENT.items())
        for table in rows
    ]
    return (
        pl.concat(told)
        .with_columns(pl.col("value", "low", "high", "observed", "expected").fill_nan(None))
        .sort(_place("level", LEVEL_ORDER), "code", _place("coefficient", COEFFICIENT_ORDER))
    )


def _place(column: str, order: list[str]) -> pl.Expr:
    """Sort by the place in a list; what is not in it comes last."""
    places = {name: i for i, name in enumerate(order)}
    return pl.col(column).replace_strict(places, default=len(order), return_dtype=pl.Int64)


def _undefined(coders: int) -> pl.Expr:
    of_two = (pl.col("coefficient") == "cohen") & pl.lit(coders != 2)
    why = pl.when(of_two).then(pl.lit(f"{OF_TWO}; there are {coders}")).otherwise(pl.lit(ONE_VALUE))
    return pl.when(pl.col("value").is_nan()).then(why).otherwise(pl.lit(""))


def before_and_after(
    before: DoubleCoding,
    after: DoubleCoding,
    levels: pl.DataFrame,
    units: UnitKind | pl.DataFrame = "turns",
) -> pl.DataFrame:
    """Give the agreement before discussion, and beside it the consensus that discussion made.

    Parameters
    ----------
    before, after : DoubleCoding
        The coders' first rounds, and their last (``first_rounds``, ``later_rounds``).
    levels, units
        As in ``agreement_table``.

    Returns
    -------
    pl.DataFrame
        ``AGREEMENT``; only rows of stage ``agreement`` may be reported as agreement.
    """
    return pl.concat(
        [
            agreement_table(before, levels, units, stage="agreement"),
            agreement_table(after, levels, units, stage="consensus"),
        ]
    )


def _of_groups(counted: Counted, samples: int) -> list[pl.DataFrame]:
    """Give a table per coefficient, with a row per group."""
    everyone = np.arange(len(counted.groups))
    observed, expected = counted.parts(np.ones((1, len(counted.interviews))), everyone)
    low, high, refused = _intervals(counted, samples)
    beside = counted.beside.sort("code").with_columns(name="code").drop("code")
    return [
        beside.with_columns(
            *split("name"),
            coefficient=pl.lit(name),
            value=value_of(observed[0, i], expected[0, i]),
            low=low[i],
            high=high[i],
            observed=observed[0, i],
            expected=expected[0, i],
            no_interval=pl.Series(refused, dtype=pl.String),
        ).drop("name")
        for i, name in enumerate(counted.names)
        if counted.groups
    ]


def _intervals(counted: Counted, samples: int) -> tuple[Floats, Floats, list[str]]:
    """Give low and high (coefficients × groups), and of each group why it has none.

    Groups that the same interviews were read for are drawn together.
    """
    has_units = counted.sums.units > 0
    low = np.full((len(counted.names), len(counted.groups)), np.nan)
    high, refused = low.copy(), [""] * len(counted.groups)
    for mask in np.unique(has_units, axis=0):
        among = np.flatnonzero((has_units == mask).all(axis=1))
        got, why = _drawn(counted, among, np.flatnonzero(mask), samples)
        low[:, among], high[:, among] = got
        for group in among:
            refused[group] = why
    return low, high, refused


def _drawn(
    counted: Counted, among: Ints, interviews: Ints, samples: int, *, pooled: bool = False
) -> tuple[tuple[Floats, Floats], str]:
    """Resample these interviews; low and high (coefficients × groups), or why there are none."""
    nothing = np.full((len(counted.names), 1), np.nan)
    if not samples:
        return (nothing, nothing), NOT_ASKED

    def values(weights: Ints) -> Floats:
        everywhere = np.zeros((len(weights), len(counted.interviews)))
        everywhere[:, interviews] = weights
        observed, expected = counted.parts(everywhere, among)
        if pooled:
            observed, expected = _mean(observed), _mean(expected)
        return value_of(observed, expected)

    try:
        got = interview_interval(values, len(interviews), samples=samples)
    except TooFewInterviewsError as refusal:
        return (nothing, nothing), str(refusal)
    return (got.low, got.high), ""


def _overall(counted: Counted, samples: int) -> list[pl.DataFrame]:
    """Pool the codes: the mean observed and the mean expected agreement of all of them."""
    of_codes = counted.beside.with_columns(*split("code"))
    codes = [i for i, name in enumerate(counted.groups) if name.startswith(CODE_LEVEL)]
    if not codes:
        return []
    among = np.array(codes, np.int64)
    read = np.flatnonzero((counted.sums.units[among] > 0).any(axis=0))
    observed, expected = counted.parts(np.ones((1, len(counted.interviews))), among)
    seen, chance = _mean(observed)[0, :, 0], _mean(expected)[0, :, 0]
    (low, high), why = _drawn(counted, among, read, samples, pooled=True)
    beside = of_codes.filter(pl.col("level") == "code").select(
        pl.col("units", "uncoded", "disagreed").sum(),
        pl.col("coders").max(),
        pl.lit(len(read)).alias("interviews"),
        pl.col("prevalence_index", "bias_index").mean(),
    )
    told = pl.DataFrame(
        {
            "level": OVERALL,
            "code": OVERALL,
            "coefficient": counted.names,
            "value": value_of(seen, chance),
            "low": low[:, 0],
            "high": high[:, 0],
            "observed": seen,
            "expected": chance,
            "no_interval": why,
        }
    )
    return [told.join(beside, how="cross")]


def _mean(parts: Floats) -> Floats:
    """Give the mean over groups of those that are defined, NaN where none is; last axis kept."""
    defined = np.isfinite(parts)
    number = defined.sum(axis=-1, keepdims=True)
    total = np.where(defined, parts, 0.0).sum(axis=-1, keepdims=True)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)
