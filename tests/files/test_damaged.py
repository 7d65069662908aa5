"""A study damaged in any way gives problems with file and line, never an exception."""

from __future__ import annotations

import os
import shutil
import time
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lises.errors import Problem
from lises.files import check_references, read_study
from lises.model import StudyFolder
from tests.files.damaged_cases import CASES

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"
FILES = sorted(p.relative_to(TINY).as_posix() for p in TINY.rglob("*") if p.is_file())
LINES = [file for file in FILES if file.endswith((".jsonl", ".csv"))]
WHOLE = [file for file in FILES if file.endswith((".yaml", ".md"))]
OTHER_PROSE = [file for file in FILES if file.endswith(".da.md")]
NEEDED = ["study.yaml", "participants.csv", "interviews.csv"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tiny study to be broken."""
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def read(folder: Path) -> tuple[StudyFolder | None, list[Problem]]:
    study, problems = read_study(folder, name="demo-tiny")
    found = list(problems)
    if study is not None:
        found += check_references(study, name="demo-tiny")
    for problem in found:
        assert problem.path == "demo-tiny" or problem.path.startswith("demo-tiny/")
        assert problem.line >= 0
        assert problem.message
        assert len(str(problem).encode()) < 1500  # can be printed and read
    return study, found


@cache
def _undamaged() -> StudyFolder:
    study, _ = read(TINY)
    assert study is not None
    return study


def undamaged(folder: Path) -> StudyFolder:
    """The study as it was, in the folder that it was copied to."""
    return replace(_undamaged(), path=str(folder))


def of(folder: Path, file: str) -> list[tuple[int, str, str]]:
    """Give line, rule and severity of the problems of one file."""
    found = read(folder)[1]
    return [(p.line, p.rule, p.severity) for p in found if p.path == f"demo-tiny/{file}"]


def put(folder: Path, file: str, data: bytes | str) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


# ------------------------------------------------------------------- every file, every damage


@pytest.mark.parametrize("file", FILES)
def test_a_byte_order_mark_is_doubted_and_the_file_read(folder, file):
    put(folder, file, b"\xef\xbb\xbf" + (folder / file).read_bytes())
    found = of(folder, file)
    assert (1, "text-bom", "doubt") in found
    assert not [p for p in found if p[2] == "error"]


@pytest.mark.parametrize("file", FILES)
def test_windows_line_ends_are_doubted_and_the_file_read(folder, file):
    put(folder, file, (folder / file).read_bytes().replace(b"\n", b"\r\n"))
    study, problems = read(folder)
    found = [(p.path, p.line, p.severity) for p in problems if p.rule == "text-crlf"]
    assert found == [(f"demo-tiny/{file}", 1, "doubt")]
    assert study == undamaged(folder)


@pytest.mark.parametrize("file", FILES)
def test_decomposed_letters_are_doubted_and_composed(folder, file):
    text = (folder / file).read_text(encoding="utf-8")
    decomposed = unicodedata.normalize("NFD", text)
    put(folder, file, decomposed)
    study, problems = read(folder)
    rules = [p.rule for p in problems if p.path == f"demo-tiny/{file}"]
    assert ("text-not-nfc" in rules) == (decomposed != text)
    assert study == undamaged(folder)


@pytest.mark.parametrize("file", FILES)
def test_a_nul_byte_is_said_at_its_line(folder, file):
    data = (folder / file).read_bytes()
    line = data.count(b"\n", 0, len(data) // 2) + 1
    put(folder, file, data[: len(data) // 2] + b"\0" + data[len(data) // 2 :])
    assert (line, "file-binary", "error") in of(folder, file)


@pytest.mark.parametrize("file", FILES)
def test_bytes_that_are_not_utf8_are_said_at_their_line(folder, file):
    data = (folder / file).read_bytes()
    put(folder, file, data + b"hall\xf8j\n")
    assert (data.count(b"\n") + 1, "text-not-utf8", "error") in of(folder, file)


@pytest.mark.parametrize("file", FILES)
def test_a_bidi_control_is_said_at_its_line(folder, file):
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    lines[-2] += "\u202e"
    put(folder, file, "\n".join(lines))
    assert (len(lines) - 1, "bidi-control", "error") in of(folder, file)


@pytest.mark.parametrize("file", FILES)
def test_a_conflict_marker_is_said_at_its_line(folder, file):
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    last = lines[-2]
    lines[-2:] = ["<<<<<<< HEAD", last, "=======", last, ">>>>>>> main", ""]
    put(folder, file, "\n".join(lines))
    assert (len(lines) - 5, "conflict-marker", "error") in of(folder, file)


@pytest.mark.parametrize("file", FILES)
def test_a_line_of_ten_megabytes_does_not_hang(folder, file):
    begin = time.perf_counter()
    for filler in ("å", '"', "{", "}", "[", "**", "\\", ",", "@", "- ", "`{lises:passage}"):
        size = 1_000_000 if filler != "å" else 5_000_000
        put(
            folder,
            file,
            (TINY / file).read_bytes() + (filler * (size // len(filler))).encode() + b"\n",
        )
        read(folder)
    assert time.perf_counter() - begin < 180


# What the references say of a file that is not there or cannot be read.
FOLLOWING = ("codebook-missing", "guide-missing", "reading-missing")


@pytest.mark.parametrize("file", FILES)
def test_an_empty_file_is_a_problem_unless_nothing_is_an_answer(folder, file):
    put(folder, file, "")
    study, problems = read(folder)
    own = [p for p in problems if p.path == f"demo-tiny/{file}" and p.rule not in FOLLOWING]
    # A set that marked nothing, a search that found nothing, and no sources are honest files.
    honest = file.endswith((".jsonl", ".bib"))
    assert [p.rule for p in own] == ([] if honest else ["file-empty"])
    assert (study is None) == (file == "study.yaml")


@pytest.mark.parametrize("file", FILES)
def test_a_folder_in_the_place_of_a_file_is_a_problem(folder, file):
    (folder / file).unlink()
    (folder / file).mkdir()
    assert of(folder, file)


@pytest.mark.parametrize("file", FILES)
def test_a_link_in_the_place_of_a_file_is_not_followed(folder, file, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.copy(folder / file, elsewhere)
    (folder / file).unlink()
    (folder / file).symlink_to(elsewhere)
    assert (0, "file-link", "error") in of(folder, file)


@pytest.mark.parametrize("file", WHOLE)
def test_a_file_cut_off_anywhere_gives_a_problem_or_a_smaller_study(folder, file):
    data = (TINY / file).read_bytes()
    for cut in range(0, len(data), max(1, len(data) // 25)):
        put(folder, file, data[:cut])
        read(folder)


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=15)  # of each file: five hundred in all, each a whole study read
@given(data=st.data())
def test_bytes_changed_at_random_never_raise(tmp_path_factory, file, data):
    folder = tmp_path_factory.getbasetemp() / "random" / "demo-tiny"
    if not folder.exists():
        shutil.copytree(TINY, folder)
    content = bytearray((TINY / file).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(
            st.one_of(
                st.binary(max_size=3),
                st.sampled_from([b"\n", b'"', b"---\n", b": ", b"{", b"}", b"**", b"\\"]),
            )
        )
        content[at : at + data.draw(st.integers(0, 3))] = new
        content = content or bytearray(b"\n")
    put(folder, file, bytes(content))
    read(folder)
    put(folder, file, (TINY / file).read_bytes())


# ------------------------------------------------------------------- what is there and what not


@pytest.mark.parametrize("file", NEEDED)
def test_a_needed_file_that_is_missing_is_a_problem(folder, file):
    (folder / file).unlink()
    assert of(folder, file)[0] == (0, "file-missing", "error")


@pytest.mark.parametrize("file", [f for f in FILES if f not in NEEDED])
def test_any_other_file_that_is_missing_leaves_a_study_that_reads(folder, file):
    (folder / file).unlink()
    study, problems = read(folder)
    assert study is not None
    assert not [p for p in problems if p.path == f"demo-tiny/{file}" and p.rule not in FOLLOWING]


def test_a_folder_that_is_no_study_says_so(tmp_path):
    for place in (tmp_path / "none", tmp_path, TINY / "study.yaml"):
        study, problems = read_study(place)
        assert study is None
        assert [p.path for p in problems] == [f"{place.as_posix()}/study.yaml"]


def test_unknown_files_are_doubted_and_dot_files_passed_over(folder):
    for file in ("notes.docx", "participant.csv", "audio/a.wav", "codings/x.jsonl", "findings/x.txt",
                 "transcripts/deep/x.md", ".lises/cache", ".gitignore", "codings/ab-1/.x.swp",
                 "README.md", "lises.lock", "release.json"):  # fmt: skip
        put(folder, file, "x")
    found = [p for p in read(folder)[1] if p.rule == "file-unknown"]
    assert {p.severity for p in found} == {"doubt"}
    assert [p.path.removeprefix("demo-tiny/") for p in found] == [
        "audio", "codings/x.jsonl", "findings/x.txt", "notes.docx", "participant.csv", "transcripts/deep",
    ]  # fmt: skip
    assert 'did you mean "participants.csv"?' in [p.remedy for p in found]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("transcripts/CON.md", "id-unsafe"),
        ("transcripts/x..md", "id-unsafe"),
        ("codings/ab-1/a b.jsonl", "id-unsafe"),
        ("codings/a+b/DEMO-G1.jsonl", "id-unsafe"),
        ("findings/..md", "id-unsafe"),
        ("findings/å.md", "id-unsafe"),
        ("findings/" + "x" * 200 + ".md", "id-unsafe"),
        ("findings/tap.English.md", "id-unsafe"),
        ("findings/tapp.en.md", "finding-unknown"),
        ("translations/Dansk.jsonl", "id-unsafe"),
        ("memos/NUL.md", "id-unsafe"),
    ],
)
def test_a_file_whose_name_is_no_id_is_a_problem_and_not_read(folder, file, said):
    put(folder, file, (TINY / "memos/pipe.md").read_bytes())
    expected = file.rpartition("/")[0] if "a+b" in file else file
    if file == "findings/..md":  # a dot-file
        assert not of(folder, file)
    else:
        assert [rule for _, rule, _ in of(folder, expected)][:1] == [said]


def test_a_file_name_that_is_not_utf8_is_a_problem_that_can_be_printed(folder):
    path = os.fsencode(folder / "memos") + b"/\xff.md"
    with open(path, "wb") as file:  # noqa: PTH123 - a name that Path cannot print
        file.write(b"x")
    assert [p.rule for p in read(folder)[1] if "memos" in p.path] == ["id-unsafe"]


def test_a_linked_folder_is_not_followed(folder, tmp_path):
    shutil.move(folder / "memos", tmp_path / "elsewhere")
    (folder / "memos").symlink_to(tmp_path / "elsewhere")
    assert of(folder, "memos") == [(0, "file-link", "error")]
    assert read(folder)[0].notes[0].kind == "fieldnote"


def test_a_study_in_a_folder_of_another_name_is_doubted(folder):
    moved = folder.rename(folder.parent / "copy")
    assert ("study-renamed", "doubt") in [(p.rule, p.severity) for p in read(moved)[1]]


# ------------------------------------------------------------------- kind by kind


@pytest.mark.parametrize(("file", "text", "expected"), CASES)
def test_each_kind_says_what_is_wrong_at_its_line(folder, file, text, expected):
    put(folder, file, text)
    found = [
        (p.line, p.rule)
        for p in read_study(folder, name="demo-tiny")[1]
        if p.path == f"demo-tiny/{file}" and p.rule != "study-renamed"
    ]
    assert found == expected
    assert all(p.remedy for p in read_study(folder, name="demo-tiny")[1])


def test_one_bad_line_loses_that_line_only(folder):
    file = folder / "codings/ab-1/DEMO-G1.jsonl"
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[1] = lines[1][:-3]
    file.write_text("\n".join(lines), encoding="utf-8")
    study, _ = read(folder)
    kept = [p.id for p in study.passages if p.at.path == "codings/ab-1/DEMO-G1.jsonl"]
    assert kept == ["DEMO-G1-7k2m", "DEMO-G1-9qf4"]


def test_one_bad_row_loses_that_row_only(folder):
    put(
        folder,
        "participants.csv",
        (TINY / "participants.csv").read_bytes().replace(b"public,reviewer", b"public,rev"),
    )
    study, _ = read(folder)
    assert [p.id for p in study.participants] == ["DEMO-G1", "DEMO-K1"]


def test_a_code_with_a_faulty_field_stays_a_code(folder):
    put(
        folder,
        "codebook.yaml",
        "codes:\n  - {id: tap, label: 3}\n  - {id: weeds, label: x, definition: y}\n",
    )
    study, _ = read(folder)
    assert [code.id for code in study.codebook.codes] == ["tap", "weeds"]


def test_all_faults_are_found_in_one_pass_also_beside_a_study_yaml_that_cannot_be_used(folder):
    put(folder, "study.yaml", "id: [\n")
    put(folder, "asked.csv", "interview,question,turn\nx\n")
    put(folder, "searches/barrel.jsonl", "x\n")
    study, problems = read(folder)
    assert study is None
    assert {(p.path.removeprefix("demo-tiny/"), p.rule) for p in problems} == {
        ("study.yaml", "yaml-syntax"),
        ("asked.csv", "row-length"),
        ("searches/barrel.jsonl", "json-syntax"),
    }


def test_problems_name_the_folder_as_the_user_did(folder, monkeypatch):
    put(folder, "asked.csv", "interview,question,turn\nx\n")
    monkeypatch.chdir(folder.parent)
    for given_as, shown in ((Path("demo-tiny"), "demo-tiny"), (folder, folder.as_posix())):
        assert read_study(given_as)[1][0].path == f"{shown}/asked.csv"
    assert read_study(folder, name="studies/x/")[1][0].path == "studies/x/asked.csv"


def test_a_problem_stays_short_whatever_the_file_holds(folder):
    put(folder, "asked.csv", "interview,question,turn\nDEMO-G1," + "w" * 9000 + ",1\n")
    put(folder, "findings/tap.md", "---\nstatement: x\ncounts: " + "w" * 90_000 + "\n---\n")
    put(folder, "sources.bib", "@misc{" + "w" * 9000 + ", title = {x}}\n")
    assert {"id-unsafe", "code-unknown"} <= {problem.rule for problem in read(folder)[1]}
