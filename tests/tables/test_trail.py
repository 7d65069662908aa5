"""The trail as tables."""

from __future__ import annotations

import lises
from lises.tables.trail import CODEBOOK_HISTORY, TRAIL, codebook_history_table, trail_table
from tests.evidence.trail.test_history import whole


def test_a_row_per_event_with_the_columns_that_are_promised() -> None:
    table = trail_table(whole())
    assert dict(table.schema) == TRAIL
    assert table.height == len(whole().events)
    assert table.filter(kind="journal")["category"].unique().to_list() == ["intentions"]
    assert table["date"].is_sorted()


def test_a_row_per_change_of_a_code_with_its_words_as_one_text() -> None:
    table = codebook_history_table(whole())
    assert table.schema == CODEBOOK_HISTORY
    (row,) = table.filter(act="avoid").to_dicts()
    assert row["difference"] == "Rain and [-Gåsebos hane.-] {+rain barrels.+}"


def test_a_study_gives_its_trail() -> None:
    study = lises.load("tests/studies/demo-tiny")
    assert study.trail(history=False).filter(kind="adjudication").height == 2
    assert study.trail(history=False)["source"].unique().to_list() == ["files"]
