"""The framework matrix of a demonstration: every cell is written, in both languages, and is short."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import lises
from lises.files import check_references
from lises.privacy import make_release

STUDY = Path(__file__).parent.parent.parent / "studies" / "demo-lises"
LONGEST = 70  # words: a cell is a note, not a portrait
RUN = 5  # words in a row that would give a withheld passage away


@cache
def study() -> lises.Study:
    return lises.load(STUDY)


def _words(text: str) -> list[str]:
    return re.findall(r"[\wæøåéü]+", unicodedata.normalize("NFC", text).lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def test_every_cell_with_passages_is_summarised_and_no_other() -> None:
    for row in study().framework().to_dicts():
        assert bool(row["passages"]) == bool(row["summary"]), (row["participant"], row["theme"])
        assert set(row["rests_on"]) <= set(row["passages"])


def test_no_summary_is_doubted() -> None:
    found = [p for p in check_references(study().folder) if "summary" in p.rule or "cell" in p.rule]
    assert found == []


def test_every_summary_is_told_in_both_languages_and_is_short() -> None:
    for cell in study().folder.framework:
        texts = dict(cell.summary.by_language)
        assert set(texts) == {"da", "en"}
        assert len(set(texts.values())) == 2
        for text in texts.values():
            assert text.endswith(".")
            assert 8 <= len(_words(text)) <= LONGEST, (cell.case, cell.theme)


def test_no_public_summary_repeats_a_passage_that_is_withheld() -> None:
    release = make_release(study().anchored, "public")
    assert release.summaries_withheld > 0
    kept = {p.id for p in release.folder.passages}
    shown = {run for p in release.folder.passages for q in p.quote for run in _runs(q)}
    withheld = {
        run
        for p in study().folder.passages
        if p.id not in kept
        for q in p.quote
        for run in _runs(q)
    }
    for cell in release.folder.framework:
        told = {run for _, text in cell.summary.by_language for run in _runs(text)}
        assert told & (withheld - shown) == set(), (cell.case, cell.theme)
