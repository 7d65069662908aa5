"""A tiny writer of PDFs with a text layer, and nothing more."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

LINE = 14
PARAGRAPH = 24
TOP = 780


def written(text: str) -> bytes:
    raw = text.encode("cp1252", errors="replace")
    for byte in (b"\\", b"(", b")"):
        raw = raw.replace(byte, b"\\" + byte)
    return b"(" + raw + b")"


def drawn(text: str, height: float, *, left: float = 60, bold: str = "") -> bytes:
    """A line at a height; what stands in ``bold`` is drawn first, in the bold font."""
    at = b"1 0 0 1 %d %d Tm" % (left, height)
    head = b"/F2 11 Tf %s Tj " % written(bold) if bold else b""
    return b"BT /F1 11 Tf " + at + b" " + head + b"/F1 11 Tf " + written(text) + b" Tj ET\n"


def page(
    *paragraphs: str | Sequence[str], header: str = "", footer: str = "", bold: bool = False
) -> bytes:
    """A page of paragraphs, each a line or its lines; labels in bold where it is asked for."""
    out = [drawn(header, TOP + 30)] if header else []
    height = TOP
    for paragraph in paragraphs:
        lines = [paragraph] if isinstance(paragraph, str) else list(paragraph)
        for number, line in enumerate(lines):
            label, colon, rest = line.partition(":")
            heavy = bold and not number and colon
            out.append(drawn(rest, height, bold=label + colon) if heavy else drawn(line, height))
            height -= LINE
        height -= PARAGRAPH - LINE
    return b"".join([*out, drawn(footer, 30) if footer else b""])


def pdf_bytes(
    *pages: bytes,
    comments: Sequence[str] = (),
    trailer: bytes = b"",
    packed: bool = True,
    more: Sequence[bytes] = (),
) -> bytes:
    """A document; ``comments`` are laid onto its first page, ``more`` are further objects."""
    notes = [
        b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents %s >>" % written(text)
        for text in comments
    ]
    first = 5 + 2 * len(pages)
    references = b" ".join(b"%d 0 R" % (first + n) for n in range(len(notes)))
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        _font(b"Helvetica"),
        _font(b"Helvetica-Bold"),
    ]
    for number, content in enumerate(pages):
        annots = b" /Annots [%s]" % references if not number and notes else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>%s >>" % (6 + 2 * number, annots)
        )
        objects.append(_stream(content, packed=packed))
    return _file([*objects, *notes, *more], trailer)


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name


def _stream(content: bytes, *, packed: bool) -> bytes:
    held = zlib.compress(content) if packed else content
    filtered = b" /Filter /FlateDecode" if packed else b""
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(held), filtered, held)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R%s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, trailer, len(out))
    )
