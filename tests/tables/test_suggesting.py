"""Suggestions of a study: from which passages, of which set, and what is left out."""

from __future__ import annotations

import pytest

from lises.errors import QueryError, UnknownNameError
from lises.tables import Tables
from tests import building as b

TALKS = (
    b.talk("A", "I: the tap?", "A: the tap drips", "A: and the queue is long", "A: rain again"),
    b.talk("B", "B: no tap for me", "I: tap tap", "B: the queue at the tap"),
    b.talk("C", "C: weeds", "I: and the queue?", "C: a queue, a tap. Nothing else"),
)
CODED = (
    b.passage("A-aaaa", 2, "tap", "tap"),
    b.passage("A-bbbb", 3, "queue", "queue"),
    b.passage("B-aaaa", 1, "tap", "tap"),
    b.passage("C-aaaa", 1, "weeds", "weeds"),
)


def _tables(*more: object) -> Tables:
    return Tables(b.study(*TALKS, *CODED, *more, codes="tap queue<tap weeds"))


def _places(tables: Tables, code: str = "tap", **how: object) -> list[tuple[str, int]]:
    found = tables.suggestions(code, **how)  # type: ignore[arg-type]
    return list(found.select("interview", "turn").iter_rows())


def test_a_code_is_learnt_with_those_below_it_and_what_they_touch_is_left_out():
    assert _places(_tables(), unit="turn") == [("B", 3), ("C", 3)]
    assert _places(_tables(), unit="turn", k=1) == [("B", 3)]
    row = _tables().suggestions("tap").row(1, named=True)
    assert (row["interview"], row["start"], row["quote"]) == ("C", 0, "a queue, a tap.")


def test_only_words_of_participants_are_learnt():
    asked = b.passage("B-bbbb", 2, "tap tap", "weeds")
    longer = b.passage("A-cccc", (1, 2), ("tap?", "the tap drips"), "weeds")
    with pytest.raises(QueryError, match="2 passages to learn from; code at least 3"):
        _tables(asked, longer).suggestions("weeds")


def test_what_the_study_does_not_have_is_told():
    with pytest.raises(UnknownNameError, match="weeds"):
        _tables().suggestions("weed")
    with pytest.raises(UnknownNameError, match="no coding set"):
        _tables().suggestions("tap", set="z")
    with pytest.raises(UnknownNameError, match="no code"):
        Tables(b.study(*TALKS)).suggestions("tap")


def test_talk_is_counted_once_for_many_questions(monkeypatch):
    from lises.text.units import SpeechIndex

    counted = []
    true = SpeechIndex._counted
    monkeypatch.setattr(
        SpeechIndex, "_counted", lambda self, t: counted.append(t.interview) or true(self, t)
    )
    tables = _tables()
    for measure in ("bm25", "tf-idf"):
        tables.suggestions("tap", measure=measure)  # type: ignore[arg-type]
    assert counted == ["A", "B", "C"]
