"""A written release is checked by what the archive counted, not counted anew from what is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.evidence import all_problems, assess_all, check_evidence, count
from lises.files import read_study
from lises.model import Clearance, StudyFolder
from lises.privacy import RELEASE_FILE, check_release, make_release, write_release
from tests.building import finding, passage, person, study, talk

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"


def _written(folder: StudyFolder, tier: Clearance, place: Path) -> Path:
    counted = count(anchor(folder))
    problems = all_problems(counted, (), assess_all(counted))
    write_release(make_release(counted.study, tier, problems=problems), place)
    return place


def _tiny(tier: Clearance, tmp_path: Path) -> Path:
    folder, _ = read_study(TINY)
    assert folder is not None
    return _written(folder, tier, tmp_path / "demo-tiny")


def _closed() -> StudyFolder:
    """Make a study whose one finding rests on somebody who may not be quoted."""
    return study(
        talk("A", "A: It drips."),
        talk("B", "B: It sings."),
        passage("A-aaaa", 1, "It drips.", "tap"),
        passage("B-bbbb", 1, "It sings.", "tap"),
        finding(counts="tap", quantifier="all", rests_on="A-aaaa"),
        people=[person("A", quotes="restricted"), person("B", quotes="public")],
        codes="tap",
    )


@pytest.mark.parametrize("tier", ["public", "reviewer", "restricted"])
def test_a_release_of_a_study_without_errors_has_none(tier: Clearance, tmp_path: Path):
    checked = check_release(_tiny(tier, tmp_path))
    assert [p for p in checked.problems if p.severity == "error"] == []
    assert checked.tier == tier


def test_a_finding_whose_passages_are_withheld_is_not_said_to_rest_on_none(tmp_path: Path):
    place = _written(_closed(), "public", tmp_path / "x")
    read, _ = read_study(place)
    assert read is not None
    counted = count(anchor(read))
    recounted = {p.rule for p in check_evidence(counted)}
    checked = check_release(place)
    assert "evidence-missing" in recounted  # what counting anew would say of it
    assert "evidence-missing" not in {p.rule for p in checked.problems}
    assert (checked.not_checkable, checked.withheld) == (("f",), 1)


def test_with_every_passage_here_n_comes_out_again(tmp_path: Path):
    checked = check_release(_tiny("restricted", tmp_path))
    assert (checked.counted_again, checked.not_checkable) == (("queue", "tap"), ())


def test_the_archive_s_doubts_are_told_with_their_reasons(tmp_path: Path):
    found = check_release(_tiny("public", tmp_path)).problems
    assert [p.rule for p in found if not p.acknowledged] == ["reading-stale", "reading-stale"]
    assert [p.rule for p in found if p.acknowledged] == ["reading-missing"]
    assert all(p.path.startswith(str(tmp_path)) for p in found)


def test_a_count_that_is_not_the_archive_s_is_told(tmp_path: Path):
    place = _tiny("restricted", tmp_path)
    file = place / "codings/consensus/DEMO-PAIR.jsonl"
    file.write_text("", encoding="utf-8")
    found = [p for p in check_release(place).problems if p.rule == "release-differs"]
    assert [(p.subject, p.message) for p in found] == [
        ("tap", "tap: n was 2 in the archive and is 1 here")
    ]


def test_more_than_the_archive_counted_is_told_at_any_tier(tmp_path: Path):
    place = _written(_closed(), "public", tmp_path / "x")
    file = place / RELEASE_FILE
    carried = json.loads(file.read_text("utf-8"))
    carried["assessments"]["f"]["n"] = -1
    file.write_text(json.dumps(carried), encoding="utf-8")
    assert "release-differs" in {p.rule for p in check_release(place).problems}


def test_a_finding_that_the_archive_never_counted_is_told(tmp_path: Path):
    place = _tiny("public", tmp_path)
    (place / "findings/new.md").write_text("---\nstatement: x\n---\n", encoding="utf-8")
    found = [p for p in check_release(place).problems if p.rule == "release-differs"]
    assert [p.message for p in found] == ["release.json does not count new"]


def test_a_release_file_that_cannot_be_read_is_a_problem_and_no_traceback(tmp_path: Path):
    place = _tiny("public", tmp_path)
    for text in ("", "{}", "[1", '{"version": 9}'):
        (place / RELEASE_FILE).write_text(text, encoding="utf-8")
        checked = check_release(place)
        assert "release-unreadable" in {p.rule for p in checked.problems}
        assert checked.tier is None


def test_a_broken_file_of_a_release_is_told(tmp_path: Path):
    place = _tiny("public", tmp_path)
    (place / "interviews.csv").write_text("id;participants\n", encoding="utf-8")
    assert "csv-semicolons" in {p.rule for p in check_release(place).problems}
