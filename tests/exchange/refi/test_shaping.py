"""What is written for a program that has demands of its own, looked at in the file itself."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lises.errors import UnknownNameError
from lises.exchange.projects.project import (
    Case,
    Coder,
    Link,
    Memo,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSet,
    Source,
    SourceTurn,
)
from lises.exchange.refi import read_qdpx, write_qdc, write_qdpx
from lises.exchange.refi.writing.sources import NAMED

SPACE = "{urn:QDA-XML:project:1.0}"
TEXT = "I: Hej 🌱\nX: Åh,\r\ndet går.\n"
AT = TEXT.index("det går")


def project(**more) -> Project:
    given = {
        "path": Path("x"),
        "format": "made",
        "name": "Studie",
        "coders": (Coder(key="a", name="Anna"),),
        "codes": (ProjectCode(key="c", name="Tillid"),),
        "sources": (Source(key="s", name="Samtale", text=TEXT),),
        "codings": (
            ProjectCoding(key="k", source="s", code="c", spans=((AT, AT + 7),), coder="a"),
        ),
    }
    return Project(**{**given, **more})


def opened(content) -> tuple[ElementTree.Element, dict[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return ElementTree.fromstring(files.pop("project.qde")), files


def selection(content) -> ElementTree.Element:
    found = opened(content)[0].find(f".//{SPACE}PlainTextSelection")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("reader", "text", "start"),
    [
        ("", TEXT, AT),
        ("atlas", TEXT.replace("\r\n", "\n"), AT - 1),
        ("qualcoder", TEXT.replace("\r\n", "\n"), AT - 1),
        ("maxqda", "I: Hej 🌱\r\nX: Åh,\r\ndet går.\r\n", AT + 1),
        ("nvivo", TEXT, AT + 1),  # the plant is two units
    ],
)
def test_each_reader_gets_the_text_and_the_positions_it_counts(reader, text, start):
    written = write_qdpx(project(), reader=reader)
    _, files = opened(written.content)
    assert [content.decode() for content in files.values()] == [text]
    one = selection(written.content)
    assert (one.get("startPosition"), one.get("endPosition")) == (str(start), str(start + 7))
    assert one.get("name") == "det går"
    assert one.get("creatingUser") == opened(written.content)[0].find(f".//{SPACE}User").get("guid")
    assert bool(written.lost) == (text != TEXT)


def test_no_text_is_given_as_rich_text_and_names_are_as_every_reader_wants_them():
    root, files = opened(write_qdpx(project()).content)
    source = root.find(f".//{SPACE}TextSource")
    guid = source.get("guid")
    assert guid == guid.upper()
    assert source.get("plainTextPath") == f"internal://{guid}.txt"
    assert source.get("richTextPath") is None
    assert list(files) == [f"sources/{guid}.txt"]


def test_a_reader_that_nobody_knows_is_named_with_the_nearest():
    with pytest.raises(UnknownNameError, match="maxqda"):
        write_qdpx(project(), reader="maxqd")


def test_a_long_passage_is_named_by_its_beginning():
    text = "ord  \n" * 200
    whole = ProjectCoding(key="k", source="s", code="c", spans=((0, len(text)),))
    made = project(sources=(Source(key="s", name="", text=text),), codings=(whole,))
    name = selection(write_qdpx(made).content).get("name")
    assert name.endswith("…")
    assert len(name) <= NAMED + 1
    assert read_qdpx(write_qdpx(made).content, Path("x")).codings[0].spans == whole.spans


def test_what_only_this_library_knows_is_in_one_note_and_comes_back():
    turns = (SourceTurn(start=0, said=3, end=8, label="I", speakers=("interviewer", "p"), time=""),)
    made = project(
        sources=(Source(key="s", name="Samtale", text=TEXT, turns=turns, id="R1", kind="audio"),),
        cases=(Case(key="p", name="Fru B.", id="B"),),
        memos=(
            Memo(key="m", text="Om hende.", about=(("case", "p"),)),
            Memo(key="n", text="Om noten.", about=(("memo", "m"), ("set", "t"))),
        ),
        sets=(ProjectSet(key="t", name="Tema", codes=("c",)),),
        links=(Link(key="l", origin=("set", "t"), target=("memo", "m"), memo="fordi"),),
    )
    root, _ = opened(write_qdpx(made).content)
    notes = root.findall(f".//{SPACE}Note")
    assert [note.get("name") for note in notes].count("lises") == 1
    found = read_qdpx(write_qdpx(made).content, Path("x"))
    keys = {"p": found.cases[0].key, "m": found.memos[0].key, "t": found.sets[0].key}
    assert found.sources[0].turns[0].speakers == ("interviewer", keys["p"])
    assert (found.sources[0].id, found.sources[0].kind, found.cases[0].id) == ("R1", "audio", "B")
    assert [memo.about for memo in found.memos] == [
        (("case", keys["p"]),),
        (("set", keys["t"]), ("memo", keys["m"])),
    ]
    link = found.links[0]
    assert (link.origin, link.target, link.memo) == (
        ("set", keys["t"]),
        ("memo", keys["m"]),
        "fordi",
    )
    assert len(found.memos) == 2


def test_a_project_with_nothing_of_ours_has_no_note_of_ours():
    root, _ = opened(write_qdpx(project()).content)
    assert root.find(f"{SPACE}Notes") is None


def test_what_cannot_be_kept_is_named_with_its_count():
    made = project(
        codes=(ProjectCode(key="c", name="Tillid", color="blå"),),
        codings=(
            ProjectCoding(key="k", source="nowhere", code="c", spans=((0, 1),)),
            ProjectCoding(key="l", source="t", code="c", spans=((0, 1),)),
        ),
        sources=(Source(key="t", name="", text=None), Source(key="u", name="", text="\ud83d")),
        sets=(ProjectSet(key="t", name="Tema", codes=("c", "d")),),
    )
    lost = write_qdpx(made).lost
    for what in (
        "colours that are not #rrggbb, left out: 1",
        "codings of a source or a code that is not there, left out: 1",
        "places of codings in sources without a text, left out: 1",
        "pointers to a code that is not there, left out: 1",
        "half characters",
    ):
        assert any(line.startswith(what) for line in lost), what


def test_things_that_came_with_one_guid_go_out_with_one_each():
    same = "C0000000-0000-4000-8000-000000000001"
    codes = tuple(ProjectCode(key=k, name=k, guid=same) for k in "cd")
    made = project(codes=codes, sources=(Source(key="s", name="", text=TEXT, guid=same),))
    root, _ = opened(write_qdpx(made).content)
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(set(guids)) == len(guids)
    assert guids.count(same) == 1
    found = read_qdpx(write_qdpx(made).content, Path("x"))
    assert [found.codes[0].key == c.code for c in found.codings] == [True]
    assert not found.problems


def test_a_codebook_of_invented_people_says_so():
    made = project(constructed=True, description="Invented -- people.\nMore.")
    content = write_qdc(made).content
    assert b"<!-- Invented - - people. -->" in content
