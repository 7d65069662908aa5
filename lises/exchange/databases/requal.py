"""ReQual's projects: a ``.requal`` file, which is a SQLite database.

The tables were looked up in ReQual's own sources (RE-QDA/requal, ``R/db_schema.R`` and
``R/db_startup.R``, and how ``R/mod_document_code_utils_document_code.R`` takes the words of a
segment), at 1.x, and from the first version with users; ``*_map`` tables of the older names are
read too.

- Positions count from 1 and the end is the last character (R's ``substr``).
- A code may stand in several categories: the first is above it, and where any code has several,
  all categories are sets as well.
- Attributes are those of coders, not of interviews; they are set aside, as are the users' addresses
  and the log.
"""

from __future__ import annotations

from pathlib import Path

from lises.exchange.document import UnreadableError
from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.project import (
    Case,
    Memo,
    Project,
    ProjectCode,
    ProjectCoding,
    Source,
    Thing,
)

from .building import Builder, beside_on_disk, finished, not_known, nothing_read, one_project
from .categories import in_categories
from .cells import Record, as_date, as_hex
from .opening import Database, is_sqlite, open_database
from .placing import Selection, place

__all__ = ["looks_like_requal", "read_requal"]

FORMAT = "ReQual project"
_NEEDED = ("projects", "documents", "codes", "segments")
_IGNORED = {
    "user_permissions": "what users are allowed to do",
    "logs": "the log of who did what",
    "requal_version": "",
}


def looks_like_requal(content: bytes, _name: str) -> bool:
    """Tell whether a file is a database of ReQual; its name does not matter."""
    try:
        if not is_sqlite(content):
            return False
        with open_database(content) as database:
            return _is_ours(database)
    except UnreadableError:
        return False


def read_requal(content: bytes, path: Path, project: str = "") -> Project:
    """Read a project.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : Path
    project : str
        The number of the project in a database with several; left out: the only one.

    Returns
    -------
    Project
        With an error among its problems, and perhaps nothing else, where it cannot be read.
    """
    try:
        told = finished(content, beside_on_disk(path), path)
        with open_database(told.content) as database:
            if not _is_ours(database):
                raise not_known(FORMAT)
            return _Reader(Builder(path, database, told), project).read()
    except UnreadableError as error:
        return nothing_read(FORMAT, path, error)


def _is_ours(database: Database) -> bool:
    segments = database.has("segments", "segment_start", "segment_end", "doc_id")
    return segments and database.has("documents", "doc_text")


class _Reader:
    def __init__(self, builder: Builder, chosen: str) -> None:
        self.builder, self.database = builder, builder.database
        columns = ("project_id", "project_name", "project_description", "created_at")
        self.about = one_project(self.database.rows("projects", *columns), "project_id", chosen)
        self.key = self.about.key("project_id")
        self.texts: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def _own(self, table: str, key: str, *columns: str) -> list[Record]:
        """Give the rows of this project, each once; all rows where the table does not say whose."""
        told = self.database.has(table, "project_id")
        rows = self.database.rows(table, "project_id", key, *columns)
        mine = (row for row in rows if not told or row.key("project_id") == self.key)
        return self.builder.once(table, mine, lambda row: row.key(key))

    def read(self) -> Project:
        """Read everything."""
        builder, database = self.builder, self.builder.database
        for row in database.rows("users", "user_id", "user_name", "user_login"):
            builder.coder(row.text("user_name") or row.text("user_login"), row.key("user_id"))
        sources = self._sources()
        codes, sets = in_categories(
            builder, self._categories(), self._codes(), self._pairs("categories_codes_map")
        )
        codings, counted = self._codings({c.key: c.name for c in codes if c.codable})
        cases = self._cases()
        memos = self._memos(codes, codings)
        for row in database.rows("requal_version", "project_id", "version"):
            if row.key("project_id") == self.key:
                builder.notes.append(f"ReQual version: {row.text('version')}")
        builder.finish(_NEEDED, _IGNORED)
        return Project(
            path=builder.path,
            format=FORMAT,
            name=self.about.text("project_name"),
            software="ReQual",
            description=self.about.text("project_description"),
            coders=builder.coders,
            codes=codes,
            sources=sources,
            codings=codings,
            cases=cases,
            memos=memos,
            sets=sets,
            convention=counted,
            set_aside=tuple(builder.aside),
            notes=tuple(builder.notes),
            problems=tuple(builder.problems),
        )

    def _sources(self) -> tuple[Source, ...]:
        made = []
        columns = ("doc_name", "doc_description", "doc_text", "created_at")
        for row in self._own("documents", "doc_id", *columns):
            key, text = row.key("doc_id"), row.words("doc_text")
            if text is not None:
                self.texts[key] = text
            self.names[key] = row.text("doc_name")
            made.append(
                Source(
                    key=key,
                    name=row.text("doc_name"),
                    text=None if text is None else text.removeprefix("\ufeff"),
                    description=row.text("doc_description"),
                    created=as_date(row.text("created_at")),
                )
            )
        return tuple(made)

    def _categories(self) -> list[ProjectCode]:
        rows = self._own("categories", "category_id", "category_name", "category_description")
        return [
            ProjectCode(
                key=f"category:{row.key('category_id')}",
                name=row.text("category_name"),
                description=row.text("category_description"),
                codable=False,
            )
            for row in rows
        ]

    def _codes(self) -> list[ProjectCode]:
        rows = self._own("codes", "code_id", "code_name", "code_description", "code_color")
        return [
            ProjectCode(
                key=f"code:{row.key('code_id')}",
                name=row.text("code_name"),
                description=row.text("code_description"),
                color=as_hex(row.text("code_color")),
            )
            for row in rows
        ]

    def _pairs(self, table: str) -> list[tuple[str, str]]:
        """Give which code is in which category, from the table of this or of the older name."""
        rows = self._links(table, "category_code_map", "category_id", "code_id")
        return [(f"category:{r.key('category_id')}", f"code:{r.key('code_id')}") for r in rows]

    def _links(self, table: str, older: str, *columns: str) -> list[Record]:
        """Give the rows of a table that links two others, those of this project."""
        table = table if self.database.has(table) else older
        told = self.database.has(table, "project_id")
        rows = self.database.rows(table, "project_id", *columns)
        return [row for row in rows if not told or row.key("project_id") == self.key]

    def _codings(self, codes: dict[str, str]) -> tuple[tuple[ProjectCoding, ...], Convention]:
        builder = self.builder
        columns = ("doc_id", "code_id", "segment_start", "segment_end", "segment_text", "user_id")
        found: list[tuple[Record, Selection]] = []
        for row in self._own("segments", "segment_id", *columns):
            selection = _selection(row)
            source = builder.points("segments", "document", selection.source, self.names)
            if builder.points("segments", "code", f"code:{row.key('code_id')}", codes) and source:
                found.append((row, selection))
            else:
                why = "its document or its code is not there"
                builder.put_aside(selection.what, why, selection.words)
        selections = [selection for _, selection in found]
        placed = place(str(builder.path), self.texts, selections, self.names)
        builder.take(placed)
        builder.notes.append("positions as written: from 1, the end is the last character")
        codings = tuple(
            ProjectCoding(
                key=selection.key,
                source=selection.source,
                code=f"code:{row.key('code_id')}",
                spans=(placed.spans[selection.key],),
                coder=builder.coder(row.key("user_id"), row.key("user_id")),
            )
            for row, selection in found
            if selection.key in placed.spans
        )
        return codings, placed.convention

    def _cases(self) -> tuple[Case, ...]:
        rows = self._own("cases", "case_id", "case_name", "case_description")
        held: dict[str, dict[str, None]] = {row.key("case_id"): {} for row in rows}
        for row in self._links("cases_documents_map", "case_document_map", "case_id", "doc_id"):
            case, source = row.key("case_id"), row.key("doc_id")
            leads = self.builder.points("case links", "document", source, self.names)
            if self.builder.points("case links", "case", case, held) and leads:
                held[case][source] = None
            else:
                self.builder.put_aside(f"case link {row.number}", "one of them is not there")
        return tuple(
            Case(
                key=row.key("case_id"),
                name=row.text("case_name"),
                description=row.text("case_description"),
                sources=tuple(held[row.key("case_id")]),
            )
            for row in rows
        )

    def _memos(
        self, codes: tuple[ProjectCode, ...], codings: tuple[ProjectCoding, ...]
    ) -> tuple[Memo, ...]:
        known: dict[Thing, set[str]] = {
            "code": {code.key.removeprefix("code:") for code in codes if code.codable},
            "source": set(self.names),
            "coding": {coding.key for coding in codings},
        }
        rows = self._own("memos", "memo_id", "text", "user_id")
        about, places = self._memo_links(known, {row.key("memo_id") for row in rows})
        memos = []
        for row in rows:
            key = row.key("memo_id")
            memos.append(
                Memo(
                    key=key,
                    text=row.text("text"),
                    title=places.get(key, ""),
                    about=tuple(about.get(key, ())),
                    coder=self.builder.coder(row.key("user_id"), row.key("user_id")),
                )
            )
        return tuple(memos)

    def _memo_links(
        self, known: dict[Thing, set[str]], memos: set[str]
    ) -> tuple[dict[str, list[tuple[Thing, str]]], dict[str, str]]:
        """Give what each memo is about, and for a place in a document where that is, as a title."""
        about: dict[str, list[tuple[Thing, str]]] = {}
        places: dict[str, str] = {}
        tables: tuple[tuple[str, Thing, str], ...] = (
            ("memos_codes_map", "code", "code_id"),
            ("memos_documents_map", "source", "doc_id"),
            ("memos_segments_map", "coding", "segment_id"),
        )
        for table, kind, column in tables:
            for row in self.database.rows(table, "memo_id", column, "memo_start", "memo_end"):
                memo, key = row.key("memo_id"), row.key(column)
                if memo not in memos or not self.builder.points("memos", kind, key, known[kind]):
                    continue  # another project's; or the memo stays, and is about nothing
                own = f"code:{key}" if kind == "code" else key
                about.setdefault(memo, []).append((kind, own))
                if row.text("memo_start"):
                    places[memo] = f"at {row.text('memo_start')} to {row.text('memo_end')}"
        return about, places


def _selection(row: Record) -> Selection:
    """Give a segment's place: from 1 and with its last character, as a half-open span from 0."""
    start = row.whole("segment_start")
    return Selection(
        key=row.key("segment_id"),
        source=row.key("doc_id"),
        start=None if start is None else start - 1,
        end=row.whole("segment_end"),
        words=row.text("segment_text"),
        what=f"segment {row.key('segment_id')}",
    )
