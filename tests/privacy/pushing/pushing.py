"""Real repositories to push from: what git tells its hook is taken down, and then judged here."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from lises.privacy.pushing import Held, Outgoing, judge_push, pushed_refs
from lises.privacy.pushing.keeping import Vaulted
from tests.making.repositories import TINY, git

RECORDER = '#!/bin/sh\ncat > "{told}"\nexit 1\n'


@dataclass(frozen=True)
class Clone:
    """A repository with a bare one as its remote; nothing is pushed unless a test says so."""

    root: Path
    remote: Path

    def commit(self, message: str = "more", **files: str) -> str:
        """Write files and commit them with all else that is there."""
        self.write(files)
        git(self.root, "add", "-A", "-f")
        git(self.root, "commit", "-q", "--allow-empty", "-m", message)
        return git(self.root, "rev-parse", "HEAD")

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def told(self, *words: str) -> str:
        """Give what git tells a pre-push hook of ``git push WORDS``, and push nothing."""
        hook, note = self.root / ".git/hooks/pre-push", self.root.parent / "told"
        note.unlink(missing_ok=True)
        hook.write_text(RECORDER.format(told=note.as_posix()))
        hook.chmod(0o755)
        git(self.root, "push", "-q", *words)
        hook.unlink()
        return note.read_text()

    def held(
        self, *words: str, everything: bool = False, vault: Vaulted | None = None
    ) -> set[tuple[str, str]]:
        """Give what is held of a push: place without its commit, and rule."""
        refs = pushed_refs(self.told(*(words or ("origin", "main"))))
        found = judge_push(Outgoing(self.root), refs, everything=everything, vault=vault)
        return {_plain(one) for one in found}

    def push(self, *words: str) -> None:
        """Push without asking anybody, as ``--no-verify`` does."""
        git(self.root, "push", "-q", "--no-verify", *(words or ("origin", "main")))


def _plain(held: Held) -> tuple[str, str]:
    return held.place.partition(" (commit ")[0], held.rule


def clone(folder: Path) -> Clone:
    """Make a repository with a first commit, and a bare one to push to."""
    root, remote = folder / "work", folder / "remote.git"
    for place, more in ((remote, ("--bare",)), (root, ())):
        place.mkdir()
        git(place, "init", "-q", "-b", "main", *more)
    git(root, "remote", "add", "origin", remote.as_posix())
    made = Clone(root, remote)
    made.commit("first", **{"README.md": "a place\n"})
    return made


def collected(made: Clone, name: str = "own") -> Path:
    """Put a study into it whose people count as real ones."""
    study = Path(shutil.copytree(TINY, made.root / name))
    count_as_collected(study)
    return study


def count_as_collected(study: Path) -> None:
    """Say of a study that its people are real ones."""
    design = study / "study.yaml"
    text = design.read_text("utf-8")
    assert "data_status: constructed" in text
    design.write_text(text.replace("data_status: constructed", "data_status: collected"), "utf-8")
