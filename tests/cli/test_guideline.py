"""A reporting guideline as a person and as a machine asks for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lises.cli.guideline import say_guideline
from lises.errors import NotAStudyError, NotOfferedError, UnknownNameError
from lises.notebook import load
from lises.privacy import make_release, write_release

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def say(capsys: pytest.CaptureFixture[str], study: Path, name: str, **more: object) -> str:
    say_guideline(study, name, **{"as_json": False, "to": None, **more})  # type: ignore[arg-type]
    return capsys.readouterr().out


def values(capsys: pytest.CaptureFixture[str], study: Path, name: str = "coreq") -> dict[str, dict]:  # type: ignore[type-arg]
    told = json.loads(say(capsys, study, name, as_json=True))
    return {item["item"]: item for item in told["items"]}


def test_a_person_reads_every_item_and_what_is_invented(tiny, capsys):
    lines = say(capsys, tiny, "coreq").splitlines()
    assert lines[0] == "COREQ: demo-tiny (invented for demonstration)"
    assert lines[1].startswith("32 items: ")
    assert " 12  Number of participants [computed]" in lines
    assert "      Does not apply: Everybody is invented." in lines
    lacking = [row for row in values(capsys, tiny).values() if row["state"] == "missing"]
    assert sum(line.endswith("[missing]") for line in lines) == len(lacking) > 0


def test_the_language_is_the_study_s_own_unless_another_is_asked_for(tiny, capsys):
    assert "Number of participants" in say(capsys, tiny, "coreq")
    assert "Antal deltagere [beregnet]" in say(capsys, tiny, "coreq", language="da")


def test_a_machine_reads_the_same_and_a_change_of_the_study_changes_it(tiny, capsys):
    before = values(capsys, tiny)
    assert before["25"]["state"] == "computed"
    assert before["10"]["state"] == "answered"
    book = tiny / "codebook.yaml"
    extra = "  - {id: extra, label: extra, definition: more}\n"
    book.write_text(book.read_text("utf-8") + extra, "utf-8")
    (tiny / "reporting.yaml").unlink()
    after = values(capsys, tiny)
    assert after["25"]["facts"][0]["values"]["n"] == before["25"]["facts"][0]["values"]["n"] + 1
    assert after["10"]["state"] == "missing"


def test_a_file_is_written_beside_the_article_and_nothing_else_of_it_is_printed(tiny, capsys):
    to = tiny.parent / "out" / "coreq.md"
    to.parent.mkdir()
    said = say(capsys, tiny, "coreq", to=to)
    assert said.strip() == str(to)
    text = to.read_text("utf-8")
    assert text.startswith("# COREQ: Water and weeds: two gardeners and a keeper (invented")
    assert "### 29. Quotations (computed)" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_release_tells_what_its_archive_had_computed(tiny, capsys, tmp_path):
    held = load(tiny)
    write_release(make_release(held.anchored, "public"), tmp_path / "r" / "demo-tiny")
    whole, released = values(capsys, tiny), values(capsys, tmp_path / "r" / "demo-tiny")
    assert {i: row["facts"] for i, row in released.items()} == {i: row["facts"] for i, row in whole.items()}  # fmt: skip
    six = values(capsys, tmp_path / "r" / "demo-tiny", "srqr")["6"]
    assert (six["see"], six["withheld"]) == ([], 1)


def test_what_does_not_fit_the_method_is_refused_with_what_does(tiny, capsys):
    design = tiny / "study.yaml"
    text = design.read_text("utf-8").replace("method: codebook", "method: reflexive")
    design.write_text(text, "utf-8")
    with pytest.raises(NotOfferedError, match="not offered where method is reflexive"):
        say(capsys, tiny, "coreq")
    told = say(capsys, tiny, "rtarg")
    assert "no checklist" in told
    assert "32 items" not in told
    rules = {p.rule for p in load(tiny).problems}
    assert "guideline-not-offered" in rules


def test_a_wrong_name_and_a_wrong_folder_are_answered(tiny, capsys):
    with pytest.raises(UnknownNameError, match='did you mean "srqr"'):
        say(capsys, tiny, "sqrq")
    with pytest.raises(NotAStudyError, match="not a study"):
        say(capsys, tiny / "memos", "coreq")
