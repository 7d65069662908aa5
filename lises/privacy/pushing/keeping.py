"""What is kept in a vault, known again in a push: by its bytes, by its form, by its names."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lises.errors import LisesError, ReleaseError
from lises.privacy.gate import Needles, needles_of
from lises.privacy.identifiers import read_register
from lises.privacy.vault import Vault

__all__ = ["Vaulted", "is_of_a_vault", "read_vault"]

# How the tables of a vault begin: the register, reviews, replacements, what was handed out.
HEADS = (
    frozenset(["name", "put"]),
    frozenset(["name", "also"]),
    frozenset(["item", "context", "decision"]),
    frozenset(["was", "put", "interview"]),
    frozenset(["receiver", "agreement", "sha256"]),
)
LARGEST = 64 * 2**20  # bytes of a file of a vault


@dataclass(frozen=True, slots=True)
class Vaulted:
    """What must not be found in a push: the digests of a vault's files, and registered names."""

    digests: frozenset[str] = frozenset()
    needles: Needles = field(default_factory=Needles)

    def has(self, data: bytes) -> bool:
        """Whether these bytes are a file of the vault."""
        return bool(self.digests) and hashlib.sha256(data).hexdigest() in self.digests


def read_vault(folder: Path) -> Vaulted:
    """Read what a vault holds.

    Raises
    ------
    LisesError
        If it is no folder, or its register has a fault: then it is not sure what must not leave.
    """
    if not folder.is_dir():
        raise LisesError(
            f"the vault {folder} is not there; name it anew with `lises hook install --vault`"
        )
    register, problems = read_register(Vault(folder).register)
    if problems:
        raise ReleaseError(f"the register of names has a fault: {problems[0]}")
    names = sorted({name for entry in register.entries for name in (entry.name, *entry.also)})
    files = (p for p in folder.rglob("*") if p.is_file() and 0 < p.stat().st_size <= LARGEST)
    digests = frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    return Vaulted(digests, needles_of((), names))


def is_of_a_vault(path: str, data: bytes) -> bool:
    """Whether a file has the form of one that only a vault has: its tables, its salts."""
    name = PurePosixPath(path)
    if name.suffix.lower() == ".csv":
        first = data.split(b"\n", 1)[0].decode("utf-8-sig", "replace").replace(";", ",")
        cells = {cell.strip().strip('"').lower() for cell in first.split(",")}
        return any(head <= cells for head in HEADS)
    if name.suffix.lower() != ".json" or b'"salts"' not in data[:4096]:
        return False
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and set(told) == {"version", "salts"}
