"""``lises assign`` and ``lises progress``: who codes what, and how far they have come."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

import lises
from lises.analysis.progress import PROGRESS
from lises.cli.app import app
from lises.errors import QueryError

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def told(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_a_draw_is_told_with_its_seed_and_drawn_again_the_same(study: Path) -> None:
    draw = ("assign", str(study), "--coder", "cd", "--share", "0.5", "--seed", "3", "--by-role")
    first = json.loads(told(*draw, "--json"))
    assert first["set"] == "cd-1"
    assert len(first["named"]) == 2, "one of each role's"
    before = (study / "readings.csv").read_bytes()
    out = told(*draw)
    assert f"drawn with seed 3, a share of 0.5 of each role: {', '.join(first['named'])}" in out
    assert (study / "readings.csv").read_bytes() == before
    assert "assigned 0 of 3" in told(
        "assign", str(study), *first["named"], "--coder", "cd", "--remove"
    )
    assert (study / "readings.csv").read_bytes() == (TINY / "readings.csv").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["DEMO-G1"], "--coder"),
        (["--coder", "cd"], "name interviews"),
        (["--coder", "cd", "DEMO-G1", "--share", "0.5"], "one of the two"),
        (["--coder", "cd", "--share", "0.5"], "--seed"),
        (["--coder", "cd", "--share", "5", "--seed", "1"], "share is 5"),
    ],
)
def test_what_is_missing_is_said(study: Path, words: list[str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        CliRunner().invoke(app, ["assign", str(study), *words], catch_exceptions=False)


def test_progress_counts_what_was_read_and_not_what_was_assigned(study: Path) -> None:
    before = lises.load(study).progress
    assert dict(before.schema) == dict(PROGRESS)
    told("assign", str(study), "DEMO-K1", "--coder", "cd")
    after = lises.load(study).progress
    changed = (pl.col("set") == "cd-1") & (pl.col("interview") == "DEMO-K1")
    assert after.filter(changed).row(0, named=True) == {
        "set": "cd-1", "coder": "cd", "interview": "DEMO-K1", "assigned": True, "read": "none",
        "turns": 2, "coded_turns": 1, "passages": 1, "suggested": 0, "codes": 1,
        "undecided": None,
    }  # fmt: skip
    assert after.filter(~changed).equals(before.filter(~changed))
    assert after.drop("assigned").equals(before.drop("assigned"))


def test_a_consensus_is_told_with_what_nobody_has_decided(study: Path) -> None:
    path = study / "codings/consensus/DEMO-G1.jsonl"
    path.write_text(path.read_text().replace('"DEMO-G1-9qf4"', '"DEMO-G1-7k2m"'))
    rows = {
        (row["set"], row["interview"]): row
        for row in json.loads(told("progress", str(study), "--json"))
    }
    assert rows["consensus", "DEMO-G1"]["undecided"] == 1, (
        "the weeds are neither taken nor left out"
    )
    assert rows["consensus", "DEMO-PAIR"]["undecided"] == 0
    assert rows["ab-1", "DEMO-G1"]["undecided"] is None
    out = told("progress", str(study), "--interviews")
    assert "consensus: read 2 of 3 interviews, 7 passages, 1 disagreement undecided" in out
    assert "  DEMO-G1: read: all · turns coded: 3 of 3 · passages: 3 · codes used: 3" in out
    assert "DEMO-K1: read: some" in out
