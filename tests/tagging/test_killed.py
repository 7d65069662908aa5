"""Killed at any step: the old or the new state, whole, and nothing that was asked is lost."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lises.files.text import write_atomic
from lises.files.together import finish_change
from lises.tagging import Desk
from lises.tagging.operations import Add, Hit, NoteOp, Read, Recode
from lises.tagging.searching import find, tag_hits
from tests.tagging.asking import Page, opened
from tests.tagging.besides import cited, edited, judged
from tests.tagging.working import add, copied, files_of, rows

STEPS = ("fsync", "replace", "unlink")


class _Killed(BaseException):
    """The process ends here."""


@contextlib.contextmanager
def _dying(step: int, monkeypatch: pytest.MonkeyPatch):
    """Let the process die at the n-th call that changes the disk."""
    left = [step]

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            if left[0] == 0:
                raise _Killed
            left[0] -= 1
            return work(*args, **kwargs)

        return run

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", counted(os.fsync))
        patched.setattr(Path, "replace", counted(Path.replace))
        patched.setattr(Path, "unlink", counted(Path.unlink))
        with contextlib.suppress(_Killed):
            yield
            left[0] = -1


def _whole(study: Path) -> dict[str, bytes]:
    finish_change(study)
    return {name: data for name, data in files_of(study).items() if not name.endswith(".tmp")}


@pytest.mark.parametrize("step", range(8))
def test_one_interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    old = _whole(study)
    with _dying(step, monkeypatch):
        desk.perform("DEMO-G1", [Recode(id="DEMO-G1-t6ya", codes=("weeds",))])
    new = _whole(study)
    changed = {name for name in {**old, **new} if old.get(name) != new.get(name)}
    assert changed <= {"codings/cd-1/DEMO-G1.jsonl"}
    assert [row["codes"] for row in rows(study, "DEMO-G1")] in (
        [["tap"], ["tap-queue"]],
        [["tap"], ["weeds"]],
    )
    again = Desk.open(study, "cd")  # whoever comes next can go on
    again.perform("DEMO-G1", [Recode(id="DEMO-G1-t6ya", codes=("tap",))])
    assert rows(study, "DEMO-G1")[1]["codes"] == ["tap"]


@pytest.mark.parametrize("step", range(0, 40, 2))
def test_several_interviews_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    keys = ("interview", "turn", "start", "end", "hit")
    hits = [Hit(**{k: h[k] for k in keys}) for h in find(desk, "tap", "word")["hits"]]
    assert len({hit.interview for hit in hits}) == 3
    old = {i: len(rows(study, i)) for i in ("DEMO-G1", "DEMO-PAIR", "DEMO-K1")}
    with _dying(step, monkeypatch):
        tag_hits(desk, hits, ("weeds",), "hit")
    _whole(study)
    more = {i: len(rows(study, i)) - n for i, n in old.items()}
    assert all(n == 0 for n in more.values()) or all(n > 0 for n in more.values())


@pytest.mark.parametrize("step", range(12))
def test_what_is_asked_is_kept_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    version = desk.version("DEMO-G1")
    path = study / "codings/cd-1/DEMO-G1.jsonl"
    theirs = path.read_bytes().replace(b'["tap-queue"]', b'["tap","weeds"]')
    write_atomic(path, theirs)
    ops = [Recode(id="DEMO-G1-t6ya", codes=("weeds",)), add(2, 0, 5, "tap")]
    with _dying(step, monkeypatch):
        desk.perform("DEMO-G1", ops, version)
    _whole(study)
    assert rows(study, "DEMO-G1")[1]["codes"] == ["tap", "weeds"]
    conflicts = Desk.open(study, "cd").conflicts
    added = len(rows(study, "DEMO-G1")) == 3
    assert len(conflicts) == 1 or not added


BESIDE: dict[str, Callable[[Page], object]] = {
    "journal": lambda page: page.desk.perform(
        "DEMO-G1", [NoteOp(about="", kind="journal", text="x")]
    ),
    "judge": lambda page: judged(page, 0, judged="mattered", prompted=True),
    "record": lambda page: page.post(
        "/api/record", {"name": "tap", "query": "tap", "finding": "tap", "role": "*"}
    ),
    "cite": lambda page: cited(page, "DEMO-G1-v8qh"),
    "meaning": lambda page: edited(page, "tap", definition="Water."),
    "rename": lambda page: edited(page, "tap", to="hose"),
}


@pytest.mark.parametrize("act", sorted(BESIDE))
def test_what_lies_beside_the_coding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    done = copied(tmp_path / "done")
    BESIDE[act](opened(done))
    new = _whole(done)
    for step in range(0, 60, 7 if act == "rename" else 2):
        study = copied(tmp_path / f"killed-{step}")
        old = _whole(study)
        with _dying(step, monkeypatch):
            BESIDE[act](opened(study))
        now = _whole(study)
        empty = {**old, "searches/tap.jsonl": b""}  # a search is there before it is named
        assert now in (old, new, *([empty] if act == "record" else []))
        if now == new:
            break
        BESIDE[act](opened(study))  # whoever comes next can go on
        assert _whole(study) == new
    assert now == new, "never got to the end"


def test_a_disk_that_refuses_changes_nothing_and_undo_still_knows_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    old = files_of(study)
    desk.perform("DEMO-G1", [Read(codes=("tap",)), add(2, 0, 5, "tap")])
    new = files_of(study)
    with monkeypatch.context() as patched:

        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            desk.perform("DEMO-G1", [Add(turn=2, turn_end=2, start=6, end=9, codes=())])
        with pytest.raises(OSError, match="No space"):
            desk.undo()
    assert files_of(study) == new
    desk.undo()
    assert files_of(study) == old
