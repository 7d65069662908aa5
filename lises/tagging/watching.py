"""What changed in the folder since the last look: an editor, git, another browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from lises.errors import LisesError

from .desk import Desk

__all__ = ["Watch"]

_SHARED = ("study.yaml", "interviews.csv", "participants.csv", "readings.csv", "asked.csv")
_FOLDERS = ("transcripts", "memos", "fieldnotes", "journal", "searches", "findings")
Stamps = dict[str, tuple[int, int, int]]


class Watch:
    """Looks at dates and sizes, and at contents only where these differ."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stamps: Stamps | None = None
        self._versions: dict[str, str] = {}
        self._conflicts: tuple[str, ...] = ()

    def changes(self) -> list[dict[str, Any]]:
        """Give what changed since the last call; the first only looks.

        While a file that others write cannot be read, there is nothing to tell, or that the study
        changed: who asks for it is told what is wrong.
        """
        try:
            stamps = dict(self._look())
            return self._differing(stamps)
        except (LisesError, OSError):
            return []

    def _differing(self, stamps: Stamps) -> list[dict[str, Any]]:
        before, self._stamps = self._stamps, stamps
        open_now = tuple(conflict.id for conflict in self._desk.conflicts)
        was_open, self._conflicts = self._conflicts, open_now
        if before is None:
            return []
        differing = [p for p in {**before, **stamps} if before.get(p) != stamps.get(p)]
        try:
            found = [*self._told(sorted(differing))]
        except LisesError:
            found = [{"changed": "study"}]
        # Reading a file may show that what was written here is gone.
        self._conflicts = tuple(conflict.id for conflict in self._desk.conflicts)
        if self._conflicts != was_open:
            found.append({"changed": "conflicts"})
        return found

    def _told(self, paths: list[str]) -> Iterator[dict[str, Any]]:
        known = {one.id for one in self._desk.material.interviews()}
        codings = f"codings/{self._desk.set}/"
        talked: dict[str, None] = {}
        beside = False
        for path in paths:
            name = path.rpartition("/")[2].rpartition(".")[0]
            if path == "codebook.yaml":
                version = self._desk.material.codebook()[1].digest
                yield {"changed": "codebook", "version": version}
            elif path.startswith((codings, "transcripts/")) and name in known:
                talked[name] = None
            else:
                beside = True
        for name in talked:
            yield {"changed": "interview", "interview": name, "version": self._version(name)}
        if beside:
            yield {"changed": "study"}

    def _version(self, name: str) -> str:
        try:
            return self._desk.version(name)
        except LisesError:
            return "unreadable"

    def _look(self) -> Iterator[tuple[str, tuple[int, int, int]]]:
        study = self._desk.study
        for path in (*_SHARED, "codebook.yaml"):
            try:
                status = os.stat(study / path)  # noqa: PTH116 - one call, thousands of times
            except OSError:
                continue
            yield path, (status.st_mtime_ns, status.st_size, status.st_ino)
        folders = [f"codings/{one.id}" for one in self._desk.design.coding_sets]
        folders.append(f"decisions/{self._desk.set}")
        for folder in (*_FOLDERS, *folders):
            try:
                entries = [*os.scandir(study / folder)]
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith("."):
                    continue  # half-written, ours or an editor's; it has its name when it is whole
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue  # gone again since the folder was listed
                yield (
                    f"{folder}/{entry.name}",
                    (status.st_mtime_ns, status.st_size, status.st_ino),
                )
