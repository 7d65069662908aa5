"""A study's own tables: which set is counted, who was read, what the method allows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings

from lises.errors import NotOfferedError, QueryError, UnknownNameError
from lises.evidence import assess
from lises.files import read_study
from lises.model import CodingSet, FrameworkCell, LocalText, Theme
from lises.tables import ANALYSES, OPT_IN, Tables, why_not
from tests import building as b
from tests.strategies import studies

TALKS = (
    b.talk("A", "I: How so?", "A: the tap drips", "A: and the queue is long"),
    b.talk("B", "B: no tap for me", "I: the tap?"),
    b.talk("C", "C: weeds", "C: nothing else"),
)
CODED = (
    b.passage("A-aaaa", 2, "the tap", "tap"),
    b.passage("A-bbbb", 3, "the queue", "queue"),
    b.passage("B-aaaa", 1, "no tap", "tap weeds"),
    b.passage("C-aaaa", 1, "weeds", "weeds"),
)


def _tables(**more: object) -> Tables:
    return Tables(b.study(*TALKS, *CODED, codes="tap queue<tap weeds", **more))


def _row(table: pl.DataFrame, **where: object) -> dict[str, object]:
    found = table.filter(*(pl.col(k).eq_missing(pl.lit(v)) for k, v in where.items())).to_dicts()
    assert len(found) == 1, (where, table)
    return found[0]


# -- who is counted ---------------------------------------------------------------------------


def test_a_code_is_counted_among_those_who_were_read_for_it_and_no_others():
    tables = _tables(read={"A": "*", "B": "tap", "C": "weeds queue"})
    got = {row["code"]: (row["participants"], row["of"]) for row in tables.frequency().to_dicts()}
    # B voices weeds, so it is known though B was not read for it; C was not read for tap.
    assert got == {"tap": (2, 2), "queue": (1, 2), "weeds": (2, 3)}


def test_a_code_that_nobody_voices_has_a_row():
    tables = Tables(b.study(TALKS[0], CODED[0], codes="tap weeds"))
    assert _row(tables.frequency(), code="weeds")["participants"] == 0


def test_children_count_for_the_code_above_where_that_is_asked_for():
    tables = _tables()
    assert _row(tables.frequency(), code="tap")["codings"] == 2
    assert _row(tables.frequency(children=True), code="tap")["codings"] == 3


def test_only_one_set_is_counted():
    other = tuple(
        replace(p, id=f"{p.interview}-zz{p.id[-2:]}", set="d", codes=("weeds",)) for p in CODED
    )
    tables = Tables(b.study(*TALKS, *CODED, *other, codes="tap queue weeds"))
    assert tables.frequency()["codings"].sum() == 5
    assert tables.frequency(set="d")["codings"].sum() == 4


def test_without_a_counted_set_one_must_be_named_unless_there_is_only_one():
    folder = b.study(*TALKS, *CODED, codes="tap queue weeds")
    alone = Tables(replace(folder, design=replace(folder.design, counted="")))
    assert alone.frequency()["codings"].sum() == 5
    two = (CodingSet(id="c", coder="ab", round=1), CodingSet(id="d", coder="cd", round=1))
    several = replace(folder.design, counted="", coding_sets=two)
    with pytest.raises(UnknownNameError, match="there are c, d"):
        Tables(replace(folder, design=several)).frequency()


@settings(max_examples=40)
@given(studies())
def test_n_of_a_code_is_what_a_finding_that_counts_it_has(folder):
    tables = Tables(folder)
    if not folder.design.counted or not folder.codebook:
        return
    for code in folder.codebook.codes:
        got = tables.prevalence(code.id).row(0, named=True)
        assessed = assess(tables.counted, b.finding(counts=code.id))
        assert (got["n"], got["of"]) == (assessed.n, assessed.of)


@settings(max_examples=40)
@given(studies())
def test_the_passages_behind_a_cell_are_as_many_as_it_counts(folder):
    tables = Tables(folder)
    if not folder.design.counted or not folder.codebook:
        return
    for cell in tables.matrix().to_dicts():
        behind = tables.passages_behind(code=cell["code"], participant=cell["participant"])
        assert behind.height == cell["passages"]


def test_prevalences_are_those_of_every_code_by_group():
    tables = _tables(people=[b.person("A", "x"), b.person("B", "y"), b.person("C", "y")])
    rows = tables.prevalences(by="role").rows()
    assert rows[:2] == [("tap", "x", 1, 1, 1.0), ("tap", "y", 1, 2, 0.5)]
    for code in ("tap", "queue", "weeds"):
        own = tables.prevalence(code, by="role").rows()
        assert [row[1:] for row in rows if row[0] == code] == own


# -- what is asked for ------------------------------------------------------------------------


def test_a_wrong_key_or_set_is_told_with_what_would_serve():
    tables = _tables()
    with pytest.raises(UnknownNameError, match='did you mean "role"'):
        tables.frequency("rolle")
    with pytest.raises(UnknownNameError, match='no coding set "cc"; did you mean "c"'):
        tables.frequency(set="cc")
    with pytest.raises(UnknownNameError, match="role"):
        tables.prevalence("tap", by="roles")
    with pytest.raises(QueryError):
        tables.passages_asked("tap &")


def test_a_query_finds_what_stands_near():
    tables = _tables()
    assert tables.passages_asked("tap & weeds")["passage"].to_list() == ["B-aaaa"]
    near = tables.passages_asked("tap within 1 turn not weeds")["passage"].to_list()
    assert near == ["A-aaaa", "A-bbbb"]


def test_interviews_stand_in_the_order_in_which_they_were_read():
    folder = b.study(*TALKS, *CODED, codes="tap queue weeds")
    days = {"A": "2026-03-03", "B": "2026-01-01", "C": "2026-01-01"}
    dated = tuple(replace(r, date=days[r.interview]) for r in folder.readings)
    assert Tables(replace(folder, readings=dated)).base().order() == ["B", "C", "A"]


# -- the framework matrix -----------------------------------------------------------------------

THEMES = (Theme(id="t", label=LocalText.plain("T"), codes=("tap", "queue")),)


def _cell(case: str, *passages: str, theme: str = "t", **texts: str) -> FrameworkCell:
    said = LocalText.of(**texts) if texts else LocalText.plain(f"of {case}")
    return FrameworkCell(case=case, theme=theme, summary=said, passages=passages)


def _matrix(tables: Tables, **how: object) -> dict[str, tuple[object, ...]]:
    made = tables.framework(**how).filter(theme="t")  # type: ignore[arg-type]
    return {row["participant"]: (row["passages"], row["summary"], row["rests_on"])
            for row in made.to_dicts()}  # fmt: skip


def test_a_cell_has_its_passages_the_summary_and_what_that_rests_on():
    cells = (_cell("A", "A-aaaa", da="på dansk", en="in English"), _cell("A", "A-bbbb"))
    tables = _tables(themes=THEMES, framework=cells)
    assert _matrix(tables) == {
        "A": (["A-aaaa", "A-bbbb"], "på dansk", ["A-aaaa"]),
        "B": (["B-aaaa"], None, []),
        "C": ([], None, []),
    }


def test_who_was_not_read_for_a_theme_has_no_cell_unless_they_voice_it_or_are_summarised():
    read = {"A": "tap", "B": "queue weeds", "C": "weeds"}
    assert set(_matrix(_tables(themes=THEMES, read=read))) == {"A", "B"}  # both voice it
    summarised = _tables(themes=THEMES, read=read, framework=(_cell("C", "C-aaaa"),))
    assert _matrix(summarised)["C"] == ([], "of C", ["C-aaaa"])
    whole = {**read, "C": "tap queue"}
    assert _matrix(_tables(themes=THEMES, read=whole))["C"] == ([], None, [])


def test_a_summary_is_of_the_counted_set_and_of_participant_by_theme_alone():
    other = tuple(replace(p, id=f"{p.interview}-zz{p.id[-2:]}", set="d") for p in CODED)
    cells = (_cell("A", "A-aaaa"),)
    folder = b.study(
        *TALKS, *CODED, *other, codes="tap queue weeds", themes=THEMES, framework=cells
    )
    tables = Tables(folder)
    assert _matrix(tables)["A"][1] == "of A"
    assert _matrix(tables, by=("theme", "participant"))["A"][1] == "of A"
    assert _matrix(tables, set="d")["A"] == (["A-zzaa", "A-zzbb"], None, [])
    assert tables.framework(("interview", "code"))["summary"].null_count() == 9


@settings(max_examples=40)
@given(studies())
def test_every_summary_of_a_study_stands_in_its_cell_once(folder):
    tables = Tables(folder)
    if not folder.design.counted:
        return
    made = tables.framework().filter(pl.col("summary").is_not_null())
    assert sorted(made.select("participant", "theme").iter_rows()) == sorted(
        (cell.case, cell.theme) for cell in folder.framework
    )
    for row in made.to_dicts():
        assert set(row["rests_on"]) <= set(row["passages"])


# -- what is offered --------------------------------------------------------------------------


def test_a_reflexive_study_is_offered_no_agreement_and_no_saturation():
    tables = _tables(method="reflexive")
    for refused in (tables.saturation, tables.accumulation, tables.agreement, tables.disagreements):
        with pytest.raises(NotOfferedError, match="reflexive"):
            refused()
    with pytest.raises(NotOfferedError, match="reflexive"):
        tables.keyness("gardener")


def test_every_analysis_is_offered_to_a_study_that_counts_by_a_codebook():
    design = b.study(*TALKS, *CODED, method="codebook").design
    assert [name for name in ANALYSES if why_not(design, name)] == []
    assert set(OPT_IN) < set(ANALYSES)


def test_a_study_that_counts_nothing_is_offered_no_counts_but_its_matrix_of_passages():
    design = b.study(*TALKS, *CODED, method="codebook", counting="none").design
    assert why_not(design, "frequency") == "no-counts"
    assert not why_not(design, "framework")


# -- a whole study ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiny() -> Tables:
    folder, problems = read_study(Path("tests/studies/demo-tiny"))
    assert folder is not None
    assert not [p for p in problems if p.severity == "error"]
    return Tables(folder)


def test_agreement_is_that_of_the_coders_first_rounds(tiny: Tables):
    table = tiny.agreement(samples=0)
    assert set(table["level"]) >= {"code", "overall"}
    assert table["stage"].unique().to_list() == ["agreement"]
    assert tiny.double_coded() == ("ab-1", "cd-1")


def test_sentences_are_units_too(tiny: Tables):
    assert tiny.agreement("sentences", samples=0)["unit"].unique().to_list() == ["sentences"]
    with pytest.raises(ValueError, match='no units "words"'):
        tiny.agreement("words")  # type: ignore[arg-type]


def test_every_disagreement_names_passages_that_exist_and_what_became_of_it(tiny: Tables):
    table = tiny.disagreements()
    ids = {passage.id for passage in tiny.folder.passages}
    assert table.height
    assert set(table["passages"].explode()) <= ids
    assert set(table["settled"].drop_nulls()) <= {"coded", "not-coded"}


def test_who_speaks_how_much_adds_up_to_the_words_said(tiny: Tables):
    by_role = tiny.speech_by_role()
    assert "interviewer" in by_role["role"].to_list()
    assert tiny.speech()["words"].sum() >= by_role["of"].max()


def test_keyness_is_by_role_or_an_attribute(tiny: Tables):
    assert tiny.keyness("keeper", minimum=1).height
    with pytest.raises(UnknownNameError, match='no attribute "rolle"'):
        tiny.keyness("keeper", by="rolle")
