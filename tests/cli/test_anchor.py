"""``lises anchor`` as a person and as a machine calls it."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from lises.errors import LisesError, NotAStudyError, UnknownNameError
from lises.files import read_study
from tests.cli.test_commands import TINY, run

INTERVIEW = "DEMO-G1"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


@pytest.fixture
def new(tmp_path: Path, tiny: Path) -> Path:
    """The transcript with a turn more at its beginning and a word corrected."""
    text = (tiny / f"transcripts/{INTERVIEW}.md").read_text(encoding="utf-8")
    head, _, turns = text.partition("**I**")
    text = f"{head}**I**: Good morning.\n\n**I**{turns}".replace(
        "at the far end", "at the very far end"
    )
    path = tmp_path / "new.md"
    path.write_text(text, encoding="utf-8")
    return path


def _files(study: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in study.rglob("*") if p.is_file()}


def test_it_shows_what_becomes_of_each_and_writes_nothing_unasked(tiny: Path, new: Path):
    before = _files(tiny)
    result = run("anchor", tiny, INTERVIEW, "--new", new)
    assert result.exit_code == 1
    assert "(invented material)" in result.output
    assert "{+very+}" in result.output
    assert "say --accept exact,moved" in result.output
    assert _files(tiny) == before


def test_what_is_accepted_is_written_and_the_study_is_as_clean_as_before(tiny: Path, new: Path):
    result = run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact,moved")
    assert result.exit_code == 0, result.output
    assert f"wrote {tiny}/transcripts/{INTERVIEW}.md" in result.output
    told = json.loads(run("check", tiny, "--json").output)
    assert told["errors"] == 0
    folder, _ = read_study(tiny)
    assert folder is not None
    assert folder.transcripts[INTERVIEW].turns[0].text == "Good morning."
    again = run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact")
    assert again.exit_code == 0


def test_the_same_is_told_to_machines(tiny: Path, new: Path):
    told = json.loads(run("anchor", tiny, INTERVIEW, "--new", new, "--json").output)
    assert told["written"] == []
    assert told["open"] == [p["key"] for p in told["pointers"]]
    assert sum(told["counts"].values()) == len(told["pointers"])
    assert told["turns"]["new"] == told["turns"]["old"] + 1


def test_windows_line_ends_and_decomposed_letters_come_in_clean(tiny: Path, new: Path):
    text = new.read_text(encoding="utf-8").replace("Good morning.", "Good morning, Åse.")
    new.write_bytes(unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode())
    result = run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact,moved")
    assert result.exit_code == 0, result.output
    assert f"{new}:1: doubt: text-crlf" in result.output
    written = (tiny / f"transcripts/{INTERVIEW}.md").read_bytes()
    assert b"\r" not in written
    assert "Åse" in written.decode()


def test_what_is_lost_is_named_with_the_findings_that_rest_on_it(tiny: Path, new: Path):
    text = new.read_text(encoding="utf-8")
    new.write_text(text[: text.index("**I** [00:00:21]")], encoding="utf-8")
    result = run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact,moved")
    assert result.exit_code == 1
    assert "\nlost DEMO-G1-" in result.output
    assert "named by findings/" in result.output
    told = json.loads(run("anchor", tiny, INTERVIEW, "--new", new, "--json").output)
    gone = [p["key"] for p in told["pointers"] if p["fate"] == "lost"]
    drops = [word for key in gone for word in ("--drop", key)]
    done = run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact,moved", *drops)
    assert done.exit_code == 0, done.output


def test_a_transcript_of_another_interview_or_of_strangers_stops_with_its_line(
    tiny: Path, new: Path
):
    before = _files(tiny)
    other = run("anchor", tiny, "DEMO-K1", "--new", new, "--accept", "exact,moved")
    assert other.exit_code == 1
    assert "interview-misnamed" in other.output
    text = new.read_text(encoding="utf-8")
    new.write_text(text.replace("**I**:", "**Z**:", 1), encoding="utf-8")
    strange = run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact,moved")
    assert strange.exit_code == 1
    assert f"{new}:6: speaker-undeclared" in strange.output
    new.write_text(text.replace("I: interviewer", "I: NOBODY", 1), encoding="utf-8")
    unknown = run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact,moved")
    assert unknown.exit_code == 1
    assert f"{new}:3: speaker-unknown" in unknown.output
    assert _files(tiny) == before


def test_an_empty_file_loses_everything_and_says_so(tiny: Path, new: Path):
    new.write_text("", encoding="utf-8")
    assert run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "exact").exit_code == 1


def test_a_transcript_without_front_matter_takes_the_speakers_of_the_old(
    tiny: Path, tmp_path: Path
):
    folder, _ = read_study(tiny)
    assert folder is not None
    old = folder.transcripts[INTERVIEW]
    plain = tmp_path / "again.txt"
    plain.write_text("\n\n".join(f"{t.label}: {t.text}" for t in old.turns), encoding="utf-8")
    told = json.loads(run("anchor", tiny, INTERVIEW, "--new", plain, "--json").output)
    assert told["problems"] == [] or all(p["severity"] == "doubt" for p in told["problems"])
    assert told["counts"]["exact"] + told["counts"]["moved"] == len(told["pointers"])


def test_a_register_of_names_is_read_as_pairs(tiny: Path, new: Path, tmp_path: Path):
    names = tmp_path / "names.csv"
    names.write_text("Hanne Jensen,[NAVN1]\n", encoding="utf-8")
    assert run("anchor", tiny, INTERVIEW, "--new", new, "--replaced", names).exit_code == 1
    names.write_text("Hanne Jensen\n", encoding="utf-8")
    with pytest.raises(LisesError, match="a row is a name"):
        run("anchor", tiny, INTERVIEW, "--new", new, "--replaced", names)


def test_a_wrong_call_says_what_would_serve(tiny: Path, new: Path, tmp_path: Path):
    with pytest.raises(NotAStudyError, match="is not a study"):
        run("anchor", tmp_path / "nowhere", INTERVIEW, "--new", new)
    with pytest.raises(UnknownNameError, match='did you mean "DEMO-G1"'):
        run("anchor", tiny, "DEMO-G2", "--new", new)
    with pytest.raises(LisesError, match="--accept"):
        run("anchor", tiny, INTERVIEW, "--new", new, "--accept", "all")
    with pytest.raises(LisesError, match="ID=1"):
        run("anchor", tiny, INTERVIEW, "--new", new, "--choose", "DEMO-G1-xxxx")


def test_help_has_an_example():
    result = run("anchor", "--help")
    assert result.exit_code == 0
    assert "Example: lises anchor" in " ".join(result.output.split())
