"""Whether later interviews still brought new codes, and how much that hangs on their order.

It tells of codes, not of meaning; and it makes no sense for reflexive analysis, whose codes are not
there to be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import polars as pl

__all__ = ["Saturation", "accumulation", "new_codes", "saturation", "saturation_spread"]

BASE = 4
RUN = 2
THRESHOLD = 0.05
ORDERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """What was asked and what came of it, to be reported together.

    ``base`` and ``run`` are numbers of interviews, ``threshold`` a share of 0 to 1; ``base_codes``
    were found in the base, ``codes`` in all ``interviews``. ``at`` is the last interview before the
    first run that brought no more than the threshold, None where none did; ``degree`` the share of
    all codes that were known at the end of that run. ``runs``: a row per run, ``first``, ``last``
    (positions from 1), ``new``, ``share`` (of ``base_codes``), ``met``.
    """

    base: int
    run: int
    threshold: float
    interviews: int
    base_codes: int
    codes: int
    at: int | None
    degree: float | None
    runs: pl.DataFrame

    @property
    def notation(self) -> str:
        """The form in which it is reported, ``6+2``; empty where it was not reached."""
        return "" if self.at is None else f"{self.at}+{self.run}"


def new_codes(codings: pl.DataFrame, order: Sequence[str]) -> pl.DataFrame:
    """Count the codes of every interview, and which of them are new.

    Parameters
    ----------
    codings : pl.DataFrame
        ``interview``, ``code``: one coding set.
    order : sequence of str
        The interviews that were read, in the order of the analysis; also those without a code.
        Codings of others are left out.

    Returns
    -------
    pl.DataFrame
        ``position`` (from 1), ``interview``, ``codes`` in it, ``new`` in it, ``cumulative``, and
        ``share`` of all codes known by then (null where there is none), in the given order.

    Raises
    ------
    ValueError
        If an interview is named twice.
    """
    positions = _positions(order)
    found = codings.select("interview", "code").unique().join(positions, on="interview")
    first = found.group_by("code").agg(pl.col("position").min())
    total = first.height
    return (
        positions.join(found.group_by("position").agg(codes=pl.len()), on="position", how="left")
        .join(first.group_by("position").agg(new=pl.len()), on="position", how="left")
        .with_columns(pl.col("codes", "new").fill_null(0).cast(pl.Int64))
        .sort("position")
        .with_columns(cumulative=pl.col("new").cum_sum())
        .with_columns(share=pl.col("cumulative") / total if total else pl.lit(None, pl.Float64))
        .select("position", "interview", "codes", "new", "cumulative", "share")
    )


def saturation(
    codings: pl.DataFrame,
    order: Sequence[str],
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
) -> Saturation:
    """Assess saturation by base size, run length and threshold of new information.

    Runs follow each other one interview apart. The first whose new codes are at most ``threshold``
    of the codes of the base ends the search.

    Parameters
    ----------
    codings, order
        As in ``new_codes``.
    base : int
        Interviews that the base is made of; 4 to 6 in the source.
    run : int
        Interviews in a run; 2 or 3 in the source.
    threshold : float
        Share of 0 to 1; .05 or 0 in the source.

    Raises
    ------
    ValueError
        If ``base`` or ``run`` is less than 1, or ``threshold`` not of 0 to 1, or an interview is
        named twice.

    References
    ----------
    Guest, G., Namey, E. & Chen, M. (2020). A simple method to assess and report thematic saturation
    in qualitative research. PLoS ONE 15(5), e0232076. doi 10.1371/journal.pone.0232076.
    """
    _refuse(base, run, threshold)
    table = new_codes(codings, order)
    known = table["cumulative"].to_list()
    base_codes = known[base - 1] if len(known) >= base else 0
    runs = (
        table.select(
            first="position",
            last=pl.col("position") + run - 1,
            new=pl.col("new").reverse().rolling_sum(run).reverse(),
        )
        .filter(pl.col("first") > base, pl.col("new").is_not_null(), pl.lit(base_codes > 0))
        .with_columns(share=pl.col("new") / max(base_codes, 1))
        .with_columns(met=pl.col("share") <= threshold)
    )
    reached = runs.filter("met")["first"].min()
    at = reached - 1 if isinstance(reached, int) else None
    total = known[-1] if known else 0
    return Saturation(
        base=base,
        run=run,
        threshold=threshold,
        interviews=len(known),
        base_codes=base_codes,
        codes=total,
        at=at,
        degree=None if at is None else known[at + run - 1] / total,
        runs=runs,
    )


def saturation_spread(
    codings: pl.DataFrame, asked: Saturation, order: Sequence[str], *, orders: int = ORDERS
) -> pl.DataFrame:
    """Assess saturation again with the interviews in other orders.

    Parameters
    ----------
    codings, order
        As in ``new_codes``.
    asked : Saturation
        Its base, run and threshold are asked for again.
    orders : int
        How many orders are drawn, with replacement, always the same ones.

    Returns
    -------
    pl.DataFrame
        A row per answer: ``at`` (null: not reached), ``orders`` that gave it, ``share`` of them,
        ``degree`` the mean share of all codes known by then; sorted, not reached last.
    """
    base, run = asked.base, asked.run
    known = pl.col("cumulative")
    at_base = known.filter(pl.col("position") == base).first().over("order")
    brought = known.shift(-run).over("order", order_by="position") - known
    found = _accumulated(codings, order, orders).with_columns(
        met=(pl.col("position") >= base) & (at_base > 0) & (brought / at_base <= asked.threshold),
        then=known.shift(-run).over("order", order_by="position") / known.max().over("order"),
    )
    first = (
        found.filter("met")
        .sort("position")
        .group_by("order", maintain_order=True)
        .agg(at=pl.col("position").first(), degree=pl.col("then").first())
    )
    return (
        found.select("order")
        .unique()
        .join(first, on="order", how="left")
        .group_by("at")
        .agg(orders=pl.len().cast(pl.Int64), degree=pl.col("degree").mean())
        .with_columns(share=pl.col("orders") / pl.col("orders").sum())
        .select("at", "orders", "share", "degree")
        .sort("at", nulls_last=True)
    )


def accumulation(
    codings: pl.DataFrame, order: Sequence[str], *, orders: int = ORDERS
) -> pl.DataFrame:
    """Give the codes known after every interview: in this order, and over other orders.

    Returns
    -------
    pl.DataFrame
        ``position``, ``cumulative`` in the given order, ``low``, ``median`` and ``high``: the 5th,
        50th and 95th percentile over ``orders`` drawn orders; sorted by position.
    """
    given = new_codes(codings, order).select("position", "cumulative")
    known = pl.col("cumulative")
    drawn = (
        _accumulated(codings, order, orders)
        .group_by("position")
        .agg(
            low=known.quantile(0.05, "nearest"),
            median=known.median(),
            high=known.quantile(0.95, "nearest"),
        )
    )
    return given.join(drawn, on="position", how="left").sort("position")


def _accumulated(codings: pl.DataFrame, order: Sequence[str], orders: int) -> pl.DataFrame:
    """Give ``order``, ``position``, ``cumulative`` codes for every drawn order."""
    number = len(_positions(order))
    drawn = pl.DataFrame(
        {"position": list(_shuffled(number, orders))},
        schema={"position": pl.List(pl.Int64)},
    ).with_row_index("order")
    placed = drawn.with_columns(interview=pl.lit(list(order), dtype=pl.List(pl.String)))
    placed = placed.explode("position", "interview", empty_as_null=False)
    said = codings.select("interview", "code").unique()
    first = (
        placed.join(said, on="interview").group_by("order", "code").agg(pl.col("position").min())
    )
    new = first.group_by("order", "position").agg(new=pl.len().cast(pl.Int64))
    known = pl.col("new").fill_null(0).cum_sum().over("order", order_by="position")
    return (
        placed.join(new, on=["order", "position"], how="left")
        .with_columns(cumulative=known)
        .select("order", "position", "cumulative")
        .sort("order", "position")
    )


def _shuffled(number: int, orders: int) -> Iterator[list[int]]:
    # The same orders in every run, so that the table can be made again.
    random = Random(0)  # noqa: S311 - nothing is secret here
    for _ in range(orders):
        yield random.sample(range(1, number + 1), number)


def _positions(order: Sequence[str]) -> pl.DataFrame:
    twice = sorted({name for name in order if list(order).count(name) > 1})
    if twice:
        raise ValueError(f"named twice in the order: {', '.join(twice)}")
    names = pl.DataFrame({"interview": list(order)}, schema={"interview": pl.String})
    return names.with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))


def _refuse(base: int, run: int, threshold: float) -> None:
    if base < 1 or run < 1:
        raise ValueError(f"base {base}, run {run}: each is 1 interview or more")
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold {threshold}: a share of 0 to 1")
