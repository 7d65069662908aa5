"""``lises.lock``: a digest of every file, and every published value, as they were on a day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lises.errors import LisesError, NotAStudyError
from lises.files import write_atomic
from lises.privacy import Release

from .published import published

__all__ = ["LOCK", "Lock", "digests_of", "read_lock", "values_of_release", "write_lock"]

LOCK = "lises.lock"
VERSION = 1
LARGEST = 256 * 2**20  # bytes of a lock that is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What was published: path to SHA-256, study to key to value."""

    program: str
    tier: str
    files: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def digests_of(folder: Path, *, but: Iterable[str] = ()) -> dict[str, str]:
    """Give path within a folder → SHA-256 of every file, sorted.

    A link counts as what is written in it, and is never followed.
    """
    left_out = set(but)
    found = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in left_out:
            data = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
            found[name] = hashlib.sha256(data).hexdigest()
    return dict(sorted(found.items()))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_symlink() or path.is_file():
            yield path


def values_of_release(release: Release) -> dict[str, Any]:
    """Give every published value of a release by its key."""
    return {one.key: one.value for one in published(release)}


def write_lock(lock: Lock, path: Path) -> None:
    """Write a lock: the same lock gives the same bytes."""
    told = {
        "version": VERSION,
        "program": lock.program,
        "tier": lock.tier,
        "files": dict(sorted(lock.files.items())),
        "values": {study: dict(values) for study, values in sorted(lock.values.items())},
    }
    write_atomic(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


def read_lock(path: Path) -> Lock:
    """Read a lock.

    Raises
    ------
    LisesError
        If there is none, or it is not one that is read here.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise LisesError(f"{path} is larger than any lock")
        told = json.loads(path.read_bytes())
    except FileNotFoundError as why:
        raise NotAStudyError(f"{path} is not there: this is no bundle") from why
    except (OSError, ValueError, RecursionError) as why:
        raise LisesError(f"{path} cannot be read as a lock") from why
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise LisesError(f"{path} is no lock of version {VERSION}")
    files, values = told.get("files"), told.get("values")
    if not isinstance(files, dict) or not isinstance(values, dict) or not _texts(files.values()):
        raise LisesError(f"{path} does not say which files and values there are")
    return Lock(
        program=str(told.get("program", "")),
        tier=str(told.get("tier", "")),
        files=files,
        values={k: v for k, v in values.items() if isinstance(v, dict)},
    )


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(one, str) for one in values)
