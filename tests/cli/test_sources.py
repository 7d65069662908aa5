"""``lises sources verify`` as a person and as a machine calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lises.errors import NotAStudyError
from lises.evidence import digest
from lises.files import write_study
from lises.model import Claim, LocalText, Source, SourcePointer
from tests.building import study

from .test_commands import run

LINES = ("A title", "", "words of the source", "another one")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    pointer = SourcePointer(key="s", paragraph=3, sha256=digest(LINES[2]))
    claim = Claim(id="x-1", text=LocalText.plain("t"), basis="outside", sources=(pointer,))
    source = Source(key="s", type="misc", fields=(("title", "A title"),))
    write_study(study(claims=(claim,), sources=(source,)), tmp_path / "x")
    (tmp_path / "texts").mkdir()
    return tmp_path / "x"


def _text(record: Path, *lines: str) -> Path:
    folder = record.parent / "texts"
    (folder / "any name.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_help_has_an_example() -> None:
    for arguments in (("sources", "--help"), ("sources", "verify", "--help")):
        assert run(*arguments).exit_code == 0
    assert "Example: lises sources verify" in " ".join(
        run("sources", "verify", "--help").output.split()
    )


def test_a_pointer_that_matches_is_clean(record: Path) -> None:
    result = run("sources", "verify", record, "--from", _text(record, *LINES))
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "x-1: s L3 matches",
        "1 of 1 pointers match, in any name.txt",
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((*LINES[:2], "new", *LINES[2:]), "moved: the line that was read now stands at L4"),
        ((*LINES[:2], "changed", LINES[3]), "differs: no line of any name.txt"),
        (("something else",), "source not in the folder"),
    ],
)
def test_a_pointer_that_does_not_match_is_found(record: Path, lines, said: str) -> None:
    result = run("sources", "verify", record, "--from", _text(record, *lines))
    assert result.exit_code == 1
    assert f"x-1: s L3 {said}" in result.output
    assert not any(line in result.output for line in LINES[2:] if line)


def test_machines_get_the_same(record: Path) -> None:
    result = run("sources", "verify", record, "--from", _text(record, *LINES), "--json")
    told = json.loads(result.output)
    assert told["counts"] == {"matches": 1}
    assert told["pointers"][0]["found"] == 3


def test_a_folder_that_is_not_there_is_misuse(record: Path) -> None:
    with pytest.raises(NotAStudyError, match="is no folder"):
        run("sources", "verify", record, "--from", record.parent / "gone")
