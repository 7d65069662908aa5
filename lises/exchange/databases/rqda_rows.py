"""The rows of RQDA's tables that are not deleted, and what all its readers need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lises.exchange.projects.project import Memo, Thing

from .building import Builder
from .cells import Record, as_date

__all__ = ["RqdaRows"]

_LIVE = 1


class RqdaRows:
    """Gives rows whose status says that they are there, and counts those that are deleted.

    Attributes
    ----------
    texts, names : dict of str to str
        Of the sources, by key; the texts with their byte order marks.
    memos : list of Memo
        Memos about things, which tables keep in a column.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.texts: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.memos: list[Memo] = []
        self._deleted: Counter[str] = Counter()

    def first(self, table: str, *columns: str) -> Record:
        """Give the first row of a table, or an empty one."""
        database = self.builder.database
        for row in database.rows(table, *columns):
            return row
        return Record({}, table, 0, database.odd)

    def live(self, table: str, *columns: str) -> Iterator[Record]:
        """Give the rows that are not deleted, and remember their owners.

        In a table without ``status``, as older versions have it, all rows are there.
        """
        database = self.builder.database
        kept = database.has(table, "status")
        for row in database.rows(table, "status", "owner", *(c for c in columns if c != "owner")):
            if kept and row.whole("status") != _LIVE:
                self._deleted[table] += 1
                continue
            self.builder.coder(row.text("owner"))
            yield row

    def once(self, table: str, key: str, *columns: str) -> list[Record]:
        """Give the rows that are not deleted, each key once."""
        return self.builder.once(table, self.live(table, key, *columns), lambda row: row.key(key))

    def note_of(self, kind: Thing, key: str, row: Record) -> None:
        """Keep the memo that a row has about the thing it is."""
        if text := row.text("memo"):
            self.memos.append(
                Memo(
                    key=f"{kind}:{key}",
                    text=text,
                    about=((kind, key),),
                    coder=row.text("owner"),
                    date=as_date(row.text("date")),
                )
            )

    def finish(self) -> None:
        """Say how many rows are deleted."""
        for table, number in sorted(self._deleted.items()):
            self.builder.notes.append(f"deleted in RQDA and left out, {table}: {number:,}")
