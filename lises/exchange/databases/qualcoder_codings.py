"""QualCoder's codings: of text with their places, of pictures and recordings set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.project import ProjectCoding, Span

from .building import Builder
from .cells import Record, as_date
from .placing import Selection, place
from .qualcoder_codes import QualCoderSources

__all__ = ["QualCoderCodings", "read_codings"]

_COLUMNS = (
    *("ctid", "cid", "fid", "seltext", "pos0", "pos1"),
    *("owner", "date", "memo", "important", "avid"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualCoderCodings:
    """The codings of text, the keys of those marked as important, and how positions count.

    ``convention`` is for people, ``counted`` for further positions of the same database.
    """

    codings: tuple[ProjectCoding, ...]
    important: tuple[str, ...]
    convention: Convention
    counted: Convention


def read_codings(
    builder: Builder, read: QualCoderSources, codes: Mapping[str, str]
) -> QualCoderCodings:
    """Read the codings of text; put those of pictures and recordings aside, one by one.

    Parameters
    ----------
    builder : Builder
    read : QualCoderSources
    codes : mapping of str to str
        The names of the codes by key; categories are not among them.
    """
    rows = builder.once("code_text", builder.database.rows("code_text", *_COLUMNS), _key)
    kept = [row for row in rows if _leads(builder, row, read, codes)]
    selections = [_selection(row, codes) for row in kept]
    placed = place(str(builder.path), read.texts, selections, read.names)
    builder.take(placed)
    found = [row for row in kept if _key(row) in placed.spans]
    codings = tuple(_coding(builder, row, placed.spans[_key(row)]) for row in found)
    linked = sum(row.whole("avid") is not None for row in found)
    if linked:
        builder.notes.append(
            f"codings linked to one of a recording, the link not carried: {linked}"
        )
    _aside_of_media(builder, read, codes)
    return QualCoderCodings(
        codings=codings,
        important=tuple(_key(row) for row in found if row.whole("important")),
        convention=placed.convention,
        counted=placed.counted,
    )


def _key(row: Record) -> str:
    """Give the row's number; older versions have none, and it is its place in the table."""
    return row.key("ctid") or f"row {row.number}"


def _leads(builder: Builder, row: Record, read: QualCoderSources, codes: Mapping[str, str]) -> bool:
    """Tell whether both pointers of a coding lead somewhere; put it aside where not."""
    source = builder.points("codings", "source", row.key("fid"), read.names)
    code = builder.points("codings", "code", f"cid:{row.key('cid')}", codes)
    if not (source and code):
        builder.put_aside(
            f"coding {_key(row)}, {row.text('pos0') or '?'} to {row.text('pos1') or '?'}",
            "its source or its code is not in the database",
            row.text("seltext"),
        )
    return source and code


def _selection(row: Record, codes: Mapping[str, str]) -> Selection:
    code = codes[f"cid:{row.key('cid')}"]
    return Selection(
        key=_key(row),
        source=row.key("fid"),
        start=row.whole("pos0"),
        end=row.whole("pos1"),
        words=row.text("seltext"),
        what=f"coding {_key(row)} with {code!r}",
    )


def _coding(builder: Builder, row: Record, span: Span) -> ProjectCoding:
    return ProjectCoding(
        key=_key(row),
        source=row.key("fid"),
        code=f"cid:{row.key('cid')}",
        spans=(span,),
        coder=builder.coder(row.text("owner")),
        date=as_date(row.text("date")),
        memo=row.text("memo"),
    )


def _aside_of_media(builder: Builder, read: QualCoderSources, codes: Mapping[str, str]) -> None:
    """Put the codings of recordings (milliseconds) and pictures (pixels) aside, with memos."""
    shared = ("id", "cid", "memo", "owner")
    places = {
        "code_av": ("a recording", "milliseconds {pos0} to {pos1}"),
        "code_image": ("a picture", "from {x1}, {y1}, {width} wide and {height} high"),
    }
    for table, (what, where) in places.items():
        at = ("pos0", "pos1", "x1", "y1", "width", "height", "pdf_page")
        rows = list(builder.database.rows(table, *shared, *at))
        for row in rows:
            source = read.names.get(row.key("id"), "a source that is not there")
            code = codes.get(f"cid:{row.key('cid')}", "a code that is not there")
            shown = where.format(**{column: row.text(column) or "?" for column in at})
            page = f", page {row.text('pdf_page')}" if row.text("pdf_page") else ""
            builder.coder(row.text("owner"))
            builder.put_aside(
                f"coding of {what} with {code!r}: {source}, {shown}{page}",
                f"a coding of {what}; only codings of text are carried",
                row.text("memo"),
            )
        if rows:
            builder.notes.append(f"codings of {what}, set aside: {len(rows):,}")
