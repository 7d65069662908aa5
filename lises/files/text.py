"""Text in and out, in one place: bytes become clean text or a problem, and text becomes a file.

Study files are UTF-8, LF and NFC. What can be put right without loss (a byte order mark, Windows
line ends, decomposed letters) is read and doubted; what could hide or garble words is an error.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from .faults import Faults

__all__ = ["MAX_BYTES", "character_fault", "decode_text", "read_bytes", "read_text", "write_atomic"]

MAX_BYTES = 64 * 2**20
_MAX_REPORTS = 20

_BIDI = "\u061c\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff"
_BAD_CHARACTER = re.compile(f"[{_BIDI}{_CONTROL}]")
_BIDI_CHARACTER = re.compile(f"[{_BIDI}]")

# The same characters as bytes: a search that begins with one literal byte is a memchr, so a clean
# file is passed in a fraction of the time that a character class over the text would take.
_CONTROL_BYTES = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D} | {0x7F})
_BAD_BYTES = (
    re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])"),
    re.compile(rb"\xd8\x9c"),
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xef\xbf[\xbe\xbf]"),
)
_CONFLICT_OPEN = re.compile(r"<{7}(?: .*)?")
_CONFLICT_CLOSE = re.compile(r">{7}(?: .*)?")


def character_fault(text: str) -> tuple[str, str] | None:
    r"""Tell what is wrong with the characters of a text: rule and message, or None.

    >>> character_fault("livline") is None
    True
    >>> character_fault("a\u202eb")
    ('bidi-control', 'U+202E turns the direction of the text around it')
    """
    hit = _BAD_CHARACTER.search(text)
    if hit:
        name = f"U+{ord(hit[0]):04X}"
        if _BIDI_CHARACTER.match(hit[0]):
            return "bidi-control", f"{name} turns the direction of the text around it"
        return "control-character", f"{name} is not a character of text"
    if not unicodedata.is_normalized("NFC", text):
        return "text-not-nfc", "letters are written as a letter and a separate mark"
    return None


def read_bytes(file: Path, faults: Faults) -> bytes | None:
    """Read a regular file of at most ``MAX_BYTES``; None, with a problem, where that cannot be."""
    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            # A link could lead a confidential file from elsewhere into a release.
            faults.error(0, "file-link", "is a link to another place", "put the file itself here")
            return None
        if not stat.S_ISREG(status.st_mode):
            faults.error(0, "file-unreadable", "is not a file", "put a text file here")
            return None
        if status.st_size > MAX_BYTES:
            size = f"{status.st_size / 2**20:.0f} MB, more than {MAX_BYTES // 2**20}"
            faults.error(0, "file-too-large", f"has {size}", "is this the right file?")
            return None
        return file.read_bytes()
    except FileNotFoundError:
        faults.error(0, "file-missing", "does not exist", "add the file")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "its name cannot be used"
        faults.error(0, "file-unreadable", f"cannot be read: {reason}", "look at its permissions")
    return None


def read_text(file: Path, faults: Faults, *, by_line: bool = False) -> str | None:
    """Read a file as clean text; see ``decode_text``."""
    data = read_bytes(file, faults)
    return None if data is None else decode_text(data, faults, by_line=by_line)


def decode_text(data: bytes, faults: Faults, *, by_line: bool = False) -> str | None:
    r"""Make clean text of bytes: UTF-8, ``\n`` as line end, NFC, no byte order mark.

    Parameters
    ----------
    data : bytes
        The content of a file.
    faults : Faults
        Takes what is wrong with it.
    by_line : bool
        For files of one object per line: a line that cannot be used is emptied (so that the lines
        after it keep their numbers) and the others are kept.

    Returns
    -------
    str or None
        None where nothing of it can be used.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        faults.error(1, "text-not-utf8", "is UTF-16", "save it as UTF-8")
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        faults.doubt(1, "text-bom", "begins with a byte order mark", "save it as UTF-8 without BOM")
        data = data[3:]
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        faults.error(line, "file-binary", "holds a NUL byte: it is not text", "restore the file")
        return None
    text = _decode(data, faults, by_line=by_line)
    if text is None:
        return None
    text = _settled(text, faults)
    unwhole = _conflicts(text, faults)
    if unwhole and not by_line:
        return None
    unwhole |= _bad_characters(data, text, faults)
    if unwhole and by_line:
        lines = text.split("\n")
        return "\n".join("" if n in unwhole else line for n, line in enumerate(lines, 1))
    return text


def _decode(data: bytes, faults: Faults, *, by_line: bool) -> str | None:
    """Decode UTF-8; by line, lines that are not UTF-8 come out empty."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lines: list[str] = []
    bad: list[int] = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(raw.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append("")
            bad.append(number)
    for number in bad[:_MAX_REPORTS]:
        faults.error(number, "text-not-utf8", "is not UTF-8", "save the file as UTF-8")
    return "\n".join(lines) if by_line else None


def _settled(text: str, faults: Faults) -> str:
    """Put line ends and composed letters right, with a doubt each."""
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        faults.doubt(line, "text-crlf", "has Windows or old Mac line ends", "save it with LF")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        lines = text.split("\n")
        line = next(n for n, x in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", x))
        message = "has letters written as a letter and a separate mark"
        faults.doubt(line, "text-not-nfc", message, "save it in normal form C; it is read so")
        text = unicodedata.normalize("NFC", text)
    return text


def _conflicts(text: str, faults: Faults) -> set[int]:
    """Note conflict markers of git; give the lines from each opening to its close."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return set()
    inside = False
    found: set[int] = set()
    for number, line in enumerate(text.split("\n"), 1):
        opens, closes = _CONFLICT_OPEN.fullmatch(line), _CONFLICT_CLOSE.fullmatch(line)
        if opens or (closes and not inside):
            remedy = "decide between the two versions and remove the marker lines"
            faults.error(number, "conflict-marker", "two versions were never merged", remedy)
        inside = bool(opens) or (inside and not closes)
        if inside or closes:
            found.add(number)
    return found


def _bad_characters(data: bytes, text: str, faults: Faults) -> set[int]:
    """Note control and bidi characters; give their lines."""
    clean = len(data.translate(None, _CONTROL_BYTES)) == len(data)
    if clean and not any(pattern.search(data) for pattern in _BAD_BYTES):
        return set()
    found: set[int] = set()
    for number, line in enumerate(text.split("\n"), 1):
        fault = _BAD_CHARACTER.search(line) and character_fault(line)
        if fault:
            found.add(number)
            if len(found) <= _MAX_REPORTS:
                faults.error(number, fault[0], fault[1], "remove the character")
    return found


def write_atomic(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Write a file so that at every moment the old or the new one is there, whole.

    The bytes go to a temporary dot-file in the same folder, are synced to the disk, and take the
    name in one step. Folders are made as needed; an existing file's permissions are kept, unless
    ``mode`` says which it is to have: 0o600 for what nobody else may read.

    Raises
    ------
    OSError
        If the disk refuses; the old file is then untouched and no temporary file is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".lises-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path) if mode is None else mode)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _mode(path: Path) -> int:
    """Give the permissions of the old file, else those of any new one."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Sync the folder's own entry, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
