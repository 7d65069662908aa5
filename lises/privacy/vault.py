"""The vault: register of names, decisions and replacement logs, kept apart from every study.

A plain folder that only the archive's holder can read. It is refused within a study and within any
tree of git: what tells who is who must not be carried along with what was made to hide it.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError
from lises.files import write_atomic

__all__ = ["Vault", "open_vault"]

OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Vault:
    """A folder outside the study and outside any git tree."""

    folder: Path

    @property
    def register(self) -> Path:
        """The names and places of the project, ``register.csv``."""
        return self.folder / "register.csv"

    def review(self, study: str) -> Path:
        """Give where what was found in a study and what was decided about it stands."""
        return self.folder / "identify" / f"{study}.csv"

    def log(self, study: str) -> Path:
        """Give where it stands what was put for what in a study."""
        return self.folder / "replaced" / f"{study}.csv"

    def key(self, name: str) -> bytes:
        """Give a secret of 32 bytes that is kept here; made where there is none yet.

        Raises
        ------
        LisesError
            If what is kept is no such secret.
        """
        path = self.folder / "keys" / f"{name}.key"
        if not path.is_file():
            self.write(path, secrets.token_hex(32) + "\n")
        try:
            kept = bytes.fromhex(path.read_text(encoding="ascii"))
        except (OSError, ValueError) as why:
            raise LisesError(f"{path} cannot be read as a key") from why
        if len(kept) != 32:
            raise LisesError(f"{path} is no key of 32 bytes; restore it from a copy of the vault")
        return kept

    def write(self, path: Path, text: str) -> None:
        """Write a file of the vault that only its owner can read; the old or the new is there."""
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, parents=True)
        write_atomic(path, text.encode(), mode=OWNER_ONLY)


def open_vault(folder: Path, study: Path) -> Vault:
    """Give a vault that may be used for a study.

    Parameters
    ----------
    folder : Path
        The vault; it must be there.
    study : Path
        The study folder that it must be apart from.

    Raises
    ------
    LisesError
        If it is no folder, within the study or around it, or within a tree of git.
    """
    here, there = folder.resolve(), study.resolve()
    if here.is_relative_to(there) or there.is_relative_to(here):
        raise LisesError(f"{folder} and {study} lie within each other; keep the vault apart")
    tree = next((p for p in (here, *here.parents) if (p / ".git").exists()), None)
    if tree is not None:
        raise LisesError(f"{folder} lies in a git tree ({tree}); keep the vault outside any")
    if not here.is_dir():
        raise LisesError(f"{folder} is no folder; make one that only you can read: mkdir -m 700")
    with suppress(OSError):
        here.chmod(here.stat().st_mode & ~0o077)
    return Vault(folder)
