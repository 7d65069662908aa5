"""The links between the records of the real studies: few, in two languages, and no verdict."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import lises
from lises.model import RelatedStudy, StudyFolder

STUDIES = Path(__file__).parent.parent.parent / "studies"
NAMES = sorted(p.parent.name for p in STUDIES.glob("*/study.yaml"))
# What would turn a word on what a study can bear into a judgement of another.
VERDICTS = re.compile(
    r"bekræft|bevis|modbevis|understøtter|dokumenterer|underbygger|er sand|er falsk"
    r"|confirm|\bprove[sd]?\b|support|refute|corroborat|verif|is true|is false",
    re.IGNORECASE,
)


@cache
def folder(name: str) -> StudyFolder:
    return lises.load(STUDIES / name).folder


LINKS = [(name, link) for name in NAMES for link in folder(name).related]


def _text(link: RelatedStudy) -> str:
    return " ".join(text for said in (link.bears, link.cannot) for _, text in said.by_language)


def test_there_are_few_and_all_begin_in_records_of_real_studies() -> None:
    assert 5 <= len(LINKS) <= 8
    assert not [name for name, _ in LINKS if folder(name).design.constructed]


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_a_link_joins_records_that_are_here_at_places_that_are_there(
    name: str, link: RelatedStudy
) -> None:
    other = folder(link.study)
    assert other.design.data_status == folder(name).design.data_status == "collected"
    places = {c.id for c in other.claims} | {f.id for f in other.figures}
    assert link.places
    assert set(link.places) <= places
    assert link.own


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_a_link_says_in_both_languages_what_it_can_and_at_more_length_what_it_cannot(
    name: str, link: RelatedStudy
) -> None:
    for language in ("da", "en"):
        can, cannot = (dict(said.by_language)[language] for said in (link.bears, link.cannot))
        assert len(cannot) > len(can), name
    assert not VERDICTS.search(_text(link))


def test_what_rests_outside_the_interviews_alone_is_not_joined_to_anything() -> None:
    """The share that a change of caseworker is said to cost is another study's, and not here."""
    assert "lises-9" not in {own for _, link in LINKS for own in link.own}
