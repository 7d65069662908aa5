"""The files of a CATMA project, from its folder or from a zip of it, read without trust.

A folder is walked without following links, and no further than a project goes; from an archive
nothing is unpacked. Names are relative to where ``documents`` is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from .archive import Archive, ArchiveLimits, open_archive
from .document import UnreadableError

__all__ = ["CatmaFiles", "catma_archive", "catma_folder"]

_MIB = 1024 * 1024
_MOST_FILES = 200_000
_MOST_BYTES = 256 * _MIB
_LARGEST = 32 * _MIB
_DEEPEST = 40  # tags stand in the folders of those above them
_ROOMS = ("collections", "documents", "tagsets")
_LIMITS = ArchiveLimits(entries=_MOST_FILES, total=_MOST_BYTES * 2, entry=_LARGEST)


class _Reads(Protocol):
    def __call__(self, name: str, /) -> bytes:
        """Give the content of a file, by its name in the project."""


@dataclass(slots=True)
class CatmaFiles:
    """The files of a project: ``names`` with ``/`` between the parts, sorted."""

    names: tuple[str, ...]
    reads: _Reads
    left: int = _MOST_BYTES

    def read(self, name: str) -> bytes:
        """Give the content of a file.

        Raises
        ------
        UnreadableError
            If it cannot be read, is too large, or is one too many.
        """
        content = self.reads(name)
        self.left -= len(content)
        if self.left < 0:
            raise _too_large(f"its files have more than {_MOST_BYTES // _MIB} MiB")
        return content

    def under(self, room: str) -> Iterator[tuple[PurePosixPath, str]]:
        """Give the files of ``documents``, ``collections`` or ``tagsets``: path below it, name."""
        for name in self.names:
            path = PurePosixPath(name)
            if path.parts[0] == room:
                yield path.relative_to(room), name


def catma_folder(folder: Path) -> CatmaFiles | None:
    """Give the files of a project's folder; None where it is none.

    Raises
    ------
    UnreadableError
        ``project-too-large`` where there are more files than a project has.
    """
    if not (folder / "documents").is_dir():
        return None
    places: dict[str, Path] = {}
    for room in _ROOMS:
        for path in _walked(folder / room, 0):
            places[path.relative_to(folder).as_posix()] = path
            if len(places) > _MOST_FILES:
                raise _too_large(f"it has more than {_MOST_FILES:,} files")
    return _if_ours(CatmaFiles(tuple(sorted(places)), _from_disk(places)))


def catma_archive(content: bytes) -> CatmaFiles | None:
    """Give the files of a project in a zip; None where there is none in it.

    Raises
    ------
    UnreadableError
        If it is no archive, or an unsafe one.
    """
    archive = open_archive(content, _LIMITS)
    roots = {
        name.split("documents/", 1)[0]
        for name in archive.names
        if "/documents/" in f"/{name}" and name.endswith("/header.json")
    }
    if len(roots) != 1:
        return None
    root = roots.pop()
    rooms = tuple(f"{root}{room}/" for room in _ROOMS)
    names = tuple(sorted(n.removeprefix(root) for n in archive.names if n.startswith(rooms)))
    return _if_ours(CatmaFiles(names, _from_archive(archive, root)))


def _if_ours(files: CatmaFiles) -> CatmaFiles | None:
    """Give the files where there is a document, and annotations or tags."""
    document = any(path.name == "header.json" for path, _ in files.under("documents"))
    rest = any(name.startswith(("collections/", "tagsets/")) for name in files.names)
    return files if document and rest else None


def _walked(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < _DEEPEST:
                yield from _walked(Path(entry.path), depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _from_disk(places: Mapping[str, Path]) -> _Reads:
    def read(name: str) -> bytes:
        try:
            with places[name].open("rb") as file:
                content = file.read(_LARGEST + 1)
        except OSError as error:
            raise UnreadableError(
                "file-unreadable",
                f"{name} cannot be read ({error.strerror or type(error).__name__})",
                "look whether it is there and may be read",
            ) from error
        if len(content) > _LARGEST:
            raise _too_large(f"{name} has more than {_LARGEST // _MIB} MiB")
        return content

    return read


def _from_archive(archive: Archive, root: str) -> _Reads:
    return lambda name: archive.read(root + name)


def _too_large(what: str) -> UnreadableError:
    return UnreadableError(
        "project-too-large",
        f"the project is refused: {what}",
        "look whether it is the right folder",
    )
