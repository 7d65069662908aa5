"""What is written as REFI-QDA is read again as it was, for every project that can be drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from lises.exchange.projects.guids import guid_of
from lises.exchange.projects.project import Project
from lises.exchange.refi import read_qdc, read_qdpx, write_qdc, write_qdpx
from tests.making.projects import projects, settled

PATH = Path("drawn.qdpx")
NOT_IN_A_CODEBOOK = (
    *("ids", "dates", "coders", "variables", "cases", "memos", "links", "constructed", "name"),
)


def bytes_of(project: Project, reader: str = "") -> bytes:
    content = write_qdpx(project, reader=reader).content
    assert isinstance(content, bytes)
    return content


@given(projects())
def test_a_project_comes_back_equal(project):
    written = write_qdpx(project)
    assert written.lost == ()
    found = read_qdpx(written.content, PATH)
    assert found.problems == ()
    assert found.set_aside == ()
    assert settled(found) == settled(project)


@given(projects())
def test_the_same_project_gives_the_same_bytes_and_again_after_reading(project):
    first = bytes_of(project)
    assert bytes_of(project) == first
    again = read_qdpx(first, PATH)
    assert bytes_of(read_qdpx(bytes_of(again), PATH)) == bytes_of(again)


@given(projects())
def test_every_thing_keeps_its_guid(project):
    found = read_qdpx(bytes_of(project), PATH)
    for name in ("codes", "sources", "coders", "cases", "variables", "sets", "memos"):
        assert [x.guid for x in getattr(found, name)] == [
            guid_of(x, project) for x in _in_order(project, name)
        ]
    assert {c.guid for c in found.codings} == {guid_of(c, project) for c in project.codings}


def _in_order(project, name):
    things = getattr(project, name)
    if name != "codes":
        return things
    found = {c.key: c for c in things}
    below = {}
    for code in found.values():
        below.setdefault(code.parent, []).append(code)

    def walk(key):
        for code in below.get(key, ()):
            yield code
            yield from walk(code.key)

    return list(walk(""))


@pytest.mark.parametrize("reader", ["atlas", "maxqda", "nvivo", "qualcoder"])
@given(project=projects())
def test_for_each_reader_it_comes_back_with_that_readers_line_ends(reader, project):
    written = write_qdpx(project, reader=reader)
    found = read_qdpx(written.content, PATH)
    kept = settled(found)
    for before, after in zip(project.sources, found.sources, strict=True):
        if before.text is None:
            continue
        plain = before.text.replace("\r\n", "\n")
        ends = {"maxqda": plain.replace("\n", "\r\n"), "nvivo": before.text}
        assert after.text == ends.get(reader, plain)
    assert [len(c.spans) for c in kept.codings] == [len(c.spans) for c in settled(project).codings]
    assert sorted(passages(found)) == sorted(passages(project))


def passages(project):
    texts = {s.key: s.text for s in project.sources}
    names = {c.key: c.name for c in project.codes}
    for coding in project.codings:
        for start, end in coding.spans:
            words = texts[coding.source][start:end].replace("\r\n", "\n").strip("\r\n")
            yield names[coding.code], words


@given(projects())
def test_a_codebook_comes_back_equal_less_what_is_named_as_lost(project):
    written = write_qdc(project)
    found = read_qdc(written.content, PATH)
    alone = replace(
        project,
        description="",
        sources=(),
        codings=(),
        sets=tuple(replace(s, sources=(), memos=()) for s in project.sets),
    )
    assert settled(found, NOT_IN_A_CODEBOOK) == settled(alone, NOT_IN_A_CODEBOOK)
    named = " ".join(written.lost)
    for what in ("sources", "codings", "coders", "variables", "cases", "memos", "links"):
        assert bool(getattr(project, what)) == (f"{what}: {len(getattr(project, what))}," in named)
