"""Where each participant stands to a finding. Every case is a small talk that can be read."""

from __future__ import annotations

import pytest

from lises.evidence import STANCES, Counted, assess
from lises.model import Interview
from tests.building import asked, counted, finding, passage, person, question, scope, talk

WATER = [question("water", "tap")]


def _stood(study: Counted, **more: object) -> dict[str, str]:
    made = finding(**{"counts": "tap", **more})
    return {s.participant: s.stance for s in assess(study, made).stances}


def _six() -> Counted:
    return counted(
        talk("A", "I: The tap?", "A: It drips."),
        talk("B", "I: The tap?", "B: It drips.", "B: I hardly go there."),
        talk("C", "I: The tap?", "C: Never go there."),
        talk("D", "I: The tap?", "D: Mm."),
        talk("E", "I: Mm.", "E: Nice weather."),
        talk("F", "I: The tap?", "F: Mm."),
        passage("A-aaaa", 2, "It drips.", "tap"),
        passage("B-aaaa", 2, "It drips.", "tap"),
        passage("B-bbbb", 3, "I hardly go there.", "tap-not"),
        passage("C-aaaa", 2, "Never go there.", "tap-not"),
        guide=WATER,
        asked=(*(asked(i, "water", 1) for i in "ABCDF"), asked("E", "other", 1)),
        read="A B C D E",
    )


def test_the_six_stances():
    assert _stood(_six(), against="tap-not") == {
        "A": "supports",
        "B": "qualifies",
        "C": "contradicts",
        "D": "silent",
        "E": "not-asked",
        "F": "not-read",
    }


def test_the_tally_counts_the_stances_that_occur_in_their_order():
    made = assess(_six(), finding(counts="tap"))
    assert made.tally() == {"supports": 2, "silent": 2, "not-asked": 1, "not-read": 1}
    assert list(made.tally()) == [s for s in STANCES if s in made.tally()]


def test_an_author_s_contradicting_passage_stands_against_whoever_voices_it_and_not_in_n():
    study = _six()
    plain, contradicted = (
        finding(counts="tap"),
        finding(counts="tap", contradicted_by="C-aaaa A-aaaa"),
    )
    assert _stood(study, contradicted_by="C-aaaa A-aaaa") == {
        "A": "qualifies",
        "B": "supports",
        "C": "contradicts",
        "D": "silent",
        "E": "not-asked",
        "F": "not-read",
    }
    assert assess(study, plain).n == assess(study, contradicted).n == 2


def test_a_child_of_the_code_supports():
    study = counted(
        talk("A", "A: In the queue."),
        passage("A-aaaa", 1, "In the queue.", "queue"),
        codes="tap queue<tap",
    )
    assert _stood(study) == {"A": "supports"}
    assert _stood(study, counts="queue") == {"A": "supports"}


def test_a_code_against_that_lies_below_the_code_counted_is_taken_out_of_it():
    study = counted(
        talk("A", "A: Nothing to me."),
        talk("B", "B: It drips. Nothing to me."),
        passage("A-aaaa", 1, "Nothing to me.", "tap-not"),
        passage("B-aaaa", 1, "It drips.", "tap"),
        passage("B-bbbb", 1, "Nothing to me.", "tap-not"),
        codes="tap tap-not<tap",
    )
    assert _stood(study) == {"A": "supports", "B": "supports"}
    assert _stood(study, against="tap-not") == {"A": "contradicts", "B": "qualifies"}
    assert assess(study, finding(counts="tap", against="tap-not")).n == 1


def test_both_codes_are_wanted_where_the_query_says_and_against_is_taken_out_of_each():
    study = counted(
        talk("A", "A: tap rain"),
        talk("B", "B: tap"),
        talk("C", "C: not rain"),
        passage("A-aaaa", 1, "tap", "tap"),
        passage("A-bbbb", 1, "rain", "rain"),
        passage("B-aaaa", 1, "tap", "tap"),
        passage("C-aaaa", 1, "not", "tap-not"),
        passage("C-bbbb", 1, "rain", "rain"),
        codes="tap tap-not<tap rain",
    )
    assert _stood(study, counts="tap & rain") == {"A": "supports", "B": "silent", "C": "supports"}
    got = _stood(study, counts="tap & rain", against="tap-not")
    assert got == {"A": "supports", "B": "silent", "C": "contradicts"}


def test_a_joint_interview_gives_each_a_stance_of_their_own():
    study = counted(
        talk("J", "I: The tap?", "A + B: Slow.", "B: Nothing to me."),
        passage("J-aaaa", 2, "Slow.", "tap"),
        passage("J-bbbb", 3, "Nothing to me.", "tap-not"),
        people=["A", "B", "C"],
        interviews=(Interview(id="J", participants=("A", "B", "C")),),
    )
    assert _stood(study, against="tap-not") == {"A": "supports", "B": "qualifies", "C": "silent"}


@pytest.mark.parametrize(
    ("first", "second", "read", "stance", "n", "of"),
    [
        # what A says in two interviews, which are read
        ("It drips.", "Mm.", "A1 A2", "supports", 1, 1),
        ("It drips.", "Mm.", "A1", "supports", 1, 1),  # said is said, whatever the other holds
        ("Mm.", "Mm.", "A1 A2", "silent", 0, 1),
        ("Mm.", "Mm.", "A1", "not-read", 0, 0),  # the other could hold it
        ("Mm.", "Mm.", "", "not-read", 0, 0),
    ],
)
def test_a_person_with_two_interviews_is_silent_only_where_both_were_read(
    first: str, second: str, read: str, stance: str, n: int, of: int
):
    said = [passage("A1-aaaa", 1, "It drips.", "tap")] if first == "It drips." else []
    study = counted(
        talk("A1", f"A: {first}"), talk("A2", f"A: {second}"), *said, codes="tap", read=read
    )
    made = assess(study, finding(counts="tap"))
    assert [(s.stance, made.n, made.of) for s in made.stances] == [(stance, n, of)]


def test_a_reading_for_other_codes_is_no_reading_for_these():
    study = counted(
        talk("A", "A: Mm."),
        talk("B", "B: Mm."),
        codes="tap rain",
        read={"A": "rain", "B": "tap rain"},
    )
    assert _stood(study) == {"A": "not-read", "B": "silent"}
    assert _stood(study, against="rain") == {"A": "not-read", "B": "silent"}
    assert _stood(study, counts="rain") == {"A": "silent", "B": "silent"}


def test_a_withheld_transcript_that_was_read_counts_as_read():
    study = counted(
        people=["A"],
        interviews=(Interview(id="A", participants=("A",), transcript="withheld"),),
        codes="tap",
    )
    assert _stood(study) == {"A": "silent"}


def test_a_scope_by_attribute_and_role_leaves_the_others_out():
    study = counted(
        *(talk(who, f"{who}: It drips.") for who in "ABK"),
        *(passage(f"{who}-aaaa", 1, "It drips.", "tap") for who in "ABK"),
        people=[
            person("A", plot="small"),
            person("B", plot="large"),
            person("K", "keeper", plot="small"),
        ],
    )
    assert _stood(study, scope=scope(plot="small")) == {"A": "supports", "K": "supports"}
    assert _stood(study, scope=scope(role="gardener", plot="small none")) == {"A": "supports"}
    assert _stood(study, scope=scope(role="keeper gardener")) == dict.fromkeys("ABK", "supports")
    made = assess(study, finding(counts="tap", scope=scope(role="keeper")))
    assert (made.n, made.coded) == (1, ("K-aaaa",))


def test_codings_of_another_set_than_the_counted_one_are_no_stance():
    study = counted(
        talk("A", "A: It drips."), passage("A-aaaa", 1, "It drips.", "tap", set="other")
    )
    assert _stood(study) == {"A": "silent"}


@pytest.mark.parametrize(
    ("asks", "mention", "put"),
    [
        # A speaks of the tap in turn 3
        ([("A", "water", 5)], "spontaneous", True),
        ([("A", "water", 2)], "prompted", True),
        ([("A", "water", 3)], "prompted", True),
        ([("A", "water", 5), ("A", "water", 2)], "prompted", True),
        ([("A", "weeds", 1)], "spontaneous", False),  # asked of other things only
        ([("A", "water", None)], "not-known", True),
        ([], "not-known", None),  # nobody noted what was asked
        ([("B", "water", 1)], "not-known", None),  # noted of other interviews only
    ],
)
def test_a_mention_is_spontaneous_before_the_question_and_prompted_after_it(
    asks: list[tuple[str, str, int | None]], mention: str, put: bool | None
):
    study = counted(
        talk("A", "I: Mm.", "A: Mm.", "A: It drips.", "I: Mm.", "I: Mm."),
        talk("B", "B: Mm."),
        passage("A-aaaa", 3, "It drips.", "tap"),
        guide=[question("water", "tap"), question("weeds", "weeds")],
        asked=tuple(asked(*one) for one in asks),
        codes="tap weeds",
    )
    stood = assess(study, finding(counts="tap")).stances[0]
    assert (stood.mention, stood.asked) == (mention, put)


def test_the_questions_of_a_finding_are_those_it_names_or_those_whose_codes_it_counts():
    study = counted(
        talk("A", "I: Queue?", "A: Mm."),
        guide=[question("water", "tap"), question("other", "rain")],
        asked=(asked("A", "other", 1),),
        codes="tap queue<tap rain",
    )
    assert _stood(study, counts="queue") == {"A": "not-asked"}  # children of the question's code
    assert _stood(study, counts="queue", asked=("other",)) == {"A": "silent"}


def test_a_finding_of_codes_that_no_question_bears_says_nothing_of_asking():
    study = counted(
        talk("A", "A: Mm."), guide=WATER, asked=(asked("A", "water", 1),), codes="tap rain"
    )
    (stood,) = assess(study, finding(counts="rain")).stances
    assert (stood.stance, stood.asked) == ("silent", None)


def test_passages_of_a_stance_stand_in_the_order_of_the_talk_and_once():
    study = counted(
        talk("A", "A: one", "A: two"),
        passage("A-bbbb", 2, "two", "tap rain"),
        passage("A-aaaa", 1, "one", "rain"),
    )
    (stood,) = assess(study, finding(counts="tap | rain")).stances
    assert stood.passages == ("A-aaaa", "A-bbbb")


def test_where_a_finding_says_that_none_voice_it_whoever_does_contradicts_it():
    study = _six()
    assert _stood(study, quantifier="none", against="tap-not") == {
        "A": "contradicts",
        "B": "contradicts",
        "C": "supports",  # that it was of no matter speaks for the absence
        "D": "silent",
        "E": "not-asked",
        "F": "not-read",
    }
    made = assess(study, finding(counts="tap", quantifier="none", against="tap-not"))
    assert (made.n, made.result) == (2, "not-checkable")  # n stays who voices it; F is unread


def test_a_passage_named_against_an_absence_stands_beside_those_who_voice_the_thing():
    got = _stood(_six(), quantifier="none", contradicted_by="C-aaaa")
    assert (got["A"], got["B"], got["C"]) == ("contradicts", "contradicts", "contradicts")
