"""Word documents: no word is lost, whatever holds it."""

from pathlib import Path

import pytest

from lises.exchange import Imported, read_transcript

from .docx_writer import STRICT, bold, docx_bytes, para, part, run, style, table, write_docx

HEADER = para("I = interviewer, X = informant")
BOX = "<w:txbxContent>{}</w:txbxContent>"


def read(folder: Path, *body: str, **options) -> Imported:
    return read_transcript(write_docx(folder, HEADER, *body, **options))


def texts(found: Imported) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def asides(found: Imported) -> list[tuple[str, str]]:
    return [(aside.text, aside.why) for aside in found.set_aside if aside.at != 1]


def balanced(found: Imported) -> bool:
    words = found.words
    parts = words.turns + words.labels + words.times + words.set_aside
    return words.document == parts and words.document > 0 and words.difference == 0


@pytest.mark.parametrize(
    "held",
    [
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('huset')}</w:sdtContent></w:sdt>",
        f"<w:ins w:id='1'>{run('huset')}</w:ins>",
        f"<w:moveTo w:id='1'>{run('huset')}</w:moveTo>",
        f"<w:hyperlink>{run('huset')}</w:hyperlink>",
        f"<w:smartTag>{run('huset')}</w:smartTag>",
        f"<w:fldSimple w:instr='REF x'>{run('huset')}</w:fldSimple>",
        f"<w:customXml><w:sdt><w:sdtContent>{run('huset')}</w:sdtContent></w:sdt></w:customXml>",
        "<w:r><w:t>hu</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>set</w:t></w:r>",
        "<w:r><w:t>hu</w:t><w:softHyphen/><w:t>set</w:t></w:r>",
        "<w:r><w:t>hu\u00adset</w:t></w:r>",
        "<m:oMath><m:r><m:t>huset</m:t></m:r></m:oMath>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE otte</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('huset')}",
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:r><w:t>huset</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>huset</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Fallback><w:r><w:t>huset</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        "<w:r><w:ruby><w:rubyPr/><w:rubyBase><w:r><w:t>huset</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    ],
)
def test_text_comes_in_from_whatever_element_holds_it(tmp_path, held):
    found = read(tmp_path, para("X: Vi har ", held, run(" nu")))
    assert texts(found) == [("X", "Vi har huset nu")]
    assert balanced(found)


def test_a_whole_paragraph_in_a_content_control_comes_in(tmp_path):
    found = read(tmp_path, f"<w:sdt><w:sdtContent>{para('X: Ja')}</w:sdtContent></w:sdt>")
    assert texts(found) == [("X", "Ja")]
    assert balanced(found)


def test_a_text_box_comes_in_once_though_it_is_written_twice(tmp_path):
    box = BOX.format(para("I: I boksen"))
    shape = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = read(tmp_path, para("X: For", shape, run("an")))
    assert texts(found) == [("X", "Foran"), ("I", "I boksen")]
    assert "text boxes: 1 stand as paragraphs after the one they are anchored in" in found.notes
    assert not any(note.startswith("pictures") for note in found.notes)
    assert balanced(found)


def test_a_table_of_labels_stamps_and_talk_is_read_row_by_row(tmp_path):
    rows = table(("00:01", "I", "Hvor bor du?"), ("00:09", "X", para("I byen.") + para("Længe.")))
    found = read(tmp_path, rows)
    assert [(t.label, t.time, t.text) for t in found.turns] == [
        ("I", "00:00:01", "Hvor bor du?"),
        ("X", "00:00:09", "I byen.\n\nLænge."),
    ]
    assert balanced(found)


def test_a_table_whose_first_cells_are_long_keeps_every_paragraph(tmp_path):
    rows = table((para("X: Ja") + para("og nej"), "ved siden af"))
    found = read(tmp_path, rows)
    assert texts(found) == [("X", "Ja\n\nog nej\n\nved siden af")]
    assert balanced(found)


def test_a_footnote_stands_in_brackets_where_it_is_referred_to(tmp_path):
    notes = part(
        "footnotes",
        f"<w:footnote w:type='separator' w:id='-1'>{para('')}</w:footnote>"
        f"<w:footnote w:id='2'>{para('Navnet er', ' ændret')}</w:footnote>"
        f"<w:footnote w:id='3'>{para('forældreløs')}</w:footnote>",
    )
    reference = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    found = read(
        tmp_path, para("X: Hos Bo", reference, run(" igen")), parts={"word/footnotes.xml": notes}
    )
    assert texts(found) == [("X", "Hos Bo [Navnet er ændret] igen")]
    assert asides(found) == [
        ("forældreløs", "a footnote or endnote that nothing visible refers to")
    ]
    assert balanced(found)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_at_a_label_or_within_a_word_waits_for_its_end(tmp_path, kind):
    notes = part(f"{kind}s", f"<w:{kind} w:id='1'>{para('moderen')}</w:{kind}>")
    other = part(f"{kind}s", f"<w:{kind} w:id='2'>{para('igen')}</w:{kind}>")
    one, two = (f"<w:r><w:{kind}Reference w:id='{n}'/></w:r>" for n in (1, 2))
    found = read(
        tmp_path,
        para(run("X"), one, run(": hu"), two, run("set")),
        parts={f"word/{kind}s.xml": notes, f"word/{kind}s2.xml": other},
    )
    assert texts(found) == [("X", "[moderen] huset [igen]")]
    assert balanced(found)


def test_deleted_moved_and_hidden_text_is_set_aside_whole(tmp_path):
    gone = f"<w:del w:id='1'>{run('slet', tag='w:delText')}{run('tet', tag='w:delText')}</w:del>"
    moved = f"<w:moveFrom w:id='2'>{run('flyttet')}</w:moveFrom>"
    hidden = run("skjult", "<w:vanish/>")
    shown = run(" vist", '<w:vanish w:val="0"/>')
    found = read(tmp_path, para("X: hu", gone, run("set"), moved, hidden, shown))
    assert texts(found) == [("X", "huset vist")]
    assert asides(found) == [
        ("slettet", "deleted under tracked changes"),
        ("flyttet", "moved elsewhere under tracked changes"),
        ("skjult", "hidden text"),
    ]
    assert balanced(found)


def test_text_that_a_style_hides_is_set_aside_too(tmp_path):
    styles = part(
        "styles",
        '<w:style w:styleId="Base"><w:name w:val="base"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Gem"><w:basedOn w:val="Base"/></w:style>',
    )
    found = read(
        tmp_path,
        para("X: Ja ", run("gemt", '<w:rStyle w:val="Gem"/>')),
        para(run("hele"), properties=style("Gem")),
        parts={"word/styles.xml": styles},
    )
    assert texts(found) == [("X", "Ja")]
    assert [text for text, _ in asides(found)] == ["gemt", "hele"]
    assert balanced(found)


def test_headers_footers_and_comments_are_set_aside_with_their_place(tmp_path):
    found = read(
        tmp_path,
        para("X: Ja", "<w:r><w:commentReference w:id='7'/></w:r>"),
        parts={
            "word/header1.xml": part("hdr", para("Fortroligt")),
            "word/footer1.xml": part(
                "ftr", para("Side ", "<w:r><w:instrText>PAGE</w:instrText></w:r>")
            ),
            "word/comments.xml": part(
                "comments", f"<w:comment w:id='7'>{para('Tjek')}</w:comment>"
            ),
            "word/settings.xml": part("settings", "<w:t>ikke tekst</w:t>"),
        },
    )
    placed = {aside.where: (aside.text, aside.why) for aside in found.set_aside}
    assert placed["header1.xml"] == ("Fortroligt", "a page header, not talk")
    assert placed["footer1.xml"] == ("Side", "a page footer, not talk")
    assert placed["comment 1, at paragraph 2"] == ("Tjek", "a comment in the margin")
    assert texts(found) == [("X", "Ja")]
    assert balanced(found)


def test_soft_breaks_stay_and_tabs_and_hard_spaces_become_spaces(tmp_path):
    found = read(
        tmp_path,
        para(
            "X:",
            "<w:r><w:tab/><w:t>Ja</w:t><w:br/><w:t>a\u00a0b</w:t><w:tab/><w:t>c</w:t><w:cr/></w:r>",
        ),
    )
    assert texts(found) == [("X", "Ja\na b c")]
    assert "non-breaking spaces: 1 became plain spaces" in found.notes
    assert "tabs: 1 became plain spaces" in found.notes
    assert any(note.startswith("soft line breaks: 2 ") for note in found.notes)
    assert balanced(found)


def test_hyphens_and_symbols_become_characters(tmp_path):
    found = read(
        tmp_path,
        para(
            "X: e",
            "<w:r><w:noBreakHyphen/><w:t>Boks </w:t><w:sym w:font='Wingdings' w:char='F04A'/>"
            "<w:sym w:font='Webdings' w:char='F099'/><w:sym w:font='Arial' w:char='03B1'/></w:r>",
        ),
    )
    assert texts(found) == [("X", "e-Boks ☺□α")]
    assert "symbol-unknown" in {problem.rule for problem in found.problems}
    assert balanced(found)


def test_headings_between_turns_are_set_aside_but_not_a_turn_in_a_headings_style(tmp_path):
    styles = part(
        "styles",
        '<w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Min"><w:basedOn w:val="Overskrift1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
    )
    found = read(
        tmp_path,
        para("X: Ja"),
        para("Anden del", properties=style("Min")),
        para("X: Nej", properties=style("Overskrift1")),
        parts={"word/styles.xml": styles},
    )
    assert texts(found) == [("X", "Ja"), ("X", "Nej")]
    assert asides(found) == [("Anden del", "a heading between turns")]


def test_bold_labels_without_a_colon_are_labels_and_bold_words_are_not(tmp_path):
    path = write_docx(
        tmp_path,
        para(bold("Anne"), run(" Hvor bor du?")),
        para(bold("Bo"), run(" I byen.")),
        para(bold("Anne"), run(" Siden hvornår?")),
        para(bold("Bo"), run(" Siden "), bold("altid"), run(".")),
        para(bold("Slet ikke"), run(" kort.")),
        para(bold("Det hele er fedt")),
    )
    found = read_transcript(path)
    assert texts(found) == [
        ("Anne", "Hvor bor du?"),
        ("Bo", "I byen."),
        ("Anne", "Siden hvornår?"),
        ("Bo", "Siden altid.\n\nSlet ikke kort.\n\nDet hele er fedt"),
    ]
    assert balanced(found)


def test_a_document_of_one_paragraph_with_soft_breaks_is_split_at_its_lines(tmp_path):
    breaks = "<w:r><w:br/></w:r>"
    found = read(
        tmp_path,
        para("I: Hej", breaks, run("X: Hej"), breaks, run("du"), breaks, run("I: Ja")),
    )
    assert texts(found) == [("I", "Hej"), ("X", "Hej\ndu"), ("I", "Ja")]
    assert balanced(found)


def test_one_label_after_a_soft_break_is_a_doubt_unless_lines_are_asked_for(tmp_path):
    body = (para("I: Hej"), para("X: Hej", "<w:r><w:br/></w:r>", run("I: Og?")), para("X: Ja"))
    found = read(tmp_path, *body)
    assert texts(found) == [("I", "Hej"), ("X", "Hej\nI: Og?"), ("X", "Ja")]
    assert [(p.rule, p.line) for p in found.problems] == [("label-after-soft-break", 3)]
    found = read_transcript(found.path, split="lines")
    assert texts(found) == [("I", "Hej"), ("X", "Hej"), ("I", "Og?"), ("X", "Ja")]
    assert found.problems == ()


def test_strict_namespaces_and_a_main_part_of_another_name_are_read(tmp_path):
    path = tmp_path / "strict.docx"
    strict = f'xmlns:w="{STRICT}"'
    path.write_bytes(
        docx_bytes(HEADER, para("X: Ja"), namespaces=strict, main="word/document2.xml")
    )
    assert texts(read_transcript(path)) == [("X", "Ja")]


def test_an_embedded_document_is_an_error_since_its_text_is_missing(tmp_path):
    found = read(tmp_path, para("X: Ja"), "<w:altChunk/>")
    assert [(p.rule, p.severity) for p in found.problems] == [("document-embedded", "error")]


def test_a_word_document_named_txt_is_read_and_told(tmp_path):
    path = tmp_path / "interview.txt"
    path.write_bytes(docx_bytes(HEADER, para("X: Ja")))
    found = read_transcript(path)
    assert (found.kind, texts(found)) == ("docx", [("X", "Ja")])
    assert found.notes[0] == "the file is named .txt and is a Word document; read as what it is"


def test_a_lost_word_would_be_told(tmp_path, monkeypatch):
    from lises.exchange import docx_story

    monkeypatch.setattr(docx_story, "NOTHING", docx_story.NOTHING | {"sdt"})
    found = read(
        tmp_path, para("X: Vi har ", f"<w:sdt><w:sdtContent>{run('huset')}</w:sdtContent></w:sdt>")
    )
    assert found.words.difference == 1
    assert [(p.rule, p.severity) for p in found.problems] == [("words-not-balanced", "error")]
