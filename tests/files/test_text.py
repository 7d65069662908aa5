"""Bytes in, clean text out, or a problem with its line; and files written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.files import Faults, read_text, write_atomic
from lises.files import text as text_module
from lises.files.text import MAX_BYTES, character_fault, decode_text


def decoded(data: bytes, *, by_line: bool = False) -> tuple[str | None, list[tuple[int, str, str]]]:
    faults = Faults("x")
    text = decode_text(data, faults, by_line=by_line)
    return text, [(p.line, p.rule, p.severity) for p in faults.found]


@pytest.mark.parametrize(
    ("data", "text", "problems"),
    [
        (b"a\xc3\xa5\n", "aå\n", []),
        (b"\xef\xbb\xbfa\n", "a\n", [(1, "text-bom", "doubt")]),
        (b"a\r\nb\r\n", "a\nb\n", [(1, "text-crlf", "doubt")]),
        (b"a\nb\rc\n", "a\nb\nc\n", [(2, "text-crlf", "doubt")]),
        ("x\ny\na\u030a\n".encode(), "x\ny\nå\n", [(3, "text-not-nfc", "doubt")]),
        (b"a\n\0b\n", None, [(2, "file-binary", "error")]),
        (b"\xff\xfea\0\n\0", None, [(1, "text-not-utf8", "error")]),
        (b"a\nb\nhall\xf8j\n", None, [(3, "text-not-utf8", "error")]),
        (b"a\n\xed\xa0\x80\n", None, [(2, "text-not-utf8", "error")]),
        ("a\nb\u202ec\n".encode(), "a\nb\u202ec\n", [(2, "bidi-control", "error")]),
        ("\u061c\n".encode(), "\u061c\n", [(1, "bidi-control", "error")]),
        (b"a\x0bb\n", "a\x0bb\n", [(1, "control-character", "error")]),
        ("\x85\n".encode(), "\x85\n", [(1, "control-character", "error")]),
        (
            b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n",
            None,
            [(2, "conflict-marker", "error")],
        ),
        (b">>>>>>> main\n", None, [(1, "conflict-marker", "error")]),
        (b"a <<<<<<< b\n=======\n", "a <<<<<<< b\n=======\n", []),
        (b"", "", []),
    ],
)
def test_text_is_cleaned_doubted_or_refused_with_its_line(data, text, problems):
    assert decoded(data) == (text, problems)


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C])
def test_every_bidi_control_is_an_error(code: int):
    assert decoded(f"a\nb{chr(code)}".encode())[1] == [(2, "bidi-control", "error")]
    assert (character_fault(chr(code)) or ("",))[0] == "bidi-control"


def test_by_line_only_the_bad_lines_are_lost_and_the_others_keep_their_numbers():
    data = b"one\ntw\xf8\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\neight \xe2\x80\xae\nnine\n"
    text, problems = decoded(data, by_line=True)
    assert text == "one\n\n\n\n\n\n\n\nnine\n"
    assert [(line, rule) for line, rule, _ in problems] == [
        (2, "text-not-utf8"),
        (3, "conflict-marker"),
        (8, "bidi-control"),
    ]


def test_a_file_bad_in_every_line_is_said_twenty_times_and_no_more():
    assert len(decoded(b"\x01\n" * 5000)[1]) == 20
    assert len(decoded(b"\xff\n" * 5000)[1]) == 20


def test_a_line_of_ten_megabytes_does_not_hang():
    data = ("å" * 5_000_000).encode()
    begin = time.perf_counter()
    for piece in (data, data + b"\x01", data + b"\r", data + b"\xff", data + "a\u030a".encode()):
        decoded(piece, by_line=True)
    assert time.perf_counter() - begin < 120


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise_and_what_comes_out_is_clean(data: bytes):
    text, problems = decoded(data)
    if text is not None:
        assert "\r" not in text
        assert unicodedata.is_normalized("NFC", text)
        errors = [problem for problem in problems if problem[2] == "error"]
        assert (character_fault(text) is None) == (not errors)


@given(st.binary(max_size=200))
def test_by_line_the_number_of_lines_is_kept(data: bytes):
    text, problems = decoded(data, by_line=True)
    if text is not None:
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
        assert text.count("\n") == lines or any(rule == "text-not-utf8" for _, rule, _ in problems)
        assert character_fault(text) is None


def problems_of(path: Path) -> list[str]:
    faults = Faults("x")
    assert read_text(path, faults) is None
    return [problem.rule for problem in faults.found]


def test_what_is_no_readable_file_is_a_problem(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert problems_of(tmp_path / "none") == ["file-missing"]
    assert problems_of(tmp_path / "folder") == ["file-unreadable"]
    assert problems_of(tmp_path / "link") == ["file-link"]
    assert problems_of(tmp_path / "pipe") == ["file-unreadable"]
    assert problems_of(big) == ["file-too-large"]
    assert problems_of(tmp_path / "nul\0name") == ["file-unreadable"]
    assert problems_of(tmp_path / ("x" * 300)) == ["file-unreadable"]


def test_writing_replaces_the_whole_file_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "deep" / "x.md"
    write_atomic(file, b"one")
    file.chmod(0o640)
    write_atomic(file, b"two")
    assert file.read_bytes() == b"two"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["x.md"]


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path, monkeypatch, step
):
    file = tmp_path / "x.md"
    file.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    target = os if step == "fsync" else Path
    monkeypatch.setattr(target, step, fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.md"]


KILLED = """
import os, sys
from pathlib import Path
from lises.files import write_atomic
step, file = sys.argv[1], Path(sys.argv[2])
def die(*_, **__):
    os._exit(9)
if step == "write":
    real = os.fdopen
    class Half:
        def __init__(self, handle, mode): self.file = real(handle, mode)
        def __enter__(self): return self
        def __exit__(self, *_): self.file.close()
        def write(self, data):
            self.file.write(data[: len(data) // 2]); self.file.flush(); die()
    os.fdopen = Half
elif step == "fsync":
    os.fsync = die
elif step == "replace":
    Path.replace = die
elif step == "after":
    real_replace = Path.replace
    def then_die(self, target):
        real_replace(self, target); die()
    Path.replace = then_die
write_atomic(file, b"new" * 1000)
"""


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "after", "never"])
def test_a_process_killed_at_any_step_leaves_the_old_or_the_new_file_whole(tmp_path, step):
    file = tmp_path / "x.md"
    file.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, step, str(file)],
        cwd=Path(text_module.__file__).parents[2],
        check=False,
    )
    assert done.returncode == (0 if step == "never" else 9)
    expected = b"new" * 1000 if step in ("after", "never") else b"old"
    assert file.read_bytes() == expected
    # What a killed write leaves behind is a dot-file, which a study does not read.
    assert all(p.name.startswith(".") for p in tmp_path.iterdir() if p != file)
