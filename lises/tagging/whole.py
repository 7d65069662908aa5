"""The study read whole beside the desk: what findings need that no single interview tells."""

from __future__ import annotations

import os
from pathlib import Path

from lises.errors import LisesError, Problem
from lises.evidence import Counted, count

__all__ = ["Stamp", "Whole", "stamps_of"]

Stamp = tuple[int, int, int]


class Whole:
    """Reads the study with its counted set; again only when a file of it has changed."""

    def __init__(self, study: Path) -> None:
        self._study = study
        self._seen: tuple[dict[str, Stamp], Counted] | None = None

    def counted(self) -> Counted:
        """Give the study and what its counted set says, as the files are now.

        Raises
        ------
        LisesError
            If the study cannot be read.
        """
        from lises.anchoring import anchor
        from lises.files import read_study

        stamps = stamps_of(self._study)
        if self._seen is not None and self._seen[0] == stamps:
            return self._seen[1]
        folder, problems = read_study(self._study)
        if folder is None:
            raise LisesError(_why(problems))
        counted = count(anchor(folder))
        self._seen = stamps, counted
        return counted


def _why(problems: tuple[Problem, ...]) -> str:
    first = next(iter(problems), None)
    return f"the study cannot be read: {first.message}" if first else "the study cannot be read"


def stamps_of(study: Path) -> dict[str, Stamp]:
    """Give date, size and number of every file of a study: where these are the same, so is it."""
    found = {}
    for folder, folders, names in os.walk(study):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = f"{folder}/{name}"
            try:
                status = os.lstat(path)
            except OSError:
                continue
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found
