"""Numbers as they were written, their rounding and their hedges; sums over them; shares of n."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.evidence.expressions import ExpressionError, parse_expression
from lises.evidence.quantities import Range, hedge_kinds, read_figure, whole_number
from lises.evidence.shares import counts_giving, nearest_shares, wilson_interval
from lises.model import Figure


def _span(value: str, unit: str = "percent", hedge: str = "") -> tuple[float, float] | None:
    read = read_figure(Figure(id="f", quantity="q", value=value, unit=unit, hedge=hedge))
    return read and (float(read.span.low), float(read.span.high))


@pytest.mark.parametrize(
    ("value", "unit", "hedge", "span"),
    [
        ("60", "percent", "", (59.5, 60.5)),
        ("66,7", "percent", "", (66.65, 66.75)),
        ("66.70", "percent", "", (66.695, 66.705)),
        ("59 %", "percent", "", (58.5, 59.5)),
        ("¼", "percent", "", (24.5, 25.5)),
        ("60", "percent", "about", (57.0, 63.0)),
        ("25", "percent", "nearly", (22.5, 25.5)),
        ("25", "percent", "næsten", (22.5, 25.5)),
        ("50", "percent", "more than", (49.5, 100.0)),
        ("50", "percent", "judged", (49.5, 50.5)),
        ("31", "count", "", (31.0, 31.0)),
        ("1410", "count", "", (1410.0, 1410.0)),
        ("500000", "count", "", (450000.0, 550000.0)),
        ("9.989", "count", "", (9989.0, 9989.0)),
        ("600", "count", "slightly more than", (600.0, 660.0)),
        ("11", "weeks", "", (10.5, 11.5)),
        ("−5", "percent", "", (-5.5, -4.5)),
    ],
)
def test_a_value_stands_for_what_its_rounding_and_its_hedge_leave_open(value, unit, hedge, span):
    assert _span(value, unit, hedge) == span


@pytest.mark.parametrize("value", ["most", "2 of 3", "60-70", "", "1/0", "1e9", "NaN"])
def test_what_is_not_one_number_is_not_read(value):
    assert _span(value) is None


def test_an_unknown_hedge_loosens_and_none_does_not():
    assert hedge_kinds("none") == frozenset()
    assert hedge_kinds("perhaps") == {"other"}
    assert hedge_kinds("About, judged") == {"about", "judged"}


def test_n_is_a_whole_number_of_people_or_not_known():
    assert [whole_number(t) for t in ("1400", "9,989", "0", "", "12.5", "c. 700")] == [
        1400, 9989, None, None, None, None,
    ]  # fmt: skip


# ---- Sums over rows

NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=20)


@st.composite
def _sums(draw: st.DrawFn, depth: int = 0) -> str:
    if depth > 3 or draw(st.booleans()):
        return draw(st.sampled_from(["a", "b-1", "c_2", "7", "0.5"]))
    sign = draw(st.sampled_from(["+", "-", "*", "/"]))
    left, right = draw(_sums(depth=depth + 1)), draw(_sums(depth=depth + 1))
    return f"({left} {sign} {right})" if draw(st.booleans()) else f"{left} {sign} {right}"


@given(_sums(), NUMBERS, NUMBERS, NUMBERS)
def test_a_sum_over_exact_values_is_what_arithmetic_gives(text, a, b, c):
    values = {"a": a, "b-1": b, "c_2": c}
    plain = text.replace("b-1", "bb").replace("0.5", "h").replace("7", "s")
    given_ = {"a": a, "bb": b, "c_2": c, "h": Fraction(1, 2), "s": Fraction(7)}
    try:
        wanted = eval(plain, {"__builtins__": {}}, given_)
    except ZeroDivisionError:
        wanted = None
    try:
        got = parse_expression(text, values).over({k: Range(v, v) for k, v in values.items()})
    except ExpressionError:
        got = None
    assert got == (None if wanted is None else Range(wanted, wanted))


def test_the_ends_of_a_sum_are_the_least_and_the_greatest_value():
    ids = {"f1": Range(Fraction(9), Fraction(11)), "f2": Range(Fraction(1), Fraction(2))}
    assert parse_expression("f1-f2", ids).over(ids) == Range(Fraction(7), Fraction(10))
    assert parse_expression("f1 / f2", ids).over(ids) == Range(Fraction(9, 2), Fraction(11))
    assert parse_expression("98 - f2", ids).rows == ("f2",)


@pytest.mark.parametrize(
    "text", ["", "f1 +", "(f1", "f1)", "f1 f1", "f9", "f1 ** 2", "f1; f1", "a.b", "(" * 50 + "f1"]
)
def test_what_is_no_sum_over_rows_is_refused(text):
    with pytest.raises(ExpressionError):
        parse_expression(text, {"f1": 1})
    with pytest.raises(ExpressionError, match="longer"):
        parse_expression("f1 + " * 200 + "f1", {"f1": 1})


# ---- Shares of a known number

# Newcombe (1998), table I, method 3: r, n, lower, upper.
PUBLISHED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("r", "n", "low", "high"), PUBLISHED)
def test_wilson_s_interval_matches_the_published_examples(r, n, low, high):
    assert wilson_interval(r / n, n) == pytest.approx((low, high), abs=5e-5)


def _by_bisection(share: float, n: int, z: float) -> tuple[float, float]:
    """Find where a true share would lie just z standard errors off: Wilson's definition."""

    def off(true: float) -> float:
        return abs(share - true) - z * sqrt(true * (1 - true) / n)

    def root(inside: float, outside: float) -> float:
        for _ in range(200):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if off(middle) <= 0 else (inside, middle)
        return inside

    return root(share, 0.0), root(share, 1.0)


@given(st.integers(1, 5000), st.integers(0, 5000))
def test_wilson_s_interval_is_where_a_second_way_finds_it(n, r):
    share = min(r, n) / n
    low, high = wilson_interval(share, n)
    assert (low, high) == pytest.approx(_by_bisection(share, n, 1.959963984540054), abs=1e-9)
    assert 0 <= low <= share <= high <= 1 or share in (0.0, 1.0)


def test_wilson_s_interval_narrows_with_n_and_refuses_what_is_no_share():
    widths = [high - low for low, high in (wilson_interval(0.4, n) for n in (10, 100, 1000))]
    assert all(a > b for a, b in pairwise(widths))
    for share, n, level in ((0.4, 0, 0.95), (1.2, 10, 0.95), (0.4, 10, 1.0)):
        with pytest.raises(ValueError, match="is wanted"):
            wilson_interval(share, n, level=level)


@given(st.integers(1, 120), st.integers(0, 1000))
def test_the_counts_that_give_a_percentage_are_those_found_by_trying_all(n, tenths):
    span = Range(Fraction(tenths, 10) - Fraction(1, 2), Fraction(tenths, 10) + Fraction(1, 2))
    wanted = [k for k in range(n + 1) if span.low <= Fraction(100 * k, n) <= span.high]
    assert list(counts_giving(span, n)) == wanted


@given(st.integers(1, 120), st.integers(0, 100))
def test_the_nearest_shares_enclose_the_percentage(n, percent):
    near = nearest_shares(Fraction(percent), n)
    assert near[0][1] <= percent
    assert len(near) == 1 or near[1][1] > percent
