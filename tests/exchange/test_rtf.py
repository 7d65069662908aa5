r"""RTF: every letter, in whatever way it is written, and no word of what is no talk."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.exchange import Imported, read_transcript, report
from lises.exchange.rtf import tokens
from tests.making.rtf import HEAD, escaped, f4, para, row, rtf_bytes, textedit

HEADER = para("I = interviewer, X = informant")
FREELY = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def load(folder: Path, content: bytes, name: str = "interview.rtf") -> Imported:
    path = folder / name
    path.write_bytes(content)
    return read_transcript(path)


def read(folder: Path, *body: str, **options) -> Imported:
    return load(folder, rtf_bytes(HEADER, *body, **options))


def texts(found: Imported) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def asides(found: Imported) -> list[tuple[str, str]]:
    return [(aside.text, aside.why) for aside in found.set_aside if aside.at != 1]


def rules(found: Imported) -> set[str]:
    return {problem.rule for problem in found.problems}


def balanced(found: Imported) -> bool:
    return found.words.difference == 0 and found.words.document > 0


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"R\'f8dgr\'f8d med fl\'f8de", "Rødgrød med fløde"),
        (r"R\u248\'f8dgr\u248?d", "Rødgrød"),
        (r"R\uc0\u248 dgr\u248 d", "Rødgrød"),
        (r"R\uc2\u248\'c3\'b8d", "Rød"),
        (r"{\uc3 R\u248abcd}r\u248?d", "Rødrød"),
        (r"R\u248\emdash d", "Rød"),
        (r"ja \u-10179?\u-8704? ja", "ja 😀 ja"),
        (r"ja \u55357?\u56832? ja", "ja 😀 ja"),
        (r"ja \u-10179\'3f\u-8704\'3f ja", "ja 😀 ja"),
        (r"ja \u55357? nej", "ja \ufffd nej"),
        (r"{\f1 P\'f8\'ede\'e8}", "Přeč".replace("eč", "íeč")),
        (r"{\f3 \'93\'fa\'96\'7b}", "日本"),
        (r"{\f3 \'83A}", "ア"),
        (r"{\f4 R\'bfd}", "Rød"),
        (r"{\f5 \'c4\'e0}", "Да"),
        ("R\u00f8d", "Rød"),
        (r"bo\-lig og e\_Boks", "bolig og e-Boks"),
        (r"\ldblquote ja\rdblquote\emdash nej\~da", "“ja”—nej da"),
        (r"\{ja\}\\", "{ja}\\"),
        (r"{\f2 \'4a}", "☺"),
        (r"{\f2\u-4022\'4a}", "☺"),
        ("hu\r\nset", "huset"),
        (r"hu{\b set}", "huset"),
        (r"hu{\*\bkmkstart x}set{\*\bkmkend x}", "huset"),
        (r"{\field{\*\fldinst HYPERLINK http://x}{\fldrslt huset}}", "huset"),
        (r"{\field{\fldinst PAGE }{\fldrslt{\ul huset}}}", "huset"),
        (r"{\upr{h?set}{\*\ud{h\u248?set}}}", "høset"),
        (r"{\object{\*\objclass X}{\*\objdata 00ff}{\result huset}}", "huset"),
        (r"{\mmath{\*\moMath{\mr{\mrPr\mscr0}x}}{\mmathPict 00}}", "x"),
        (r"{\revised huset}", "huset"),
        (r"\bin5 }}}{\huset", "huset"),
        (r"{\pict\pngblip 89504e47}huset", "huset"),
        (r"{\*\shppict{\pict 8950}}{\nonshppict{\pict 8950}}huset", "huset"),
        (r"{\*\unknownthing skrot}huset", "huset"),
        (r"hus\line nu", "hus\nnu"),
        (r"hus\tab nu", "hus nu"),
    ],
)
def test_every_letter_comes_in_however_it_is_written(tmp_path, written, text):
    found = read(tmp_path, para("X: Her ", written, " nu"))
    assert texts(found) == [("X", f"Her {text} nu")]
    assert balanced(found)


@pytest.mark.parametrize(
    ("head", "written", "text"),
    [
        (r"{\rtf1\mac ", r"R\'bfd", "Rød"),
        (r"{\rtf1\ansi\ansicpg1250 ", r"\'f8", "ř"),
        (r"{\rtf1\ansi\ansicpg65001{\fonttbl{\f0\fcharset0 A;}}", r"R\'c3\'b8d", "Rød"),
        (r"{\rtf1\ansi\ansicpg65001 ", r"R\'f8d", "Rød"),
        (r"{\rtf1\pca ", r"R\'9bd", "Rød"),
        (r"{\rtf1\ansi\ansicpg9999 ", r"R\'f8d", "Rød"),
        (r"{\rtf1\ansi\ansicpg932 ", r"\'93\'fa", "日"),
    ],
)
def test_the_code_page_of_the_document_holds_where_no_font_says_another(
    tmp_path, head, written, text
):
    body = rf"I = interviewer, X = informant\par I: Nej.\par X: {written} nu\par "
    found = load(tmp_path, rtf_bytes(body, head=head))
    assert texts(found) == [("I", "Nej."), ("X", f"{text} nu")]


def test_textedit_ends_its_paragraphs_with_a_backslash(tmp_path):
    found = load(
        tmp_path,
        textedit("I = interviewer, X = informant", "", "I: Hej på Ærø 😀?", "X: Ja\u2028nu"),
    )
    assert texts(found) == [("I", "Hej på Ærø 😀?"), ("X", "Ja\nnu")]
    assert balanced(found)
    assert rules(found) == set()


def test_f4_sets_a_mark_at_the_end_of_a_turn_where_the_next_begins(tmp_path):
    found = load(
        tmp_path,
        f4(
            "I: Hvor bor du? #00:00:05-1#",
            "X: På Ærø.",
            "Siden 1990. #00:12:33-5#",
            "I: Nå? #00:12:40-0# Og?",
            "X: Ja. #00:12:50-9#",
            "I: Tak. #00:12:55-9#",
        ),
    )
    assert [(t.label, t.time, t.text) for t in found.turns] == [
        ("I", "", "Hvor bor du?"),
        ("X", "00:00:05", "På Ærø.\n\nSiden 1990."),
        ("I", "00:12:33", "Nå? #00:12:40-0# Og?"),
        ("X", "", "Ja."),
        ("I", "00:12:50", "Tak."),
    ]
    assert asides(found) == [("#00:12:55-9#", "the time at which the last turn ends")]
    assert balanced(found)
    assert "document-cut" not in rules(found)


def test_a_mark_that_ends_few_turns_stays_in_the_text(tmp_path):
    found = load(tmp_path, f4("I: Hvor? #00:00:05-1#", "X: Ærø.", "I: Nå?", "X: Ja. #00:12:50-9#"))
    assert texts(found)[0] == ("I", "Hvor? #00:00:05-1#")
    assert "time stamps within turns: 2 stay in the text" in found.notes
    assert balanced(found)


def test_a_mark_of_time_before_the_talk_is_the_time_of_the_turn(tmp_path):
    found = read(tmp_path, para("#00:12:33-5# X: Ja."), para("I: #00:12:40-0# Nå?"))
    assert [(t.label, t.time, t.text) for t in found.turns] == [
        ("X", "00:12:33", "Ja."),
        ("I", "00:12:40", "Nå?"),
    ]
    assert balanced(found)


def test_what_is_no_talk_is_set_aside_or_is_none_of_the_document(tmp_path):
    comment = r"{\*\atnid SE}{\*\atnauthor Somebody Else}\chatn{\*\annotation{\*\atndate 1}\pard hendes datter}"
    found = read(
        tmp_path,
        r"{\header\pard Udkast\par}{\footer\pard side {\field{\*\fldinst PAGE}{\fldrslt 3}}\par}",
        para(r"I: Hej{\deleted  du der}?"),
        para(r"X: Hu{\footnote\pard{\super\chftn} et sommerhus}set, ", comment, "ja"),
        para(r"X: {\v skjult }Nå{\v0\revised  da}"),
        para(
            r"X: {\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard En boks\par}}Bagom{\shprslt En boks}"
        ),
    )
    assert texts(found) == [
        ("I", "Hej?"),
        ("X", "Huset [et sommerhus], ja"),
        ("X", "Nå da"),
        ("X", "Bagom\n\nEn boks"),
    ]
    assert sorted(asides(found)) == sorted(
        [
            ("Udkast", "a page header, not talk"),
            ("side 3", "a page footer, not talk"),
            ("du der", "deleted under tracked changes"),
            ("hendes datter", "a comment in the margin"),
            ("skjult", "hidden text"),
        ]
    )
    shown = report(found)
    assert "Somebody" not in shown
    assert "hemmeligt" not in shown
    assert "comment 1, at paragraph 3" in shown
    assert balanced(found)


def test_the_end_of_a_paragraph_that_is_deleted_is_a_doubt(tmp_path):
    found = read(tmp_path, para("I: Hej."), r"\pard\plain X: Ja{\deleted  og\par}nej\par ")
    assert texts(found)[1:] == [("X", "Ja\n\nnej")]
    assert "tracked-paragraph-end" in rules(found)
    assert balanced(found)


def test_columns_are_labels_and_talk(tmp_path):
    found = read(tmp_path, para("X: Ja."), row("I", "00:01:02", "Hvad?"), row("X", "", "Nej."))
    assert texts(found) == [("X", "Ja."), ("I", "Hvad?"), ("X", "Nej.")]
    assert found.turns[1].time == "00:01:02"
    assert "table rows: 2 were read as one line each, their cells apart by tabs" in found.notes
    assert balanced(found)


def test_labels_in_bold_are_labels_and_headings_are_no_talk(tmp_path):
    found = read(
        tmp_path,
        para("X: Ja."),
        para(r"{\b X} Og nej."),
        para("Om boligen", style=r"\s1"),
        para("Del to", style=r"\outlinelevel0"),
        para(r"{\listtext\tab 1.}Og mere."),
    )
    assert texts(found) == [("X", "Ja."), ("X", "Og nej.\n\nOg mere.")]
    assert [why for _, why in asides(found)] == ["a heading between turns"] * 2
    assert balanced(found)


def test_groups_as_deep_as_five_thousand_are_read_without_the_call_stack(tmp_path):
    found = read(tmp_path, para("X: ", "{" * 5000, "dybt", "}" * 5000))
    assert texts(found) == [("X", "dybt")]
    assert balanced(found)


@pytest.mark.parametrize("content", ["{" * 11_000, r"\b" * 600], ids=["deep", "long"])
def test_a_document_that_is_too_large_is_refused(tmp_path, content, monkeypatch):
    if content[0] != "{":
        monkeypatch.setattr(tokens, "MAX_TOKENS", 500)
    found = read(tmp_path, content)
    assert rules(found) == {"rtf-too-large"}


def test_many_small_pieces_take_no_longer_than_their_number(tmp_path):
    began = time.process_time()
    found = read(tmp_path, para("X: Ja"), para(r"{\v a}{\deleted b}" * 15_000))
    assert time.process_time() - began < 20
    assert balanced(found)


def test_a_document_that_was_cut_off_says_so(tmp_path):
    found = read(tmp_path, para("I: Hej."), para("X: {Ja"), tail="")
    assert texts(found) == [("I", "Hej."), ("X", "Ja")]
    assert "document-cut" in rules(found)
    assert balanced(found)


def test_what_stands_after_the_end_is_set_aside(tmp_path):
    found = read(tmp_path, para("I: Hej."), para("X: Ja."), tail="}rest {mere}")
    assert asides(found) == [("rest mere", "after the end of the document")]
    assert balanced(found)


def test_letters_that_are_none_and_signs_that_nobody_knows_are_told(tmp_path):
    found = read(tmp_path, para(r"X: {\f3 \'81}a {\f2 \'01}"), para("X: b"))
    assert {"encoding-damaged", "symbol-unknown"} <= rules(found)


PIECES = st.recursive(
    st.sampled_from(
        [r"\par ", r"\line ", r"\cell ", r"\row ", r"\intbl ", r"\pard ", r"\plain ", r"\v ", r"\v0 ", r"\deleted ", r"\'e6", r"\u230?", r"\u-10179?", r"\u-8704?", "ja", " ", "X: ", r"\tab ", r"\f2 ", r"\f3 ", r"\uc2 ", "}", "{", r"\*", "\\\n", r"\bin2 "]
    ),
    lambda inner: st.tuples(
        st.sampled_from(["", r"\footnote ", r"\*\annotation ", r"\header ", r"\shptxt ", r"\upr ", r"\*\ud ", r"\*\x ", r"\pict ", r"\*\shpinst ", r"\v ", r"\fonttbl ", r"\fldrslt "]),
        st.lists(inner, max_size=5),
    ).map(lambda held: "{" + held[0] + "".join(held[1]) + "}"),
    max_leaves=16,
)  # fmt: skip


@settings(FREELY, max_examples=100)
@given(body=st.lists(PIECES, max_size=8))
def test_however_it_is_nested_every_word_is_accounted_for(tmp_path, body):
    found = read(tmp_path, *body, para("I: Hej."), para("X: Ja."))
    assert found.words.difference == 0
    assert report(found)


@FREELY
@given(
    text=st.text(st.sampled_from("abc æøå řč日本😀 -–“”{}\\"), max_size=40),
    uc=st.integers(0, 3),
    cut=st.booleans(),
)
def test_what_is_written_is_read(tmp_path, text, uc, cut):
    kept = " ".join(f"Nej {text} da".split())
    pieces = "".join("{" + escaped(char, uc=uc) + "}" for char in kept)
    held = pieces if cut else escaped(kept, uc=uc)
    found = read(tmp_path, para(rf"\uc{uc} X: ", held))
    assert texts(found) == [("X", kept)]
    assert found.words.difference == 0


SOUND = rtf_bytes(
    HEADER, para(r"I: Hej{\footnote en note}"), row("X", "Ja"), para(r"X: \u230?\'e6{\v x}")
)


@FREELY
@given(at=st.integers(0, len(SOUND) - 1), piece=st.binary(max_size=8), gone=st.integers(0, 40))
def test_a_damaged_file_is_a_problem_or_a_transcript(tmp_path, at, piece, gone):
    found = load(tmp_path, SOUND[:at] + piece + SOUND[at + gone :])
    assert found.problems or found.turns
    assert found.words.difference == 0


@FREELY
@given(content=st.binary(max_size=200))
def test_whatever_the_bytes_nothing_is_raised(tmp_path, content):
    found = load(tmp_path, HEAD.encode() + content)
    assert found.words.difference == 0
