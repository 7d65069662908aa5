"""Tables as files: what a spreadsheet, a program and a person open."""

from __future__ import annotations

import csv
import io
import zipfile

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from lises.tables.files import csv_bytes, parquet_bytes, workbook_bytes

TABLE = pl.DataFrame(
    {
        "code": ["tap", "=cmd()", "+1", "-x", "@y", 'æøå; "q"'],
        "passages": [["A-1", "A-2"], [], None, ["=z"], ["B-1"], ["C-1"]],
        "share": [0.5, None, 1.0, 0.0, 0.25, 0.75],
    }
)


def _strings(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = archive.namelist()
        sheets = [archive.read(n).decode() for n in names if n.startswith("xl/worksheets/")]
        assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
        return archive.read("xl/sharedStrings.xml").decode()


def test_a_csv_opens_in_a_spreadsheet_and_runs_nothing():
    text = csv_bytes(TABLE).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "code,passages,share"
    assert lines[1] == "tap,A-1; A-2,0.5"
    assert [line[:2] for line in lines[2:6]] == ["'=", "'+", "'-", "'@"]
    assert "'=z" in lines[4]


def test_parquet_keeps_lists_and_types():
    assert pl.read_parquet(io.BytesIO(parquet_bytes(TABLE))).equals(TABLE)


def test_a_workbook_has_a_sheet_per_table_and_nothing_to_run():
    long = "x" * 40
    book = workbook_bytes({"one": TABLE, long: TABLE, long + "y": TABLE, "none": TABLE.clear()})
    assert "<t>=cmd()</t>" in _strings(book)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheets = archive.read("xl/workbook.xml").decode()
    assert f'name="{"x" * 31}"' in sheets
    assert f'name="{"x" * 29}-2"' in sheets


def test_the_same_tables_give_the_same_workbook_and_name_no_one():
    book = workbook_bytes({"one": TABLE})
    assert book == workbook_bytes({"one": TABLE})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01" in core


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_no_cell_of_a_csv_begins_with_a_sign_that_is_run(texts: list[str]):
    table = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    read = csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline=""))
    back = [row[0] for row in list(read)[1:]]
    run = tuple("=+-@\t\r\n")
    assert not any(cell.startswith(run) for cell in back)
    assert back == [f"'{text}" if text.lstrip("'").startswith(run) else text for text in texts]
