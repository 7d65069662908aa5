"""Folders that were written are read again; links lead nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from lises import load
from lises.exchange.document import UnreadableError
from lises.exchange.projects import folders
from lises.exchange.projects.from_study import from_study
from lises.exchange.projects.place_codings import CodingsWanted, place_codings
from lises.exchange.projects.reading import project_format, read_project
from lises.exchange.projects.writing import put_written, write_project

TINY = Path(__file__).parent.parent.parent / "studies" / "demo-tiny"


@pytest.mark.parametrize("name", ["rock", "webanno", "web-annotation", "csv", "xlsx"])
def test_what_a_study_was_written_as_is_known_again_and_has_its_codings(name: str, tmp_path: Path):
    project = from_study(load(TINY).folder, mark="Invented people.")
    to = tmp_path / "out"
    put_written(write_project(project, name), to)
    found = read_project(to)
    assert found is not None
    assert {c.name for c in found.coders} == {c.name for c in project.coders}
    assert len(found.codings) >= len(project.codings)
    assert not [p for p in found.problems if p.severity == "error"]
    assert found.set_aside == () or name == "rock"
    given = {c.code for c in project.codings}
    assert len({c.code for c in found.codings}) == len(given)
    invented = [found.description, *(one.text for one in found.set_aside)]
    assert name == "webanno" or any("Invented people." in text for text in invented)


@pytest.mark.parametrize("name", ["qdpx", "webanno", "web-annotation", "csv", "rock"])
def test_the_codings_of_a_set_that_went_out_come_back_into_another_set(name: str, tmp_path: Path):
    folder = load(TINY).folder
    put_written(write_project(from_study(folder, mark="Invented people."), name), tmp_path / "out")
    found = read_project(tmp_path / "out")
    assert found is not None
    bare = replace(folder, passages=tuple(p for p in folder.passages if p.set != "cd-1"))
    placed = place_codings(found, bare, CodingsWanted(set="cd-1", coder="ab-1"), Random(1))
    assert placed.unknown == ()
    assert placed.left == ()  # its own memos are no news
    theirs = {
        (p.interview, p.turn, p.quote, p.occurrence or 1): {*p.codes}
        for p in folder.passages if p.set == "ab-1" and p.codes
    }  # fmt: skip
    back = {(p.interview, p.turn, p.quote, p.occurrence or 1): {*p.codes} for p in placed.passages}
    if name == "rock":  # whole utterances
        assert len(back) >= len(theirs)
        return
    assert placed.not_placed == ()
    assert placed.by_words == 0
    assert back == theirs


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path):
    secret = tmp_path / "secret.rock"
    secret.write_text("Hemmeligt. [[a]]\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.rock").write_text("Ja. [[a]]\n")
    (tmp_path / "in" / "b.rock").symlink_to(secret)
    assert list(folders.files_below(tmp_path / "in", ("*.rock",))) == ["a.rock"]
    found = read_project(tmp_path / "in")
    assert found is not None
    assert [source.text for source in found.sources] == ["Ja."]


def test_a_folder_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    for number in range(4):
        (tmp_path / f"{number}.rock").write_text("Ja.\n")
    with pytest.raises(UnreadableError, match="2 files"):
        folders.files_below(tmp_path, ("*.rock",))
    found = read_project(tmp_path)
    assert found is not None
    assert [problem.rule for problem in found.problems] == ["project-too-large"]
    assert project_format(tmp_path) is not None
