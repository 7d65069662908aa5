"""What is written is valid against the schemas of the standard."""

import io
import os
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from lises.exchange.refi import write_qdc, write_qdpx
from lises.exchange.refi.writing.shaping import READERS
from tests.making.projects import projects

PROJECT = Path(__file__).parents[3]
SCHEMAS = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples")) / (
    "refi-schema"
)

pytestmark = pytest.mark.skipif(
    not SCHEMAS.exists(), reason="the samples are not here (LISES_SAMPLES)"
)
etree = pytest.importorskip("lxml.etree")


@cache
def schema(name: str):
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


def faults(name: str, content: bytes) -> list[str]:
    checked = schema(name)
    if checked.validate(etree.fromstring(content)):
        return []
    return [f"{e.line}: {e.message}" for e in checked.error_log]


@given(projects())
def test_a_project_is_valid_and_its_files_are_where_readers_look(project):
    with zipfile.ZipFile(io.BytesIO(write_qdpx(project).content)) as archive:
        names = archive.namelist()
        document = archive.read("project.qde")
        dates = {info.date_time for info in archive.infolist()}
    assert faults("Project", document) == []
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    for name in set(names) - {"project.qde"}:
        assert name == f"sources/{Path(name).stem.upper()}.txt"


@given(projects())
def test_a_codebook_is_valid_where_it_has_a_code(project):
    assert faults("Codebook", write_qdc(project).content) == []


@pytest.mark.parametrize("reader", sorted(READERS))
@given(project=projects(without=("ids",)))
def test_names_with_control_characters_are_written_as_valid_xml_and_told(reader, project):
    odd = replace(project, codes=tuple(replace(c, name="a\x00b\ud800") for c in project.codes))
    written = write_qdpx(odd, reader=reader)
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        assert faults("Project", archive.read("project.qde")) == []
    assert any("characters that XML cannot hold" in lost for lost in written.lost)
