"""What a release keeps of the answers to reporting guidelines, and what its archive computed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.errors import NotAStudyError
from lises.evidence import count
from lises.evidence.guidelines import computed_facts
from lises.files import check_references, places_of
from lises.model import LocalText, Note, ReportedItem, StudyFolder
from lises.privacy import RELEASE_FILE, make_release, read_release, write_release
from tests.building import finding, passage, person, study, talk

SAID = LocalText.of(da="ord", en="words")


def archive() -> StudyFolder:
    made = study(
        talk("A", "I: The tap?", "A: It drips."),
        talk("B", "I: And you?", "B: I wait."),
        passage("A-aaaa", 2, "It drips", "tap"),
        passage("B-bbbb", 2, "I wait", "tap"),
        finding(rests_on="A-aaaa B-bbbb", counts="tap"),
        people=[person("A", quotes="public"), person("B")],
        method="codebook",
    )
    notes = (
        Note(id="open", kind="memo", text="x", clearance="public"),
        Note(id="anna-kept-this", kind="memo", text="x"),
        Note(id="2026-01-01", kind="journal", text="x", clearance="reviewer"),
    )
    see = (
        "memos/open",
        "memos/anna-kept-this",
        "transcripts/B",
        "study.yaml",
        "journal/2026-01-01",
    )
    said = (
        ReportedItem(guideline="coreq", item="4", not_applicable=SAID),
        ReportedItem(guideline="coreq", item="10", text=SAID, see=see),
        ReportedItem(guideline="srqr", item="6", see=("memos/anna-kept-this",)),
    )
    return replace(made, notes=notes, reporting=said)


def test_places_that_are_not_cleared_are_gone_and_counted():
    four, ten, six = make_release(anchor(archive()), "public").folder.reporting
    assert (ten.text, ten.see, ten.withheld) == (SAID, ("memos/open", "study.yaml"), 3)
    assert four == archive().reporting[0]
    assert (six.see, six.withheld) == ((), 1)


def test_a_reviewer_is_shown_more_and_a_preview_all():
    reviewer = make_release(anchor(archive()), "reviewer").folder.reporting[1]
    assert (reviewer.see, reviewer.withheld) == (("memos/open", "study.yaml", "journal/2026-01-01"), 2)  # fmt: skip
    assert make_release(anchor(archive()), "restricted").folder.reporting == archive().reporting


def test_no_withheld_name_is_in_the_files_of_a_release_and_they_can_be_read(tmp_path: Path):
    release = make_release(anchor(archive()), "public")
    write_release(release, tmp_path / "x")
    text = "".join(p.read_text("utf-8") for p in (tmp_path / "x").rglob("*") if p.is_file())
    assert "anna-kept-this" not in text
    got = read_release(tmp_path / "x")
    assert got.folder.reporting == release.folder.reporting
    assert got.guidelines == release.guidelines
    assert not [p for p in check_references(got.folder) if p.rule == "place-unknown"]


def test_what_the_archive_computed_is_carried_not_computed_again():
    release = make_release(anchor(archive()), "public")
    assert release.guidelines == computed_facts(count(anchor(archive())))
    told = {f.key: f.values for f in release.guidelines["coreq"]["29"].facts}
    assert told["quotations"]["n"] == 2
    here = computed_facts(count(release.study))["coreq"]["29"].facts[0].values["n"]
    assert here == 1  # of the other only the archive knows


def test_a_release_without_what_was_computed_is_refused(tmp_path: Path):
    write_release(make_release(anchor(archive()), "public"), tmp_path / "x")
    path = tmp_path / "x" / RELEASE_FILE
    path.write_text(path.read_text("utf-8").replace('"guidelines"', '"guideline"'), "utf-8")
    with pytest.raises(NotAStudyError, match="cannot be read as a release"):
        read_release(tmp_path / "x")


def test_places_are_files_that_hold_something_and_folders_with_an_id():
    places = places_of(archive())
    assert {"study.yaml", "codes/tap", "findings/f", "memos/open", "transcripts/A"} <= places
    assert not {"guide.yaml", "sources.bib", "codes/queue", "memos/none"} & places
