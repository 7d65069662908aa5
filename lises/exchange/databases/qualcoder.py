"""QualCoder's projects: ``data.qda``, a SQLite database, in a folder ``*.qda`` or a zip of one.

The tables were looked up in QualCoder's own sources (ccbogel/QualCoder, ``create_tables`` and the
upgrades of its ``app.py``) from database version 2 to 17, and in databases that versions 3.5 (v8)
and 4.0 (v14) wrote; later columns are read where they mean something here (``code_name.supercid``,
v16) and named where they do not.

- Positions count the byte order mark that a full text may begin with.
- ``seltext`` comes from a text widget and has U+2029 where the text has a line end.
- Categories and codes are two tables; here a category is a code that nothing can be coded with.
- A whole file of a case is linked as 0 to its length, or to one less: both were written.
- Older versions have fewer columns; what is not there reads as empty.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from lises.exchange.archive import Archive, ArchiveLimits, open_archive
from lises.exchange.document import UnreadableError
from lises.exchange.projects.project import Project

from .building import (
    BESIDE,
    Builder,
    Finished,
    beside_on_disk,
    finished,
    not_known,
    nothing_read,
    read_up_to,
)
from .cells import Record
from .opening import Database, DatabaseLimits, is_sqlite, open_database
from .qualcoder_cases import read_cases
from .qualcoder_codes import project_name, read_codes, read_sources
from .qualcoder_codings import read_codings
from .qualcoder_memos import read_memos

__all__ = [
    "looks_like_qualcoder",
    "looks_like_qualcoder_folder",
    "read_qualcoder",
    "read_qualcoder_folder",
]

FORMAT = "QualCoder project"
_DATA = "data.qda"
# Recordings lie in the folder too; they count by their declared size and are never read.
_LIMITS = ArchiveLimits(entries=20_000, total=8 * 1024**3, entry=DatabaseLimits().content)
_NEEDED = ("project", "source", "code_cat", "code_name", "code_text", "cases", "attribute_type")
# What holds nothing of a study, with a word for those that may be missed.
_IGNORED = {
    "stored_sql": "",
    "manage_files_display": "",
    "files_filter": "",
    "audit_log": "",
    "sync_log": "",
}


def looks_like_qualcoder(content: bytes, name: str) -> bool:
    """Tell whether a file is QualCoder's database, or a zip with one in it."""
    try:
        if is_sqlite(content):
            with open_database(content) as database:
                return _is_ours(database)
        return name.lower().endswith((".zip", ".qda")) and bool(
            _inside(open_archive(content, _LIMITS))
        )
    except UnreadableError:
        return False


def looks_like_qualcoder_folder(folder: Path) -> bool:
    """Tell whether a folder is a QualCoder project."""
    try:
        with (folder / _DATA).open("rb") as file:
            return is_sqlite(file.read(16))
    except OSError:
        return False


def read_qualcoder_folder(folder: Path) -> Project:
    """Read a project from its folder; see ``read_qualcoder``."""
    data = folder / _DATA
    try:
        project = read_qualcoder(read_up_to(data, DatabaseLimits().content), data)
    except UnreadableError as error:
        return nothing_read(FORMAT, folder, error)
    return replace(project, path=folder)


def read_qualcoder(content: bytes, path: Path) -> Project:
    """Read a project from its database, or from a zip of its folder.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : Path
        Where it was; a name that is ``data.qda`` gives way to that of its folder.

    Returns
    -------
    Project
        With an error among its problems, and perhaps nothing else, where it cannot be read.
    """
    try:
        beside = beside_on_disk(path)
        if not is_sqlite(content):
            content, beside = _unpacked(content)
        told = finished(content, beside, path)
        with open_database(told.content) as database:
            if not _is_ours(database):
                raise not_known(FORMAT)
            return _project(path, database, told)
    except UnreadableError as error:
        return nothing_read(FORMAT, path, error)


def _is_ours(database: Database) -> bool:
    return database.has("project") and database.has("code_text", "cid", "fid", "pos0", "pos1")


def _inside(archive: Archive) -> str:
    """Give the database of a zip of one project; empty where there is none, or more than one."""
    found = [name for name in archive.names if PurePosixPath(name).name.lower() == _DATA]
    return found[0] if len(found) == 1 else ""


def _unpacked(content: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Give the database of a zip, and what SQLite left beside it there."""
    archive = open_archive(content, _LIMITS)
    name = _inside(archive)
    if not name:
        raise not_known(FORMAT)
    beside = {end: archive.read(name + end) for end in BESIDE if name + end in archive.names}
    return archive.read(name), beside


def _project(path: Path, database: Database, told: Finished) -> Project:
    builder = Builder(path, database, told)
    about = _about(database)
    read = read_sources(builder)
    codes = read_codes(builder)
    codings = read_codings(builder, read, {code.key: code.name for code in codes if code.codable})
    people = read_cases(builder, read, codings.counted)
    memos = read_memos(builder, read, codings)
    builder.coder(about.text("codername"))
    for record in database.rows("coder_names", "name"):
        builder.coder(record.text("name"))
    if version := about.text("databaseversion"):
        builder.notes.append(f"database version: {version}")
    builder.finish(_NEEDED, _IGNORED)
    return Project(
        path=path,
        format=FORMAT,
        name=project_name(path),
        software=about.text("about"),
        description=about.text("memo"),
        coders=builder.coders,
        codes=codes,
        sources=people.sources,
        codings=codings.codings,
        variables=people.variables,
        cases=people.cases,
        memos=memos,
        links=read.links,
        convention=codings.convention,
        set_aside=tuple(builder.aside),
        notes=tuple(builder.notes),
        problems=tuple(builder.problems),
    )


def _about(database: Database) -> Record:
    """Give the one row that tells of the project; an empty one where it is missing."""
    columns = ("databaseversion", "memo", "about", "codername")
    for record in database.rows("project", *columns):
        return record
    return Record({}, "project", 0, database.odd)
