"""What the history of a study tells, in the field's words."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from lises.evidence.trail import Event, Trail, read_history, trail_of
from lises.evidence.trail import git as reading
from lises.files import read_study
from lises.model import StudyFolder
from tests.making.repositories import BODIL, MESSAGES, TINY, git, kept_study


def study_at(path: Path) -> StudyFolder:
    folder, _problems = read_study(path)
    assert folder is not None
    return folder


@cache
def whole() -> Trail:
    return trail_of(study_at(kept_study()))


def of_day(day: int, **wanted: str) -> list[Event]:
    date = f"2026-06-{day:02d}"
    return [
        event
        for event in whole().events
        if event.source == "git"
        and event.date == date
        and all(getattr(event, k) == v for k, v in wanted.items())
    ]


def test_a_commit_is_told_in_passages_with_set_interview_and_coder() -> None:
    (event,) = of_day(3, kind="coding")
    assert (event.added, event.removed, event.changed) == (12, 2, 1)
    assert (event.set, event.interview, event.by) == ("ab-1", "DEMO-G1", "cd")
    assert event.message == MESSAGES[1]


def test_who_is_not_mapped_to_a_coder_is_nobody() -> None:
    assert {event.by for event in of_day(5)} == {""}
    assert {event.by for event in of_day(3)} == {"cd"}


def test_a_folder_that_was_renamed_is_followed_and_the_renaming_is_no_work() -> None:
    first = of_day(1)
    assert {event.act for event in first} == {"added"}
    assert any(event.path == "memos/gaasebo.md" for event in first)
    assert of_day(2) == []


def test_a_merge_tells_only_what_neither_side_had() -> None:
    (event,) = of_day(8, kind="coding")
    assert (event.added, event.removed, event.changed) == (0, 0, 1)
    assert [e.changed for day in (6, 7) for e in of_day(day, kind="coding")] == [1, 1]


def test_what_is_not_committed_is_told_apart_and_has_no_day() -> None:
    here = [event for event in whole().events if event.source == "not-committed"]
    assert {(e.kind, e.act, e.date, e.commit) for e in here} == {
        ("coding", "changed", "", ""),
        ("memo", "added", "", ""),
    }
    assert ("not-committed", "2") in whole().remarks
    assert ("conflict", "codings/consensus/DEMO-K1.jsonl") in whole().remarks


def test_windows_line_ends_are_no_change(tmp_path: Path) -> None:
    root = tmp_path / "r"
    shutil.copytree(kept_study().parents[1], root)
    path = root / "work" / "demo-tiny" / "readings.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = read_history(study_at(path.parent))
    assert "readings.csv" not in {e.path for e in found.events if e.source == "not-committed"}


def test_a_shallow_clone_says_so_and_credits_nobody_with_what_came_before(tmp_path: Path) -> None:
    root = kept_study().parents[1]
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{root}", "clone")
    found = read_history(study_at(tmp_path / "clone" / "work" / "demo-tiny"))
    assert ("shallow", "") in found.remarks
    # Of the merge and its two sides the cut-off ones are no additions of whole files.
    assert {event.act for event in found.events} == {"changed"}


@pytest.mark.parametrize("case", ["no-repository", "no-commit", "not-tracked", "no-git"])
def test_a_study_without_a_history_says_why(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/nowhere")  # is not passed on
    study = tmp_path / "demo-tiny"
    shutil.copytree(TINY, study)
    if case in ("no-commit", "not-tracked"):
        git(tmp_path, "init", "-q")
    if case == "not-tracked":
        (tmp_path / "other").write_text("x")
        git(tmp_path, "add", "other")
        git(tmp_path, "commit", "-qm", "x")
    if case == "no-git":
        monkeypatch.setattr(reading.shutil, "which", lambda _name: None)
    found = read_history(study_at(study))
    assert found.remarks == ((case, ""),)
    assert found.events == ()


def test_one_process_for_the_log_and_one_for_all_contents(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = reading.Repository._run

    def counted(self: reading.Repository, *words: str) -> object:
        asked.append(words[0])
        return run(self, *words)

    monkeypatch.setattr(reading.Repository, "_run", counted)
    read_history(study_at(kept_study()))
    # A log for each of the two names of the folder, and one look at where it came from.
    assert asked == ["rev-parse", "rev-parse", "log", "log", "ls-tree", "log", "ls-tree"]


def test_the_mail_of_a_coder_counts_in_any_case() -> None:
    assert dict(study_at(kept_study()).design.committers) == {BODIL[1]: "cd"}
