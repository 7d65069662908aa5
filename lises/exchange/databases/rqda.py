"""RQDA's projects: an ``.rqda`` file, which is a SQLite database.

The tables were looked up in RQDA's own sources (Ronggui/RQDA, ``R/ProjectFun.R`` with its upgrades
from database version 0.1.5, and ``R/Coding_Buttons.R``), database version 0.2.2.

- A row is there where its ``status`` is 1; 0 is a deleted code or file, -1 an unmarked coding.
- Positions are characters from 0 and the end is exclusive (``substr(text, first + 1, end)``); they
  are tried against the words all the same. They are kept as REAL.
- A code may stand in several categories: the first is above it, and where any code has several,
  all categories are sets as well.
- Text that is not UTF-8 (older versions on Windows) is read with U+FFFD and told.
"""

from __future__ import annotations

from pathlib import Path

from lises.exchange.document import UnreadableError
from lises.exchange.projects.project import Project, ProjectCode, ProjectCoding, ProjectSet, Source

from .building import Builder, beside_on_disk, finished, not_known, nothing_read
from .categories import in_categories
from .cells import Record, as_date, as_hex
from .opening import Database, is_sqlite, open_database
from .placing import Placed, Selection, place
from .rqda_notes import read_notes
from .rqda_people import read_cases, read_file_sets
from .rqda_rows import RqdaRows

__all__ = ["looks_like_rqda", "read_rqda"]

FORMAT = "RQDA project"
_NEEDED = ("project", "source", "freecode", "coding", "codecat", "treecode", "cases")
_IGNORED: dict[str, str] = {}
# The second table is for a coding of the same files once more, to be compared with the first.
_TABLES = (("coding", ""), ("coding2", " (second coding)"))


def looks_like_rqda(content: bytes, _name: str) -> bool:
    """Tell whether a file is a database of RQDA; its name does not matter."""
    try:
        if not is_sqlite(content):
            return False
        with open_database(content) as database:
            return _is_ours(database)
    except UnreadableError:
        return False


def read_rqda(content: bytes, path: Path) -> Project:
    """Read a project.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : Path

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
            return _project(Builder(path, database, told))
    except UnreadableError as error:
        return nothing_read(FORMAT, path, error)


def _is_ours(database: Database) -> bool:
    return database.has("freecode", "id", "name") and database.has("coding", "selfirst", "selend")


def _project(builder: Builder) -> Project:
    rows = RqdaRows(builder)
    sources = _sources(rows)
    codes, sets = _codes(rows)
    codings, placed = _codings(rows, codes)
    people = read_cases(rows, sources, placed.counted)
    sets += read_file_sets(rows)
    memos = read_notes(rows)
    about = rows.first("project", "memo", "databaseversion")
    rows.finish()
    if version := about.text("databaseversion"):
        builder.notes.append(f"database version: {version}")
    builder.finish(_NEEDED, _IGNORED)
    return Project(
        path=builder.path,
        format=FORMAT,
        name=builder.path.stem,
        software="RQDA",
        description=about.text("memo"),
        coders=builder.coders,
        codes=codes,
        sources=people.sources,
        codings=codings,
        variables=people.variables,
        cases=people.cases,
        memos=memos,
        sets=sets,
        convention=placed.convention,
        set_aside=tuple(builder.aside),
        notes=tuple(builder.notes),
        problems=tuple(builder.problems),
    )


def _sources(rows: RqdaRows) -> tuple[Source, ...]:
    made = []
    for row in rows.once("source", "id", "name", "file", "memo", "owner", "date", "dateM"):
        key, text = row.key("id"), row.words("file")
        if text is not None:
            rows.texts[key] = text
        rows.names[key] = row.text("name")
        rows.note_of("source", key, row)
        made.append(
            Source(
                key=key,
                name=row.text("name"),
                text=None if text is None else text.removeprefix("\ufeff"),
                created=as_date(row.text("date")),
                modified=as_date(row.text("dateM")),
            )
        )
    return tuple(made)


def _codes(rows: RqdaRows) -> tuple[tuple[ProjectCode, ...], tuple[ProjectSet, ...]]:
    categories = [
        ProjectCode(
            key=f"catid:{row.key('catid')}",
            name=row.text("name"),
            description=row.text("memo"),
            codable=False,
            created=as_date(row.text("date")),
        )
        for row in rows.once("codecat", "catid", "name", "memo", "owner", "date")
    ]
    codes, colors = [], 0
    for row in rows.once("freecode", "id", "name", "memo", "owner", "date", "color"):
        color = as_hex(row.text("color"))
        colors += bool(row.text("color")) and not color
        codes.append(
            ProjectCode(
                key=f"id:{row.key('id')}",
                name=row.text("name"),
                description=row.text("memo"),
                color=color,
                created=as_date(row.text("date")),
            )
        )
    if colors:
        rows.builder.notes.append(f"colours by a name of R's, not carried: {colors}")
    pairs = [
        (f"catid:{row.key('catid')}", f"id:{row.key('cid')}")
        for row in rows.live("treecode", "cid", "catid")
        if row.key("cid")
    ]
    return in_categories(rows.builder, categories, codes, pairs)


def _codings(
    rows: RqdaRows, codes: tuple[ProjectCode, ...]
) -> tuple[tuple[ProjectCoding, ...], Placed]:
    builder = rows.builder
    names = {code.key: code.name for code in codes if code.codable}
    found: list[tuple[Record, Selection, str]] = []
    columns = ("cid", "fid", "seltext", "selfirst", "selend", "owner", "date", "memo")
    for table, suffix in _TABLES:
        for row in rows.live(table, *columns):
            selection = _selection(row, table)
            source = builder.points("codings", "source", selection.source, rows.names)
            code = f"id:{row.key('cid')}"
            if builder.points("codings", "code", code, names) and source:
                owner = row.text("owner")
                found.append((row, selection, f"{owner}{suffix}" if owner or suffix else ""))
            else:
                why = "its source or its code is deleted or not there"
                builder.put_aside(selection.what, why, selection.words)
    placed = place(str(builder.path), rows.texts, [s for _, s, _ in found], rows.names)
    builder.take(placed)
    codings = tuple(
        ProjectCoding(
            key=selection.key,
            source=selection.source,
            code=f"id:{row.key('cid')}",
            spans=(placed.spans[selection.key],),
            coder=builder.coder(owner),
            date=as_date(row.text("date")),
            memo=row.text("memo"),
        )
        for row, selection, owner in found
        if selection.key in placed.spans
    )
    return codings, placed


def _selection(row: Record, table: str) -> Selection:
    """Give a coding's place; RQDA knows a coding by its row alone."""
    return Selection(
        key=f"{table}:{row.number}",
        source=row.key("fid"),
        start=row.whole("selfirst"),
        end=row.whole("selend"),
        words=row.text("seltext"),
        what=f"{table} {row.number}",
    )
