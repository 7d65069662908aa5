"""QualCoder's journals, annotations, memos of files, and the marks of important codings."""

from __future__ import annotations

from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.project import Memo, Thing

from .building import Builder
from .cells import Record, as_date
from .placing import Selection, place
from .qualcoder_codes import QualCoderSources
from .qualcoder_codings import QualCoderCodings

__all__ = ["read_memos"]


def read_memos(
    builder: Builder, read: QualCoderSources, codings: QualCoderCodings
) -> tuple[Memo, ...]:
    """Give every memo that is not a description: of files, of places in them, and journals.

    An annotation stands at a place; a memo has none, so the place is its title.
    """
    made = [
        Memo(key=f"source:{key}", text=text, about=(("source", key),), coder=owner, date=date)
        for key, text, owner, date in read.memos
    ]
    made += _annotations(builder, read, codings.counted)
    made += _journals(builder)
    if codings.important:
        about: tuple[tuple[Thing, str], ...] = tuple(("coding", key) for key in codings.important)
        made.append(
            Memo(
                key="important",
                title="important",
                text="Marked as important in QualCoder.",
                about=about,
            )
        )
    return tuple(made)


def _annotations(builder: Builder, read: QualCoderSources, counted: Convention) -> list[Memo]:
    columns = ("anid", "fid", "pos0", "pos1", "memo", "owner", "date")
    rows = builder.once(
        "annotation",
        builder.database.rows("annotation", *columns),
        lambda row: row.key("anid") or f"row {row.number}",
    )
    kept = []
    for row in rows:
        if builder.points("annotations", "source", row.key("fid"), read.names):
            kept.append(row)
        else:
            builder.put_aside(
                f"annotation {row.key('anid')}", "its source is not there", row.text("memo")
            )
    placed = place(str(builder.path), read.texts, [_at(row) for row in kept], read.names, counted)
    builder.problems += placed.problems
    # What does not fit keeps its memo and loses nothing but the place.
    return [_annotation(builder, row, placed.spans.get(_at(row).key)) for row in kept]


def _at(row: Record) -> Selection:
    return Selection(
        key=row.key("anid") or f"row {row.number}",
        source=row.key("fid"),
        start=row.whole("pos0"),
        end=row.whole("pos1"),
        what="annotation",
    )


def _annotation(builder: Builder, row: Record, span: tuple[int, int] | None) -> Memo:
    place_ = f", {span[0]} to {span[1]}" if span else ", at a place that does not fit the text"
    return Memo(
        key=f"annotation:{_at(row).key}",
        text=row.text("memo"),
        title=f"annotation{place_}",
        about=(("source", row.key("fid")),),
        coder=builder.coder(row.text("owner")),
        date=as_date(row.text("date")),
    )


def _journals(builder: Builder) -> list[Memo]:
    rows = builder.once(
        "journal",
        builder.database.rows("journal", "jid", "name", "jentry", "date", "owner"),
        lambda row: row.key("jid") or f"row {row.number}",
    )
    return [
        Memo(
            key=f"journal:{row.key('jid') or f'row {row.number}'}",
            text=row.text("jentry"),
            title=row.text("name"),
            coder=builder.coder(row.text("owner")),
            date=as_date(row.text("date")),
        )
        for row in rows
    ]
