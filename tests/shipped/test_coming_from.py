"""The guides for those who come from another program: the same in both languages, and they work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lises.cli.app import app
from lises.exchange.projects.project import Coder, Project, ProjectCode, ProjectCoding, Source
from lises.exchange.projects.reading import FORMATS
from lises.exchange.projects.writing import WRITERS
from tests.making.database_schemas import QUALCODER
from tests.making.databases import database, taguette_bytes

BOOK = Path(__file__).parents[2] / "book"
TOOLS = ("nvivo", "atlasti", "maxqda", "qualcoder", "taguette", "inception")
COMMAND = re.compile(r"^lises .+$", re.MULTILINE)


def page(tool: str, language: str = "") -> str:
    return (BOOK / f"guide/coming-from-{tool}{language}.md").read_text("utf-8")


def run(line: str) -> str:
    result = CliRunner().invoke(app, line.split()[1:])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("tool", TOOLS)
def test_both_languages_give_the_same_commands_and_as_many_sections(tool: str) -> None:
    english, danish = page(tool), page(tool, ".da")
    assert COMMAND.findall(english) == COMMAND.findall(danish)
    assert len(COMMAND.findall(english)) == 4
    assert english.count("\n## ") == danish.count("\n## ") == 5
    assert english.count("\n- ") == danish.count("\n- ") == 4


@pytest.mark.parametrize("tool", TOOLS)
def test_the_way_back_is_by_a_format_that_is_written(tool: str) -> None:
    ((name, reader),) = re.findall(r"--format (\S+)(?: --for (\S+))? --to", page(tool))
    (writer,) = (writer for writer in WRITERS if writer.name == name)
    assert reader in ("", *writer.readers)


@pytest.mark.parametrize("tool", TOOLS)
def test_every_guide_is_in_the_books_contents(tool: str) -> None:
    assert f"guide/coming-from-{tool}," in (BOOK / "_toc.yml").read_text("utf-8")


@pytest.mark.parametrize("language", ["", ".da"])
def test_what_comes_over_is_said_of_every_format_that_is_read(language: str) -> None:
    table = (BOOK / f"reference/brought{language}.md").read_text("utf-8")
    known = {"REFI-QDA project": "`.qdpx`", "REFI-QDA codebook": "`.qdc`", "UIMA CAS XMI": "UIMA XMI",
             "W3C Web Annotation": "Web Annotation", "table of codings": "| ROCK"}  # fmt: skip
    assert [one.name for one in FORMATS if known.get(one.name, one.name) not in table] == []


@pytest.mark.parametrize("tool", ["qualcoder", "taguette"])
def test_the_commands_of_a_guide_do_what_it_says(
    tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    show, write, into, back = COMMAND.findall(page(tool))
    file = tmp_path / show.split()[-1]
    if tool == "qualcoder":
        file.mkdir()
        (file / "data.qda").write_bytes(database(QUALCODER, _TALK))
    else:
        file.write_bytes(taguette_bytes(_TAGS))
    assert "nothing written" in run(show)
    assert not (tmp_path / "my-study").exists()
    run(write)
    assert (tmp_path / "my-study/.imports/project.txt").is_file()
    run("lises check my-study")
    # The same codings once more, in a set of a second coder.
    design = tmp_path / "my-study/study.yaml"
    text = design.read_text("utf-8")
    for line, second in _SECOND.items():
        text = text.replace(f"{line}:\n", f"{line}:\n{second}\n")
    design.write_text(text, "utf-8")
    assert "1 new passage" in run(f"{into} --write")
    run(back)
    assert (tmp_path / back.split()[-1]).stat().st_size > 100


_SECOND = {"coders": "  b: {name: B}", "coding_sets": "  b-1: {coder: b, round: 1}"}
_TALK = {
    "project": [{"databaseversion": "v8"}],
    "source": [{"id": 1, "name": "R-01", "fulltext": "I: Hvor?\nX: På øen.", "mediapath": "/docs/x"}],
    "code_name": [{"cid": 1, "name": "sted"}],
    "code_text": [{"ctid": 1, "cid": 1, "fid": 1, "pos0": 12, "pos1": 18, "seltext": "På øen",
                   "owner": "bo"}],
}  # fmt: skip


_TAGS = Project(
    path=Path("x"),
    format="drawn",
    name="Øer",
    coders=(Coder(key="bo", name="bo"),),
    codes=(ProjectCode(key="1", name="sted"),),
    sources=(Source(key="1", name="R-01", text="I: Hvor?\nX: På øen."),),
    codings=(ProjectCoding(key="1", source="1", code="1", spans=((12, 18),), coder="bo"),),
)
