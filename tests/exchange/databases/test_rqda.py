"""RQDA's rows with a status, its categories, cases, notes and second coding."""

from pathlib import Path

import pytest

from lises.exchange.databases.cells import as_date, as_hex
from lises.exchange.databases.rqda import read_rqda
from lises.exchange.projects.project import Project
from tests.making.database_schemas import RQDA
from tests.making.databases import database

TEXT = "Hun bor på Ærø nu."
LIVE, DELETED, UNMARKED = {"status": 1}, {"status": 0}, {"status": -1}
ROWS = {
    "project": [{"databaseversion": "0.2.2", "memo": "Om øer", "about": "Database created by RQDA"}],
    "source": [
        {"id": 1, "name": "R01", "file": TEXT, "memo": "note", "owner": "bo",
         "date": "Mon Oct  7 12:05:00 2013", **LIVE},
        {"id": 2, "name": "R02", "file": "Borte", **DELETED},
        {"id": 3, "name": "R03", "file": "To", **LIVE},
    ],
    "freecode": [
        {"id": 1, "name": "sted", "memo": "hvor", "color": "#FF0000", **LIVE},
        {"id": 2, "name": "tid", "color": "antiquewhite1", **LIVE},
        {"id": 3, "name": "borte", **DELETED},
    ],
    "codecat": [{"catid": 1, "name": "A", **LIVE}, {"catid": 2, "name": "B", "memo": "b", **LIVE}],
    "treecode": [{"cid": 1, "catid": 1, **LIVE}, {"cid": 1, "catid": 2, **LIVE},
                 {"cid": 2, "catid": 2, **UNMARKED}],
    "coding": [
        {"cid": 1, "fid": 1, "seltext": "på Ærø", "selfirst": 8.0, "selend": 14.0, "owner": "bo",
         "date": "Mon Oct  7 12:05:00 2013", "memo": "her", **LIVE},
        {"cid": 1, "fid": 1, "seltext": "Hun", "selfirst": 0.0, "selend": 3.0, **UNMARKED},
        {"cid": 1, "fid": 2, "seltext": "Bo", "selfirst": 0.0, "selend": 2.0, **LIVE},
    ],
    "coding2": [{"cid": 2, "fid": 1, "seltext": "nu", "selfirst": 15.0, "selend": 17.0, "owner": "bo",
                 **LIVE}],
    "cases": [{"id": 1, "name": "Hun", "memo": "fra Ærø", **LIVE}],
    "caselinkage": [{"caseid": 1, "fid": 3, "selfirst": 0.0, "selend": 2.0, **LIVE},
                    {"caseid": 1, "fid": 1, "selfirst": 4.0, "selend": 7.0, **LIVE}],
    "attributes": [{"name": "alder", "class": "numeric", "memo": "i år", **LIVE}],
    "caseAttr": [{"variable": "alder", "value": "47", "caseID": 1, **LIVE},
                 {"variable": "by", "value": "NA", "caseID": 1, **LIVE}],
    "fileAttr": [{"variable": "sted", "value": "ø", "fileID": 1, **LIVE}],
    "filecat": [{"catid": 1, "name": "Bind 1", **LIVE}],
    "treefile": [{"fid": 1, "catid": 1, **LIVE}, {"fid": 2, "catid": 1, **LIVE}],
    "journal": [{"name": "Dag 1", "journal": "Det regnede", "owner": "eva", **LIVE}],
    "annotation": [{"fid": 1, "position": 4, "annotation": "Hvem?", **LIVE}],
    "imageCoding": [{"cid": 1, "iid": 1, "x1": 1, "y1": 2, "x2": 3, "y2": 4, **LIVE}],
}  # fmt: skip


def read(rows=ROWS) -> Project:
    return read_rqda(database(RQDA, rows), Path("øer.rqda"))


@pytest.fixture(scope="module")
def project() -> Project:
    return read()


def words(project: Project) -> list[str]:
    texts = {source.key: source.text or "" for source in project.sources}
    return [texts[c.source][a:b] for c in project.codings for a, b in c.spans]


def test_rows_that_are_deleted_stay_out_and_are_counted(project):
    assert [source.name for source in project.sources] == ["R01", "R03"]
    assert [code.name for code in project.codes if code.codable] == ["sted", "tid"]
    assert words(project) == ["på Ærø", "nu"]
    assert "deleted in RQDA and left out, coding: 1" in project.notes
    assert "deleted in RQDA and left out, source: 1" in project.notes


def test_a_coding_of_a_deleted_file_is_set_aside(project):
    (aside,) = (a for a in project.set_aside if a.where == "coding 3")
    assert (aside.text, aside.why) == ("Bo", "its source or its code is deleted or not there")


def test_codings_have_coder_time_and_memo_and_the_second_coding_is_another_coder(project):
    first, second = project.codings
    assert (first.coder, first.date, first.memo) == ("bo", "2013-10-07T12:05:00", "her")
    assert (second.coder, second.key) == ("bo (second coding)", "coding2:1")


def test_a_code_in_two_categories_stands_below_the_first_and_all_are_sets(project):
    sted = next(code for code in project.codes if code.name == "sted")
    assert sted.parent == "catid:1"
    sets = {s.name: (s.codes, s.sources, s.description) for s in project.sets}
    assert sets == {
        "A": (("id:1",), (), ""),
        "B": (("id:1",), (), "b"),
        "Bind 1": ((), ("1",), ""),
    }


def test_cases_have_files_parts_and_values(project):
    (case,) = project.cases
    assert (case.sources, case.spans) == (("3",), (("1", (4, 7)),))
    assert case.values == (("alder", "47"),)
    assert [(v.name, v.type) for v in project.variables] == [("alder", "float"), ("sted", "text")]
    assert project.sources[0].values == (("sted", "ø"),)


def test_memos_journal_and_annotations_are_memos(project):
    memos = {memo.key: memo for memo in project.memos}
    assert memos["source:1"].text == "note"
    assert memos["annotation:1"].title == "annotation, at 4"
    assert (memos["journal:1"].title, memos["journal:1"].coder) == ("Dag 1", "eva")


def test_pictures_and_colours_by_name_are_told(project):
    assert "colours by a name of R's, not carried: 1" in project.notes
    assert any("coding of picture 1 with code 1, 1, 2, 3, 4" in a.where for a in project.set_aside)


def test_positions_from_one_are_found_by_the_words():
    one = [{**ROWS["coding"][0], "selfirst": 9.0, "selend": 14.0}]
    project = read({**ROWS, "coding": one, "coding2": []})
    assert words(project) == ["på Ærø"]
    assert any("counted from 1" in note for note in project.notes)


def test_dates_and_colours_are_those_that_are_known():
    assert as_date("2024-01-15 10:00:00+0100") == "2024-01-15T10:00:00+01:00"
    assert as_date("Tue Foo  7 12:05:00 2013") == ""
    assert as_hex("rgb(256,0,0)") == ""
