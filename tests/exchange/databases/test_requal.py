"""ReQual counts from one, and has memos about codes, documents and segments."""

from pathlib import Path

import pytest

from lises.exchange.databases.requal import read_requal
from lises.exchange.projects.project import Project
from tests.making.database_schemas import REQUAL
from tests.making.databases import database

OWN = {"project_id": 1}
ROWS = {
    "projects": [{**OWN, "project_name": "Øer", "project_description": "Om øer"}],
    "requal_version": [{**OWN, "version": "1.1.4"}],
    "users": [{"user_id": 1, "user_name": "bo", "user_mail": "bo@example.org"},
              {"user_id": 2, "user_login": "eva"}],
    "documents": [{**OWN, "doc_id": 1, "doc_name": "R01", "doc_text": "Hun bor på Ærø nu."}],
    "codes": [{**OWN, "code_id": 1, "code_name": "sted", "code_color": "rgb(255,0,16)"}],
    "categories": [{**OWN, "category_id": 1, "category_name": "A"}],
    "categories_codes_map": [{**OWN, "category_id": 1, "code_id": 1}],
    "segments": [
        {**OWN, "user_id": 1, "doc_id": 1, "code_id": 1, "segment_id": 1, "segment_start": 9,
         "segment_end": 14, "segment_text": "på Ærø"},
        {**OWN, "user_id": 9, "doc_id": 1, "code_id": 1, "segment_id": 2, "segment_start": 1,
         "segment_end": 3, "segment_text": "Hun"},
        {**OWN, "user_id": 1, "doc_id": 1, "code_id": 1, "segment_id": 3, "segment_start": 0,
         "segment_end": 3, "segment_text": "Hun"},
    ],
    "memos": [{**OWN, "memo_id": 1, "text": "om koden"}, {**OWN, "memo_id": 2, "text": "om stedet"},
              {**OWN, "memo_id": 3, "text": "frit"}, {"project_id": 5, "memo_id": 4, "text": "anden"}],
    "memos_codes_map": [{"memo_id": 1, "code_id": 1}],
    "memos_documents_map": [{"memo_id": 2, "doc_id": 1, "memo_start": 5, "memo_end": 7}],
    "memos_segments_map": [{"memo_id": 1, "segment_id": 1}, {"memo_id": 4, "segment_id": 88}],
    "logs": [{"user_id": 1, "project_id": 1, "action": "x"}],
    "attributes": [{"attribute_name": "køn", "attribute_object": "user"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def project() -> Project:
    return read_requal(database(REQUAL, ROWS), Path("øer.requal"))


def test_positions_count_from_one_and_the_end_is_the_last_character(project):
    text = project.sources[0].text
    assert [text[a:b] for coding in project.codings for a, b in coding.spans] == ["på Ærø", "Hun"]


def test_a_segment_that_begins_before_the_text_is_set_aside(project):
    (aside,) = (a for a in project.set_aside if "segment" in a.where)
    assert (aside.where, aside.text) == ("segment 3 in R01, -1 to 3", "Hun")


def test_coders_have_their_names_or_logins_and_nobody_an_address(project):
    assert [(coder.key, coder.name) for coder in project.coders] == [
        ("1", "bo"),
        ("2", "eva"),
        ("9", "9"),
    ]
    assert "example.org" not in repr(project)


def test_memos_are_about_codes_documents_and_segments(project):
    memos = {memo.text: memo for memo in project.memos}
    assert memos["om koden"].about == (("code", "code:1"), ("coding", "1"))
    assert memos["om stedet"].about == (("source", "1"),)
    assert memos["om stedet"].title == "at 5 to 7"
    assert memos["frit"].about == ()
    assert "anden" not in memos


def test_codes_have_categories_and_colours(project):
    heading, code = project.codes
    assert (heading.name, heading.codable) == ("A", False)
    assert (code.parent, code.color) == (heading.key, "#ff0010")


def test_what_is_not_carried_is_said(project):
    assert "ReQual version: 1.1.4" in project.notes
    assert "not read: the log of who did what" in project.notes
    assert [a.where for a in project.set_aside if "table" in a.where] == ["table attributes, 1 row"]


def test_the_tables_of_the_older_names_are_read():
    schema = REQUAL.replace("categories_codes_map", "category_code_map").replace(
        "cases_documents_map", "case_document_map"
    )
    rows = {k: v for k, v in ROWS.items() if k not in {"categories_codes_map", "segments"}} | {
        "category_code_map": [{**OWN, "category_id": 1, "code_id": 1}],
        "cases": [{**OWN, "case_id": 1, "case_name": "Hun"}],
        "case_document_map": [{**OWN, "case_id": 1, "doc_id": 1}],
    }
    project = read_requal(database(schema, rows), Path("x"))
    assert project.codes[1].parent == project.codes[0].key
    assert project.cases[0].sources == ("1",)
