"""The audit of published figures: what it must raise of the shipped studies, what not, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.evidence import all_problems, audit_figures, check_figures, count
from lises.files import read_study
from lises.model import Acknowledgement, Figure, LocalText
from tests.building import study

from .figure_tables import figure

STUDIES = Path(__file__).parents[2] / "studies"

# What each shipped study of figures raises: rule and rows. All of it has been looked at.
SHIPPED = {
    "momentum-2020": [
        ("headline-stronger", "f2 f5"),
        ("threshold-changes", "f5 f6 f7 f8 f9 f10 f11"),
        ("unit-changes", "f12 f18 f13 f19 f14 f20 f15 f21 f16 f22"),
        ("odd-one-out", "f17 f23"),
        ("neighbour", "f17 f23 f11"),
        ("unit-changes", "f24 f25"),
        ("unit-changes", "f26 f27"),
        ("unit-changes", "f28 f29 f32"),
        ("hedge-dropped", "f29 f32"),
        ("unit-changes", "f30 f33"),
    ],
    "marselisborg": [("headline-stronger", "f13 f3")],
    "vaerdighed-2021": [("parts-do-not-add", "f4 f6 f3"), ("hedge-dropped", "f25 f26")],
}


def _figures(name: str) -> tuple[Figure, ...]:
    folder, _ = read_study(STUDIES / name)
    assert folder is not None
    return folder.figures


def _rules(*rows: Figure) -> list[str]:
    return [d.rule.removeprefix("figure-") for d in audit_figures(rows)]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_study_raises_exactly_what_was_looked_at(name: str):
    found = [(d.rule.removeprefix("figure-"), " ".join(d.rows)) for d in
             audit_figures(_figures(name))]  # fmt: skip
    assert found == SHIPPED[name]


def test_the_sum_of_the_plans_is_told_with_its_numbers():
    (doubt,) = (
        d for d in audit_figures(_figures("vaerdighed-2021")) if d.rule == "figure-parts-do-not-add"
    )
    assert "31 + 67 = 98, the whole is 97 = 98 - 1" in doubt.message


def test_answers_of_which_several_could_be_given_are_never_added():
    rows = [f for f in _figures("vaerdighed-2021") if f.part == "multi-response"]
    assert {f.value for f in rows} >= {"43", "47"}
    assert not {f.id for f in rows} & {
        row for d in audit_figures(_figures("vaerdighed-2021")) for row in d.rows
    }


def test_a_doubt_names_both_rows_with_value_unit_medium_and_line():
    (doubt,) = (
        d for d in audit_figures(_figures("momentum-2020")) if d.rule == "figure-odd-one-out"
    )
    assert "60 percent of citizens (f17, text, L17)" in doubt.message
    assert "66 percent of municipalities at threshold 76 (f23, chart, L19)" in doubt.message
    assert doubt.message.endswith("differs as reported; ask the source")


def _headline(over: Figure, under: Figure) -> dict[str, str]:
    (doubt,) = audit_figures([over, under])
    assert doubt.rule == "figure-headline-stronger"
    return dict(doubt.facts)


def test_a_headline_shows_what_it_stands_for_and_what_the_text_carries():
    over = figure("x", "q", 90, of="guests", medium="headline")
    said = _headline(over, figure("y", "q", 71, of="guests"))
    assert (said["kind"], said["least"], said["most"]) == ("number", "89.5", "71.5")
    said = _headline(over, figure("y", "q", 71, of="hotels"))
    assert (said["kind"], said["over"], said["under"]) == ("base", "guests", "hotels")


def test_a_share_with_a_threshold_carries_the_product_and_the_doubt_shows_it():
    # Of 80 percent of the hotels at least 75 percent of the guests: 60 percent of all guests.
    over = figure("x", "q", 95, of="guests", medium="headline")
    under = figure("y", "q", 80, of="hotels", threshold="75")
    said = _headline(over, under)
    assert (said["kind"], said["product"], said["most"]) == ("threshold", "60", "60.4")
    (doubt,) = audit_figures([over, under])
    assert "80 × 75 / 100 = 60" in doubt.message


def test_figures_are_audited_with_every_other_fault_and_may_be_acknowledged():
    rows = (figure("x", "stayed", 40), figure("y", "stayed", 50, medium="chart"))
    reason = Acknowledgement(
        rule="figure-two-values", subject="x", reason=LocalText.plain("The chart is newer.")
    )
    for known, said in (((), ""), ((reason,), "The chart is newer.")):
        folder = study(figures=rows, kind="figures", acknowledged=known)
        (found,) = (p for p in all_problems(count(anchor(folder)), (), {}) if "figure" in p.rule)
        assert (found.rule, found.subject, found.acknowledged) == ("figure-two-values", "x", said)
        assert (found.severity, found.line, found.path) == ("doubt", 2, "x/figures.csv")
    assert check_figures(study()) == ()


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        # n
        ([figure("x", "q", 40, n="120"), figure("y", "q", 40, n="210", medium="chart")],
         ["n-changes"]),
        ([figure("x", "q", 40, n="120"), figure("y", "q", 40, medium="chart")], []),
        # sums
        ([figure("x", "q", 3, derived_from="f9 + 1")], ["derivation-unreadable"]),
        ([figure("x", "q", 3, derived_from="__import__('os')")], ["derivation-unreadable"]),
        ([figure("x", "q", "many"), figure("y", "r", 3, derived_from="x + 1")],
         ["derivation-unreadable"]),
        ([figure("x", "q", 0, "count"), figure("y", "r", 3, derived_from="1 / x")],
         ["derivation-unreadable"]),
        # shares
        ([figure("x", "q", 103, of="guests")], ["impossible-share"]),
        ([figure("x", "q", 14, "count", n="13")], ["impossible-share"]),
        ([figure("x", "q", "57.7", of="guests", n="13")], ["impossible-share"]),
        ([figure("x", "q", "53.8", of="guests", n="13")], []),
        ([figure("w", "towns", 12, "count"),
          figure("x", "q", 30, of="towns", whole="towns", part="multi-response")],
         ["impossible-share"]),
        ([figure("w", "towns", 12, "count"),
          figure("x", "q", 33, of="towns", whole="towns", part="multi-response")], []),
        # parts
        ([figure("x", "q", 1, "count", whole="w", part="exclusive"),
          figure("y", "r", 2, "count", whole="w", part="exclusive")], []),  # a whole of no size
        ([figure("w", "w", 10, "count", hedge="about"),
          figure("x", "q", 4, "count", whole="w", part="exclusive"),
          figure("y", "r", 6, "count", whole="w", part="exclusive")], []),
        # a lower headline is another value, not a stronger one
        ([figure("x", "q", 40, medium="headline"), figure("y", "q", 60)], ["two-values"]),
        ([figure("x", "q", 60, medium="headline"), figure("y", "q", 40)], ["headline-stronger"]),
        # shares of two things are two numbers, however near
        ([figure("x", "q", 60, of="guests"), figure("y", "q", 66, of="hotels", medium="chart")],
         []),
        ([figure("x", "q", 60, of="guests"), figure("y", "q", 66, medium="chart")],
         ["two-values"]),
        # "more than 50" is not 59, though both can be true; it is 50
        ([figure("x", "q", 59, of="guests"), figure("y", "q", 50, of="hotels", hedge="more than")],
         []),
        ([figure("x", "q", 50, of="guests"), figure("y", "q", 50, of="hotels", hedge="more than")],
         ["unit-changes"]),
        # a headline's number of others than the text tells of; another number is another figure
        ([figure("x", "q", 50, population="all", medium="headline", hedge="more than"),
          figure("y", "q", 59, population="guests")], ["headline-stronger"]),
        ([figure("x", "q", 30, population="all", medium="headline"),
          figure("y", "q", 59, population="guests")], []),
        # a headline that some row of its own kind carries is no stronger for another kind's
        ([figure("x", "q", 90, of="guests", medium="headline"), figure("y", "q", 90, of="guests"),
          figure("z", "q", 60, of="hotels")], []),
        ([figure("x", "q", 90, of="guests", medium="headline"),
          figure("z", "q", 60, of="hotels")], ["headline-stronger"]),
        # hedges that lean opposite ways
        ([figure("x", "q", 40, hedge="nearly"), figure("y", "q", 40, hedge="more than")],
         ["hedge-dropped"]),
        ([figure("x", "q", 40, hedge="nearly"), figure("y", "q", 40, hedge="about")], []),
        # values that are no numbers are not compared
        ([figure("x", "q", "most"), figure("y", "q", "some")], []),
    ],
)  # fmt: skip
def test_single_rules_at_their_edges(rows: list[Figure], rules: list[str]):
    assert _rules(*rows) == rules


CELLS = st.sampled_from(
    ["", "a", "b", "60", "66,5", "1/3", "x", "-5", "9.989", "100", "f0 - f1", "(f0", "0"]
)
UNITS = st.sampled_from(["percent", "count", "weeks", ""])


@st.composite
def _tables(draw: st.DrawFn) -> list[Figure]:
    columns = ("group", "share_of", "threshold", "medium", "n", "population", "whole",
               "derived_from", "hedge", "reporter")  # fmt: skip
    return [
        Figure(
            id=f"f{number}",
            quantity=draw(st.sampled_from(["q", "r", "a"])),
            value=draw(CELLS) or "7",
            unit=draw(UNITS),
            part=draw(st.sampled_from(["", "exclusive", "multi-response"])),
            **{name: draw(CELLS) for name in columns},
        )
        for number in range(draw(st.integers(0, 7)))
    ]


@given(_tables())
def test_any_table_is_audited_without_a_crash_and_every_doubt_names_its_rows(rows: list[Figure]):
    ids = {row.id for row in rows}
    for doubt in audit_figures(rows):
        assert doubt.rows
        assert set(doubt.rows) <= ids
        assert doubt.message


@given(_tables())
def test_the_same_table_raises_the_same_doubts(rows: list[Figure]):
    assert audit_figures(rows) == audit_figures(rows)
