"""The files of a study as a desk sees and changes them: the disk is the truth.

Before anything is written its file is read again, so that what an editor, another browser or git
did meanwhile is merged record by record; a record that was changed on both sides is asked about.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError
from lises.files import Faults, write_atomic
from lises.files.text import read_bytes
from lises.files.together import finish_change, write_together

from .changes import Change, Clash, Conflict, Why, is_shared
from .locking import locked
from .pending import Pending
from .records import Records, Shape, read_records

__all__ = ["LOCK", "Committed", "Store"]

LOCK = ".lises/tagging/lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What was made of some changes, in order, and what is asked about."""

    applied: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


class Store:
    """Reads and writes the files of one study for one coding set.

    Parameters
    ----------
    study : Path
        The study folder.
    set_id : str
        Whose undecided conflicts these are.
    """

    def __init__(self, study: Path, set_id: str) -> None:
        self.study = study
        self.pending = Pending(study, set_id)
        self.made: set[str] = set()
        self._guard = threading.RLock()
        self._depth = 0
        self._seen: dict[str, tuple[bytes | None, Records]] = {}
        self._shapes: dict[str, Shape] = {}
        # By path and key: what a record was before this desk changed it, and what it made of it.
        self._written: dict[str, dict[str, tuple[bytes | None, bytes | None]]] = {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the study against other threads and other programs of ours; may be nested."""
        with self._guard:
            if self._depth:
                yield
                return
            _keep_out_of_git(self.study / ".lises")
            with locked(self.study / LOCK):
                self._depth += 1
                try:
                    finish_change(self.study)
                    yield
                finally:
                    self._depth -= 1

    def bytes_of(self, path: str) -> bytes | None:
        """Give a file's bytes; None where there is none.

        Raises
        ------
        LisesError
            If it is there and cannot be read, is a link or too large.
        """
        faults = Faults(path)
        self._inside(path)
        data = read_bytes(self.study / path, faults)
        told = next((p for p in faults.found if p.rule != "file-missing"), None)
        if told is not None:
            raise LisesError(f"{path} {told.message}; {told.remedy}")
        return data

    def _inside(self, path: str) -> None:
        """Refuse a folder that is a link: what is written through it would leave the study."""
        for parent in (self.study / path).parents:
            if parent == self.study:
                return
            if parent.is_symlink():
                raise LisesError(f"{parent.name} is a link to another place; put the folder here")
        raise LisesError(f"{path} is not in the study")

    def load(self, path: str) -> Records:
        """Read a file as it is now; do not change what it gives, copy it.

        What this desk had written and somebody else has changed since becomes a conflict.

        Raises
        ------
        LisesError
            If it cannot be read as records.
        """
        with self._guard:
            data = self.bytes_of(path)
            seen = self._seen.get(path)
            if seen is not None and seen[0] == data:
                return seen[1]
            records = read_records(path, data, self._shapes.get(path))
            self._seen[path] = (data, records)
            if records.found:
                self._shapes[path] = records.shape
            self._ask_of_written(records)
            return records

    def _ask_of_written(self, records: Records) -> None:
        """Ask about every record that this desk wrote and that is another now."""
        written = self._written.get(records.path, {})
        now = records.snapshot() if written else {}
        lost = [key for key, (_, mine) in written.items() if not records.same(now.get(key), mine)]
        asked = []
        for key in lost:
            base, mine = written.pop(key)
            theirs = now.get(key)
            why: Why = "removed-elsewhere" if theirs is None else "changed-elsewhere"
            change = Change(path=records.path, key=key, before=base, after=mine)
            asked.append(self.pending.new(change, theirs, why))
        if asked:
            with self.held():
                self.pending.add(asked)

    def commit(self, changes: Sequence[Change], *, why: Why = "changed-elsewhere") -> Committed:
        """Make changes on the disk as it is now, all at once; those that clash are asked about.

        Raises
        ------
        LisesError
            If a file cannot be read or written safely; then nothing was changed.
        OSError
            If the disk refuses.
        """
        with self.held():
            drafts = {path: _copy(self.load(path)) for path in {c.path: None for c in changes}}
            applied: list[Change] = []
            asked: list[Conflict] = []
            for change in changes:
                done = drafts[change.path].apply(change)
                if isinstance(done, Clash):
                    said: Why = "removed-elsewhere" if done.now is None else why
                    asked.append(self.pending.new(change, done.now, said))
                elif done is not None:
                    applied.append(done)
            if asked:
                self.pending.add(asked)  # before the files: killed in between, nothing is lost
            self._write(drafts, {change.path for change in applied})
            self._remember(applied)
            return Committed(applied=tuple(applied), conflicts=tuple(asked))

    def _write(self, drafts: dict[str, Records], paths: Iterable[str]) -> None:
        files: dict[str, bytes | None] = {}
        for path in paths:
            draft = drafts[path]
            if not draft.there:
                self.made.add(path)
            gone = draft.bare and (draft.whole or path in self.made)
            files[path] = None if gone else draft.data()
        if len(files) == 1:
            ((path, data),) = files.items()
            if data is None:
                (self.study / path).unlink(missing_ok=True)
            else:
                write_atomic(self.study / path, data)
        elif files:
            write_together(self.study, files)
        for path, data in files.items():
            if drafts[path].found:
                self._shapes[path] = drafts[path].shape
            self._seen[path] = (data, read_records(path, data, self._shapes.get(path)))

    def forget(self, paths: Iterable[str]) -> None:
        """Let go of what this desk wrote into files that are others' to change."""
        for path in paths:
            self._written.pop(path, None)

    def _remember(self, applied: Iterable[Change]) -> None:
        for change in applied:
            if is_shared(change.path):
                continue  # a colleague's code in it is no conflict
            written = self._written.setdefault(change.path, {})
            base = written[change.key][0] if change.key in written else change.before
            if self._seen[change.path][1].same(base, change.after):
                written.pop(change.key, None)  # undone: it is again what it was before this desk
            else:
                written[change.key] = (base, change.after)


def _keep_out_of_git(folder: Path) -> None:
    """Say to git that nothing here is to be shared: words wait in it that somebody may not keep."""
    sign = folder / ".gitignore"
    if not sign.exists():
        folder.mkdir(exist_ok=True)
        write_atomic(sign, b"*\n")


def _copy(records: Records) -> Records:
    return Records(records.path, list(records.found), records.shape, records.there)
