"""Tables of codings: columns by their names, positions or words; and out again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import LisesError, UnknownNameError
from lises.exchange.projects.project import Project
from lises.exchange.projects.written import Written, zipped
from lises.exchange.tabular.codings import looks_like_coding_table, read_coding_table
from lises.exchange.tabular.columns import columns_of
from lises.exchange.tabular.out import write_csv_tables, write_parquet_tables, write_workbook
from lises.exchange.tabular.tables import unmarked
from tests.making.projects import projects
from tests.making.reading import sound

PATH = Path("kodninger.csv")


def read(text: str | bytes, **columns: str) -> Project:
    content = text if isinstance(text, bytes) else text.encode()
    return read_coding_table(content, PATH, columns or None)


def test_danish_columns_semicolons_and_windows_letters_are_read():
    text = "Dokument;Kode;Citat;Kodet af;Dato;Kommentar\r\nI01;vand > brønd;så langt;Åse;2024-05-01;x\r\n"
    content = text.encode("cp1252")
    assert looks_like_coding_table(content, "a.csv")
    found = read(content)
    (coding,) = found.codings
    assert (coding.source, coding.code, coding.quote) == ("I01", "vand > brønd", "så langt")
    assert (coding.coder, coding.date, coding.memo) == ("Åse", "2024-05-01", "x")
    assert [(c.key, c.parent) for c in found.codes] == [("vand", ""), ("vand > brønd", "vand")]
    assert "cp1252, columns parted by semicolons" in found.notes


def test_positions_with_words_and_without():
    found = read('file,code,start,end,quote\na,x,3,7,"vand"\na,x,,,"kun ord"\na,y,,,\n')
    assert [(c.spans, c.quote, c.whole) for c in found.codings] == [
        (((3, 7),), "vand", False), ((), "kun ord", False), ((), "", True),
    ]  # fmt: skip


def test_paths_are_parted_by_slashes_only_in_a_column_of_paths():
    found = read("document\tcode\ta\nI\tog/eller\t1\n")
    assert [c.name for c in found.codes] == ["og/eller"]
    found = read("document\tcode path\nI\tvand/brønd\\kø\n")
    assert found.codings[0].code == "vand > brønd > kø"


def test_several_codes_of_a_cell_are_several_codings():
    found = read('document,codes,quote\nI,"vand; kø\nhave",ord\n')
    assert [(c.key, c.code) for c in found.codings] == [
        ("row 2", "vand"), ("row 2.1", "kø"), ("row 2.2", "have"),
    ]  # fmt: skip


def test_rows_of_one_coding_are_its_stretches():
    found = read("coding,document,code,start,end\nc1,I,x,1,2\nc1,I,x,5,9\nc1,I,y,5,9\n")
    assert [(c.key, c.code, c.spans) for c in found.codings] == [
        ("c1", "x", ((1, 2), (5, 9))), ("c1 (2)", "y", ((5, 9),)),
    ]  # fmt: skip


def test_columns_of_other_names_are_chosen():
    text = "hvor,hvad,sagt\nI,vand,ord\n"
    assert [p.rule for p in read(text).problems] == ["columns-unknown"]
    found = read(text, document="hvor", code="Hvad", quote="sagt")
    assert (found.codings[0].source, found.codings[0].quote) == ("I", "ord")
    with pytest.raises(UnknownNameError, match='no column "hvorn"; did you mean "hvor"'):
        read(text, document="hvorn")
    with pytest.raises(LisesError, match='no field "citat"'):
        read(text, citat="sagt")


def test_paragraphs_where_some_programs_count_them_are_no_positions():
    header = ["Document name", "Code", "Segment", "Beginning", "End", "Author", "Koder"]
    assert columns_of(header) == {"document": 0, "code": 1, "quote": 2, "coder": 5}
    assert columns_of(["kode", "koder"]) == {"code": 0, "coder": 1}
    assert columns_of(["koder"]) == {"code": 0}


def test_what_cannot_be_read_is_told_and_the_rest_comes_in():
    found = read("document,code,start,end,quote\nI,x,tre,7,ord\nI,,1,2,uden\n,x,2,1,\n")
    assert [(c.source, c.quote) for c in found.codings] == [("I", "ord")]
    assert [p.rule for p in found.problems] == ["position-unread"]
    assert [(one.at, one.why) for one in found.set_aside] == [
        (3, "it names no code"), (4, "a selection that does not fit its text"),
    ]  # fmt: skip


def test_a_workbook_of_another_hand_is_read_with_its_dates():
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Forside").write(0, 0, "Vores koder")
    sheet = book.add_worksheet("Segmenter")
    for column, name in enumerate(("Document", "Code", "Quotation", "Start", "End", "Created")):
        sheet.write(0, column, name)
    sheet.write_row(1, 0, ["I01", "vand", "så _x000D_ 🌱\r\nto", 3.0, 9])
    sheet.write_rich_string(2, 1, "va", book.add_format({"bold": True}), "nd")
    sheet.write_number(1, 5, 45413.5)
    sheet.write_formula(2, 2, "=1+1", None, "regnet")
    book.close()
    content = out.getvalue()
    assert looks_like_coding_table(content, "a.xlsx")
    first, second = read(content).codings
    assert (first.quote, first.spans) == ("så _x000D_ 🌱\r\nto", ((3, 9),))
    assert first.date == "2024-05-01T12:00:00"
    assert (second.code, second.quote, second.source) == ("vand", "regnet", "kodninger")


def told(project: Project, *, texts: bool) -> Counter[tuple]:
    """The codings as tables hold them."""
    codes = {c.key: c.id or c.key for c in project.codes}
    people = {c.key: c.name for c in project.coders}
    sources = {s.key: (s.name, s.text if texts else None) for s in project.sources}
    made: Counter[tuple] = Counter()
    for c in project.codings:
        words = ("", "", "") if c.spans else (c.quote, c.before, c.after)
        made[c.id or c.key, sources[c.source], codes[c.code], c.spans, c.whole,
             people.get(c.coder, ""), c.date, c.memo, c.selection, c.guid, words] += 1  # fmt: skip
    return made


def same(project: Project, found: Project, *, texts: bool) -> None:
    sound(found)
    assert told(found, texts=texts) == told(project, texts=texts)
    own = {c.key: c.id or c.key for c in project.codes}
    assert list(found.codes) == [
        replace(c, key=own[c.key], id="", parent=own.get(c.parent, "")) for c in project.codes
    ]
    assert [(c.name, c.guid) for c in found.coders] == [(c.name, c.guid) for c in project.coders]
    people = {s.key: s.id or s.key for s in project.sources}
    assert [(c.name, c.description, c.guid, list(c.sources)) for c in found.cases] == [
        (c.name, c.description, c.guid, [people[s] for s in c.sources]) for c in project.cases
    ]
    assert [[v for _, v in c.values] for c in found.cases] == [
        [dict(c.values)[v.key] for v in project.variables if dict(c.values).get(v.key)]
        for c in project.cases
    ]
    assert [[v for _, v in s.values] for s in found.sources] == [
        [dict(s.values)[v.key] for v in project.variables if dict(s.values).get(v.key)]
        for s in project.sources
    ]
    assert (found.name, found.description) == (project.name, project.description)
    assert found.problems == ()
    assert found.set_aside == ()


@given(projects())
def test_csv_files_are_read_again_but_for_what_is_named_as_lost(project: Project):
    written = write_csv_tables(project)
    packed = zipped(written.content)
    assert looks_like_coding_table(packed, "a.zip")
    found = read(packed)
    same(project, found, texts=True)
    assert [(s.name, s.text, s.description) for s in found.sources] == [
        (s.name, s.text, s.description) for s in project.sources
    ]


@given(projects())
def test_a_workbook_is_read_again_but_for_what_is_named_as_lost(project: Project):
    same(project, read(write_workbook(project).content), texts=False)


@given(projects())
def test_no_cell_of_the_csv_files_is_run_and_invented_people_are_named_in_each(project: Project):
    for name, content in write_csv_tables(project).content.items():
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
            assert not any(cell.startswith(tuple("=+-@\t\r\n")) for row in rows for cell in row)
            marked = "data_status" in rows[0] and all(r[-1] == "constructed" for r in rows[1:])
            assert marked == project.constructed or not rows[1:]


def test_parquet_has_the_texts_and_what_is_lost_is_named():
    found = read("document,code,start,end,quote\na,x,3,7,vand\n")
    project = replace(found, sources=(replace(found.sources[0], text="og vand"),))
    written: Written = write_parquet_tables(project)
    table = pl.read_parquet(io.BytesIO(written.content["sources.parquet"]))
    assert table["text"].to_list() == ["og vand"]
    assert written.lost == ()
    assert write_workbook(project).lost == (
        "texts of sources: 1, a cell of a workbook has no room for them",
    )
    long = replace(project.codings[0], memo="x" * 40_000)
    assert "cut off there: 1" in write_workbook(replace(project, codings=(long,))).lost[-1]


SOUND = write_workbook(read("document,code,start,end,quote\na,x,3,7,vand\n")).content


@given(st.text(max_size=80), st.binary(max_size=80), st.data())
def test_no_file_makes_it_fail(text: str, junk: bytes, data: st.DataObject):
    sound(read("document,code,quote,start,end\n" + text.encode("utf-8", "replace").decode()))
    sound(read(junk))
    changed = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    sound(read(bytes(changed)))
    assert unmarked(text) in (text, text[1:])


def test_a_file_of_quotation_marks_ends_soon():
    assert [p.rule for p in read('code,quote\n"' + "x," * 100_000).problems] == ["csv-syntax"]
    assert len(read("coding,document,code\n" + "1,I,a\n1,I,b\n" * 2_000).codings) == 4_000
