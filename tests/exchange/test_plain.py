"""Text files: encodings, line ends, paragraphs, and our own transcripts."""

import codecs
from pathlib import Path

import pytest

from lises.exchange import Imported, read_transcript
from lises.files import parse_transcript, write_transcript
from lises.model import Transcript, Turn

TALK = "I = interviewer; X = informant\n\nI: Hvor bor du?\nX: På Ærø – på en gård.\nI: Åh.\n"
TURNS = [("I", "Hvor bor du?"), ("X", "På Ærø – på en gård."), ("I", "Åh.")]


def read(folder: Path, content: bytes | str, name: str = "interview.txt", **options) -> Imported:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_transcript(path, **options)


def texts(found: Imported) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def rules(found: Imported) -> list[str]:
    return [problem.rule for problem in found.problems]


@pytest.mark.parametrize(
    ("mark", "encoding", "said"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8 with BOM"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le with BOM"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be with BOM"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le with BOM"),
        (b"", "cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_turns(tmp_path, mark, encoding, said, end):
    found = read(tmp_path, mark + TALK.replace("\n", end).encode(encoding))
    assert texts(found) == TURNS
    assert found.encoding == said
    assert found.words.difference == 0
    assert rules(found) == []
    assert any("LF here" in note for note in found.notes) == (end != "\n")


def test_windows_1252_is_told_with_its_letters(tmp_path):
    found = read(tmp_path, TALK.encode("cp1252"))
    (note,) = [note for note in found.notes if "Windows-1252" in note]
    assert "å 3" in note
    assert "Æ 1" in note


def test_decomposed_letters_are_composed_and_told(tmp_path):
    found = read(tmp_path, "I: Vi sa\u030a det\nX: Ja\nI: Godt\nX: Ja\n")
    assert texts(found)[0] == ("I", "Vi så det")
    assert any("1 paragraphs were composed" in note for note in found.notes)
    assert found.words.difference == 0


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("I: bl\u0085a\u0093 ja\nX: b\nI: c\nX: d\n".encode(), "control characters"),
        ("I: pÃ¥ gÃ¥rden\nX: b\nI: c\nX: d\n".encode(), "decoded twice"),
        ("I: på gården\nX: b\nI: c\nX: d\n".encode("cp850"), "older code page"),
        (b"I: a\x81b\nX: b\nI: c\nX: d\n", "control characters"),
    ],
)
def test_a_wrong_decoding_is_noticed(tmp_path, content, what):
    found = read(tmp_path, content)
    (doubt,) = [p for p in found.problems if p.rule == "encoding-doubtful"]
    assert what in doubt.message
    assert doubt.line == 1
    assert found.words.difference == 0


def test_damaged_utf8_stays_utf8_and_is_an_error_with_its_line(tmp_path):
    content = "I: æøå æøå æøå\nX: b\nI: æøå\nX: ".encode() + b"\xe6" + b" d\n"
    found = read(tmp_path, content)
    assert found.turns[0].text == "æøå æøå æøå"
    (problem,) = [p for p in found.problems if p.rule == "encoding-damaged"]
    assert (problem.line, problem.severity) == (4, "error")


def test_marks_of_direction_and_controls_do_not_reach_the_text(tmp_path):
    found = read(tmp_path, "I: a\u202eb\u2066 c\u200bd\x00e\x07\ufffe f\nX: b\nI: c\nX: d\n")
    assert texts(found)[0] == ("I", "ab cd e   f")
    assert found.words.difference == 0
    assert any(note.startswith("direction marks: 2") for note in found.notes)


def test_a_line_without_a_label_is_a_paragraph_of_the_turn_before(tmp_path):
    found = read(tmp_path, "I: a\nb\n\nX: c\nI: d\nX: e\n")
    assert texts(found)[0] == ("I", "a\n\nb")


def test_in_blocks_a_line_break_is_a_soft_one(tmp_path):
    found = read(tmp_path, "I: a\nb\n\nc\n\nX: d\n\nI: e\n\nX: f\n")
    assert texts(found)[0] == ("I", "a\nb\n\nc")
    assert [turn.at for turn in found.turns] == [1, 6, 8, 10]


def test_a_label_on_any_line_of_a_block_begins_a_turn_unless_paragraphs_are_asked_for(tmp_path):
    blocks = "".join(f"{label}: nej\n\n" for label in "IXIXIXIXIX")
    found = read(tmp_path, blocks + "I: a\nX: b\n")
    assert texts(found)[-2:] == [("I", "a"), ("X", "b")]
    found = read_transcript(found.path, split="paragraphs")
    assert texts(found)[-1] == ("I", "a\nX: b")
    assert rules(found)[-1] == "label-after-soft-break"


def test_headings_of_markdown_are_set_aside(tmp_path):
    content = "# Interview\n\n**I**: a\n\n## Del 2\n\n**X**: b\n\n**I**: c\n\n**X**: # d\n"
    found = read(tmp_path, content, "interview.md")
    assert (found.kind, texts(found)[-1]) == ("markdown", ("X", "# d"))
    assert [aside.text for aside in found.set_aside] == ["# Interview", "## Del 2"]


def test_our_own_transcript_reads_back_equal(tmp_path):
    turns = (
        Turn(
            number=1, label="I", speakers=("interviewer",), text="Hej – [griner]", time="00:00:09"
        ),
        Turn(number=2, label="DEMO-R03", speakers=("DEMO-R03",), text="Ja.\n**så**\n\n\\ nej"),
        Turn(
            number=3,
            label="DEMO-R03 + Y",
            speakers=("DEMO-R03", "DEMO-R04"),
            text="Ja, kl. 12:40.",
            time="01:02:03",
        ),
    )
    transcript = Transcript(
        interview="DEMO-R03",
        speakers=(("I", "interviewer"), ("DEMO-R03", "DEMO-R03"), ("Y", "DEMO-R04")),
        turns=turns,
    )
    text = write_transcript(transcript)
    assert parse_transcript(text, "x.md")[0] == transcript
    found = read(tmp_path, text, "DEMO-R03.md")
    assert [(t.label, t.text, t.time) for t in found.turns] == [
        (t.label, t.text, t.time) for t in turns
    ]
    assert [(s.label, s.name, s.declared) for s in found.speakers] == [
        ("I", "interviewer", True),
        ("DEMO-R03", "DEMO-R03", True),
        ("DEMO-R03 + Y", "DEMO-R03 + DEMO-R04", True),
    ]
    assert found.words.difference == 0
    assert rules(found) == []


@pytest.mark.parametrize(
    ("content", "rule", "word"),
    [
        (b"\x89PNG\r\n\x1a\n", "format-not-read", "PNG"),
        (b"\x00\x00\x00\x18ftypmp42", "format-not-read", "recording"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "format-not-read", ".doc"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "archive-encrypted",
            "password",
        ),
        (bytes(range(32)) * 40, "format-not-read", "not text"),
        (b"", "file-empty", "empty"),
        (b" \r\n ", "file-empty", "empty"),
    ],
)
def test_other_formats_are_named_with_a_remedy(tmp_path, content, rule, word):
    found = read(tmp_path, content)
    (problem,) = found.problems
    assert (problem.rule, problem.severity) == (rule, "error")
    assert word in problem.message
    assert problem.remedy
    assert found.turns == ()


def test_a_file_that_is_not_there_or_is_a_folder_is_a_problem(tmp_path):
    for path in (tmp_path / "nobody.txt", tmp_path, Path("a\0b")):
        assert rules(read_transcript(path)) == ["file-unreadable"]


def test_a_file_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    from lises.exchange import plain, transcripts

    monkeypatch.setattr(plain, "MAX_TEXT", 10)
    assert rules(read(tmp_path, TALK)) == ["file-too-large"]
    monkeypatch.setattr(transcripts, "MAX_FILE", 10)
    assert rules(read(tmp_path, TALK)) == ["file-too-large"]
