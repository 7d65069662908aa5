"""Web Annotations in and out, and what Hypothesis gives."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.annotations.hypothesis import looks_like_hypothesis, read_hypothesis
from lises.exchange.annotations.web import looks_like_web_annotations, read_web_annotations
from lises.exchange.annotations.web_out import write_web_annotations
from lises.exchange.projects.guids import guid_of
from lises.exchange.projects.project import Project
from lises.exchange.projects.written import zipped
from tests.making.projects import projects
from tests.making.reading import sound

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
PATH = Path("a.jsonld")


def read(*annotations: dict, **more: object) -> Project:
    value = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage"}
    return read_web_annotations(
        json.dumps({**value, "items": list(annotations), **more}).encode(), PATH
    )


def note(target: object, *bodies: object, **more: object) -> dict:
    return {"type": "Annotation", "id": "urn:x:1", "body": list(bodies), "target": target, **more}


QUOTE = {"type": "TextQuoteSelector", "exact": "vand", "prefix": "henter ", "suffix": " hver"}
TAG = {"type": "TextualBody", "purpose": "tagging", "value": "slæb"}


def test_the_text_selector_of_the_sample_is_exact():
    path = SAMPLES / "annotations" / "correct_anno27.json"
    if not path.is_file():
        pytest.skip("the samples are not here (LISES_SAMPLES)")
    content = path.read_bytes()
    assert looks_like_web_annotations(content, path.name)
    found = read_web_annotations(content, path)
    (coding,) = found.codings
    assert (coding.spans, coding.source) == (((412, 795),), "http://example.org/ebook1")
    assert coding.memo == "http://example.org/review1"


def test_tags_are_codes_and_other_bodies_the_memo():
    found = read(
        note({"source": "http://h/a", "selector": QUOTE}, TAG,
             {"type": "TextualBody", "value": "tungt", "purpose": "commenting"},
             {"type": "SpecificResource", "source": "http://c/1", "purpose": "classifying"},
             creator={"id": "http://h/anna", "name": "Anna"}, created="2024-05-01T09:30:00Z"),
        note("http://h/a", bodyValue="en god side", motivation="commenting"),
    )  # fmt: skip
    first, second, third = found.codings
    assert [c.name for c in found.codes] == ["slæb", "http://c/1", "commenting"]
    assert (first.quote, first.before, first.after) == ("vand", "henter ", " hver")
    assert (first.coder, first.date, first.memo) == (
        "http://h/anna", "2024-05-01T09:30:00Z", "tungt",
    )  # fmt: skip
    assert first.selection == second.selection
    assert (third.whole, third.memo) == (True, "en god side")


def test_selectors_refined_by_others_and_fragments_are_read():
    refined = {"type": "FragmentSelector", "value": "para3", "refinedBy": QUOTE}
    chars = {"type": "FragmentSelector", "value": "char=3,7"}
    path = {"type": "XPathSelector", "value": "/html/p[1]"}
    found = read(
        note({"source": "http://h/a", "selector": refined}, TAG),
        note({"source": "http://h/a", "selector": chars}, TAG),
        note("http://h/a#char=4,9", TAG),
        note({"source": "http://h/a", "selector": path}, TAG),
    )
    assert [(c.quote, c.spans) for c in found.codings] == [
        ("vand", ()), ("", ((3, 7),)), ("", ((4, 9),)),
    ]  # fmt: skip
    assert [one.why for one in found.set_aside] == ["its place is not read: XPathSelector"]


def test_targets_in_one_source_are_one_coding_and_in_two_sources_two():
    spans = [{"source": "http://h/a", "selector": {"type": "TextPositionSelector", "start": n,
              "end": n + 2}} for n in (1, 5)]  # fmt: skip
    found = read(note([*spans, "http://h/b"], TAG))
    assert [(c.source, c.spans, c.whole) for c in found.codings] == [
        ("http://h/a", ((1, 3), (5, 7)), False), ("http://h/b", (), True),
    ]  # fmt: skip


def test_pages_within_collections_are_read_and_those_elsewhere_told():
    page = {"type": "AnnotationPage", "items": [note("http://h/a", TAG)], "next": "http://h/2"}
    content = {"type": "AnnotationCollection", "label": "Have", "first": page}
    found = read_web_annotations(json.dumps(content).encode(), PATH)
    assert (found.name, len(found.codings)) == ("Have", 1)
    assert [problem.rule for problem in found.problems] == ["page-elsewhere"]


def test_texts_in_the_archive_settle_how_positions_count():
    target = {"source": "sources/a.txt", "selector": [
        {"type": "TextQuoteSelector", "exact": "vand"},
        {"type": "TextPositionSelector", "start": 3, "end": 7},
    ]}  # fmt: skip
    files = {"annotations.jsonld": json.dumps([note(target, TAG)]).encode(),
             "sources/a.txt": "🌱 vand".encode()}  # fmt: skip
    found = read_web_annotations(zipped(files), Path("a.zip"))
    assert found.codings[0].spans == ((2, 6),)
    assert found.convention is not None
    assert found.convention.unit == "UTF-16 units"


def told(project: Project, *, written: bool) -> Counter[tuple]:
    codes = {c.key: (c.name, c.guid or guid_of(c, project)) for c in project.codes}
    people = {c.key: c.name for c in project.coders}
    sources = {s.key: (s.name, s.text) for s in project.sources}
    made: Counter[tuple] = Counter()
    for c in project.codings:
        quote = c.quote if not c.spans else ""
        around = (c.before, c.after) if quote else ("", "")
        whole = (c.whole or written) and not c.spans and not quote
        made[sources[c.source], codes[c.code], c.spans, whole, people.get(c.coder, ""), c.date,
             c.memo, quote, around, guid_of(c, project) if written else c.guid] += 1  # fmt: skip
    return made


@given(projects())
def test_what_is_written_is_read_again_but_for_what_is_named_as_lost(project: Project):
    written = write_web_annotations(project)
    packed = zipped(written.content)
    assert looks_like_web_annotations(packed, "a.zip")
    found = read_web_annotations(packed, Path("a.zip"))
    sound(found)
    assert told(found, written=False) == told(project, written=True)
    assert (found.name, found.description) == (project.name, project.description)
    assert Counter(s.text for s in found.sources if s.text is not None) == Counter(
        s.text for s in project.sources if s.text is not None
    )
    assert found.problems == ()
    assert found.set_aside == ()
    marked = written.content["annotations.jsonld"].count(b'"rights": "constructed')
    assert marked == (len(project.codings) if project.constructed else 0)


ROW = {
    "id": "abc", "created": "2024-05-01T09:30:00+00:00", "user": "acct:anna@hypothes.is",
    "uri": "http://h/a", "text": "tungt", "tags": ["slæb", "vand"],
    "document": {"title": ["Haven"]},
    "target": [{"source": "http://h/a", "selector": [
        {"type": "RangeSelector", "startContainer": "/p[1]"},
        {"type": "TextPositionSelector", "start": 3, "end": 7}, QUOTE,
    ]}],
}  # fmt: skip


def rows(*each: dict, **more: object) -> Project:
    content = json.dumps({"rows": [{**ROW, **one} for one in each], **more}).encode()
    assert looks_like_hypothesis(content, "a.json")
    return read_hypothesis(content, Path("a.json"))


def test_what_hypothesis_gives_is_read_by_its_quotations():
    found = rows(
        {}, {"id": "b", "tags": []}, {"id": "c", "references": ["abc"], "text": "enig"},
        {"id": "d", "target": [{"source": "http://h/a"}], "tags": ["side"], "text": "om siden"},
        total=9,
    )  # fmt: skip
    assert [(c.code, c.quote, c.whole, c.memo, c.coder) for c in found.codings] == [
        ("slæb", "vand", False, "tungt", "anna"),
        ("vand", "vand", False, "tungt", "anna"),
        ("annotation", "vand", False, "tungt", "anna"),
        ("side", "", True, "", "anna"),
    ]
    assert [(m.text, m.about) for m in found.memos] == [("om siden", (("source", "http://h/a"),))]
    assert [(one.text, one.why) for one in found.set_aside] == [
        ("enig", "a reply to another annotation")
    ]
    assert [(s.name, s.text) for s in found.sources] == [("Haven", None)]
    assert [problem.rule for problem in found.problems] == ["page-elsewhere"]
    sound(found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "type", "target", "body", "source", "selector", "items", "rows",
                         "purpose", "value", "exact", "start", "end", "refinedBy", "uri", "tags",
                         "creator", "name", "document", "title", "first", "user", "references"]),
        inner | st.sampled_from(["Annotation", "TextQuoteSelector", "TextPositionSelector",
                                 "tagging", "http://h/a"]), max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(JSON, st.binary(max_size=60))
def test_no_file_makes_them_fail(value: object, junk: bytes):
    content = json.dumps(value).encode()
    around = json.dumps({"rows": [{**ROW, "target": value}, value]}).encode()
    for one in (content, around, junk, b"[" * 100_000, b'"\\ud800"'):
        sound(read_web_annotations(one, PATH))
        sound(read_hypothesis(one, PATH))
