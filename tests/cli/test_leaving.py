"""What a steward asks in the terminal: what a release would tell, and somebody's withdrawal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import LisesError

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def test_disclosure_says_who_is_alone_and_that_passing_is_no_anonymity():
    said = run("disclosure", TINY)
    assert said.exit_code == 1
    assert "role keeper: DEMO-K1" in said.output
    assert "is not anonymous by that" in said.output
    assert "Invented" in said.output


def test_disclosure_gives_the_same_to_machines():
    told = json.loads(run("disclosure", TINY, "--json").output)
    assert told["anonymous"] is False
    assert told["forbidden"] == sum(c["known"] for c in told["combinations"]) > 0
    every = json.loads(run("disclosure", TINY, "--json", "--all").output)
    assert len(every["combinations"]) == told["combinations_found"] > len(told["combinations"])


def test_disclosure_of_a_release_is_of_its_own_tier_and_says_what_it_cannot_know(tmp_path):
    to = tmp_path / "released"
    made = run("release", TINY, "--to", to, "--json")
    assert json.loads(made.output)["below_k"] > 0
    assert "only be looked for in the archive" in run("disclosure", to).output
    with pytest.raises(LisesError, match="public tier"):
        run("disclosure", to, "--tier", "reviewer")


def test_a_dry_run_shows_every_line_and_writes_nothing(tiny):
    before = {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()}
    said = run("withdraw", tiny, "DEMO-K1", "--dry-run")
    assert said.exit_code == 0
    assert "transcripts/DEMO-K1.md: goes" in said.output
    assert "- DEMO-K1,keeper,none,,reviewer," in said.output
    assert "finding queue: 2 of 3 → 1 of 2; statement and codings agree, as before" in said.output
    assert {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()} == before


def test_a_withdrawal_is_written_looked_for_and_earlier_outputs_are_told(tiny, tmp_path):
    earlier = tmp_path / "released"
    run("release", tiny, "--to", earlier)
    said = run("withdraw", tiny, "DEMO-K1", "--write", "--date", "2026-11-22", "--also", earlier)
    assert said.exit_code == 1  # prose to mend, and a release that still has them
    assert f"{tiny}: neither the id nor" in said.output
    assert f"{earlier}: still there:" in said.output
    assert "participants.csv: the id" in said.output
    assert "backups:" in said.output
    assert run("check", tiny).exit_code == 0
    told = json.loads(
        run("disclosure", tiny, "--against", earlier, "--json").output
    )["differences"]  # fmt: skip
    assert ["person", "DEMO-K1 is only in the earlier one"] in [
        [d["kind"], d["about"]] for d in told
    ]


def test_only_what_was_built_is_removed(tiny, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("DEMO-K1")
    with pytest.raises(LisesError, match="neither a release nor a book"):
        run("withdraw", tiny, "DEMO-K1", "--write", "--also", mine, "--remove-also")
    assert (mine / "letter.txt").is_file()
