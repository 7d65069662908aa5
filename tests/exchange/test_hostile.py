"""Files that are damaged, or made to harm: always a problem, never a traceback."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.exchange import (
    Imported,
    as_json,
    propose_speakers,
    read_transcript,
    report,
    to_transcript,
)
from lises.exchange.archive import ArchiveLimits, open_archive
from lises.exchange.document import UnreadableError
from lises.exchange.safexml import MAX_DEPTH, parse_xml

from .docx_writer import docx_bytes, para, part, run, table

TALK = (
    para("I = interviewer, X = informant"),
    para("I: Hvor bor du?"),
    para("X: På ", f"<w:ins w:id='1'>{run('Ærø')}</w:ins>", "<w:r><w:br/></w:r>", run("nu")),
    table(("00:01", "I", "Nå")),
)
SOUND = docx_bytes(
    *TALK,
    parts={
        "word/styles.xml": part("styles", '<w:style w:styleId="A"><w:rPr><w:b/></w:rPr></w:style>'),
        "word/footnotes.xml": part(
            "footnotes", f"<w:footnote w:id='1'>{para('note')}</w:footnote>"
        ),
    },
)


def read(folder: Path, content: bytes, name: str = "interview.docx") -> Imported:
    path = folder / name
    path.write_bytes(content)
    return read_transcript(path)


def rules(found: Imported) -> set[str]:
    return {problem.rule for problem in found.problems}


def archive(*files: tuple[str, str | bytes], mode: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", mode) as made:
        for name, content in files:
            made.writestr(zipfile.ZipInfo(name), content, compress_type=mode)
    return out.getvalue()


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE {0}>{1}'
BODY = part("document", "<w:body>" + para("I: &x;") + "</w:body>").partition("?>")[2]


@pytest.mark.parametrize(
    "doctype",
    [
        "d",
        'd SYSTEM "file:///etc/passwd"',
        'd [<!ENTITY x "y">]',
        'd [<!ENTITY x SYSTEM "file:///etc/passwd">]',
        'd [<!ENTITY a "aaaa"><!ENTITY x "&a;&a;&a;&a;">]',
        'd [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]',
    ],
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/comments.xml", "_rels/.rels"])
def test_a_document_type_declaration_is_refused_in_any_part(tmp_path, doctype, name):
    evil = DOCTYPE.format(doctype, BODY)
    found = read(tmp_path, docx_bytes(*TALK, parts={name: evil}))
    assert rules(found) == {"xml-dtd"}
    assert found.turns == ()


def test_deep_nesting_is_refused_before_the_stack_is_full(tmp_path):
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    assert rules(read(tmp_path, docx_bytes(para("I: a"), deep))) == {"xml-too-large"}
    assert parse_xml(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH, "a").tag == "a"


def test_as_deep_as_is_allowed_is_walked(tmp_path):
    levels = MAX_DEPTH - 10
    held = "<w:sdt>" * levels + run("dybt") + "</w:sdt>" * levels
    found = read(tmp_path, docx_bytes(para("I: a"), para("I: ", held)))
    assert found.turns[-1].text == "dybt"


def test_too_many_elements_and_too_many_bytes_are_refused(monkeypatch):
    from lises.exchange import safexml

    monkeypatch.setattr(safexml, "MAX_ELEMENTS", 10)
    with pytest.raises(UnreadableError, match="elements"):
        parse_xml(b"<a>" + b"<b/>" * 10 + b"</a>", "a")
    monkeypatch.setattr(safexml, "MAX_BYTES", 10)
    with pytest.raises(UnreadableError, match="MiB"):
        parse_xml(b"<abcdefgh/>", "a")


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ([("../evil", "x")], "leads out"),
        ([("/evil", "x")], "leads out"),
        ([("a/../../evil", "x")], "leads out"),
        ([("a\\..\\evil", "x")], "leads out"),
        ([("C:/evil", "x")], "leads out"),
        ([("word/document.xml", "x"), ("word/Document.XML", "y")], "two entries"),
        ([("bomb.xml", b"\0" * (2**21))], "times its size"),
        ([(f"n{i}", "") for i in range(12)], "entries"),
        ([("a", b"\0" * 2**21), ("b", b"\1" * 2**21)], "MiB"),
    ],
)
def test_an_unsafe_archive_is_refused_before_it_is_read(files, what):
    limits = ArchiveLimits(entries=11, total=3 * 2**20, ratio=300)
    with pytest.raises(UnreadableError, match=what) as raised:
        open_archive(archive(*files), limits)
    assert raised.value.rule == "archive-unsafe"


def test_a_link_in_an_archive_is_refused():
    link = zipfile.ZipInfo("word/document.xml")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableError, match="is a link"):
        open_archive(out.getvalue())


def test_an_entry_that_is_larger_than_it_says_is_refused():
    content = archive(("a", b"x" * 1000), mode=zipfile.ZIP_STORED)
    with pytest.raises(UnreadableError, match="larger than"):
        open_archive(content, ArchiveLimits(entry=999)).read("a")


def test_a_locked_entry_is_told(tmp_path):
    content = bytearray(archive(("word/document.xml", "<a/>")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + flags
        struct.pack_into("<H", content, at, 1)
    found = read(tmp_path, bytes(content))
    assert rules(found) == {"archive-encrypted"}


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("Project.qde", "REFI-QDA"),
        ("brev.txt", "ZIP archive"),
    ],
)
def test_other_archives_are_named(tmp_path, name, what):
    found = read(tmp_path, archive((name, "x")))
    assert rules(found) == {"format-not-read"}
    assert what in found.problems[0].message


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<w:p"},
        {"word/document.xml": ""},
        {"word/document.xml": "<html/>"},
        {"_rels/.rels": "<"},
    ],
)
def test_a_damaged_main_part_is_a_problem(tmp_path, parts):
    found = read(tmp_path, docx_bytes(*TALK, parts=parts))
    assert rules(found) <= {"xml-damaged", "archive-damaged"}
    assert found.problems[0].severity == "error"
    assert found.problems[0].remedy


def test_a_damaged_part_beside_the_text_is_told_and_the_text_comes_in(tmp_path):
    found = read(tmp_path, docx_bytes(*TALK, parts={"word/comments.xml": "<w:comments"}))
    assert rules(found) == {"xml-damaged"}
    assert len(found.turns) == 3


def exercise(found: Imported) -> None:
    """Everything that may be done with an import is possible, whatever came of it."""
    assert found.turns or found.problems
    assert report(found)
    assert as_json(found)["words"]
    mapping = {p.label: p.becomes or "R01" for p in propose_speakers(found)}
    transcript, _ = to_transcript(found, interview="R01", speakers=mapping)
    assert len(transcript.turns) <= len(found.turns)


FUZZ = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(data=st.data())
def test_a_word_document_with_changed_bytes_never_raises(tmp_path, data):
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    exercise(read(tmp_path, bytes(content[:cut])))


@FUZZ
@given(data=st.data())
def test_a_word_document_whose_xml_is_changed_never_raises(tmp_path, data):
    with zipfile.ZipFile(io.BytesIO(SOUND)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    name = data.draw(st.sampled_from([n for n in parts if n.endswith(".xml")]))
    content = bytearray(parts[name])
    pieces = [
        b"<w:p>",
        b"</w:p>",
        b"<w:r>",
        b"</w:r>",
        b"<w:t>",
        b"</w:t>",
        b"<w:tbl>",
        b"&#0;",
        b"\xff",
        b"X:",
        b"<w:del/>",
    ]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 12))] = data.draw(
            st.sampled_from(pieces) | st.binary(max_size=4)
        )
    exercise(read(tmp_path, archive(*{**parts, name: bytes(content)}.items())))


TEXT = st.builds(
    lambda name, text: f'<{name} xml:space="preserve">{text}</{name}>',
    st.sampled_from(["w:t", "w:t", "w:delText"]),
    st.sampled_from(
        ["ja", "X: ", "I: Nå ", "et to", "…", "\u00a0", "12:", "40", "-", "'s", "it&apos;s"]
    ),
)
BREAK = st.sampled_from(["<w:br/>", "<w:tab/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:softHyphen/>"])
PROPERTIES = st.sampled_from(["", "", "", "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:b/></w:rPr>"])


def within(inner, *names):
    return st.builds(
        lambda name, children: f"<{name}>{''.join(children)}</{name}>",
        st.sampled_from(names),
        st.lists(inner, max_size=3),
    )


def branches(inner):
    made = st.tuples(within(inner, "mc:Choice"), within(inner, "mc:Choice", "mc:Fallback"))
    return made.map(lambda pair: f"<mc:AlternateContent>{''.join(pair)}</mc:AlternateContent>")


def inlines(block):
    held = TEXT | BREAK | within(block, "w:txbxContent", "w:drawing")
    runs = st.builds(
        lambda properties, children: f"<w:r>{properties}{''.join(children)}</w:r>",
        PROPERTIES,
        st.lists(held | branches(held), max_size=4),
    )
    wrap = ("w:ins", "w:del", "w:moveFrom", "w:hyperlink", "w:sdt", "w:smartTag")
    return runs | within(runs, *wrap) | branches(runs)


def blocks(block):
    rows = within(within(block, "w:tc") | within(within(block, "w:tc"), "w:sdt"), "w:tr")
    return (
        within(inlines(block), "w:p")
        | within(rows | branches(rows), "w:tbl")
        | within(block, "w:sdt")
        | branches(block)
    )


TREES = st.recursive(within(TEXT.map(lambda t: f"<w:r>{t}</w:r>"), "w:p"), blocks, max_leaves=12)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(trees=st.lists(TREES, max_size=4))
def test_in_any_nesting_of_words_elements_no_word_is_lost_or_made(tmp_path, trees):
    found = read(tmp_path, docx_bytes(*TALK, *trees))
    assert found.words.difference == 0
    exercise(found)


@FUZZ
@given(content=st.binary(max_size=300))
def test_any_bytes_named_txt_never_raise(tmp_path, content):
    exercise(read(tmp_path, content, "interview.txt"))


@FUZZ
@given(
    text=st.text(
        st.sampled_from(
            "IXY:.[]()#*-–= \t\n\r\x0b\x0c\u2028\u00a0\u0085\u202e012345ogaå\u030a'\\|/_<>\ufeff"
        ),
        max_size=200,
    ),
    name=st.sampled_from(["a.txt", "a.md"]),
)
def test_any_text_keeps_its_words_and_never_raises(tmp_path, text, name):
    found = read(tmp_path, text.encode(), name)
    assert found.words.difference == 0
    exercise(found)


@pytest.mark.parametrize(
    "line",
    [
        " " * 200_000 + "x",
        "X" + " " * 200_000 + "y",
        "I = " + "a " * 100_000,
        "X" + " \t" * 100_000 + "y",
        "**X" + " " * 200_000 + "y",
        "Længde" + " " * 200_000 + "y",
        "(I" * 100_000,
        "[0" + " " * 200_000,
        "I." + " " * 200_000 + "y",
        "1:" * 100_000,
        "a-" * 100_000,
        " og" * 100_000,
        "\u00a0\u202e" * 100_000 + "y",
    ],
)
def test_a_line_made_to_take_for_ever_does_not(tmp_path, line):
    from time import process_time

    content = f"I: a\n{line}\nX: b\n{line}\nI: c\nX: d\n".encode()
    begin = process_time()
    found = read(tmp_path, content, "a.txt")
    assert process_time() - begin < 60
    assert found.words.difference == 0


def test_very_many_paragraphs_of_one_turn_do_not_take_for_ever(tmp_path):
    from time import process_time

    begin = process_time()
    found = read(tmp_path, b"I: a\nX: b\nI: c\nX: d\n" + b"e\n" * 100_000, "a.txt")
    assert process_time() - begin < 120
    assert found.words_in_turns == 100_004


def test_very_many_labels_do_not_take_for_ever(tmp_path):
    from time import process_time

    lines = "".join(f"P{n}: a\nP{n}: b\n" for n in range(5_000))
    begin = process_time()
    exercise(read(tmp_path, lines.encode(), "a.txt"))
    assert process_time() - begin < 60
