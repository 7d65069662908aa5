"""Read a transcript that others wrote, whole, and say what was found; nothing is written.

The kind of a file is told by its content. Each format has a reader of its own that gives
paragraphs (``docx``, ``plain``); labels, turns and doubts are found in one place for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lises.errors import Problem, how_many

from .document import Declaration, Document, UnreadableError
from .docx import read_docx
from .doubts import doubts_about
from .imported import Imported, Kind, WordBalance
from .plain import read_plain
from .sniff import kind_of
from .speakers import speakers_found
from .turns import Split, talk_of

__all__ = ["MAX_FILE", "read_transcript"]

MAX_FILE = 128 * 1024 * 1024
"""The largest file that is read, in bytes: a Word document may hold pictures."""


def read_transcript(
    path: Path, *, labels: Mapping[str, str] | None = None, split: Split = "auto"
) -> Imported:
    """Read a transcript from a Word document, a text file or Markdown.

    Nothing is written, and nothing that a file holds makes it raise: what cannot be read comes
    back as a ``Problem``.

    Parameters
    ----------
    path : Path
        The file.
    labels : mapping, optional
        What labels stand for, over what the document says: a role (``interviewer``,
        ``participant``, ``other``), an id, a description, or ``-`` for no speaker at all. A label
        named here need not recur.
    split : {"auto", "paragraphs", "lines"}
        Whether a label after a soft line break begins a turn. ``auto``: in text yes, in a Word
        document only where most labels stand so; else each is told as a doubt.

    Returns
    -------
    Imported
        Turns, speakers, what was set aside, and where every word went. With an error among its
        problems it may be empty.
    """
    kind: Kind = "unknown"
    try:
        content = _content(path)
        kind, told = kind_of(content, path.name)
        document = _document(content, str(path), kind)
    except UnreadableError as error:
        return Imported(path=path, kind=kind, problems=(error.problem(str(path)),))
    called = [Declaration(label=key, name=name, by="call") for key, name in (labels or {}).items()]
    if told:
        document = replace(document, notes=(told, *document.notes))
    return _imported(path, document, called, split)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise UnreadableError(
            "file-unreadable",
            f"the file cannot be opened ({reason})",
            "look at its name and rights",
        ) from error
    if len(content) > MAX_FILE:
        raise UnreadableError(
            "file-too-large",
            f"the file has more than {MAX_FILE // 2**20} MiB",
            "take pictures and recordings out of it, or divide it",
        )
    if not content.strip():
        raise UnreadableError("file-empty", "the file is empty", "look at how it was saved")
    return content


def _document(content: bytes, path: str, kind: Kind) -> Document:
    if kind == "docx":
        return read_docx(content, path)
    return read_plain(content, path, kind)


def _imported(path: Path, document: Document, called: list[Declaration], split: Split) -> Imported:
    talk = talk_of(document, called, split)
    place = "paragraph" if document.kind == "docx" else "line"
    doubts, notes = doubts_about(talk, str(path), place)
    set_aside = (*document.set_aside, *talk.set_aside)
    words = WordBalance(
        document=document.words,
        turns=sum(turn.words for turn in talk.turns),
        labels=talk.words_in_labels,
        times=talk.words_in_times,
        set_aside=sum(aside.words for aside in set_aside),
    )
    return Imported(
        path=path,
        kind=document.kind,
        encoding=document.encoding,
        words=words,
        turns=talk.turns,
        speakers=speakers_found(talk.turns, talk.labels),
        candidates=talk.labels.candidates,
        set_aside=set_aside,
        notes=(*document.notes, *notes),
        problems=(*document.problems, *_unbalanced(words, str(path)), *doubts),
    )


def _unbalanced(words: WordBalance, path: str) -> tuple[Problem, ...]:
    if not words.difference:
        return ()
    more = "more" if words.difference > 0 else "fewer"
    return (
        Problem(
            path=path,
            line=0,
            rule="words-not-balanced",
            message=f"the document has {how_many(words.document, 'word')}, "
            f"{abs(words.difference):,} {more} than were accounted for",
            remedy="the import lost or made words: compare the turns with the document before use",
        ),
    )
