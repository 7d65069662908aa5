"""A write-ahead log is put in as SQLite itself puts it in."""

import random
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.databases.log import LogError, with_log


@cache
def written(seed: int) -> tuple[bytes, bytes]:
    """A database and its log, with commits, a roll back and a transaction that is not done."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.db"
        with closing(sqlite3.connect(file, isolation_level=None)) as base:
            base.executescript(
                f"PRAGMA page_size = {chance.choice((512, 4096))}; PRAGMA journal_mode = WAL;"
                "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = 4; CREATE TABLE t (a);"
            )
            if chance.random() < 0.5:
                base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for _ in range(chance.randrange(2, 7)):
                base.execute("BEGIN")
                for _ in range(chance.randrange(1, 20)):
                    base.execute("INSERT INTO t VALUES (?)", ("ord " * chance.randrange(300),))
                base.execute("DELETE FROM t WHERE rowid % 7 = ?", (chance.randrange(9),))
                base.execute(chance.choice(("COMMIT", "COMMIT", "ROLLBACK")))
            base.execute("BEGIN")
            base.execute("INSERT INTO t SELECT hex(zeroblob(9000)) FROM t")
            return file.read_bytes(), (Path(folder) / "x.db-wal").read_bytes()


def by_sqlite(content: bytes, log: bytes) -> list[tuple[object, ...]] | None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.db"
        file.write_bytes(content)
        (Path(folder) / "x.db-wal").write_bytes(log)
        return rows(sqlite3.connect(file))


def rows(connection: sqlite3.Connection) -> list[tuple[object, ...]] | None:
    with closing(connection) as base:
        try:
            return base.execute("SELECT rowid, a FROM t ORDER BY rowid").fetchall()
        except sqlite3.Error:
            return None


def by_us(content: bytes, log: bytes) -> list[tuple[object, ...]] | None:
    whole = bytearray(with_log(content, log)[0])
    whole[18:20] = b"\x01\x01"
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(whole))
    return rows(connection)


@given(
    seed=st.integers(0, 5),
    cut=st.none() | st.integers(32, 60_000),
    flip=st.none() | st.integers(32),
)
def test_what_a_log_adds_is_what_sqlite_reads(seed: int, cut: int | None, flip: int | None):
    content, log = written(seed)
    changed = bytearray(log[:cut])
    if flip is not None and len(changed) > 32:
        changed[32 + flip % (len(changed) - 32)] ^= 0x40
    assert by_us(content, bytes(changed)) == by_sqlite(content, bytes(changed))


def test_a_log_with_commits_adds_rows_and_what_is_not_committed_does_not():
    content, log = written(0)
    whole, pages = with_log(content, log)
    assert pages > 1
    assert whole != content
    assert with_log(content, log[:32]) == (content, 0)


@pytest.mark.parametrize("damage", [0, 4, 8, 24, 31])
def test_a_log_whose_head_is_damaged_is_none(damage: int):
    content, log = written(1)
    broken = bytearray(log)
    broken[damage] ^= 0xFF
    with pytest.raises(LogError):
        with_log(content, bytes(broken))
    with pytest.raises(LogError):
        with_log(content, log[:20])


@given(st.binary(max_size=200), st.booleans())
def test_any_log_is_put_in_or_refused(log: bytes, ours: bool):
    content, own = written(2)
    try:
        whole, _ = with_log(content, own[:32] * ours + log)
    except LogError:
        return
    assert whole == content
