"""OpenDocument texts: no word is lost, whatever holds it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.exchange import Imported, read_transcript, report
from tests.making.odt import (
    SPACES,
    box,
    changes,
    comment,
    content_xml,
    flat_odt,
    margins,
    note,
    odt_bytes,
    para,
    span,
    styles_xml,
    table,
)

HEADER = para("I = interviewer, X = informant")
FREELY = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def read(folder: Path, *body: str, name: str = "interview.odt", **options) -> Imported:
    path = folder / name
    path.write_bytes(odt_bytes(HEADER, *body, **options))
    return read_transcript(path)


def texts(found: Imported) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def asides(found: Imported) -> list[tuple[str, str]]:
    return [(aside.text, aside.why) for aside in found.set_aside if aside.at != 1]


def rules(found: Imported) -> set[str]:
    return {problem.rule for problem in found.problems}


def balanced(found: Imported) -> bool:
    return found.words.difference == 0 and found.words.document > 0


@pytest.mark.parametrize(
    "held",
    [
        span("huset", "B"),
        "<text:a>huset</text:a>",
        "hu<text:soft-page-break/>set",
        "hu<text:bookmark text:name='x'/>set",
        "hu<text:change text:change-id='c1'/>set",
        "<text:change-start text:change-id='c1'/>huset<text:change-end text:change-id='c1'/>",
        "<text:date>huset</text:date>",
        "<text:meta><text:meta-field>huset</text:meta-field></text:meta>",
        "<text:placeholder>huset</text:placeholder>",
        "<unknown:thing xmlns:unknown='urn:x'>huset</unknown:thing>",
        "hu<text:span>set</text:span>",
        "hu\u00adset",
    ],
)
def test_text_comes_in_from_whatever_element_holds_it(tmp_path, held):
    paragraph = f"<text:p>X: Vi har {held} nu</text:p>"
    found = read(tmp_path, changes(("c1", "insertion", "")), paragraph)
    assert texts(found) == [("X", "Vi har huset nu")]
    assert balanced(found)
    assert rules(found) == set()


@pytest.mark.parametrize(
    "block",
    [
        "<text:section text:name='s'>{}</text:section>",
        "<text:list><text:list-item>{}</text:list-item></text:list>",
        "<text:list><text:list-header>{}</text:list-header></text:list>",
        "<text:numbered-paragraph><text:number>7</text:number>{}</text:numbered-paragraph>",
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Indhold"
        "</text:index-title-template></text:table-of-content-source><text:index-body>{}"
        "</text:index-body></text:table-of-content>",
        "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>",
        "<draw:custom-shape>{}</draw:custom-shape>",
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>{}"
        "</table:table-cell></table:table-row></table:table-header-rows></table:table>",
    ],
)
def test_a_paragraph_comes_in_from_whatever_block_holds_it(tmp_path, block):
    found = read(tmp_path, para("I: Hvor?"), block.format(para("X: Her.")))
    assert texts(found) == [("I", "Hvor?"), ("X", "Her.")]
    assert balanced(found)


def test_white_space_is_read_as_the_format_says(tmp_path):
    held = (
        "<text:p>X:\n   Vi  <text:s text:c='3'/>boede<text:tab/>der <text:line-break/> nu</text:p>"
    )
    found = read(tmp_path, para("I: Hvor?"), held)
    assert texts(found)[1] == ("X", "Vi    boede der\nnu")
    assert "soft line breaks: 1 stay as line breaks where they stand within a turn" in found.notes
    assert balanced(found)


def test_a_milliard_of_spaces_is_not_made(tmp_path):
    found = read(tmp_path, para("X: Vi", "<text:s text:c='1000000000'/>", "bor"))
    assert len(found.turns[0].text) < 50


def test_labels_in_bold_and_in_columns_are_labels(tmp_path):
    found = read(
        tmp_path,
        para("I: Hej?"),
        para(span("I", "B"), " Hvor bor du?"),
        para(span("X", "B"), " Her."),
        para("X: Ja."),
        table(("X", "00:01:02", "I kolonner."), ("I", "00:01:09", "Nå.")),
    )
    assert texts(found)[1:3] == [("I", "Hvor bor du?"), ("X", "Her.")]
    assert texts(found)[4:] == [("X", "I kolonner."), ("I", "Nå.")]
    assert [t.time for t in found.turns][4:] == ["00:01:02", "00:01:09"]
    assert balanced(found)


def test_a_footnote_waits_for_the_end_of_its_word(tmp_path):
    found = read(tmp_path, para("X: Hu", note("et sommerhus"), "set, ja"))
    assert texts(found) == [("X", "Huset [et sommerhus], ja")]
    assert balanced(found)
    found = read(tmp_path, para("X: Klokken ", note("om natten"), "12:40 kom han"))
    assert texts(found) == [("X", "Klokken 12:40 [om natten] kom han")]
    assert balanced(found)


def test_what_is_deleted_hidden_or_said_in_the_margin_is_set_aside_and_its_author_is_not(tmp_path):
    found = read(
        tmp_path,
        changes(("c1", "deletion", para("og så gik vi")), ("c2", "insertion", "")),
        para("I: Hej?"),
        para("X: Ja", "<text:change text:change-id='c1'/>", ", nej", comment("hendes datter")),
        para("X: Nå ", span("skjult ord", "H"), "da", "<text:change-start text:change-id='c2'/>"),
        f"<text:section text:display='none'>{para('helt væk')}</text:section>",
        parts={"styles.xml": styles_xml(margins(para("Udkast"), para("side tre")))},
    )
    assert texts(found) == [("I", "Hej?"), ("X", "Ja, nej"), ("X", "Nå da")]
    assert asides(found) == [
        ("hendes datter", "a comment in the margin"),
        ("skjult ord", "hidden text"),
        ("helt væk", "a hidden section"),
        ("Udkast", "a page header, not talk"),
        ("side tre", "a page footer, not talk"),
        ("og så gik vi", "deleted under tracked changes"),
    ]
    places = [aside.where for aside in found.set_aside]
    assert places[0] == "comment 1, at paragraph 3"
    assert "change 1, at paragraph 3" in places
    assert "Somebody" not in report(found)
    assert "tracked insertions: 1 are taken in" in found.notes
    assert balanced(found)


def test_two_hidden_stretches_are_two_even_around_a_letter(tmp_path):
    found = read(tmp_path, para("X: ", span("skjult", "H"), "a", span("ord", "H"), "b"))
    assert texts(found) == [("X", "ab")]
    assert [text for text, _ in asides(found)] == ["skjult", "ord"]
    assert balanced(found)


def test_a_row_with_paragraphs_in_a_cell_before_the_last_is_no_line(tmp_path):
    found = read(tmp_path, para("I: Hej?"), table((para("X: Ja.") + para("Jo."), "Nej.")))
    assert texts(found) == [("I", "Hej?"), ("X", "Ja.\n\nJo.\n\nNej.")]
    assert balanced(found)


def test_a_text_box_stands_after_its_paragraph_and_ruby_is_set_aside(tmp_path):
    ruby = "<text:ruby><text:ruby-base>by</text:ruby-base><text:ruby-text>bai</text:ruby-text></text:ruby>"
    held = f"<text:p>I: I en {ruby}{box(para('X: Ja.'))}?</text:p>"
    found = read(tmp_path, held)
    assert texts(found) == [("I", "I en by?"), ("X", "Ja.")]
    assert ("bai", "a reading written above a word (ruby)") in asides(found)
    assert balanced(found)


def test_headings_between_turns_are_no_talk(tmp_path):
    found = read(
        tmp_path, para("X: Ja."), "<text:h>Om boligen</text:h>", para("Del to", style="P9")
    )
    assert texts(found) == [("X", "Ja.")]
    assert [why for _, why in asides(found)] == ["a heading between turns"] * 2
    assert balanced(found)


@pytest.mark.parametrize("name", ["interview.fodt", "interview.xml"])
def test_a_flat_file_is_the_same_document(tmp_path, name):
    body = (HEADER, para("I: Hej?"), para("X: På ", span("Ærø", "B"), note("øen")))
    path = tmp_path / name
    path.write_bytes(flat_odt(*body, more=margins(para("Udkast"))))
    found = read_transcript(path)
    assert found.kind == "odt"
    assert texts(found) == [("I", "Hej?"), ("X", "På Ærø [øen]")]
    assert ("Udkast", "a page header, not talk") in asides(found)
    assert balanced(found)
    assert any("named .xml" in note for note in found.notes) == (name == "interview.xml")


@pytest.mark.parametrize(
    ("parts", "kind", "rule"),
    [
        ({"META-INF/manifest.xml": "<m:encryption-data/>"}, "text", "archive-encrypted"),
        ({"encrypted-package": "x"}, "text", "archive-encrypted"),
        ({}, "spreadsheet", "format-not-read"),
        ({"content.xml": "<a/>"}, "text", "archive-damaged"),
        ({"content.xml": content_xml(HEADER)[:-40]}, "text", "xml-damaged"),
        ({"content.xml": "<!DOCTYPE d>" + content_xml(HEADER)[38:]}, "text", "xml-dtd"),
        ({"styles.xml": "<!DOCTYPE d><a/>"}, "text", "xml-dtd"),
        (
            {"content.xml": content_xml("<text:section>" * 5000 + "</text:section>" * 5000)},
            "text",
            "xml-too-large",
        ),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, parts, kind, rule):
    found = read(tmp_path, para("I: Hej."), parts=parts, kind=kind)
    assert rules(found) == {rule}
    assert found.turns == ()


def test_damaged_styles_do_not_cost_the_talk(tmp_path):
    found = read(tmp_path, para("I: Hej."), para("X: Ja."), parts={"styles.xml": "<a"})
    assert texts(found) == [("I", "Hej."), ("X", "Ja.")]
    assert rules(found) == {"xml-damaged"}
    assert balanced(found)


PIECES = st.recursive(
    st.sampled_from(["ja", " ", "Ærø ", "12:40", "X:", "<text:tab/>", "<text:s text:c='2'/>"])
    | st.sampled_from(["<text:line-break/>", note("en note"), comment("set"), "\n  "]),
    lambda inner: st.lists(inner, max_size=4).flatmap(
        lambda held: st.sampled_from(
            [
                "<text:span text:style-name='H'>{}</text:span>",
                "<text:span text:style-name='B'>{}</text:span>",
                "<text:a>{}</text:a>",
                "<text:p>{}</text:p>",
                "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
                "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>ru</text:ruby-text></text:ruby>",
                "<text:section text:display='none'>{}</text:section>",
                "<office:annotation>{}</office:annotation>",
                "<text:list><text:list-item>{}</text:list-item></text:list>",
                "<table:table-row><table:table-cell>{}</table:table-cell></table:table-row>",
                "<text:tracked-changes><r><text:deletion>{}</text:deletion></r></text:tracked-changes>",
                "<text:table-of-content-source>{}</text:table-of-content-source>",
                "{}",
            ]
        ).map(lambda pattern: pattern.format("".join(held)))
    ),
    max_leaves=12,
)


@FREELY
@given(body=st.lists(PIECES, max_size=8))
def test_however_it_is_nested_every_word_is_accounted_for(tmp_path, body):
    path = tmp_path / "a.odt"
    path.write_bytes(odt_bytes(HEADER, *body, para("I: Hej."), para("X: Ja.")))
    found = read_transcript(path)
    assert found.words.difference == 0
    assert report(found)


SOUND = odt_bytes(HEADER, para("I: Hej", note("n")), table(("X", "Ja")), box(para("X: Nå")))


@FREELY
@given(at=st.integers(0, len(SOUND) - 1), piece=st.binary(max_size=8), gone=st.integers(0, 40))
def test_a_damaged_file_is_a_problem_or_a_transcript(tmp_path, at, piece, gone):
    path = tmp_path / "a.odt"
    path.write_bytes(SOUND[:at] + piece + SOUND[at + gone :])
    found = read_transcript(path)
    assert found.problems or found.turns
    assert report(found)


@FREELY
@given(at=st.integers(0, 600), piece=st.sampled_from(["<", ">", "</text:p>", "<text:p>", "&x;", "\0", "<text:span>", "<text:note>"]))  # fmt: skip
def test_damaged_xml_is_a_problem_or_a_transcript(tmp_path, at, piece):
    xml = flat_odt(HEADER, para("I: Hej", note("n")), table(("X", "Ja"))).decode()
    at += xml.index("<office:body>")
    path = tmp_path / "a.fodt"
    path.write_text(xml[:at] + piece + xml[at:])
    found = read_transcript(path)
    assert found.problems or found.turns
    assert found.words.difference == 0


def test_the_names_are_those_of_the_format():
    assert "urn:oasis:names:tc:opendocument:xmlns:text:1.0" in SPACES
