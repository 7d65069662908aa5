"""UIMA CAS XMI, alone and in exported projects of INCEpTION."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.annotations.inception import looks_like_inception, read_inception
from lises.exchange.annotations.xmi import looks_like_xmi, read_xmi
from lises.exchange.projects.project import Project
from tests.making.reading import codings, sound

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
PATH = Path("interview.xmi")
XMI = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:custom="http:///webanno/custom.ecore" xmlns:noNamespace="http:///uima/noNamespace.ecore"
 xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
 xmlns:meta="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">
 <cas:NULL xmi:id="0"/>
 <meta:DocumentMetaData xmi:id="1" sofa="2" begin="0" end="9" documentTitle="Haven"/>
 <seg:Token xmi:id="3" sofa="2" begin="0" end="2"/>
 <custom:Theme xmi:id="4" sofa="2" begin="3" end="8" value="gro" note="set" weight="3"/>
 <custom:Theme xmi:id="5" sofa="2" begin="0" end="99" value="for langt"/>
 <custom:Theme xmi:id="6" sofa="7" begin="4" end="6"><value>a</value></custom:Theme>
 <custom:Theme xmi:id="8" sofa="2" begin="4" end="6" value="midt i"/>
 <custom:Theme xmi:id="9" sofa="2" begin="x" end="6"/>
 <custom:Link xmi:id="10" role="r"/>
 <cas:Sofa xmi:id="2" sofaNum="1" sofaID="_InitialView" sofaString="S&#229; &#127793; gror&#10;."/>
 <cas:Sofa xmi:id="7" sofaNum="2" sofaID="Second" sofaString="In English"/>
 <cas:View sofa="2" members="1 3 4"/>
</xmi:XMI>
"""


def read(text: str = XMI) -> Project:
    return read_xmi(text.encode(), PATH)


def test_views_are_sources_and_annotations_count_utf_16_units():
    found = read()
    assert [(s.name, s.text) for s in found.sources] == [
        ("Haven (_InitialView)", "Så 🌱 gror\n."),
        ("Haven (Second)", "In English"),
    ]
    assert sorted(codings(found)) == [
        ("In English", ((4, 6),), "a", "", ""),
        ("Så 🌱 gror\n.", ((3, 7),), "gro", "", "set"),
    ]


def test_what_does_not_fit_or_has_no_home_is_told():
    found = read()
    assert [(one.where, one.text, one.why) for one in found.set_aside][1:] == [
        ("2, 0 to 99, Theme", "for langt", "a selection that does not fit its text"),
        ("2, 4 to 6, Theme", "midt i", "a selection that does not fit its text"),
    ]
    assert found.set_aside[0].why == "a place that is no number"
    assert found.notes == (
        "2 codings",
        "not carried: Link, which has no place in a text (1)",
        "not carried: Theme weight, numbers or pointers (1)",
        "not carried: Token (1)",
    )


def test_the_one_span_of_the_sample_has_all_its_words():
    path = SAMPLES / "annotations" / "tsv3-suite_testMultiTokenSpanWithFeatureValue_reference.xmi"
    if not path.is_file():
        pytest.skip("the samples are not here (LISES_SAMPLES)")
    content = path.read_bytes()
    assert looks_like_xmi(content, path.name)
    found = read_xmi(content, path)
    (coding,) = found.codings
    assert (coding.spans, coding.code) == (((0, 16),), "PERSON")
    assert found.sources[0].text is not None
    assert len(found.sources[0].text) == 16


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<a/>", "format-not-read"),
        ("<xmi:XMI", "xml-damaged"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml-dtd"),
    ],
)
def test_what_cannot_be_read_is_a_problem(text: str, rule: str):
    assert [problem.rule for problem in read(text).problems] == [rule]


def packed(**files: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return out.getvalue()


TSV = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Theme|value\n\n\n#Text=Så 🌱 gror\n"
ROWS = "1-1\t0-2\tSå\t{0}\n1-2\t3-5\t🌱\t_\n1-3\t6-10\tgror\t_\n"


def test_a_project_has_a_source_per_document_and_the_codings_of_everybody():
    only = f"<xmi:XMI{XMI.partition('<xmi:XMI')[2]}"
    content = packed(
        exportedproject_DOT_json="{}",
        source__a_DOT_txt="Så 🌱 gror",
        source__c_DOT_txt="ingen",
        annotation__a_DOT_txt__anna_DOT_tsv=TSV + ROWS.format("x"),
        annotation__a_DOT_txt__bo_DOT_tsv=TSV + ROWS.format("y"),
        annotation__a_DOT_txt__INITIAL_CAS_DOT_tsv=TSV + ROWS.format("_"),
        annotation__a_DOT_txt__cay_DOT_tsv=(TSV + ROWS.format("z")).replace("gror", "graa"),
        curation__a_DOT_txt__CURATION_USER_DOT_tsv=TSV + ROWS.format("x"),
        annotation__b_DOT_txt__anna_DOT_zip=packed(TypeSystem_DOT_xml="<a/>", anna_DOT_xmi=only),
        annotation_ser__a_DOT_txt__anna_DOT_ser=b"\xac\xed",
    )
    found = read_inception(content, Path("p.zip"))
    assert [source.name for source in found.sources] == [
        "a", "b.txt (_InitialView)", "b.txt (Second)", "c",
    ]  # fmt: skip
    assert [row[2:4] for row in sorted(codings(found), key=lambda row: (row[0], row[3]))] == [
        ("a", "anna"), ("x", "CURATION_USER"), ("x", "anna"), ("y", "bo"), ("gro", "anna"),
    ]  # fmt: skip
    assert any("1 annotations" in one.why for one in found.set_aside)
    assert (
        found.notes[-1] == "not carried: other files of the project, settings and binary copies (2)"
    )
    sound(found)


def test_the_export_of_one_document_and_one_in_a_form_that_is_not_read():
    alone = packed(
        TypeSystem_DOT_xml="<a/>", haven_DOT_xmi=f"<xmi:XMI{XMI.partition('<xmi:XMI')[2]}"
    )
    assert looks_like_inception(alone, "a.zip")
    found = read_inception(alone, Path("a.zip"))
    assert [c.code for c in found.codings] == ["gro", "a"]
    assert found.problems == ()
    other = packed(annotation__a_DOT_txt__anna_DOT_json="{}", source__a_DOT_txt="Ja.")
    assert looks_like_inception(other, "a.zip")
    (problem,) = read_inception(other, Path("a.zip")).problems
    assert (problem.rule, problem.severity) == ("format-not-read", "error")
    assert "TSV" in problem.remedy


def test_a_zip_that_is_damaged_or_unsafe_is_a_problem():
    assert read_inception(b"PK\x03\x04", Path("p.zip")).problems[0].rule == "archive-damaged"
    unsafe = packed(**{"annotation/../../a/b.tsv": "x"})
    assert read_inception(unsafe, Path("p.zip")).problems[0].rule == "archive-unsafe"


SOUND = XMI.encode()


@given(st.binary(max_size=40), st.integers(0, len(SOUND)), st.integers(0, 40))
def test_no_file_makes_it_fail(junk: bytes, start: int, length: int):
    sound(read_xmi(SOUND[:start] + junk + SOUND[start + length :], PATH))
    sound(read_inception(packed(annotation__a__b_DOT_xmi=SOUND[:start] + junk), PATH))
