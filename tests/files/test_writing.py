"""Writing a study: nothing leaves its folder, nothing is lost, ids are made once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import LisesError
from lises.files import (
    new_study,
    parse_participants,
    parse_sources,
    passage_id,
    read_study,
    study_files,
    write_participants,
    write_sources,
    write_study,
)
from lises.files.forms import CODE_ID, PASSAGE_ID, SAFE_ID, SOURCE_KEY, passage_prefix
from lises.model import Source, StudyFolder

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"
UNSAFE = [
    "../x",
    "..",
    "x/y",
    "/x",
    "x\\y",
    "CON",
    "con",
    "Nul",
    "COM1",
    "lpt9",
    "x.",
    "x ",
    "a\0b",
    "x" * 300,
    "",
    ".x",
    "-x",
    "å",
    "a:b",
    "x\n",
]


@pytest.fixture(scope="module")
def tiny() -> StudyFolder:
    study, _ = read_study(TINY)
    assert study is not None
    return study


@pytest.mark.parametrize("bad", UNSAFE)
def test_no_id_that_could_leave_the_folder_fits(bad: str):
    assert not SAFE_ID.fits(bad)
    assert not CODE_ID.fits(bad)
    assert not PASSAGE_ID.fits(f"{bad}-7k2m") or bad.lower() in ("con", "nul", "com1", "lpt9")
    assert not SOURCE_KEY.fits(bad) or bad in ("CON", "con", "Nul", "COM1", "lpt9", "a:b")


@pytest.mark.parametrize("bad", UNSAFE)
def test_a_study_with_an_unsafe_id_is_not_written_at_all(tiny, tmp_path, bad: str):
    broken = [
        replace(tiny, transcripts={**tiny.transcripts, bad: tiny.transcripts["DEMO-K1"]}),
        replace(tiny, passages=(replace(tiny.passages[0], set=bad),)),
        replace(tiny, passages=(replace(tiny.passages[0], interview=bad),)),
        replace(tiny, searches={f"searches/{bad}.jsonl": ()}),
        replace(tiny, translations=(replace(tiny.translations[0], language=bad),)),
        replace(tiny, notes=(replace(tiny.notes[0], id=bad),)),
        replace(tiny, findings=(replace(tiny.findings[0], id=bad),)),
    ]
    for study in broken:
        with pytest.raises(LisesError, match="cannot name a file"):
            write_study(study, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_files_that_some_systems_take_for_one_are_refused(tiny, tmp_path):
    other = replace(tiny.notes[0], id="Pipe", kind="memo")
    pipe = replace(other, id="pipe")
    for notes in ((pipe, other), (pipe, pipe)):
        with pytest.raises(LisesError, match="same file"):
            write_study(replace(tiny, notes=notes), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_kinds_of_which_there_is_nothing_are_not_written(tiny):
    bare = StudyFolder(path="", design=tiny.design)
    assert [path for path, _ in study_files(bare)] == [
        "study.yaml",
        "participants.csv",
        "interviews.csv",
    ]


def test_every_file_ends_in_one_line_end_and_has_no_other(tiny):
    for path, text in study_files(tiny):
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert "\r" not in text


def test_attribute_columns_stand_between_role_and_quotes():
    text = "id,role,age,way_out,quotes,transcript\nR03,recipient,30-49,,public,\n"
    people, problems = parse_participants(text, "participants.csv")
    assert problems == []
    assert people[0].attributes == (("age", "30-49"), ("way_out", ""))
    assert people[0].transcript is None
    assert write_participants(people) == text


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_new_passage_ids_are_new_and_name_their_interview(seed: int, many: int):
    random, taken = Random(seed), set[str]()
    for _ in range(many):
        made = passage_id("DEMO-R03", taken, random)
        assert PASSAGE_ID.fits(made)
        assert passage_prefix(made) == "DEMO-R03"
        assert made not in taken
        taken.add(made)


def test_passage_ids_that_are_all_taken_end_in_an_answer():
    class Everything:
        def __contains__(self, _: object) -> bool:
            return True

    with pytest.raises(LisesError, match="no free passage id"):
        passage_id("R03", Everything(), Random(1))


def test_sources_keep_their_fields_and_abbreviations_are_written_out():
    text = '% ours\n@string{km = "Kommunen " # "og"}\n\n@Article{a2020,\n  Title = "Om {LISES}  og\n    mere",\n  journal = km # " mig",\n  year = 2020,\n  month = mar\n}\n@comment{x}\n'
    found, problems = parse_sources(text, "sources.bib")
    assert problems == []
    assert found == (
        Source(
            key="a2020",
            type="article",
            fields=(
                ("title", "Om {LISES} og mere"),
                ("journal", "Kommunen og mig"),
                ("year", "2020"),
                ("month", "March"),
            ),
        ),
    )
    assert found[0].at == ("sources.bib", 4)


def test_one_bad_entry_of_the_sources_leaves_the_others():
    text = "@misc{a, title = {x}}\n\n@misc{b, title = {x}\n\n@misc{c, title = {x}}\n"
    found, problems = parse_sources(text, "sources.bib")
    assert [source.key for source in found] == ["a", "c"]
    assert [(problem.line, problem.rule) for problem in problems] == [(3, "bib-syntax")]


def test_abbreviations_of_one_file_are_not_known_in_the_next():
    parse_sources('@string{km = "x"}\n', "sources.bib")
    assert parse_sources("@misc{a, title = km}\n", "sources.bib")[1][0].rule == "bib-syntax"


@pytest.mark.parametrize("value", ["{", "}", "}{", "a  b", " a", "a\nb", "{" * 11 + "}" * 11])
def test_a_field_that_would_not_come_back_is_not_written(value: str):
    with pytest.raises(LisesError, match="cannot be written"):
        write_sources([Source(key="a", type="misc", fields=(("title", value),))])


def test_a_new_study_reads_without_a_problem(tmp_path):
    new_study(tmp_path / "study-one", title="T")
    study, problems = read_study(tmp_path / "study-one")
    assert study is not None
    assert problems == ()
