"""What was committed to can be opened, and nothing else can."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lises.errors import LisesError, UnknownNameError
from lises.files import read_study
from lises.model import StudyFolder
from lises.privacy.commitments import (
    COMMITMENT,
    commit,
    prove,
    read_commitment,
    read_proof,
    root_told_by,
    write_proof,
)
from lises.privacy.vault import Vault, open_vault

TINY = Path(__file__).parents[2] / "studies" / "demo-tiny"
TODAY = "2026-11-22"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


@pytest.fixture
def vault(study: Path, tmp_path: Path) -> Vault:
    (tmp_path / "vault").mkdir(mode=0o700)
    return open_vault(tmp_path / "vault", study)


def _read(study: Path) -> StudyFolder:
    folder, _ = read_study(study)
    assert folder is not None
    return folder


def test_every_passage_can_be_opened_and_leads_to_the_published_root(
    study: Path, vault: Vault, tmp_path: Path
) -> None:
    made = commit(_read(study), vault, study, today=TODAY)
    assert read_commitment(study) == made
    for passage in _read(study).passages:
        write_proof(prove(_read(study), vault, passage.id), tmp_path / "proof.json")
        proof = read_proof(tmp_path / "proof.json")
        assert proof.quote == passage.quote
        assert root_told_by(proof) == made.root
        assert root_told_by(replace(proof, quote=("other words",))) != made.root
        assert root_told_by(replace(proof, passage="X-0000")) != made.root


def test_the_public_file_tells_a_root_and_nothing_of_any_passage(study: Path, vault: Vault) -> None:
    made = commit(_read(study), vault, study, today=TODAY)
    told = json.loads((study / COMMITMENT).read_bytes())
    assert told == {
        "version": 1,
        "kind": "lises-passage-1",
        "study": "demo-tiny",
        "root": made.root,
        "leaves": len(_read(study).passages),
        "date": TODAY,
    }
    salts = vault.folder / "salts/demo-tiny.json"
    assert salts.stat().st_mode & 0o077 == 0


def test_a_changed_word_is_another_root_and_the_same_study_the_same(
    study: Path, vault: Vault
) -> None:
    first = commit(_read(study), vault, study, today=TODAY)
    assert commit(_read(study), vault, study, today=TODAY) == first
    folder = _read(study)
    changed = replace(folder.passages[0], quote=("another word",))
    other = commit(
        replace(folder, passages=(changed, *folder.passages[1:])), vault, study, today=TODAY
    )
    assert other.root != first.root


def test_without_the_salts_nothing_can_be_opened_and_a_new_passage_must_be_committed(
    study: Path, vault: Vault
) -> None:
    commit(_read(study), vault, study, today=TODAY)
    folder = _read(study)
    with pytest.raises(UnknownNameError, match="no passage"):
        prove(folder, vault, "X-0000")
    more = replace(folder.passages[0], id="DEMO-G1-zzzz")
    with pytest.raises(LisesError, match="commit again"):
        prove(replace(folder, passages=(*folder.passages, more)), vault, folder.passages[0].id)
    (vault.folder / "salts/demo-tiny.json").unlink()
    with pytest.raises(LisesError, match="has no salt"):
        prove(folder, vault, folder.passages[0].id)


@pytest.mark.parametrize(
    "data", ["", "[]", '{"version": 1}', '{"version": 1, "salts": {"a": "b"}}']
)
def test_damaged_files_are_told(study: Path, vault: Vault, tmp_path: Path, data: str) -> None:
    commit(_read(study), vault, study, today=TODAY)
    (vault.folder / "salts/demo-tiny.json").write_text(data)
    with pytest.raises(LisesError):
        commit(_read(study), vault, study, today=TODAY)
    (study / COMMITMENT).write_text(data)
    with pytest.raises(LisesError):
        read_commitment(study)
    (tmp_path / "proof.json").write_text(data)
    with pytest.raises(LisesError):
        read_proof(tmp_path / "proof.json")
