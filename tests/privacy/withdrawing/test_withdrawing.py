"""Somebody goes from every kind of file; what is left of the others stays as it was written."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lises.errors import LisesError, NotAStudyError, UnknownNameError
from lises.files import read_study, text, together
from lises.privacy.withdrawing import (
    WithdrawalPlan,
    apply_withdrawal,
    elsewhere,
    needles_for,
    plan_withdrawal,
    still_there,
)
from lises.privacy.withdrawing.cut_out import csv_cut, jsonl_cut
from lises.privacy.withdrawing.kept_apart import vault_cut

TINY = Path(__file__).parents[2] / "studies" / "demo-tiny"
DAY = "2026-11-22"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


@pytest.fixture(scope="module")
def keeper() -> WithdrawalPlan:
    """Plan the keeper's withdrawal; nothing is written by that."""
    return plan_withdrawal(TINY, "DEMO-K1", day=DAY)


def _new(plan: WithdrawalPlan, path: str) -> str:
    found = next(file for file in plan.files if file.path == path)
    assert found.new is not None
    return found.new.decode()


def _gone(plan: WithdrawalPlan) -> set[str]:
    return {file.path for file in plan.files if file.new is None}


def test_what_is_of_the_person_alone_goes_whole(keeper):
    sets = ("ab-1", "cd-1", "consensus")
    assert _gone(keeper) == {
        "transcripts/DEMO-K1.md", "fieldnotes/DEMO-K1.md",
        *(f"codings/{one}/DEMO-K1.jsonl" for one in sets),
    }  # fmt: skip


def test_the_withdrawal_is_told_by_day_and_role_only(keeper):
    assert _new(keeper, "withdrawals.csv") == (
        (TINY / "withdrawals.csv").read_text() + f"{DAY},keeper\n"
    )


def test_the_front_matter_is_spliced_and_every_other_byte_stays(keeper):
    old, new = (TINY / "findings/queue.md").read_text(), _new(keeper, "findings/queue.md")
    lines = old.splitlines(keepends=True)
    kept = [line for line in lines if "DEMO-K1" not in line]
    assert [line for line in new.splitlines(keepends=True) if "withheld" not in line] == kept


def test_a_doubt_acknowledged_of_them_goes_with_its_key_and_comments_stay(tiny):
    path = tiny / "study.yaml"
    before = path.read_text("utf-8")
    path.write_text("# ours\n" + before.replace("acknowledged:", "# why\nacknowledged:"), "utf-8")
    made = _new(plan_withdrawal(tiny, "DEMO-K1", day=DAY), "study.yaml")
    assert "acknowledged:" not in made
    assert made.startswith("# ours\n")
    assert "# why\n" in made


def test_a_line_of_prose_that_named_them_is_without_the_id_and_is_told(keeper):
    (mention,) = keeper.mentions
    assert mention.path == "findings/queue.md"
    assert "⟦withheld⟧" in mention.text
    assert "DEMO-K1" not in mention.text


def test_each_finding_says_what_it_loses_and_what_comes_out(keeper):
    assert keeper.lost == (("queue", ("DEMO-K1-q7ad",)),)
    (effect,) = keeper.findings
    assert (effect.before, effect.after) == ((2, 3), (1, 2))
    assert effect.results == ("agree", "agree")


def test_a_joint_interview_needs_a_decision():
    with pytest.raises(LisesError, match="--joint whole"):
        plan_withdrawal(TINY, "DEMO-G2", day=DAY)


def test_in_a_joint_interview_the_others_keep_what_they_said(tiny):
    plan = plan_withdrawal(tiny, "DEMO-G2", day=DAY, joint="turns")
    apply_withdrawal(plan)
    after, problems = read_study(tiny)
    assert after is not None
    assert not [p for p in problems if p.severity == "error"]
    talk = after.transcripts["DEMO-PAIR"]
    assert [t.number for t in talk.turns if t.text == "⟦withheld⟧"] == [2, 3, 5]
    assert talk.turns[3].text.startswith("I'd bring one too")
    assert after.interview("DEMO-PAIR").participants == ("DEMO-G1",)
    assert not [p for p in after.passages if p.interview == "DEMO-PAIR"]
    assert still_there(tiny, needles_for(plan.before, plan.leaving, after)) == ()


def test_who_speaks_where_nobody_listed_them_is_found_all_the_same(tiny):
    path = tiny / "interviews.csv"
    path.write_text(path.read_text("utf-8").replace("DEMO-G1;DEMO-G2", "DEMO-G1"), "utf-8")
    with pytest.raises(LisesError, match="DEMO-PAIR"):
        plan_withdrawal(tiny, "DEMO-G2", day=DAY)
    plan = plan_withdrawal(tiny, "DEMO-G2", day=DAY, joint="turns")
    assert "DEMO-G2" not in _new(plan, "transcripts/DEMO-PAIR.md")


def test_a_joint_interview_that_goes_whole_takes_the_others_words_with_it():
    plan = plan_withdrawal(TINY, "DEMO-G2", day=DAY, joint="whole")
    assert "transcripts/DEMO-PAIR.md" in _gone(plan)
    assert "DEMO-PAIR" not in _new(plan, "asked.csv")


def test_one_interview_of_several_goes_and_the_person_stays():
    plan = plan_withdrawal(TINY, "DEMO-G1", day=DAY, interview=True)
    assert not plan.leaving.person
    paths = {file.path for file in plan.files}
    assert "participants.csv" not in paths
    assert "withdrawals.csv" not in paths
    assert "transcripts/DEMO-G1.md" in _gone(plan)
    assert "DEMO-G1,gardener" in (TINY / "participants.csv").read_text("utf-8")
    assert "case: DEMO-G1" not in _new(plan, "framework.yaml")  # nothing was left to rest on
    apply = _new(plan, "findings/tap.md")
    assert "{lises:withheld}`passage`" in apply


def test_an_interview_that_bears_the_id_of_who_goes_cannot_stay(tiny):
    path = tiny / "interviews.csv"
    joined = path.read_text("utf-8").replace("DEMO-G1,DEMO-G1,", "DEMO-G1,DEMO-G1;DEMO-K1,")
    path.write_text(joined, "utf-8")
    with pytest.raises(LisesError, match="bears the person's id"):
        plan_withdrawal(tiny, "DEMO-G1", day=DAY, joint="turns")


def test_the_only_interview_of_somebody_is_no_interview_to_take_alone():
    with pytest.raises(LisesError, match="withdraw the person"):
        plan_withdrawal(TINY, "DEMO-K1", day=DAY, interview=True)


def test_nobody_of_that_name_is_told_with_the_nearest():
    with pytest.raises(UnknownNameError, match="DEMO-K1"):
        plan_withdrawal(TINY, "DEMO-K2", day=DAY)


def test_a_release_is_no_place_to_withdraw_from(tiny):
    (tiny / "release.json").write_text("{}")
    with pytest.raises(NotAStudyError, match="in its archive"):
        plan_withdrawal(tiny, "DEMO-K1", day=DAY)


def test_an_answer_that_names_only_what_goes_says_that_it_is_withheld(tiny):
    path = tiny / "reporting.yaml"
    path.write_text("coreq:\n  26: {see: [transcripts/DEMO-K1, themes.yaml]}\n"
                    "  10: {see: fieldnotes/DEMO-K1}\n", "utf-8")  # fmt: skip
    made = _new(plan_withdrawal(tiny, "DEMO-K1", day=DAY), "reporting.yaml")
    assert made == "coreq:\n  26: {see: [themes.yaml]}\n  10: {withheld: 1}\n"


def test_other_passages_lose_their_origin_and_examples_go(tiny):
    book = tiny / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("DEMO-G1-7k2m", "DEMO-K1-q7ad"), "utf-8")
    line = '{"id":"DEMO-G1-d1fc","from":["DEMO-G1-9qf4", "DEMO-K1-b8xn"],"turn":6,"quote":"x"}\n'
    assert jsonl_cut(line, lambda _: False, frozenset(["DEMO-K1-b8xn"])) == line.replace(
        '["DEMO-G1-9qf4", "DEMO-K1-b8xn"]', '["DEMO-G1-9qf4"]'
    )
    assert "example" not in _new(plan_withdrawal(tiny, "DEMO-K1", day=DAY), "codebook.yaml")


def test_a_line_that_cannot_be_read_stops_nothing_and_is_found_afterwards(tiny):
    path = tiny / "translations/da.jsonl"
    path.write_text(path.read_text("utf-8") + '{"passage":"DEMO-K1-q7ad", broken\n', "utf-8")
    plan = plan_withdrawal(tiny, "DEMO-K1", day=DAY)
    assert any(m.path == "translations/da.jsonl" for m in plan.mentions)
    apply_withdrawal(plan)
    assert "DEMO-K1" not in path.read_text("utf-8")


def test_rows_over_several_lines_are_rows():
    table = 'id,note\na,"one\nb,two"\r\nb,x\r\n'
    assert csv_cut(table, lambda row: None if row["id"] == "b" else row) == table[:-5]


def test_caches_go_and_what_was_read_in_is_told(tiny):
    cache = tiny / ".lises/tagging/ab-1.json"
    cache.parent.mkdir(parents=True)
    cache.write_text("[]")
    original = tiny / ".imports/original.txt"
    original.parent.mkdir()
    original.write_text("DEMO-K1: Take away the queue and nobody would know anybody.")
    report = tiny / ".imports/DEMO-K1.txt"
    report.write_text("DEMO-K1: 4 turns")
    plan = plan_withdrawal(tiny, "DEMO-K1", day=DAY)
    apply_withdrawal(plan)
    assert not cache.exists()
    assert not report.exists()
    after, _ = read_study(tiny)
    assert after is not None
    leaks = still_there(tiny, needles_for(plan.before, plan.leaving, after))
    assert {(leak.path, leak.rule) for leak in leaks} == {
        (".imports/original.txt", "withheld-words"),
        (".imports/original.txt", "registered-name"),
    }


def test_words_that_others_wrote_down_are_found_in_memos(tiny):
    memo = tiny / "memos/pipe.md"
    quoted = "\nTake away the queue and nobody would know anybody.\n"
    memo.write_text(memo.read_text("utf-8") + quoted, "utf-8")
    plan = plan_withdrawal(tiny, "DEMO-K1", day=DAY)
    apply_withdrawal(plan)
    after, _ = read_study(tiny)
    assert after is not None
    leaks = still_there(tiny, needles_for(plan.before, plan.leaving, after))
    assert {(leak.path, leak.rule) for leak in leaks} == {("memos/pipe.md", "withheld-words")}


def test_a_file_that_changed_since_the_plan_stops_it(tiny):
    plan = plan_withdrawal(tiny, "DEMO-K1", day=DAY)
    path = tiny / "participants.csv"
    path.write_text(path.read_text("utf-8") + "DEMO-K9,keeper,none,,,\n", "utf-8")
    with pytest.raises(LisesError, match="has changed since"):
        apply_withdrawal(plan)
    assert (tiny / "transcripts/DEMO-K1.md").is_file()


class _Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", [0, 7, 14, 15, 16, 20, 30])
def test_killed_at_any_step_the_study_is_the_old_or_the_new_one(tiny, monkeypatch, step):
    plan = plan_withdrawal(tiny, "DEMO-K1", day=DAY)
    old = {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()}
    left = [step]

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            if left[0] == 0:
                raise _Killed
            left[0] -= 1
            return work(*args, **kwargs)

        return run

    with monkeypatch.context() as patched:
        patched.setattr(text.os, "fsync", lambda _: None)
        patched.setattr(Path, "replace", counted(Path.replace))
        patched.setattr(Path, "unlink", counted(Path.unlink))
        patched.setattr(together.shutil, "rmtree", counted(together.shutil.rmtree))
        with contextlib.suppress(_Killed):
            apply_withdrawal(plan)
    read_study(tiny)  # whoever reads next finishes what was begun
    now = {p for p in tiny.rglob("*") if p.is_file() and ".lises" not in p.parts}
    new = {f.path for f in plan.files if f.new is None}
    whole = all(p.read_bytes() == old.get(p) for p in now) and now == set(old)
    assert whole or not any((tiny / path).exists() for path in new)
    assert whole == (tiny / "participants.csv").read_text().__contains__("DEMO-K1")


def test_the_vault_loses_salts_and_rows_of_this_study_only(tiny, tmp_path):
    vault = tmp_path / "vault"
    for name in ("salts", "identify"):
        (vault / name).mkdir(parents=True)
    salts = {"version": 1, "salts": {"DEMO-K1-q7ad": "aa", "DEMO-G1-2n5s": "bb"}}
    (vault / "salts/demo-tiny.json").write_text(json.dumps(salts))
    (vault / "salts/other.json").write_text(json.dumps(salts))
    (vault / "identify/demo-tiny.csv").write_text("place,decision\nDEMO-K1:3,keep\nDEMO-G1:1,ask\n")
    leaving = plan_withdrawal(tiny, "DEMO-K1", day=DAY).leaving
    told = vault_cut(vault, tiny, "demo-tiny", leaving, write=True)
    assert told == ("identify/demo-tiny.csv: 1", "salts/demo-tiny.json: 1")
    left = json.loads((vault / "salts/demo-tiny.json").read_text())
    assert left == {"version": 1, "salts": {"DEMO-G1-2n5s": "bb"}}
    assert (vault / "identify/demo-tiny.csv").read_text() == "place,decision\nDEMO-G1:1,ask\n"
    assert json.loads((vault / "salts/other.json").read_text()) == salts


def test_where_nobody_looked_is_named_with_what_to_do(tiny):
    leaving = plan_withdrawal(tiny, "DEMO-K1", day=DAY).leaving
    assert "the history of git" not in dict(elsewhere(tiny, leaving))
    (tiny.parent / ".git").mkdir()
    told = dict(elsewhere(tiny, leaving))
    assert "--path demo-tiny/transcripts/DEMO-K1.md" in told["the history of git"]
    assert {"backups", "sync folders", "earlier releases, books and bundles"} <= set(told)
