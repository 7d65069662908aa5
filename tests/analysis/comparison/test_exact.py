"""Exact p of small tables: published ones, other programs', and dealing the voices out anew."""

from __future__ import annotations

from itertools import product
from math import comb, prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lises.analysis.comparison import exact_cochran, exact_fisher, smallest_p

# Fisher (1935): eight cups, four of each kind, three of each told rightly.
TEA = ((3, 1), (4, 4))
# Fisher (1962), as R's manual has it: convicted like-sex twins, dizygotic and monozygotic.
TWINS = ((2, 10), (17, 13))
# A table of which R's fisher.test was reported to give .7932841152655332 (FisherExact, issue 12).
TWO_BY_FOUR = ((1, 3, 1, 4), (4, 8, 2, 7))
# Cochran (1950): specimens in which diphtheria bacilli grew on media A to D.
MEDIA = (
    [(1, 1, 1, 1)] * 4
    + [(1, 1, 0, 1)] * 2
    + [(0, 1, 1, 1)] * 3
    + [(0, 1, 0, 1)]
    + [(0, 0, 0, 0)] * 59
)


@pytest.mark.parametrize(
    ("table", "published", "digits"),
    [(TEA, 0.4857, 4), (TWINS, 0.0005367, 7), (TWO_BY_FOUR, 0.7932841152655332, 13)],
)
def test_p_is_the_published_one(table, published: float, digits: int):
    assert round(exact_fisher(*table).p, digits) == round(published, digits)


GROUPS = st.lists(
    st.integers(1, 7).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    min_size=2,
    max_size=4,
)


@given(GROUPS)
def test_scipy_gives_the_same_p_of_two_groups(groups):
    from scipy.stats import fisher_exact

    voiced, of = zip(*groups[:2], strict=True)
    silent = [n - v for v, n in groups[:2]]
    assert exact_fisher(voiced, of).p == pytest.approx(fisher_exact([voiced, silent])[1])


SIX = st.sampled_from([(1, 2, 3), (2, 2, 2), (1, 1, 4), (1, 1, 2, 2)]).flatmap(
    lambda of: st.tuples(*(st.tuples(st.integers(0, n), st.just(n)) for n in of))
)


@given(SIX)
def test_scipy_gives_the_same_p_by_dealing_the_voices_out_in_every_order(groups):
    from scipy.stats import PermutationMethod, fisher_exact

    voiced, of = zip(*groups, strict=True)
    assume(0 < sum(voiced) < sum(of))
    silent = [n - v for v, n in groups]
    every_order = PermutationMethod(n_resamples=10_000)
    theirs = fisher_exact([voiced, silent], method=every_order).pvalue
    assert exact_fisher(voiced, of).p == pytest.approx(theirs)


@given(GROUPS)
def test_p_and_the_smallest_are_those_of_writing_every_table_down(groups):
    voiced, of = zip(*groups, strict=True)
    tables = [t for t in product(*(range(n + 1) for n in of)) if sum(t) == sum(voiced)]
    ways = {table: prod(map(comb, of, table)) for table in tables}
    every = sum(ways.values())
    ps = {t: sum(w for w in ways.values() if w <= ways[t]) / every for t in tables}
    got = exact_fisher(voiced, of)
    assert got.p == pytest.approx(ps[voiced])
    assert got.least == pytest.approx(min(ps.values()))


@given(GROUPS)
def test_whoever_voices_it_no_p_is_below_the_smallest_that_the_sizes_could_give(groups):
    of = [n for _, n in groups]
    leasts = [exact_fisher(t, of).p for t in product(*(range(n + 1) for n in of))]
    assert smallest_p(of) == pytest.approx(min(leasts))


@given(GROUPS)
def test_the_order_of_groups_and_whether_voices_or_silence_is_counted_change_nothing(groups):
    voiced, of = zip(*groups, strict=True)
    silent = [n - v for v, n in groups]
    assert exact_fisher(voiced, of) == exact_fisher(voiced[::-1], of[::-1])
    assert exact_fisher(voiced, of) == exact_fisher(silent, of)


def test_three_against_three_can_never_be_below_a_twentieth():
    assert smallest_p([3, 3]) == pytest.approx(0.1)
    assert smallest_p([4, 4]) == pytest.approx(2 / 70)


def test_tables_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="at most all"):
        exact_fisher([5, 1], [4, 4])
    with pytest.raises(ValueError, match="two groups"):
        exact_fisher([1], [4])


def test_where_there_are_more_tables_than_can_be_counted_there_is_no_p():
    of = [19, 23, 29, 31, 37, 41, 43]
    assert exact_fisher([9] * 7, of).p is None
    assert smallest_p(of) is None


# -- Cochran ----------------------------------------------------------------------------------


def _dealt_anew(rows) -> tuple[float, float]:
    """Lay the voices of every row under the codes in every way."""

    def apart(table) -> int:
        return sum(sum(column) ** 2 for column in zip(*table, strict=True))

    own = [
        [deal for deal in product((0, 1), repeat=len(row)) if sum(deal) == sum(row)] for row in rows
    ]
    found = [apart(table) for table in product(*own)]
    here, most = apart(rows), max(found)
    return (
        sum(a >= here for a in found) / len(found),
        sum(a == most for a in found) / len(found),
    )


ROWS = st.integers(2, 3).flatmap(
    lambda codes: st.lists(st.tuples(*[st.booleans()] * codes), min_size=1, max_size=5)
)


@given(ROWS)
def test_cochrans_exact_p_is_that_of_dealing_every_row_anew(rows):
    got = exact_cochran(rows)
    assert (got.p, got.least) == pytest.approx(_dealt_anew(rows))


def test_those_who_voice_all_or_nothing_tell_nothing():
    told = exact_cochran(MEDIA)
    assert told == exact_cochran([row for row in MEDIA if 0 < sum(row) < 4])
    assert told.p == 324 / 6144  # ways to deal the six rows that tell; chi-square makes it .045
    assert exact_cochran([(True, True), (False, False)]).p == 1


@given(st.integers(0, 9), st.integers(0, 9))
def test_of_two_codes_it_is_mcnemars_binomial(a: int, b: int):
    from scipy.stats import binomtest

    rows = [(True, False)] * a + [(False, True)] * b
    if rows:
        assert exact_cochran(rows).p == pytest.approx(binomtest(a, a + b).pvalue)


def test_rows_that_are_none_are_refused():
    for wrong in ([], [(True,)], [(True, False), (True, False, True)]):
        with pytest.raises(ValueError, match="of two codes or more"):
            exact_cochran(wrong)
