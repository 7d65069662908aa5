"""A release is written only where everything in it may leave; else nothing is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lises.errors import NotAStudyError, ReleaseError
from lises.files import read_study
from lises.privacy import check_release, read_release
from lises.privacy.releasing import Beside, release_study

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"
TODAY = "2026-11-22"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def test_a_release_is_a_study_that_can_be_read_and_checked(archive: Path, tmp_path: Path) -> None:
    made = release_study(archive, "public", tmp_path / "out", today=TODAY)
    assert made.good
    assert made.release is not None
    assert read_release(tmp_path / "out").folder.passages == made.release.folder.passages
    checked = check_release(tmp_path / "out")
    assert not [p for p in checked.problems if p.severity == "error"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["demo-tiny", "out"]


def test_without_a_signature_nothing_is_written(archive: Path, tmp_path: Path) -> None:
    made = release_study(archive, "public", tmp_path / "out", today="2099-01-01")
    assert not made.good
    assert "governance-missing" in {p.rule for p in made.problems}
    assert not (tmp_path / "out").exists()


def test_words_of_a_withheld_turn_in_the_prose_of_a_finding_stop_it(
    archive: Path, tmp_path: Path
) -> None:
    folder, _ = read_study(archive)
    assert folder is not None
    before = release_study(archive, "public", tmp_path / "before", today=TODAY)
    assert before.release is not None
    turn = next(
        turn
        for name, talk in folder.transcripts.items()
        for turn in talk.turns
        if len(turn.text.split()) > 8
        and (cut := before.release.folder.transcripts.get(name)) is not None
        and (there := cut.turn(turn.number)) is not None
        and there.text == "⟦withheld⟧"
    )
    prose = next((archive / "findings").glob("*.md"))
    prose.write_text(prose.read_text("utf-8") + f"\n{turn.text}\n", "utf-8")
    made = release_study(archive, "public", tmp_path / "out", today=TODAY)
    assert [leak.rule for leak in made.leaks] == ["withheld-words"]
    assert f"turn {turn.number}" in made.leaks[0].detail
    assert sorted(p.name for p in tmp_path.iterdir()) == ["before", "demo-tiny"]


def test_a_place_that_is_not_free_or_within_the_study_is_refused(
    archive: Path, tmp_path: Path
) -> None:
    with pytest.raises(ReleaseError, match="within the study"):
        release_study(archive, "public", archive / "out", today=TODAY)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").write_text("x")
    with pytest.raises(ReleaseError, match="not empty"):
        release_study(archive, "public", tmp_path / "full", today=TODAY)
    release_study(archive, "public", tmp_path / "out", today=TODAY)
    with pytest.raises(NotAStudyError, match="is a release"):
        release_study(tmp_path / "out", "public", tmp_path / "again", today=TODAY)
    with pytest.raises(NotAStudyError, match="is not a study"):
        release_study(tmp_path / "full", "public", tmp_path / "again", today=TODAY)


def test_a_name_of_the_register_in_prose_stops_it(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir(mode=0o700)
    register = tmp_path / "vault/register.csv"
    register.write_text("name,kind,also\nSigne Holm,person,Signe\n", "utf-8")
    prose = next((archive / "findings").glob("*.md"))
    prose.write_text(prose.read_text("utf-8") + "\nAs signes gate shows.\n", "utf-8")
    beside = Beside(vault=tmp_path / "vault")
    made = release_study(archive, "public", tmp_path / "out", today=TODAY, beside=beside)
    assert [leak.rule for leak in made.leaks] == ["registered-name"]
    assert "igne" not in str(made.leaks)
    assert release_study(archive, "public", tmp_path / "without", today=TODAY).good
    register.write_text("name,kind\n,person\n", "utf-8")
    with pytest.raises(ReleaseError, match="register of names has a fault"):
        release_study(archive, "public", tmp_path / "out", today=TODAY, beside=beside)
