"""What waits in ``.lises/`` is one coder's and one machine's: nothing else reads or ships it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lises.book.making import release_studies
from lises.cli.app import app
from lises.files.skeleton import new_study
from lises.privacy.releasing import release_study
from lises.tagging import Desk
from lises.tagging.operations import Memo
from tests.tagging.working import copied

TODAY = "2026-11-22"
WORD = "quagmire"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study in which a memo waits that was changed here and in an editor."""
    made = copied(tmp_path)
    desk = Desk.open(made, "cd")
    version = desk.version("DEMO-G1")
    path = made / "codings/cd-1/DEMO-G1.jsonl"
    text = path.read_text("utf-8").replace('"codes":["tap-queue"]', '"codes":["tap"]')
    path.write_text(text, "utf-8")
    desk.perform("DEMO-G1", [Memo(id="DEMO-G1-t6ya", text=f"a {WORD} of words")], version)
    assert WORD in (made / ".lises/tagging/cd-1.json").read_text("utf-8")
    assert WORD not in path.read_text("utf-8")
    return made


def test_a_check_says_the_same_with_and_without_it(study: Path) -> None:
    def said() -> object:
        return json.loads(CliRunner().invoke(app, ["check", str(study), "--json"]).output)

    before = said()
    assert WORD not in json.dumps(before)
    shutil.rmtree(study / ".lises")
    assert said() == before


@pytest.mark.parametrize("tier", ["public", "restricted"])
def test_no_release_carries_it(study: Path, tmp_path: Path, tier: str) -> None:
    made = release_study(study, tier, tmp_path / "out", today=TODAY)
    assert made.good
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if ".lises" in path.parts]
    assert not [path for path in files if WORD.encode() in path.read_bytes()]


def test_nothing_that_a_book_is_made_from_has_it(study: Path) -> None:
    (release,), _ = release_studies([study], "restricted", TODAY)
    assert "you meet people" in repr(release)  # words of the same passage
    assert WORD not in repr(release)


def test_git_does_not_see_it_in_a_new_study_nor_in_one_from_elsewhere(
    study: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new-study"
    new_study(new)
    assert ".lises/" in (new / ".gitignore").read_text("utf-8").splitlines()
    assert not (study / ".gitignore").exists()
    for command in ("init -q", "add -A"):
        subprocess.run(["git", "-C", str(study), *command.split()], check=True)
    listed = subprocess.run(
        ["git", "-C", str(study), "ls-files"], check=True, capture_output=True, text=True
    ).stdout
    assert "study.yaml" in listed
    assert ".lises" not in listed
