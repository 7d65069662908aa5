"""The law of summaries: one that rests on a withheld passage is in no byte of a release."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from lises.model import CLEARANCES, Clearance, FrameworkCell, LocalText, StudyFolder
from lises.privacy import Release, make_release, read_release, write_release
from tests.building import anchored as anchored_study
from tests.building import passage, person, talk
from tests.privacy.studies import TIERS, anchored, cleared, studies


def _written(release: Release) -> str:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "x"
        write_release(release, folder)
        files = sorted(f for f in folder.rglob("*") if f.is_file())
        return "\x00".join(f.read_text(encoding="utf-8") for f in files)


def _quotable(folder: StudyFolder, tier: Clearance) -> set[str]:
    level = CLEARANCES.index(tier)
    return {
        p.id for p in folder.participants if CLEARANCES.index(p.quotes or "restricted") <= level
    }


@given(studies(), TIERS)
def test_no_summary_of_a_withheld_passage_survives_in_any_byte(
    folder: StudyFolder, tier: Clearance
):
    study = anchored(folder)
    written = _written(make_release(study, tier))
    for withheld in set(study.spans) - cleared(study, tier):
        assert f"told from {withheld}." not in written


@given(studies(), TIERS)
def test_nobody_is_told_of_who_may_not_be_quoted(folder: StudyFolder, tier: Clearance):
    written = _written(make_release(anchored(folder), tier))
    for one in folder.participants:
        if one.id not in _quotable(folder, tier):
            assert f"told of {one.id}" not in written


@given(studies(), TIERS)
def test_every_other_summary_stays_as_it_was_and_the_lost_ones_are_counted(
    folder: StudyFolder, tier: Clearance
):
    study = anchored(folder)
    may, people = cleared(study, tier), _quotable(folder, tier)
    kept = [
        cell
        for cell in folder.framework
        if cell.case in people and cell.passages and set(cell.passages) <= may
    ]
    release = make_release(study, tier)
    assert list(release.folder.framework) == kept
    assert release.summaries_withheld == len(folder.framework) - len(kept)
    with tempfile.TemporaryDirectory() as place:
        write_release(release, Path(place) / "x")
        read = read_release(Path(place) / "x")
    assert read.summaries_withheld == release.summaries_withheld
    assert read.folder.framework == release.folder.framework


TALKS = (talk("A", "A: the tap drips", "A: my son was ill"), talk("B", "B: no tap for me"))
SAID = (
    passage("A-aaaa", 1, "the tap", "tap"),
    passage("A-bbbb", 2, "my son was ill", "tap", clearance="reviewer"),
    passage("B-aaaa", 1, "no tap", "tap"),
)


@pytest.mark.parametrize(
    ("case", "passages", "kept"),
    [
        ("A", "A-aaaa", True),
        ("A", "A-bbbb", False),
        ("A", "A-aaaa A-bbbb", False),  # one withheld is enough
        ("A", "B-aaaa", True),  # a doubt, and no secret
        ("C", "A-aaaa", False),  # who may not be quoted is not told of in others' words
        ("D", "A-aaaa", False),  # whoever that is
        ("A", "A-aaaa A-cccc", False),  # a passage that is not there is not cleared
        ("A", "", False),
    ],
)
def test_a_summary_is_public_where_all_it_rests_on_is(case: str, passages: str, kept: bool):
    cell = FrameworkCell(
        case=case,
        theme="t",
        summary=LocalText.plain("told"),
        passages=tuple(passages.split()),
    )
    people = [person(p, quotes="public", transcript="public") for p in ("A", "B")]
    study = anchored_study(*TALKS, *SAID, people=[*people, person("C")], framework=(cell,))
    release = make_release(study, "public")
    assert bool(release.folder.framework) is kept
    assert release.summaries_withheld == (not kept)


@given(studies())
def test_each_tier_tells_all_that_the_tier_before_it_tells(folder: StudyFolder):
    study = anchored(folder)
    told = [set(make_release(study, tier).folder.framework) for tier in CLEARANCES]
    assert all(narrow <= wide for narrow, wide in pairwise(told))
