"""A Word document of coded passages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given

from lises.exchange.docx import read_docx
from lises.exchange.projects.project import (
    Coder,
    Project,
    ProjectCode,
    ProjectCoding,
    Source,
    SourceTurn,
)
from lises.exchange.safexml import parse_xml
from lises.exchange.tabular.word import write_passages_document
from tests.making.projects import projects

TEXT = "I: Hvor henter du vand?\nX: Ved brønden,\nlangt væk."
PROJECT = Project(
    path=Path("p"), format="x", name="Haven", description="Invented people.", constructed=True,
    codes=(ProjectCode(key="b", name="vej", parent="a"),
           ProjectCode(key="a", name="vand", description="Om vand.")),
    coders=(Coder(key="1", name="anna"),),
    sources=(Source(key="s", name="I01", text=TEXT, turns=(
        SourceTurn(start=0, said=3, end=23, label="I"),
        SourceTurn(start=24, said=27, end=len(TEXT), label="X"),
    )),),
    codings=(
        ProjectCoding(key="1", source="s", code="a", spans=((27, len(TEXT)),), coder="1",
                      date="2024-05-01T10:00:00Z", memo="to ture"),
        ProjectCoding(key="2", source="s", code="b", whole=True),
    ),
)  # fmt: skip


def lines(project: Project, **more: str) -> list[str]:
    """The lines of the document, as the reader of transcripts finds them."""
    content = write_passages_document(project, **more).content
    document = read_docx(content, "passager.docx")
    assert document.problems == ()
    return "\n".join(paragraph.text for paragraph in document.paragraphs).splitlines()


def test_passages_stand_below_their_codes_with_interview_turn_coder_and_memo():
    said = lines(PROJECT, language="en")
    for line in ("vand", "Om vand.", "Ved brønden,", "langt væk.",
                 "I01 · turn 2 · coded by anna · 2024-05-01", "Memo: to ture", "vand › vej",
                 "the whole text"):  # fmt: skip
        assert line in said
    assert said.index("Om vand.") < said.index("vand › vej")


def test_the_headings_are_in_the_language_of_the_sources():
    danish = replace(PROJECT.sources[0], text=TEXT.replace("langt væk", "og det er ikke på vej"))
    assert "I01 · replik 2 · kodet af anna · 2024-05-01" in lines(
        replace(PROJECT, sources=(danish,))
    )
    assert "Coded passages: Haven" in lines(replace(PROJECT, sources=(), codings=()))


def test_invented_people_are_told_at_the_head_of_every_page():
    with zipfile.ZipFile(io.BytesIO(write_passages_document(PROJECT).content)) as made:
        assert "Invented people." in made.read("word/header1.xml").decode()
        assert "Invented people." in made.read("word/document.xml").decode()


@given(projects())
def test_every_project_gives_a_document_whose_parts_are_xml(project: Project):
    content = write_passages_document(project).content
    assert content == write_passages_document(project).content
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        for name in made.namelist():
            parse_xml(made.read(name), name)
