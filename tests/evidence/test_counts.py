"""n and N come from the counted set and its readings, never from what a finding cites."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.evidence import Assessment, Counted, assess, assess_all, count
from lises.model import Finding, Interview
from tests.building import counted, finding, passage, person, scope, study, talk

PEOPLE = "ABCD"


def _study(*findings: Finding, said: str = "AAB", **more: object) -> Counted:
    """Let A to D be interviewed; ``said`` who voices the tap, twice the letter: two passages."""
    voiced = [
        passage(f"{who}-{'xyz'[i]}aaa", i + 1, f"tap {i}", "tap") for i, who in enumerate(said)
    ]
    talks = [talk(who, *(f"{who}: tap {i}" for i in range(3))) for who in PEOPLE]
    return counted(*talks, *voiced, *findings, **{"codes": "tap", **more})


def test_deleting_one_uncited_coding_changes_n_and_adding_a_citation_does_not():
    few = finding(counts="tap", rests_on="A-xaaa")
    more = finding(counts="tap", rests_on="A-xaaa A-yaaa B-zaaa")
    whole, less = _study(), _study(said="AA")
    assert (assess(whole, few).n, assess(whole, more).n, assess(less, few).n) == (2, 2, 1)


@given(st.text("ABCD", max_size=3), st.text("ABCD", max_size=3), st.sets(st.sampled_from("ABCD")))
def test_n_is_the_people_who_voice_it_whatever_is_cited_and_never_more_than_the_read(
    said: str, cited: str, read: set[str]
):
    made = _study(said=said, read=" ".join(sorted(read)))
    ids = [p.id for p in made.study.passages if p.interview in cited]
    got = assess(made, finding(counts="tap", rests_on=" ".join(ids), contradicted_by=" ".join(ids)))
    assert got.n == len(set(said))
    assert got.of == len(set(said) | read)
    assert got.n == sum(s.stance in ("supports", "qualifies") for s in got.stances) <= got.of
    assert set(got.coded) == {p.id for p in made.study.passages}


@pytest.mark.parametrize(
    ("quantifier", "said", "read", "sample", "result", "reason"),
    [
        ("all", "ABCD", "ABCD", 4, "agree", ""),
        ("all", "ABC", "ABCD", 4, "do-not-agree", ""),
        ("all", "ABCD", "ABCD", 13, "not-checkable", "not-all-read"),  # 4 of 4 read; 13 interviewed
        ("all", "ABC", "ABC", 4, "not-checkable", "not-all-read"),
        ("all", "ABCD", "ABCD", None, "not-checkable", "sample-not-stated"),
        ("none", "", "ABCD", 4, "agree", ""),
        ("none", "A", "ABCD", 4, "do-not-agree", ""),
        ("none", "", "ABC", 4, "not-checkable", "not-all-read"),
        ("some", "A", "AB", 4, "agree", ""),  # one is some, whoever is unread
        ("some", "A", "A", None, "agree", ""),
        ("some", "", "AB", 4, "not-checkable", "not-all-read"),
        ("some", "", "ABCD", 4, "do-not-agree", ""),
        ("most", "ABC", "ABCD", 4, "agree", ""),
        ("most", "AB", "ABCD", 4, "do-not-agree", ""),
        ("most", "ABC", "ABC", 4, "not-checkable", "not-all-read"),
        ("few", "A", "ABCD", 4, "not-checkable", "quantifier-undefined"),
        (None, "AB", "ABCD", 4, "no-quantifier", ""),
    ],
)
def test_a_quantifier_agrees_does_not_or_cannot_be_checked(
    quantifier: str | None, said: str, read: str, sample: int | None, result: str, reason: str
):
    made = _study_of(said, read, sample, quantifiers=(("most", "n > N / 2"),))
    got = assess(made, finding(counts="tap", quantifier=quantifier))
    assert (got.result, got.reason, got.n) == (result, reason, len(said))


def _study_of(said: str, read: str, sample: int | None, **more: object) -> Counted:
    talks = [talk(who, f"{who}: tap") for who in PEOPLE]
    voiced = [passage(f"{who}-aaaa", 1, "tap", "tap") for who in said]
    return counted(
        *talks, *voiced, codes="tap", read=" ".join(read), sample={"gardener": sample},
        people=[person(who) for who in PEOPLE], **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "result", "reason"),
    [
        ({"method": "reflexive"}, "not-counted", "counting-none"),
        ({"counting": "descriptive"}, "not-counted", "counting-descriptive"),
        ({"method": "reflexive", "counting": "checked"}, "agree", ""),
        ({"counted": ""}, "not-checkable", "no-counted-set"),
        ({"quantifiers": (("all", "n == 0"),)}, "agree", ""),  # all means all in every study
    ],
)
def test_a_study_counts_as_its_method_says(more: dict[str, object], result: str, reason: str):
    got = assess(_study_of("ABCD", "ABCD", 4, **more), finding(counts="tap", quantifier="all"))
    assert (got.result, got.reason) == (result, reason)


@pytest.mark.parametrize("definition", ["__import__('os')", "9**9**9", "n", "(" * 200, ""])
def test_a_hostile_definition_of_a_study_makes_its_word_uncheckable(definition: str):
    made = _study_of("ABCD", "ABCD", 4, quantifiers=(("most", definition),))
    got = assess(made, finding(counts="tap", quantifier="most"))
    assert (got.result, got.reason) == ("not-checkable", "quantifier-undefined")


@pytest.mark.parametrize(
    ("counts", "reason"),
    [("", "no-counts-query"), ("gone", "query-unreadable"), ("tap &", "query-unreadable")],
)
def test_a_finding_that_counts_nothing_readable_cannot_be_checked(counts: str, reason: str):
    got = assess(_study(), finding(counts=counts, quantifier="all"))
    assert (got.result, got.reason, got.n, got.of, got.stances) == (
        "not-checkable",
        reason,
        0,
        0,
        (),
    )
    assert assess(_study(), finding(counts="", quantifier=None)).result == "no-quantifier"


@pytest.mark.parametrize(
    ("within", "more", "interviewed"),
    [
        ({}, {}, 7),  # samples 5 and 2
        ({"role": "gardener"}, {}, 5),
        ({"role": "gardener"}, {"gone": "gardener gardener keeper"}, 3),
        ({}, {"gone": "gardener keeper"}, 5),
        ({"role": "gardener"}, {"sample": {"gardener": None}}, None),
        ({}, {"sample": {"gardener": None}}, None),
        ({"role": "keeper"}, {"sample": {"gardener": None, "keeper": 2}}, 2),
        ({"role": "nobody"}, {}, None),
        # by attribute only where every person of the roles is listed
        ({"plot": "small"}, {}, None),
        ({"role": "gardener", "plot": "small"}, {"sample": {"gardener": 3}}, 2),
        ({"role": "gardener", "plot": "small"}, {"gone": "gardener", "sample": {"gardener": 4}}, 2),
        (
            {"role": "gardener", "plot": "small"},
            {"gone": "gardener", "sample": {"gardener": 3}},
            None,
        ),
    ],
)
def test_interviewed_is_the_sample_less_those_who_withdrew(
    within: dict[str, str], more: dict[str, object], interviewed: int | None
):
    people = [
        person("A", plot="small"),
        person("B", plot="small"),
        person("C", plot="large"),
        person("K", "keeper", plot="small"),
    ]
    sample = {"gardener": 5, "keeper": 2, **more.pop("sample", {})}  # type: ignore[dict-item]
    made = counted(people=people, codes="tap", sample=sample, **more)
    assert assess(made, finding(counts="tap", scope=scope(**within))).interviewed == interviewed


def test_whoever_withdrew_stays_out_of_the_denominator_and_all_can_be_checked_again():
    four = _study_of("ABCD", "ABCD", 5)
    assert assess(four, finding(counts="tap", quantifier="all")).result == "not-checkable"
    without = replace(four.study.folder, withdrawals=study(gone="gardener").withdrawals)
    made = count(anchor(without))
    assert assess(made, finding(counts="tap", quantifier="all")).result == "agree"


def test_concentration_says_how_many_people_and_the_share_of_the_one_who_has_most():
    got = assess(_study(said="AAB"), finding(counts="tap", rests_on="A-xaaa A-yaaa"))
    assert (got.cited.passages, got.cited.participants, got.cited.largest_share) == (2, 1, 1.0)
    assert (got.all_coded.passages, got.all_coded.participants) == (3, 2)
    assert got.all_coded.largest_share == pytest.approx(2 / 3)
    assert got.all_coded.largest == "A"


def test_concentration_of_nothing_has_no_share_and_a_joint_passage_is_a_passage_of_each():
    nothing = assess(_study(said=""), finding(counts="tap"))
    assert (nothing.all_coded.passages, nothing.all_coded.largest_share) == (0, None)
    joint = counted(
        talk("J", "A + B: tap", "A: tap again"),
        passage("J-aaaa", 1, "tap", "tap"),
        passage("J-bbbb", 2, "tap again", "tap"),
    )
    spread = assess(joint, finding(counts="tap")).all_coded
    assert (spread.passages, spread.participants, spread.largest_share) == (2, 2, 1.0)


def test_counts_in_the_prose_are_computed_in_the_finding_s_scope():
    prose = "{lises:count}`tap` and {lises:count}`tap & rain`, {lises:count}`gone`"
    made = counted(
        talk("A", "A: tap rain"),
        talk("B", "B: tap"),
        talk("K", "K: tap"),
        passage("A-aaaa", 1, "tap", "tap"),
        passage("A-bbbb", 1, "rain", "rain"),
        passage("B-aaaa", 1, "tap", "tap"),
        passage("K-aaaa", 1, "tap", "tap"),
        people=["A", "B", person("K", "keeper")],
    )
    got = assess(made, finding(counts="tap", scope=scope(role="gardener"), prose=prose))
    assert got.prose_counts == {"tap": (2, 2), "tap & rain": (1, 2), "gone": None}


def test_every_finding_is_assessed_by_its_id():
    made = _study(finding("one", counts="tap"), finding("two"))
    got = assess_all(made)
    assert (list(got), got["one"].n) == (["one", "two"], 2)
    assert all(isinstance(one, Assessment) for one in got.values())


def test_a_study_with_nothing_in_it_can_be_counted():
    got = assess(count(anchor(study())), finding(quantifier="all"))
    assert (got.n, got.of, got.interviewed, got.result) == (0, 0, None, "not-checkable")


def test_a_listed_person_of_no_interview_was_not_read():
    made = counted(people=["A"], interviews=(Interview(id="B", participants=("B",)),), codes="tap")
    assert [s.stance for s in assess(made, finding(counts="tap")).stances] == ["not-read"]
