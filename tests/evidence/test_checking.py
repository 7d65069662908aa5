"""Every fault of a study in one pass, and the studies at a path."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lises.anchoring import anchor
from lises.errors import Problem
from lises.evidence import all_problems, assess_all, count, studies_below
from lises.files import read_study, write_study
from lises.model import Claim, LocalText, StudyFolder
from tests.building import finding, passage, study, talk


def _all(folder: StudyFolder, *read: Problem) -> tuple[Problem, ...]:
    counted = count(anchor(folder))
    return all_problems(counted, read, assess_all(counted))


def test_faults_of_reading_references_anchoring_and_evidence_stand_together():
    folder = study(
        talk("A", "A: It drips."),
        passage("A-aaaa", 1, "It drops.", "gone"),
        finding(counts="tap &", rests_on="A-aaaa"),
        codes="tap",
    )
    read = Problem(path="x/a.md", line=1, rule="file-unknown", message="m", severity="doubt")
    rules = {p.rule for p in _all(folder, read, read)}
    assert {"file-unknown", "code-unknown", "quote-nearly-found", "counts-unreadable"} <= rules
    assert [p.rule for p in _all(folder, read, read)].count("file-unknown") == 1


def test_a_study_shaped_after_a_claim_that_its_sibling_lacks_is_told(tmp_path: Path):
    claim = Claim(id="real-1", text=LocalText.plain("x"), basis="interviews")
    write_study(study(id="real", claims=(claim,)), tmp_path / "real")
    shaped = finding(shaped_after=("real/real-1", "real/real-2", "elsewhere/x-1"))
    demo = study(shaped, id="demo-real", data_status="constructed")
    write_study(demo, tmp_path / "demo-real")
    folder, _ = read_study(tmp_path / "demo-real")
    assert folder is not None
    found = [p for p in _all(folder) if p.rule == "claim-unknown"]
    assert [(p.subject, p.remedy) for p in found] == [("f", 'did you mean "real-1"?')]
    assert '"real/real-2"' in found[0].message


def test_the_studies_at_a_path_are_itself_or_those_in_it(tmp_path: Path):
    for name in ("b", "a"):
        write_study(replace(study(), path=""), tmp_path / name)
    (tmp_path / "c").mkdir()
    assert studies_below(tmp_path) == [tmp_path / "a", tmp_path / "b"]
    assert studies_below(tmp_path / "a") == [tmp_path / "a"]
    assert studies_below(tmp_path / "c") == [tmp_path / "c"]
    assert studies_below(tmp_path / "gone") == [tmp_path / "gone"]
