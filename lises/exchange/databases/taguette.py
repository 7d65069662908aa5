"""Taguette's projects: the ``.sqlite3`` that it exports, and a server's database.

The tables were looked up in Taguette's own sources (remram44/taguette, ``database/models.py``, its
migrations and ``extract.py``), from version 0.9 to the one after 1.4.1, where tags got a
``parent_id``; passwords and addresses of ``users`` are never read.

- A document is HTML; positions are UTF-8 bytes of its text. ``markup`` gives the text.
- A highlight bears any number of tags; each is a coding, and the highlight their selection.
- Who highlighted, and when, is in the commands: the last command that gave a highlight a tag. A
  project that was exported has ``admin`` for everybody.
- A tag whose name begins with that of another and a dot, ``a.b``, stands below it, as it does in
  Taguette's lists; the names stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lises.exchange.document import UnreadableError
from lises.exchange.projects.project import Project, ProjectCode, ProjectCoding, Source
from lises.exchange.safejson import parse_json

from .building import Builder, beside_on_disk, finished, not_known, nothing_read, one_project
from .cells import Record, as_date
from .markup import MarkedText, text_of
from .opening import Database, is_sqlite, open_database
from .placing import Selection, place_spans
from .remarks import whole_tree

__all__ = ["looks_like_taguette", "read_taguette"]

FORMAT = "Taguette project"
_NEEDED = ("projects", "documents", "highlights", "tags", "highlight_tags")
_IGNORED = {
    "users": "user accounts with passwords and addresses",
    "project_members": "",
    "alembic_version": "",
}
_LONGEST = 1_000  # letters of a name that is looked at for dots; Taguette allows 200
_MERGES = 20  # times that a tag was merged and what it became merged again
_MOST_COMMAND = 1024 * 1024  # a command holds a few numbers


def looks_like_taguette(content: bytes, _name: str) -> bool:
    """Tell whether a file is a database of Taguette; its name does not matter."""
    try:
        if not is_sqlite(content):
            return False
        with open_database(content) as database:
            return _is_ours(database)
    except UnreadableError:
        return False


def read_taguette(content: bytes, path: Path, project: str = "") -> Project:
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
    document = database.has("documents", "project_id", "contents")
    return document and database.has("highlights", "start_offset", "end_offset", "snippet")


@dataclass(slots=True)
class _Given:
    """Who gave a highlight each of its tags, and when."""

    tags: dict[str, tuple[str, str]] = field(default_factory=dict)


class _Reader:
    def __init__(self, builder: Builder, chosen: str) -> None:
        self.builder, self.database = builder, builder.database
        columns = ("id", "name", "description", "created")
        self.about = one_project(self.database.rows("projects", *columns), "id", chosen)
        self.key = self.about.key("id")
        self.marked: dict[str, MarkedText] = {}

    def _own(self, table: str, *columns: str) -> list[Record]:
        """Give the rows of this project's things, each once."""
        rows = self.database.rows(table, "id", "project_id", *columns)
        mine = (row for row in rows if row.key("project_id") == self.key)
        return self.builder.once(table, mine, lambda row: row.key("id"))

    def read(self) -> Project:
        """Read everything."""
        builder = self.builder
        sources = self._sources()
        codes = self._codes()
        codings = self._codings(sources, codes)
        builder.finish(_NEEDED, _IGNORED)
        return Project(
            path=builder.path,
            format=FORMAT,
            name=self.about.text("name"),
            software="Taguette",
            description=self.about.text("description"),
            coders=builder.coders,
            codes=codes,
            sources=sources,
            codings=codings,
            set_aside=tuple(builder.aside),
            notes=tuple(builder.notes),
            problems=tuple(builder.problems),
        )

    def _sources(self) -> tuple[Source, ...]:
        made, pictures, names = [], 0, 0
        columns = ("name", "description", "filename", "created", "contents", "text_direction")
        for row in self._own("documents", *columns):
            marked = MarkedText(row.text("contents"))
            pictures += marked.pictures
            names += row.text("filename") not in {"", row.text("name")}
            self.marked[row.key("id")] = marked
            made.append(
                Source(
                    key=row.key("id"),
                    name=row.text("name"),
                    text=marked.text,
                    description=row.text("description"),
                    created=as_date(row.text("created")),
                )
            )
        notes = self.builder.notes
        notes.append("the texts are those of the documents' HTML; line ends stand between blocks")
        if pictures:
            notes.append(f"pictures in documents, not carried: {pictures}")
        if names:
            notes.append(f"file names of documents, not carried: {names}")
        return tuple(made)

    def _codes(self) -> tuple[ProjectCode, ...]:
        rows = self._own("tags", "path", "description", "parent_id")
        known = {row.key("id") for row in rows}
        by_name = {row.text("path"): row.key("id") for row in rows}
        parents, dotted = {}, 0
        for row in rows:
            above = row.key("parent_id")
            if not (above and self.builder.points("tags", "tag", above, known)):
                above = _above(row.text("path"), by_name)
                dotted += bool(above)
            parents[row.key("id")] = above
        parents, cut = whole_tree(parents)
        if cut:
            self.builder.above_itself(len(cut))
        if dotted:
            self.builder.notes.append(f"tags put below another by the dot in their name: {dotted}")
        return tuple(
            ProjectCode(
                key=row.key("id"),
                name=row.text("path"),
                parent=parents[row.key("id")],
                description=row.text("description"),
            )
            for row in rows
        )

    def _codings(
        self, sources: tuple[Source, ...], codes: tuple[ProjectCode, ...]
    ) -> tuple[ProjectCoding, ...]:
        builder = self.builder
        names = {source.key: source.name for source in sources}
        rows = self.database.rows(
            "highlights", "id", "document_id", "start_offset", "end_offset", "snippet"
        )
        mine = (row for row in rows if row.key("document_id") in names)
        kept = builder.once("highlights", mine, lambda row: row.key("id"))
        selections = [_selection(row) for row in kept]
        spans = {s.key: _best(self.marked[s.source], s) for s in selections}
        texts = {key: marked.text for key, marked in self.marked.items()}
        placed = place_spans(str(builder.path), texts, selections, names, spans)
        builder.take(placed)
        builder.notes.append("positions: UTF-8 bytes of the text, the end is exclusive")
        tags = self._tags({row.key("id") for row in kept}, {code.key for code in codes})
        given = self._given()
        made = []
        for selection in selections:
            if selection.key not in placed.spans:
                continue
            if not tags.get(selection.key):
                where = f"{selection.what} of {names[selection.source]}"
                builder.put_aside(where, "it has no tag", selection.words)
            for tag in tags.get(selection.key, ()):
                coder, date = given.get(selection.key, _Given()).tags.get(tag, ("", ""))
                made.append(
                    ProjectCoding(
                        key=f"{selection.key}:{tag}",
                        source=selection.source,
                        code=tag,
                        spans=(placed.spans[selection.key],),
                        coder=builder.coder(coder),
                        date=as_date(date),
                        selection=selection.key,
                    )
                )
        return tuple(made)

    def _tags(self, highlights: set[str], codes: set[str]) -> dict[str, dict[str, None]]:
        """Give the tags of each highlight, in their order and each once."""
        tags: dict[str, dict[str, None]] = {}
        for row in self.database.rows("highlight_tags", "highlight_id", "tag_id"):
            highlight, tag = row.key("highlight_id"), row.key("tag_id")
            if highlight not in highlights:
                continue  # another project's, or set aside with its document
            if self.builder.points("highlights", "tag", tag, codes):
                tags.setdefault(highlight, {})[tag] = None
            else:
                self.builder.put_aside(f"a tag of highlight {highlight}", "the tag is not there")
        return tags

    def _given(self) -> dict[str, _Given]:
        """Follow the commands: who gave a highlight which tag last."""
        given: dict[str, _Given] = {}
        merged: dict[str, str] = {}
        for who, when, command in self._commands():
            highlight = str(command.get("highlight_id"))
            if command.get("type") == "highlight_add":
                tags = command.get("tags")
                now = {str(tag) for tag in tags} if isinstance(tags, list) else set()
                had = given.setdefault(highlight, _Given())
                had.tags = {tag: had.tags.get(tag, (who, when)) for tag in sorted(now)}
            elif command.get("type") == "highlight_delete":
                given.pop(highlight, None)
            elif command.get("type") == "tag_merge":
                merged[str(command.get("src_tag_id"))] = str(command.get("dest_tag_id"))
        for had in given.values():
            _merge(had, merged)
        return given

    def _commands(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Give the commands in their order: who, when, what."""
        columns = ("id", "project_id", "date", "user_login", "payload")
        rows = [
            r for r in self.database.rows("commands", *columns) if r.key("project_id") == self.key
        ]
        for row in sorted(rows, key=lambda row: row.whole("id") or 0):
            content = row.text("payload").encode("utf-8", "replace")
            try:
                payload = parse_json(content, "a command") if len(content) < _MOST_COMMAND else None
            except UnreadableError:
                payload = None
            if isinstance(payload, dict):
                yield row.text("user_login"), row.text("date"), payload


def _merge(had: _Given, merged: Mapping[str, str]) -> None:
    """Let tags that were merged into others leave their givers to these."""
    for tag in [tag for tag in had.tags if tag in merged]:
        of, to = had.tags.pop(tag), tag
        for _ in range(_MERGES):
            to = merged.get(to, to)
        had.tags.setdefault(to, of)


def _above(name: str, by_name: dict[str, str]) -> str:
    """Give the tag whose name is this one up to a dot, the longest there is."""
    name = name if len(name) <= _LONGEST else ""
    while "." in name:
        name = name.rpartition(".")[0]
        if name in by_name:
            return by_name[name]
    return ""


def _selection(row: Record) -> Selection:
    return Selection(
        key=row.key("id"),
        source=row.key("document_id"),
        start=row.whole("start_offset"),
        end=row.whole("end_offset"),
        words=text_of(row.text("snippet")),
        what=f"highlight {row.key('id')}",
    )


def _best(marked: MarkedText, selection: Selection) -> tuple[int, int] | None:
    """Give the span; white space before the first tag counts unless the words say it does not."""
    if selection.start is None or selection.end is None:
        return None
    span = marked.span(selection.start, selection.end)
    if not marked.leading:
        return span
    moved = marked.span(selection.start + marked.leading, selection.end + marked.leading)
    words = selection.words.split()
    found = [s for s in (span, moved) if s and marked.text[s[0] : s[1]].split() == words]
    return found[0] if found else span
