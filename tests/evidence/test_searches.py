"""A recorded search is run again: every hit judged or told, and "not found" only where searched."""

from __future__ import annotations

import pytest

from lises.errors import QueryError
from lises.evidence import SearchOutcome, search_outcome
from lises.model import Interview, JudgedHit, StudyFolder
from tests.building import hit, person, scope, search, study, talk

A = talk("A", "I: Rain?", "A: Rain is free. The rain!")
B = talk("B", "B: A barrel.")
K = talk("K", "K: Rain.")


def _study(*judged: JudgedHit, **more: object) -> StudyFolder:
    people = [person("A"), person("B"), person("K", "keeper")]
    return study(A, B, K, people=people, searches={"searches/s.jsonl": judged}, **more)


def _outcome(query: str, *judged: JudgedHit, **more: object) -> SearchOutcome:
    return search_outcome(_study(*judged), search(query, judged="searches/s.jsonl", **more))


def test_every_hit_in_scope_is_found_again_and_those_without_a_judgement_told():
    got = _outcome("rain", hit("A", 2, "Rain"), within=scope(role="gardener"))
    assert got.hits == 3
    assert got.unjudged == (("A", 1, "Rain", 1), ("A", 2, "rain", 1))
    assert (got.interviews, got.not_here) == (("A", "B"), ())


def test_equal_hits_of_one_turn_are_told_apart_by_their_occurrence():
    folder = study(talk("A", "A: rain, rain"), searches={"s": (hit("A", 1, "rain", occurrence=2),)})
    got = search_outcome(folder, search("rain", judged="s"))
    assert got.unjudged == (("A", 1, "rain", 1),)


def test_a_judgement_whose_hit_is_gone_is_stale_and_counts_for_nothing():
    gone = hit("A", 2, "snow", "decisive", prompted=True)
    got = _outcome("barrel", hit("B", 1, "barrel", prompted=False), gone)
    assert got.stale == (gone,)
    assert (got.judged, got.spontaneous, got.prompted) == ({"mentioned": 1}, 1, 0)
    assert got.nothing_found


def test_mentions_are_spontaneous_or_prompted_where_the_thing_is_meant_at_all():
    got = _outcome(
        "rain|barrel",
        hit("A", 1, "Rain", "not-relevant", prompted=True),
        hit("A", 2, "Rain", "mattered", prompted=False),
        hit("A", 2, "rain", "mentioned"),
        hit("B", 1, "barrel", "mentioned", prompted=True),
        hit("K", 1, "Rain", "decisive", prompted=False),
    )
    assert (got.spontaneous, got.prompted) == (2, 1)
    assert got.judged == {"not-relevant": 1, "mattered": 1, "mentioned": 2, "decisive": 1}


@pytest.mark.parametrize(
    ("judged", "nothing"),
    [
        ([hit("B", 1, "barrel", "not-relevant")], True),
        ([hit("B", 1, "barrel", "mentioned")], True),
        ([hit("B", 1, "barrel", "mattered")], False),
        ([hit("B", 1, "barrel", "decisive")], False),
        ([], False),  # a hit that nobody judged
    ],
)
def test_nothing_was_found_where_every_hit_was_judged_and_none_mattered(
    judged: list[JudgedHit], nothing: bool
):
    assert _outcome("barrel", *judged).nothing_found is nothing


def test_a_search_without_a_hit_found_nothing_but_one_of_no_interview_did_not_search():
    assert _outcome("snow").nothing_found
    assert not _outcome("snow", within=scope(role="nobody")).nothing_found


def test_a_judgement_on_words_that_are_not_here_is_not_stale_and_still_speaks():
    elsewhere = Interview(id="C", participants=("C",), transcript="withheld")
    decisive = hit("C", 4, "rain", "decisive", prompted=False)
    folder = study(
        talk("B", "B: A barrel."),
        people=["B", "C"],
        interviews=(Interview(id="B", participants=("B",)), elsewhere),
        searches={"s": (decisive,)},
    )
    got = search_outcome(folder, search("rain", judged="s"))
    assert (got.stale, got.not_here, got.hits) == ((), ("C",), 0)
    assert not got.nothing_found


def test_a_joint_interview_is_searched_where_one_of_the_scope_takes_part():
    folder = study(talk("J", "A: Rain.", "K: Mm."), people=[person("A"), person("K", "keeper")])
    assert search_outcome(folder, search("rain", within=scope(role="keeper"))).hits == 1


@pytest.mark.parametrize(
    ("said", "found"),
    [("Han ringede.", 1), ("De ringer.", 1), ("Vi ringes ved.", 1), ("En ring.", 0)],
)
def test_a_search_by_lemma_finds_inflected_danish(said: str, found: int):
    folder = study(talk("A", f"A: {said}"))
    assert search_outcome(folder, search("ringede|ringer", matching="lemma")).hits == found


@pytest.mark.parametrize("query", ["", "a||b", "to ord"])
def test_a_query_that_cannot_be_read_is_refused(query: str):
    with pytest.raises(QueryError):
        search_outcome(_study(), search(query, matching="lemma"))
