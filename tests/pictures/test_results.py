"""What each picture says of its own table."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lises.analysis import cooccurrence, matrix, new_codes, saturation
from lises.pictures import (
    agreement_intervals,
    code_matrix,
    code_stripes,
    cooccurrence_picture,
    interview_timeline,
    keyness_bars,
    prevalence_dots,
    saturation_curve,
)
from tests.pictures.reading import read
from tests.pictures.tables import (
    PEOPLE,
    agreed,
    codings,
    counted,
    interviews,
    key_words,
    persons,
    setting,
    turns,
)

SHARES = st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
FEW = settings(max_examples=8, deadline=None)  # each draws a picture


def shares(rows):
    schema = {"code": pl.String, "participants": pl.Int64, "of": pl.Int64}
    data = [(f"code-{i}", n, of) for i, (n, of) in enumerate(rows)]
    return pl.DataFrame(data, schema=schema, orient="row")


# -- prevalence -------------------------------------------------------------------------------


@FEW
@given(st.lists(SHARES, max_size=6), st.sampled_from(["da", "en"]))
def test_every_n_of_n_stands_in_the_drawing_and_in_the_name_of_its_mark(rows, language):
    between = {"da": "af", "en": "of"}[language]
    picture = prevalence_dots(shares(rows), setting(language, href="code"))
    drawn = read(picture.svg())
    said = [f"{n} {between} {of}" for n, of in rows]
    assert [text for text in drawn.texts if f" {between} " in text] == said
    assert drawn.names == [f"code-{i}: {text}" for i, text in enumerate(said)]


@given(st.lists(SHARES, min_size=1, max_size=8))
def test_the_greatest_and_the_least_share_are_told(rows):
    picture = prevalence_dots(shares(rows), setting())
    known = [(n, of) for n, of in rows if of]
    if not known:
        assert picture.alt == "Nobody was read for anything here."
        return
    for pick in (max, min):
        n, of = pick(known, key=lambda share: share[0] / share[1])
        assert any(f"{a} of {b}" in picture.alt for a, b in known if a * of == n * b)


def test_as_many_dots_are_full_as_participants_voice_it():
    picture = prevalence_dots(shares([(3, 7)]), setting())
    full, hollow = [
        row
        for values in picture.spec["datasets"].values()
        for row in values
        if "x2" in row and "x" in row
    ][:2]
    gap = 12 - 0.01
    assert full["x"] == pytest.approx(gap * 0.5, abs=0.1)
    assert full["x2"] == pytest.approx(gap * 2.6, abs=0.1)
    assert hollow["x"] == pytest.approx(gap * 3.5, abs=0.1)
    assert hollow["x2"] == pytest.approx(gap * 6.6, abs=0.1)


def test_a_second_key_has_its_own_rows_under_the_first():
    table = matrix(codings(), persons(), by=("code", "role"))
    drawn = read(prevalence_dots(table, setting(href="code"), by="role").svg())
    assert drawn.names[0].startswith("hose, gardener: ")
    assert drawn.texts.count("keeper") == 3


def test_samples_of_different_sizes_are_compared_by_share_and_that_is_said():
    picture = prevalence_dots(shares([(5, 20), (3, 4)]), setting())
    assert picture.alt == (
        "Greatest share: “code-1”, 3 of 4 participants. Least: “code-0”, 5 of 20."
    )


def test_numbers_are_written_as_the_language_writes_them():
    table = shares([(1200, 3456)])
    assert "1.200 af 3.456" in read(prevalence_dots(table, setting("da")).svg()).texts
    assert "1,200 of 3,456" in read(prevalence_dots(table, setting("en")).svg()).texts


# -- code × participant -----------------------------------------------------------------------


def test_every_number_of_the_matrix_stands_in_its_cell_and_no_other():
    table = matrix(codings(), persons())
    drawn = read(code_matrix(table, setting(href="code")).svg())
    cells = table.filter(pl.col("codings") > 0)
    wanted = [f"{r['code']}, {r['participant']}: {r['codings']}" for r in cells.to_dicts()]
    assert drawn.names == wanted
    numbers = [text for text in drawn.texts if text.isdigit()]
    assert numbers == [str(n) for n in cells["codings"]]


def test_who_was_not_read_for_a_code_is_told_from_who_does_not_voice_it():
    table = matrix(codings(), persons()).with_columns(
        of=pl.when(pl.col("code") == "tap").then(0).otherwise(1), codings=pl.lit(0)
    )
    drawn = read(code_matrix(table, setting()).svg())
    assert drawn.texts.count("–") == len(PEOPLE)


def test_columns_stand_together_by_group():
    table = matrix(codings(), persons())
    picture = code_matrix(table, setting(), groups=dict(persons().iter_rows()))
    assert [t for t in read(picture.svg()).texts if t in ("keeper", "gardener", *PEOPLE)] == [
        *("A01", "A03", "A02"),
        *("keeper", "gardener"),
    ]


# -- co-occurrence ----------------------------------------------------------------------------


def test_the_pair_that_meets_most_is_named_with_its_number():
    table = (
        cooccurrence(codings())
        .sort("code_a", "code_b")
        .with_columns(pairs=pl.Series([12, 15, 0]), interviews=pl.Series([2, 1, 0]))
    )
    picture = cooccurrence_picture(table, setting(href="code_a"))
    assert picture.alt == (
        "Meeting most often: “hose” and “weeds”, 15 meetings in 1 interview. "
        "Next: “hose” and “tap”, 12 meetings in 2 interviews. 1 of 3 pairs never meets."
    )
    assert [text for text in read(picture.svg()).texts if len(text) == 2] == ["12", "15"]


def test_where_all_codes_meet_that_is_said():
    picture = cooccurrence_picture(cooccurrence(codings()), setting())
    assert picture.alt.endswith("All 3 pairs meet somewhere.")


# -- stripes ----------------------------------------------------------------------------------


def test_a_stripe_lies_where_its_passage_lies_in_the_talk():
    rows = codings().filter(pl.col("interview") == "A02").head(1)
    picture = code_stripes(rows, turns(("A02",)), setting(href="passage"))
    mark = next(r for v in picture.spec["datasets"].values() for r in v if "href" in r)
    assert (mark["x"], mark["x2"]) == pytest.approx((1.0, 1 + 5 / 15), abs=0.02)
    assert read(picture.svg()).names == ["tap: A02, turn 2"]


def test_passages_are_counted_once_whatever_their_codes():
    picture = code_stripes(codings(), turns(), setting())
    assert picture.alt.startswith(
        f"{codings()['passage'].n_unique()} passages with 3 codes in 3 of 3"
    )


def test_stripes_of_a_passage_whose_turn_is_withheld_fill_the_turn():
    rows = codings().filter(pl.col("interview") == "A02").head(1)
    without = turns(("A02",)).with_columns(text=pl.lit(None, pl.String))
    picture = code_stripes(rows, without, setting())
    mark = next(r for v in picture.spec["datasets"].values() for r in v if "href" in r)
    assert (mark["x"], mark["x2"]) == (1.0, 2.0)


# -- saturation -------------------------------------------------------------------------------


def test_what_was_asked_and_what_came_of_it_are_told_together():
    rows, order = codings(), list(PEOPLE)
    asked = saturation(rows, order, base=1, run=1, threshold=0.0)
    picture = saturation_curve(new_codes(rows, order), setting(), assessed=asked)
    assert asked.notation
    assert f"reached at {asked.notation} (base 1, run 1, threshold 0%)" in picture.alt
    assert f"reached: {asked.notation}" in read(picture.svg()).texts


def test_where_it_was_not_reached_that_is_said_and_no_line_is_drawn():
    rows, order = codings(), list(PEOPLE)
    asked = saturation(rows, order, base=3, run=2)
    picture = saturation_curve(new_codes(rows, order), setting(), assessed=asked)
    assert asked.at is None
    assert "not reached" in picture.alt
    assert not [text for text in read(picture.svg()).texts if "reached" in text]


# -- agreement --------------------------------------------------------------------------------


def test_a_value_is_never_without_its_interval_where_there_is_one():
    drawn = read(agreement_intervals(agreed(), setting("da")).svg())
    assert drawn.texts.count("0,50 [0,25; 0,75]") == 3


def test_what_has_no_interval_or_no_value_says_so():
    bare = agreed(low=None, high=None)
    assert "There are no intervals" in agreement_intervals(bare, setting()).alt
    none = agreement_intervals(agreed(value=None, low=None, high=None), setting())
    assert read(none.svg()).texts.count("not defined") == 3
    assert none.alt == "There are no values to show."


def test_consensus_is_never_called_agreement():
    picture = agreement_intervals(agreed(stage="consensus"), setting())
    assert picture.title == "After discussion (consensus, not agreement): Krippendorff’s alpha"


def test_two_stages_in_one_picture_are_refused():
    both = pl.concat([agreed(), agreed(stage="consensus")])
    with pytest.raises(ValueError, match="agreement and consensus"):
        agreement_intervals(both, setting())


def test_all_codes_together_stand_first_and_then_the_least():
    table = agreed().with_columns(value=pl.Series([0.9, 0.2, 0.5]))
    whole = agreed(("overall",), level="overall", value=0.6)
    picture = agreement_intervals(pl.concat([table, whole]), setting(href="code"))
    assert [name.partition(":")[0] for name in read(picture.svg()).names] == [
        *("all codes", "hose", "weeds", "tap"),
    ]
    assert "Lowest: “hose”, 0.20" in picture.alt


def test_a_negative_value_has_a_minus_and_room():
    picture = agreement_intervals(agreed(value=-0.4, low=-0.7, high=0.0), setting("da"))
    assert "−0,40 [−0,70; 0,00]" in read(picture.svg()).texts
    assert "−1,0" in read(picture.svg()).texts


# -- keyness ----------------------------------------------------------------------------------


def test_beside_a_word_stands_how_many_of_the_side_that_says_it_more():
    drawn = read(keyness_bars(key_words(), setting(href="word")).svg())
    assert [text for text in drawn.texts if " of " in text] == ["3 of 4", "3 of 4", "1 of 5"]


def test_a_word_of_one_person_is_told_to_be_one():
    picture = keyness_bars(key_words(), setting(), groups=("keepers", "gardeners"))
    assert "Said by only one on that side: “wall”." in picture.alt
    assert "Most by keepers: “spade” and “rain”; “spade” 9.0 times" in picture.alt


# -- timeline ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "drawn"),
    [("2024-02-29", True), ("2024-02", True), ("2024", True), ("2024-02-30", False), ("", False)],
)
def test_a_date_is_a_day_a_month_or_a_year_and_what_is_none_is_told(written, drawn):
    rows = interviews(("A01",)).with_columns(date=pl.lit(written))
    picture = interview_timeline(rows, setting())
    assert len(picture.marks) == drawn
    assert picture.alt.startswith("1 interview, 2024" if drawn else "1 interview without a date")


def test_a_month_is_a_bar_over_its_days():
    rows = interviews(("A01", "A02")).with_columns(date=pl.Series(["2024-02", "2024-03-09"]))
    picture = interview_timeline(rows, setting())
    spans = [
        (row["x"], row["x2"])
        for values in picture.spec["datasets"].values()
        for row in values
        if {"x", "x2"} <= set(row) and row["x"] != row["x2"]
    ]
    assert (0, 28) in spans


def test_months_have_the_names_of_the_language():
    rows = interviews(tuple(f"A{i}" for i in range(9)))
    assert "maj 2024" in read(interview_timeline(rows, setting("da")).svg()).texts
    assert "May 2024" in read(interview_timeline(rows, setting("en")).svg()).texts


def test_the_table_below_has_its_rows_and_their_addresses():
    picture = prevalence_dots(counted(), setting("da", href=lambda row: f"c/{row['code']}.html"))
    html = picture.html()
    assert '<th scope="row"><a href="c/hose.html">hose</a></th><td>1</td><td>4</td>' in html
    assert '<th scope="col">Deltagere</th>' in html
