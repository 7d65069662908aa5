"""``lises import`` of a project and ``lises export``, used as their users would."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import LisesError
from lises.files import read_study

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"
RUNNER = CliRunner()


def run(*words: object) -> Result:
    return RUNNER.invoke(app, [str(word) for word in words])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    study = tmp_path / "demo-tiny"
    shutil.copytree(TINY, study)
    return study


def test_a_study_goes_out_and_comes_back_as_a_new_one(archive: Path, tmp_path: Path):
    out = run("export", archive, "--format", "qdpx", "--to", tmp_path / "x.qdpx")
    assert out.exit_code == 0, out.output
    assert "not carried: findings" in out.output
    assert "for others export a release" in out.output
    new = tmp_path / "demo-back"
    shown = run("import", new, tmp_path / "x.qdpx", "--constructed")
    assert shown.exit_code == 0, shown.output
    assert "REFI-QDA project" in shown.output
    assert "say --write" in shown.output
    assert not new.exists()
    done = run("import", new, tmp_path / "x.qdpx", "--constructed", "--write", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["made"]["interviews"] == 3
    folder, problems = read_study(new)
    assert folder is not None
    assert [str(p) for p in problems if p.severity == "error"] == []
    assert run("check", new).exit_code == 0
    again = run("export", new, "--format", "qdpx", "--to", tmp_path / "y.qdpx")
    assert again.exit_code == 0


def test_a_project_does_not_go_into_a_study_that_is_there(archive: Path, tmp_path: Path):
    run("export", archive, "--format", "qdpx", "--to", tmp_path / "x.qdpx")
    refused = run("import", archive, tmp_path / "x.qdpx", "--write")
    assert isinstance(refused.exception, LisesError)
    assert "lises codes import" in str(refused.exception)


def test_a_damaged_project_is_told_and_nothing_is_written(archive: Path, tmp_path: Path):
    run("export", archive, "--format", "qdpx", "--to", tmp_path / "x.qdpx")
    data = (tmp_path / "x.qdpx").read_bytes()
    (tmp_path / "x.qdpx").write_bytes(data[: len(data) // 2])
    told = run("import", tmp_path / "new", tmp_path / "x.qdpx", "--write")
    assert told.exit_code == 1, told.output
    assert "x.qdpx" in told.output
    assert "archive" in told.output
    assert not (tmp_path / "new").exists()


def test_the_formats_are_named_and_nothing_is_written_over(archive: Path, tmp_path: Path):
    listed = run("export", archive, "--list")
    assert "qdpx" in listed.output
    assert "docx" in listed.output
    (tmp_path / "x.qdpx").write_text("mine")
    refused = run("export", archive, "--format", "qdpx", "--to", tmp_path / "x.qdpx")
    assert "is there" in str(refused.exception)
    assert (tmp_path / "x.qdpx").read_text() == "mine"


def test_a_release_leaves_without_what_was_withheld(archive: Path, tmp_path: Path):
    assert run("release", archive, "--tier", "public", "--to", tmp_path / "out").exit_code == 0
    made = run("export", tmp_path / "out", "--format", "csv", "--to", tmp_path / "tables")
    assert made.exit_code == 0, made.output
    assert "for others export a release" not in made.output
    everything = "".join(p.read_text() for p in (tmp_path / "tables").rglob("*") if p.is_file())
    whole, _ = read_study(archive)
    left, _ = read_study(tmp_path / "out")
    assert whole is not None
    assert left is not None
    gone = {p.id for p in whole.passages} - {p.id for p in left.passages}
    words = {q for p in whole.passages if p.id in gone for q in p.quote if len(q.split()) > 6}
    shown = " ".join(q for p in left.passages for q in p.quote)
    assert words
    assert not [q for q in words if q in everything and q not in shown]
