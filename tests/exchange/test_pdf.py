"""PDFs: lines become paragraphs, and whatever is lost by that is said."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.exchange import Imported, read_transcript, transcripts
from lises.exchange.document import UnreadableError
from lises.exchange.pdf import process, read_pdf, worker
from lises.exchange.pdf.worker import extracted
from lises.exchange.wordcount import count_words
from tests.making.pdf import page, pdf_bytes

HEADER = "I = interviewer, X = informant"
FREELY = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def here(content: bytes) -> dict:
    """Take the lines out without a process of its own, as the process does."""
    return process.checked(extracted(content))


@pytest.fixture
def read(tmp_path, monkeypatch):
    def reading(*pages: bytes, **options) -> Imported:
        path = tmp_path / "interview.pdf"
        path.write_bytes(pdf_bytes(*pages, **options))
        return read_transcript(path)

    monkeypatch.setattr(transcripts, "read_pdf", lambda c, p: read_pdf(c, p, here))
    return reading


def rule_of(content: bytes) -> str:
    """Read a PDF and give the rule by which it is refused, nothing where it is not."""
    try:
        read_pdf(content, "a.pdf", here)
    except UnreadableError as error:
        return error.rule
    return ""


def texts(found: Imported) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def asides(found: Imported) -> list[tuple[str, str]]:
    return [(aside.text, aside.why) for aside in found.set_aside]


def rules(found: Imported) -> set[str]:
    return {problem.rule for problem in found.problems}


def balanced(found: Imported) -> bool:
    return found.words.difference == 0 and found.words.document > 0


def test_lines_become_paragraphs_by_space_and_by_labels(read):
    found = read(
        page(
            HEADER,
            ["I: Hvor bor du nu, og hvor", "boede du før?", "X: På Ærø."],
            ["X: Nå ja, og så i", "Århus en tid."],
            ["Og et afsnit til", "i den samme replik."],
            "I: Ja.",
        )
    )
    assert texts(found) == [
        ("I", "Hvor bor du nu, og hvor boede du før?"),
        ("X", "På Ærø."),
        ("X", "Nå ja, og så i Århus en tid.\n\nOg et afsnit til i den samme replik."),
        ("I", "Ja."),
    ]
    assert found.kind == "pdf"
    assert any(
        note.startswith("a PDF knows no paragraphs: 9 lines on 1 page") for note in found.notes
    )
    assert balanced(found)


def test_a_sentence_that_ends_before_its_line_is_full_ends_a_paragraph(read):
    talk = ["X: Vi boede så i en lejlighed, og da børnene kom,", "blev den for lille."]
    more = ["Så købte vi et hus ved skoven, som vi stadig har.", "Ja."]
    found = read(page(HEADER, "I: Hvor?", [*talk, *more]))
    assert texts(found)[1][1] == (
        "Vi boede så i en lejlighed, og da børnene kom, blev den for lille.\n\n"
        "Så købte vi et hus ved skoven, som vi stadig har. Ja."
    )
    assert balanced(found)


def test_labels_in_bold_and_marks_of_time_are_read(read):
    found = read(page(HEADER, "I: Hvad?", "X: Ja.", "00:12:33", "I: Nej?", bold=True))
    assert texts(found) == [("I", "Hvad?"), ("X", "Ja."), ("I", "Nej?")]
    assert found.turns[-1].time == "00:12:33"
    assert balanced(found)


def test_running_titles_and_page_numbers_are_set_aside_with_their_count(read):
    pages = [
        page(*body, header="Udkast 3. maj", footer=f"Side {n} af 4")
        for n, body in enumerate(
            ([HEADER, "I: Hej?"], ["X: Ja."], ["I: Nå?"], ["X: Tak 12"]), start=1
        )
    ]
    found = read(*pages)
    assert texts(found) == [("I", "Hej?"), ("X", "Ja."), ("I", "Nå?"), ("X", "Tak 12")]
    assert ("Udkast 3. maj", "a running title or page number, on 4 pages") in asides(found)
    numbers = "Side 1 af 4\nSide 2 af 4\nSide 3 af 4\nSide 4 af 4"
    assert (numbers, "a running title or page number, on 4 pages") in asides(found)
    assert balanced(found)


def test_what_comes_back_in_the_talk_is_no_running_title(read):
    body = [f"{'IX'[n % 2]}: Ja." for n in range(8)]
    found = read(page(HEADER, *body), page(*body), page(*body, "I: Tak for i dag."))
    assert len(found.turns) == 25
    assert balanced(found)


def test_a_sentence_goes_on_over_the_end_of_a_page(read):
    found = read(
        page(HEADER, "I: Hej?", ["X: Vi boede så", "i en"], footer="1"),
        page(["lejlighed. Ja."], "Og så et hus.", footer="2"),
    )
    assert texts(found)[1] == ("X", "Vi boede så i en lejlighed. Ja.\n\nOg så et hus.")
    assert balanced(found)


def test_a_hyphen_at_a_lines_end_goes_only_where_the_whole_word_stands_elsewhere(read):
    found = read(
        page(
            HEADER,
            ["I: Er det boligfor-", "eningen, og hvad med kommu-", "nen?"],
            ["X: Boligforeningen, bolig-", "og byfornyelse, e-", "Boks\xad"],
            ["I: Bebo\xad", "erne?"],
        )
    )
    assert texts(found) == [
        ("I", "Er det boligforeningen, og hvad med kommu-nen?"),
        ("X", "Boligforeningen, bolig- og byfornyelse, e- Boks"),
        ("I", "Beboerne?"),
    ]
    assert [p.message.split()[0] for p in found.problems] == ['"kommu-nen"']
    assert any("2 were taken out" in note and "boligforeningen" in note for note in found.notes)
    assert balanced(found)


def test_comments_are_set_aside_and_empty_pages_are_a_doubt(read):
    found = read(page(HEADER, "I: Hej?"), b"", page("X: Ja."), comments=["hendes datter"])
    assert ("hendes datter", "a comment on the page") in asides(found)
    assert rules(found) == {"pdf-page-empty"}
    assert balanced(found)


def test_signs_that_are_no_letters_are_told(read):
    found = read(page(HEADER, "I: Hej?", "X: J\x02a \x03."))
    assert "pdf-letters-unknown" in rules(found)
    assert balanced(found)


def test_a_scan_is_refused_with_what_would_serve(read):
    found = read(b"0 0 10 10 re f", b"")
    assert rules(found) == {"pdf-without-text"}
    assert "OCR" in found.problems[0].remedy


def test_a_locked_document_is_refused(read):
    locked = b"<< /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -4 >>"
    found = read(page(HEADER), trailer=b" /Encrypt 7 0 R /ID [(x) (x)]", more=[locked])
    assert rules(found) == {"archive-encrypted"}


def test_a_document_that_had_to_be_mended_says_so():
    whole = pdf_bytes(page(HEADER, "I: Hej?"), page("X: Nej."))
    mended = read_pdf(whole.replace(b"0000000015", b"0000000099"), "a.pdf", here)
    assert [problem.rule for problem in mended.problems] == ["pdf-mended"]
    assert mended.words == read_pdf(whole, "a.pdf", here).words
    assert read_pdf(whole, "a.pdf", here).problems == ()


def test_a_document_of_more_lines_than_an_interview_has_is_refused(monkeypatch):
    monkeypatch.setattr(worker, "MAX_LINES", 3)
    assert rule_of(pdf_bytes(page(HEADER, "I: Hej?", "X: Ja."))) == ""
    assert rule_of(pdf_bytes(page(HEADER, "I: Hej?", "X: Ja.", "I: Nå?"))) == "pdf-too-large"


def test_many_lines_take_no_longer_than_their_number():
    lines = [["ord-", 700.0, 60.0, 0], ["og " * 20 + "!", 690.0, 60.0, 0]] * 20_000
    text = "\n".join(line[0] for line in lines)
    beside = {"comments": [], "fields": [], "pictures": 0}
    made = {"pages": [{"text": text, "lines": lines, **beside}], "attachments": 0, "complaints": 0}
    began = time.process_time()
    assert read_pdf(b"", "a.pdf", lambda _: made).words == 420_000
    assert time.process_time() - began < 20


def test_a_document_cut_off_is_a_problem_or_a_transcript():
    whole = pdf_bytes(page(HEADER, "I: Hej?", "X: Ja."))
    for end in (12, 200, len(whole) // 2, len(whole) - 30):
        assert rule_of(whole[:end]) in {"", "pdf-damaged", "pdf-without-text"}


RULES = {"", "pdf-damaged", "pdf-too-large", "pdf-without-text", "archive-encrypted"}
SOUND = pdf_bytes(page(HEADER, "I: Hej?", ["X: Ja, det", "er vi."], footer="1"), packed=False)


@FREELY
@given(at=st.integers(0, len(SOUND) - 1), piece=st.binary(max_size=8), gone=st.integers(0, 40))
def test_a_damaged_file_is_a_problem_or_a_document(at, piece, gone):
    assert rule_of(SOUND[:at] + piece + SOUND[at + gone :]) in RULES


LINES = st.lists(
    st.sampled_from(["I: Ja", "X: nej-", "bolig\xad", "ene er", "12", "- 1 -", "00:01:02", "og så.", "Side 1", "hus- ", "(og)", "e-"]),
    min_size=1,
    max_size=8,
)  # fmt: skip


@FREELY
@given(pages=st.lists(LINES, min_size=1, max_size=4), space=st.booleans())
def test_however_lines_are_put_together_every_word_is_accounted_for(pages, space):
    drawn = [page(*lines) if space else page(lines) for lines in pages]
    document = read_pdf(pdf_bytes(page(HEADER), *drawn, packed=False), "a.pdf", here)
    kept = sum(count_words(paragraph.text) for paragraph in document.paragraphs)
    assert kept + sum(aside.words for aside in document.set_aside) == document.words


def test_the_process_reads_and_is_stopped_at_its_limits(monkeypatch):
    assert read_pdf(pdf_bytes(page(HEADER)), "a.pdf").words == 4
    monkeypatch.setattr(process, "SECONDS", 1)
    bomb = zlib.compress(zlib.compress(b" " * 2**26, 1), 9)
    evil = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (
        len(bomb),
        bomb,
    )
    content = pdf_bytes(b"", packed=False).replace(b"<< /Length 0 >>\nstream\n\nendstream", evil)
    with pytest.raises(UnreadableError) as raised:
        read_pdf(content, "a.pdf")
    assert raised.value.rule in {"pdf-too-large", "pdf-damaged"}


def test_a_process_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(process, "_WORKER", slow)
    monkeypatch.setattr(process, "WAIT", 0.3)
    with pytest.raises(UnreadableError, match="seconds"):
        process.extract(b"%PDF")


def test_what_the_process_leaves_unsaid_is_a_problem(monkeypatch, tmp_path):
    gone = tmp_path / "gone.py"
    gone.write_text("raise SystemExit(1)\n")
    monkeypatch.setattr(process, "_WORKER", gone)
    with pytest.raises(UnreadableError, match="MiB"):
        process.extract(b"%PDF")


def test_the_worker_knows_nothing_of_this_library():
    assert "lises" not in Path(process._WORKER).read_text(encoding="utf-8")
