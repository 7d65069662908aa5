"""What QualCoder's projects hold beside sources, codes and codings."""

import io
import os
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from lises.exchange.databases.qualcoder import (
    looks_like_qualcoder,
    looks_like_qualcoder_folder,
    read_qualcoder,
    read_qualcoder_folder,
)
from lises.exchange.projects.project import Project
from lises.exchange.projects.to_study import StudyWanted, to_study
from tests.making.database_schemas import QUALCODER, QUALCODER_LATER
from tests.making.databases import database

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
INFLUENCERS = SAMPLES / "projects" / "influencers-q4.qda"

TEXT = "\ufeffI: Hvor bor du?\r\nX: På Ærø \U0001f331 nu\nsiden maj"
WHEN = "2024-05-01 09:30:00"
ROWS = {
    "project": [{"databaseversion": "v8", "memo": "Om alt", "about": "QualCoder 3.5", "codername": "bo"}],
    "source": [
        {"id": 1, "name": "R01", "fulltext": TEXT, "mediapath": "/docs/R01.docx", "memo": "En note",
         "owner": "bo", "date": WHEN},
        {"id": 2, "name": "film", "fulltext": None, "mediapath": "video:/film.mp4", "av_text_id": 1},
        {"id": 3, "name": "kort", "fulltext": "", "mediapath": "/images/kort.png"},
        {"id": 4, "name": "side", "fulltext": "En side", "mediapath": "/docs/side.pdf"},
    ],
    "code_cat": [
        {"catid": 1, "name": "Top", "memo": "øverst"},
        {"catid": 2, "name": "Under", "supercatid": 1},
        {"catid": 3, "name": "Dybt", "supercatid": 2},
        {"catid": 4, "name": "Dybest", "supercatid": 3},
    ],
    "code_name": [
        {"cid": 1, "name": "sted", "memo": "hvor", "catid": 4, "color": "#B5B5EC", "owner": "bo",
         "date": WHEN},
        {"cid": 2, "name": "løs", "color": "red"},
    ],
    "code_text": [
        {"ctid": 1, "cid": 1, "fid": 1, "pos0": 21, "pos1": 27, "seltext": "På Ærø", "owner": "bo",
         "date": WHEN, "memo": "klart", "important": 1},
        {"ctid": 2, "cid": 2, "fid": 1, "pos0": 30, "pos1": 38, "seltext": "nu\u2029siden", "owner": "åse"},
    ],
    "code_av": [{"avid": 1, "id": 2, "pos0": 1000, "pos1": 2500, "cid": 1, "memo": "her", "owner": "eva"}],
    "code_image": [{"imid": 1, "id": 3, "x1": 1, "y1": 2, "width": 3, "height": 4, "cid": 9}],
    "annotation": [
        {"anid": 1, "fid": 1, "pos0": 1, "pos1": 3, "memo": "Hvem?", "owner": "bo", "date": WHEN},
        {"anid": 2, "fid": 1, "pos0": 1, "pos1": 999, "memo": "Hvor?"},
        {"anid": 3, "fid": 77, "pos0": 1, "pos1": 2, "memo": "Borte"},
    ],
    "journal": [{"jid": 1, "name": "Dag 1", "jentry": "Det regnede", "owner": "bo", "date": WHEN}],
    "cases": [{"caseid": 1, "name": "Hun", "memo": "fra Ærø"}],
    "case_text": [
        {"caseid": 1, "fid": 4, "pos0": 0, "pos1": 6},  # one less than the length
        {"caseid": 1, "fid": 2, "pos0": 0, "pos1": 0},  # a film has no length
        {"caseid": 1, "fid": 1, "pos0": 18, "pos1": 30},
    ],
    "attribute_type": [
        {"name": "alder", "memo": "i år", "caseOrFile": "case", "valuetype": "numeric"},
        {"name": "by", "caseOrFile": "file", "valuetype": "character"},
    ],
    "attribute": [
        {"name": "alder", "attr_type": "case", "value": "47", "id": 1},
        {"name": "by", "attr_type": "file", "value": "Marstal", "id": 1},
        {"name": "by", "attr_type": "file", "value": "", "id": 4},
        {"name": "udenfor", "attr_type": "case", "value": "ja", "id": 1},
        {"name": "by", "attr_type": "journal", "value": "x", "id": 1},
    ],
    "graph": [{"grid": 1, "name": "Et kort"}],
}  # fmt: skip


def read(rows=ROWS, schema: str = QUALCODER, path: Path = Path("x/P.qda/data.qda")) -> Project:
    return read_qualcoder(database(schema, rows), path)


@pytest.fixture(scope="module")
def project() -> Project:
    return read()


def words(project: Project, key: str) -> list[str]:
    source = {source.key: source.text for source in project.sources}
    coding = next(coding for coding in project.codings if coding.key == key)
    return [(source[coding.source] or "")[a:b] for a, b in coding.spans]


def rules(project: Project) -> Counter[str]:
    return Counter(problem.rule for problem in project.problems)


def test_the_project_has_the_name_of_its_folder_and_its_memo(project):
    assert (project.name, project.description) == ("P", "Om alt")
    assert project.software == "QualCoder 3.5"
    assert "database version: v8" in project.notes


def test_positions_count_the_byte_order_mark_and_the_text_has_none(project):
    assert project.sources[0].text == TEXT[1:]
    assert words(project, "1") == ["På Ærø"]
    assert words(project, "2") == ["nu\nsiden"]
    assert project.convention is not None
    assert project.convention.bom
    assert "selections that differ only by U+2029 for a line end: 1" in project.notes


def test_positions_of_utf16_are_found_by_the_words():
    rows = {**ROWS, "code_text": [{**ROWS["code_text"][1], "pos0": 31, "pos1": 39}]}
    project = read(rows)
    assert words(project, "2") == ["nu\nsiden"]
    assert project.convention is not None
    assert project.convention.unit == "UTF-16 units"


def test_kinds_of_sources_are_told_by_their_media(project):
    assert [(s.kind, s.text is None) for s in project.sources] == [
        ("text", False),
        ("video", True),
        ("picture", True),
        ("pdf", False),
    ]
    (link,) = project.links
    assert (link.origin, link.target, link.name) == (("source", "2"), ("source", "1"), "transcript")


def test_categories_are_codes_that_nothing_is_coded_with_to_any_depth(project):
    parents = {code.key: code.parent for code in project.codes}
    way = ["cid:1"]
    while parents[way[-1]]:
        way.append(parents[way[-1]])
    assert way == ["cid:1", "catid:4", "catid:3", "catid:2", "catid:1"]
    assert [code.key for code in project.codes if code.codable] == ["cid:1", "cid:2"]
    sted = next(code for code in project.codes if code.key == "cid:1")
    assert (sted.color, sted.description, sted.created) == (
        "#b5b5ec",
        "hvor",
        "2024-05-01T09:30:00",
    )


def test_a_later_version_has_codes_below_codes_and_names_of_coders():
    rows = {**ROWS, "code_name": [*ROWS["code_name"], {"cid": 3, "name": "ø", "supercid": 1, "catid": 1}],
            "coder_names": [{"name": "ida", "visibility": 0}]}  # fmt: skip
    project = read(rows, QUALCODER + QUALCODER_LATER)
    assert next(code for code in project.codes if code.key == "cid:3").parent == "cid:1"
    assert [coder.name for coder in project.coders] == ["bo", "eva", "ida", "åse"]
    assert "views, virtual tables and triggers, not used: 1" in project.notes


def test_codings_have_coder_time_and_memo(project):
    first, second = project.codings
    assert (first.coder, first.date, first.memo) == ("bo", "2024-05-01T09:30:00", "klart")
    assert (second.coder, second.date, second.memo) == ("åse", "", "")


def test_a_coding_marked_as_important_is_in_a_memo(project):
    (memo,) = [memo for memo in project.memos if memo.title == "important"]
    assert memo.about == (("coding", "1"),)
    study = to_study(project, StudyWanted(id="s")).folder
    (note,) = [note for note in study.notes if note.title == "important"]
    (passage,) = [passage for passage in study.passages if passage.codes == ("sted",)]
    assert note.about == passage.id


def test_codings_of_films_and_pictures_are_set_aside_with_their_memos(project):
    film, picture = (a for a in project.set_aside if "only codings of text" in a.why)
    assert film.where == "coding of a recording with 'sted': film, milliseconds 1000 to 2500"
    assert film.text == "her"
    assert "kort, from 1, 2, 3 wide and 4 high" in picture.where
    assert "codings of a recording, set aside: 1" in project.notes


def test_memos_journals_and_annotations_are_memos(project):
    memos = {memo.key: memo for memo in project.memos}
    assert memos["source:1"].about == (("source", "1"),)
    assert (memos["journal:1"].title, memos["journal:1"].text) == ("Dag 1", "Det regnede")
    assert memos["annotation:1"].title == "annotation, 0 to 2"  # less the byte order mark
    assert memos["annotation:2"].text == "Hvor?"
    assert "does not fit" in memos["annotation:2"].title
    assert [a.text for a in project.set_aside if "annotation" in a.where] == ["Borte"]


def test_a_case_has_whole_sources_in_both_ways_of_writing_and_parts_of_others(project):
    (case,) = project.cases
    assert case.sources == ("4", "2")
    assert case.spans == (("1", (17, 29)),)
    assert (case.name, case.description) == ("Hun", "fra Ærø")


def test_attributes_have_a_type_and_those_not_filled_in_are_none(project):
    types = {variable.key: variable.type for variable in project.variables}
    assert types == {"alder": "integer", "by": "text", "udenfor": "text"}
    assert project.cases[0].values == (("alder", "47"), ("udenfor", "ja"))
    assert project.sources[0].values == (("by", "Marstal"),)
    assert project.sources[3].values == ()
    assert any(
        a.where == "attribute 'by' of a journal" and a.text == "x" for a in project.set_aside
    )


def test_tables_with_rows_that_were_not_read_are_named(project):
    assert [a.where for a in project.set_aside if a.where.startswith("table")] == [
        "table graph, 1 row"
    ]


def test_pointers_to_nothing_are_told_and_what_they_hold_is_set_aside():
    rows = {**ROWS, "annotation": [], "code_text": [
        {"ctid": 1, "cid": 99, "fid": 1, "pos0": 1, "pos1": 2, "seltext": "I"},
        {"ctid": 2, "cid": 1, "fid": 99, "pos0": 1, "pos1": 2, "seltext": "J"},
        {"ctid": 3, "cid": 1, "fid": 1, "pos0": -4, "pos1": 2, "seltext": "K"},
        {"ctid": 4, "cid": 1, "fid": 1, "pos0": 4, "pos1": 2**60, "seltext": "L"},
        {"ctid": 5, "cid": 1, "fid": 1, "pos0": None, "pos1": 2, "seltext": "M"},
        {"ctid": 6, "cid": 1, "fid": 2, "pos0": 0, "pos1": 2, "seltext": "N"},
        {"ctid": 7, "cid": 1, "fid": 1, "pos0": 9, "pos1": 3, "seltext": "O"},
    ]}  # fmt: skip
    project = read(rows)
    assert not project.codings
    assert [a.text for a in project.set_aside if a.text in "IJKLMNO" and a.text] == list("IJKLMNO")
    assert rules(project)["selection-outside"] == 2  # of two sources
    assert rules(project)["pointer-dangling"] >= 2


def test_a_selection_with_other_words_stays_and_is_told_with_both_places():
    rows = {**ROWS, "code_text": [*ROWS["code_text"],
            {"ctid": 3, "cid": 1, "fid": 1, "pos0": 5, "pos1": 9, "seltext": "siden maj"}]}  # fmt: skip
    project = read(rows)
    assert words(project, "3") == [TEXT[5:9]]
    (problem,) = [p for p in project.problems if p.rule == "selection-differs"]
    assert "5 to 9 (its words stand at 33 to 42)" in problem.message
    assert "maj" not in problem.message
    assert problem.severity == "doubt"


def test_values_of_the_wrong_kind_are_counted_and_what_can_be_read_is():
    rows = {**ROWS, "code_text": [
        {"ctid": 1, "cid": 1, "fid": 1, "pos0": "21", "pos1": 27.0, "seltext": "På Ærø".encode(),
         "owner": 5, "memo": None},
        {"ctid": 2, "cid": 1, "fid": 1, "pos0": b"\x00", "pos1": "x", "seltext": ""},
    ]}  # fmt: skip
    project = read(rows)
    assert words(project, "1") == ["På Ærø"]
    assert project.codings[0].coder == "5"
    odd = [p.message for p in project.problems if p.rule == "database-value-odd"]
    assert any("code_text.seltext" in message for message in odd)
    assert any("code_text.pos0" in message for message in odd)


def test_a_category_above_itself_stands_at_the_top():
    rows = {**ROWS, "code_cat": [{"catid": 1, "name": "a", "supercatid": 2},
                                 {"catid": 2, "name": "b", "supercatid": 1},
                                 {"catid": 4, "name": "c", "supercatid": 4}]}  # fmt: skip
    project = read(rows)
    parents = {code.key: code.parent for code in project.codes}
    assert [parents[key] for key in ("catid:1", "catid:2", "catid:4")] == ["", "catid:1", ""]
    assert rules(project)["code-above-itself"] == 1


def test_an_old_version_without_numbers_attributes_and_colours_is_read():
    schema = """
    CREATE TABLE project (databaseversion text, date text, memo text, about text);
    CREATE TABLE source (id integer primary key, name text, fulltext text, memo text);
    CREATE TABLE code_name (cid integer primary key, name text, catid integer);
    CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text);
    """
    rows = {
        "project": [{"databaseversion": "v1"}],
        "source": [{"id": 1, "name": "R01", "fulltext": "Hvor?"}],
        "code_name": [{"cid": 1, "name": "sted"}],
        "code_text": [{"cid": 1, "fid": 1, "seltext": "Hvor", "pos0": 0, "pos1": 4, "owner": "bo"}]
        * 2,
    }
    project = read(rows, schema)
    assert [coding.key for coding in project.codings] == ["row 1", "row 2"]
    (problem,) = project.problems
    assert problem.rule == "database-table-missing"
    assert problem.message == "3 tables not in the database: code_cat, cases, attribute_type"


def test_a_folder_and_a_zip_of_it_are_read_alike(tmp_path):
    folder = tmp_path / "Studie.qda"
    folder.mkdir()
    content = database(QUALCODER, ROWS)
    (folder / "data.qda").write_bytes(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Studie.qda/data.qda", content)
        archive.writestr("Studie.qda/documents/R01.docx", b"PK")
    assert looks_like_qualcoder_folder(folder)
    assert not looks_like_qualcoder_folder(tmp_path)
    assert looks_like_qualcoder(packed.getvalue(), "Studie.zip")
    one = read_qualcoder_folder(folder)
    two = read_qualcoder(packed.getvalue(), tmp_path / "Studie.zip")
    assert (one.codings, one.memos, one.name) == (two.codings, two.memos, two.name)


def test_what_cannot_be_read_beside_the_database_is_told(tmp_path):
    folder = tmp_path / "Studie.qda"
    folder.mkdir()
    (folder / "data.qda").write_bytes(database(QUALCODER, ROWS))
    (folder / "data.qda-journal").write_bytes(bytes(512))  # done with
    assert "database-unfinished" not in rules(read_qualcoder_folder(folder))
    (folder / "data.qda-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 half")
    (folder / "data.qda-wal").write_bytes(b"something")
    assert rules(read_qualcoder_folder(folder))["database-unfinished"] == 2
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"Studie.qda/{file.name}")
    found = read_qualcoder(packed.getvalue(), tmp_path / "x.zip")
    assert rules(found)["database-unfinished"] == 2


def test_changes_that_are_in_the_log_alone_come_over(tmp_path):
    folder = tmp_path / "Studie.qda"
    folder.mkdir()
    file = folder / "data.qda"
    file.write_bytes(database(QUALCODER, ROWS))
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;")
        connection.execute("INSERT INTO code_name (cid, name) VALUES (77, 'sen')")
        connection.commit()
        project = read_qualcoder_folder(folder)
    assert "sen" in [code.name for code in project.codes]
    assert any(note.startswith("changes taken from data.qda-wal: ") for note in project.notes)
    assert not rules(read())["database-unfinished"]


def test_what_is_no_project_is_a_problem(tmp_path):
    other = database("CREATE TABLE t (a);", {})
    for content in (b"", b"PK\x03\x04", b"SQLite format 3\x00", other):
        project = read_qualcoder(content, Path("x"))
        assert [p.severity for p in project.problems] == ["error"]
        assert not looks_like_qualcoder(content, "x.qda")
    assert rules(read_qualcoder_folder(tmp_path)) == {"file-unreadable": 1}


@pytest.mark.skipif(not INFLUENCERS.is_dir(), reason="the samples are not here (LISES_SAMPLES)")
def test_a_project_that_others_made_has_what_it_is_known_to_have():
    project = read_qualcoder_folder(INFLUENCERS)
    assert len(project.sources) == 6
    assert [code.codable for code in project.codes].count(True) == 15
    assert [code.codable for code in project.codes].count(False) == 5
    assert len(project.codings) == 54
    assert "selections whose words match the text as stored: 50 of 54" in project.notes
    assert "selections that differ only by U+2029 for a line end: 4" in project.notes
    assert (project.problems, project.set_aside) == ((), ())
    assert project.software == "QualCoder 3.5"
    assert len(project.variables) == 3
    assert sum(len(source.values) for source in project.sources) == 18
