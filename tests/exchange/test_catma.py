"""CATMA's folders: documents, tags below tags, annotations of several spans."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.exchange.catma import (
    looks_like_catma,
    looks_like_catma_archive,
    read_catma,
    read_catma_archive,
)
from lises.exchange.projects.project import Project
from tests.making.catma import AUTHOR, annotation, catma_files, held_by_catma
from tests.making.databases import LACKING
from tests.making.projects import projects, settled

TEXT = "Hun bor på Ærø.\r\nHer er \U0001f331 og mere."
WITHOUT = tuple(set(LACKING) - {"parts"})


def packed(files: Mapping[str, bytes], root: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{root}{name}", content)
    return out.getvalue()


def files(annotations: object, **more: object) -> dict[str, bytes]:
    told = {
        "documents/D1/header.json": {"gitContentInfoSet": {"title": "R01", "author": "nogen"}},
        "tagsets/T1/header.json": {"name": "Øer", "description": "steder"},
        "tagsets/T1/A/propertydefs.json": {
            "name": "sted", "uuid": "A",
            "systemPropertyDefinitions": {"c": {"name": "catma_displaycolor",
                                                "possibleValueList": ["-16776961"]}},
            "userDefinedPropertyDefinitions": {"p": {"name": "sikker"}},
        },
        "tagsets/T1/A/B/propertydefs.json": {"name": "ø", "uuid": "B", "parentUuid": "A"},
        "collections/C1/header.json": {"name": "Bos", "sourceDocumentId": "D1"},
        "collections/C1/annotations/bo_0.json": annotations,
        **more,
    }  # fmt: skip
    written = {name: json.dumps(one).encode() for name, one in told.items()}
    return {**written, "documents/D1/D1.txt": TEXT.encode()}


def read(annotations: object, **more: object) -> Project:
    return read_catma_archive(packed(files(annotations, **more)), Path("øer.zip"))


def words(project: Project) -> list[list[str]]:
    return [[TEXT[a:b] for a, b in coding.spans] for coding in project.codings]


def rules(project: Project) -> list[str]:
    return sorted(problem.rule for problem in project.problems)


@given(drawn=projects(without=WITHOUT), lists=st.booleans())
def test_a_project_written_as_catma_keeps_it_reads_back_equal(drawn: Project, lists: bool):
    project = held_by_catma(drawn)
    content = packed(catma_files(project, lists=lists), "anna_project/")
    has_documents = bool(project.sources)
    assert looks_like_catma_archive(content, "x.zip") == has_documents
    if has_documents:
        back = read_catma_archive(content, Path("x"))
        assert settled(replace(back, name="")) == settled(project)
        assert (back.problems, back.set_aside) == ((), ())


def test_spans_that_touch_are_one_and_others_stay_apart():
    project = read([annotation("1", "D1", "A", [(0, 3), (3, 7), (11, 14)])])
    assert words(project) == [["Hun bor", "Ærø"]]
    assert "annotations with several spans: 1" in project.notes


def test_positions_are_utf16_with_crlf_as_two():
    at = len(TEXT.split(" og")[0].encode("utf-16-le")) // 2
    assert words(read([annotation("1", "D1", "A", [(at + 1, at + 3)])])) == [["og"]]


def test_tags_stand_below_tags_and_tagsets_and_have_colours():
    project = read([])
    assert [(c.key, c.name, c.parent, c.codable, c.color) for c in project.codes] == [
        ("T1", "Øer", "", False, ""),
        ("A", "sted", "T1", True, "#0000ff"),
        ("B", "ø", "A", True, ""),
    ]


def test_author_time_and_properties_are_coder_date_and_memo():
    one = annotation("1", "D1", "A", [(0, 3)], author="bo", time="2024-05-01T09:30:00.000+0200")
    one["body"]["properties"]["user"] = {"p": ["ja", "meget"], "q": []}
    (coding,) = read([one]).codings
    assert (coding.coder, coding.date) == ("bo", "2024-05-01T09:30:00.000+02:00")
    assert coding.memo == "sikker: ja, meget"


def test_the_older_version_names_its_properties_in_the_tag():
    one = annotation("1", "D1", "B", [(0, 3)])
    one["body"]["properties"]["system"] = {"x": ["eva"]}
    tag = {"name": "ø", "uuid": "B", "parentUuid": "A",
           "systemPropertyDefinitions": {"x": {"name": "catma_markupauthor"}}}  # fmt: skip
    (coding,) = read([one], **{"tagsets/T1/A/B/propertydefs.json": tag}).codings
    assert coding.coder == "eva"
    assert AUTHOR not in coding.coder


def test_what_points_at_nothing_or_does_not_fit_is_told():
    project = read([
        annotation("1", "D9", "A", [(0, 3)]),
        annotation("2", "D1", "Z", [(0, 3)]),
        annotation("3", "D1", "A", [(0, 3), (5, 9999)]),
        annotation("3", "D1", "A", [(0, 3)]),
        annotation("4", "D1", "A", []),
        "ikke en annotation",
    ])  # fmt: skip
    assert words(project) == [["Hun"]]
    assert rules(project) == [
        "key-repeated",
        "pointer-dangling",
        "pointer-dangling",
        "selection-outside",
    ]
    assert {a.where.split(",")[0] for a in project.set_aside} == {
        "annotation 1",
        "annotation 2",
        "annotation 4",
        "annotation 3 in R01",
    }


def test_a_file_that_is_no_json_is_told_and_the_rest_comes_over():
    broken = files([annotation("1", "D1", "A", [(0, 3)])])
    broken["tagsets/T1/A/B/propertydefs.json"] = b'{"name": '
    project = read_catma_archive(packed(broken), Path("x"))
    assert words(project) == [["Hun"]]
    assert rules(project) == ["json-damaged"]


def test_a_folder_is_read_without_following_links(tmp_path):
    folder, secret = tmp_path / "projekt", tmp_path / "andet.txt"
    secret.write_text("hemmeligt")
    for name, content in files([annotation("1", "D1", "A", [(0, 3)])]).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert looks_like_catma(folder)
    assert not looks_like_catma(tmp_path)
    assert words(read_catma(folder)) == [["Hun"]]
    (folder / "documents/D1/D1.txt").unlink()
    (folder / "documents/D1/D1.txt").symlink_to(secret)
    project = read_catma(folder)
    assert project.sources[0].text is None
    assert "hemmeligt" not in repr(project)


def test_what_is_no_project_is_a_problem(tmp_path):
    assert rules(read_catma(tmp_path)) == ["database-not-known"]
    assert rules(read_catma_archive(b"PK", Path("x"))) == ["archive-damaged"]
    assert rules(read_catma_archive(packed({"a": b""}), Path("x"))) == ["database-not-known"]


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
    | st.sampled_from(["A", "D1", "\ud800", "tagsets/T1/A"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "body", "tag", "target", "items", "source", "selector", "start", "end",
                         "properties", "system", "user", "name", "gitContentInfoSet", "title",
                         "systemPropertyDefinitions", "possibleValueList", "parentUuid", AUTHOR]),
        inner, max_size=4,
    ),
    max_leaves=15,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.sampled_from(sorted(files([]))),
    told=JSONS,
    raw=st.binary(max_size=30),
    as_json=st.booleans(),
)
def test_any_content_of_any_file_gives_a_project(which, told, raw, as_json):
    made = files([annotation("1", "D1", "A", [(0, 3)])])
    made[which] = json.dumps(told).encode() if as_json else raw
    project = read_catma_archive(packed(made), Path("x"))
    repr(project).encode("utf-8")
    for coding in project.codings:
        assert coding.spans
