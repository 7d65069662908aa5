"""A study as a project and back: what a project can hold comes back equal."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import lises
from lises.errors import LisesError, UnknownNameError
from lises.exchange.projects.from_study import from_study
from lises.exchange.projects.making_study import write_made_study
from lises.exchange.projects.project import (
    Case,
    Coder,
    Link,
    Memo,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSet,
    Source,
    Variable,
)
from lises.exchange.projects.report import project_report
from lises.exchange.projects.to_study import StudyWanted, to_study
from lises.files import read_study
from lises.model import StudyFolder
from tests import strategies as made

TINY = Path(__file__).parent.parent.parent / "studies" / "demo-tiny"
MARK = "Invented for the test."


def held(folder: StudyFolder) -> dict[str, Any]:
    """Give what a project can hold of a study, in a form that can be compared."""
    language = folder.design.language
    attributes = {a.id for a in folder.design.attributes}
    book = folder.codebook
    return {
        "turns": {name: talk.turns for name, talk in folder.transcripts.items()},
        "passages": sorted(
            (p.id, p.set, p.interview, p.turn, p.turn_end, p.quote, p.codes, p.occurrence or 1)
            for p in folder.passages
            if p.codes
        ),
        # A tree of codes has an order among siblings; a list, one over all.
        "codes": {
            c.id: (
                c.parent,
                c.label.in_language(language),
                c.color,
                *(t.in_language(language) for t in (c.definition, c.use, c.avoid)),
            )
            for c in (book.codes if book else ())
        },
        "people": [
            (p.id, p.role, {k: v for k, v in p.attributes if k in attributes and v})
            for p in folder.participants
        ],
        "themes": [(t.id, t.label.in_language(language), t.codes) for t in folder.themes],
        "memos": sorted((n.kind, n.id, n.text, n.title or n.id) for n in folder.notes if n.text.strip()),
    }  # fmt: skip


def again(folder: StudyFolder) -> StudyFolder:
    project = from_study(folder, mark=MARK)
    wanted = StudyWanted(
        id=folder.design.id,
        language=folder.design.language,
        constructed=folder.design.constructed,
    )
    return to_study(project, wanted).folder


@given(folder=made.studies())
def test_what_a_project_can_hold_comes_back_equal(folder: StudyFolder):
    assert held(again(folder)) == held(folder)


def test_the_small_study_comes_back_and_can_be_read_and_checked(tmp_path: Path):
    folder = lises.load(TINY).folder
    project = from_study(folder, mark=MARK)
    result = to_study(project, StudyWanted(id="demo-again", language="en", constructed=True))
    write_made_study(project, result, tmp_path / "demo-again")
    read, problems = read_study(tmp_path / "demo-again")
    assert [str(p) for p in problems if p.severity == "error"] == []
    assert read is not None
    assert held(read) == held(folder)
    assert [
        str(p) for p in lises.load(tmp_path / "demo-again").problems if p.severity == "error"
    ] == []
    assert (
        (tmp_path / "demo-again" / ".imports" / "project.txt").read_text().startswith("demo-tiny")
    )
    assert ".imports/" in (tmp_path / "demo-again" / ".gitignore").read_text()
    with pytest.raises(LisesError, match="not empty"):
        write_made_study(project, result, tmp_path / "demo-again")


def test_invented_people_do_not_leave_without_saying_so():
    folder = lises.load(TINY).folder
    with pytest.raises(LisesError, match="constructed"):
        from_study(folder)
    assert from_study(folder, mark=MARK).description.startswith(MARK)


def test_a_set_that_is_not_there_is_refused_and_one_alone_goes_alone():
    folder = lises.load(TINY).folder
    with pytest.raises(UnknownNameError):
        from_study(folder, sets=["none"], mark=MARK)
    one = folder.design.coding_sets[0].id
    project = from_study(folder, sets=[one], mark=MARK)
    assert {coding.coder for coding in project.codings} == {one}
    assert any("other coding sets" in note for note in project.notes)


TEXT = (
    "Interview 3\r\n\r\nI: Hvordan ga\u030ar det \U0001f600?\r\n"
    "X: Jo, det g\u00e5r.\r\nOg s\u00e5 videre.\r\nI: Ja?\r\nX: Nej.\r\n"
)


def foreign(**more: Any) -> Project:
    values: dict[str, Any] = {
        "path": Path("x.qdpx"),
        "format": "REFI-QDA project",
        "coders": (Coder(key="u", name="Anna Berg"), Coder(key="v", name="cd")),
        "codes": (
            ProjectCode(key="a", name="Water", color="#FF00AA"),
            ProjectCode(key="b", name="Water", parent="a"),
            ProjectCode(key="c", name="Kø & ventetid", codable=False),
        ),
        "sources": (Source(key="s", name="Mette Hansen.docx", text=TEXT),),
    }
    return Project(**{**values, **more})


def coding(start: str, end: str, **more: Any) -> ProjectCoding:
    at = TEXT.index(start), TEXT.index(end) + len(end)
    return ProjectCoding(
        **{"key": start, "source": "s", "code": "a", "spans": (at,), "coder": "u", **more}
    )


def test_a_foreign_text_becomes_turns_and_every_selection_keeps_its_words():
    project = foreign(
        codings=(
            coding("det g\u00e5r", "videre.", key="1", date="2021-03-04T10:00:00Z", guid="G1"),
            coding("det g\u00e5r", "videre.", key="2", code="b"),
            coding("det g\u00e5r", "videre.", key="3", coder="v"),
            coding("ga\u030ar", "\U0001f600", key="4"),
            coding("\U0001f600", "X: Jo", key="5"),
            ProjectCoding(key="6", source="s", code="c", whole=True, coder="u"),
            ProjectCoding(key="7", source="s", code="c", spans=((5, 5),), coder="u"),
        )
    )
    result = to_study(project, StudyWanted(id="x"))
    talk = result.folder.transcripts["I01"]
    assert [(t.label, t.speakers) for t in talk.turns] == [
        ("…", ("other",)),
        ("I", ("interviewer",)),
        ("X", ("I01",)),
        ("I", ("interviewer",)),
        ("X", ("I01",)),
    ]
    quotes = [(p.set, p.quote, p.codes) for p in result.folder.passages]
    assert quotes == [
        ("cd-1", ("det går.\nOg så videre.",), ("water",)),
        ("coder-1", ("det går.\nOg så videre.",), ("water", "water-2")),
        ("coder-1", ("går det 😀",), ("water",)),
        ("coder-1", ("😀?", "Jo"), ("water",)),
        ("coder-1", tuple(t.text for t in talk.turns), ("koe-ventetid",)),
    ]
    assert [one.why for one in result.set_aside] == [
        "an empty selection: a passage here quotes words"
    ]
    (origin,) = [o for o in result.folder.origins if o.kind == "coding"]
    assert (origin.guid, origin.date, origin.code) == ("G1", "2021-03-04T10:00:00Z", "water")


def test_names_of_people_are_no_ids_and_stand_only_in_what_is_never_released():
    project = foreign(cases=(Case(key="k", name="Mette Hansen", sources=("s",)),))
    folder = to_study(project, StudyWanted(id="x")).folder
    assert [p.id for p in folder.participants] == ["P01"]
    assert folder.interviews[0].participants == ("P01",)
    assert [o.name for o in folder.origins if o.kind == "participant"] == ["Mette Hansen"]
    assert folder.design.coding_sets[0].id == "coder-1"
    assert "Mette" not in repr((folder.participants, folder.interviews, folder.codebook))


def test_codes_with_one_name_stay_two_and_keep_place_and_colour():
    codes = to_study(foreign(), StudyWanted(id="x")).folder.codebook
    assert codes is not None
    assert [(c.id, c.parent, c.color) for c in codes.codes] == [
        ("water", None, "#ff00aa"),
        ("water-2", "water", ""),
        ("koe-ventetid", None, ""),
    ]


def test_cases_sets_memos_and_links_find_their_homes():
    project = foreign(
        variables=(Variable(key="v", name="Age", type="integer"), Variable(key="w", name="role")),
        cases=(Case(key="k", name="R7", values=(("v", "41"),), sources=("s",)),),
        sets=(
            ProjectSet(key="t", name="Waiting", codes=("a", "c")),
            ProjectSet(key="t2", name="Texts", sources=("s",)),
        ),
        memos=(
            Memo(key="m", text="A thought.\r\nAnd more.", title="Thought", about=(("code", "a"),), coder="v", date="2021-01-02T03:04:05Z"),
            Memo(key="n", text=" ", title="Nothing"),
        ),
        links=(Link(key="l", origin=("code", "a"), target=("source", "s"), name="leads to"),),
    )  # fmt: skip
    result = to_study(project, StudyWanted(id="x"))
    folder = result.folder
    assert [(p.id, p.attributes) for p in folder.participants] == [
        ("R7", (("age", "41"), ("role-2", "")))
    ]
    assert [(t.id, t.codes) for t in folder.themes] == [("waiting", ("water", "koe-ventetid"))]
    memo, links = folder.notes
    assert (memo.text, memo.about, memo.coder, memo.date) == (
        "A thought.\nAnd more.",
        "water",
        "cd",
        "2021-01-02",
    )
    assert links.text == "- water → I01: leads to"
    assert Counter(one.why for one in result.set_aside) == {
        "a theme gathers codes; these are none": 1,
        "a memo without a text": 1,
    }


def test_a_text_without_labels_is_its_participants_paragraphs():
    project = foreign(
        sources=(Source(key="s", name="Interview 4", text="Et afsnit.\n\nTo\nlinjer.\n"),)
    )
    result = to_study(project, StudyWanted(id="x"))
    talk = result.folder.transcripts["Interview-4"]
    assert [(t.text, t.participants) for t in talk.turns] == [
        ("Et afsnit.", ("Interview-4",)),
        ("To\nlinjer.", ("Interview-4",)),
    ]
    assert any("without speaker labels" in note for note in result.notes)


def test_the_report_says_what_came_and_what_did_not():
    project = foreign(codings=(ProjectCoding(key="7", source="s", code="c", spans=((5, 5),)),))
    result = to_study(project, StudyWanted(id="x"))
    told = project_report(project, result)
    assert "3 codes" in told
    assert "an empty selection" in told
    assert "X → I01 (2)" in told


def test_the_same_project_gives_the_same_study():
    project = foreign(codings=(coding("det g\u00e5r", "videre."),))
    assert (
        to_study(project, StudyWanted(id="x")).folder
        == to_study(project, StudyWanted(id="x")).folder
    )


def test_a_label_said_to_be_the_participants_is_each_interviews_own():
    project = foreign(sources=(Source(key="s", name="x", text=TEXT.replace("I:", "Q:")),))
    wanted = StudyWanted(id="x", speakers={"X": "participant", "Q": "interviewer"})
    talk = to_study(project, wanted).folder.transcripts["I01"]
    assert dict(talk.speakers) == {"…": "other", "Q": "interviewer", "X": "I01"}
