"""RQDA's memos, journal and annotations; the coding of pictures is set aside."""

from __future__ import annotations

from lises.exchange.projects.project import Memo

from .cells import as_date
from .rqda_rows import RqdaRows

__all__ = ["read_notes"]


def read_notes(rows: RqdaRows) -> tuple[Memo, ...]:
    """Give the memos about files, the annotations at places in them, and the journal.

    An annotation stands at a place; a memo has none, so the place is its title.
    """
    made = list(rows.memos)
    builder = rows.builder
    for row in rows.live("annotation", "fid", "position", "annotation", "owner", "date"):
        source, text = row.key("fid"), row.text("annotation")
        if not builder.points("annotations", "source", source, rows.names):
            builder.put_aside(f"annotation {row.number}", "its file is not there", text)
            continue
        made.append(
            Memo(
                key=f"annotation:{row.number}",
                text=text,
                title=f"annotation, at {row.text('position') or '?'}",
                about=(("source", source),),
                coder=row.text("owner"),
                date=as_date(row.text("date")),
            )
        )
    for row in rows.live("journal", "name", "journal", "owner", "date"):
        made.append(
            Memo(
                key=f"journal:{row.number}",
                text=row.text("journal"),
                title=row.text("name"),
                coder=row.text("owner"),
                date=as_date(row.text("date")),
            )
        )
    _pictures_aside(rows)
    return tuple(made)


def _pictures_aside(rows: RqdaRows) -> None:
    builder, pictures = rows.builder, 0
    for row in rows.live("imageCoding", "cid", "iid", "x1", "y1", "x2", "y2", "memo"):
        pictures += 1
        corners = ", ".join(row.text(column) or "?" for column in ("x1", "y1", "x2", "y2"))
        builder.put_aside(
            f"coding of picture {row.key('iid')} with code {row.key('cid')}, {corners}",
            "a coding of a picture; only codings of text are carried",
            row.text("memo"),
        )
    if pictures:
        builder.notes.append(f"codings of a picture, set aside: {pictures:,}")
