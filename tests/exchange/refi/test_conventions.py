"""Files that count in each of the sixteen ways: every selection has its words again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lises.exchange.projects.conventions import Convention, conventions
from lises.exchange.refi import read_qdpx

from .making import NOTE, TALK, coding, counted, document, qdpx, selection, sources, text_source

PATH = Path("made.qdpx")
TEXT = (
    "I: Hvad så med huset?\r\nX: Ja 🌱 det er blåt, og taget 🏚 er væk.\r\n\r\n"
    "I: Nå.\r\nX: Vi har a\u030a og 👩\u200d🌾 derude,\r\nog det går.\r\n"
)
WORDS = (
    "Hvad så med huset?",
    "Ja 🌱 det er blåt",
    "taget 🏚 er væk",
    "væk.\r\n\r\nI: Nå.",
    "a\u030a og 👩\u200d🌾",
    "og det går.",
    "🌱",
    "I: Hvad",
)
EVERY = list(conventions())


def named(convention: Convention) -> str:
    return str(convention)


def made(convention: Convention, *, names: bool = True) -> bytes:
    """A file as NVivo makes it: byte order mark, CRLF, and the words as the selections' names."""
    inside = []
    for number, words in enumerate(WORDS, start=1):
        at = TEXT.index(words)
        start, end = counted(TEXT, (at, at + len(words)), convention, marked=True)
        name = " ".join(words.split()) if names else ""
        inside.append(selection(number, start, end, name, coding(100 + number)))
    xml = document(sources(text_source("".join(inside))))
    return qdpx(xml, {f"sources/{TALK}.txt": ("\ufeff" + TEXT).encode()})


def words_found(content: bytes) -> list[str]:
    project = read_qdpx(content, PATH)
    assert project.sources[0].text == TEXT
    return [TEXT[a:b] for coding in project.codings for a, b in coding.spans]


@pytest.mark.parametrize("convention", EVERY, ids=named)
def test_every_selection_has_its_words_and_the_report_names_the_convention(convention):
    content = made(convention)
    assert words_found(content) == list(WORDS)
    found = read_qdpx(content, PATH)
    told = replace(convention, fits=len(WORDS), tried=len(WORDS), by="words")
    assert found.convention == told
    assert not found.set_aside
    assert not found.problems
    assert any(str(convention) in note and "8 of 8" in note for note in found.notes)


@pytest.mark.parametrize("unit", ["code points", "UTF-16 units"])
def test_without_words_the_borders_of_words_decide(unit):
    convention = Convention(unit=unit)
    found = read_qdpx(made(convention, names=False), PATH)
    assert found.convention is not None
    assert (found.convention.unit, found.convention.by) == (unit, "borders")
    assert words_found(made(convention, names=False)) == list(WORDS)


def test_slips_of_the_coder_stay_as_they_are_and_are_told():
    at = TEXT.index("blåt")
    slip = selection(50, at, at + 3, "Nå.", coding(150))
    content = made(Convention())
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read("project.qde").decode()
    changed = xml.replace("</TextSource>", slip + "</TextSource>")
    found = read_qdpx(qdpx(changed, {f"sources/{TALK}.txt": ("\ufeff" + TEXT).encode()}), PATH)
    assert found.codings[-1].spans == ((at, at + 3),)
    assert found.convention is not None
    assert (found.convention.fits, found.convention.tried) == (8, 9)
    problem = found.problems[0]
    assert problem.rule == "selection-differs"
    assert f"{at} to {at + 3}" in problem.message
    assert str(TEXT.index("Nå.")) in problem.message
    assert "Nå" not in problem.message


def test_a_text_in_the_xml_with_crlf_is_counted_as_it_was_written():
    # A parser makes every CRLF in XML a LF; the program that wrote it counted both.
    inside = [
        selection(n, TEXT.index(w), TEXT.index(w) + len(w), " ".join(w.split()), coding(100 + n))
        for n, w in enumerate(WORDS, start=1)
    ]
    source = text_source(f"<PlainTextContent>{TEXT}</PlainTextContent>{''.join(inside)}", path="")
    found = read_qdpx(qdpx(document(sources(source)).encode()), PATH)
    assert found.sources[0].text == TEXT
    assert [TEXT[a:b] for c in found.codings for a, b in c.spans] == list(WORDS)


def test_two_sources_of_one_file_count_alike():
    inside = selection(1, 4, 7, "ord", coding(2))
    second = selection(3, 4, 7, "ord", coding(4))
    body = sources(text_source(inside), text_source(second).replace(TALK, NOTE, 1))
    found = read_qdpx(qdpx(document(body), {f"sources/{TALK}.txt": "\ufeffet ord".encode()}), PATH)
    assert [c.spans for c in found.codings] == [((3, 6),), ((3, 6),)]
    assert found.convention is not None
    assert found.convention.bom
    assert (found.convention.fits, found.convention.tried) == (2, 2)


def test_a_mark_is_counted_only_where_a_text_has_one():
    inside = selection(1, 1, 4, "ord", coding(2))
    content = qdpx(document(sources(text_source(inside))), {f"sources/{TALK}.txt": b"ord og andre"})
    found = read_qdpx(content, PATH)
    assert found.convention is not None
    assert not found.convention.bom
    assert found.codings[0].spans == ((1, 4),)
