"""SQLite databases that others made, read without trust.

A database is a program as much as a file: views, triggers, generated columns and indexes hold
expressions, virtual tables run code, damaged pages can lead in circles. So the bytes are copied
into memory and the file is never opened; the schema is not trusted; only columns that are stored
are read, from tables that are tables, row by row and by no index; an authorizer refuses everything
else when a statement is prepared; and time, rows and characters have limits.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType

from lises.exchange.document import UnreadableError

from .cells import Record

__all__ = ["SQLITE", "Database", "DatabaseLimits", "is_sqlite", "open_database"]

SQLITE = b"SQLite format 3\x00"
_MIB = 1024 * 1024
_STEPS = 20_000  # instructions between two looks at the clock: a few milliseconds
_STORED = 0  # the third kind of column in table_xinfo: neither hidden nor generated
# The write and read version of a database in WAL mode; in memory there is no such mode.
_VERSIONS, _ROLLBACK = slice(18, 20), b"\x01\x01"
_SAFE = (
    ("SQLITE_LIMIT_SQL_LENGTH", _MIB),
    ("SQLITE_LIMIT_EXPR_DEPTH", 50),
    ("SQLITE_LIMIT_COMPOUND_SELECT", 2),
    ("SQLITE_LIMIT_ATTACHED", 0),
    ("SQLITE_LIMIT_TRIGGER_DEPTH", 1),
    ("SQLITE_LIMIT_WORKER_THREADS", 0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseLimits:
    """How much a database may hold and how long reading it may take.

    ``content`` is of the file, ``cell`` of one value, ``text`` of all values read, in bytes or
    characters; ``seconds`` of all reading together. What is in memory at once is at most twice
    ``content`` and ``text``.
    """

    content: int = 256 * _MIB
    cell: int = 32 * _MIB
    text: int = 128 * _MIB
    rows: int = 1_000_000
    tables: int = 1_000
    seconds: float = 60.0


def is_sqlite(content: bytes) -> bool:
    """Tell whether these are the bytes of a SQLite database, by how they begin."""
    return content.startswith(SQLITE)


class Database:
    """A database in memory, of which stored columns of real tables can be read and nothing else.

    Parameters
    ----------
    connection : sqlite3.Connection
    limits : DatabaseLimits

    Attributes
    ----------
    tables : mapping of str to tuple of str
        By the table's name in small letters its stored columns, in small letters.
    set_apart : tuple of str
        Views, virtual tables and triggers by name: there, and never looked into.
    damaged : dict of str to int
        The tables that could not be read to their end, with the rows that could.
    odd : Counter
        By (table, column): values of a kind that does not belong there.
    garbled : int
        Values with bytes that are no UTF-8, read with U+FFFD.
    """

    def __init__(self, connection: sqlite3.Connection, limits: DatabaseLimits) -> None:
        self._connection, self._limits = connection, limits
        self._rows = self._text = self.garbled = 0
        self._read: set[str] = set()
        self.damaged: dict[str, int] = {}
        self.odd: Counter[tuple[str, str]] = Counter()
        self._names: dict[str, str] = {}
        self._columns: dict[str, dict[str, str]] = {}
        connection.text_factory = self._decoded
        self.set_apart = self._look()
        connection.set_authorizer(_may)

    def __enter__(self) -> Database:
        """Give itself; the memory is freed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._connection.close()

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """The real tables with their stored columns, all in small letters."""
        return {table: tuple(columns) for table, columns in self._columns.items()}

    def has(self, table: str, *columns: str) -> bool:
        """Tell whether there is such a table with these columns."""
        known = self._columns.get(table.lower(), {})
        return table.lower() in self._columns and all(c.lower() in known for c in columns)

    def rows(self, table: str, *columns: str) -> Iterator[Record]:
        """Give the rows of a table in the order they are stored.

        A column that an older version does not have is empty in every row; a table that is not
        there has no rows; of a damaged one those come that can be read.

        Raises
        ------
        UnreadableError
            ``database-too-large`` where a limit is passed.
        """
        name, known = self._names.get(table.lower()), self._columns.get(table.lower(), {})
        if name is None:
            return
        self._read.add(table.lower())
        chosen = [column for column in columns if column.lower() in known]
        if not chosen:
            return
        listed = ", ".join(_quoted(known[column.lower()]) for column in chosen)
        query = f"SELECT {listed} FROM {_quoted(name)} NOT INDEXED"  # noqa: S608 - names, quoted
        for number, values in enumerate(self._stepped(query, table), start=1):
            yield Record(dict(zip(chosen, values, strict=True)), table, number, self.odd)

    def unread(self, *known: str) -> dict[str, int]:
        """Give the tables with rows that nobody asked for, ``known`` left out, with their rows."""
        left = self._columns.keys() - self._read - {name.lower() for name in known}
        counts = {}
        for table in sorted(left):
            name = _quoted(self._names[table])
            query = f"SELECT count(*) FROM {name} NOT INDEXED"  # noqa: S608 - a name, quoted
            for (count,) in self._stepped(query, table):
                if isinstance(count, int) and count:
                    counts[table] = count
        return counts

    def _stepped(self, query: str, table: str) -> Iterator[tuple[object, ...]]:
        """Step through a query; damage ends it and is remembered, a limit ends everything."""
        number = 0
        try:
            for values in self._connection.execute(query):
                number += 1
                self._count(values)
                yield values
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise _too_large(f"reading took longer than {self._limits.seconds:g} s") from error
            self.damaged[table.lower()] = number

    def _count(self, values: tuple[object, ...]) -> None:
        self._rows += 1
        self._text += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._rows > self._limits.rows:
            raise _too_large(f"it has more than {self._limits.rows:,} rows")
        if self._text > self._limits.text:
            raise _too_large(f"its values have more than {self._limits.text // _MIB:,} MiB")

    def _decoded(self, content: bytes) -> str:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            self.garbled += 1
            return content.decode("utf-8", errors="replace")

    def _look(self) -> tuple[str, ...]:
        """Learn which tables are tables, and their stored columns; give the names of the rest."""
        apart = []
        query = "SELECT type, name, rootpage, sql FROM sqlite_master"
        for kind, name, root, made in self._connection.execute(query):
            if kind == "table" and isinstance(name, str) and not name.startswith("sqlite_"):
                plain = isinstance(made, str) and made.upper().startswith("CREATE TABLE")
                if plain and isinstance(root, int) and root > 0:
                    self._names.setdefault(name.lower(), name)
                    continue
            if kind in {"view", "trigger"} or (kind == "table" and not root):
                apart.append(str(name))
        if len(self._names) > self._limits.tables:
            raise _too_large(f"it has more than {self._limits.tables:,} tables")
        for table, name in self._names.items():
            information = self._connection.execute(f"PRAGMA table_xinfo({_quoted(name)})")
            self._columns[table] = {
                str(row[1]).lower(): str(row[1]) for row in information if row[6] == _STORED
            }
        return tuple(sorted(apart))


def open_database(content: bytes, limits: DatabaseLimits | None = None) -> Database:
    """Copy a database into memory and learn its tables.

    Parameters
    ----------
    content : bytes
        The whole file. What a ``-wal`` or ``-journal`` beside it holds is not in it: see
        ``beside``.
    limits : DatabaseLimits, optional

    Raises
    ------
    UnreadableError
        ``database-damaged`` where it cannot be opened, ``database-too-large`` where it passes a
        limit.
    """
    limits = limits or DatabaseLimits()
    if not is_sqlite(content) or len(content) < 100:
        raise _damaged("it does not begin as a SQLite database does")
    if len(content) > limits.content:
        raise _too_large(f"it has more than {limits.content // _MIB:,} MiB")
    copy = bytearray(content)
    copy[_VERSIONS] = _ROLLBACK
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        _restrain(connection, limits)
        connection.deserialize(copy)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        return Database(connection, limits)
    except UnreadableError:
        connection.close()
        raise
    except (sqlite3.Error, ValueError, MemoryError, OverflowError) as error:
        connection.close()
        raise _damaged(f"its list of tables cannot be read ({type(error).__name__})") from error


def _restrain(connection: sqlite3.Connection, limits: DatabaseLimits) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.cell)
    for name, value in _SAFE:
        connection.setlimit(getattr(sqlite3, name), value)
    end = time.monotonic() + limits.seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)


def _may(
    action: int, _what: str | None, second: str | None, _in: str | None, within: str | None
) -> int:
    """Allow a select of stored columns, and counting; nothing from inside a view or a trigger."""
    if within is None and action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}:
        return sqlite3.SQLITE_OK
    counting = action == sqlite3.SQLITE_FUNCTION and second == "count"
    return sqlite3.SQLITE_OK if counting and within is None else sqlite3.SQLITE_DENY


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _too_large(what: str) -> UnreadableError:
    return UnreadableError(
        "database-too-large",
        f"the database is refused: {what}",
        "look whether it is the right file; if it is, export the project from its own program",
    )


def _damaged(what: str) -> UnreadableError:
    return UnreadableError(
        "database-damaged",
        f"the database cannot be opened: {what}",
        "open the project in its own program and save or export it again",
    )
