"""The two families of alpha for unitizing: published examples, dense twins, and laws."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis.agreement import (
    CONTINUA,
    UNITIZED,
    UNITS,
    agreement_table,
    border_alpha,
    code_levels,
    coded_units,
    continua,
    pieces,
    unitizing_alphas,
)
from lises.model import EMPTY, Code, Codebook

from .material import CODES, material, materials

# Krippendorff (2004), p. 254: a continuum of 300 from 150 on, two observers, values c and k.
BORDERS_2004 = [
    ("i", "c", 225, 295), ("i", "c", 370, 400), ("i", "k", 180, 240), ("i", "k", 300, 350),
    ("j", "c", 220, 300), ("j", "c", 355, 375), ("j", "c", 400, 420), ("j", "k", 180, 240),
    ("j", "k", 300, 350),
]  # fmt: skip

# Krippendorff (2019), figure 12.11: a continuum of 60, three observers, seven values.
FIGURE_12_11 = {
    "Alex": [(0, 7, "1"), (7, 13, "2"), (30, 32, "5"), (32, 37, "6"), (37, 44, "6"), (44, 60, "7")],
    "Paul": [(0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6")],
    "Suzan": [
        (0, 7, "1"), (7, 13, "4"), (13, 21, "5"), (32, 37, "6"), (37, 41, "6"), (41, 44, "6"),
    ],
}  # fmt: skip

Units = dict[str, list[tuple[int, int, str]]]


def _units(by_coder: Units, interview: str = "I") -> pl.DataFrame:
    rows = [(interview, c, v, a, b) for c, units in by_coder.items() for a, b, v in units]
    return pl.DataFrame(rows, schema=dict(UNITIZED), orient="row")


def _continua(**lengths: int) -> pl.DataFrame:
    return pl.DataFrame(list(lengths.items()), schema=dict(CONTINUA), orient="row")


# -- 2004 -------------------------------------------------------------------------------------


def test_the_borders_of_2004_give_the_published_alpha():
    units = pl.DataFrame(BORDERS_2004, schema=dict(UNITS), orient="row")
    got = border_alpha(units, ["i", "j"], begin=150, end=450)
    assert got["value"].to_list() == ["c", "k", None]
    assert got["alpha"].to_list() == pytest.approx([0.728599, 1.0, 0.8591], abs=5e-4)
    assert got["alpha"][0] == pytest.approx(0.728599, abs=5e-7)
    assert got["observed"].to_list()[:2] == pytest.approx([0.0144, 0], abs=1e-4)
    assert got["expected"].to_list()[:2] == pytest.approx([0.0532, 0.0490], abs=1e-4)


@given(st.data())
def test_borders_that_all_agree_on_are_full_agreement(data):
    units = data.draw(_one_coders_units(30))
    rows = [(c, v, a, b) for c in "xyz" for a, b, v in units]
    got = border_alpha(pl.DataFrame(rows, schema=dict(UNITS), orient="row"), "xyz", begin=0, end=30)
    assert all(a is None or a == pytest.approx(1) for a in got["alpha"])


def test_a_unit_that_only_one_coder_has_is_no_agreement():
    lone = pl.DataFrame([("x", "c", 3, 7)], schema=dict(UNITS), orient="row")
    got = border_alpha(lone, "xy", begin=0, end=20)
    # By hand: 2·4²/(2·20²), and 2·4²·((13 - 3) + (20 - 3))/(20·(40·39 - 4·3)).
    assert got["observed"][0] == pytest.approx(0.04)
    assert got["expected"][0] == pytest.approx(864 / 30960)
    assert got["alpha"][0] < 0


@pytest.mark.parametrize(
    ("units", "coders", "why"),
    [
        ([("x", "c", 0, 5), ("x", "c", 4, 6)], "xy", "overlaps"),
        ([("x", "c", 18, 22)], "xy", "lies outside 0 to 20"),
        ([("x", "c", 5, 5)], "xy", "no length"),
        ([("z", "c", 0, 5)], "xy", "units of z"),
        ([("x", "c", 0, 5)], "x", "two coders"),
    ],
)
def test_units_that_cannot_be_borders_are_refused(units, coders, why):
    table = pl.DataFrame(units, schema=dict(UNITS), orient="row")
    with pytest.raises(ValueError, match=why):
        border_alpha(table, coders, begin=0, end=20)


# -- 2016 and 2019 ----------------------------------------------------------------------------


def test_the_family_gives_the_published_values():
    got = unitizing_alphas(_units(FIGURE_12_11), _continua(I=60), list(FIGURE_12_11))
    assert round(got.u, 3) == 0.510
    assert got.binary == pytest.approx(0.413, abs=1e-3)
    assert round(got.cu, 3) == 0.724
    assert (got.units, got.length, got.coders, got.interviews) == (16, 60, 3, 1)
    alphas = dict(got.per_value.select("value", "alpha").iter_rows())
    assert alphas == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 1, "6": 1, "7": None}
    coverage = dict(got.per_value.select("value", "coverage").iter_rows())
    assert (coverage["5"], coverage["7"]) == (pytest.approx(8 / 18), 0)


@st.composite
def _one_coders_units(draw: st.DrawFn, length: int) -> list[tuple[int, int, str]]:
    borders = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=8)))
    spans = pairwise(borders)
    named = [(a, b, draw(st.sampled_from(["", "a", "b", "c"]))) for a, b in spans]
    return [unit for unit in named if unit[2]]


def _laid_out(by_coder: Units, length: int) -> tuple[float, float, float]:
    """Give u, |u and cu of two coders, character by character."""
    names = ["", *sorted({v for units in by_coder.values() for _, _, v in units})]
    grid = np.zeros((len(by_coder), length), int)
    for row, units in zip(grid, by_coder.values(), strict=True):
        for a, b, v in units:
            row[a:b] = names.index(v)
    observed = np.zeros((len(names), len(names)))
    for a, b in zip(*grid, strict=True):
        observed[a, b] += 1
        observed[b, a] += 1
    own, faced = np.zeros(len(names)), np.zeros(len(names))
    own[0] = (grid == 0).sum()
    for i, units in enumerate(by_coder.values()):
        for a, b, v in units:
            own[names.index(v)] += (b - a) ** 2
            faced[names.index(v)] += (grid[1 - i, a:b] > 0).sum() ** 2
    whole, valued = _expected(observed, own), _expected(observed[1:, 1:], faced[1:])
    return (
        _alpha(observed.sum() - np.trace(observed), whole.sum() - np.trace(whole)),
        _alpha(observed[0, 1:].sum(), whole[0, 1:].sum()),
        _alpha(
            observed[1:, 1:].sum() - np.trace(observed[1:, 1:]), valued.sum() - np.trace(valued)
        ),
    )


def _expected(observed: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Pair margins, less what is a unit's own, so that they add up to what is observed."""
    margins, total = observed.sum(axis=1), observed.sum()
    paired = np.outer(margins, margins) - np.diag(own)
    return paired * total / paired.sum() if paired.sum() > 0 else np.zeros_like(observed)


def _alpha(observed: float, expected: float) -> float:
    return 1 - observed / expected if expected > 0 else math.nan


@given(_one_coders_units(25), _one_coders_units(25))
def test_the_sweep_gives_what_characters_laid_out_give(first, second):
    by_coder = {"x": first, "y": second}
    got = unitizing_alphas(_units(by_coder), _continua(I=25), ["x", "y"])
    assert (got.u, got.binary, got.cu) == pytest.approx(_laid_out(by_coder, 25), nan_ok=True)


@given(_one_coders_units(25), _one_coders_units(25), _one_coders_units(25))
def test_the_order_of_coders_changes_nothing(a, b, c):
    units, lengths = _units({"x": a, "y": b, "z": c}), _continua(I=25)
    one = unitizing_alphas(units, lengths, ["x", "y", "z"])
    other = unitizing_alphas(units.reverse(), lengths, ["z", "x", "y"])
    assert (one.u, one.binary, one.cu) == pytest.approx(
        (other.u, other.binary, other.cu), nan_ok=True
    )


@given(_one_coders_units(25))
def test_units_that_all_agree_on_are_full_agreement(units):
    got = unitizing_alphas(_units({"x": units, "y": units}), _continua(I=25), ["x", "y"])
    for value in (got.u, got.binary, got.cu):
        assert math.isnan(value) or value == pytest.approx(1)


@given(_one_coders_units(20), _one_coders_units(20))
def test_two_interviews_make_one_continuum(first, second):
    halves = pl.concat([_units({"x": first, "y": second}, one) for one in ("I", "J")])
    moved = _units(
        {
            name: units + [(a + 20, b + 20, v) for a, b, v in units]
            for name, units in (("x", first), ("y", second))
        }
    )
    two = unitizing_alphas(halves, _continua(I=20, J=20), ["x", "y"])
    one = unitizing_alphas(moved, _continua(I=40), ["x", "y"])
    assert (two.u, two.binary, two.cu) == pytest.approx((one.u, one.binary, one.cu), nan_ok=True)


@pytest.mark.parametrize(
    ("by_coder", "coders", "why"),
    [
        ({"x": [(0, 5, "a"), (4, 6, "b")], "y": []}, ["x", "y"], "overlaps another"),
        ({"x": [(18, 22, "a")], "y": []}, ["x", "y"], "lies outside"),
        ({"x": [(0, 5, "a")]}, ["y", "z"], "none of the coders"),
        ({"x": [(0, 5, "a")]}, ["x"], "two different coders"),
    ],
)
def test_units_that_do_not_exclude_each_other_are_refused(by_coder, coders, why):
    with pytest.raises(ValueError, match=why):
        unitizing_alphas(_units(by_coder), _continua(I=20), coders)


def test_a_passage_over_turns_is_one_unit_and_passages_that_share_text_are_one():
    marks = [
        ("ab-1", "I", "k", 1, 2, 2, 1),
        ("ab-1", "I", "k", 2, 2, 0, 2),
        ("ab-1", "I", "k", 2, 2, 2, 3),
        ("cd-1", "I", "k", 3, 3, 0, 1),
    ]
    got = material({"I": ["abcd", "efg", "h"]}, marks)
    units = coded_units(pieces(got), got.turns)
    assert units.select("coder", "start", "end").rows() == [
        ("ab-1", 2, 6),
        ("ab-1", 6, 7),
        ("cd-1", 7, 8),
    ]
    assert continua(got).rows() == [("I", 8)]


BOOK = Codebook(codes=tuple(Code(id=c, label=EMPTY, definition=EMPTY) for c in CODES))


@given(materials(sets=3))
def test_u_alpha_of_a_code_in_the_table_is_that_of_its_units(got):
    table = agreement_table(got, code_levels(BOOK), "characters", samples=0)
    units = coded_units(pieces(got), got.turns)
    lengths = continua(got)
    for code in CODES:
        rows = table.filter(
            pl.col("level") == "code", pl.col("code") == code, pl.col("coefficient") == "u-alpha"
        )
        if not lengths.height:
            assert not rows.height
            continue
        of_code = units.filter(pl.col("value") == code)
        expected = unitizing_alphas(of_code, lengths, got.sets).u
        value = rows["value"].item()
        assert (math.nan if value is None else value) == pytest.approx(expected, nan_ok=True)
