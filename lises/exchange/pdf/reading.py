"""Transcripts in PDFs with a text layer.

A PDF holds signs at places, neither paragraphs nor talk: what is lost by that is said. pypdf and
not pdfminer.six: it keeps the order in which the text was drawn, where the other put labels in bold
behind the words they stand before, and it has no dependencies (CONTRIBUTING).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from lises.errors import Problem, how_many
from lises.exchange.cleaning import Tally, clean, tally_notes
from lises.exchange.document import Document, UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.wordcount import count_words

from .margins import Line, at_the_edges
from .paragraphs import Joined, paragraphs_of
from .process import extract

__all__ = ["read_pdf"]

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
_NO_LETTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_MANY = 0.05
_SHOWN = 12


def read_pdf(
    content: bytes, path: str, extract: Callable[[bytes], dict[str, Any]] = extract
) -> Document:
    """Read the text layer of a PDF.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : str
        The file, for its problems.
    extract : callable, optional
        Takes the lines out of it; left out: pypdf in a process with limits.

    Returns
    -------
    Document
        Its paragraphs, as far as lines tell them; running titles, page numbers, comments and
        fields set aside. ``at`` counts the lines of the whole document.

    Raises
    ------
    UnreadableError
        ``pdf-without-text`` for a scan, else as ``process.extract``.
    """
    found = extract(content)
    texts = [page["text"] for page in found["pages"]]
    if not any(text.strip() for text in texts):
        raise UnreadableError(
            "pdf-without-text",
            f"the PDF has no text layer: {how_many(len(texts), 'page')} of pictures",
            "ask for the document it was made from, or have its text recognised (OCR), read that "
            "against the pages, and save it as .docx or .txt",
        )
    tally: Tally = Counter()
    pages = _lines(found["pages"], tally)
    edges = at_the_edges(pages)
    aside = {line.at for lines in edges.values() for line in lines}
    joined = paragraphs_of([[line for line in page if line.at not in aside] for page in pages])
    set_aside = (*map(_running, edges.values()), *_beside(found["pages"]))
    return Document(
        kind="pdf",
        paragraphs=tuple(joined.paragraphs),
        words=_words(found["pages"]) - len(joined.whole) - len(joined.open_hyphens),
        set_aside=set_aside,
        notes=(*_told(found, pages, joined), *tally_notes(tally), *_ligatures(texts)),
        problems=(
            *_mended(found["complaints"], path),
            *_problems(found["pages"], joined, path),
        ),
    )


def _lines(pages: Sequence[dict[str, Any]], tally: Tally) -> list[list[Line]]:
    made: list[list[Line]] = []
    at = 0
    for number, page in enumerate(pages, start=1):
        made.append([])
        for text, height, left, bold in page["lines"]:
            # A line's own end is no hyphen's: a soft one there is looked at later.
            soft = "\u00ad" if text.rstrip().endswith("\u00ad") else ""
            kept = " ".join(clean(_plain(text), tally).split()) + soft
            heavy = " ".join(clean(_plain(text[:bold]), Counter()).split())
            if kept:
                at += 1
                line = Line(text=kept, at=at, page=number, height=height, left=left)
                all_bold = heavy == kept.rstrip(" :")
                made[-1].append(replace(line, bold="" if all_bold else heavy))
    return made


def _plain(text: str) -> str:
    return _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)


def _words(pages: Sequence[dict[str, Any]]) -> int:
    """Count the words of the pages' whole texts, which the lines were not made from."""
    beside = (text for page in pages for text in (*page["comments"], *page["fields"]))
    return sum(count_words(_plain(page["text"])) for page in pages) + sum(map(count_words, beside))


def _running(lines: Sequence[Line]) -> SetAside:
    where = f"page {lines[0].page}" if len(lines) == 1 else f"{len(lines)} pages"
    return SetAside(
        where=where,
        text="\n".join(dict.fromkeys(line.text for line in lines)),
        why="a running title or page number"
        + (f", on {how_many(len(lines), 'page')}" if len(lines) > 1 else ""),
        words=sum(count_words(line.text) for line in lines),
        at=lines[0].at if len(lines) == 1 else 0,
    )


def _beside(pages: Sequence[dict[str, Any]]) -> Iterator[SetAside]:
    for number, page in enumerate(pages, start=1):
        for kind, why in (("comments", "a comment on the page"), ("fields", "a field of a form")):
            for text in page[kind]:
                kept = clean(text, Counter())
                words = count_words(kept)
                yield SetAside(where=f"page {number}", text=kept, why=why, words=words)


def _told(found: dict[str, Any], pages: list[list[Line]], joined: Joined) -> Iterator[str]:
    lines = sum(map(len, pages))
    yield (
        f"a PDF knows no paragraphs: {how_many(lines, 'line')} on {how_many(len(pages), 'page')} "
        f"were put together into {how_many(len(joined.paragraphs), 'paragraph')}, by the space "
        "between them and the labels they begin with; bold labels and columns may be misread"
    )
    begins = [f"page {page[0].page} at {page[0].at}" for page in pages if page][:_SHOWN]
    more = " …" if len(pages) > _SHOWN else ""
    yield f"lines are counted through the document: {', '.join(begins)}{more}"
    if joined.whole:
        words = [word for word in dict.fromkeys(joined.whole) if word][:_SHOWN]
        yield (
            f"hyphens at the ends of lines: {len(joined.whole)} were taken out, since the whole "
            f"word stands elsewhere: {', '.join(words)}"
        )
    pictures = sum(page["pictures"] for page in found["pages"])
    if pictures:
        yield f"pictures: {pictures:,} are not carried"
    if found["attachments"]:
        yield f"attachments: {found['attachments']} within the document are not read"


def _ligatures(texts: Sequence[str]) -> Iterator[str]:
    number = sum(len(_LIGATURE.findall(text)) for text in texts)
    if number:
        yield f"ligatures (ﬁ, ﬂ …): {number:,} were written as their letters"


def _mended(number: int, path: str) -> Iterator[Problem]:
    if number:
        yield Problem(
            path=path,
            line=0,
            rule="pdf-mended",
            message=f"the PDF breaks its own rules in {how_many(number, 'place')} and was read all "
            "the same; text may be missing",
            remedy="compare the turns with the pages; ask for the document it was made from",
            severity="doubt",
        )


def _problems(pages: Sequence[dict[str, Any]], joined: Joined, path: str) -> Iterator[Problem]:
    text = "".join(page["text"] for page in pages)
    strange = len(_NO_LETTER.findall(text))
    if strange:
        yield Problem(
            path=path,
            line=0,
            rule="pdf-letters-unknown",
            message=f"{strange:,} of {len(text):,} signs are no letters: a font does not say which "
            "letters it draws",
            remedy="compare the turns with the pages; ask for the document it was made from",
            severity="error" if strange > _MANY * len(text) else "doubt",
        )
    empty = [n for n, page in enumerate(pages, start=1) if not page["text"].strip()]
    if empty:
        listed = ", ".join(map(str, empty[:_SHOWN])) + (" …" if len(empty) > _SHOWN else "")
        yield Problem(
            path=path,
            line=0,
            rule="pdf-page-empty",
            message=f"no text on {how_many(len(empty), 'page')}: {listed}",
            remedy="look whether they are empty, or pictures of text",
            severity="doubt",
        )
    for at, word in joined.open_hyphens:
        yield Problem(
            path=path,
            line=at,
            rule="hyphen-at-line-end",
            message=f'"{word}" keeps the hyphen of a line\'s end; it may be no part of the word',
            remedy="mend it in the transcript where it is not",
            severity="doubt",
        )
