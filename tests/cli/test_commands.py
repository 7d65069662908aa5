"""Every command as a person and as a machine calls it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import LisesError
from lises.model import Clearance
from lises.notebook import load
from lises.privacy import make_release, write_release

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


@pytest.mark.parametrize(
    "command", ["new", "import", "check", "trace", "find", "tag", "report", "book"]
)
def test_help_has_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"lises {command}" in " ".join(result.output.split())
    assert "Example" in result.output


def test_check_is_clean_on_a_clean_study_and_counts_doubts_only_when_strict(tiny: Path) -> None:
    assert run("check", tiny).exit_code == 0
    assert run("check", tiny, "--strict").exit_code == 1


def test_check_shows_file_line_and_remedy(tiny: Path) -> None:
    path = next((tiny / "codings").rglob("*.jsonl"))
    lines = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[0])
    row["codes"] = ["no-such-code"]
    path.write_text("\n".join([json.dumps(row), *lines[1:]]) + "\n", encoding="utf-8")
    result = run("check", tiny)
    assert result.exit_code == 1
    assert f"{path}:1: code-unknown" in result.output


def test_check_gives_the_same_to_machines(tiny: Path) -> None:
    told = json.loads(run("check", tiny, "--json").output)
    assert told["errors"] == 0
    assert told["doubts"] + told["acknowledged"] == len(told["problems"])
    assert all(p["path"].startswith(str(tiny)) for p in told["problems"])


def test_check_lists_everything_that_is_wrong_with_a_study_yaml_that_cannot_be_used(tiny: Path):
    path = tiny / "study.yaml"
    text = path.read_text(encoding="utf-8")
    wrong = text.replace("data_status: constructed", "data_status: invented")
    path.write_text(wrong.replace("counting: checked", "counting: twice"), encoding="utf-8")
    result = run("check", tiny)
    assert result.exit_code == 1
    assert f'{path}:8: field-value "data_status" is "invented"' in result.output
    assert f'{path}:11: field-value "counting" is "twice"' in result.output
    assert "1 study: 2 errors" in result.output


def _released(tiny: Path, tier: Clearance) -> Path:
    study = load(tiny)
    folder = tiny.parent / "out" / "demo-tiny"
    write_release(make_release(study.anchored, tier, problems=study.problems), folder)
    return folder


def test_check_of_a_release_says_what_cannot_be_counted_at_its_tier(tiny: Path):
    folder = _released(tiny, "public")
    result = run("check", folder)
    assert result.exit_code == 0
    assert "a release (public), counted in the archive" in result.output
    assert "not checkable at this tier, 1 coded passage withheld: queue, tap" in result.output
    told = json.loads(run("check", folder, "--json").output)
    assert told["releases"][0]["not_checkable"] == ["queue", "tap"]
    assert told["releases"][0]["passages_withheld"] == 1


def test_check_of_a_release_counts_again_what_is_all_there(tiny: Path):
    result = run("check", _released(tiny, "restricted"))
    assert "n comes out again here: queue, tap" in result.output


def test_check_of_a_folder_checks_every_study_in_it(tiny: Path) -> None:
    shutil.copytree(tiny, tiny.parent / "demo-two")
    told = json.loads(run("check", tiny.parent, "--json").output)
    assert [Path(s).name for s in told["studies"]] == ["demo-tiny", "demo-two"]
    assert any(p["path"].startswith(str(tiny.parent / "demo-two")) for p in told["problems"])


def test_what_is_no_study_is_misuse(tmp_path: Path) -> None:
    from lises.errors import NotAStudyError

    with pytest.raises(NotAStudyError, match="is not a study"):
        run("check", tmp_path / "nowhere")


def test_trace_draws_the_chain_and_says_that_it_is_invented(tiny: Path) -> None:
    finding = next((tiny / "findings").glob("*.md")).stem
    result = run("trace", tiny, finding)
    assert result.exit_code == 0
    assert result.output.startswith("Invented")
    assert "rests-on" in result.output
    told = json.loads(run("trace", tiny, finding, "--json").output)
    assert told["data_status"] == "constructed"
    assert told["kind"] == "finding"


def test_trace_of_an_unknown_name_says_what_was_meant(tiny: Path) -> None:
    from lises.errors import UnknownNameError

    finding = next((tiny / "findings").glob("*.md")).stem
    with pytest.raises(UnknownNameError, match=f'did you mean "{finding}"'):
        run("trace", tiny, finding + "x")


def test_find_tells_what_is_worded_like_a_code_and_why(tiny: Path) -> None:
    from lises.errors import QueryError

    result = run("find", tiny, "--like", "tap", "--unit", "turn")
    assert result.exit_code == 0
    assert "    alike by " in result.output
    told = json.loads(run("find", tiny, "--like", "tap", "--json").output)
    assert told["data_status"] == "constructed"
    assert told["suggestions"][0]["words"][0]["score"] > 0
    with pytest.raises(QueryError, match="1 passage to learn from"):
        run("find", tiny, "--like", "weeds")
    with pytest.raises(QueryError, match="--unit"):
        run("find", tiny, "--like", "tap", "--unit", "page")
    with pytest.raises(QueryError, match="--like with a code"):
        run("find", tiny, "tap", "--like", "tap")


def test_find_shows_words_in_context_or_passages_of_a_code(tiny: Path) -> None:
    import lises

    study = lises.load(tiny)
    word = next(w for t in study.turns["text"] for w in t.split() if w.isalpha() and len(w) > 4)
    result = run("find", tiny, word)
    assert result.exit_code == 0
    assert f"[{word}]" in result.output
    code = study.codings["code"][0]
    told = json.loads(run("find", tiny, "--code", code, "--json").output)
    assert told["passages"]
    assert run("find", tiny, "zzzzzz").exit_code == 1


def test_find_wants_words_or_a_code_and_not_both(tiny: Path) -> None:
    from lises.errors import QueryError

    with pytest.raises(QueryError, match="--like with a code"):
        run("find", tiny)
    with pytest.raises(QueryError, match="one of plain"):
        run("find", tiny, "x", "--matching", "fuzzy")


def test_a_new_study_is_clean_and_an_interview_comes_in(tmp_path: Path) -> None:
    study = tmp_path / "my-study"
    assert run("new", study, "--title", 'Going "home"', "--language", "en").exit_code == 0
    assert run("check", study, "--strict").exit_code == 0
    text = tmp_path / "first.txt"
    text.write_text("I: How was it?\n\nX: It was all right.\n\nI: And then?\n\nX: Then we left.\n")
    shown = run("import", study, text, "--speaker", "X=P01")
    assert shown.exit_code == 0
    assert "nothing written" in shown.output
    assert not (study / "transcripts" / "I01.md").exists()
    assert run("import", study, text, "--speaker", "X=P01", "--write").exit_code == 0
    told = json.loads(run("check", study, "--json").output)
    assert [p["rule"] for p in told["problems"] if p["severity"] == "error"] == ["sample-exceeded"]
    yaml = study / "study.yaml"
    yaml.write_text(yaml.read_text().replace("sample: 0", "sample: 1"))
    assert run("check", study, "--strict").exit_code == 0
    assert "It was all right." in (study / "transcripts" / "I01.md").read_text()
    assert "words" in (study / ".imports" / "I01.txt").read_text()


def test_import_writes_over_nothing_unasked(tmp_path: Path) -> None:
    from lises.errors import LisesError

    study = tmp_path / "my-study"
    run("new", study)
    text = tmp_path / "first.txt"
    text.write_text("I: Ja?\n\nX: Nej.\n\nI: Jo.\n\nX: Nå.\n")
    again = ["import", study, text, "--interview", "I01", "--speaker", "X=P01", "--write"]
    run(*again)
    with pytest.raises(LisesError, match="--replace"):
        run(*again)
    assert run(*again, "--replace").exit_code == 0


def test_import_asks_who_an_open_label_is(tmp_path: Path) -> None:
    study = tmp_path / "my-study"
    run("new", study)
    text = tmp_path / "three.txt"
    text.write_text("I: Hej.\n\nX: Hej.\n\nT: Må jeg?\n\nI: Ja.\n\nX: Nå.\n\nT: Tak.\n")
    shown = run("import", study, text, "--speaker", "T=other", "--speaker", "X=P01", "--write")
    assert shown.exit_code == 0, shown.output
    assert "T: other" in (study / "transcripts" / "I01.md").read_text()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    from lises.errors import LisesError

    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(LisesError, match="not empty"):
        run("new", tmp_path / "full")
    with pytest.raises(LisesError, match="cannot be an id"):
        run("new", tmp_path / "Not An Id")
    with pytest.raises(LisesError, match="demo-"):
        run("new", tmp_path / "mine", "--constructed")


def test_a_name_in_the_name_of_a_file_does_not_become_an_id(tmp_path: Path) -> None:
    study = tmp_path / "my-study"
    run("new", study)
    text = tmp_path / "Hanne Jensen 12 maj.txt"
    text.write_text("I: Ja?\n\nHANNE: Nej.\n\nI: Jo.\n\nHANNE: Nå.\n")
    assert run("import", study, text, "--speaker", "HANNE=P01", "--write").exit_code == 0
    assert [p.name for p in (study / "transcripts").iterdir()] == ["I01.md"]
    rows = (study / "participants.csv").read_text() + (study / "interviews.csv").read_text()
    assert "anne" not in rows.lower()


def test_a_report_is_written_and_its_files_are_named(tiny: Path, tmp_path: Path) -> None:
    done = run("report", tiny, "--to", tmp_path / "r", "--json")
    said = json.loads(done.output)
    assert said["data_status"] == "constructed"
    assert all(Path(name).is_file() for name in said["files"])
    assert Path(said["index"]).name == "index.html"


def test_a_report_is_refused_with_what_would_serve(tiny: Path, tmp_path: Path) -> None:
    for arguments, said in (
        (("report", tiny), "--to FOLDER"),
        (("report", "coreq"), "wants a study folder"),
        (("report", "coerq", tiny), "one of coreq, srqr, rtarg"),
    ):
        result = CliRunner().invoke(app, [str(a) for a in arguments])
        assert isinstance(result.exception, LisesError)
        assert said in str(result.exception)
    (tiny / "codebook.yaml").write_text("codes: [", encoding="utf-8")
    assert run("report", tiny, "--to", tmp_path / "r").exit_code == 1
