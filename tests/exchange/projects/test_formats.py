"""Every format that a study leaves in: marked where invented, the same twice, named what it loses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest
from hypothesis import given, settings

import lises
from lises.errors import LisesError, UnknownNameError
from lises.exchange.projects.from_study import from_study
from lises.exchange.projects.project import Project
from lises.exchange.projects.reading import project_format, read_project
from lises.exchange.projects.to_study import StudyWanted, to_study
from lises.exchange.projects.writing import WRITERS, put_written, write_project
from lises.exchange.projects.written import Written
from lises.exchange.refi.reading.project import read_qdpx
from lises.model import StudyFolder
from tests import strategies as made
from tests.exchange.projects.test_study_and_back import held

TINY = Path(__file__).parent.parent.parent / "studies" / "demo-tiny"
MARK = "Invented for this test, all of it"
NAMES = [writer.name for writer in WRITERS]
BACK = ["qdpx", "rock", "webanno", "csv", "xlsx", "web-annotation"]
WITH_TEXTS = ["qdpx", "webanno"]


@pytest.fixture(scope="module")
def folder() -> StudyFolder:
    return lises.load(TINY).folder


@pytest.fixture(scope="module")
def project(folder: StudyFolder) -> Project:
    return from_study(folder, mark=MARK)


def texts_of(written: Written) -> Iterator[bytes]:
    """Give all bytes, archives opened."""
    parts = [written.content] if isinstance(written.content, bytes) else written.content.values()
    for data in parts:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (archive.read(name) for name in archive.namelist())
        elif data.startswith(b"PAR1"):
            yield repr(polars.read_parquet(io.BytesIO(data)).to_dicts()).encode()
        else:
            yield data


@pytest.mark.parametrize("name", NAMES)
def test_what_is_invented_says_so_in_every_format(name: str, project: Project):
    everything = b"".join(texts_of(write_project(project, name)))
    assert MARK.encode() in everything or MARK.encode("utf-16-le") in everything


@pytest.mark.parametrize("name", NAMES)
def test_the_same_study_gives_the_same_bytes(name: str, project: Project, folder: StudyFolder):
    again = write_project(from_study(folder, mark=MARK), name)
    assert again == write_project(project, name)


@pytest.mark.parametrize("name", BACK)
def test_an_export_is_known_again_by_its_content(name: str, project: Project, tmp_path: Path):
    put_written(write_project(project, name), tmp_path / "out")
    found = project_format(tmp_path / "out")
    paths = sorted((tmp_path / "out").rglob("*"))
    assert found or any(project_format(path) for path in paths if path.is_file()), name


def test_a_study_comes_back_whole_from_a_refi_project(
    project: Project, folder: StudyFolder, tmp_path: Path
):
    put_written(write_project(project, "qdpx"), tmp_path / "x.qdpx")
    read = read_project(tmp_path / "x.qdpx")
    assert read is not None
    assert [str(p) for p in read.problems] == []
    made = to_study(read, StudyWanted(id="demo-tiny", language="en", constructed=True)).folder
    assert {n: t.turns for n, t in made.transcripts.items()} == {
        n: t.turns for n, t in folder.transcripts.items()
    }
    assert {(p.id, p.set, p.quote, p.codes) for p in made.passages} == {
        (p.id, p.set, p.quote, p.codes) for p in folder.passages if p.codes
    }
    assert [c.id for c in made.codebook.codes] == [c.id for c in folder.codebook.codes]  # type: ignore[union-attr]
    assert [(p.id, p.role) for p in made.participants] == [
        (p.id, p.role) for p in folder.participants
    ]


@pytest.mark.parametrize("reader", next(w.readers for w in WRITERS if w.name == "qdpx"))
def test_shaped_for_a_program_a_study_comes_back_as_well(
    reader: str, project: Project, folder: StudyFolder
):
    content = write_project(project, "qdpx", reader).content
    assert isinstance(content, bytes)
    read = read_qdpx(content, Path("x.qdpx"))
    made = to_study(read, StudyWanted(id="demo-tiny", language="en", constructed=True)).folder
    assert {(p.id, p.set, p.quote, p.codes) for p in made.passages} == {
        (p.id, p.set, p.quote, p.codes) for p in folder.passages if p.codes
    }


@settings(max_examples=12)  # a study, an archive and back: half a second each
@given(folder=made.studies())
def test_any_study_is_in_a_refi_project_what_a_project_can_hold(folder: StudyFolder):
    project = from_study(folder, mark=MARK)
    content = write_project(project, "qdpx").content
    assert isinstance(content, bytes)
    read = read_qdpx(content, Path("x.qdpx"))
    wanted = StudyWanted(
        id=folder.design.id,
        language=folder.design.language,
        constructed=folder.design.constructed,
    )
    assert held(to_study(read, wanted).folder) == held(folder)


def test_a_format_that_is_not_there_is_refused_and_nothing_is_written_over(
    project: Project, tmp_path: Path
):
    with pytest.raises(UnknownNameError):
        write_project(project, "nvp")
    with pytest.raises(UnknownNameError, match="shaped"):
        write_project(project, "csv", "nvivo")
    (tmp_path / "x").write_text("mine")
    with pytest.raises(LisesError, match="is there"):
        put_written(Written(content=b"x"), tmp_path / "x")
    assert (tmp_path / "x").read_text() == "mine"
