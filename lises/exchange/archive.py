"""ZIP archives that others made, read without trust.

Nothing is unpacked to disk. Before any entry is read the whole list is judged: its length, the
sizes and ratios it declares, and its names (no ``..``, no absolute path, no link, no name twice,
not even in another case, since two readers could then see two documents).
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from struct import error as struct_error

from .document import UnreadableError

__all__ = ["Archive", "ArchiveLimits", "open_archive"]

_MIB = 1024 * 1024
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct_error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    IndexError,
    KeyError,
    MemoryError,
)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """How large an archive may be; sizes in bytes, unpacked.

    ``ratio`` holds for entries above 1 MiB: real Word documents with a tab stop list in every
    paragraph reach 30, deflate's own limit is 1,032.
    """

    entries: int = 4096
    total: int = 512 * _MIB
    entry: int = 64 * _MIB
    ratio: int = 300


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose list of entries was found sound."""

    file: zipfile.ZipFile
    limits: ArchiveLimits

    @property
    def names(self) -> tuple[str, ...]:
        """The entries that are not folders, in the archive's order."""
        return tuple(i.filename for i in self.file.infolist() if not i.is_dir())

    def read(self, name: str) -> bytes:
        """Give the content of an entry.

        Raises
        ------
        UnreadableError
            If it is not there, damaged, encrypted, or larger than the limit.
        """
        try:
            info = self.file.getinfo(name)
            if info.flag_bits & _ENCRYPTED:
                raise UnreadableError(
                    "archive-encrypted",
                    f"{name} is locked with a password",
                    "open the file in its own program and save it without a password",
                )
            with self.file.open(info) as stream:
                content = stream.read(self.limits.entry + 1)
        except _DAMAGE as error:
            raise UnreadableError(
                "archive-damaged",
                f"{name} cannot be read from the archive ({_reason(error)})",
                "open the file in its own program and save it again",
            ) from error
        if len(content) > self.limits.entry:
            raise _unsafe(f"{name} is larger than {self.limits.entry // _MIB} MiB")
        return content


def open_archive(content: bytes, limits: ArchiveLimits | None = None) -> Archive:
    """Open an archive and judge its list of entries.

    Parameters
    ----------
    content : bytes
        The whole file.
    limits : ArchiveLimits, optional
        Left out: those of a Word document.

    Raises
    ------
    UnreadableError
        ``archive-damaged`` where it is no archive, ``archive-unsafe`` where it breaks a limit.
    """
    limits = limits or ArchiveLimits()
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
        entries = file.infolist()
    except _DAMAGE as error:
        raise UnreadableError(
            "archive-damaged",
            f"the archive cannot be opened ({_reason(error)})",
            "it may have been cut off on its way; fetch it again, or save it again",
        ) from error
    _judge_sizes(entries, limits)
    _judge_names(entries)
    return Archive(file, limits)


def _judge_sizes(entries: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    if len(entries) > limits.entries:
        raise _unsafe(f"it has {len(entries):,} entries; {limits.entries:,} are allowed")
    total = sum(entry.file_size for entry in entries)
    if total > limits.total:
        raise _unsafe(f"unpacked it has {total // _MIB:,} MiB; {limits.total // _MIB} are allowed")
    for entry in entries:
        large = entry.file_size > _MIB
        if large and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise _unsafe(f"{entry.filename!r} unpacks to more than {limits.ratio} times its size")


def _judge_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        steps = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or not name:
            raise _unsafe(f"the name {name!r} leads out of the archive")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _unsafe(f"{name!r} is a link")
        if name.casefold() in seen:
            raise _unsafe(f"two entries are named {name!r}")
        seen.add(name.casefold())


def _unsafe(what: str) -> UnreadableError:
    return UnreadableError(
        "archive-unsafe",
        f"the archive is refused: {what}",
        "if you trust it, open it in its own program and save it again",
    )


def _reason(error: BaseException) -> str:
    # Python's own words, shortened: they name offsets and methods, never content.
    return f"{type(error).__name__}: {str(error)[:80]}".rstrip(": ")
