"""Transcripts in text files and Markdown, our own transcripts among them.

The text stays as it is: Markdown is not rendered, only its bold labels are read. A line is a
paragraph; where turns are blocks with blank lines between them, a block is, and its line breaks are
soft ones. A label may begin a turn on any line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize

from .cleaning import Tally, clean, tally_notes
from .decoding import decode
from .document import Declaration, Document, Paragraph, UnreadableError
from .imported import Kind, SetAside
from .prefixes import looks_like_label, prefix_of
from .wordcount import count_words

__all__ = ["MAX_TEXT", "paragraphs_of", "read_plain"]

MAX_TEXT = 8 * 1024 * 1024
"""The longest text that is read, in bytes; an hour of talk has some 60,000."""

_NEWLINE = re.compile("\r\n|\r|\n")
_NAMES = {"\r\n": "CRLF", "\r": "CR", "\n": "LF"}
_HEADING = re.compile(r"#{1,6}\s+\S")
_FENCE = re.compile(r"---\s*")
_FRONT = 60
"""Front matter is sought in so many lines at most."""


def read_plain(content: bytes, path: str, kind: Kind) -> Document:
    """Read a text file.

    Parameters
    ----------
    content : bytes
        The whole file, in UTF-8, UTF-16, UTF-32 or Windows-1252; lines end in LF, CRLF or CR.
    path : str
        The file, for its problems.
    kind : {"text", "markdown"}
        In Markdown, lines that begin with ``#`` and a space are headings.

    Raises
    ------
    UnreadableError
        If it is not text, or longer than ``MAX_TEXT``.
    """
    if len(content) > MAX_TEXT:
        raise UnreadableError(
            "file-too-large",
            f"the text has more than {MAX_TEXT // 2**20} MiB",
            "an hour of talk has some 60 kB; is this one transcript?",
        )
    decoded = decode(content, path)
    ends = Counter(_NEWLINE.findall(decoded.text))
    lines = _NEWLINE.split(decoded.text)
    tally: Tally = Counter()
    kept = [clean(line, tally) for line in lines]
    aside, declared, first = _front_matter(lines, path)
    paragraphs = paragraphs_of(kept, first, headings=kind == "markdown" and not declared)
    return Document(
        kind=kind,
        paragraphs=tuple(paragraphs),
        words=count_words(decoded.text),
        encoding=decoded.encoding,
        set_aside=aside,
        declared=declared,
        notes=(*line_end_notes(ends), *decoded.notes, *tally_notes(tally)),
        problems=decoded.problems,
        lines_are_turns=True,
        escaped=bool(declared),
    )


def line_end_notes(ends: Counter[str]) -> tuple[str, ...]:
    """Say how the lines of a file end, where any ends otherwise than in LF."""
    if not ends or set(ends) == {"\n"}:
        return ()
    listed = ", ".join(f"{_NAMES[end]} {n:,}" for end, n in ends.most_common())
    return (f"line ends: {listed}; all are LF here",)


def _front_matter(
    lines: list[str], path: str
) -> tuple[tuple[SetAside, ...], tuple[Declaration, ...], int]:
    """Give the front matter set aside, the speakers it declares, and how many lines it has."""
    fences = [n for n, line in enumerate(lines[:_FRONT]) if _FENCE.fullmatch(line)]
    if len(fences) < 2 or fences[0] != 0:
        return (), (), 0
    number = fences[1]
    text = "\n".join(lines[1:number])
    aside = SetAside(
        where=f"lines 1 to {number + 1}",
        text=text,
        why="front matter",
        words=count_words(text),
        at=1,
    )
    return (aside,), _speakers(f"---\n{text}\n---\n", path), number + 1


def _speakers(front_matter: str, path: str) -> tuple[Declaration, ...]:
    from lises.files import parse_transcript

    # Another's front matter may lack what a transcript of a study needs; only speakers matter.
    transcript, _ = parse_transcript(normalize("NFC", front_matter), path)
    speakers = transcript.speakers if transcript else ()
    return tuple(
        Declaration(label=label, name=name, by="front matter", at=1) for label, name in speakers
    )


def paragraphs_of(
    lines: list[str], first: int = 0, *, headings: bool = False
) -> Iterator[Paragraph]:
    """Give the paragraphs of lines, without the ``first`` of them; ``at`` counts from 1.

    A line is a paragraph; where turns are blocks with blank lines between them, a block is.
    """
    in_blocks = _in_blocks(lines[first:])
    block: list[str] = []
    at = 0
    for number, line in enumerate([*lines[first:], ""], start=first + 1):
        heading = bool(headings and _HEADING.match(line))
        if block and (not line or heading or not in_blocks):
            yield Paragraph(text="\n".join(block), at=at, of_lines=True)
            block = []
        if heading:
            yield Paragraph(text=line, at=number, heading=True, of_lines=True)
        elif line:
            at = at if block else number
            block.append(line)


def _in_blocks(lines: list[str]) -> bool:
    """Tell whether blank lines stand between turns, so that other line breaks are soft."""
    at_begin = within = 0
    before = ""
    for line in lines:
        prefix = prefix_of(line) if line else None
        if prefix and prefix.form in {"colon", "markdown"} and looks_like_label(prefix.label):
            within += bool(before)
            at_begin += not before
        before = line
    return at_begin > 1 and within * 10 <= at_begin
