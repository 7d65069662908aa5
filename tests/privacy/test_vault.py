"""The vault is apart from every study and every tree of git, and nobody else can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lises.errors import LisesError
from lises.privacy.vault import open_vault


@pytest.fixture
def study(tmp_path: Path) -> Path:
    made = tmp_path / "study"
    made.mkdir()
    return made


@pytest.mark.parametrize("where", ["study/vault", "study", "."])
def test_a_vault_within_a_study_or_around_it_is_refused(tmp_path: Path, study: Path, where: str):
    (tmp_path / where).mkdir(exist_ok=True)
    with pytest.raises(LisesError, match="apart"):
        open_vault(tmp_path / where, study)


def test_a_vault_in_a_tree_of_git_is_refused(tmp_path: Path, study: Path):
    (tmp_path / "tree/.git").mkdir(parents=True)
    (tmp_path / "tree/deep/vault").mkdir(parents=True)
    with pytest.raises(LisesError, match="git tree"):
        open_vault(tmp_path / "tree/deep/vault", study)


def test_a_vault_that_a_link_leads_into_the_study_is_refused(tmp_path: Path, study: Path):
    (study / "inner").mkdir()
    (tmp_path / "vault").symlink_to(study / "inner")
    with pytest.raises(LisesError, match="apart"):
        open_vault(tmp_path / "vault", study)


def test_a_vault_that_is_not_there_is_not_made_by_a_slip_of_the_pen(tmp_path: Path, study: Path):
    with pytest.raises(LisesError, match="no folder"):
        open_vault(tmp_path / "vualt", study)
    assert not (tmp_path / "vualt").exists()


def test_what_is_written_can_be_read_by_its_owner_alone(tmp_path: Path, study: Path):
    (tmp_path / "vault").mkdir(mode=0o755)
    vault = open_vault(tmp_path / "vault", study)
    vault.write(vault.log("x"), "first")
    vault.log("x").chmod(0o644)
    vault.write(vault.log("x"), "second")
    assert vault.log("x").read_text() == "second"
    modes = [
        p.stat().st_mode & 0o077 for p in (vault.folder, vault.log("x").parent, vault.log("x"))
    ]
    assert modes == [0, 0, 0]
