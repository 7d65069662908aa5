"""Groups against codes: what is tested, on what terms, and what is said beside it."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import Terms, compare_groups, smallest_p
from lises.analysis.comparison import (
    ASSUMPTIONS,
    CAUTIONS,
    EFFECTS,
    TESTS,
    VOICING,
    corrected,
    exact_fisher,
)
from lises.analysis.planning import PLANNING_ASSUMPTIONS
from lises.errors import NotOfferedError
from lises.render import Words

TERMS = Terms(assumption="exchangeable-participants", method="codebook")


def said(**codes: dict[str, tuple[int, int]]) -> pl.DataFrame:
    """Make ``VOICING`` of how many voice each code, of how many, by group; a passage of each."""
    rows = [
        (code, f"{group}{n}", group or None, int(n < voiced))
        for code, groups in codes.items()
        for group, (voiced, of) in groups.items()
        for n in range(of)
    ]
    return pl.DataFrame(rows, schema=dict(VOICING), orient="row")


TWINS = {"dizygotic": (2, 17), "monozygotic": (10, 13)}


def test_the_twins_of_fisher_from_the_table_to_the_words():
    got = compare_groups(said(convicted=TWINS), TERMS)
    (row,) = got.tests.rows(named=True)
    assert round(row["p"], 7) == 0.0005367
    assert (row["p_corrected"], row["groups"], row["voiced"], row["of"]) == (row["p"], 2, 12, 30)
    assert row["cautions"] == []
    assert got.number == 1
    effects = dict(got.effects.select("effect", "value").rows())
    assert round(effects["odds-ratio"], 5) == 0.04694
    assert effects["difference"] == pytest.approx(2 / 17 - 10 / 13)
    assert effects["phi"] == pytest.approx(-effects["cramers-v"])
    assert got.effects.filter(effect="difference")["high"].item() < 0
    assert got.cautions == (
        "population-not-estimated",
        "purposive-sample",
        "silence-is-not-absence",
        "codes-from-the-same-talk",
    )


def test_more_than_two_groups_have_one_test_and_every_two_their_effects():
    four = {"a": (1, 4), "b": (3, 8), "c": (1, 2), "d": (4, 7)}
    got = compare_groups(said(k=four), TERMS)
    assert got.tests["p"].item() == pytest.approx(0.7932841152655332)
    pairs = got.effects.filter(effect="difference").select("group_a", "group_b").rows()
    assert pairs == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
    (v,) = got.effects.filter(effect="cramers-v").rows(named=True)
    assert (v["group_a"], v["group_b"], v["low"], v["high"]) == (None, None, None, None)


def test_p_is_corrected_for_the_number_of_codes_that_can_be_tested():
    table = said(
        k=TWINS,
        m={"dizygotic": (3, 17), "monozygotic": (7, 13)},
        never={"dizygotic": (0, 17), "monozygotic": (0, 13)},
    )
    got = compare_groups(table, TERMS)
    assert got.tests["code"].to_list() == ["k", "m", "never"]
    p, q, none = got.tests["p"].to_list()
    assert none is None
    assert got.number == 2
    assert got.tests["p_corrected"].to_list()[:2] == pytest.approx([2 * p, max(2 * p, q)])
    assert got.tests["cautions"].to_list() == [[], [], ["same-for-all"]]
    assert "many-tests" in got.cautions
    plain = compare_groups(
        table, Terms(assumption="exchangeable-participants", method="not-stated", correction="none")
    )
    assert plain.tests["p_corrected"].to_list()[:2] == [p, q]
    assert {"not-corrected", "method-not-stated"} <= set(plain.cautions)


@pytest.mark.parametrize(
    ("method", "theirs"),
    [
        # R's p.adjust of .01, .02, .03, .04.
        ("holm", [0.04, 0.06, 0.06, 0.06]),
        ("bonf", [0.04, 0.08, 0.12, 0.16]),
        ("fdr_bh", [0.04, 0.04, 0.04, 0.04]),
        ("none", [0.01, 0.02, 0.03, 0.04]),
    ],
)
def test_corrections_are_those_of_r(method, theirs):
    got = corrected([0.01, None, 0.02, 0.03, 0.04], method)
    assert got[1] is None
    assert [p for p in got if p is not None] == pytest.approx(theirs)


def test_benjamini_and_hochbergs_own_example():
    """Benjamini & Hochberg (1995), section 3.2: of 15, Holm would keep three, theirs four."""
    ps = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
        0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    assert sum(p <= 0.05 for p in corrected(ps, "holm")) == 3
    assert sum(p <= 0.05 for p in corrected(ps, "fdr_bh")) == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_statsmodels_corrects_alike(ps: list[float]):
    from statsmodels.stats.multitest import multipletests

    for ours, theirs in (("holm", "holm"), ("fdr_bh", "fdr_bh"), ("bonf", "bonferroni")):
        assert corrected(ps, ours) == pytest.approx(multipletests(ps, method=theirs)[1])


def test_groups_that_could_never_give_a_small_p_are_said_to_be_so():
    got = compare_groups(said(k={"x": (3, 3), "y": (0, 3)}, m={"x": (2, 3), "y": (0, 3)}), TERMS)
    assert got.least_p == pytest.approx(0.1)
    assert got.tests.row(0, named=True)["cautions"] == ["cells-empty", "cannot-be-small"]
    assert {"small-groups", "correction-cannot-be-passed"} <= set(got.cautions)


def test_what_one_test_could_pass_two_may_not():
    """Of four against four the smallest p is .029; twice that is above a twentieth."""
    apart = {"x": (3, 4), "y": (1, 4)}
    two = compare_groups(said(k=apart, m=apart), TERMS)
    assert two.least_p == pytest.approx(2 / 70)
    assert "correction-cannot-be-passed" in two.cautions
    even = compare_groups(said(k=apart), TERMS)
    assert "correction-cannot-be-passed" not in even.cautions
    found = Terms(assumption=TERMS.assumption, method="codebook", correction="fdr_bh")
    assert (
        "correction-cannot-be-passed" not in compare_groups(said(k=apart, m=apart), found).cautions
    )


def test_a_test_that_passes_was_never_said_to_be_unable_to():
    fine = {"x": (12, 12), "y": (0, 12)}
    got = compare_groups(said(k=fine, m=fine), TERMS)
    assert got.tests["p_corrected"].max() < 0.05
    assert "correction-cannot-be-passed" not in got.cautions


GROUPS = st.lists(
    st.integers(1, 6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    min_size=2,
    max_size=3,
)


@given(st.lists(GROUPS, min_size=1, max_size=4))
def test_no_p_is_below_the_smallest_and_where_none_can_pass_none_does(codes):
    table = said(
        **{f"c{i}": dict(zip("xyz", groups, strict=False)) for i, groups in enumerate(codes)}
    )
    got = compare_groups(table, TERMS)
    for row in got.tests.drop_nulls("p").iter_rows(named=True):
        assert got.least_p - 1e-12 <= row["least_p"] <= row["p"] <= row["p_corrected"] <= 1
        groups = codes[int(row["code"][1:])]
        assert row["p"] == exact_fisher(*zip(*groups, strict=True)).p
        if "cannot-be-small" in row["cautions"]:
            assert row["p"] > 0.05
    if "correction-cannot-be-passed" in got.cautions:
        assert got.tests["p_corrected"].min() > 0.05
    assert got.least_p == min(smallest_p([n for _, n in groups]) for groups in codes)
    assert set(got.tests.explode("cautions")["cautions"].drop_nulls()) | set(got.cautions) <= set(
        CAUTIONS
    )


def test_one_participant_who_says_most_of_it_is_pointed_out():
    table = said(k={"x": (3, 6), "y": (1, 6)})
    many = pl.when(pl.col("participant") == "x0").then(9).otherwise(pl.col("passages"))
    assert "one-participant-carries-it" not in compare_groups(table, TERMS).tests["cautions"][0]
    got = compare_groups(table.with_columns(passages=many.cast(pl.Int64)), TERMS)
    assert "one-participant-carries-it" in got.tests["cautions"][0]
    assert got.tests["p"].item() == compare_groups(table, TERMS).tests["p"].item()


def test_those_of_no_known_group_are_shown_and_not_tested():
    table = said(k={"x": (3, 6), "y": (1, 6), "": (2, 2)})
    got = compare_groups(table, TERMS)
    assert got.tests.select("groups", "of").rows() == [(2, 12)]
    assert got.voiced["group"].to_list() == ["x", "y", None]
    assert "group-not-known" in got.cautions


def test_one_group_or_no_code_has_nothing_to_test():
    alone = compare_groups(said(k={"x": (3, 6)}), TERMS)
    assert alone.tests.select("p", "cautions").rows() == [(None, ["one-group"])]
    assert (alone.number, alone.least_p, alone.effects.height) == (0, None, 0)
    nothing = compare_groups(said(), TERMS)
    assert (nothing.tests.columns, nothing.effects.columns) == (list(TESTS), list(EFFECTS))
    assert nothing.tests.is_empty()


def test_tables_too_many_to_count_say_so():
    many = {str(n): (9, n) for n in (19, 23, 29, 31, 37, 41, 43)}
    got = compare_groups(said(k=many), TERMS)
    assert got.tests.select("p", "cautions").rows() == [(None, ["too-many-tables"])]


# -- the terms --------------------------------------------------------------------------------


def test_nothing_is_tested_without_its_assumption_granted():
    with pytest.raises(TypeError, match="assumption"):
        Terms(method="codebook")
    with pytest.raises(NotOfferedError, match="assumes exchangeable participants"):
        compare_groups(said(), Terms(assumption="exchangeable-codes", method="codebook"))


def test_reflexive_analysis_is_not_tested():
    with pytest.raises(NotOfferedError, match="reflexive"):
        Terms(assumption="exchangeable-participants", method="reflexive")


@pytest.mark.parametrize(
    "wrong", [{"assumption": "normal"}, {"method": "x"}, {"correction": "x"}, {"level": 1}]
)
def test_terms_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match=r"none of|between"):
        Terms(**({"assumption": "exchangeable-participants", "method": "codebook"} | wrong))


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_assumption_and_every_caution_has_its_words(language: str):
    words = Words(language)
    keys = [f"assumption-{key}" for key in (*ASSUMPTIONS, *PLANNING_ASSUMPTIONS)]
    keys += [f"caution-{key}" for key in CAUTIONS]
    assert [key for key in keys if not words.has(key)] == []
    assert all(words(key).endswith(".") for key in keys)
