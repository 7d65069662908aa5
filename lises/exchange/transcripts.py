"""Read a transcript that others wrote, whole, and say what was found; nothing is written.

The kind of a file is told by its content. Each format has a reader of its own that gives
paragraphs (``docx``, ``plain``) or cues with times (``timed``); labels, turns and doubts are found
in one place for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from os import fstat
from pathlib import Path

from lises.errors import Problem, how_many

from .document import Declaration, Document, UnreadableError
from .docx import read_docx
from .doubts import doubts_about
from .imported import Imported, Kind, WordBalance, place_of
from .odt import read_odt
from .pdf import read_pdf
from .plain import read_plain
from .rtf import read_rtf
from .sniff import kind_of
from .speakers import speakers_found
from .timed import Cues, TimedDocument, timed_talk
from .timed.eaf import read_eaf
from .timed.readers import TIMED_READERS
from .turns import Split, Talk, talk_of

__all__ = ["MAX_FILE", "read_content", "read_transcript"]

MAX_FILE = 128 * 1024 * 1024
"""The largest file that is read, in bytes: a Word document may hold pictures."""


def read_transcript(
    path: Path,
    *,
    labels: Mapping[str, str] | None = None,
    split: Split = "auto",
    cues: Cues = "auto",
) -> Imported:
    """Read a transcript from a document, a text file, captions or an annotation program.

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
    cues : {"auto", "joined", "each"}
        In a file with times: whether those of one speaker in a row are one turn (``auto``), so
        too a cue without a speaker after them (``joined``), or each is a turn.

    Returns
    -------
    Imported
        Turns, speakers, what was set aside, and where every word went. With an error among its
        problems it may be empty.
    """
    try:
        content = _content(path)
    except UnreadableError as error:
        return Imported(path=path, kind="unknown", problems=(error.problem(str(path)),))
    return read_content(content, path, labels=labels, split=split, cues=cues)


def read_content(
    content: bytes,
    path: Path,
    *,
    labels: Mapping[str, str] | None = None,
    split: Split = "auto",
    cues: Cues = "auto",
) -> Imported:
    """Read a transcript whose bytes are here already, as one within an archive; ``path`` names it.

    Everything else as ``read_transcript``.
    """
    found = _read(content, path, labels or {}, (split, cues))
    return replace(found, digest=sha256(content).hexdigest())


def _read(
    content: bytes, path: Path, labels: Mapping[str, str], how: tuple[Split, Cues]
) -> Imported:
    kind: Kind = "unknown"
    split, cues = how
    try:
        _refuse(content)
        kind, told = kind_of(content, path.name)
        if kind == "eaf":  # its tiers are chosen by what the call says of them
            document: Document | TimedDocument = read_eaf(content, str(path), labels)
        else:
            document = _READERS[kind](content, str(path), kind)
    except UnreadableError as error:
        return Imported(path=path, kind=kind, problems=(error.problem(str(path)),))
    called = [Declaration(label=key, name=name, by="call") for key, name in labels.items()]
    if told:
        document = replace(document, notes=(told, *document.notes))
    if isinstance(document, TimedDocument):
        return _timed(path, document, called, cues)
    return _imported(path, document, called, split)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # Asked for at once, so much memory would be taken for every file.
            size = min(fstat(file.fileno()).st_size, MAX_FILE)
            content = file.read(size) + file.read(1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise UnreadableError(
            "file-unreadable",
            f"the file cannot be opened ({reason})",
            "look at its name and rights",
        ) from error
    return content


def _refuse(content: bytes) -> None:
    if len(content) > MAX_FILE:
        raise UnreadableError(
            "file-too-large",
            f"the file has more than {MAX_FILE // 2**20} MiB",
            "take pictures and recordings out of it, or divide it",
        )
    if not content.strip():
        raise UnreadableError("file-empty", "the file is empty", "look at how it was saved")


def _docx(content: bytes, path: str, _kind: Kind) -> Document:
    return read_docx(content, path)


def _odt(content: bytes, path: str, _kind: Kind) -> Document:
    return read_odt(content, path)


def _pdf(content: bytes, path: str, _kind: Kind) -> Document:
    return read_pdf(content, path)


def _rtf(content: bytes, path: str, _kind: Kind) -> Document:
    return read_rtf(content, path)


Reader = Callable[[bytes, str, Kind], Document | TimedDocument]
"""Takes the content, the file's name for problems, and the kind; gives paragraphs or cues."""

_READERS: Mapping[Kind, Reader] = {
    "docx": _docx,
    "odt": _odt,
    "rtf": _rtf,
    "pdf": _pdf,
    "text": read_plain,
    "markdown": read_plain,
    **TIMED_READERS,
}


def _imported(path: Path, document: Document, called: list[Declaration], split: Split) -> Imported:
    talk = talk_of(document, called, split)
    return _made(path, document, talk)


def _timed(path: Path, document: TimedDocument, called: list[Declaration], cues: Cues) -> Imported:
    told = timed_talk(document, str(path), called, cues)
    problems = (*document.problems, *told.problems)
    found = replace(document, notes=(*document.notes, *told.notes), problems=problems)
    made = _made(path, found, told.talk)
    return replace(made, timings=told.timings, overlaps=told.overlaps)


def _made(path: Path, document: Document | TimedDocument, talk: Talk) -> Imported:
    doubts, notes = doubts_about(talk, str(path), place_of(document.kind))
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
