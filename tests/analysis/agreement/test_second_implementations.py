"""Other people's programs give the same numbers for any ratings."""

from __future__ import annotations

import warnings

import krippendorff
import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lises.analysis.agreement import (
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)

from .examples import rated

VALUES = [1, 2, 3, 4]


@st.composite
def matrices(draw, most=4, *, missing=True):
    value = st.sampled_from([*VALUES, None] if missing else VALUES)
    rows = draw(st.integers(2, most))
    units = draw(st.integers(2, 12))
    return [draw(st.lists(value, min_size=units, max_size=units)) for _ in range(rows)]


def _rated(matrix: list[list[int | None]]) -> pl.DataFrame:
    return rated({f"c{i}": row for i, row in enumerate(matrix)})


def _varied(matrix: list[list[int | None]]) -> bool:
    """Whether two coders meet, and not always in one value."""
    met = [v for unit in zip(*matrix, strict=True) if len(vs := _made(unit)) > 1 for v in vs]
    return len(set(met)) > 1


def _made(unit: tuple[int | None, ...]) -> list[int]:
    return [v for v in unit if v is not None]


@given(matrices(), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_krippendorff_gives_the_same_alpha(matrix, metric):
    assume(_varied(matrix))
    theirs = krippendorff.alpha(np.array(matrix, float), level_of_measurement=metric)
    assert krippendorff_alpha(_rated(matrix), metric=metric).value == pytest.approx(theirs)


@pytest.fixture(scope="module")
def qdapy():
    with warnings.catch_warnings():  # it loads plotting libraries, which warn of one another
        warnings.simplefilter("ignore")
        # It brings pandas, scipy and three plotting libraries, which nothing else here needs:
        # `pip install qdaPy` runs these three.
        pytest.importorskip("qdapy", reason="qdaPy is not installed")
        import qdapy.agreement

        return qdapy.agreement


@given(matrix=matrices())
def test_qdapy_gives_the_same_alpha(qdapy, matrix):
    assume(_varied(matrix))
    theirs = qdapy.alpha(_frame(matrix))
    assert krippendorff_alpha(_rated(matrix)).value == pytest.approx(theirs)


@given(matrix=matrices(missing=False))
def test_qdapy_gives_the_same_of_any_number_of_coders(qdapy, matrix):
    assume(_varied(matrix))
    frame, ratings = _frame(matrix), _rated(matrix)
    assert percent_agreement(ratings).value == pytest.approx(qdapy.percent_agreement(frame))
    assert fleiss_kappa(ratings).value == pytest.approx(qdapy.fleiss(frame))
    assert gwet_ac1(ratings).value == pytest.approx(qdapy.ac1(frame))


@given(matrix=matrices(2, missing=False))
def test_qdapy_gives_the_same_of_two_coders(qdapy, matrix):
    assume(_varied(matrix))
    frame, ratings = _frame(matrix), _rated(matrix)
    assert cohen_kappa(ratings).value == pytest.approx(qdapy.kappa(frame), nan_ok=True)
    assert brennan_prediger(ratings).value == pytest.approx(qdapy.brennan(frame))


def _frame(matrix: list[list[int | None]]) -> object:
    import pandas as pd

    return pd.DataFrame(
        {f"c{i}": [None if v is None else str(v) for v in row] for i, row in enumerate(matrix)}
    )
