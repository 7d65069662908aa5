"""Under which names coders stand in git, and who receives what, is in nothing that is made."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.files import read_study
from lises.model import Governance, Interview, LocalText, Receiver, StudyFolder, TierApproval
from lises.privacy import make_release, released_trail
from lises.privacy.apart import names_apart
from lises.privacy.releasing import release_study
from tests.building import person, study, talk

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"


def _study(*names: str, receiver: str = "") -> StudyFolder:
    """A study whose one coder stands in git under some names."""
    made = study(talk("A", "A: Pia said that Bo would water the beds"))
    one = Receiver(name=receiver, country="DK", agreement="1", expires="2027-01-01", key="age1")
    tier = TierApproval(signed="2026-01-01", expires="2027-01-01", receivers=(one,))
    return replace(
        made,
        design=replace(
            made.design,
            coders=(("ab", "Coder A"), ("hj", "Hanne Jensen")),
            committers=tuple((name, "ab") for name in names),
            governance=Governance(
                controller=LocalText.plain("The University of Somewhere"),
                tiers=(("reviewer", tier),) if receiver else (),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("ulla navnesen", True),
        ("ulla@example.org", True),
        ("unavnesen42", True),
        ("ab", False),
        ("coder a", False),
        ("hanne jensen", False),
        ("water", False),
        ("pia", False),
        ("§", False),
    ],
)
def test_a_name_is_kept_apart_unless_it_is_shown_or_said_by_everybody(name: str, kept: bool):
    assert list(names_apart(_study(name))) == ([name] if kept else [])


def test_what_authors_say_of_themselves_may_stand_in_their_book():
    folder = _study("ulla navnesen", "ulla@example.org")
    assert list(names_apart(folder, ["Bo Ny and Ulla Navnesen"])) == ["ulla@example.org"]
    assert list(names_apart(folder, ["Navnesen, Ulla"])) == ["ulla navnesen", "ulla@example.org"]


def test_receivers_are_kept_apart_unless_they_answer_for_the_data():
    assert list(names_apart(_study(receiver="Journal of X"))) == ["Journal of X"]
    assert list(names_apart(_study(receiver="University of Somewhere"))) == []


def test_the_name_of_a_coder_in_a_published_finding_stops_the_release(tmp_path: Path):
    archive = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    design = archive / "study.yaml"
    text = design.read_text("utf-8")
    assert "{name: Coder B}" in text
    text = text.replace("{name: Coder B}", "{name: Coder B, commits_as: [Ulla Navnesen]}")
    design.write_text(text, "utf-8")
    assert release_study(archive, "public", tmp_path / "a", today="2026-11-22").good
    finding = sorted((archive / "findings").glob("*.md"))[0]
    finding.write_text(finding.read_text("utf-8") + "\nULLA Navnesens own doubt.\n", "utf-8")
    folder, problems = read_study(archive)
    assert folder
    assert not problems
    made = release_study(archive, "public", tmp_path / "b", today="2026-11-22")
    assert {leak.rule for leak in made.leaks} == {"registered-name"}
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(("tier", "there"), [("public", False), ("reviewer", True)])
def test_a_column_of_the_interviews_is_shown_to_whom_the_study_says(tier, there: bool):
    columns = tuple((name, "reviewer") for name in ("month", "interviewer", "medium", "minutes"))
    made = study(talk("A", "A: Bo would water the beds"), people=[person("A", quotes="public")])
    row = Interview(
        id="A", participants=("A",), date="2026-05-14", interviewer="I1", medium="video", minutes=31
    )
    design = replace(made.design, governance=Governance(interviews=columns))
    folder = replace(made, design=design, interviews=(row,))
    release = make_release(anchor(folder), tier)
    (shown,) = release.folder.interviews
    found = (shown.date, shown.interviewer, shown.medium, shown.minutes)
    assert found == (("2026-05", "I1", "video", 31) if there else ("", "", "", None))
    # The trail says of a talk when it was; the month is not there by that.
    told = [event.date for event in released_trail(release).events if event.kind == "interview"]
    assert told == ["2026-05" if there else ""]
