"""A folder sealed for one receiver, and the log of what was handed to whom.

Sealed with age (age-encryption.org, version 1), a format that other programs read: whoever has the
receiver's key opens it with `age` and unpacks it with `tar`, without this library.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path, PurePosixPath

from lises.errors import LisesError
from lises.files import write_atomic

from .vault import Vault

__all__ = ["HandedOut", "handed_out", "seal", "unseal"]

ENDING = ".tar.age"
LOG = "handed-out.csv"
LARGEST = 4 * 2**30  # bytes of what is unsealed
MOST_FILES = 100_000
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A line of the log: what was sealed on which day for whom, on what ground, until when.

    ``key`` is the receiver's public key, ``sha256`` the digest of the sealed file.
    """

    date: str
    what: str
    receiver: str
    country: str
    agreement: str
    expires: str
    key: str
    sha256: str


def seal(folder: Path, to: Path, vault: Vault, handed: HandedOut) -> HandedOut:
    """Seal a folder for a receiver, and write it down in the vault before the file is there.

    Parameters
    ----------
    folder : Path
        A release or a bundle.
    to : Path
        A new file; its name ends in ``.tar.age``.
    vault : Vault
        Its ``handed-out.csv`` gets a line.
    handed : HandedOut
        With everything but the digest.

    Returns
    -------
    HandedOut
        With the digest.

    Raises
    ------
    LisesError
        If a field is empty, a date is none or past, the key is none of age, the folder holds
        nothing or a link, or the file is there.
    """
    import pyrage

    _fit(folder, to, handed)
    try:
        key = pyrage.x25519.Recipient.from_str(handed.key)
    except pyrage.RecipientError as why:
        raise LisesError(
            f'"{handed.key[:12]}…" is no public key of age; it begins with age1 and the receiver '
            "makes it with age-keygen"
        ) from why
    sealed = pyrage.encrypt(_packed(folder), [key])
    digest = hashlib.sha256(sealed).hexdigest()
    told = {one.name: getattr(handed, one.name) for one in fields(HandedOut)}
    line = HandedOut(**{**told, "sha256": digest})
    _log(vault, line)
    write_atomic(to, sealed)
    return line


def _fit(folder: Path, to: Path, handed: HandedOut) -> None:
    names = ("receiver", "country", "agreement", "expires", "key")
    empty = [name for name in names if not getattr(handed, name).strip()]
    if empty:
        raise LisesError(f"{', '.join(empty)} must be said: nothing is handed out to nobody")
    if not DAY.fullmatch(handed.expires) or handed.expires < handed.date:
        raise LisesError(f'expires is a day to come, 2027-06-30, and not "{handed.expires}"')
    if not to.name.endswith(ENDING) or to.exists():
        raise LisesError(f"{to}: give a new file whose name ends in {ENDING}")
    if not folder.is_dir() or not any(folder.iterdir()):
        raise LisesError(f"{folder} holds nothing to seal")


def _packed(folder: Path) -> bytes:
    """Pack a folder: the same files give the same bytes, without owners and times."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink():
                raise LisesError(f"{path} is a link; what is sealed holds files only")
            if path.is_file():
                data = path.read_bytes()
                member = tarfile.TarInfo(path.relative_to(folder).as_posix())
                member.size = len(data)
                packed.addfile(member, io.BytesIO(data))
    return made.getvalue()


def _log(vault: Vault, line: HandedOut) -> None:
    before = handed_out(vault)
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(one.name for one in fields(HandedOut))
    writer.writerows(astuple(one) for one in (*before, line))
    vault.write(vault.folder / LOG, made.getvalue())


def handed_out(vault: Vault) -> tuple[HandedOut, ...]:
    """Give what was handed out, in the order of the days it was.

    Raises
    ------
    LisesError
        If the log cannot be read; then nothing is written over it.
    """
    path = vault.folder / LOG
    if not path.is_file():
        return ()
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as why:
        raise LisesError(f"{path} cannot be read") from why
    names = [one.name for one in fields(HandedOut)]
    if not rows or rows[0] != names or any(len(row) != len(names) for row in rows):
        raise LisesError(f"{path} is no log of what was handed out; its head is {','.join(names)}")
    return tuple(HandedOut(**dict(zip(names, row, strict=True))) for row in rows[1:])


def unseal(sealed: Path, identity: Path, to: Path) -> int:
    """Open what was sealed for the holder of an identity file; gives the number of files.

    Raises
    ------
    LisesError
        If the file was not sealed for that identity or is damaged, holds anything but plain files
        within it, or ``to`` is not empty.
    """
    import pyrage

    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise LisesError(f"{to} is not empty; give a new folder")
    try:
        data = pyrage.decrypt(sealed.read_bytes(), list(_identities(identity)))
    except pyrage.DecryptError as why:
        raise LisesError(f"{sealed} was not sealed for {identity}, or is damaged") from why
    files = _unpacked(data, sealed)
    for name, content in files.items():
        write_atomic(to / name, content)
    return len(files)


def _identities(path: Path) -> Iterator[object]:
    import pyrage

    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for line in (one.strip() for one in lines):
        if line and not line.startswith("#"):
            try:
                yield pyrage.x25519.Identity.from_str(line)
            except pyrage.IdentityError as why:
                raise LisesError(f"{path} holds a line that is no identity of age") from why


def _unpacked(data: bytes, sealed: Path) -> dict[str, bytes]:
    """Give the files of what was packed; a name that leads out, a link, a device is refused."""
    found: dict[str, bytes] = {}
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as packed:
            for member in packed:
                name = PurePosixPath(member.name)
                within = not name.is_absolute() and ".." not in name.parts and name.parts
                total += member.size
                if not member.isfile() or not within or member.name in found:
                    raise LisesError(f"{sealed} holds something that is no file within it")
                if total > LARGEST or len(found) >= MOST_FILES:
                    raise LisesError(f"{sealed} unpacks to more than is read")
                content = packed.extractfile(member)
                found[member.name] = content.read() if content else b""
    except tarfile.TarError as why:
        raise LisesError(f"{sealed} is damaged") from why
    return found
