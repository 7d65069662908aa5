"""Every rule of evidence is raised by a study that breaks it, and by no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lises.anchoring import anchor
from lises.errors import Problem
from lises.evidence import check_evidence, count
from lises.model import At, Claim, LocalText, Reading, StudyFolder
from tests.building import codebook, finding, hit, passage, person, scope, search, study, talk

A = talk("A", "A: It drips.", "A: I hardly go there.")
B = talk("B", "B: Rain is free.")
DRIPS = passage("A-aaaa", 1, "It drips.", "tap")
FREE = passage("B-aaaa", 1, "Rain is free.", "rain")
SOUND = finding(counts="tap", against="rain", rests_on="A-aaaa", contradicted_by="B-aaaa")

Made = Callable[[], StudyFolder]


def _with(*more_parts: object, **more: object) -> Made:
    """Make the sound study with a finding replaced and anything else given."""
    found = [p for p in more_parts if type(p).__name__ == "Finding"] or [SOUND]
    rest = [p for p in more_parts if type(p).__name__ != "Finding"]
    return lambda: study(A, B, DRIPS, FREE, *rest, *found, **{"codes": "tap rain", **more})


def _claim(basis: str) -> Claim:
    return Claim(id="c-1", text=LocalText.plain("x"), basis=basis)  # type: ignore[arg-type]


def _changed(**more: object) -> object:
    return replace(SOUND, **more)


STALE = (Reading(set="c", interview="A", codes=("*",), codebook=1, at=At("readings.csv", 2)),
         Reading(set="c", interview="B", codes=("*",), codebook=2))  # fmt: skip
BOOK = replace(
    codebook("tap rain", version=2),
    codes=tuple(replace(c, changed=2) if c.id == "tap" else c for c in codebook("tap rain").codes),
)
RAIN = search("rain", judged="s")
CASES: list[tuple[str, str, Made, str]] = [
    ("counts-unreadable", "error", _with(_changed(counts="tap &")), "f"),
    ("counts-unreadable", "error", _with(_changed(counts="gone")), "f"),
    ("against-unreadable", "error", _with(_changed(against="| tap")), "f"),
    ("count-unreadable", "error", _with(_changed(prose=LocalText.plain("{lises:count}`gone`"))), "f"),
    ("count-typed", "error", _with(_changed(prose=LocalText.plain("7 of 13 say it"))), "f"),
    ("count-typed", "error", _with(_changed(statement=LocalText.of(da="7 ud af 13", en="x"))), "f"),
    ("count-typed", "error", _with(_changed(prose=LocalText((("en", "in 7 out of 13"),)))), "f"),
    ("evidence-missing", "error", _with(_changed(rests_on=())), "f"),
    ("evidence-out-of-scope", "error", _with(_changed(scope=scope(role="keeper"))), "A-aaaa"),
    ("evidence-not-counted", "doubt", _with(finding(counts="tap", rests_on="A-aaaa B-aaaa", contradicted_by="B-aaaa")), "B-aaaa"),
    ("counter-evidence-missing", "doubt", _with(finding(counts="tap", rests_on="A-aaaa")), "f"),
    ("quantifier-disagrees", "doubt", _with(_changed(quantifier="all")), "f"),
    *[
        ("claim-rests-elsewhere", "error", _with(_changed(answers=(name,)), claims=(_claim(basis),)), "f")
        for basis in ("outside", "partly", "method", "recommendation")
        for name in ("c-1", "x/c-1")
    ],
    ("search-unreadable", "error", _with(_changed(searched=(search("||"),))), "f"),
    ("search-unjudged", "error", _with(_changed(searched=(RAIN,))), "f"),
    ("search-hit-gone", "doubt", _with(_changed(searched=(RAIN,)), searches={"s": (hit("B", 1, "Rain"), hit("A", 1, "rain"))}), "f"),
    ("reading-stale", "doubt", _with(codes=BOOK, readings=STALE), "A"),
    ("coded-not-read", "error", _with(read={"A": "rain", "B": "*"}), "A"),
    ("coded-not-read", "error", _with(read="B"), "A"),
    ("sample-exceeded", "error", _with(sample={"gardener": 1}), "gardener"),
    ("sample-exceeded", "error", _with(sample={"gardener": 2}, gone="gardener"), "gardener"),
    ("quantifier-unreadable", "error", _with(quantifiers=(("most", "n ** 2 > N"),)), "most"),
]  # fmt: skip


def _found(made: Made) -> tuple[Problem, ...]:
    return check_evidence(count(anchor(made())))


def test_a_sound_study_raises_nothing():
    assert _found(_with()) == ()


@pytest.mark.parametrize(
    ("rule", "severity", "made", "subject"), CASES, ids=lambda x: x if isinstance(x, str) else ""
)
def test_what_breaks_a_rule_raises_it_with_its_subject(
    rule: str, severity: str, made: Made, subject: str
):
    found = [p for p in _found(made) if p.rule == rule]
    assert [(p.severity, p.subject) for p in found] == [(severity, subject)]
    assert found[0].message


@pytest.mark.parametrize(
    "made",
    [
        # prose that counts by the role, or writes a number that is no count of people
        _with(_changed(prose=LocalText.plain("{lises:count}`tap` of them; in 2 of the rooms; at 12:40"))),
        # an absence rests on a search, not on passages
        _with(finding(counts="tap", quantifier="none", searched=(search("snow"),)), read="A B"),
        # a claim that rests on interviews may be answered
        _with(_changed(answers=("c-1",)), claims=(_claim("interviews"),)),
        # every hit judged
        _with(_changed(searched=(RAIN,)), searches={"s": (hit("B", 1, "Rain"),)}),
        # read again under the changed codebook, or for another code only
        _with(codes=BOOK, readings=(replace(STALE[0], codebook=2), STALE[1])),
        _with(codes=BOOK, readings=(*STALE[1:], replace(STALE[0], codes=("rain",)), replace(STALE[0], codebook=None))),
        # the counted set is another one
        _with(read="", counted="other", counting="none"),
        # as many as the sample, or a sample not stated
        _with(sample={"gardener": 3}, gone="gardener"),
        _with(sample={"gardener": None}, gone="gardener"),
    ],
)  # fmt: skip
def test_what_keeps_the_rules_raises_none_of_them(made: Made):
    told = ("quantifier-disagrees", "evidence-not-counted")
    assert [p for p in _found(made) if p.rule not in told] == []


def test_a_disagreement_is_told_with_both_numbers():
    (problem,) = [
        p for p in _found(_with(_changed(quantifier="all"))) if p.rule == "quantifier-disagrees"
    ]
    assert '"all" and the codings do not agree: 1 voice tap; 2 of 2 interviewed' in problem.message


def test_problems_name_file_and_line_and_come_in_order():
    made = _with(_changed(counts="gone"), finding("e", rests_on=""), read="B")
    found = _found(made)
    assert list(found) == sorted(found)
    assert {str(p).partition(" ")[0] for p in found} == {
        "x/findings/f.md:1:",
        "x/findings/e.md:1:",
        "x/codings/c/A.jsonl:1:",
    }


def test_a_finding_that_cites_a_passage_without_a_place_does_not_stop_the_checks():
    made = _with(_changed(rests_on=(*SOUND.rests_on, replace(SOUND.rests_on[0], passage="A-gone"))))
    assert _found(made) == ()


def test_a_person_in_scope_is_looked_for_among_all_who_speak():
    joint = talk("J", "A + K: Slow.")
    cited = finding(
        counts="tap", rests_on="J-aaaa", contradicted_by="J-aaaa", scope=scope(role="keeper")
    )
    folder = study(
        joint,
        passage("J-aaaa", 1, "Slow.", "tap"),
        cited,
        people=[person("A"), person("K", "keeper")],
    )
    assert check_evidence(count(anchor(folder))) == ()
