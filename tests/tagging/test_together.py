"""Two desks of one coder and an editor on the same folder: no coding lost, none doubled."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from lises.errors import LisesError
from lises.tagging import Desk, StaleError
from lises.tagging.operations import Memo, Read, Recode, Remove
from tests.tagging.working import CODES, add, copied, rows

G1 = "DEMO-G1"
FILE = f"codings/cd-1/{G1}.jsonl"


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    """Leave the syncing to the disk to the tests that are about it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _handle: None)
        yield


class AtOneFolder(RuleBasedStateMachine):
    """Every state of a passage that anybody made is on the disk, asked about, or was given up.

    A state is given up by who had it before them: an act at a desk that saw it, an editor that had
    it in its text, a decision. What an act did not see, it may not take away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())

    @initialize()
    def begin(self) -> None:
        self.study = copied(self.home)
        self.path = self.study / FILE
        self.desks = [Desk.open(self.study, "cd"), Desk.open(self.study, "cd")]
        self.seen: list[str | None] = [None, None]  # what each browser drew from
        self.drawn: list[set[str]] = [set(), set()]
        self.editor = self.path.read_text("utf-8")
        self.wanted: set[str] = set(self._lines())  # states that nobody has given up

    def _lines(self) -> list[str]:
        return [line for line in self.path.read_text("utf-8").splitlines() if line.strip()]

    def _asked(self) -> set[str]:
        found = (c.mine for c in self.desks[0].conflicts)
        return {mine.decode().rstrip("\n") for mine in found if mine is not None}

    @rule(who=st.integers(0, 1))
    def look(self, who: int) -> None:
        self.seen[who] = self.desks[who].version(G1)
        self.drawn[who] = set(self._lines())

    @rule(who=st.integers(0, 1), data=st.data())
    def act(self, who: int, data: st.DataObject) -> None:
        if self.seen[who] is None:
            self.look(who)
        drawn = {json.loads(line)["id"]: line for line in self.drawn[who]}
        ids = st.sampled_from(sorted(drawn)) if drawn else st.nothing()
        some = st.lists(st.sampled_from(CODES), max_size=2, unique=True).map(tuple)
        op = data.draw(
            st.one_of(
                st.builds(lambda n, c: add(2, n, n + 9, *c), st.integers(0, 30), some),
                st.builds(lambda i, c: Recode(id=i, codes=c), ids, some),
                st.builds(lambda i, t: Memo(id=i, text=t), ids, st.sampled_from(["", "m", "n"])),
                st.builds(lambda i: Remove(id=i), ids),
            )
        )
        before = set(self._lines()) | self._asked()
        try:
            self.desks[who].perform(G1, [op], self.seen[who])
        except StaleError:
            return
        made = (set(self._lines()) | self._asked()) - before
        self.wanted |= made
        # Only what this browser had drawn could be meant to go.
        self.wanted -= self.drawn[who] - set(self._lines())
        self.look(who)

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        before = set(self._lines()) | self._asked()
        step = self.desks[who]._undo[-1:] and self.desks[who]._undo[-1].changes
        try:
            self.desks[who].undo()
        except LisesError:
            return
        own = {c.after.decode().rstrip("\n") for c in step if c.after is not None}
        self.wanted |= (set(self._lines()) | self._asked()) - before
        self.wanted -= own - set(self._lines())

    @rule(keep=st.sampled_from(["mine", "theirs", "both"]), n=st.integers(0, 3))
    def decide(self, keep: str, n: int) -> None:
        conflicts = self.desks[0].conflicts
        if not conflicts:
            return
        conflict = conflicts[n % len(conflicts)]
        before = set(self._lines()) | self._asked()
        if keep not in conflict.kinds:
            return
        self.desks[0].decide(conflict.id, keep)  # type: ignore[arg-type]
        if conflict.id in {c.id for c in self.desks[0].conflicts}:
            return  # asked again
        sides = {s.decode().rstrip("\n") for s in (conflict.mine, conflict.theirs) if s}
        self.wanted |= set(self._lines()) - before
        self.wanted -= sides - set(self._lines())

    @rule()
    def editor_opens(self) -> None:
        self.editor = self.path.read_text("utf-8")

    @rule(kind=st.sampled_from(["memo", "drop", "nothing", "add"]), n=st.integers(0, 3))
    def editor_saves(self, kind: str, n: int) -> None:
        """Write over the file what was opened, changed: an editor does not look again."""
        lines = [line for line in self.editor.splitlines() if line]
        had = set(lines)
        if lines and kind == "drop":
            del lines[n % len(lines)]
        elif lines and kind == "memo":
            row = json.loads(lines[n % len(lines)])
            row["memo"] = f"by hand {n}"
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            lines[n % len(lines)] = text
        elif kind == "add":
            made = f'{{"id":"DEMO-G1-ed{n}0","turn":2,"quote":"I carry.","codes":["tap"]}}'
            lines = [*(x for x in lines if f"ed{n}0" not in x), made]
        for one in self.desks:  # a desk has looked at its file within the last second
            one.version(G1)
        kept_from_before = self._asked()
        was = set(self._lines())
        self.editor = "".join(f"{line}\n" for line in lines)
        self.path.write_text(self.editor, "utf-8")
        self.wanted |= set(lines)
        self.wanted -= (had - set(lines)) - kept_from_before
        # What an editor overwrote unseen and no desk had written is the editor's loss.
        written = {
            mine.decode().rstrip("\n")
            for one in self.desks
            for _, mine in one.store._written.get(FILE, {}).values()
            if mine is not None
        }
        self.wanted -= (was - set(lines)) - written

    @invariant()
    def no_coding_is_doubled(self) -> None:
        if hasattr(self, "path"):
            ids = Counter(json.loads(line)["id"] for line in self._lines())
            assert [name for name, n in ids.items() if n > 1] == []

    @invariant()
    def no_coding_is_lost(self) -> None:
        if hasattr(self, "path"):
            for one in self.desks:
                one.version(G1)
            assert self.wanted - set(self._lines()) - self._asked() == set()

    def teardown(self) -> None:
        shutil.rmtree(self.home)


AtOneFolder.TestCase.settings = settings(max_examples=40, stateful_step_count=20)
TestAtOneFolder = AtOneFolder.TestCase


# -- single cases, as they are met ------------------------------------------------------------


def _line(study: Path, name: str) -> dict[str, object]:
    return next(row for row in rows(study, G1) if row["id"] == name)


def test_changes_of_different_passages_are_both_kept(tmp_path: Path) -> None:
    study = copied(tmp_path)
    one, two = Desk.open(study, "cd"), Desk.open(study, "cd")
    seen = one.version(G1), two.version(G1)
    one.perform(G1, [Recode(id="DEMO-G1-m3pd", codes=("weeds",))], seen[0])
    two.perform(G1, [Memo(id="DEMO-G1-t6ya", text="well")], seen[1])
    assert _line(study, "DEMO-G1-m3pd")["codes"] == ["weeds"]
    assert _line(study, "DEMO-G1-t6ya")["memo"] == "well"
    assert one.conflicts == two.conflicts == ()


@pytest.mark.parametrize("keep", ["mine", "theirs", "both"])
def test_the_same_passage_changed_twice_is_asked_and_decided(tmp_path: Path, keep: str) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    seen = desk.version(G1)
    desk.perform(G1, [Recode(id="DEMO-G1-t6ya", codes=("weeds",))], seen)
    desk.perform(G1, [Memo(id="DEMO-G1-t6ya", text="from an old tab")], seen)
    assert _line(study, "DEMO-G1-t6ya")["codes"] == ["weeds"]
    (conflict,) = Desk.open(study, "cd").conflicts  # also after a restart
    assert conflict.why == "changed-elsewhere"
    assert b"from an old tab" in (conflict.mine or b"")
    desk.decide(conflict.id, keep)  # type: ignore[arg-type]
    assert desk.conflicts == ()
    found = [row for row in rows(study, G1) if row["quote"] == "you meet people"]
    told = {(row.get("memo", ""), *row["codes"]) for row in found}
    mine, theirs = ("from an old tab", "tap-queue"), ("", "weeds")
    assert told == {"mine": {mine}, "theirs": {theirs}, "both": {mine, theirs}}[keep]
    assert len({row["id"] for row in found}) == len(found)


def test_what_is_asked_and_changes_again_is_asked_again(tmp_path: Path) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    seen = desk.version(G1)
    desk.perform(G1, [Recode(id="DEMO-G1-t6ya", codes=("weeds",))], seen)
    desk.perform(G1, [Memo(id="DEMO-G1-t6ya", text="mine")], seen)
    desk.perform(G1, [Recode(id="DEMO-G1-t6ya", codes=("tap",))])
    desk.decide("c1", "mine")
    (conflict,) = desk.conflicts
    assert b'["tap"]' in (conflict.theirs or b"")
    desk.decide("c1", "mine")
    assert _line(study, "DEMO-G1-t6ya")["memo"] == "mine"


def test_an_editor_that_saves_an_old_text_over_a_coding_is_noticed(tmp_path: Path) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    old = (study / FILE).read_bytes()
    (made,) = desk.perform(G1, [add(2, 0, 9, "tap")]).made
    (study / FILE).write_bytes(old)
    desk.version(G1)
    (conflict,) = desk.conflicts
    assert (conflict.key, conflict.why, conflict.theirs) == (made, "removed-elsewhere", None)
    desk.decide(conflict.id, "mine")
    assert [row["id"] for row in rows(study, G1)][-1] == made


def test_undo_of_what_was_changed_elsewhere_is_asked(tmp_path: Path) -> None:
    study = copied(tmp_path)
    one, two = Desk.open(study, "cd"), Desk.open(study, "cd")
    one.perform(G1, [Recode(id="DEMO-G1-t6ya", codes=("weeds",))])
    two.perform(G1, [Memo(id="DEMO-G1-t6ya", text="two")])
    one.undo()
    assert _line(study, "DEMO-G1-t6ya")["codes"] == ["weeds"]
    assert {c.key for c in one.conflicts} == {"DEMO-G1-t6ya"}


def test_two_readings_of_one_table_are_both_kept(tmp_path: Path) -> None:
    study = copied(tmp_path)
    ab, cd = Desk.open(study, "ab"), Desk.open(study, "cd")
    ab.perform("DEMO-K1", [Read(codes=("*",))])
    cd.perform("DEMO-K1", [Read(codes=("tap",))])
    text = (study / "readings.csv").read_text()
    assert "ab-1,DEMO-K1,*,2," in text
    assert "cd-1,DEMO-K1,tap,2," in text
    assert "ab-1,DEMO-K1,tap;tap-queue" not in text, "the new reading covers it"


def test_a_file_that_git_left_unmerged_is_not_written_to(tmp_path: Path) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    desk.perform(G1, [add(2, 0, 9, "tap")])
    lines = (study / FILE).read_text().splitlines()
    torn = [*lines[:1], "<<<<<<< HEAD", lines[1], "=======", lines[2], ">>>>>>> theirs", ""]
    (study / FILE).write_text("\n".join(torn))
    data = (study / FILE).read_bytes()
    with pytest.raises(LisesError, match=r"DEMO-G1.jsonl:2 two versions were never merged"):
        desk.perform(G1, [Remove(id="DEMO-G1-m3pd")])
    assert (study / FILE).read_bytes() == data
    assert desk.conflicts == ()


def test_the_same_words_marked_in_two_windows_are_one_passage_with_the_codes_of_both(
    tmp_path: Path,
) -> None:
    study = copied(tmp_path)
    desk = Desk.open(study, "cd")
    before = rows(study, G1)
    version = desk.version(G1)
    desk.perform(G1, [add(2, 5, 13, "weeds")], version)
    done = desk.perform(G1, [add(2, 5, 13, "tap"), add(2, 5, 13, "weeds")], version)
    (new,) = [row for row in rows(study, G1) if row not in before]
    assert (new["quote"], new["codes"]) == ("two cans", ["weeds", "tap"])
    assert not desk.conflicts
    assert desk.undo().what == "add"
    (left,) = [row for row in rows(study, G1) if row not in before]
    assert left["codes"] == ["weeds"]
    assert done.interviews == (G1,)
