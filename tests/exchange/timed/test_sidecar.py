"""The whole way in: shown, written, checked, what is kept of the times, and that it goes too."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.exchange import proposed_mapping
from lises.files import parse_transcript

from .making import TALK, read, whisper

TINY = Path(__file__).parents[2] / "studies" / "demo-tiny"
WHO = ("--speaker", "I1=interviewer", "--speaker", "X1=R9", "--role", "gardener")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "study"))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.json"
    path.write_bytes(whisper(TALK))
    return path


def test_a_dry_run_shows_who_speaks_and_who_at_the_same_time_and_writes_nothing(study, talk):
    before = sorted(study.rglob("*"))
    shown = run("import", study, talk)
    assert shown.exit_code == 1
    assert "talk.json: Whisper (json)" in shown.output
    assert "  turns 1 and 2: 0.30 s (segment 2)" in shown.output
    assert "I1: 2 turns, 5 words → open: say --speaker I1=I01 (a participant)" in shown.output
    assert sorted(study.rglob("*")) == before


def test_the_times_are_kept_beside_the_study_without_a_word_of_the_talk(study, talk):
    assert run("import", study, talk, "--interview", "I01", *WHO, "--write").exit_code == 0
    text = (study / "transcripts" / "I01.md").read_text("utf-8")
    transcript, faults = parse_transcript(text, "I01.md")
    assert faults == []
    kept = (study / ".imports" / "times" / "I01.jsonl").read_text("utf-8")
    first, *lines = map(json.loads, kept.splitlines())
    digest = sha256("\f".join(turn.text for turn in transcript.turns).encode()).hexdigest()
    assert (first["interview"], first["source"], first["unit"]) == ("I01", "talk.json", "ms")
    assert first["sha256"] == digest
    assert [line["turn"] for line in lines] == [1, 2, 2, 3, 4]
    for line, said in zip(lines, TALK, strict=True):
        text = transcript.turn(line["turn"]).text
        assert text[line["begin"] : line["stop"]] == said.what
        assert (line["start"], line["end"]) == (said.start, said.end)
        words = [text[word[0] : word[1]] for word in line["words"]]
        assert words == [word.strip(".,?") for word in said.what.split()]
    assert not any(word in kept for said in TALK for word in said.what.split() if len(word) > 3)


def test_what_was_written_stands_the_check(study, talk):
    before = json.loads(run("check", study, "--json").output)
    run("import", study, talk, "--interview", "I01", *WHO, "--write")
    after = json.loads(run("check", study, "--json").output)
    found = {p["rule"] for p in after["problems"]} - {p["rule"] for p in before["problems"]}
    assert not any("transcript" in p["path"] for p in after["problems"]), found


def test_an_import_without_times_takes_away_those_of_the_one_before(study, talk):
    run("import", study, talk, "--interview", "I01", *WHO, "--write")
    assert (study / ".imports" / "times" / "I01.jsonl").is_file()
    plain = talk.with_name("talk.txt")
    plain.write_text("I1: Hvor?\nX1: Her.\nI1: Nå.\nX1: Ja.\n", "utf-8")
    run("import", study, plain, "--interview", "I01", *WHO, "--write", "--replace")
    assert not (study / ".imports" / "times" / "I01.jsonl").exists()


def test_who_withdraws_takes_the_times_along(study, talk):
    run("import", study, talk, "--interview", "I01", *WHO, "--write")
    shown = run("withdraw", study, "R9", "--dry-run")
    assert ".imports/times/I01.jsonl: goes" in shown.output


def test_a_label_with_an_equals_sign_and_one_with_spaces_can_be_said(study, tmp_path):
    content = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v a=b c>Hej\n\n00:03.000 --> 00:04.000\n<v X>Ja\n"
    )
    path = tmp_path / "a.vtt"
    path.write_text(content, "utf-8")
    shown = run("import", study, path)
    assert "say --speaker 'a=b c=I01' (a participant)" in shown.output
    said = ("--speaker", "a=b c=interviewer", "--speaker", "X=R9", "--role", "gardener")
    assert run("import", study, path, *said).exit_code == 0


def test_cues_are_divided_as_asked(study, talk):
    shown = json.loads(run("import", study, talk, "--cues", "each", "--json").output)
    assert (len(shown["turns"]), len(shown["timings"]), len(shown["overlaps"])) == (5, 5, 1)
    assert shown["timings"][0]["words"][0] == [0, 4, 0, None, None]


def test_a_persons_name_in_a_label_is_not_proposed_for_an_id(tmp_path):
    content = "\n\n".join(
        ["WEBVTT"]
        + [f"00:0{n}.000 --> 00:0{n}.500\n<v {who}>Ja" for n, who in enumerate(
            ("Holm, Ane (Informant)", "Bo, informant", "Informant 3"))]
    )  # fmt: skip
    found = read(tmp_path, content, "a.vtt")
    assert proposed_mapping(found, "I01") == {
        "Holm, Ane (Informant)": "I01-1",
        "Bo, informant": "I01-2",
        "Informant 3": "I01-Informant-3",
    }
