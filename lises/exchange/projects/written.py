"""What a writer gives back: the bytes, and in plain words what its format could not hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Written", "file_names", "lost_counts", "zipped"]

ALWAYS = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP knows; the day of making would differ
_UNSAFE = re.compile(r"[^\w .()-]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
NAME_LENGTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A project in another format, not yet on the disk.

    Parameters
    ----------
    content : bytes or mapping of str to bytes
        The one file; or the files of a folder, by their path in it with ``/`` between the parts.
    lost : tuple of str
        What the format has no place for, each with its count: "memos: 3, CSV has no place for
        them". Empty where reading it again gives an equal project.
    """

    content: bytes | Mapping[str, bytes]
    lost: tuple[str, ...] = ()


def lost_counts(format_name: str, counts: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Say what a format has no place for, of each kind of thing that is there at all.

    >>> lost_counts("CSV", [("memos", 3), ("links", 0)])
    ('memos: 3, CSV has no place for them',)
    """
    return tuple(
        f"{what}: {number:,}, {format_name} has no place for {'it' if number == 1 else 'them'}"
        for what, number in counts
        if number
    )


def zipped(files: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    """Give files as a ZIP archive, packed or as they are; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
    return out.getvalue()


def file_names(names: Sequence[str], ending: str = "") -> list[str]:
    """Give each of some names a file name that every system takes and no other of them has.

    >>> file_names(["Interview 1", "interview 1", "a/../b", "CON", "…"], ".txt")
    ['Interview 1.txt', 'interview 1 (2).txt', 'a_.._b.txt', '_CON.txt', '_.txt']
    """
    taken: set[str] = set()
    made = []
    for name in names:
        plain = _UNSAFE.sub("_", name).strip(" .")[:NAME_LENGTH].strip(" .") or "_"
        plain = f"_{plain}" if _RESERVED.fullmatch(plain) else plain
        plain = plain.removesuffix(ending) or "_"
        own, number = plain, 1
        while own.casefold() in taken:
            number += 1
            own = f"{plain} ({number})"
        taken.add(own.casefold())
        made.append(f"{own}{ending}")
    return made
