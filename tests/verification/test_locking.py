"""A lock tells which published values changed, and by what file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lises.errors import LisesError
from lises.verification.locking import changes_since, lock_study

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"
TODAY = "2026-11-22"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def test_nothing_changed_is_nothing_told_and_the_same_lock_the_same_bytes(study: Path) -> None:
    made = lock_study(study, "public", today=TODAY)
    assert made.lock is not None
    first = made.path.read_bytes()
    assert changes_since(study, made.lock) == ()
    lock_study(study, "public", today=TODAY)
    assert made.path.read_bytes() == first


def test_one_coding_less_is_told_as_the_values_that_it_changes_and_its_file(study: Path) -> None:
    lock_study(study, "public", today=TODAY)
    path = study / "codings/consensus/DEMO-G1.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    uncited = next(n for n, line in enumerate(lines) if line.split('"')[3] not in _cited(study))
    path.write_text("".join([*lines[:uncited], *lines[uncited + 1 :]]), "utf-8")
    now = lock_study(study, "public", today=TODAY, write=False)
    assert now.lock is not None
    told = changes_since(study, now.lock)
    assert told[-1].what == "codings/consensus/DEMO-G1.jsonl"
    assert any(change.what.startswith("code ") for change in told)


def _cited(study: Path) -> str:
    files = (*study.glob("findings/*.md"), *study.glob("*.yaml"), *study.glob("translations/*"))
    return "".join(path.read_text("utf-8") for path in files)


def test_a_study_that_was_never_locked_is_told_so(study: Path) -> None:
    made = lock_study(study, "public", today=TODAY, write=False)
    assert made.lock is not None
    with pytest.raises(LisesError, match="not there"):
        changes_since(study, made.lock)


def test_an_error_in_the_study_locks_nothing(study: Path) -> None:
    made = lock_study(study, "public", today="2099-01-01")
    assert made.lock is None
    assert made.problems
    assert not made.path.exists()
