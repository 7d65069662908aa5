"""Databases that are damaged, or made to harm: a problem, never a traceback, and nothing run."""

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lises.exchange.databases.opening import Database, DatabaseLimits, open_database
from lises.exchange.databases.qualcoder import read_qualcoder
from lises.exchange.databases.requal import read_requal
from lises.exchange.databases.rqda import read_rqda
from lises.exchange.databases.taguette import read_taguette
from lises.exchange.document import UnreadableError
from tests.making.database_schemas import QUALCODER, REQUAL, RQDA, TAGUETTE
from tests.making.databases import database

from .test_qualcoder import ROWS

TAGUETTE_ROWS = {
    "projects": [{"id": 1, "name": "", "description": "", "created": ""}],
    "documents": [{"name": "", "description": "", "filename": "", "created": "", "project_id": 1,
                   "text_direction": "", "contents": "<p>x"}],
}  # fmt: skip
READERS = (read_qualcoder, read_taguette, read_rqda, read_requal)
ENDLESS = (
    "CREATE VIEW code_text AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
    "SELECT x AS cid, x AS fid, x AS pos0, x AS pos1 FROM c;"
)


def made(script: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return connection.serialize()


def opened(script: str, **limits) -> Database:
    return open_database(made(script), DatabaseLimits(**limits) if limits else None)


def values(database: Database, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(c) for c in columns) for row in database.rows(table, *columns)]


def rule(call) -> str:
    with pytest.raises(UnreadableError) as found:
        call()
    return found.value.rule


def test_a_view_in_the_place_of_a_table_is_never_asked():
    start = time.monotonic()
    with opened("CREATE TABLE project (memo text);" + ENDLESS) as database:
        assert not database.has("code_text")
        assert database.set_apart == ("code_text",)
        assert values(database, "code_text", "cid") == []
        with pytest.raises(sqlite3.DatabaseError):
            database._connection.execute("SELECT x FROM code_text")
    assert time.monotonic() - start < 5
    assert read_qualcoder(made(QUALCODER + "DROP TABLE code_text;" + ENDLESS), Path("x")).problems


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT load_extension('x')",
        "SELECT randomblob(10)",
        "ATTACH 'other.db' AS other",
        "PRAGMA writable_schema = ON",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
        "CREATE TABLE t2 (a)",
        "DELETE FROM t",
    ],
)
def test_nothing_but_a_select_of_columns_is_allowed(statement):
    with opened("CREATE TABLE t (a);") as database, pytest.raises(sqlite3.DatabaseError):
        database._connection.execute(statement)


def test_generated_columns_indexes_and_virtual_tables_are_not_evaluated():
    script = """
    CREATE TABLE t (a text, b text AS (hex(zeroblob(1000000))), c text);
    CREATE INDEX i ON t (a, c);
    CREATE VIRTUAL TABLE v USING fts5 (words);
    INSERT INTO t (a, c) VALUES ('x', 'y');
    """
    with opened(script) as database:
        assert database.tables["t"] == ("a", "c")
        assert not database.has("v")
        assert values(database, "t", "a", "b", "c") == [("x", "", "y")]


def test_names_are_found_whatever_their_case_and_however_they_are_quoted():
    script = """CREATE TABLE "SoUrce" ("Na""me" text, NAME text);
    INSERT INTO source VALUES ('a', 'b');"""
    with opened(script) as database:
        assert values(database, "source", "name", 'na"me') == [("b", "a")]


def test_a_table_that_nobody_asked_for_is_counted():
    with opened(
        "CREATE TABLE a (x); CREATE TABLE b (x); INSERT INTO b VALUES (1), (2);"
    ) as database:
        assert database.unread() == {"b": 2}
        list(database.rows("b", "x"))
        assert database.unread() == {}


def test_text_that_is_no_utf8_is_read_and_counted():
    with opened("CREATE TABLE t (a); INSERT INTO t VALUES (CAST(x'626ce5' AS TEXT));") as database:
        assert values(database, "t", "a") == [("bl\ufffd",)]
        assert database.garbled == 1


def test_a_database_in_utf16_reads_like_any_other():
    with opened(
        "PRAGMA encoding = 'UTF-16'; CREATE TABLE t (a); INSERT INTO t VALUES ('Å🌱');"
    ) as base:
        assert values(base, "t", "a") == [("Å🌱",)]


def test_a_database_in_wal_mode_opens(tmp_path):
    file = tmp_path / "x.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1);"
        )
    content = file.read_bytes()
    assert content[18:20] == b"\x02\x02"
    with open_database(content) as database:
        assert values(database, "t", "a") == [("1",)]


def test_limits_stop_the_reading():
    many = "CREATE TABLE t (a); INSERT INTO t VALUES " + ", ".join(["('0123456789')"] * 500) + ";"
    for limits in ({"rows": 100}, {"text": 1000}):
        with opened(many, **limits) as database:
            assert rule(lambda base=database: list(base.rows("t", "a"))) == "database-too-large"
    assert rule(lambda: opened(many, content=100)) == "database-too-large"
    tables = "".join(f"CREATE TABLE t{n} (a);" for n in range(12))
    assert rule(lambda: opened(tables, tables=10)) == "database-too-large"


def test_one_value_too_large_ends_its_table():
    with opened(
        "CREATE TABLE t (a); INSERT INTO t VALUES ('x'), ('y'), (zeroblob(5000));", cell=2000
    ) as base:
        # The module reads one row ahead, so the last sound one goes too.
        assert values(base, "t", "a") == [("x",)]
        assert base.damaged == {"t": 1}


def test_time_stops_the_reading():
    rows = ", ".join(["(1)"] * 30_000)
    with opened(f"CREATE TABLE t (a); INSERT INTO t VALUES {rows};", seconds=0.0) as database:
        assert rule(lambda: list(database.rows("t", "a"))) == "database-too-large"


def test_what_is_made_to_be_slow_is_read_in_time():
    start = time.monotonic()
    dots = {"id": 1, "project_id": 1, "path": "." * 200_000, "description": ""}
    project = read_taguette(database(TAGUETTE, {**TAGUETTE_ROWS, "tags": [dots]}), Path("x"))
    assert len(project.codes) == 1
    text = "ord " * 500_000
    schema = QUALCODER.replace(", unique(cid,fid,pos0,pos1, owner)", "")
    whole = {"cid": 1, "fid": 1, "pos0": 0, "pos1": len(text), "seltext": "noget andet"}
    rows = {
        **ROWS,
        "source": [{"id": 1, "name": "x", "fulltext": text}],
        "code_text": [whole] * 4000,
    }
    project = read_qualcoder(database(schema, rows), Path("x"))
    assert len(project.codings) == 4000
    assert time.monotonic() - start < 10


def test_a_database_whose_pages_lead_in_circles_ends():
    content = bytearray(database(QUALCODER, {**ROWS, "journal": [
        {"name": str(n), "jentry": "ord " * 300} for n in range(400)]}))  # fmt: skip
    size = int.from_bytes(content[16:18], "big")
    inner = [n for n in range(size, len(content), size) if content[n] == 0x05]
    assert inner
    for page in inner:  # all children of an inner page are the page itself
        cells = int.from_bytes(content[page + 3 : page + 5], "big")
        own = (page // size + 1).to_bytes(4, "big")
        content[page + 8 : page + 12] = own
        for cell in range(cells):
            at = int.from_bytes(content[page + 12 + 2 * cell :][:2], "big")
            content[page + at : page + at + 4] = own
    project = read_qualcoder(bytes(content), Path("x"))
    assert "database-damaged" in {problem.rule for problem in project.problems}
    assert len(project.codings) == 2  # what is whole comes over


@pytest.mark.parametrize("reader", READERS)
@given(content=st.binary(max_size=300), magic=st.booleans())
@example(content=b"\x10\x00\x01\x01\x00@  " + b"\xff" * 200, magic=True)
def test_any_bytes_give_a_project_with_an_error(reader, content, magic):
    project = reader(b"SQLite format 3\x00" * magic + content, Path("x"))
    assert [problem.severity for problem in project.problems] == ["error"]


SOUND = [
    database(QUALCODER, ROWS),
    database(RQDA, {"source": [{"id": 1, "name": "a", "file": "ord " * 2000, "status": 1}],
                    "freecode": [{"id": 1, "name": "k", "status": 1}],
                    "coding": [{"cid": 1, "fid": 1, "selfirst": 1, "selend": 3, "status": 1}] * 90}),
    database(REQUAL, {"projects": [{"project_id": 1}], "documents": [{"project_id": 1, "doc_text": "ord"}],
                      "codes": [{"project_id": 1, "code_name": "k"}],
                      "segments": [{"project_id": 1, "doc_id": 1, "code_id": 1, "segment_start": 1,
                                    "segment_end": 2}]}),
    database(TAGUETTE, TAGUETTE_ROWS),
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.sampled_from(range(len(SOUND))), seed=st.integers(0, 2**32), hits=st.integers(1, 40)
)
def test_damage_anywhere_is_told_or_harmless(which, seed, hits):
    chance = random.Random(seed)
    content = bytearray(SOUND[which])
    for _ in range(hits):
        at = chance.randrange(16, len(content))
        content[at] = chance.choice((0, 1, 0xFF, chance.randrange(256)))
    if chance.random() < 0.2:
        del content[chance.randrange(100, len(content)) :]
    for reader in READERS:
        project = reader(bytes(content), Path("x"))
        keys = [coding.key for coding in project.codings]
        assert len(keys) == len(set(keys))
        texts = {source.key: source.text or "" for source in project.sources}
        for coding in project.codings:
            assert all(0 <= a <= b <= len(texts[coding.source]) for a, b in coding.spans)


def columns_of(schema: str) -> dict[str, list[str]]:
    """The columns of every table, without what holds their values in check."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for (name,) in tables
        }


SCHEMAS = (QUALCODER, TAGUETTE, RQDA, REQUAL)
COLUMNS = {reader: columns_of(s) for reader, s in zip(READERS, SCHEMAS, strict=True)}
NUMBERS = (1, 1, 1, 1, 2, 3, 0, "1", 1.0)
TEXTS = (
    "ord",
    "",
    "\ufeffI: å",
    "a\u2029b",
    "#ff0000",
    "case",
    "file",
    "2024-05-01 10:00:00",
    "<p>a</p>",
)
ODD = (None, -1, 2**62, -(2**62), 2.5, float("inf"), float("nan"), "NA", b"\xff", b"", "\x00", "[",
       '{"type": "highlight_add", "highlight_id": 1, "tags": [1, 2]}')  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@given(seed=st.integers(0, 2**32))
def test_any_values_in_any_column_give_a_project_that_holds_together(reader, seed):
    chance = random.Random(seed)

    def value(column: str) -> object:
        if chance.random() < 0.05:
            return chance.choice(ODD)
        words = (
            "text",
            "name",
            "memo",
            "date",
            "owner",
            "path",
            "value",
            "color",
            "type",
            "contents",
        )
        return chance.choice(TEXTS if any(word in column.lower() for word in words) else NUMBERS)

    schema, rows = "", {}
    for table, columns in COLUMNS[reader].items():
        schema += f"CREATE TABLE {table} ({', '.join(columns)});"
        chosen = [column for column in columns if chance.random() < 0.98]
        made = [{column: value(column) for column in chosen} for _ in range(chance.randrange(1, 7))]
        rows[table] = [row for row in made if row]
    rows["projects" if "projects" in rows else "project"] = [
        {key: 1 for key in ("id", "project_id") if key in COLUMNS[reader].get("projects", ())}
        or {"memo": "x"}
    ]
    project = reader(database(schema, rows), Path("x"))
    assert not [p for p in project.problems if p.rule == "database-not-known"]
    for name in ("coders", "codes", "sources", "codings", "variables", "cases", "memos", "sets"):
        keys = [thing.key for thing in getattr(project, name)]
        assert len(keys) == len(set(keys)), name
    codes = {code.key: code for code in project.codes}
    assert all(not code.parent or code.parent in codes for code in project.codes)
    texts = {source.key: source.text for source in project.sources}
    for coding in project.codings:
        assert codes[coding.code].codable
        text = texts[coding.source]
        assert text is not None
        assert all(0 <= a <= b <= len(text) for a, b in coding.spans)
    known = {coder.key for coder in project.coders} | {""}
    assert {c.coder for c in project.codings} | {m.coder for m in project.memos} <= known
