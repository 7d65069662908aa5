"""Several files changed as one: killed at any step, the old or the new study is there, whole.

The new files are written beside the study's, in ``.lises/change``, and named in a list. When the
list has its name, the change is made; from then on it can only be finished, by whoever comes next.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from lises.errors import LisesError

from .text import write_atomic

__all__ = ["LIST_PATH", "finish_change", "unfinished_change", "write_together"]

FOLDER = PurePosixPath(".lises/change")
LIST = "list.json"
LIST_PATH = f"{FOLDER}/{LIST}"


def write_together(study: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write files of a study, all or none.

    Parameters
    ----------
    study : Path
        The study folder.
    changes : mapping of str to bytes or None
        Path within the study, with ``/``, to its new content; None removes the file.

    Raises
    ------
    LisesError
        If a path leads out of the study, or an earlier change cannot be finished.
    OSError
        If the disk refuses; then nothing was changed, or ``finish_change`` will go on.
    """
    for name in changes:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise LisesError(f"{name} is not a path within {study}")
    finish_change(study)
    folder = study / FOLDER
    shutil.rmtree(folder, ignore_errors=True)  # written, but its list was not: never made
    rows = []
    for number, (name, data) in enumerate(sorted(changes.items())):
        if data is not None:
            write_atomic(folder / str(number), data)
        digest = None if data is None else hashlib.sha256(data).hexdigest()
        rows.append({"file": name, "content": number, "sha256": digest})
    write_atomic(folder / LIST, json.dumps(rows, ensure_ascii=False).encode())
    finish_change(study)


def unfinished_change(study: Path) -> bool:
    """Tell whether a change was made whose files are not all in their places."""
    return (study / FOLDER / LIST).is_file()


def finish_change(study: Path) -> None:
    """Put what an interrupted change has left into its place; nothing where there is none.

    Raises
    ------
    LisesError
        If what was to be written is damaged.
    OSError
        If the disk refuses; try again.
    """
    folder = study / FOLDER
    if not unfinished_change(study):
        return
    try:
        rows = json.loads((folder / LIST).read_bytes())
        planned = [(study / row["file"], row["content"], row["sha256"]) for row in rows]
    except (ValueError, KeyError, TypeError) as why:
        raise LisesError(f"{folder / LIST} cannot be read; remove the folder: {why}") from why
    for path, content, digest in planned:
        if digest is None:
            path.unlink(missing_ok=True)
            continue
        waiting = folder / str(content)
        if not waiting.is_file():
            continue  # already in its place
        data = waiting.read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise LisesError(f"{waiting} is damaged; {path} was to become it")
        write_atomic(path, data)
    shutil.rmtree(folder)
