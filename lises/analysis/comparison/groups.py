"""Groups against codes: for every code, whether the groups differ in who voices it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from lises.frames.schemas import NAMES, Columns

from .effects import Estimate, cohens_h, cramers_v, defined, difference_of_shares, odds_ratio, phi
from .exact import Exact, exact_fisher, smallest_p
from .terms import SMALL, Terms, corrected
from .voicing import voiced_by_group

__all__ = ["EFFECTS", "TESTS", "GroupComparison", "compare_groups"]

TESTS: Columns = {
    "code": pl.String,
    "groups": pl.Int64,
    "voiced": pl.Int64,
    "of": pl.Int64,
    "p": pl.Float64,
    "p_corrected": pl.Float64,
    "least_p": pl.Float64,
    "cautions": NAMES,
}
"""A row per code: the exact p, corrected for their number, and the smallest that could have been
with as many voices; null where there is nothing to test."""

EFFECTS: Columns = {
    "code": pl.String,
    "effect": pl.String,
    "group_a": pl.String,
    "group_b": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}
"""A row per code, effect and two groups (of ``cramers-v`` all groups: both null); null where an
effect is not defined or has no interval, infinite where an odds ratio has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison:
    """What comparing groups gave; each table is to be shown with ``cautions`` beside it.

    ``voiced`` is ``VOICED``, ``tests`` is ``TESTS``, ``effects`` is ``EFFECTS``. ``number`` codes
    were tested, for which p is corrected; ``least_p`` is the smallest p that the groups' sizes
    could give, whoever voices a code (None: no test). ``cautions`` and ``terms.assumption`` are
    keys of the interface's words.
    """

    terms: Terms
    voiced: pl.DataFrame
    tests: pl.DataFrame
    effects: pl.DataFrame
    number: int
    least_p: float | None
    cautions: tuple[str, ...]


def compare_groups(voicing: pl.DataFrame, terms: Terms) -> GroupComparison:
    """Test for every code whether the groups differ, and say how much.

    Parameters
    ----------
    voicing : pl.DataFrame
        ``VOICING``, with groups. Those whose group is not known are shown and not tested.
    terms : Terms
        With ``assumption="exchangeable-participants"``: a group could have been dealt any of those
        who were read. It is p's whole meaning; no population stands behind it.

    Returns
    -------
    GroupComparison
        ``tests`` by Fisher's exact test, with more than two groups by that of Freeman and Halton,
        two-sided, the smallest p first; ``effects`` of every two groups: ``difference`` of shares
        (Newcombe's interval), ``odds-ratio`` (conditional, exact interval), ``cohens-h``, ``phi``;
        of all groups ``cramers-v``. ``phi`` and ``difference`` are above 0 where more of
        ``group_a`` voice it.

    Raises
    ------
    NotOfferedError
        If the terms grant another assumption.
    """
    terms.require("exchangeable-participants")
    voiced = voiced_by_group(voicing)
    known = voiced.drop_nulls("group")
    found = [_tested(rows, terms) for rows in known.partition_by("code", maintain_order=True)]
    tests = pl.DataFrame(found, schema={k: v for k, v in TESTS.items() if k != "p_corrected"})
    tests = tests.with_columns(
        p_corrected=pl.Series(corrected(tests["p"].to_list(), terms.correction), dtype=pl.Float64)
    )
    ps, leasts = tests["p"].to_list(), tests["least_p"].to_list()
    said = terms.cautions(ps, leasts)
    said += ["small-groups"] if (known["of"] < SMALL).any() else []
    said += ["group-not-known"] if voiced.height > known.height else []
    could = [p for of in _sizes(known) if (p := smallest_p(of)) is not None]
    return GroupComparison(
        terms=terms,
        voiced=voiced,
        tests=tests.select(*TESTS).sort("p", "code", nulls_last=True),
        effects=pl.DataFrame(list(_effects(known, terms)), schema=dict(EFFECTS), orient="row"),
        number=sum(p is not None for p in ps),
        least_p=min(could, default=None),
        cautions=tuple(said),
    )


def _sizes(known: pl.DataFrame) -> set[tuple[int, ...]]:
    """Give the groups' sizes, as they are for one code or another, of two groups or more."""
    of = known.group_by("code").agg(pl.col("of").sort())["of"].to_list()
    return {tuple(sizes) for sizes in of if len(sizes) > 1}


def _tested(rows: pl.DataFrame, terms: Terms) -> dict[str, object]:
    voiced, of = rows["voiced"].to_list(), rows["of"].to_list()
    differ = 0 < sum(voiced) < sum(of)
    got = exact_fisher(voiced, of) if len(of) > 1 and differ else Exact(None, None)
    carried = (rows["largest_share"] * rows["passages"]).max()
    passages = rows["passages"].sum()
    said = {
        "one-group": len(of) < 2,
        "same-for-all": not differ,
        "cells-empty": differ and any(v in (0, n) for v, n in zip(voiced, of, strict=True)),
        "one-participant-carries-it": isinstance(carried, float) and carried > passages / 2,
        "cannot-be-small": got.least is not None and got.least > terms.small,
        "too-many-tables": len(of) > 1 and differ and got.p is None,
    }
    return {
        "code": rows["code"][0],
        "groups": len(of),
        "voiced": sum(voiced),
        "of": sum(of),
        "p": got.p,
        "least_p": got.least,
        "cautions": [key for key, holds in said.items() if holds],
    }


def _effects(known: pl.DataFrame, terms: Terms) -> Iterator[tuple[object, ...]]:
    for rows in known.partition_by("code", maintain_order=True):
        code = rows["code"][0]
        groups = rows.select("group", "voiced", "of").rows()
        for (a, *one), (b, *other) in combinations(groups, 2):
            for effect, found in _of_two((one[0], one[1]), (other[0], other[1]), terms.level):
                ends = (defined(found.value), defined(found.low), defined(found.high))
                yield (code, effect, a, b, *ends)
        if len(groups) > 1:
            v = cramers_v(rows["voiced"].to_list(), rows["of"].to_list())
            yield (code, "cramers-v", None, None, defined(v), None, None)


def _of_two(
    one: tuple[int, int], other: tuple[int, int], level: float
) -> Iterator[tuple[str, Estimate]]:
    yield "difference", difference_of_shares(one, other, level=level)
    yield "odds-ratio", odds_ratio(one, other, level=level)
    yield "cohens-h", Estimate(cohens_h(one, other))
    yield "phi", Estimate(phi(one, other))
