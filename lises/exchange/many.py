"""A folder or a ZIP archive of transcripts: which files there are, and each one read.

What no transcript can be (hidden files, what systems and programs leave behind, recordings and
pictures) is passed by and told. A link is not followed. Nothing is unpacked to disk.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from lises.errors import LisesError

from .adding import REPORTS, interview_id, is_numbered
from .archive import Archive, open_archive
from .document import UnreadableError
from .imported import Imported
from .timed import Cues
from .transcripts import read_content, read_transcript

__all__ = ["Bundle", "Source", "brought_before", "ids_for", "is_bundle", "open_bundle"]

MAX_FILES = 2000
MAX_ARCHIVE = 256 * 1024 * 1024
"""In bytes, packed; what it may unpack to is capped by ``archive``."""
_ZIP = b"PK"
# An entry that one of these programs' files has; such an archive is one document.
_ONE_DOCUMENT = frozenset(
    {"[Content_Types].xml", "_rels/.rels", "content.xml", "encrypted-package", "mimetype"}
)
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "__macosx"})
_MEDIA = frozenset(
    """.mp3 .wav .m4a .ogg .oga .opus .flac .wma .aac .amr .mp4 .mov .avi .mkv .webm .wmv .m4v
    .jpg .jpeg .png .gif .tif .tiff .bmp .heic .webp .svg""".split()  # noqa: SIM905
)
_DIGEST = "sha256 "


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of a bundle: its name within, with ``/``, and how it is read."""

    name: str
    read: Callable[[Mapping[str, str], Cues], Imported]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The files to be read, by name, and what was passed by as (name, reason)."""

    sources: tuple[Source, ...]
    passed_by: tuple[tuple[str, str], ...]


def is_bundle(path: Path) -> bool:
    """Tell whether a path is a folder, or a ZIP archive that is no document by itself."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP or path.stat().st_size > MAX_ARCHIVE:
                return False
        names = open_archive(path.read_bytes()).names
    except (OSError, UnreadableError):
        return False  # read as a transcript, which says what is wrong with it
    return not _ONE_DOCUMENT & set(names) and not any(n.startswith("word/") for n in names)


def open_bundle(path: Path) -> Bundle:
    """List the files of a folder, with all folders in it, or of an archive.

    Parameters
    ----------
    path : Path
        For which ``is_bundle`` holds.

    Returns
    -------
    Bundle

    Raises
    ------
    UnreadableError
        If an archive breaks a limit.
    LisesError
        If there are more than ``MAX_FILES`` files.
    """
    if path.is_dir():
        listed = [(name, reason, _from_folder(path / name)) for name, reason in _walk(path)]
    else:
        archive = open_archive(path.read_bytes())
        listed = [
            (name, _why_passed(name), _from_archive(archive, name, path)) for name in archive.names
        ]
    if len(listed) > MAX_FILES:
        raise LisesError(f"{path} holds {len(listed):,} files; {MAX_FILES:,} are read at a time")
    listed.sort(key=lambda row: row[0].casefold())
    return Bundle(
        sources=tuple(Source(name=name, read=read) for name, reason, read in listed if not reason),
        passed_by=tuple((name, reason) for name, reason, _ in listed if reason),
    )


def ids_for(names: Mapping[str, str], taken: frozenset[str]) -> dict[str, str]:
    """Propose an interview's id for each file, none of them twice unless two names say so.

    Parameters
    ----------
    names : mapping
        The file's name to the id it has in the study already, empty where it has none.
    taken : frozenset of str
        The ids of the study.

    Returns
    -------
    dict
        Name to id. A number with a telling word before it is taken over; other names could be a
        person's and become ``I01``, ``I02`` … in the names' order, past all that is taken.

    >>> ids_for({"b/Interview 05.docx": "", "Hanne.docx": "", "I01.txt": ""}, frozenset())
    {'b/Interview 05.docx': 'Interview-05', 'Hanne.docx': 'I02', 'I01.txt': 'I-01'}
    """
    paths = {name: Path(PurePosixPath(name).name) for name in names}
    said = {
        n: was or (interview_id(paths[n]) if is_numbered(paths[n]) else "")
        for n, was in names.items()
    }
    used = {one.casefold().replace("-", "") for one in (*taken, *said.values())}
    free = (name for n in count(1) if (name := f"I{n:02}").casefold() not in used)
    return {name: one or next(free) for name, one in said.items()}


def brought_before(study: Path) -> dict[str, str]:
    """Give the interviews of earlier imports by the digest of the file they came from.

    Read from the reports that are kept beside the transcripts.
    """
    found: dict[str, str] = {}
    for report in sorted((study / REPORTS).glob("*.txt")):
        with report.open(encoding="utf-8", errors="replace") as lines:
            head = [line.rstrip("\n") for _, line in zip(range(4), lines, strict=False)]
        digests = (line.removeprefix(_DIGEST) for line in head if line.startswith(_DIGEST))
        found.update((digest, report.stem) for digest in digests)
    return found


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    for place, folders, files in os.walk(folder):
        here = Path(place)
        for name in sorted(folders):
            inner = here / name
            reason = "a link" if inner.is_symlink() else _why_passed(f"{name}/")
            if reason:
                folders.remove(name)
                yield f"{inner.relative_to(folder).as_posix()}/", reason
        for name in files:
            inner = here / name
            reason = "a link" if inner.is_symlink() else _why_passed(name)
            yield inner.relative_to(folder).as_posix(), reason or _no_file(inner)


def _no_file(path: Path) -> str:
    return "" if path.is_file() else "no file"


def _why_passed(name: str) -> str:
    for step in PurePosixPath(name).parts:
        if step.casefold() in _LEFT_BEHIND:
            return "left behind by a system"
        if step.startswith("~$"):
            return "the lock of a document that was open"
        if step.startswith("."):
            return "hidden"
    return "a recording or a picture" if PurePosixPath(name).suffix.lower() in _MEDIA else ""


def _from_folder(path: Path) -> Callable[[Mapping[str, str], Cues], Imported]:
    def read(labels: Mapping[str, str], cues: Cues) -> Imported:
        return read_transcript(path, labels=labels, cues=cues)

    return read


def _from_archive(
    archive: Archive, name: str, path: Path
) -> Callable[[Mapping[str, str], Cues], Imported]:
    def read(labels: Mapping[str, str], cues: Cues) -> Imported:
        place = path / name
        try:
            content = archive.read(name)
        except UnreadableError as error:
            return Imported(path=place, kind="unknown", problems=(error.problem(str(place)),))
        return read_content(content, place, labels=labels, cues=cues)

    return read
