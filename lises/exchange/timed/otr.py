"""oTranscribe's documents: HTML within JSON, written by hand, with stamps where the author set one.

It is a transcript like any other, not a file of captions: labels, declarations and turns are found
where they are found in a text. A stamp becomes ``[0:12]``: before or after a label it is the turn's
time, elsewhere it stays where the author put it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lises.errors import how_many
from lises.exchange.cleaning import Tally, clean, tally_notes
from lises.exchange.document import Document, Paragraph, UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.plain import MAX_TEXT
from lises.exchange.safejson import parse_json
from lises.exchange.stamps import stamp_alone
from lises.exchange.wordcount import count_words

from .cues import counted
from .markup import BLOCKS, count_markup, tags_and_text

__all__ = ["read_otr"]

_STAMP = re.compile(
    r"<span(?=\s[^<>]*\bclass=[\"']?timestamp)\s(?P<rest>[^<>]*)>(?P<said>[^<>]{0,40})</span>"
)
_WHITE = re.compile(r"[ \t\r\n]+")  # one space in HTML, whatever it is
_SECONDS = re.compile(r"data-timestamp=[\"']?(\d{1,9})(?:\.(\d{1,20}))?")


def read_otr(content: bytes, path: str) -> Document:
    """Read an oTranscribe document.

    Parameters
    ----------
    content : bytes
        JSON with ``text`` (HTML) and perhaps ``media``, ``media-source`` and ``media-time``.
    path : str
        The file, for its problems.

    Raises
    ------
    UnreadableError
        ``json-damaged``, ``json-too-large``, ``file-too-large``; ``cues-none`` without a text.
    """
    whole = parse_json(content, path)
    html = whole.get("text") if isinstance(whole, dict) else None
    if not isinstance(html, str) or not html.strip():
        raise UnreadableError("cues-none", "the document holds no text", "is it the whole file?")
    if len(html) > MAX_TEXT:
        raise UnreadableError(
            "file-too-large",
            f"the text has more than {MAX_TEXT // 2**20} Mi characters",
            "is this one transcript? divide it if it is",
        )
    tally: Tally = Counter()
    exact = [found for found in _STAMP.finditer(html) if _has_fraction(found)]
    asides = tuple(_beside(whole))
    return Document(
        kind="otr",
        paragraphs=tuple(counted(_paragraphs(html, tally), "paragraphs")),
        words=count_markup(_STAMP.sub(r" \g<said> ", html)) + sum(a.words for a in asides),
        set_aside=asides,
        notes=(*tally_notes(tally), *_of_seconds(len(exact))),
        lines_are_turns=True,
    )


def _has_fraction(stamp: re.Match[str]) -> bool:
    read = _SECONDS.search(stamp["rest"])
    return bool(read and (read[2] or "").strip("0"))


def _of_seconds(exact: int) -> Iterator[str]:
    if exact:
        times = how_many(exact, "time stamp")
        yield f"{times} with fractions of a second: kept to the second, as oTranscribe shows them"


def _bracketed(stamp: re.Match[str]) -> str:
    said = stamp["said"].strip()
    return f" [{said}] " if stamp_alone(said) else f" {said} "


def _paragraphs(html: str, tally: Tally) -> Iterator[Paragraph]:
    """Give the paragraphs: blocks, or stretches between empty lines; their lines are lines."""
    number = 0
    for text in _blocks(_STAMP.sub(_bracketed, html)):
        for paragraph in re.split(r"\n{2,}", clean(re.sub(" {2,}", " ", text), tally)):
            if paragraph:
                number += 1
                yield Paragraph(text=paragraph, at=number)


def _blocks(html: str) -> Iterator[str]:
    pieces: list[str] = []
    for kind, name, text in tags_and_text(html):
        if kind == "text":
            pieces.append(_WHITE.sub(" ", text))
        elif name == "br":
            pieces.append("\n")
        elif name in BLOCKS:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)


def _beside(whole: object) -> Iterator[SetAside]:
    for key, value in whole.items() if isinstance(whole, dict) else ():
        if key != "text" and isinstance(value, str) and value.strip():
            yield SetAside(
                where=f'"{key[:40]}"',
                text=value,
                why="a value beside the text",
                words=count_words(value),
            )
