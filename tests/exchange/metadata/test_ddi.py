"""DDI-Codebook 2.5: elements in the schema's order, and nothing that the release does not show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from lises.anchoring import anchor
from lises.exchange.metadata import ddi_text
from lises.exchange.safexml import parse_xml
from lises.files import read_study
from lises.model import Attribute, Clearance, LocalText, StudyFolder
from lises.privacy import Release, make_release
from tests.building import passage, person, study, talk

TINY = Path(__file__).parents[2] / "studies" / "demo-tiny"
DDI = "{ddi:codebook:2_5}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# The sequences of codebook.xsd, DDI 2.5 of 2012-01-17 (LGPL; read in the copy of the repository
# ncrncornell/ddi-schemas, 2.5/schemas), of the elements that we write; "1" at most one, "!" one.
SEQUENCES = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "docDscr": "citation1 guide1 docStatus1 docSrc controlledVocabUsed notes",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat "
    "notes",
    "citation": "titlStmt! rspStmt1 prodStmt1 distStmt1 serStmt verStmt biblCit1 holdings notes",
    "titlStmt": "titl! subTitl altTitl parTitl IDNo",
    "rspStmt": "AuthEnty othId",
    "prodStmt": "producer copyright1 prodDate prodPlac software fundAg grantNo",
    "distStmt": "distrbtr contact depositr depDate distDate1",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement1 notes exPostEvaluation",
    "subject": "keyword topcClas",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox1 boundPoly1 anlyUnit universe "
    "dataKind",
    "method": "dataColl notes anlyInfo1 stdyClas1 dataProcessing codingInstructions",
    "dataColl": "timeMeth dataCollector collectorTraining frequenc sampProc sampleFrame "
    "targetSampleSize deviat collMode resInstru instrumentDevelopment sources1 collSitu actMin "
    "ConOps weight cleanOps",
    "targetSampleSize": "sampleSize1 sampleSizeFormula1",
    "dataAccs": "setAvail useStmt notes",
    "setAvail": "accsPlac origArch1 avlStatus collSize1 complete1 fileQnty1 notes",
    "useStmt": "confDec1 specPerm1 restrctn1 contact citReq1 deposReq1 conditions1 disclaimer1",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "var": "location labl imputation1 security1 embargo1 respUnit1 anlysUnit1 qstn valrng invalrng "
    "undocCod universe TotlResp1 sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept "
    "derivation1 varFormat1 geoMap catLevel notes",
    "catgry": "catValu1 labl txt catStat mrow1",
}
ATTRIBUTES = {
    "codeBook": {"version", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"},
    "prodDate": {"date"},
    "distDate": {"date"},
    "collDate": {"date", "event"},
    "software": {"version"},
    "producer": {"role"},
    "notes": {"type"},
    "dataProcessing": {"type"},
    "var": {"name", "nature"},
}


def _release(folder: StudyFolder, tier: Clearance = "public") -> Release:
    return make_release(anchor(folder), tier)


def _read(release: Release) -> Element:
    text = ddi_text(release, authors=["A & B", "<C>"], day="2026-11-22", program="lises 1.2")
    return parse_xml(text.encode(), "ddi.xml")


@pytest.fixture(scope="module")
def tiny() -> StudyFolder:
    folder, _ = read_study(TINY)
    assert folder is not None
    return folder


def _name(element: Element) -> str:
    assert element.tag.startswith(DDI), element.tag
    return element.tag.removeprefix(DDI)


def in_order(element: Element) -> None:
    """Hold an element and all in it against the schema's sequences."""
    name = _name(element)
    own = set(element.attrib) - {LANGUAGE}
    assert own <= ATTRIBUTES.get(name, set()), (name, own)
    children = [_name(child) for child in element]
    wanted = SEQUENCES.get(name, "").split()
    places = [one.rstrip("1!") for one in wanted]
    assert children == sorted(children, key=places.index), name
    for one in wanted:
        many = children.count(one.rstrip("1!"))
        assert not (one[-1] in "1!" and many > 1), (name, one)
        assert not (one[-1] == "!" and many != 1), (name, one)
    for child in element:
        in_order(child)


@pytest.mark.parametrize("tier", ["public", "reviewer", "restricted"])
def test_every_element_stands_where_the_schema_wants_it(tiny: StudyFolder, tier: Clearance) -> None:
    book = _read(_release(tiny, tier))
    assert book.attrib["version"] == "2.5"
    in_order(book)


def test_a_study_with_next_to_nothing_is_in_order_too() -> None:
    folder = study(talk("X1", "X1: ja"))
    bare = replace(folder, guide=None, codebook=None, participants=(), interviews=())
    in_order(_read(_release(bare)))


def test_invented_material_is_marked_at_every_part_that_may_be_read_alone(
    tiny: StudyFolder,
) -> None:
    book = _read(_release(tiny))
    for part in ("docDscr/citation", "stdyDscr/citation", "stdyDscr/stdyInfo", "stdyDscr/method",
                 "stdyDscr/dataAccs", "dataDscr"):  # fmt: skip
        path = "/".join(f"{DDI}{name}" for name in part.split("/"))
        (found,) = book.findall(path)
        said = {n.get(LANGUAGE): n.text for n in found.findall(f"{DDI}notes[@type='data_status']")}
        assert set(said) == {"da", "en"}, part
        assert "opdigtede" in str(said["da"])
    assert all("(constructed)" in str(t.text) for t in book.iter(f"{DDI}titl"))
    assert all("(konstrueret)" in str(t.text) for t in book.iter(f"{DDI}parTitl"))
    design = replace(tiny.design, data_status="collected")
    collected = ddi_text(
        _release(replace(tiny, design=design)), authors=[], day="2026-11-22", program="lises"
    )
    assert "onstructed" not in collected.replace(tiny.design.summary.in_language("en"), "")


def test_the_sample_the_months_and_what_is_withheld_are_those_of_the_release(
    tiny: StudyFolder,
) -> None:
    release = _release(tiny)
    book = _read(release)
    told = {_name(element): str(element.text) for element in book.iter()}
    assert told["sampleSize"] == str(sum(r.sample or 0 for r in tiny.design.roles))
    dates = {e.get("event"): e.text for e in book.iter(f"{DDI}collDate")}
    months = sorted({i.date[:7] for i in tiny.interviews if i.date})
    assert set(dates.values()) == {months[0], months[-1]}
    assert f"{sum(release.passages_withheld.values())} coded passage" in told["complete"]
    assert "public tier" in told["avlStatus"]
    assert [e.text for e in book.iter(f"{DDI}AuthEnty")] == ["A & B", "<C>"]


def _with_attribute(clearance: Clearance) -> StudyFolder:
    made = study(
        talk("X1", "X1: ja da"),
        passage("X1-aaaa", 1, "ja da", "tap"),
        people=(replace(person("X1"), attributes=(("age", "canary-old"),)),),
    )
    age = Attribute(
        id="age",
        label=LocalText.plain("canary-age"),
        type="ordinal",
        levels=("canary-young", "canary-old"),
        clearance=clearance,
    )
    return replace(made, design=replace(made.design, attributes=(age,)))


def test_an_attribute_is_a_variable_only_where_it_is_released_and_never_with_frequencies() -> None:
    shown = _read(_release(_with_attribute("public")))
    (var,) = shown.findall(f".//{DDI}var[@name='age']")
    assert var.get("nature") == "ordinal"
    assert [e.text for e in var.iter(f"{DDI}catValu")] == ["canary-young", "canary-old"]
    assert not [e for e in shown.iter() if _name(e) in ("catStat", "sumStat")]
    withheld = ddi_text(
        _release(_with_attribute("restricted")), authors=[], day="2026-11-22", program="lises"
    )
    assert "canary" not in withheld


def test_nothing_of_a_transcript_or_a_person_is_in_it(tiny: StudyFolder) -> None:
    text = ddi_text(_release(tiny, "restricted"), authors=[], day="2026-11-22", program="lises")
    for one in tiny.passages:
        assert not [q for q in one.quote if len(q) > 12 and q in text]
    ids = {p.id for p in tiny.participants} | {i.interviewer for i in tiny.interviews}
    assert not [name for name in ids if len(name) > 2 and name in text]


def test_signs_that_xml_does_not_know_are_left_out(tiny: StudyFolder) -> None:
    title = LocalText.plain("a\x0bb \ufffe ]]> <x> & å")
    design = replace(tiny.design, title=title)
    book = _read(_release(replace(tiny, design=design)))
    titl = next(book.iter(f"{DDI}titl"))
    assert str(titl.text).startswith("ab  ]]> <x> & å")
