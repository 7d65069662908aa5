"""QualCoder's sources and its codes with their categories; the tables are in ``qualcoder``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lises.exchange.projects.conventions import BOM
from lises.exchange.projects.project import Kind, Link, ProjectCode, Source

from .building import Builder
from .cells import Record, as_date, as_hex
from .remarks import whole_tree

__all__ = ["QualCoderSources", "project_name", "read_codes", "read_sources"]

_MEDIA = re.compile(r"/?(docs|images|audio|video)\b")
_KINDS: dict[str, Kind] = {"images": "picture", "audio": "audio", "video": "video"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QualCoderSources:
    """The sources, their texts with byte order marks, their names and memos by key, and links.

    ``memos`` are (source key, memo, owner, date).
    """

    sources: tuple[Source, ...]
    texts: dict[str, str]
    names: dict[str, str]
    memos: tuple[tuple[str, str, str, str], ...]
    links: tuple[Link, ...]


def project_name(path: Path) -> str:
    """Give what a project is called: its folder's name, or that of the file."""
    return path.parent.stem if path.name.lower() == "data.qda" else path.stem


def read_sources(builder: Builder) -> QualCoderSources:
    """Read the files: their full texts, and what of others there is."""
    columns = ("id", "name", "fulltext", "mediapath", "memo", "owner", "date", "av_text_id")
    rows = builder.once("source", builder.database.rows("source", *columns), lambda r: r.key("id"))
    texts, sources, memos = {}, [], []
    for row in rows:
        source = _source(row)
        sources.append(source)
        if source.text is not None:
            texts[source.key] = row.text("fulltext")
        owner = builder.coder(row.text("owner"))
        if memo := row.text("memo"):
            memos.append((source.key, memo, owner, source.created))
    names = {source.key: source.name for source in sources}
    marked = sum(text.startswith(BOM) for text in texts.values())
    if marked:
        builder.notes.append(f"texts that begin with a byte order mark, which is counted: {marked}")
    return QualCoderSources(
        sources=tuple(sources),
        texts=texts,
        names=names,
        memos=tuple(memos),
        links=_links(builder, rows, names),
    )


def _source(row: Record) -> Source:
    text = row.words("fulltext")
    media = row.text("mediapath")
    kind: Kind = "text"
    if match := _MEDIA.match(media):
        kind = _KINDS.get(match[1], kind)
    if kind == "text" and media.lower().endswith(".pdf"):
        kind = "pdf"
    if kind in {"picture", "audio", "video"} and not text:
        text = None
    return Source(
        key=row.key("id"),
        name=row.text("name"),
        text=None if text is None else text.removeprefix(BOM),
        kind=kind,
        created=as_date(row.text("date")),
    )


def _links(builder: Builder, rows: list[Record], names: dict[str, str]) -> tuple[Link, ...]:
    """Link a recording to its transcript."""
    links = []
    for row in rows:
        key, text = row.key("id"), row.key("av_text_id")
        if text and builder.points("recordings", "transcript", text, names):
            links.append(
                Link(
                    key=f"transcript of {key}",
                    origin=("source", key),
                    target=("source", text),
                    name="transcript",
                )
            )
    return tuple(links)


def read_codes(builder: Builder) -> tuple[ProjectCode, ...]:
    """Read categories and codes as one tree; a category can be coded with nothing.

    Keys are ``catid:1`` and ``cid:1``, since the two tables number apart.
    """
    database = builder.database
    categories = builder.once(
        "code_cat",
        database.rows("code_cat", "catid", "name", "owner", "date", "memo", "supercatid"),
        lambda row: row.key("catid"),
    )
    codes = builder.once(
        "code_name",
        database.rows(
            "code_name", "cid", "name", "memo", "catid", "owner", "date", "color", "supercid"
        ),
        lambda row: row.key("cid"),
    )
    known = {f"catid:{row.key('catid')}" for row in categories}
    known |= {f"cid:{row.key('cid')}" for row in codes}
    parents = {f"catid:{r.key('catid')}": _above(builder, r, known, "") for r in categories}
    parents |= {f"cid:{r.key('cid')}": _above(builder, r, known, "supercid") for r in codes}
    parents, cut = whole_tree(parents)
    if cut:
        builder.above_itself(len(cut))
    made = [_code(builder, row, parents, "catid") for row in categories]
    return (*made, *(_code(builder, row, parents, "cid") for row in codes))


def _above(builder: Builder, row: Record, known: set[str], sub: str) -> str:
    """Give the key above: the code that a sub-code belongs to, else the category."""
    if sub and (key := row.key(sub)):
        above = f"cid:{key}"
    elif key := row.key("catid" if sub else "supercatid"):
        above = f"catid:{key}"
    else:
        return ""
    return above if builder.points("codes", "category", above, known) else ""


def _code(builder: Builder, row: Record, parents: dict[str, str], column: str) -> ProjectCode:
    key = f"{column}:{row.key(column)}"
    builder.coder(row.text("owner"))
    return ProjectCode(
        key=key,
        name=row.text("name"),
        parent=parents[key],
        description=row.text("memo"),
        color=as_hex(row.text("color")) if column == "cid" else "",
        codable=column == "cid",
        created=as_date(row.text("date")),
    )
