"""A study's own definition of a quantifier is read as a comparison, and as nothing else."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import QueryError
from lises.evidence import compare, judge


@pytest.mark.parametrize(
    ("definition", "n", "total", "holds"),
    [
        ("n > N / 2", 7, 13, True),
        ("n > N / 2", 6, 12, False),
        ("0 < n and n <= N / 4", 3, 12, True),
        ("0 < n <= N / 4", 0, 12, False),
        ("not (n > 3) or N == 13", 9, 13, True),
        ("n >= 0.75 * N", 9, 12, True),
        ("n + 1 != N - 1", 5, 7, False),
        ("  n < N", 1, 2, True),
    ],
)
def test_a_comparison_of_n_and_the_whole_is_computed(
    definition: str, n: int, total: int, holds: bool
):
    assert compare(definition, n=n, total=total) is holds


@pytest.mark.parametrize(
    "definition",
    [
        "",
        "n",
        "1",
        "True",
        "n + 1",
        "n >",
        "m > 2",
        "n > N ** 2",
        "9**9**9 > n",
        "n > N / 0",
        "n > N % 2",
        "n > -1",
        "n is N",
        "n in (1, 2)",
        "n > 'a'",
        "(n > 1) + 1",
        "n > 1j",
        "n if N else 0",
        "lambda: n",
        "[x for x in (1,)]",
        "n.__class__ > 1",
        "__import__('os').system('true')",
        "n < 0 and __import__('os')",
        "(n := 3) > 2",
        "f'{n}' > N",
        "1if n else 0",
        "n > 1; n",
        "n > 1\nn",
        "\0",
        "(" * 150 + "n > 1" + ")" * 40,
        "not " * 49 + "n",
        "n > " + "9" * 300,
        "n > 1" + " " * 300,
    ],
)
def test_whatever_is_no_such_comparison_is_a_query_error_at_once(definition: str):
    began = time.perf_counter()
    with pytest.raises(QueryError, match="is not a comparison of n and N"):
        compare(definition, n=2, total=4)
    assert time.perf_counter() - began < 20


@given(st.text("nN0189.+-*/<>=!() andort'_[]{}:,\\\n", max_size=60))
def test_no_text_does_anything_but_give_a_truth_or_a_query_error(definition: str):
    with suppress(QueryError):
        assert compare(definition, n=2, total=4) in (True, False)


@given(st.integers(0, 20), st.integers(0, 20))
def test_the_built_in_words_mean_the_same_in_every_study(n: int, total: int):
    n = min(n, total)
    said = {q: judge(q, n, total, total, {q: "n > 1000"}).result for q in ("all", "none", "some")}
    if total == 0:
        assert set(said.values()) == {"not-checkable"}
        return
    holds = {"all": n == total, "none": n == 0, "some": n > 0}
    assert said == {q: "agree" if holds[q] else "do-not-agree" for q in said}


@given(
    st.sampled_from(["all", "most", "few", "none"]),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_what_speaks_of_everybody_is_never_judged_while_somebody_is_unread(
    quantifier: str, n: int, read: int, unread: int
):
    defined = {"most": "n > N / 2", "few": "n < N / 4"}
    got = judge(quantifier, min(n, read), read, read + unread, defined).result
    assert (got == "not-checkable") == (unread > 0 or read == 0)
