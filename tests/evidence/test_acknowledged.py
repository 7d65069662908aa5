"""A doubt can be acknowledged with a reason; an error cannot, and a reason for nothing is a doubt."""

from __future__ import annotations

from lises.errors import Problem
from lises.evidence import acknowledge
from lises.model import Acknowledgement, LocalText, StudyFolder
from tests.building import study

WHY = LocalText.of(en="it is known", da="det vides")


def _study(*rules: str) -> StudyFolder:
    entries = (rule.partition("@") for rule in rules)
    known = (Acknowledgement(rule=rule, subject=at, reason=WHY) for rule, _, at in entries)
    return study(acknowledged=tuple(known))


def _problem(rule: str, subject: str, severity: str = "doubt", line: int = 1) -> Problem:
    return Problem(
        path="x/f", line=line, rule=rule, message="m", subject=subject, severity=severity
    )  # type: ignore[arg-type]


def _told(folder: StudyFolder, *problems: Problem) -> list[tuple[str, str, str]]:
    return [(p.rule, p.subject, p.acknowledged) for p in acknowledge(folder, problems)]


def test_a_doubt_takes_the_reason_that_is_for_its_rule_and_subject():
    got = _told(_study("figure-sum@f1"), _problem("figure-sum", "f1"), _problem("figure-sum", "f2"))
    assert got == [("figure-sum", "f1", "det vides"), ("figure-sum", "f2", "")]


def test_a_reason_without_a_subject_is_for_every_doubt_of_the_rule():
    got = _told(_study("figure-sum"), _problem("figure-sum", "f1"), _problem("figure-sum", "f2"))
    assert [reason for _, _, reason in got] == ["det vides", "det vides"]


def test_an_error_cannot_be_acknowledged():
    got = _told(_study("code-unknown@a"), _problem("code-unknown", "a", "error"))
    assert got == [("code-unknown", "a", ""), ("acknowledgement-unused", "a", "")]


def test_a_reason_that_meets_nothing_is_a_doubt_in_study_yaml():
    (problem,) = acknowledge(_study("figure-sum@f9"), [])
    assert (problem.path, problem.rule, problem.severity) == (
        "x/study.yaml",
        "acknowledgement-unused",
        "doubt",
    )
    assert '"figure-sum" at f9' in problem.message


def test_problems_come_in_the_order_of_files_and_lines():
    got = acknowledge(_study(), [_problem("b", "", line=9), _problem("a", "", line=2)])
    assert [p.line for p in got] == [2, 9]
