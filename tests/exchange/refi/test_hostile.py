"""Damaged and made to harm: a problem each time, never an exception, never without an end."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.document import UnreadableError
from lises.exchange.projects.project import Project
from lises.exchange.refi import looks_like_qdc, looks_like_qdpx, read_qdc, read_qdpx, write_qdpx
from lises.exchange.refi.carried import parse_carried
from lises.exchange.refi.reading import stream
from lises.exchange.safexml import MAX_DEPTH, XmlLimits, stream_xml
from tests.making.projects import projects

from .making import TALK, coding, document, guid, qdpx, selection, sources, text_source

PATH = Path("x.qdpx")
XML = document(
    sources(text_source(selection(1, 0, 3, "Hej", coding(2)) + coding(3))),
    more=f'<Notes><Note guid="{guid(4)}"><PlainTextContent>n</PlainTextContent></Note></Notes>',
)
FILES = {f"sources/{TALK}.txt": "Hej på dig 🌱\r\n".encode()}
SOUND = qdpx(XML, FILES)


def rules(content: bytes) -> set[str]:
    found = read_qdpx(content, PATH)
    assert isinstance(found, Project)
    return {problem.rule for problem in found.problems}


@given(st.binary(max_size=400))
def test_any_bytes_give_a_project_with_a_problem(content):
    looks_like_qdpx(content, "x.qdpx")
    looks_like_qdc(content, "x.qdc")
    assert read_qdpx(content, PATH).problems
    assert read_qdc(content, PATH).problems


@given(st.data())
def test_any_damage_to_an_archive_gives_a_project(data):
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    rules(bytes(content))
    rules(bytes(content[:cut]))


_PIECES = (
    *("<Coding>", "</Coding>", "<PlainTextSelection>", "</PlainTextSelection>", "<Code/>", "&#0;"),
    *("<CodeRef/>", '<NoteRef targetGUID="x"/>', "<Representation/>", "<Note/>", "<TextSource/>"),
    *("<Description>d<x/>e</Description>", "<PDFSource><PDFSelection/></PDFSource>", "<Set/>"),
    *("<VariableValue><TextValue/></VariableValue>", "<Sets/>", "]]>", "<!---->", "<?x y?>", "&"),
    *('<Case guid=""><SelectionRef targetGUID="é"/></Case>', "<Link/>", "<Graph/>", "<User/>"),
    *('<PlainTextSelection startPosition="-1" endPosition="99999999999999999999"/>', '="', "\x00"),
    *('<PlainTextSelection startPosition="²" endPosition="٣"/>', "<Codes><Code/></Codes>"),
)


@given(st.lists(st.tuples(st.integers(0, len(XML)), st.sampled_from(_PIECES)), max_size=5))
def test_any_xml_gives_a_project(cuts):
    xml = XML
    for at, piece in cuts:
        xml = xml[:at] + piece + xml[at:]
    rules(qdpx(xml.encode("utf-8", "replace"), FILES))


@given(st.lists(st.tuples(st.integers(0, len(XML)), st.integers(0, 60)), min_size=1, max_size=4))
def test_any_xml_with_parts_taken_out_gives_a_project(cuts):
    xml = XML
    for at, length in cuts:
        xml = xml[:at] + xml[at + length :]
    rules(qdpx(xml, FILES))


@given(st.lists(st.sampled_from([p for p in _PIECES if p.count("<") and "&" not in p]), max_size=8))
def test_elements_where_they_do_not_belong_give_a_project(pieces):
    whole = [
        p for p in pieces if p not in ("<!---->", "<?x y?>") and p.endswith(("/>", "e>", "s>"))
    ]
    rules(qdpx(XML.replace("</TextSource>", "".join(whole) + "</TextSource>"), FILES))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.just(guid(2)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([guid(2), guid(4), TALK, "at", "guid"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)
_PARTS = ("ids", "dates", "kinds", "turns", "parts", "codings", "memos", "about", "links", "days")


@given(st.dictionaries(st.sampled_from(_PARTS), _JSON, max_size=5))
def test_anything_in_the_note_of_this_library_gives_a_project(kept):
    text = json.dumps({"lises": 1, **kept}).replace("&", "&amp;").replace("<", "&lt;")
    note = f'<Note guid="{guid(5)}" name="lises"><PlainTextContent>{text}</PlainTextContent></Note>'
    found = read_qdpx(qdpx(XML.replace("<Notes>", "<Notes>" + note), FILES), PATH)
    assert isinstance(found, Project)
    assert not any(problem.severity == "error" for problem in found.problems)
    write_qdpx(found)


def test_a_note_that_only_bears_the_name_stays_a_note():
    for text in ("{}", "{", '{"lises": 2}', '["lises"]', '{"lises":' * 9999):
        assert parse_carried(text) is None
        note = f'<Note guid="{guid(5)}" name="lises"><PlainTextContent>{text}</PlainTextContent></Note>'
        found = read_qdpx(qdpx(XML.replace("<Notes>", "<Notes>" + note), FILES), PATH)
        assert [memo.title for memo in found.memos] == ["lises", ""]


def test_a_document_type_declaration_is_refused_wherever_it_is():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for head in (bomb, "<!DOCTYPE Project>", '<!DOCTYPE x SYSTEM "file:///etc/passwd">'):
        xml = XML.replace("<Project", head + "<Project", 1)
        assert rules(qdpx(xml)) == {"xml-dtd"}
        assert {p.rule for p in read_qdc(xml.encode(), PATH).problems} == {"xml-dtd"}


def test_depth_size_and_names_have_caps(monkeypatch):
    deep = "<a>" * (MAX_DEPTH + 1) + "</a>" * (MAX_DEPTH + 1)
    assert rules(qdpx(deep)) == {"xml-too-large"}
    within = XML.replace("<CodeRef", deep + "<CodeRef", 1)
    assert rules(qdpx(within)) == {"xml-too-large"}
    many = "".join(f"<n{i}/>" for i in range(1500))
    assert rules(qdpx(XML.replace("<Sources>", many + "<Sources>"))) == {"xml-too-large"}
    monkeypatch.setattr(stream, "LIMITS", XmlLimits(total=2**20, elements=5))
    assert rules(SOUND) == {"xml-too-large"}
    monkeypatch.setattr(stream, "LIMITS", XmlLimits(total=100))
    assert rules(SOUND) == {"xml-too-large"}


def test_the_stream_tells_damage_and_an_encoding_nobody_knows():
    for content in (b"<a>", b"", b'<?xml version="1.0" encoding="ebcdic-x"?><a/>', b"<a/><b/>"):
        with pytest.raises(UnreadableError) as told:
            stream_xml(content, "x", lambda _: None)
        assert told.value.rule == "xml-damaged"


def test_archives_that_reach_out_or_lie_are_refused():
    def archive(*names: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name in names:
                made.writestr(name, XML)
        return out.getvalue()

    for names in (("../project.qde",), ("/project.qde",), ("project.qde", "Project.qde")):
        assert rules(archive(*names)) == {"archive-unsafe"}
    assert rules(archive("other.xml")) == {"refi-not-a-project"}
    assert rules(qdpx("<html/>")) == {"refi-not-a-project"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", b"<Project>" + b" " * 2**24 + b"</Project>")
    assert rules(out.getvalue()) == {"archive-unsafe"}


def test_a_path_never_leads_out_of_the_archive():
    for path in ("internal://../../etc/passwd", "absolute:///etc/passwd", "file:///etc/hostname"):
        found = read_qdpx(qdpx(document(sources(text_source("", path))), FILES), PATH)
        assert found.sources[0].text is None


def test_one_large_text_named_by_many_sources_is_read_once():
    text = ("🌱 og så videre " * 60 + "\r\n") * 100
    inside = selection(1, 5, 9, "og s", coding(2))
    many = "".join(text_source(inside).replace(TALK, guid(n), 1) for n in range(100, 400))
    content = qdpx(document(sources(many)), {f"sources/{TALK}.txt": text.encode()})
    tracemalloc.start()
    found = read_qdpx(content, PATH)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.sources) == 300
    assert peak < 12 * 2**20  # the text alone is 0.4 MB in four bytes a letter


@given(projects())
def test_what_another_program_changed_is_not_overwritten_by_what_was_kept(project):
    content = write_qdpx(project).content
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    changed = {n: c + b" mere" if n.endswith(".txt") else c for n, c in files.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, its in changed.items():
            archive.writestr(name, its)
    found = read_qdpx(out.getvalue(), PATH)
    assert not any(source.turns for source in found.sources)
    assert [len(c.spans) for c in found.codings] == [
        len(c.spans) for c in read_qdpx(content, PATH).codings
    ]
