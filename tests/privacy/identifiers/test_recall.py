"""How much is found: the project's own talk, and texts of others where they lie."""

from __future__ import annotations

import pytest

from lises.privacy.identifiers import Manner, Register, RegisterEntry

from .measuring import Marked, Measured, measure, speech
from .samples import CHAT, NEWS, chat, news


@pytest.fixture(scope="module")
def own() -> Measured:
    return measure(speech())


def test_the_own_talk_is_long_enough_and_has_every_kind(own: Measured):
    turns = list(speech())
    assert len(turns) >= 150
    assert sum(own.marked.values()) >= 140
    assert {kind.partition(".")[0] for kind in own.marked} == {
        "person", "place", "organisation", "cpr", "phone", "mail", "street", "postcode", "case",
        "date", "link", "profile",
    }  # fmt: skip
    assert sum(not turn.spans for turn in turns) >= 40


def test_what_is_found_in_the_own_talk_does_not_fall(own: Measured):
    assert own.recall() >= 0.96
    assert own.recall("person") == 1
    assert own.recall("person.small", "place.small") >= 0.9
    assert own.recall("person.misspelt") >= 0.7
    assert own.recall("cpr", "cpr.spoken", "phone", "phone.spoken", "mail", "mail.spoken") == 1
    assert own.recall("street", "postcode", "case", "date", "date.spoken", "link", "profile") == 1


def test_nearly_every_mark_is_covered_to_its_end(own: Measured):
    assert sum(own.whole.values()) / sum(own.marked.values()) >= 0.94


def test_false_flags_in_the_own_talk_do_not_rise(own: Measured):
    assert own.false_per_thousand <= 4


def test_a_register_finds_what_the_lists_miss(own: Measured):
    names = ("Kirsten Vinterskov", "Bolle", "Tordis", "Agnieszka", "Rundhøj")
    register = Register(
        entries=tuple(RegisterEntry(line=n, name=name) for n, name in enumerate(names, 2))
    )
    with_register = measure(speech(), register)
    assert set(with_register.missed) < set(own.missed)
    assert with_register.recall() >= 0.98


def test_in_talk_without_capitals_every_word_that_no_dictionary_has_is_given():
    turns = [Marked(turn.text.lower(), turn.spans) for turn in speech()]
    before = measure(turns)
    after = measure(turns, manner=Manner(no_capitals=True))
    assert after.recall() >= 0.92 > before.recall()
    assert after.false_per_thousand <= 4


def test_what_is_marked_and_not_found_is_counted_as_missed():
    made = measure([Marked("han gik hjem", ((0, 3, "person"),))])
    assert (made.recall(), made.missed) == (0, [("person", "han")])


@pytest.mark.skipif(not NEWS.exists(), reason="the samples are not here")
def test_proper_nouns_of_news_are_found():
    made = measure(news())
    assert made.recall() >= 0.93
    assert made.false_per_thousand <= 12.5


@pytest.mark.skipif(not CHAT.exists(), reason="the samples are not here")
def test_people_in_chat_are_found():
    made = measure(chat())
    assert made.recall("person") >= 0.98
    assert made.recall("place") >= 0.8
