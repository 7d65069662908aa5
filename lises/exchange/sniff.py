"""What a file is by its content; its name only decides between text and Markdown."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import PurePath
from typing import Literal

from .archive import open_archive
from .document import UnreadableError
from .imported import Kind
from .odt import is_flat_odt
from .timed.kinds import ENDINGS, timed_kind

__all__ = ["kind_of"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKDOWN = {".md", ".markdown", ".mdown"}

# First bytes of what is read, its kind, its name, the endings it may have.
_READ: tuple[tuple[bytes, Kind, str, frozenset[str]], ...] = (
    (b"{\\rtf", "rtf", "an RTF document", frozenset({".rtf"})),
    (b"%PDF", "pdf", "a PDF", frozenset({".pdf"})),
)
_ODT_ENDINGS = frozenset({".odt", ".ott", ".odm", ".fodt"})
# An entry by which an archive is told that is read, its kind, its name, its endings.
_READ_IN_ZIP: tuple[tuple[str, Kind, str, frozenset[str]], ...] = (
    ("content.xml", "odt", "an OpenDocument text", _ODT_ENDINGS),
    ("encrypted-package", "odt", "an OpenDocument text", _ODT_ENDINGS),
)
_WORD_ENDINGS = frozenset({".docx", ".docm", ".dotx"})

# First bytes, the name of the format, what would serve.
_SAVE_DOCX = "open it in its own program and save it as .docx"
_SAVE_TEXT = "save or export it as .docx, .txt or .md"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"SQLite format 3\x00", "a SQLite database", _SAVE_TEXT),
    (b"\x89PNG", "a picture (PNG)", _SAVE_TEXT),
    (b"\xff\xd8\xff", "a picture (JPEG)", _SAVE_TEXT),
    (b"GIF8", "a picture (GIF)", _SAVE_TEXT),
    (b"ID3\x03", "a sound recording (MP3)", "import its transcript instead"),
    (b"ID3\x04", "a sound recording (MP3)", "import its transcript instead"),
    (b"OggS", "a sound recording (Ogg)", "import its transcript instead"),
    (b"fLaC", "a sound recording (FLAC)", "import its transcript instead"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
)
_INSIDE_ZIP: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "an Excel workbook", _SAVE_TEXT),
    ("ppt/presentation.xml", "a PowerPoint presentation", _SAVE_TEXT),
    ("META-INF/container.xml", "an EPUB book", _SAVE_TEXT),
    ("project.qde", "a REFI-QDA project", "import it as codings, not as a transcript"),
)


def kind_of(content: bytes, name: str) -> tuple[Kind, str]:
    """Tell what a file is.

    Parameters
    ----------
    content : bytes
        The whole file.
    name : str
        Its name, for its ending only.

    Returns
    -------
    tuple
        Its kind; and what to tell about a misleading ending, or nothing.

    Raises
    ------
    UnreadableError
        ``format-not-read`` for a format that is known and not read, ``archive-encrypted`` for a
        Word document with a password; as ``open_archive`` for an archive.
    """
    ending = PurePath(name).suffix.lower()
    if content.startswith(_ZIP):
        return _archived(content, ending)
    if content.startswith(_OLE):
        raise _from_ole(content)
    body = content.removeprefix(BOM_UTF8)
    for magic, read, what, endings in _READ:
        if body.startswith(magic):
            return read, "" if ending in endings else _told(ending, what)
    if is_flat_odt(content):
        return "odt", "" if ending in _ODT_ENDINGS else _told(ending, "an OpenDocument text")
    for magic, what, remedy in _MAGIC:
        if body.startswith(magic):
            raise _not_read(what, remedy)
    if content[4:8] == b"ftyp" or content[8:12] in {b"WAVE", b"AVI "}:
        raise _not_read("a sound or film recording", "import its transcript instead")
    if timed := timed_kind(content):
        may_end, what = ENDINGS[timed]
        return timed, "" if ending in may_end.split() else _told(ending, what)
    kind: Literal["text", "markdown"] = "markdown" if ending in _MARKDOWN else "text"
    wrongly_named = ending in {".docx", ".doc", ".docm", ".odt", ".rtf", ".pdf"}
    return kind, _told(ending, "plain text") if wrongly_named else ""


def _told(ending: str, what: str) -> str:
    named = f"named {ending}" if ending else "named without an ending"
    return f"the file is {named} and is {what}; read as what it is"


def _archived(content: bytes, ending: str) -> tuple[Kind, str]:
    if _READ_IN_ZIP:
        names = open_archive(content).names
        for inside, read, what, endings in _READ_IN_ZIP:
            if inside in names:
                return read, "" if ending in endings else _told(ending, what)
    _refuse_other_archives(content)
    return "docx", "" if ending in _WORD_ENDINGS else _told(ending, "a Word document")


def _refuse_other_archives(content: bytes) -> None:
    names = open_archive(content).names
    if any(name.startswith("word/") for name in names) or "_rels/.rels" in names:
        others = [row for row in _INSIDE_ZIP[:2] if row[0] in names]
    else:
        known = {name.casefold() for name in names}
        others = [row for row in _INSIDE_ZIP if row[0].casefold() in known]
        others = others or [("", "a ZIP archive without a Word document in it", "unpack it first")]
    for _, what, remedy in others:
        raise _not_read(what, remedy)


def _from_ole(content: bytes) -> UnreadableError:
    # The directory of an OLE file names its streams in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in content:
        return UnreadableError(
            "archive-encrypted",
            "the document is locked with a password",
            "open it in Word and save it without a password",
        )
    return _not_read("an old Office file (.doc, before 2007)", _SAVE_DOCX)


def _not_read(what: str, remedy: str) -> UnreadableError:
    return UnreadableError("format-not-read", f"the file is {what}, which is not read here", remedy)
