"""What coders decide among themselves and who is to code what is in no release."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.evidence import count
from lises.files import read_study, study_files
from lises.model import CLEARANCES, Clearance
from lises.privacy import make_release

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


@pytest.mark.parametrize("tier", CLEARANCES)
def test_no_decision_and_no_assignment_is_released(tier: Clearance, tmp_path: Path) -> None:
    study = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    (study / "decisions/consensus").mkdir(parents=True)
    line = '{"passage":"DEMO-G1-t6ya","code":"tap-queue","reason":"QUIETLY"}\n'
    (study / "decisions/consensus/DEMO-G1.jsonl").write_text(line)
    with (study / "readings.csv").open("a") as file:
        file.write("ab-1,DEMO-G1,,,\n")
    folder, found = read_study(study)
    assert folder is not None
    assert found == ()
    assert (len(folder.left_out), len(folder.assigned)) == (1, 1)
    released = make_release(count(anchor(folder)).study, tier).folder
    files = dict(study_files(released))
    assert not [name for name in files if name.startswith("decisions")]
    assert not [text for text in files.values() if "QUIETLY" in text]
    assert ",,," not in files["readings.csv"]
    assert released.readings == folder.readings
