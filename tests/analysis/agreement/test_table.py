"""The table of agreement, reckoned by hand; where coders part; and for whom there is none."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given

from lises.analysis.agreement import (
    AGREEMENT,
    DISAGREEMENTS,
    DoubleCoding,
    agreement_table,
    before_and_after,
    code_levels,
    disagreements,
    first_rounds,
    later_rounds,
    lost_in_tree,
    read_codes,
)
from lises.errors import NotOfferedError
from lises.model import EMPTY, Code, Codebook, CodingSet, Reading, StudyDesign, Theme

from .material import SETS, codings, material, materials, read_all, turns

BOOK = Codebook(
    codes=(
        Code(id="k", label=EMPTY, definition=EMPTY),
        Code(id="m", label=EMPTY, definition=EMPTY, parent="k"),
        Code(id="n", label=EMPTY, definition=EMPTY, parent="k"),
    )
)
LEVELS = code_levels(BOOK, [Theme(id="t", label=EMPTY, codes=("m", "n"))])
TEN = {"I": ["abc"] * 10}


def _turn(set_id: str, code: str, *numbers: int) -> list[tuple[str, str, str, int, int, int, int]]:
    return [(set_id, "I", code, n, n, 0, 3) for n in numbers]


# Both code m in turns 1 and 2; then ab-1 takes m, where cd-1 takes n.
PARTED = material(
    TEN, [*_turn("ab-1", "m", 1, 2, 3, 4), *_turn("cd-1", "m", 1, 2), *_turn("cd-1", "n", 3, 4)]
)


def _row(table: pl.DataFrame, level: str, code: str, coefficient: str) -> dict[str, object]:
    return table.row(
        by_predicate=(pl.col("level") == level)
        & (pl.col("code") == code)
        & (pl.col("coefficient") == coefficient),
        named=True,
    )


def test_a_code_has_every_coefficient_and_all_that_is_needed_to_read_it():
    table = agreement_table(PARTED, LEVELS)
    assert table.schema == pl.Schema(dict(AGREEMENT))
    of_m = table.filter(pl.col("level") == "code", pl.col("code") == "m")
    assert of_m["coefficient"].to_list() == [
        "percent",
        "cohen",
        "fleiss",
        "brennan-prediger",
        "gwet-ac1",
        "alpha",
    ]
    # Both 2, only ab-1 2, only cd-1 0, nobody 6.
    by_hand = {
        "percent": 0.8,
        "cohen": (0.8 - (0.4 * 0.2 + 0.6 * 0.8)) / (1 - (0.4 * 0.2 + 0.6 * 0.8)),
        "fleiss": (0.8 - (0.3**2 + 0.7**2)) / (1 - (0.3**2 + 0.7**2)),
        "brennan-prediger": 0.6,
        "gwet-ac1": (0.8 - 2 * 0.3 * 0.7) / (1 - 2 * 0.3 * 0.7),
        "alpha": 1 - 19 * 4 / (2 * 6 * 14),
    }
    assert dict(of_m.select("coefficient", "value").iter_rows()) == pytest.approx(by_hand)
    row = _row(table, "code", "m", "alpha")
    beside = ("units", "uncoded", "disagreed", "coders", "interviews")
    assert [row[name] for name in beside] == [10, 6, 2, 2, 1]
    assert row["prevalence_index"] == pytest.approx((2 - 6) / 10)
    assert row["bias_index"] == pytest.approx(0.2)
    assert (row["stage"], row["unit"], row["undefined"]) == ("agreement", "turns", "")


def test_what_is_lost_between_children_is_found_again_in_their_branch_and_theme():
    table = agreement_table(PARTED, LEVELS)
    for level, code in (("branch", "k"), ("theme", "t"), ("any", "any")):
        assert _row(table, level, code, "alpha")["value"] == 1
    lost = lost_in_tree(table, LEVELS)
    alpha = 1 - 19 * 4 / (2 * 6 * 14)
    of_m = lost.filter(pl.col("code") == "m").sort("level").rows()
    assert of_m == [
        ("m", pytest.approx(alpha), level, group, 1, pytest.approx(1 - alpha))
        for level, group in (("branch", "k"), ("theme", "t"))
    ]
    assert lost["gain"][0] == lost["gain"].max()
    assert lost.filter(pl.col("code") == "k")["gain"].to_list() == [None]  # nobody coded k itself


def test_overall_is_of_the_mean_observed_and_the_mean_expected_agreement():
    table = agreement_table(PARTED, LEVELS)
    for coefficient in ("cohen", "alpha", "gwet-ac1"):
        rows = [_row(table, "code", code, coefficient) for code in "kmn"]
        observed = sum(row["observed"] for row in rows) / 3
        expected = sum(row["expected"] for row in rows) / 3
        row = _row(table, "overall", "overall", coefficient)
        assert row["value"] == pytest.approx((observed - expected) / (1 - expected))
        assert (row["units"], row["disagreed"], row["interviews"]) == (30, 4, 1)


def test_a_code_that_nobody_used_is_undefined_and_the_table_says_why():
    row = _row(agreement_table(PARTED, LEVELS), "code", "k", "alpha")
    assert (row["value"], row["units"], row["uncoded"]) == (None, 10, 10)
    assert str(row["undefined"]).startswith("every unit has the same rating")


def test_of_three_coders_there_is_no_cohens_kappa_but_all_else():
    three = material(
        TEN,
        [*_turn("ab-1", "m", 1, 2), *_turn("cd-1", "m", 2, 3), *_turn("ef-1", "m", 2)],
        SETS,
    )
    table = agreement_table(three, LEVELS)
    assert _row(table, "code", "m", "cohen")["undefined"] == (
        "Cohen's kappa is of two coders; there are 3"
    )
    row = _row(table, "code", "m", "fleiss")
    assert row["value"] is not None
    assert (row["coders"], row["disagreed"], row["uncoded"]) == (3, 2, 7)
    assert row["bias_index"] == pytest.approx(0.1)
    # 5 of 30 ratings are "coded"; agreement of pairs is 1/3 in the two turns that they part on.
    assert row["observed"] == pytest.approx((8 + 2 / 3) / 10)
    assert row["prevalence_index"] == pytest.approx(2 * 5 / 30 - 1)


def test_identical_coding_is_full_agreement_at_every_level_and_unit():
    marks = [*_turn("ab-1", "m", 1, 5), *_turn("cd-1", "m", 1, 5)]
    for units in ("turns", "characters"):
        table = agreement_table(material(TEN, marks), LEVELS, units)
        defined = table.filter(pl.col("value").is_not_null())
        assert set(defined["value"]) == {1.0}
        assert set(table["disagreed"]) == {0}


@given(materials(sets=2))
def test_the_order_of_sets_and_the_names_of_interviews_change_nothing(got):
    other = DoubleCoding(
        method=got.method,
        sets=got.sets[::-1],
        codings=got.codings.reverse().with_columns("Z" + pl.col("interview").str.reverse()),
        turns=got.turns.reverse().with_columns("Z" + pl.col("interview").str.reverse()),
        read=got.read.reverse().with_columns("Z" + pl.col("interview").str.reverse()),
    )
    for units in ("turns", "characters"):
        one = agreement_table(got, LEVELS, units, samples=0)
        two = agreement_table(other, LEVELS, units, samples=0)
        exact = ["level", "code", "coefficient", "units", "uncoded", "disagreed", "undefined"]
        assert one.select(exact).equals(two.select(exact))
        for column in ("value", "bias_index", "prevalence_index"):
            for a, b in zip(one[column], two[column], strict=True):
                assert a == pytest.approx(b) if a is not None else b is None


def test_after_discussion_it_is_called_consensus():
    after = material(TEN, [*_turn("ab-1", "m", 1, 2), *_turn("cd-1", "m", 1, 2)])
    table = before_and_after(PARTED, after, LEVELS)
    alphas = table.filter(
        pl.col("level") == "code", pl.col("code") == "m", pl.col("coefficient") == "alpha"
    )
    by_stage = dict(alphas.select("stage", "value").iter_rows())
    assert by_stage["agreement"] == pytest.approx(1 - 19 * 4 / (2 * 6 * 14))
    assert by_stage["consensus"] == 1


def test_first_rounds_are_before_discussion_and_a_consensus_is_no_round():
    design = _design(
        "codebook",
        CodingSet(id="cd-1", coder="cd", round=1),
        CodingSet(id="ab-2", coder="ab", round=2),
        CodingSet(id="ab-1", coder="ab", round=1),
        CodingSet(id="consensus", origin=("ab-1", "cd-1")),
    )
    assert first_rounds(design) == ("ab-1", "cd-1") or first_rounds(design) == ("cd-1", "ab-1")
    assert later_rounds(design) == ("ab-2",)


def _design(method: str, *sets: CodingSet) -> StudyDesign:
    return StudyDesign(
        id="s",
        title=EMPTY,
        kind="interviews",
        data_status="constructed",
        language="da",
        method=method,  # type: ignore[arg-type]
        coding_sets=sets,
    )


# -- where coders part ------------------------------------------------------------------------


def test_a_disagreement_names_who_coded_what_and_what_the_other_took_instead():
    got = disagreements(PARTED)
    assert got.schema == pl.Schema(dict(DISAGREEMENTS))
    first = got.filter(pl.col("code") == "m").row(0, named=True)
    assert first == {
        "code": "m",
        "interview": "I",
        "turn": 3,
        "start": 0,
        "end": 3,
        "coded_by": ["ab-1"],
        "not_coded_by": ["cd-1"],
        "passages": ["p2"],
        "instead": ["n"],
        "instead_passages": ["p6"],
        "settled": None,
    }
    assert got.select("code", "turn").rows() == [("m", 3), ("m", 4), ("n", 3), ("n", 4)]


def test_what_a_coder_gave_besides_the_code_is_not_given_instead_of_it():
    marks = [*_turn("ab-1", "m", 1), *_turn("ab-1", "n", 1), *_turn("cd-1", "n", 1)]
    (row,) = disagreements(material(TEN, marks)).iter_rows(named=True)
    assert (row["code"], row["instead"], row["instead_passages"]) == ("m", ["n"], ["p2"])


def test_the_consensus_says_how_each_disagreement_was_settled():
    marks = [*_turn("ab-1", "m", 1, 2, 3), *_turn("consensus", "m", 2)]
    both = material(TEN, marks, read=read_all(["I"], [*SETS[:2], "consensus"], ["m"]))
    got = disagreements(both, consensus="consensus")
    assert got.select("turn", "settled").rows() == [
        (1, "not-coded"),
        (2, "coded"),
        (3, "not-coded"),
    ]
    unread = material(TEN, marks, read=read_all(["I"], SETS[:2], ["m"]))
    assert disagreements(unread, consensus="consensus")["settled"].to_list() == [None] * 3


def test_disagreement_on_characters_is_the_stretch_on_which_coders_part():
    marks = [("ab-1", "I", "k", 1, 1, 1, 6), ("cd-1", "I", "k", 1, 1, 4, 8)]
    got = disagreements(material({"I": ["abcdefghij"]}, marks), "characters")
    rows = got.select("start", "end", "coded_by", "passages").rows()
    assert rows == [(1, 4, ["ab-1"], ["p0"]), (6, 8, ["cd-1"], ["p1"])]


@given(materials(sets=3))
def test_the_disagreements_are_as_many_as_the_table_says(got):
    for units in ("turns", "characters"):
        table = agreement_table(got, LEVELS, units, samples=0)
        listed = disagreements(got, units)
        size = (pl.col("end") - pl.col("start")).sum() if units == "characters" else pl.len()
        found = dict(listed.group_by("code").agg(size).iter_rows())
        stated = table.filter(pl.col("level") == "code", pl.col("coefficient") == "percent")
        for code, disagreed in stated.select("code", "disagreed").iter_rows():
            assert found.get(code, 0) == disagreed
        assert all(listed["passages"].list.len() > 0)


# -- for whom there is none -------------------------------------------------------------------


def test_for_reflexive_analysis_agreement_is_not_offered_and_the_error_says_why():
    with pytest.raises(NotOfferedError, match="not offered where method is reflexive"):
        DoubleCoding(
            method="reflexive",
            sets=("ab-1", "cd-1"),
            codings=codings([]),
            turns=turns(TEN),
            read=read_all(["I"], SETS[:2]),
        )


@pytest.mark.parametrize("method", ["codebook", "framework", "not-stated"])
def test_for_every_other_method_it_is(method):
    got = DoubleCoding(
        method=method,
        sets=PARTED.sets,
        codings=PARTED.codings,
        turns=PARTED.turns,
        read=PARTED.read,
    )
    assert agreement_table(got, LEVELS).height


@pytest.mark.parametrize("sets", [("ab-1",), ("ab-1", "ab-1"), ()])
def test_one_set_agrees_with_nobody(sets):
    with pytest.raises(ValueError, match="two different coding sets"):
        material(TEN, [], sets)


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ValueError, match="levels has no column group"):
        agreement_table(PARTED, LEVELS.drop("group"))
    with pytest.raises(ValueError, match="turns has no column text"):
        DoubleCoding(
            method="codebook",
            sets=PARTED.sets,
            codings=PARTED.codings,
            turns=PARTED.turns.drop("text"),
            read=PARTED.read,
        )


def test_a_star_in_the_readings_stands_for_every_code():
    readings = [
        Reading(set="ab-1", interview="I", codes=("*",)),
        Reading(set="cd-1", interview="I", codes=("m", "n")),
    ]
    got = read_codes(readings, ["k", "m", "n"])
    assert got.filter(pl.col("set") == "ab-1")["code"].to_list() == ["k", "m", "n"]
    assert got.filter(pl.col("set") == "cd-1")["code"].to_list() == ["m", "n"]
