"""Pointers into published sources: digests of lines, whatever signs and spaces they are in."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import NotAStudyError
from lises.evidence import digest, normal_form, verify_sources
from lises.files import read_study
from lises.model import Claim, LocalText, Source, SourcePointer
from tests.building import study

ROOT = Path(__file__).parents[2]
SOURCES = Path(os.environ.get("LISES_SOURCES", ROOT.parent / "shared" / "sources"))
TEXTS = sorted(SOURCES.glob("*.txt")) if SOURCES.is_dir() else []
here = pytest.mark.skipif(not TEXTS, reason="the sources' texts are not here (LISES_SOURCES)")
RECORDS = ("cubb", "lises", "marselisborg", "momentum-2020", "vaerdighed-2021")

LINES = ("A title of three", "", "»Den første linje«", "den anden – linje", "sidste ½ linje")


def _folder(*pointers: SourcePointer, title: str = "A title of three"):
    claims = tuple(
        Claim(id=f"c-{n}", text=LocalText.plain("x"), basis="outside", sources=(p,))
        for n, p in enumerate(pointers, start=1)
    )
    return study(claims=claims, sources=(Source(key="s", type="misc", fields=(("title", title),)),))


def _pointer(line: int | None, text: str | None, key: str = "s") -> SourcePointer:
    return SourcePointer(key=key, paragraph=line, sha256="" if text is None else digest(text))


def _written(folder: Path, lines: tuple[str, ...], name: str = "whatever.txt", end: str = "\n"):
    (folder / name).write_bytes(end.join(lines).encode())
    return folder


def test_the_normal_form_makes_signs_one_that_only_look_different():
    assert normal_form("\u00a0„a“ ”b” »c« ‘d’ ‚e’ f– g— h− ") == '"a" "b" "c" \'d\' \'e\' f- g- h-'
    assert normal_form("næsten ⅓\u2003(31)\r") == "næsten 1/3 (31)"
    assert normal_form("e\u0301") == "é"
    assert digest("a  b") == sha256(b"a b").hexdigest()


@given(st.text())
def test_the_normal_form_has_single_spaces_and_none_at_its_ends(text: str):
    once = normal_form(text)
    assert once == once.strip()
    assert "  " not in once
    assert not set(once) & set("“”„»«‘’‚`–—−⁄")


def test_each_pointer_matches_moved_differs_or_has_no_source(tmp_path: Path):
    folder = _folder(
        _pointer(3, '"Den første linje"'),
        _pointer(3, "den anden - linje"),
        _pointer(5, "gone"),
        _pointer(5, None),
        _pointer(None, "sidste 1/2 linje"),
        _pointer(1, "x", key="elsewhere"),
    )
    checks = verify_sources(folder, _written(tmp_path, LINES))
    assert [c.state for c in checks] == [
        "matches", "moved", "differs", "no-digest", "matches", "source-not-here",
    ]  # fmt: skip
    assert [c.found for c in checks] == [3, 4, None, None, 5, None]
    assert [c.file for c in checks] == ["whatever.txt"] * 5 + [""]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, end: str):
    _written(tmp_path, ("\ufeff" + LINES[0], *LINES[1:]), end=end)
    (check,) = verify_sources(_folder(_pointer(1, "A title of three")), tmp_path)
    assert check.state == "matches"


def test_the_file_of_a_source_is_the_one_with_most_of_its_digests(tmp_path: Path):
    _written(tmp_path, (LINES[0], "", LINES[2], "another"), "a.txt")
    _written(tmp_path, LINES, "b.txt")
    (tmp_path / "c.bin").write_bytes(b"\xff\xfe\0")
    (tmp_path / ".hidden").write_text("x")
    pointers = [_pointer(n, LINES[n - 1]) for n in (3, 4, 5)]
    assert {c.file for c in verify_sources(_folder(*pointers), tmp_path)} == {"b.txt"}


def test_a_source_of_which_no_line_is_left_is_known_by_its_title(tmp_path: Path):
    _written(tmp_path, ("x", "A title", "of three", "changed"))
    (known,) = verify_sources(_folder(_pointer(3, "gone")), tmp_path)
    (unknown,) = verify_sources(_folder(_pointer(3, "gone"), title="another"), tmp_path)
    assert (known.state, unknown.state) == ("differs", "source-not-here")


def test_a_folder_that_is_none_is_a_wrong_call(tmp_path: Path):
    with pytest.raises(NotAStudyError, match="is no folder"):
        verify_sources(_folder(), tmp_path / "gone")


@here
@pytest.mark.parametrize("name", RECORDS)
def test_every_pointer_of_the_records_meets_the_line_that_was_read(name: str):
    folder, _ = read_study(ROOT / "studies" / name)
    assert folder is not None
    checks = verify_sources(folder, SOURCES)
    assert checks
    assert Counter(c.state for c in checks) == {"matches": len(checks)}


# ---- No sentence of a source is in the project

RUN = 8
WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    return WORD.findall(normal_form(text).casefold())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@cache
def _titles() -> set[tuple[str, ...]]:
    """Give the runs that titles may bring: bibliographic facts, excepted explicitly."""
    found: set[tuple[str, ...]] = set()
    for record in RECORDS:
        folder, _ = read_study(ROOT / "studies" / record)
        for source in folder.sources if folder else ():
            found |= _runs(_words(source.field_value("title")))
    return found


def _tracked() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in said.decode().split("\0") if name]


def _shared(text: str, runs: set[tuple[str, ...]]) -> list[str]:
    return [" ".join(run) for run in sorted(_runs(_words(text)) & runs)]


def _source_runs() -> set[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for path in TEXTS:
        runs |= _runs(_words(path.read_text(encoding="utf-8-sig")))
    return runs - _titles()


@here
def test_no_eight_words_in_a_row_of_a_source_stand_anywhere_in_the_project():
    runs = _source_runs()
    assert len(runs) > 5000
    found = {}
    for path in _tracked():
        if not path.is_file() or path.is_symlink():
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        if shared := _shared(text, runs):
            found[str(path.relative_to(ROOT))] = len(shared)
    assert found == {}  # names and counts only: the words themselves are not printed


@here
def test_eight_words_of_a_source_would_be_found_across_lines_signs_and_case():
    words = _words(TEXTS[0].read_text(encoding="utf-8-sig"))
    middle = words[len(words) // 2 :][:RUN]
    text = " –\n# ".join(middle).upper()
    assert len(_shared(f"before {text} after", _source_runs())) == 1
