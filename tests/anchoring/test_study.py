"""Every passage of a study in its place, and whose words it holds."""

from __future__ import annotations

from lises.anchoring import Span, anchor
from tests.building import anchored, passage, study, talk

TALK = talk("A", "I: And the tap?", "A: It drips.", "A + B: Yes.", "O: Dinner!")


def test_every_passage_that_stands_in_its_turn_has_spans_and_no_problem():
    made = anchored(TALK, passage("A-aaaa", 2, "drips"), passage("A-bbbb", (1, 2), ("tap?", "It")))
    assert made.spans == {
        "A-aaaa": (Span(2, 3, 8),),
        "A-bbbb": (Span(1, 8, 12), Span(2, 0, 2)),
    }


def test_a_passage_without_a_place_is_a_problem_at_its_line_and_in_no_table():
    made = anchor(study(TALK, passage("A-aaaa", 2, "sings"), passage("A-bbbb", 2, "drips")))
    assert [p.id for p in made.passages] == ["A-bbbb"]
    (problem,) = made.problems
    assert (problem.path, problem.line) == ("x/codings/c/A.jsonl", 1)
    assert (problem.rule, problem.subject) == ("quote-not-found", "A-aaaa")


def test_a_passage_of_an_interview_whose_words_are_not_here_is_no_fault_of_anchoring():
    made = anchor(study(TALK, passage("B-aaaa", 2, "sings")))
    assert (made.passages, made.problems) == ((), ())


def test_words_are_those_of_every_participant_who_speaks_and_of_no_interviewer():
    made = anchored(
        TALK,
        passage("A-aaaa", 1, "And the tap?"),
        passage("A-bbbb", 2, "It drips."),
        passage("A-cccc", 3, "Yes."),
        passage("A-dddd", (1, 2), ("tap?", "It")),
        passage("A-eeee", (2, 3), ("drips.", "Yes.")),
        passage("A-ffff", 4, "Dinner!"),
    )
    assert {p.id[-4:]: made.speakers_of(p) for p in made.passages} == {
        "aaaa": (),
        "bbbb": ("A",),
        "cccc": ("A", "B"),
        "dddd": ("A",),
        "eeee": ("A", "B"),
        "ffff": (),
    }


def test_of_an_id_that_stands_twice_only_the_first_bearer_is_anchored():
    other = talk("B", "B: Rain.")
    for first, second in (("drips", "Rain"), ("gone", "Rain")):
        made = anchor(
            study(
                TALK,
                other,
                passage("A-aaaa", 2, first),
                passage("A-aaaa", 1, second, interview="B"),
            )
        )
        assert [p.interview for p in made.passages] == (["A"] if first == "drips" else [])
        for one in made.passages:
            assert made.speakers_of(one) == ("A",)
