"""Changes in the folder: told once, and nothing that is half-written ends the telling."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lises.tagging import Desk
from lises.tagging.watching import Watch
from tests.tagging.working import copied


def test_a_file_that_goes_between_the_listing_and_the_look_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = copied(tmp_path)
    watch = Watch(Desk.open(study, "cd"))
    assert watch.changes() == []
    fleeting = study / "codings/cd-1/going.jsonl"
    fleeting.touch()
    listed = os.scandir

    def late(path: Path) -> list[os.DirEntry[str]]:
        found = [*listed(path)]
        if Path(path).name == "cd-1":
            fleeting.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "scandir", late)
    assert watch.changes() == []


def test_what_is_half_written_under_another_name_is_no_change(tmp_path: Path) -> None:
    study = copied(tmp_path)
    watch = Watch(Desk.open(study, "cd"))
    assert watch.changes() == []
    (study / "codings/cd-1/.lises-abc.tmp").touch()
    assert watch.changes() == []


def test_a_study_that_an_editor_has_half_written_is_told_when_it_is_whole(tmp_path: Path) -> None:
    study = copied(tmp_path)
    watch = Watch(Desk.open(study, "cd"))
    assert watch.changes() == []
    design = study / "study.yaml"
    whole = design.read_bytes()
    design.write_bytes(whole[:200])
    watch.changes()
    watch.changes()
    design.write_bytes(whole + b"\n")
    assert watch.changes() == [{"changed": "study"}]
