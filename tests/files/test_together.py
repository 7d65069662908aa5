"""Several files changed as one: killed at any step, the old or the new study, whole."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lises.errors import LisesError
from lises.files import read_study, text, together
from lises.files.together import finish_change, unfinished_change, write_together

OLD = {"a.txt": b"old a", "b/c.txt": b"old c", "gone.txt": b"old gone"}
NEW = {"a.txt": b"new a", "b/c.txt": b"new c", "d/new.txt": b"new d"}
CHANGES: dict[str, bytes | None] = {**NEW, "gone.txt": None}


class _Killed(BaseException):
    """The process ends here."""


def _study(tmp_path: Path) -> Path:
    for name, data in OLD.items():
        path = tmp_path / "study" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "study"


def _files(study: Path) -> dict[str, bytes]:
    files = (p for p in study.rglob("*") if p.is_file() and p.suffix != ".tmp")
    names = (p for p in files if ".lises" not in p.parts)
    return {p.relative_to(study).as_posix(): p.read_bytes() for p in names}


def test_all_files_are_changed_and_nothing_is_left_behind(tmp_path: Path):
    study = _study(tmp_path)
    write_together(study, CHANGES)
    assert _files(study) == NEW
    assert not unfinished_change(study)
    assert not (study / ".lises" / "change").exists()


@pytest.mark.parametrize("step", range(40))
def test_killed_at_any_step_the_old_or_the_new_study_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    study = _study(tmp_path)
    left = [step]

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            if left[0] == 0:
                raise _Killed
            left[0] -= 1
            return work(*args, **kwargs)

        return run

    with monkeypatch.context() as patched:
        patched.setattr(text.os, "fsync", counted(text.os.fsync))
        patched.setattr(Path, "replace", counted(Path.replace))
        patched.setattr(Path, "unlink", counted(Path.unlink))
        patched.setattr(together.shutil, "rmtree", counted(together.shutil.rmtree))
        killed = True
        with contextlib.suppress(_Killed):
            write_together(study, CHANGES)
            killed = False
    made = unfinished_change(study) or not killed
    finish_change(study)
    assert _files(study) == (NEW if made else OLD)
    write_together(study, CHANGES)  # and it can be done again
    assert _files(study) == NEW


def test_a_change_is_finished_twice_without_harm(tmp_path: Path):
    study = _study(tmp_path)
    write_together(study, CHANGES)
    finish_change(study)
    assert _files(study) == NEW


def test_a_damaged_change_is_refused_and_writes_nothing_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    study = _study(tmp_path)
    monkeypatch.setattr(together, "finish_change", lambda _study: None)
    write_together(study, CHANGES)
    (study / ".lises" / "change" / "0").write_bytes(b"other")
    with pytest.raises(LisesError, match="damaged"):
        finish_change(study)
    assert _files(study) == OLD
    (study / ".lises" / "change" / "list.json").write_text("{", encoding="utf-8")
    with pytest.raises(LisesError, match="cannot be read"):
        finish_change(study)


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x"])
def test_nothing_is_written_outside_the_study(tmp_path: Path, name: str):
    study = _study(tmp_path)
    with pytest.raises(LisesError, match="not a path within"):
        write_together(study, {name: b"x"})
    assert _files(study) == OLD


def test_reading_a_study_finishes_what_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    study = tmp_path / "demo-tiny"
    shutil.copytree("tests/studies/demo-tiny", study)
    memo = study / "memos" / "pipe.md"
    after = memo.read_bytes() + b"\nA word more.\n"
    with monkeypatch.context() as patched:
        patched.setattr(together, "finish_change", lambda _study: None)
        write_together(study, {"memos/pipe.md": after})
    folder, _problems = read_study(study)
    assert folder is not None
    assert any("A word more." in note.text for note in folder.notes)
    assert memo.read_bytes() == after


def test_what_cannot_be_finished_is_a_problem_of_the_study(tmp_path: Path):
    study = tmp_path / "demo-tiny"
    shutil.copytree("tests/studies/demo-tiny", study)
    waiting = study / ".lises" / "change"
    waiting.mkdir(parents=True)
    (waiting / "list.json").write_text("[{}]", encoding="utf-8")
    _folder, problems = read_study(study)
    assert [p.rule for p in problems] == ["change-unfinished"]
