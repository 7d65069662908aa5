"""What a consensus left out, and who is to code what: read, written, checked and merged."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from lises.anchoring import anchor
from lises.cli.app import app
from lises.evidence import assess_all, count
from lises.files import check_references, parse_readings, read_study, write_study
from lises.model import Assignment, LeftOut, StudyFolder

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"
FILE = "decisions/consensus/DEMO-G1.jsonl"
GOOD = {"passage": "DEMO-G1-t6ya", "code": "tap-queue", "reason": "an aside", "by": "cd"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy in which the second coder's remark was not taken over."""
    made = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    path = made / "codings/consensus/DEMO-G1.jsonl"
    path.write_text(path.read_text().replace(',"DEMO-G1-t6ya"', ""))
    return made


def study_of(folder: Path, *lines: dict[str, object], file: str = FILE) -> StudyFolder:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    study, found = read_study(folder)
    assert study is not None
    assert found == ()
    return study


def rules(study: StudyFolder) -> list[tuple[str, int]]:
    found = check_references(study, name="s")
    return [(p.rule, p.line) for p in found if p.subject != "DEMO-K1"]


def test_a_decision_is_read_and_no_problem(folder: Path, tmp_path: Path) -> None:
    study = study_of(folder, GOOD)
    made = LeftOut(
        set="consensus", interview="DEMO-G1", passage="DEMO-G1-t6ya", code="tap-queue",
        reason="an aside", coder="cd",
    )  # fmt: skip
    assert study.left_out == (made,)
    assert rules(study) == []
    write_study(study, tmp_path / "again")
    assert (tmp_path / "again" / FILE).read_text() == (folder / FILE).read_text().replace(
        '": "', '":"'
    ).replace('", "', '","')


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"passage": "DEMO-G1-0000"}, "passage-unknown"),
        ({"passage": "DEMO-G1-2n5s", "code": "tap"}, "origin-elsewhere"),
        ({"passage": "DEMO-PAIR-w0jk", "code": "tap"}, "passage-elsewhere"),
        ({"code": "queue"}, "code-unknown"),
        ({"instead": ["queue"]}, "code-unknown"),
        ({"code": "weeds"}, "decision-stale"),
        ({"by": "ef"}, "coder-unknown"),
        ({"passage": "DEMO-G1-9qf4", "code": "weeds"}, "decision-contradicted"),
    ],
)
def test_a_decision_that_points_nowhere_is_found(
    folder: Path, change: dict[str, object], rule: str
) -> None:
    found = rules(study_of(folder, {**GOOD, **change}))
    assert (rule, 1) in found
    assert len(found) <= 2


def test_the_same_coding_left_out_twice_is_found(folder: Path) -> None:
    study = study_of(folder, GOOD, {**GOOD, "reason": "said in passing"})
    assert rules(study) == [("decision-twice", 2)]


@pytest.mark.parametrize(
    ("file", "rule"),
    [
        ("decisions/agreed/DEMO-G1.jsonl", "set-unknown"),
        ("decisions/ab-1/DEMO-G1.jsonl", "decision-elsewhere"),
        ("decisions/consensus/DEMO-G9.jsonl", "interview-unknown"),
    ],
)
def test_decisions_of_no_consensus_are_found(folder: Path, file: str, rule: str) -> None:
    assert (rule, 0) in rules(study_of(folder, GOOD, file=file))


def test_two_branches_that_decide_merge_and_what_both_decided_is_found(folder: Path) -> None:
    """Lines beside each other merge with the union that the guide asks for; without it git asks."""

    def git(*words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)

    (folder / ".gitattributes").write_text("*.jsonl merge=union\n")
    git("init", "-b", "one")
    git("add", ".")
    git("commit", "-m", "before")
    git("checkout", "-b", "two")
    theirs = {"passage": "DEMO-G1-m3pd", "code": "tap", "reason": "hers"}
    study_of(folder, {**GOOD, "reason": "said in passing"}, theirs)
    git("add", ".")
    git("commit", "-m", "two")
    git("checkout", "one")
    study_of(folder, GOOD)
    git("add", ".")
    git("commit", "-m", "one")
    git("merge", "two")
    study, found = read_study(folder)
    assert study is not None
    assert found == ()
    assert sorted(one.reason for one in study.left_out) == ["an aside", "hers", "said in passing"]
    assert "decision-twice" in {rule for rule, _ in rules(study)}


# -- assignments ------------------------------------------------------------------------------

TEXT = (TINY / "readings.csv").read_text()
WHO = st.tuples(
    st.sampled_from(["ab-1", "cd-1", "consensus"]),
    st.sampled_from(["DEMO-G1", "DEMO-PAIR", "DEMO-K1"]),
)


@settings(max_examples=10)
@given(who=st.lists(WHO, max_size=6), rest=st.lists(st.integers(0, 8), max_size=8))
def test_no_assignment_is_ever_taken_for_a_reading(
    who: list[tuple[str, str]], rest: list[int]
) -> None:
    """Whatever is assigned, and whatever readings are left: every denominator stays."""
    header, *lines = TEXT.splitlines()
    kept = [line for n, line in enumerate(lines) if n not in rest]
    plain = "\n".join([header, *kept]) + "\n"
    given_too = plain + "".join(f"{of_set},{interview},,,\n" for of_set, interview in who)
    texts = {"readings.csv": plain.encode()}
    without, _ = read_study(TINY, instead=texts)
    study, found = read_study(TINY, instead={"readings.csv": given_too.encode()})
    assert without is not None
    assert study is not None
    assert found == ()
    assert study.assigned == tuple(Assignment(set=s, interview=i) for s, i in who)
    assert parse_readings(given_too, "readings.csv")[0] == study.readings == without.readings
    assert replace(study, assigned=()) == without
    told = [count(anchor(one)) for one in (study, without)]
    assert assess_all(told[0]) == assess_all(told[1])
    assert [p.rule for p in check_references(study)] == [p.rule for p in check_references(without)]


def test_a_reading_whose_codes_were_forgotten_is_no_assignment() -> None:
    for row in ("cd-1,DEMO-K1,,2,", "cd-1,DEMO-K1,,,2026-05-22"):
        readings, problems = parse_readings(f"{TEXT}{row}\n", "readings.csv")
        assert len(readings) == TEXT.count("\n") - 1
        assert [(p.rule, p.line) for p in problems] == [("field-missing", 10)]


def test_what_is_assigned_to_nobody_is_found() -> None:
    text = f"{TEXT}ef-1,DEMO-G1,,,\ncd-1,DEMO-G9,,,\n".encode()
    study, _ = read_study(TINY, instead={"readings.csv": text})
    assert study is not None
    assert [(p.rule, p.line) for p in check_references(study) if p.path.endswith("csv")] == [
        ("set-unknown", 10), ("interview-unknown", 11),
    ]  # fmt: skip


# -- codes renamed ----------------------------------------------------------------------------


def test_a_renamed_code_is_renamed_in_what_was_left_out(folder: Path) -> None:
    other = {"passage": "DEMO-G1-h2vw", "code": "tap-queue", "reason": "."}
    study_of(folder, other, {**GOOD, "instead": ["weeds"]})
    path = folder / "codings/consensus/DEMO-G1.jsonl"
    path.write_text(path.read_text().replace('"DEMO-G1-h2vw"', ""))
    old = (folder / FILE).read_text().splitlines()
    words = ["codes", "rename", str(folder), "weeds", "grass", "--why", "shorter", "--write"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    new = (folder / FILE).read_text().splitlines()
    assert new[0] == old[0]
    assert json.loads(new[1]) == {**json.loads(old[1]), "instead": ["grass"]}
