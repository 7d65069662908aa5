"""From a study folder to what agreement is computed from."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from lises.analysis.agreement import (
    agreement_table,
    code_levels,
    disagreements,
    double_coding,
    turn_spans,
)
from lises.anchoring import AnchoredStudy, anchor
from lises.errors import NotOfferedError
from lises.model import CodingSet, Reading
from tests.building import codebook, passage, study, talk


def _study(method: str = "codebook") -> AnchoredStudy:
    folder = study(
        talk("A", "I: The tap?", "A: It drips.", "I: Mm.", "A: And the queue is long."),
        passage("A-aaaa", 2, "It drips.", "tap", set="ab-1"),
        passage("A-bbbb", 2, "drips.", "tap", set="cd-1"),
        passage("A-cccc", 4, "the queue", "queue", set="cd-1"),
        passage("A-dddd", 1, "The tap?", "tap", set="consensus"),
        codebook=codebook("tap queue"),
    )
    sets = (
        CodingSet(id="ab-1", coder="ab", round=1),
        CodingSet(id="cd-1", coder="cd", round=1),
        CodingSet(id="consensus", origin=("ab-1", "cd-1")),
    )
    readings = tuple(Reading(set=s.id, interview="A", codes=("*",)) for s in sets)
    design = replace(folder.design, method=method, coding_sets=sets)
    return anchor(replace(folder, design=design, readings=readings))


def test_first_rounds_are_compared_on_the_turns_of_participants():
    got = double_coding(_study())
    assert got.sets == ("ab-1", "cd-1")
    assert turn_spans(got.turns)["turn"].to_list() == [2, 4]
    assert got.read.height == 3 * 2


def test_words_of_the_interviewer_that_a_coder_took_are_units_too():
    got = double_coding(_study(), ["ab-1", "consensus"])
    assert turn_spans(got.turns)["turn"].to_list() == [1, 2, 4]


def test_from_study_to_table_and_passages():
    made = _study()
    book = made.folder.codebook
    assert book
    got = double_coding(made)
    table = agreement_table(got, code_levels(book), "turns")
    percent = table.filter(pl.col("level") == "code", pl.col("coefficient") == "percent")
    assert percent.select("code", "value").rows() == [("queue", 0.5), ("tap", 1.0)]
    listed = disagreements(got, consensus="consensus")
    assert listed.select("code", "turn", "passages", "settled").rows() == [
        ("queue", 4, ["A-cccc"], "not-coded")
    ]


def test_a_reflexive_study_is_refused():
    with pytest.raises(NotOfferedError, match="reflexive"):
        double_coding(_study("reflexive"))
