"""Codes against each other in the same participants."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import Terms, compare_codes
from lises.analysis.comparison import CAUTIONS, PAIRS, VOICING, exact, exact_cochran
from lises.errors import NotOfferedError, UnknownNameError

from .test_exact import MEDIA

TERMS = Terms(assumption="exchangeable-codes", method="framework")


def side_by_side(rows, names: str = "abcd") -> pl.DataFrame:
    """Make ``VOICING`` of a row per participant: for every code whether they voice it."""
    told = [
        (code, f"P{n:03}", "all", int(speaks))
        for n, row in enumerate(rows)
        for code, speaks in zip(names, row, strict=False)
    ]
    return pl.DataFrame(told, schema=dict(VOICING), orient="row")


def test_the_media_of_cochran_give_his_q():
    got = compare_codes(side_by_side(MEDIA), "abcd", TERMS)
    assert (round(got.q, 2), got.dof, got.of) == (8.05, 3, 69)
    assert round(got.p_q_approximate, 3) == 0.045
    assert got.p_q == exact_cochran(MEDIA).p


def test_mcnemars_exact_test_is_that_of_exact2x2():
    """Of its manual: 2 against 9, p .06543."""
    rows = [(1, 1)] * 21 + [(1, 0)] * 2 + [(0, 1)] * 9 + [(0, 0)] * 12
    (row,) = compare_codes(side_by_side(rows), "ab", TERMS).pairs.rows(named=True)
    assert (row["both"], row["only_a"], row["only_b"], row["neither"]) == (21, 2, 9, 12)
    assert round(row["p"], 5) == 0.06543
    assert (round(row["low"], 8), round(row["high"], 8)) == (0.02336464, 1.07363844)
    assert row["difference"] == pytest.approx(23 / 44 - 30 / 44)
    assert (len(row["a_alone"]), len(row["b_alone"])) == (2, 9)


ROWS = st.lists(st.tuples(*[st.booleans()] * 3), min_size=1, max_size=12)


@given(ROWS)
def test_statsmodels_gives_the_same_of_every_two_and_of_all(rows):
    import numpy as np
    from statsmodels.stats.contingency_tables import cochrans_q, mcnemar

    got = compare_codes(side_by_side(rows), "abc", TERMS)
    for row in got.pairs.iter_rows(named=True):
        table = [[row["both"], row["only_a"]], [row["only_b"], row["neither"]]]
        if row["p"] is None:
            assert row["only_a"] == row["only_b"] == 0
            continue
        assert row["p"] == pytest.approx(mcnemar(table, exact=True).pvalue)
        assert row["least_p"] <= row["p"] + 1e-12
        assert row["p"] <= row["p_corrected"] + 1e-12
    if got.q is None:
        assert all(sum(row) in (0, 3) for row in rows)
        assert got.p_q is None
    else:
        theirs = cochrans_q(np.array(rows, int))
        assert (got.q, got.p_q_approximate) == pytest.approx((theirs.statistic, theirs.pvalue))
    assert set(got.cautions) <= set(CAUTIONS)


@given(ROWS)
def test_of_two_codes_pingouins_exact_p_is_that_of_dealing_anew(rows):
    got = compare_codes(side_by_side(rows), "ab", TERMS)
    (p,), (least,) = got.pairs["p"], got.pairs["least_p"]
    if p is not None:
        ours = exact_cochran([row[:2] for row in rows])
        assert (p, least) == pytest.approx((ours.p, ours.least))
        assert got.p_q == pytest.approx(p)


def test_only_those_read_for_every_code_count():
    table = side_by_side([(1, 0), (0, 1), (1, 1)]).filter(
        (pl.col("code") != "b") | (pl.col("participant") != "P000")
    )
    got = compare_codes(table, ["a", "b"], TERMS)
    assert got.of == 2
    assert got.pairs["b_alone"].to_list() == [["P001"]]
    assert got.pairs.columns == list(PAIRS)
    assert "small-groups" in got.cautions


def test_an_outcome_that_no_correction_lets_pass_is_said_to_be_so():
    rows = [(1, 0, 0)] * 4
    got = compare_codes(side_by_side(rows), "abc", TERMS)
    assert got.number == 2
    assert got.pairs["p"].to_list() == [0.125, 0.125, None]
    assert {"many-tests", "correction-cannot-be-passed"} <= set(got.cautions)


def test_codes_that_cannot_be_compared_are_refused():
    table = side_by_side([(1, 0)])
    with pytest.raises(NotOfferedError, match="exchangeable codes"):
        compare_codes(table, "ab", Terms(assumption="exchangeable-participants", method="codebook"))
    with pytest.raises(ValueError, match="two different codes"):
        compare_codes(table, ["a", "a"], TERMS)
    with pytest.raises(UnknownNameError, match="nobody was read for z"):
        compare_codes(table, ["a", "z"], TERMS)
    apart = table.filter(pl.col("code") == "a").vstack(
        table.filter(pl.col("code") == "b").with_columns(participant=pl.lit("Q"))
    )
    with pytest.raises(ValueError, match="read for all of a, b"):
        compare_codes(apart, ["a", "b"], TERMS)


def test_many_codes_and_many_who_tell_them_apart_have_no_exact_p(monkeypatch):
    monkeypatch.setattr(exact, "MOST_TOTALS", 2_000)  # soon told, not after seconds
    rows = [tuple((n >> bit) & 1 for bit in range(8)) for n in range(1, 255)]
    got = compare_codes(side_by_side(rows, "abcdefgh"), "abcdefgh", TERMS)
    assert got.p_q is None
    assert got.q is not None
    assert "too-many-tables" in got.cautions
