"""A commitment to the passages of an archive: published as one digest, opened passage by passage.

It shows that nothing has changed since it was made, never that it was so in the first place.

A leaf is a salt of 32 random bytes and then the passage as JSON in UTF-8 without white space, its
text in NFC: ``["lises-passage-1",study,id,interview,[turn,turn_end],[quote,…]]``. Leaves stand in
the order of their ids, by code point. Without its salt a leaf tells nothing: short passages could
else be guessed and tried.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.files import write_atomic
from lises.model import Passage, StudyFolder
from lises.privacy.vault import Vault

from .merkle import leaf_digest, path_to, root_of, root_on

__all__ = [
    "COMMITMENT",
    "Commitment",
    "Proof",
    "commit",
    "leaf_of",
    "prove",
    "read_commitment",
    "read_proof",
    "root_told_by",
    "write_proof",
]

COMMITMENT = "commitment.json"
VERSION = 1
KIND = "lises-passage-1"
SALT = 32  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What is published: the root over all passages, how many there are, and the day."""

    study: str
    root: str
    leaves: int
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What opens one passage: its words, its salt, its place among the leaves, and the path."""

    study: str
    passage: str
    interview: str
    turns: tuple[int, int]
    quote: tuple[str, ...]
    salt: str
    index: int
    leaves: int
    path: tuple[str, ...]


def leaf_of(study: str, passage: Passage, salt: bytes) -> bytes:
    r"""Give a passage as a leaf.

    >>> said = ("a\u030a",)
    >>> p = Passage(id="A-a", interview="A", set="c", turn=1, turn_end=1, quote=said, codes=())
    >>> leaf_of("s", p, b"").decode()
    '["lises-passage-1","s","A-a","A",[1,1],["å"]]'
    """
    turns = [passage.turn, passage.turn_end]
    quote = [unicodedata.normalize("NFC", said) for said in passage.quote]
    told = [KIND, study, passage.id, passage.interview, turns, quote]
    return salt + json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def commit(archive: StudyFolder, vault: Vault, study: Path, *, today: str) -> Commitment:
    """Commit to every passage of an archive.

    The salts go to the vault, the root to ``commitment.json`` in the study. A passage that had a
    salt keeps it, so that a root of before can still be opened where nothing has changed.

    Raises
    ------
    LisesError
        If the salts in the vault cannot be read.
    """
    name = archive.design.id
    kept = _salts(vault, name)
    salts = {p.id: kept.get(p.id) or secrets.token_hex(SALT) for p in _ordered(archive)}
    path = _salts_path(vault, name)
    vault.write(path, json.dumps({"version": VERSION, "salts": salts}, indent=1) + "\n")
    digests = _digests(archive, salts)
    made = Commitment(study=name, root=root_of(digests).hex(), leaves=len(digests), date=today)
    told = {"version": VERSION, "kind": KIND, "study": name, "root": made.root}
    told |= {"leaves": made.leaves, "date": today}
    write_atomic(study / COMMITMENT, (json.dumps(told, indent=1) + "\n").encode())
    return made


def prove(archive: StudyFolder, vault: Vault, passage: str) -> Proof:
    """Open one passage of an archive to whoever holds the root.

    Raises
    ------
    UnknownNameError
        If there is no such passage.
    LisesError
        If a passage has no salt: it was added since, and ``commit`` must be done again.
    """
    name = archive.design.id
    ordered = _ordered(archive)
    ids = [p.id for p in ordered]
    if passage not in ids:
        raise UnknownNameError(f'no passage "{passage}"{did_you_mean(passage, ids)}')
    salts = _salts(vault, name)
    digests = _digests(archive, salts)
    index = ids.index(passage)
    one = ordered[index]
    return Proof(
        study=name,
        passage=one.id,
        interview=one.interview,
        turns=(one.turn, one.turn_end),
        quote=one.quote,
        salt=salts[passage],
        index=index,
        leaves=len(ids),
        path=tuple(digest.hex() for digest in path_to(digests, index)),
    )


def root_told_by(proof: Proof) -> str:
    """Give the root that a proof leads to; it proves its passage where that is the published one.

    Raises
    ------
    LisesError
        If the proof is none that such a tree can have.
    """
    passage = Passage(
        id=proof.passage,
        interview=proof.interview,
        set="",
        turn=proof.turns[0],
        turn_end=proof.turns[1],
        quote=proof.quote,
        codes=(),
    )
    try:
        salt = bytes.fromhex(proof.salt)
        path = [bytes.fromhex(step) for step in proof.path]
        digest = leaf_digest(leaf_of(proof.study, passage, salt))
        return root_on(path, digest, proof.index, proof.leaves).hex()
    except ValueError as why:
        raise LisesError(f"this is no proof: {why}") from why


def _ordered(archive: StudyFolder) -> list[Passage]:
    return sorted(archive.passages, key=lambda p: p.id)


def _digests(archive: StudyFolder, salts: Mapping[str, str]) -> list[bytes]:
    ordered = _ordered(archive)
    new = next((p.id for p in ordered if p.id not in salts), None)
    if new is not None:
        raise LisesError(f"{new} has no salt: it is newer than the commitment; commit again")
    name = archive.design.id
    return [leaf_digest(leaf_of(name, p, bytes.fromhex(salts[p.id]))) for p in ordered]


def _salts_path(vault: Vault, study: str) -> Path:
    return vault.folder / "salts" / f"{study}.json"


def _salts(vault: Vault, study: str) -> dict[str, str]:
    path = _salts_path(vault, study)
    if not path.is_file():
        return {}
    told = _read(path)
    salts = told.get("salts")
    if not isinstance(salts, dict) or not all(_is_salt(one) for one in salts.values()):
        raise LisesError(f"{path} holds no salts that can be read; take it from a backup")
    return salts


def _is_salt(value: object) -> bool:
    try:
        return isinstance(value, str) and len(bytes.fromhex(value)) == SALT
    except ValueError:
        return False


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as why:
        raise LisesError(f"{path} cannot be read") from why
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise LisesError(f"{path} is not of version {VERSION}")
    return told


def read_commitment(study: Path) -> Commitment | None:
    """Read what a study published; None where it has made no commitment.

    Raises
    ------
    LisesError
        If the file is no commitment.
    """
    path = study / COMMITMENT
    if not path.is_file():
        return None
    told = _read(path)
    root, leaves = told.get("root"), told.get("leaves")
    if not isinstance(root, str) or not isinstance(leaves, int) or told.get("kind") != KIND:
        raise LisesError(f"{path} is no commitment to passages")
    texts = {name: str(told.get(name, "")) for name in ("study", "date")}
    return Commitment(root=root, leaves=leaves, study=texts["study"], date=texts["date"])


def write_proof(proof: Proof, path: Path) -> None:
    """Write a proof as a file that can be handed on; whoever has it can read the passage."""
    import msgspec

    told = {"version": VERSION, "kind": KIND, **msgspec.to_builtins(proof)}
    write_atomic(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


def read_proof(path: Path) -> Proof:
    """Read a proof.

    Raises
    ------
    LisesError
        If the file is none.
    """
    import msgspec

    told = _read(path)
    rest = {key: value for key, value in told.items() if key not in ("version", "kind")}
    try:
        return msgspec.convert(rest, Proof)
    except msgspec.ValidationError as why:
        raise LisesError(f"{path} is no proof: {why}") from why
