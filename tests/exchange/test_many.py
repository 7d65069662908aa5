"""A folder or a ZIP archive of transcripts: all that can be written is, the rest is told."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import LisesError
from lises.exchange.many import MAX_FILES, brought_before, ids_for, is_bundle, open_bundle
from lises.files import read_study
from tests.making.odt import odt_bytes
from tests.making.odt import para as odt_para
from tests.making.rtf import para as rtf_para
from tests.making.rtf import rtf_bytes

HEADER = "I = interviewer, X = informant"
TALK = (HEADER, "I: How was it?", "X: All right.")
TEXT = "\n".join(TALK).encode()
GOOD = {
    "Interview 01.odt": odt_bytes(*map(odt_para, TALK)),
    "later/Interview 02.rtf": rtf_bytes(*map(rtf_para, TALK)),
    "later/Hanne Jensen.txt": TEXT + b" Yes.",
}
LEFT = {
    ".DS_Store": b"x",
    "__MACOSX/._Interview 01.odt": b"x",
    "later/Thumbs.db": b"x",
    "later/.hidden/x.txt": TEXT,
    "~$Interview 01.docx": b"x",
    "voice.MP3": b"ID3\x03",
}


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="session")
def empty_study(tmp_path_factory):
    study = tmp_path_factory.mktemp("many") / "my-study"
    run("new", study, "--language", "en")
    yaml = study / "study.yaml"
    yaml.write_text(yaml.read_text().replace("sample: 0", "sample: 3"))
    return study


@pytest.fixture
def study(tmp_path, empty_study):
    return Path(shutil.copytree(empty_study, tmp_path / "my-study"))


def folder(place: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place


def zipped(place: Path, files: Mapping[str, bytes]) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    path = place.with_suffix(".zip")
    path.write_bytes(out.getvalue())
    return path


def ids(study: Path) -> list[str]:
    return sorted(path.stem for path in (study / "transcripts").glob("*.md"))


def rules(told: Mapping[str, object]) -> dict[str, set[str]]:
    return {
        file["file"]: {p["rule"] for p in file["problems"] if p["severity"] == "error"}
        for file in told["files"]
        if not file["passed_by"]
    }


@pytest.mark.parametrize("made", [folder, zipped])
def test_all_of_a_folder_or_an_archive_come_in_and_the_study_checks(tmp_path, study, made):
    path = made(tmp_path / "talks", {**GOOD, **LEFT})
    shown = run("import", study, path)
    assert shown.exit_code == 0, shown.output
    assert "3 of 3 can be written" in shown.output
    assert "nothing written" in shown.output
    assert ids(study) == []
    assert "voice.MP3: a recording or a picture" in shown.output
    assert run("import", study, path, "--write").exit_code == 0
    assert ids(study) == ["I01", "Interview-01", "Interview-02"]
    assert run("check", study, "--strict").exit_code == 0
    everything = b"".join(p.read_bytes() for p in study.rglob("*") if p.is_file())
    assert b"Hanne" not in everything.replace(b"source: Hanne Jensen.txt", b"").replace(
        (study / ".imports" / "I01.txt").read_bytes(), b""
    )


def test_the_table_says_who_speaks_and_how_much(tmp_path, study):
    shown = run("import", study, folder(tmp_path / "talks", GOOD)).output.splitlines()
    (head,) = [line for line in shown if line.startswith("file")]
    assert head.split() == [
        "file",
        "kind",
        "interview",
        "speakers",
        "turns",
        "words",
        "aside",
        "doubts",
    ]
    (row,) = [line for line in shown if line.startswith("Interview 01.odt")]
    assert row.split() == [
        "Interview",
        "01.odt",
        "odt",
        "Interview-01",
        "I=interviewer,",
        "X=Interview-01",
        "2",
        "5",
        "4",
        "0",
    ]


def test_the_same_folder_again_brings_only_what_is_new(tmp_path, study):
    path = folder(tmp_path / "talks", GOOD)
    run("import", study, path, "--write")
    (path / "Interview 07.txt").write_bytes(TEXT + b" No.")
    again = run("import", study, path, "--write")
    assert again.exit_code == 0
    assert "later/Hanne Jensen.txt: imported before, as I01" in again.output
    assert ids(study) == ["I01", "Interview-01", "Interview-02", "Interview-07"]
    over = json.loads(run("import", study, path, "--write", "--replace", "--json").output)
    assert [file["interview"] for file in over["files"] if file["written"]] == [
        "Interview-01",
        "Interview-07",
        "I01",
        "Interview-02",
    ]
    assert len(ids(study)) == 4


def test_what_cannot_be_written_is_told_and_the_rest_is_written(tmp_path, study):
    faulty = {
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        "b/Interview 02.txt": TEXT + b" Another.",
        "c/Interview 02.txt": TEXT + b" Another.",
        "three.txt": b"I: a\nX: b\nT: c\nI: a\nX: b\nT: c\n",
        "empty.txt": b"",
        "in.zip": zipped(tmp_path / "in", {"a.txt": TEXT}).read_bytes(),
    }
    path = folder(tmp_path / "talks", {**GOOD, **faulty})
    shown = run("import", study, path, "--write", "--json")
    assert shown.exit_code == 1
    told = json.loads(shown.output)
    assert rules(told) == {
        "Interview 01.odt": set(),
        "later/Hanne Jensen.txt": set(),
        "later/Interview 02.rtf": {"interview-twice"},
        "b/Interview 02.txt": {"interview-twice"},
        "old.doc": {"format-not-read"},
        "in.zip": {"format-not-read"},
        "empty.txt": {"file-empty"},
        "three.txt": {"speaker-unmapped", "participant-missing"},
    }
    same = {file["file"]: file["passed_by"] for file in told["files"] if file["passed_by"]}
    assert same == {"c/Interview 02.txt": "the same as b/Interview 02.txt"}
    assert len(ids(study)) == 2
    assert "Interview-01" in ids(study)


def test_speakers_are_said_once_for_all(tmp_path, study):
    talk = b"A: a?\nB: b\nA: a?\nB: c\nT: t\nT: u\n"
    path = folder(tmp_path / "talks", {"I1.txt": talk, "I2.txt": talk + b"B: d\n"})
    said = [f"--speaker={one}" for one in ("A=interviewer", "B=participant", "T=other")]
    assert run("import", study, path, "--write", *said).exit_code == 0
    for name in ("I-1", "I-2"):
        text = (study / "transcripts" / f"{name}.md").read_text()
        assert f"speakers: {{A: interviewer, B: {name}, T: other}}" in text
    with pytest.raises(LisesError, match="B=participant"):
        run("import", study, path, "--speaker", "B=R01")


def test_one_participant_of_two_interviews_has_one_row(tmp_path, study):
    with (study / "interviews.csv").open("a") as rows:
        rows.write("I-1,P01,,,,,missing\nI-2,P01,,,,,missing\n")
    path = folder(tmp_path / "talks", {"I1.txt": TEXT, "I2.txt": TEXT + b" Yes."})
    assert run("import", study, path, "--write").exit_code == 0
    found, _ = read_study(study)
    assert [p.id for p in found.participants] == ["P01"]
    assert [i.participants for i in found.interviews] == [("P01",), ("P01",)]


def test_a_transcript_that_is_there_is_not_written_over(tmp_path, study):
    run("import", study, folder(tmp_path / "one", {"Interview 01.txt": TEXT}), "--write")
    path = folder(tmp_path / "two", {"Interview 01.txt": TEXT + b" Changed."})
    assert "interview-there" in run("import", study, path, "--write").output
    assert "Changed" not in (study / "transcripts" / "Interview-01.md").read_text()
    assert run("import", study, path, "--write", "--replace").exit_code == 0
    assert "Changed" in (study / "transcripts" / "Interview-01.md").read_text()


def test_every_import_leaves_its_report_with_the_digest_of_its_source(tmp_path, study):
    from hashlib import sha256

    run("import", study, folder(tmp_path / "talks", {"Interview 01.txt": TEXT}), "--write")
    assert brought_before(study) == {sha256(TEXT).hexdigest(): "Interview-01"}
    report = (study / ".imports" / "Interview-01.txt").read_text()
    assert "set aside" in report
    assert "unaccounted for" in report


def test_an_unsafe_archive_is_refused_whole(tmp_path, study):
    path = zipped(tmp_path / "evil", {"../evil.txt": TEXT, "a.txt": TEXT})
    refused = run("import", study, path, "--write")
    assert (refused.exit_code, "leads out" in refused.output) == (1, True)
    assert ids(study) == []
    assert not (tmp_path / "evil.txt").exists()


def test_a_bomb_in_an_archive_is_refused(tmp_path, study):
    path = zipped(tmp_path / "bomb", {"a.txt": b"I: a\n" * 2**20})
    assert "times its size" in run("import", study, path, "--write").output


def test_links_are_not_followed(tmp_path):
    outside = folder(tmp_path / "outside", {"secret.txt": TEXT})
    path = folder(tmp_path / "talks", {"a.txt": TEXT})
    (path / "link.txt").symlink_to(outside / "secret.txt")
    (path / "linked").symlink_to(outside, target_is_directory=True)
    bundle = open_bundle(path)
    assert [source.name for source in bundle.sources] == ["a.txt"]
    assert set(bundle.passed_by) == {("link.txt", "a link"), ("linked/", "a link")}


def test_one_interview_id_serves_one_file(tmp_path, study):
    with pytest.raises(LisesError, match="--interview"):
        run("import", study, folder(tmp_path / "talks", GOOD), "--interview", "A")


def test_more_files_than_are_read_at_a_time_are_refused(tmp_path):
    path = zipped(tmp_path / "many", {f"{n}.txt": b"" for n in range(MAX_FILES + 1)})
    with pytest.raises(LisesError, match="2,000"):
        open_bundle(path)


def test_a_document_that_is_an_archive_is_no_bundle(tmp_path):
    document = tmp_path / "a.odt"
    document.write_bytes(GOOD["Interview 01.odt"])
    assert not is_bundle(document)
    assert not is_bundle(tmp_path / "missing.zip")
    assert is_bundle(zipped(tmp_path / "b", {"a.txt": TEXT}))


def test_ids_differ_from_those_that_are_taken_even_in_another_case():
    made = ids_for({"Hanne.txt": "", "i01.txt": "", "x.txt": "R7"}, frozenset({"I02", "i03"}))
    assert made == {"Hanne.txt": "I04", "i01.txt": "i-01", "x.txt": "R7"}
