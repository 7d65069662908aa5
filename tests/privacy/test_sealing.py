"""What is sealed can be opened by its receiver alone, and is in the log before it is there."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pyrage
import pytest

from lises.errors import LisesError
from lises.privacy.sealing import HandedOut, handed_out, seal, unseal
from lises.privacy.vault import Vault, open_vault

TODAY = "2026-11-22"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bundle/within").mkdir(parents=True)
    (tmp_path / "bundle/within/æble.txt").write_text("words", "utf-8")
    (tmp_path / "bundle/empty.txt").write_text("")
    return tmp_path / "bundle"


@pytest.fixture
def vault(tmp_path: Path, folder: Path) -> Vault:
    (tmp_path / "vault").mkdir(mode=0o700)
    return open_vault(tmp_path / "vault", folder)


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    path.write_text(f"# made for a test\n{pyrage.x25519.Identity.generate()}\n")
    return path


def _asked(identity: Path, **more: str) -> HandedOut:
    (line,) = (x for x in identity.read_text().splitlines() if not x.startswith("#"))
    key = str(pyrage.x25519.Identity.from_str(line).to_public())
    told = {"date": TODAY, "what": "bundle", "receiver": "A. B.", "country": "DK"}
    told |= {"agreement": "2026-17", "expires": "2027-06-30", "key": key, "sha256": ""}
    return HandedOut(**{**told, **more})


def _files(folder: Path) -> dict[str, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def test_the_receiver_gets_every_file_and_nobody_else_any(
    folder: Path, vault: Vault, identity: Path, tmp_path: Path
) -> None:
    sealed = tmp_path / "bundle.tar.age"
    line = seal(folder, sealed, vault, _asked(identity))
    assert handed_out(vault) == (line,)
    assert b"words" not in sealed.read_bytes()
    assert unseal(sealed, identity, tmp_path / "opened") == 2
    assert _files(tmp_path / "opened") == _files(folder)
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(LisesError, match="was not sealed for"):
        unseal(sealed, other, tmp_path / "not")
    sealed.write_bytes(sealed.read_bytes()[:-5])
    with pytest.raises(LisesError, match="or is damaged"):
        unseal(sealed, identity, tmp_path / "not")
    assert not (tmp_path / "not").exists()


def test_age_itself_reads_it_and_it_is_a_plain_tar(
    folder: Path, vault: Vault, identity: Path, tmp_path: Path
) -> None:
    seal(folder, tmp_path / "b.tar.age", vault, _asked(identity))
    key = pyrage.x25519.Identity.from_str(identity.read_text().splitlines()[1])
    data = pyrage.decrypt((tmp_path / "b.tar.age").read_bytes(), [key])
    with tarfile.open(fileobj=io.BytesIO(data)) as packed:
        assert packed.getnames() == ["empty.txt", "within/æble.txt"]
        assert {m.mtime for m in packed.getmembers()} == {0}


@pytest.mark.parametrize("name", ["receiver", "country", "agreement", "expires", "key"])
def test_nothing_is_handed_out_to_nobody(
    name: str, folder: Path, vault: Vault, identity: Path, tmp_path: Path
) -> None:
    with pytest.raises(LisesError, match=name):
        seal(folder, tmp_path / "b.tar.age", vault, _asked(identity, **{name: " "}))
    assert handed_out(vault) == ()
    assert not (tmp_path / "b.tar.age").exists()


def test_a_key_a_day_or_a_file_that_will_not_do_is_told(
    folder: Path, vault: Vault, identity: Path, tmp_path: Path
) -> None:
    to = tmp_path / "b.tar.age"
    with pytest.raises(LisesError, match="no public key of age"):
        seal(folder, to, vault, _asked(identity, key="age1x"))
    with pytest.raises(LisesError, match="a day to come"):
        seal(folder, to, vault, _asked(identity, expires="2020-01-01"))
    with pytest.raises(LisesError, match="ends in"):
        seal(folder, tmp_path / "b.zip", vault, _asked(identity))
    (folder / "link").symlink_to("/etc/hostname")
    with pytest.raises(LisesError, match="is a link"):
        seal(folder, to, vault, _asked(identity))


def test_a_second_one_is_added_to_the_log_and_a_damaged_log_is_not_written_over(
    folder: Path, vault: Vault, identity: Path, tmp_path: Path
) -> None:
    first = seal(folder, tmp_path / "a.tar.age", vault, _asked(identity))
    second = seal(folder, tmp_path / "b.tar.age", vault, _asked(identity, receiver='C, "D"\nE'))
    assert handed_out(vault) == (first, second)
    log = vault.folder / "handed-out.csv"
    log.write_text("date,what\n1,2\n")
    with pytest.raises(LisesError, match="is no log"):
        seal(folder, tmp_path / "c.tar.age", vault, _asked(identity))
    assert log.read_text() == "date,what\n1,2\n"
    assert not (tmp_path / "c.tar.age").exists()


@pytest.mark.parametrize("name", ["../out.txt", "/abs.txt", "a/../../b"])
def test_what_leads_out_of_the_folder_is_not_unpacked(
    name: str, identity: Path, tmp_path: Path
) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        packed.addfile(tarfile.TarInfo(name), io.BytesIO(b""))
    key = pyrage.x25519.Identity.from_str(identity.read_text().splitlines()[1]).to_public()
    (tmp_path / "x.tar.age").write_bytes(pyrage.encrypt(made.getvalue(), [key]))
    with pytest.raises(LisesError, match="no file within it"):
        unseal(tmp_path / "x.tar.age", identity, tmp_path / "to")
    assert not (tmp_path / "to").exists()
