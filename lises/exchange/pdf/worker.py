"""Takes the lines out of a PDF; run as a program of its own, so that it can be killed.

It imports nothing of this library: what a hostile file could reach is this process alone, which has
a limit of memory and of processor time. A PDF comes in at its input, JSON goes out.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["MAX_LETTERS", "MAX_LINES", "MAX_PAGES", "extracted"]

Matrix = Sequence[float]
Font = Mapping[str, object] | None
MAX_PAGES = 2000
MAX_LINES = 200_000
MAX_LETTERS = 8 * 1024 * 1024
_COMMENTS = frozenset({"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly"})
_DAMAGE = (
    RecursionError,
    ArithmeticError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OSError,
)
_COMMENTS |= {"/Square", "/Circle", "/Line", "/Ink", "/Stamp", "/Caret", "/Polygon"}


def extracted(content: bytes) -> dict[str, Any]:
    """Take the lines out of a PDF.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    dict
        ``error``: a word for what stands against reading it, and its reason; or ``pages``: for
        each its whole ``text``, its ``lines`` as (text, height, left edge, how many letters at its
        beginning are bold), ``comments``, ``fields`` and how many ``pictures`` it has; and
        ``attachments``; ``complaints``, how often pypdf mended something or did without.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    complaints = _Complaints()
    logger = logging.getLogger("pypdf")
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        return {**_read(PdfReader(io.BytesIO(content))), "complaints": complaints.number}
    except (MemoryError, NotImplementedError) as error:
        return {"error": "large", "why": type(error).__name__}
    except (PyPdfError, *_DAMAGE) as error:
        return {"error": "damaged", "why": type(error).__name__}
    finally:
        logger.removeHandler(complaints)


class _Complaints(logging.Handler):
    """Counts what pypdf mends or does without, and says on its log only."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.number = 0

    def emit(self, _record: logging.LogRecord) -> None:
        """Count one."""
        self.number += 1


def _read(reader: PdfReader) -> dict[str, Any]:
    if reader.is_encrypted:
        return {"error": "encrypted", "why": ""}
    number = len(reader.pages)
    if number > MAX_PAGES:
        return {"error": "large", "why": f"{number:,} pages"}
    pages: list[dict[str, Any]] = []
    letters = lines = 0
    for page in reader.pages:
        pages.append(_page(page))
        letters += len(pages[-1]["text"])
        lines += len(pages[-1]["lines"])
        if letters > MAX_LETTERS or lines > MAX_LINES:
            most = f"more than {MAX_LETTERS:,} letters or {MAX_LINES:,} lines"
            return {"error": "large", "why": most}
    return {"pages": pages, "attachments": _attachments(reader)}


def _page(page: PageObject) -> dict[str, Any]:
    lines: list[list[Any]] = []
    under_way: list[tuple[str, float, float, bool]] = []

    def finish() -> None:
        if any(text.strip() for text, *_ in under_way):
            lines.append(_line(under_way))
        under_way.clear()

    def take(
        text: str, cm: list[float], tm: list[float], font: Mapping[str, object] | None, _size: float
    ) -> None:
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for number, piece in enumerate(text.split("\n")):
            if number:
                finish()
            if piece:
                under_way.append((piece, height, left, bold))

    text = page.extract_text(visitor_text=take)
    finish()
    comments, fields = _notes(page)
    return {
        "text": text,
        "lines": lines,
        "comments": comments,
        "fields": fields,
        "pictures": _pictures(page),
    }


def _line(pieces: list[tuple[str, float, float, bool]]) -> list[Any]:
    text = "".join(piece for piece, *_ in pieces)
    first = next(piece for piece in pieces if piece[0].strip())
    bold = 0
    for piece, _, _, heavy in pieces:
        if piece.strip() and not heavy:
            break
        bold += len(piece)
    return [text, round(first[1], 1), round(first[2], 1), bold]


def _notes(page: PageObject) -> tuple[list[str], list[str]]:
    """Give the comments laid onto a page, and what its form's fields hold."""
    comments, fields = [], []
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        kind = str(note.get("/Subtype", ""))
        if kind in _COMMENTS and note.get("/Contents"):
            comments.append(str(note["/Contents"]))
        elif kind == "/Widget" and isinstance(note.get("/V"), str):
            held = str(note["/V"])
            fields += [] if held.startswith("/") else [held]
    return comments, fields


def _pictures(page: PageObject) -> int:
    resources: Any = page["/Resources"].get_object() if "/Resources" in page else {}
    held: Any = resources["/XObject"].get_object() if "/XObject" in resources else {}
    return sum(held[name].get_object().get("/Subtype") == "/Image" for name in held)


def _attachments(reader: PdfReader) -> int:
    try:  # a list of attachments is not worth the text
        return len(reader.attachments)
    except Exception:
        return 0


def main() -> None:
    """Read a PDF from the input and write what was found; arguments: bytes, seconds."""
    try:
        import resource
    except ImportError:  # Windows: the caller's time limit is all there is
        pass
    else:
        memory, seconds = int(sys.argv[1]), int(sys.argv[2])
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        found = extracted(sys.stdin.buffer.read())
        out = json.dumps(found)
    except MemoryError:
        out = json.dumps({"error": "large", "why": "MemoryError"})
    sys.stdout.write(out)


if __name__ == "__main__":
    main()
