"""Whatever is done can be taken back to the last byte, and done again to the same end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lises.errors import LisesError
from lises.files import check_references, read_study
from lises.tagging import Desk
from lises.tagging.new_codes import NewCode
from lises.tagging.operations import Hit, Read
from lises.tagging.searching import find, tag_hits
from tests.tagging.working import CODES, INTERVIEWS, copied, files_of, operations, rows

SHAPES = {
    "as it is": lambda data: data,
    "windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "no last line end": lambda data: data.rstrip(b"\n"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "blank lines": lambda data: data.replace(b"\n", b"\n\n"),
    "a damaged line": lambda data: b"{oops\n" + data,
    "empty": lambda _data: b"",
    "unknown order": lambda _data: (
        b'{"codes": ["tap"], "turn": 2, "quote": "I carry.", "id": "DEMO-G1-zzzz"}\n'
    ),
}

OF_TABLES = ("windows line ends", "no last line end", "byte order mark", "blank lines")


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    """Leave the syncing to the disk to the tests that are about it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _handle: None)
        yield


class AtTheDesk(RuleBasedStateMachine):
    """Acts of all kinds, in any order, with undo and redo among them."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())

    @initialize(shape=st.sampled_from(sorted(SHAPES)))
    def begin(self, shape: str) -> None:
        self.study = copied(self.home)
        for path in (self.study / "codings" / "cd-1").glob("*.jsonl"):
            path.write_bytes(SHAPES[shape](path.read_bytes()))
        for name in ("readings.csv", "asked.csv"):
            if shape in OF_TABLES:
                path = self.study / name
                path.write_bytes(SHAPES[shape](path.read_bytes()))
        self.desk = Desk.open(self.study, "cd")
        self.states = [files_of(self.study)]
        self.at = 0

    def _acted(self) -> None:
        now = files_of(self.study)
        if now != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], now]
            self.at += 1

    @rule(data=st.data(), interview=st.sampled_from(INTERVIEWS))
    def act(self, data: st.DataObject, interview: str) -> None:
        ids = [n for n in self.desk.passages(interview).snapshot() if "#" not in n]
        ops = data.draw(st.lists(operations(ids), min_size=1, max_size=3))
        before = files_of(self.study)
        try:
            self.desk.perform(interview, ops)
        except LisesError:
            assert files_of(self.study) == before
        self._acted()

    @rule(word=st.sampled_from(["tap", "I", "the"]), extent=st.sampled_from(["hit", "turn"]))
    def tag_all(self, word: str, extent: str) -> None:
        found = find(self.desk, word, "word")["hits"]
        keys = ("interview", "turn", "start", "end", "hit")
        hits = [Hit(**{key: hit[key] for key in keys}) for hit in found]
        tag_hits(self.desk, hits, (CODES[0],), extent)
        self._acted()

    @rule(name=st.sampled_from(["new-a", "new-b"]), parent=st.sampled_from(["", "tap", "weeds"]))
    def add_code(self, name: str, parent: str) -> None:
        known = {code.id for code in self.desk.material.codebook()[0].codes}
        code = NewCode(id=name, label="N", definition="new", parent=parent)
        if name in known:
            with pytest.raises(LisesError, match="already"):
                self.desk.add_code(code)
        else:
            self.desk.add_code(code)
        self._acted()

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.desk.undo()
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.desk.redo()
        self.at += 1

    @invariant()
    def the_files_are_those_of_this_point(self) -> None:
        if hasattr(self, "desk"):
            assert files_of(self.study) == self.states[self.at]
            assert self.desk.conflicts == ()
            assert bool(self.desk.undoable) == (self.at > 0)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            while self.desk.undoable:
                self.desk.undo()
            assert files_of(self.study) == self.states[0]
            while self.desk.redoable:
                self.desk.redo()
            assert files_of(self.study) == self.states[-1]
        shutil.rmtree(self.home)


AtTheDesk.TestCase.settings = settings(max_examples=25, stateful_step_count=14)
TestAtTheDesk = AtTheDesk.TestCase


@settings(max_examples=25)
@given(st.data())
def test_what_a_desk_writes_is_a_study_without_problems(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as home:
        study = copied(Path(home))
        desk = Desk.open(study, "cd")
        desk.perform("DEMO-K1", [Read(codes=("*",))])
        for _ in range(data.draw(st.integers(1, 6))):
            interview = data.draw(st.sampled_from(INTERVIEWS))
            ids = [row["id"] for row in rows(study, interview)]
            try:
                desk.perform(interview, [data.draw(operations(ids))])
            except LisesError:
                continue
        folder, problems = read_study(study)
        assert folder is not None
        errors = [p for p in (*problems, *check_references(folder)) if p.severity == "error"]
        # A passage may be an original of the consensus, or translated: taking it away is told.
        assert {p.rule for p in errors} <= {"passage-unknown"}
