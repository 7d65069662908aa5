"""Folders of files that others made: links are not followed, and there is an end to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from lises.exchange.document import UnreadableError

from .project import Project
from .written import zipped

__all__ = ["files_below", "read_as_archive"]

MOST_FILES = 20_000
LARGEST = 256 * 2**20


def files_below(path: Path, patterns: Sequence[str]) -> dict[str, bytes]:
    """Give the files of a folder that fit patterns, by their path in it.

    Parameters
    ----------
    path : Path
    patterns : sequence of str
        As ``Path.glob`` takes them: ``sources/*.txt``.

    Raises
    ------
    UnreadableError
        If there are more or larger files than a project has, or one cannot be read.
    """
    root = path.resolve()
    found: dict[str, bytes] = {}
    size = 0
    for pattern in patterns:
        for one in sorted(islice(path.glob(pattern), MOST_FILES + 1)):
            if one.is_symlink() or not one.is_file() or not one.resolve().is_relative_to(root):
                continue
            size += one.stat().st_size
            if size > LARGEST or len(found) >= MOST_FILES:
                raise UnreadableError(
                    "project-too-large",
                    f"the folder has more than {LARGEST // 2**20} MiB or {MOST_FILES:,} files",
                    "look whether it is the right folder",
                )
            try:
                found[one.relative_to(path).as_posix()] = one.read_bytes()
            except OSError as error:
                raise UnreadableError(
                    "file-unreadable",
                    f"{one.name} cannot be opened ({error.strerror})",
                    "look at who may read it",
                ) from error
    return found


def read_as_archive(
    path: Path, patterns: Sequence[str], read: Callable[[bytes, Path], Project]
) -> Project:
    """Read a folder with the reader of the same files in a ZIP."""
    try:
        content = zipped(files_below(path, patterns), packed=False)
    except UnreadableError as why:
        return Project(path=path, format="folder", problems=(why.problem(str(path)),))
    return read(content, path)
