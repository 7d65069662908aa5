"""A name that is left is found wherever it lies, and told without being said."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest

from lises.privacy.identifiers import Register, RegisterEntry
from lises.privacy.identifiers.left import Kept, names_left
from lises.privacy.identifiers.log import Replaced

REGISTER = Register(
    entries=(
        RegisterEntry(line=2, name="Åse Bæk"),
        RegisterEntry(line=3, name="Bo"),
    )
)


def _left(study: Path, **more: object) -> list[tuple[str, int]]:
    found = names_left(study, REGISTER, **more)  # type: ignore[arg-type]
    assert all("åse" not in p.message.casefold() for p in found)
    return [(p.path.removeprefix(f"{study}/"), p.line) for p in found if p.rule == "name-left"]


@pytest.mark.parametrize(
    "said",
    ["Åse Bæk", "ÅSES", "åse-bæk", unicodedata.normalize("NFD", "Åse"), "&Aring;se", "\\u00c5se"],
)
def test_a_name_is_found_however_it_is_written(tmp_path: Path, said: str):
    (tmp_path / "memo.md").write_text(f"# et\n\nog så {said} igen\n", encoding="utf-8")
    assert _left(tmp_path) == [("memo.md", 3)]


def test_file_names_hidden_folders_and_packed_files_are_looked_through(tmp_path: Path):
    (tmp_path / ".lises").mkdir()
    (tmp_path / ".lises/draft.json").write_text('{"a": "Åse"}', encoding="utf-8")
    (tmp_path / "samtale med Åse.txt").write_text("tom", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as packed:
        packed.writestr("inner.txt", "Åse Bæk")
    places = _left(tmp_path)
    assert {path for path, _ in places} == {".lises/draft.json", "samtale med Åse.txt", "old.zip"}


def test_an_everyday_word_is_told_only_where_it_is_written_as_a_name(tmp_path: Path):
    (tmp_path / "memo.md").write_text("at bo\nhos Bo\n", encoding="utf-8")
    assert _left(tmp_path) == [("memo.md", 2)]


def test_a_kept_name_is_free_elsewhere_and_in_its_own_turn_alone(tmp_path: Path):
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts/X1.md").write_text("hos Bo\nhos Bo\n", encoding="utf-8")
    (tmp_path / "memo.md").write_text("hos Bo\n", encoding="utf-8")
    kept = Kept(frozenset({"bo"}), {("transcripts/X1.md", 1): frozenset({"bo"})})
    assert _left(tmp_path, kept=kept) == [("transcripts/X1.md", 2)]


def test_what_was_replaced_is_looked_for_too(tmp_path: Path):
    (tmp_path / "memo.md").write_text("Vi ringede til Ejgil\npå 20 30 40 50\n", encoding="utf-8")
    row = {
        "date": "2026-11-22", "interview": "X1", "turn": 1, "start": 0, "end": 5, "put": "[NAVN1]",
        "identity": "x", "before": "t0", "after": "t1",
    }  # fmt: skip
    log = [
        Replaced(kind="person", was="Ejgil", **row),  # type: ignore[arg-type]
        Replaced(kind="phone", was="20 30 40 50", **row),  # type: ignore[arg-type]
    ]
    assert _left(tmp_path, log=log) == [("memo.md", 1), ("memo.md", 2)]


def test_where_nothing_is_registered_nothing_is_left(tmp_path: Path):
    (tmp_path / "memo.md").write_text("Åse", encoding="utf-8")
    assert names_left(tmp_path, Register()) == ()
